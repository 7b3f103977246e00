"""Rows of a chart: a column of wrapped labels on the left, room to draw on the right.

On a phone's width the labels stand above what is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.charts.measure import printable, width, wrap
from analysis.charts.sheet import BODY, LEADING, SMALL, Sheet

SHARE = 0.4
"""The widest that labels may get, as a share of the type area."""
GAP = 16.0
BESIDE = 0.3
"""On a phone's width labels stand beside what is drawn if none is wider than this share."""


@dataclass(slots=True)
class Ladder:
    """Rows on a sheet: labels take `column` px, drawing goes from `left` to `right`; with `above` the labels
    stand over what is drawn.

    A label may have a note (its base), set small and quiet behind it.
    """

    sheet: Sheet
    column: float
    left: float
    right: float
    above: bool = False

    def rung(self, label: str, note: str = "", height: float = 18.0, gap: float = 10.0) -> float:
        """Write one label and give the vertical middle of what is to be drawn, `height` px high."""
        lines = wrap(printable(label), self.column, BODY, most=8)
        block = self._height(lines, note)
        if self.above:
            self._write(lines, note, self.sheet.y)
            middle = self.sheet.y + block + 3 + height / 2
            self.sheet.y = middle + height / 2 + gap
            return middle
        tall = max(block, height)
        middle = self.sheet.y + tall / 2
        self._write(lines, note, middle - block / 2)
        self.sheet.y += tall + gap
        return middle

    def _height(self, lines: list[str], note: str) -> float:
        below = [] if self._beside(lines, note) else self._noted(note)
        return len(lines) * BODY * LEADING + len(below) * SMALL * LEADING

    def _beside(self, lines: list[str], note: str) -> bool:
        """Whether the note fits behind the last line of the label."""
        return width(lines[-1], BODY) + 8 + width(printable(note), SMALL) <= self.column

    def _noted(self, note: str) -> list[str]:
        return wrap(printable(note), self.column, SMALL) if note else []

    def _write(self, lines: list[str], note: str, top: float) -> None:
        sheet, line_height = self.sheet, BODY * LEADING
        for place, line in enumerate(lines):
            sheet.write(line, sheet.margin, top + (place + 0.5) * line_height)
        quiet = {"size": SMALL, "colour": sheet.colours.muted}
        end = top + len(lines) * line_height
        if note and self._beside(lines, note):
            sheet.write(note, sheet.margin + width(lines[-1], BODY) + 8, end - line_height / 2, **quiet)
            return
        for place, line in enumerate(self._noted(note)):
            sheet.write(line, sheet.margin, end + (place + 0.5) * SMALL * LEADING, **quiet)


def ladder(
    sheet: Sheet,
    labels: Sequence[str],
    notes: Sequence[str] = (),
    reserve: float = 0.0,
    share: float = SHARE,
) -> Ladder:
    """A ladder for these labels, which get `share` of the width at most; `reserve` px at the right stay free
    for values."""
    right = sheet.right - reserve
    widths = [width(printable(label), BODY) for label in labels] + [width(note, SMALL) for note in notes]
    beside = [width(printable(a), BODY) + 8 + width(b, SMALL) for a, b in zip(labels, notes, strict=False)]
    if sheet.narrow and max([*widths, *beside], default=0.0) > BESIDE * sheet.room:
        return above(sheet, reserve)
    column = min(max([*widths, *beside], default=0.0) + 1, share * sheet.room)
    return Ladder(sheet, column, sheet.margin + column + GAP, right)


def above(sheet: Sheet, reserve: float = 0.0) -> Ladder:
    """A ladder whose labels stand above what is drawn, over the whole width."""
    return Ladder(sheet, sheet.room, sheet.margin, sheet.right - reserve, above=True)
