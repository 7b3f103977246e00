"""The document model: what a report says, before it becomes Word, HTML or PDF.

A document is made once from the parts; every format reads the same blocks, so that no format says more or
less than another. Tables and figures are numbered in the order in which they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal
from unicodedata import category

from analysis.charts import alternative, render
from analysis.charts.registry import Result
from analysis.charts.wish import Format
from analysis.reports.words import say
from analysis.show.sheet import Sheet

_WHOLE = re.compile(r"[<>]?[\d\u00a0,.]*(?:\d|%)-[^\W\d_]+")

Style = Literal["body", "lead", "quiet", "subtitle"]


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of running text, `strong` or not."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote that names the table `to` (its anchor) in which the numbers before it stand."""

    to: str


@dataclass(frozen=True, slots=True)
class Link:
    """A mention of the table, figure or heading `to`, in its own words ("Table 7")."""

    to: str


Inline = Words | Note | Link


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of `level` 1 to 3, at `anchor`."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    parts: tuple[Inline, ...]
    style: Style = "body"

    @property
    def text(self) -> str:
        """Its words without notes and links."""
        return "".join(one.text for one in self.parts if isinstance(one, Words))

    @property
    def strong(self) -> bool:
        """Whether all of it is strong, as a heading is."""
        return all(isinstance(one, Words) and one.strong for one in self.parts)


@dataclass(frozen=True, slots=True)
class Items:
    """A list of `points`, numbered where `ordered`."""

    points: tuple[Paragraph, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption, heads and notes, at `anchor`."""

    anchor: str
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart of `result` with its `caption`, at `anchor`; drawn in the format that a document can hold."""

    anchor: str
    caption: str
    result: Result
    kind: str | None
    language: str
    wishes: Mapping[str, Any] = field(default_factory=dict)

    def drawn(self, format: Format) -> bytes:
        """The picture as a file of "svg" or "png"; the same bytes every time."""
        return render(self.result, self.kind, language=self.language, format=format, **self.wishes)

    @property
    def alternative(self) -> str:
        """The picture in sentences, from the same numbers."""
        return alternative(self.result, self.kind, language=self.language, **self.wishes)


Block = Heading | Paragraph | Items | Table | Figure


@dataclass(frozen=True, slots=True)
class Document:
    """A report: its title, its language and its `blocks` in order."""

    title: str
    language: str
    blocks: tuple[Block, ...]

    def named(self) -> dict[str, str]:
        """Anchor -> how text speaks of what stands there: "Table 7", "Figure 3", or a heading's words."""
        found: dict[str, str] = {}
        counted = {"table": 0, "figure": 0}
        for one in self.blocks:
            if isinstance(one, Heading):
                found[one.anchor] = one.text
            elif isinstance(one, Table | Figure):
                kind = type(one).__name__.lower()
                counted[kind] += 1
                found[one.anchor] = say(kind, self.language, number=counted[kind])
        return found

    def kept(self) -> frozenset[int]:
        """The places of the paragraphs that stay on one page with what follows them: those before a table,
        and those that are strong from end to end, like the questions of the questionnaire."""
        return frozenset(
            place
            for place, (one, following) in enumerate(pairwise(self.blocks))
            if isinstance(one, Paragraph) and (isinstance(following, Table) or one.strong)
        )

    def paragraphs(self) -> Iterator[Paragraph]:
        """All running text, that of lists included."""
        for one in self.blocks:
            if isinstance(one, Paragraph):
                yield one
            elif isinstance(one, Items):
                yield from one.points


def paragraph(*parts: str | Inline, style: Style = "body") -> Paragraph:
    """A paragraph; plain strings are its words."""
    return Paragraph(tuple(Words(one) if isinstance(one, str) else one for one in parts), style)


def wholes(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a text in order, each with whether no line may break in it: a number with its suffix."""
    last = 0
    for found in _WHOLE.finditer(text):
        if found.start() > last:
            yield text[last : found.start()], False
        yield found[0], True
        last = found.end()
    if last < len(text):
        yield text[last:], False


def printable(text: str) -> str:
    """`text` without what no file can hold and nobody can see; line breaks stay."""
    return "".join(one for one in text if one == "\n" or category(one)[0] != "C")
