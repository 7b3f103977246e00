"""The grammar of LimeSurvey's Expression Manager: a text becomes a tree, or an error that says what is wrong.

any    = all { ("or" | "||") all } ;            all   = same { ("and" | "&&") same } ;
same   = order { ("==" | "!=" | "eq" | "ne") order } ;
order  = sum { ("<" | "<=" | ">" | ">=" | "lt" | "le" | "gt" | "ge") sum } ;
sum    = term { ("+" | "-") term } ;            term  = factor { ("*" | "/") factor } ;
factor = ("!" | "not" | "-" | "+") factor | "(" any ")" | NUMBER | TEXT | NAME [ "(" any { "," any } ")" ] ;
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

LONGEST = 5_000
DEEPEST = 60


class Untranslatable(ValueError):
    """An expression that cannot be said in our language; the text says why."""


class Unreadable(Untranslatable):
    """An expression that LimeSurvey cannot read either."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A text."""

    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A variable, with its property behind the point in `property`."""

    text: str
    property: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A function of arguments."""

    name: str
    arguments: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Not `part`."""

    part: Term


@dataclass(frozen=True, slots=True)
class Joined:
    """All of (“and”) or any of (“or”) `parts`."""

    word: str
    parts: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """`left operator right`: a comparison or one of + - * /."""

    operator: str
    left: Term
    right: Term


Term = Number | Quoted | Name | Call | Not | Joined | Pair

PROPERTIES = frozenset(
    (
        "NAOK",
        "code",
        "value",
        "valueNAOK",
        "shown",
        "question",
        "help",
        "relevanceStatus",
        "relevance",
        "grelevance",
        "mandatory",
        "qid",
        "gid",
        "sid",
        "sgqa",
        "type",
        "jsName",
        "gseq",
        "qseq",
        "rowdivid",
    )
)
_WORDS = {
    "and": "and",
    "&&": "and",
    "or": "or",
    "||": "or",
    "eq": "==",
    "ne": "!=",
    "lt": "<",
    "le": "<=",
    "gt": ">",
    "ge": ">=",
    "not": "!",
}
_TOKEN = re.compile(
    r"""\s*(?:
        (?P<quoted>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
      | (?P<name>(?:INSERTANS:|TOKEN:)?(?:[0-9]+X[0-9]+X[A-Za-z0-9_#.]+|[A-Za-z_][A-Za-z0-9_:#.]*))
      | (?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
      | (?P<sign>&&|\|\||==|!=|<=|>=|[-+*/()<>,!=;&|^%])
      | (?P<end>\Z)
    )""",
    re.VERBOSE,
)


def parse(text: str) -> Term:
    """The tree of an expression; Untranslatable where it is none, or too long."""
    if len(text) > LONGEST:
        raise Untranslatable(f"it has {len(text)} characters, at most {LONGEST} can be read")
    return _Parser(text).whole()


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while True:
        found = _TOKEN.match(text, at)
        if found is None:
            raise Unreadable(f"“{text[at : at + 20].strip()}” cannot be read")
        kind = str(found.lastgroup)
        word = found.group(kind)
        if kind == "quoted":
            yield kind, re.sub(r"\\(.)", r"\1", word[1:-1])
        elif kind == "name" and word.lower() in _WORDS:
            yield "sign", _WORDS[word.lower()]
        else:
            yield kind, _WORDS.get(word, word) if kind == "sign" else word
        if kind == "end":
            return
        at = found.end()


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._next = 0
        self._depth = 0

    def whole(self) -> Term:
        term = self._any()
        kind, word = self._tokens[self._next]
        if kind != "end":
            raise Unreadable(f"“{word}” cannot stand there")
        return term

    def _is(self, *signs: str) -> bool:
        kind, word = self._tokens[self._next]
        return kind == "sign" and word in signs

    def _take(self) -> tuple[str, str]:
        found = self._tokens[self._next]
        self._next += found[0] != "end"
        return found

    def _any(self) -> Term:
        return self._series("or", lambda: self._series("and", self._same))

    def _series(self, word: str, part: Callable[[], Term]) -> Term:
        parts = [part()]
        while self._is(word):
            self._take()
            parts.append(part())
        return parts[0] if len(parts) == 1 else Joined(word, tuple(parts))

    def _same(self) -> Term:
        return self._pairs(("==", "!="), lambda: self._pairs(("<", "<=", ">", ">="), self._sum))

    def _sum(self) -> Term:
        return self._pairs(("+", "-"), lambda: self._pairs(("*", "/"), self._factor))

    def _pairs(self, operators: tuple[str, ...], part: Callable[[], Term]) -> Term:
        left = part()
        while self._is(*operators):
            operator = self._take()[1]
            left = Pair(operator, left, part())
        return left

    def _factor(self) -> Term:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Untranslatable(f"it is nested deeper than {DEEPEST}")
        term = self._one()
        self._depth -= 1
        return term

    def _one(self) -> Term:
        kind, word = self._take()
        if kind == "sign" and word in ("!", "-", "+"):
            part = self._factor()
            return Not(part) if word == "!" else Pair(word, Number("0"), part) if word == "-" else part
        if kind == "sign" and word == "(":
            inner = self._any()
            self._close()
            return inner
        if kind == "number":
            return Number(word)
        if kind == "quoted":
            return Quoted(word)
        if kind == "name":
            return self._call(word) if self._is("(") else _name(word)
        raise Unreadable("it ends too early" if kind == "end" else f"“{word}” cannot stand there")

    def _close(self) -> None:
        kind, word = self._take()
        if (kind, word) != ("sign", ")"):
            raise Unreadable("a ) is missing")

    def _call(self, name: str) -> Term:
        self._take()
        arguments: list[Term] = []
        while not self._is(")"):
            arguments.append(self._any())
            if not self._is(","):
                break
            self._take()
        self._close()
        return Call(name, tuple(arguments))


def _name(word: str) -> Name:
    plain = word.removeprefix("INSERTANS:")
    head, point, last = plain.rpartition(".")
    return Name(head, last) if point and last in PROPERTIES else Name(plain)
