"""Conditions such as `tenure in [lt1, 1_3] and not (position == manager)`, without eval.

    condition  = any ;                      any  = all { "or" all } ;      all = part { "and" part } ;
    part       = "not" part | "(" any ")" | "answered" NAME | NAME compare VALUE | NAME ["not"] "in" list ;
    compare    = "==" | "!=" | "<" | "<=" | ">" | ">=" ;      list = "[" VALUE { "," VALUE } "]" ;

A text becomes a syntax tree with positions (`syntax`), the tree a list that JSON can hold (`plain`, or
`universes.resolve` when the variables are known), the list a closure (`compiled`). The same list goes to
the respondent's script.

A comparison with something that was not answered is false, `!=` and `not in` included; `not` turns that
around. Numbers are compared as numbers. Of a multiple choice, `motive == a` says that a was chosen.
"""

from __future__ import annotations

import operator as operators
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

LONGEST = 2_000
DEEPEST = 20

Test = Callable[[Mapping[str, Any]], bool]
"""Says whether the condition holds for the values known so far (variable -> value; unanswered: absent)."""

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?\Z")
_TOKEN = re.compile(
    r"""[ \t\r\n]*(?:
        (?P<quoted>"[^"]*"|'[^']*')
      | (?P<symbol>==|!=|<=|>=|<|>|\[|\]|\(|\)|,)
      | (?P<word>-?[A-Za-z0-9_][A-Za-z0-9_.]*)
      | (?P<end>\Z)
    )""",
    re.VERBOSE,
)
_ORDER = {"<": operators.lt, "<=": operators.le, ">": operators.gt, ">=": operators.ge}
_COMPARE = ("==", "!=", *_ORDER)
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


class ConditionError(ValueError):
    """A condition that cannot be understood: `rule` of the catalogue, `position` (from 0) and `values`."""

    def __init__(self, rule: str, position: int, **values: Any) -> None:
        self.rule = rule
        self.position = position
        self.values = values
        super().__init__(f"{rule} at {position}: {values}")


@dataclass(frozen=True, slots=True)
class Word:
    """A name or value as written; `at` is its position in the text."""

    text: str
    at: int
    kind: str = "word"


@dataclass(frozen=True, slots=True)
class Compare:
    """`name operator operands`; the operator is one of == != < <= > >= in, or “not in”."""

    name: Word
    operator: str
    operands: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """Whether `name` has a valid answer."""

    name: Word


@dataclass(frozen=True, slots=True)
class Negated:
    """Not `part`."""

    part: Syntax


@dataclass(frozen=True, slots=True)
class Joined:
    """All of `parts` (“and”) or any of them (“or”)."""

    word: str
    parts: tuple[Syntax, ...]


