"""XPath as XLSForm writes it: a text becomes a tree of nodes. `xpath_ours` says it in our language.

${age}, ../age and /data/age are references; `.` is the question itself; a bare name is a column of choices.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

LONGEST = 10_000
DEEPEST = 60


class NotXPath(ValueError):
    """An expression that cannot be understood."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text in quotation marks."""

    text: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A question by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Own:
    """The question itself."""


@dataclass(frozen=True, slots=True)
class Column:
    """A bare name: a column of a list of choices."""

    name: str


@dataclass(frozen=True, slots=True)
class Lookup:
    """`instance('list')/root/item[where]/column`; without `where` all rows, without `column` whole ones."""

    listed: str
    where: Node | None
    column: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """`left operator right`."""

    operator: str
    left: Node
    right: Node


Node = Number | Text | Ref | Own | Column | Lookup | Call | Pair

_NAME = r"[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?"
_TOKEN = re.compile(
    rf"""\s*(?:
        (?P<ref>\$\{{\s*(?:last-saved\#)?[^}}\s]+\s*\}})
      | (?P<number>\d+\.\d*|\.\d+|\d+)
      | (?P<text>"[^"]*"|'[^']*')
      | (?P<up>(?:\.\./)+(?:{_NAME}/)*{_NAME})
      | (?P<down>\./(?:{_NAME}/)*{_NAME})
      | (?P<path>/{_NAME}(?:/{_NAME})*)
      | (?P<symbol>!=|<=|>=|\.\.|[=<>+\-*|(),.\[\]/])
      | (?P<name>{_NAME})
      | (?P<end>\Z)
    )""",
    re.VERBOSE,
)
_OPERATORS: tuple[tuple[str, ...], ...] = (
    ("or",),
    ("and",),
    ("=", "!="),
    ("<", "<=", ">", ">="),
    ("+", "-"),
    ("*", "div", "mod"),
)


def parse(text: str) -> Node:
    """The tree of an expression; NotXPath when it is none."""
    if len(text) > LONGEST:
        raise NotXPath(f"it has more than {LONGEST} characters")
    return _Parser(list(_tokens(text))).whole()


def references(node: Node) -> Iterator[str]:
    """The names of the questions that an expression speaks of."""
    match node:
        case Ref(name):
            yield name
        case Call(_, parts):
            for part in parts:
                yield from references(part)
        case Pair(_, left, right):
            yield from references(left)
            yield from references(right)
        case Lookup(_, where) if where is not None:
            yield from references(where)


def replaced(node: Node, old: Node, new: Node) -> Node:
    """The tree with another node in the place of `old`."""
    match node:
        case Call(name, parts):
            return Call(name, tuple(replaced(part, old, new) for part in parts))
        case Pair(operator, left, right):
            return Pair(operator, replaced(left, old, new), replaced(right, old, new))
        case Lookup(listed, where, column) if where is not None:
            return Lookup(listed, replaced(where, old, new), column)
        case _:
            return new if node == old else node


def columns(node: Node) -> Iterator[str]:
    """The bare names in an expression."""
    match node:
        case Column(name):
            yield name
        case Call(_, parts):
            for part in parts:
                yield from columns(part)
        case Pair(_, left, right):
            yield from columns(left)
            yield from columns(right)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while True:
        found = _TOKEN.match(text, at)
        if found is None:
            raise NotXPath(f"“{text[at : at + 20].strip()}” is not understood")
        kind = str(found.lastgroup)
        yield kind, found.group(kind)
        if kind == "end":
            return
        at = found.end()


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._next = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._binary(0)
        if self._kind != "end":
            raise NotXPath(f"“{self._text}” stands where an operator is needed")
        return node

    @property
    def _kind(self) -> str:
        return self._tokens[self._next][0]

    @property
    def _text(self) -> str:
        return self._tokens[self._next][1]

    def _take(self) -> str:
        text = self._text
        self._next += self._kind != "end"
        return text

    def _accept(self, text: str) -> bool:
        found = self._text == text and self._kind in ("symbol", "name")
        if found:
            self._take()
        return found

    def _expect(self, text: str) -> None:
        if not self._accept(text):
            raise NotXPath(f"“{text}” is missing before “{self._text or 'the end'}”")

    def _binary(self, level: int) -> Node:
        if level == len(_OPERATORS):
            return self._unary()
        left = self._binary(level + 1)
        while self._text in _OPERATORS[level] and self._kind in ("symbol", "name"):
            operator = self._take()
            left = Pair(operator, left, self._binary(level + 1))
        return left

    def _unary(self) -> Node:
        if self._accept("-"):
            part = self._unary()
            return Number(f"-{part.text}") if isinstance(part, Number) else Pair("-", Number("0"), part)
        return self._primary()

    def _deeper(self, parse: Callable[[int], Node]) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise NotXPath("it is nested too deeply")
        node = parse(0)
        self._depth -= 1
        return node

    def _primary(self) -> Node:
        kind = self._kind
        if kind in ("number", "text"):
            return _literal(kind, self._take())
        if kind == "ref":
            return self._reference(self._take()[2:-1].strip())
        if kind in ("up", "down", "path"):
            return self._reference(self._take().rsplit("/", 1)[1])
        if kind == "name":
            return self._named(self._take())
        if self._accept("("):
            node = self._deeper(self._binary)
            self._expect(")")
            return node
        if not self._accept("."):
            raise NotXPath(f"“{self._text or 'the end'}” stands where a value is needed")
        return Own()

    def _reference(self, name: str) -> Node:
        if name.startswith("last-saved#"):
            raise NotXPath("answers of an earlier form are not at hand")
        if self._text in ("[", "/"):
            raise NotXPath("one of several repetitions is picked out")
        return Ref(name)

    def _named(self, name: str) -> Node:
        if not self._accept("("):
            return Column(name)
        arguments: list[Node] = []
        while not self._accept(")"):
            if arguments:
                self._expect(",")
            arguments.append(self._argument())
        if name == "instance" and self._kind in ("path",):
            return self._lookup(arguments)
        if name == "current" and not arguments:
            return self._current()
        return Call(name, tuple(arguments))

    def _argument(self) -> Node:
        if self._accept(".."):
            return Column("..")
        return self._deeper(self._binary)

    def _lookup(self, arguments: list[Node]) -> Node:
        steps = self._take().split("/")[1:]
        if steps[0] != "root" or len(arguments) != 1 or not isinstance(arguments[0], Text):
            raise NotXPath("an attached file is looked into in a way that is not known")
        where = None
        if self._accept("["):
            where = self._deeper(self._binary)
            self._expect("]")
            steps += self._take().split("/")[1:] if self._kind == "path" else []
        return Lookup(arguments[0].text, where, steps[-1] if len(steps) > 2 else "")

    def _current(self) -> Node:
        """`current()/../name`: a question beside this one."""
        self._accept("/")
        if self._kind not in ("path", "up"):
            raise NotXPath("current() stands alone")
        return Ref(self._take().rsplit("/", 1)[1])


def _literal(kind: str, text: str) -> Node:
    if kind == "text":
        return Text(text[1:-1])
    return Number(f"0{text}" if text.startswith(".") else text.rstrip(".") or "0")
