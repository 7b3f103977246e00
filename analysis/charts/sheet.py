"""A sheet of paper that charts are laid out on: marks in px from the top left corner.

Layout happens here, with measured words, before any drawing: the height of a chart follows from what
stands on it, so labels cannot collide and nothing is scaled to fit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from analysis.charts.measure import printable, width, wrap
from analysis.charts.speech import Speech
from analysis.charts.wish import Wish
from analysis.look import CHART_SIZES, Theme

SMALL, BODY, TITLE = CHART_SIZES["small"], CHART_SIZES["body"], CHART_SIZES["title"]
LEADING = 1.35
"""The height of a line of type, in sizes of its type."""

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Words:
    """One line of type; `y` is its baseline."""

    x: float
    y: float
    words: str
    size: float
    colour: str
    bold: bool = False
    align: Align = "left"

    @property
    def start(self) -> float:
        """Where the line starts."""
        part = {"left": 0.0, "center": 0.5, "right": 1.0}[self.align]
        return self.x - part * width(self.words, self.size, self.bold)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle from its top left corner, with an outline where `edge` is a colour, and a hatch where
    `hatch` is one of `hatching`."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    edge: str = ""
    hatch: str = ""
    hatch_colour: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float
    colour: str
    width: float = 1.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    fill: str
    edge: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through points; a closed area where it has a `fill` and no `width`."""

    points: tuple[tuple[float, float], ...]
    colour: str = ""
    width: float = 1.0
    dashed: bool = False
    fill: str = ""


Mark = Words | Box | Stroke | Dot | Curve


@dataclass(slots=True)
class Sheet:
    """Marks so far and `y`, the height that is used up; `width` may grow for tables that need it."""

    wish: Wish
    marks: list[Mark] = field(default_factory=list)
    y: float = 24.0
    margin: float = 24.0
    width: float = 0.0

    def __post_init__(self) -> None:
        self.width = float(self.wish.width)
        self.margin = 16.0 if self.narrow else 24.0

    @property
    def narrow(self) -> bool:
        """Whether this is a phone's width, where labels stand above their bars."""
        return self.wish.width < 560

    @property
    def speech(self) -> Speech:
        """How numbers and labels are said."""
        return self.wish.speech

    @property
    def colours(self) -> Theme:
        """The colours of this sheet."""
        return self.wish.colours

    @property
    def right(self) -> float:
        """The right edge of the type area."""
        return self.width - self.margin

    @property
    def height(self) -> float:
        """The height of the picture, with the margin at its foot."""
        return self.y + 16

    @property
    def room(self) -> float:
        """The width of the type area."""
        return self.width - 2 * self.margin

    def put(self, mark: Mark) -> None:
        """Add one mark."""
        self.marks.append(mark)

    def write(self, words: str, x: float, y: float, **style: Any) -> float:
        """Write one line with its vertical middle at `y`; returns its width in px."""
        line = Words(x, y, printable(words), **{"size": BODY, "colour": self.colours.ink, **style})
        self.marks.append(_centred(line))
        return width(line.words, line.size, line.bold)

    def paragraph(self, words: str, size: float = SMALL, *, bold: bool = False, colour: str = "") -> None:
        """Write `words` over the whole type area in as many lines as they need, and move below them."""
        for line in wrap(printable(words), self.room, size, bold=bold, most=12):
            middle = self.y + size * LEADING / 2
            self.write(line, self.margin, middle, size=size, bold=bold, colour=colour or self.colours.ink)
            self.y += size * LEADING


def _centred(line: Words) -> Words:
    """The line with `y` moved from its middle to its baseline (the middle of a small letter with a tail)."""
    return Words(line.x, line.y + 0.35 * line.size, line.words, line.size, line.colour, line.bold, line.align)