Syntax = Compare | Answered | Negated | Joined


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition ready for use. `source` is the author's text; `tree` nested lists for JSON, for example
    `["and", ["in", "tenure", ["lt1"]], ["not", ["answered", "x"]]]`; `names` the variables it asks about."""

    source: str
    tree: list[Any]
    names: tuple[str, ...]
    test: Test = field(compare=False, repr=False)


def parse(text: str) -> Condition:
    """The condition of `text`, its variables unknown; ConditionError when it cannot be understood."""
    return condition(text, plain(syntax(text)))


def condition(source: str, tree: list[Any]) -> Condition:
    """The condition of a tree."""
    return Condition(source, tree, tuple(dict.fromkeys(_names(tree))), compiled(tree))


def syntax(text: str) -> Syntax:
    """The syntax tree of `text`, with positions."""
    if len(text) > LONGEST:
        raise ConditionError("condition-long", 0, length=len(text), limit=LONGEST)
    return _Parser(text).whole()


def plain(node: Syntax) -> list[Any]:
    """The tree of a condition whose variables are not known: numbers may be meant as codes or numbers."""
    if isinstance(node, Joined):
        return [node.word, *(plain(part) for part in node.parts)]
    if isinstance(node, Negated):
        return ["not", plain(node.part)]
    if isinstance(node, Answered):
        return ["answered", node.name.text]
    return comparison(node.operator, node.name.text, [word.text for word in node.operands])


def comparison(operator: str, name: str, values: list[Any]) -> list[Any]:
    """The tree of one comparison; “not in” becomes “answered and not in”."""
    if operator == "in":
        return ["in", name, values]
    if operator == "not in":
        return ["and", ["answered", name], ["not", ["in", name, values]]]
    return [operator, name, values[0]]


def number_of(text: Any) -> float | None:
    """The number that `text` is or writes, or None."""
    if isinstance(text, (int, float)):
        return text
    return float(text) if isinstance(text, str) and _NUMBER.match(text) else None


def compiled(tree: list[Any]) -> Test:
    """The closure of a tree."""
    word = tree[0]
    if word in ("and", "or"):
        return _joined(word, [compiled(part) for part in tree[1:]])
    if word == "not":
        return _negated(compiled(tree[1]))
    return _single(word, *tree[1:])


def _single(word: str, name: str, value: Any = None) -> Test:
    if word == "answered":
        return _answered(name)
    if word in ("==", "in"):
        return _within(name, value if word == "in" else [value])
    if word == "!=":
        return _joined("and", [_answered(name), _negated(_within(name, [value]))])
    return _ordered(word, name, number_of(value))


def _negated(part: Test) -> Test:
    return lambda values: not part(values)


def _joined(word: str, parts: list[Test]) -> Test:
    if len(parts) == 2:
        one, two = parts
        if word == "and":
            return lambda values: one(values) and two(values)
        return lambda values: one(values) or two(values)
    every = all if word == "and" else any
    return lambda values: every(part(values) for part in parts)


def _answered(name: str) -> Test:
    return lambda values: values.get(name) not in (None, "", [], ())


def _within(name: str, wanted: list[Any]) -> Test:
    known = frozenset(wanted) | {n for n in map(number_of, wanted) if n is not None}

    def test(values: Mapping[str, Any]) -> bool:
        value = values.get(name)
        if value.__class__ is list:
            return not known.isdisjoint(value)
        return value in known

    return test


def _ordered(operator: str, name: str, limit: float | None) -> Test:
    if limit is None:
        return lambda values: False
    holds = _ORDER[operator]

    def test(values: Mapping[str, Any]) -> bool:
        value = values.get(name)
        if value.__class__ is not float:
            value = number_of(value)
        return value is not None and holds(value, limit)

    return test


def _names(tree: list[Any]) -> Iterator[str]:
    if tree[0] in ("and", "or", "not"):
        for part in tree[1:]:
            yield from _names(part)
    else:
        yield tree[1]


def _tokens(text: str) -> Iterator[Word]:
    at = 0
    while True:
        found = _TOKEN.match(text, at)
        if found is None:
            start = at + len(text[at:]) - len(text[at:].lstrip())
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

    def whole(self) -> Syntax:
        node = self._any()
        if self._now.kind != "end":
            self._fail("“and” or “or” is needed before")
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

    def _any(self) -> Syntax:
        return self._series("or", self._all)

    def _all(self) -> Syntax:
        return self._series("and", self._part)

    def _series(self, word: str, part: Callable[[], Syntax]) -> Syntax:
        parts = [part()]
        while self._accept(word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else Joined(word, tuple(parts))

    def _part(self) -> Syntax:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ConditionError("condition-deep", self._now.at, limit=DEEPEST)
        node = self._simple()
        self._depth -= 1
        return node

    def _simple(self) -> Syntax:
        if self._accept("not"):
            return Negated(self._part())
        if self._accept("("):
            node = self._any()
            self._expect(")")
            return node
        if self._accept("answered"):
            return Answered(self._name())
        return self._compare()

    def _name(self) -> Word:
        if self._now.kind != "word" or self._now.text in _KEYWORDS:
            self._fail("the name of an item is needed instead of")
        return self._take()

    def _value(self) -> Word:
        if self._now.kind not in ("word", "quoted") or (
            self._now.kind == "word" and self._now.text in _KEYWORDS
        ):
            self._fail("a code or a number is needed instead of")
        return self._take()

    def _compare(self) -> Syntax:
        name = self._name()
        negated = self._accept("not")
        if self._accept("in"):
            return Compare(name, "not in" if negated else "in", self._list())
        if negated or self._now.kind != "symbol" or self._now.text not in _COMPARE:
            self._fail(f"after “{name.text[:40]}” comes ==, !=, <, <=, >, >= or in, not")
        operator = self._take().text
        return Compare(name, operator, (self._value(),))

    def _list(self) -> tuple[Word, ...]:
        self._expect("[")
        values = [self._value()]
        while self._accept(","):
            values.append(self._value())
        self._expect("]")
        return tuple(values)
