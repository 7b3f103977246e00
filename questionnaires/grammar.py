"""The grammar of conditions: a text becomes a syntax tree with positions, or an error with one.

    condition  = any ;                      any  = all { "or" all } ;      all = part { "and" part } ;
    part       = "not" part | "(" any ")" | "answered" NAME | NAME compare VALUE | NAME ["not"] "in" list ;
    compare    = "==" | "!=" | "<" | "<=" | ">" | ">=" ;      list = "[" VALUE { "," VALUE } "]" ;

Length and depth are bounded before anything is built.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

LONGEST = 2_000
DEEPEST = 20

_TOKEN = re.compile(
    r"""[ \t\r\n]*(?:
        (?P<quoted>"[^"]*"|'[^']*')
      | (?P<symbol>==|!=|<=|>=|<|>|\[|\]|\(|\)|,)
      | (?P<word>-?[A-Za-z0-9_][A-Za-z0-9_.]*)
      | (?P<end>\Z)
    )""",
    re.VERBOSE,
)
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


def syntax(text: str) -> Syntax:
    """The syntax tree of `text`, with positions."""
    if len(text) > LONGEST:
        raise ConditionError("condition-long", 0, length=len(text), limit=LONGEST)
    return _Parser(text).whole()


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
