"""YAML as nodes with their places: every scalar stays text, every problem is told with line and column.

The events of the C parser are composed here with an explicit stack, so that deep nesting cannot exhaust
the interpreter, and references (`*name`) are counted as if written out, so that a small file cannot grow
into a large one ("billion laughs").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from questionnaires.problems import YAML_WORDS, Point, Report

LARGEST_FILE = 1_000_000
DEEPEST = 24
MOST_NODES = 200_000

_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A piece of the file; `line` and `column` count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, eq=False)
class Scalar(Node):
    """A single value, always text. `shift` is how far its text begins after `column` (a quotation mark)."""

    text: str
    shift: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Sequence(Node):
    """A list."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Mapping(Node):
    """Named values, in order; a name that stands twice was reported and keeps its first value."""

    entries: tuple[tuple[Scalar, Node], ...]


class _Stop(Exception):
    """Nothing sensible can be read after this point; the problem has been reported."""


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being filled. `size` counts nodes with references written out."""

    start: Any
    anchor: str | None
    children: list[Node] = field(default_factory=list)
    size: int = 1


def compose(text: str, report: Report) -> Node | None:
    """The root node of `text`; None when it cannot be read, and then `report` says why."""
    text = text.removeprefix("\ufeff")
    if not _readable(text, report):
        return None
    try:
        root = _Composer(report).run(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        _syntax(error, text, report)
        return None
    except _Stop:
        return None
    if root is None:
        report.add("empty-file", Point())
    return root


def described(node: Node) -> str:
    """What stands there, in words."""
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "a group of names"
    text = node.text if isinstance(node, Scalar) else ""
    return f"“{text[:40]}”" if text else "nothing"


def _readable(text: str, report: Report) -> bool:
    if len(text) > LARGEST_FILE:
        report.add("file-size", Point(), size=len(text), limit=LARGEST_FILE)
        return False
    bad = list(_UNREADABLE.finditer(text))
    for found in bad[:10]:
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        report.add("character", Point(line, column), character=f"U+{ord(found.group()):04X}")
    return not bad


class _Composer:
    """Builds nodes from parser events."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._total = 0
        self._root: Node | None = None

    def run(self, events: Iterator[Any]) -> Node | None:
        """The root of the only document."""
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._document(event)
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._start(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._end(event)
        return self._root

    def _document(self, event: Any) -> None:
        if self._root is not None:
            self._stop("one-document", event)

    def _start(self, event: Any) -> None:
        self._tag(event)
        if len(self._stack) >= DEEPEST:
            self._stop("depth", event, limit=DEEPEST)
        self._stack.append(_Open(event.start_mark, event.anchor))

    def _end(self, event: Any) -> None:
        done = self._stack.pop()
        line, column = done.start.line + 1, done.start.column + 1
        node: Node
        if isinstance(event, yaml.SequenceEndEvent):
            node = Sequence(line, column, tuple(done.children))
        else:
            node = Mapping(line, column, tuple(self._entries(done.children)))
        self._put(node, done.size, done.anchor)

    def _scalar(self, event: Any) -> None:
        self._tag(event)
        mark = event.start_mark
        shift = 1 if event.style in ("'", '"') else 0
        self._put(Scalar(mark.line + 1, mark.column + 1, event.value, shift), 1, event.anchor)

    def _alias(self, event: Any) -> None:
        if event.anchor not in self._anchors:
            self._stop("unknown-alias", event, name=event.anchor)
        node, size = self._anchors[event.anchor]
        self._put(node, size, None)
        if self._total > MOST_NODES:
            self._stop("aliases", event)

    def _put(self, node: Node, size: int, anchor: str | None) -> None:
        if anchor:
            self._anchors[anchor] = node, size
        self._total = self._total + 1
        if not self._stack:
            self._root = node
            return
        self._stack[-1].children.append(node)
        self._stack[-1].size += size
        self._total = max(self._total, self._stack[-1].size)

    def _entries(self, children: list[Node]) -> Iterator[tuple[Scalar, Node]]:
        first: dict[str, int] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self._report.add("key-not-word", key)
            elif key.text in first:
                self._report.add("duplicate-key", key, key=key.text, first=first[key.text])
            else:
                first[key.text] = key.line
                yield key, value

    def _tag(self, event: Any) -> None:
        if event.tag and event.tag != "!":
            self._report.add("tag", _point(event.start_mark), tag=event.tag[:60])

    def _stop(self, rule: str, event: Any, **values: Any) -> None:
        self._report.add(rule, _point(event.start_mark), **values)
        raise _Stop


def _point(mark: Any) -> Point:
    return Point(mark.line + 1, mark.column + 1) if mark else Point()


def _syntax(error: yaml.YAMLError, text: str, report: Report) -> None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = _point(mark)
    lines = text.split("\n")
    before = lines[place.line - 1][: place.column] if place.line <= len(lines) else ""
    if before.endswith("\t"):
        report.add("tab", place)
        return
    said = getattr(error, "problem", None) or str(error)
    plain = next((words for part, words in YAML_WORDS.items() if part in said), said)
    context = getattr(error, "context_mark", None)
    if context and context.line + 1 != place.line:
        plain += f" It began in line {context.line + 1}."
    report.add("yaml", place, what=plain)
