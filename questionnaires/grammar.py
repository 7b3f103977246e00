"""The grammar of conditions and of values: a text becomes a syntax tree with positions, or an error with one.

    condition  = any ;                      any  = all { "or" all } ;      all = part { "and" part } ;
    part       = "not" part | "answered" NAME | NAME ["not"] "in" list | value compare value
               | call | "(" any ")" ;
    value      = term { ("+" | "-") term } ;                      term = factor { ("*" | "/") factor } ;
    factor     = ["-"] ( NAME | NUMBER | QUOTED | call | "(" value ")" ) ;
    call       = NAME "(" [ argument { "," argument } ] ")" ;     list = "[" literal { "," literal } "]" ;
    compare    = "==" | "!=" | "<" | "<=" | ">" | ">=" ;

Length and depth are bounded before anything is built.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from questionnaires.functions import FUNCTIONS
from questionnaires.terms import (
    Answered,
    Call,
    Compare,
    Computed,
    ConditionError,
    Joined,
    Negated,
    Related,
    Syntax,
    Word,
)

LONGEST = 10_000
DEEPEST = 40

_TOKEN = re.compile(
    r"""[ \t\r\n]*(?:
        (?P<quoted>"[^"]*"|'[^']*')
      | (?P<symbol>==|!=|<=|>=|[][()<>,+*/-])
      | (?P<word>[A-Za-z0-9_][A-Za-z0-9_.]*)
      | (?P<end>\Z)
    )""",
    re.VERBOSE,
)
NAME_NEEDED = "the name of an item is needed instead of"
VALUE_NEEDED = "a code or a number is needed instead of"

_COMPARE = ("==", "!=", "<", "<=", ">", ">=")
_KEYWORDS = ("and", "or", "not", "in", "answered")
_SLIPS = {
    "=": "for “is equal to” write == (two signs).",
    "&": "write “and”.",
    "|": "write “or”.",
    "!": "write “not”, or != for “is not equal to”.",
    "≤": "write <=.",
    "≥": "write >=.",
    "≠": "write !=.",
    '"': "a quotation mark is opened but never closed.",
    "'": "a quotation mark is opened but never closed.",
}


def syntax(text: str) -> Syntax:
    """The syntax tree of a condition, with positions."""
    return _parser(text).whole(decides=True)


def value_syntax(text: str) -> Syntax:
    """The syntax tree of a value, with positions."""
    return _parser(text).whole(decides=False)


def decides(node: Syntax) -> bool:
    """Whether a node is a condition, so true or false, and no value."""
    if isinstance(node, Call):
        known = FUNCTIONS.get(node.name.text)
        return known is not None and known.decides
    return not isinstance(node, Word | Computed)


def _parser(text: str) -> _Parser:
    if len(text) > LONGEST:
        raise ConditionError("condition-long", 0, length=len(text), limit=LONGEST)
    return _Parser(text)


def _tokens(text: str) -> Iterator[Word]:
    at = 0
    while True:
        found = _TOKEN.match(text, at)
        if found is None:
            start = len(text) - len(text[at:].lstrip(" \t\r\n"))
            raise ConditionError("condition", start, what=_slip(text[start]))
        kind = str(found.lastgroup)
        word = found.group(kind)
        yield Word(word[1:-1] if kind == "quoted" else word, found.start(kind), kind)
        if kind == "end":
            return
        at = found.end()


def _slip(character: str) -> str:
    return _SLIPS.get(
        character, f"“{character}” cannot be used. Put codes that are no Latin words into quotation marks."
    )


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._next = 0
        self._depth = 0

    def whole(self, *, decides: bool) -> Syntax:
        node = self._condition(self._any) if decides else self._value(self._any)
        if self._now.kind != "end":
            self._fail("“and” or “or” is needed before" if decides else "one of + - * / is needed before")
        return node

    @property
    def _now(self) -> Word:
        return self._tokens[self._next]

    def _is(self, text: str) -> bool:
        return self._now.text == text and self._now.kind in ("word", "symbol")

    def _take(self) -> Word:
        token = self._now
        self._next += token.kind != "end"
        return token

    def _accept(self, text: str) -> bool:
        found = self._is(text)
        if found:
            self._take()
        return found

    def _expect(self, text: str) -> None:
        if not self._accept(text):
            self._fail(f"“{text}” is missing before")

    def _fail(self, what: str) -> None:
        token = self._now
        found = "the end" if token.kind == "end" else f"“{token.text[:40]}”"
        raise ConditionError("condition", token.at, what=f"{what} {found}.")

    def _condition(self, parse: Callable[[], Syntax]) -> Syntax:
        """What `parse` finds, if it can be true or false."""
        node = parse()
        if not decides(node):
            self._undecided(node)
        return node

    def _undecided(self, node: Syntax) -> None:
        if isinstance(node, Word):
            self._fail(f"after “{node.text[:40]}” comes ==, !=, <, <=, >, >= or in, not")
        self._fail("the value must be compared with something before")

    def _value(self, parse: Callable[[], Syntax]) -> Syntax:
        """What `parse` finds, if it is a value."""
        return self._valued(self._now.at, parse())

    def _valued(self, at: int, node: Syntax) -> Syntax:
        if decides(node):
            what = "a value is needed here, not a condition; you can write if(condition, one, other)."
            raise ConditionError("condition", at, what=what)
        return node

    def _any(self) -> Syntax:
        return self._series("or", self._all)

    def _all(self) -> Syntax:
        return self._series("and", self._part)

    def _series(self, word: str, part: Callable[[], Syntax]) -> Syntax:
        first = part()
        if not self._is(word):
            return first
        if not decides(first):
            self._undecided(first)
        parts = [first]
        while self._accept(word):
            parts.append(self._condition(part))
        return Joined(word, tuple(parts))

    def _part(self) -> Syntax:
        return self._deeper(self._negated if self._is("not") else self._relation)

    def _deeper(self, parse: Callable[[], Syntax]) -> Syntax:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ConditionError("condition-deep", self._now.at, limit=DEEPEST)
        node = parse()
        self._depth -= 1
        return node

    def _negated(self) -> Syntax:
        self._take()
        return Negated(self._condition(self._part))

    def _relation(self) -> Syntax:
        if self._accept("answered"):
            return Answered(self._name())
        at, left = self._now.at, self._sum(NAME_NEEDED)
        if isinstance(left, Word) and left.kind == "word" and (self._is("in") or self._is("not")):
            return self._within(left)
        if self._now.kind != "symbol" or self._now.text not in _COMPARE:
            return left
        operator = self._take().text
        right = self._value(lambda: self._sum(VALUE_NEEDED))
        if decides(left):
            self._fail("a value, not a condition, is compared before")
        if isinstance(left, Word) and left.kind == "word" and isinstance(right, Word):
            return Compare(left, operator, (right,))
        return Related(left, operator, right, at)

    def _within(self, name: Word) -> Syntax:
        negated = self._accept("not")
        if not self._accept("in"):
            self._fail(f"after “{name.text[:40]}” comes ==, !=, <, <=, >, >= or in, not")
        return Compare(name, "not in" if negated else "in", self._list())

    def _sum(self, needed: str) -> Syntax:
        return self._computed("+-", lambda: self._computed("*/", lambda: self._factor(needed)))

    def _computed(self, operators: str, part: Callable[[], Syntax]) -> Syntax:
        left = part()
        while self._now.kind == "symbol" and self._now.text in operators:
            if decides(left):
                self._fail("a value, not a condition, is needed before")
            operator = self._take().text
            left = Computed(left, operator, self._value(part))
        return left

    def _factor(self, needed: str) -> Syntax:
        if self._accept("("):
            node = self._deeper(self._any)
            self._expect(")")
            return node
        if self._is("-"):
            return self._negative(needed)
        name = self._literal(needed)
        return self._call(name) if name.kind == "word" and self._is("(") else name

    def _negative(self, needed: str) -> Syntax:
        minus = self._take()
        if self._now.kind == "word" and self._now.text[0].isdigit():
            return Word(f"-{self._take().text}", minus.at)
        part = self._deeper(lambda: self._value(lambda: self._factor(needed)))
        return Computed(Word("0", minus.at), "-", part)

    def _call(self, name: Word) -> Syntax:
        function = FUNCTIONS.get(name.text)
        if function is None:
            raise ConditionError("condition-function", name.at, value=name.text[:40])
        self._take()
        arguments: list[Syntax] = []
        while not self._is(")") and (not arguments or self._accept(",")):
            arguments.append(self._argument(name.text, len(arguments)))
        self._expect(")")
        few = not function.least <= len(arguments) <= (function.most or len(arguments))
        if few or (name.text == "if" and len(arguments) % 2 == 0):
            raise ConditionError("condition-arguments", name.at, value=name.text, count=len(arguments))
        return Call(name, tuple(arguments))

    def _argument(self, function: str, place: int) -> Syntax:
        if function == "if" and place % 2 == 0:
            return self._deeper(lambda: self._either(last=place > 0))
        return self._deeper(lambda: self._value(self._any))

    def _either(self, *, last: bool) -> Syntax:
        """A condition of `if`, or its last value."""
        at, node = self._now.at, self._any()
        return self._valued(at, node) if last and self._is(")") else self._condition(lambda: node)

    def _name(self) -> Word:
        if self._now.kind != "word" or self._now.text in _KEYWORDS:
            self._fail(NAME_NEEDED)
        return self._take()

    def _literal(self, needed: str) -> Word:
        if self._now.kind not in ("word", "quoted") or (
            self._now.kind == "word" and self._now.text in _KEYWORDS
        ):
            self._fail(needed)
        return self._take()

    def _list(self) -> tuple[Word, ...]:
        self._expect("[")
        values = [self._entry()]
        while self._accept(","):
            values.append(self._entry())
        self._expect("]")
        return tuple(values)

    def _entry(self) -> Word:
        minus = self._now.at
        negative = self._accept("-")
        found = self._literal(VALUE_NEEDED)
        return Word(f"-{found.text}", minus) if negative else found
