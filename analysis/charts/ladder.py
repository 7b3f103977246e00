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


@dataclass(slots=True)
class Ladder:
    """Rows on a sheet: labels take `column` px, drawing goes from `left` to `right`.

    A label may have a note (its base), set small and quiet behind it.
    """

    sheet: Sheet
    column: float
    left: float
    right: float

    def rung(self, label: str, note: str = "", height: float = 18.0, gap: float = 10.0) -> float:
        """Write one label and give the vertical middle of what is to be drawn, `height` px high."""
        lines = wrap(printable(label), self.column, BODY)
        block = self._height(lines, note)
        if self.sheet.narrow:
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
        own_line = bool(note) and not self._beside(lines, note)
        return len(lines) * BODY * LEADING + (SMALL * LEADING if own_line else 0)

    def _beside(self, lines: list[str], note: str) -> bool:
        return width(lines[-1], BODY) + 8 + width(note, SMALL) <= self.column

    def _write(self, lines: list[str], note: str, top: float) -> None:
        sheet, line_height = self.sheet, BODY * LEADING
        for place, line in enumerate(lines):
            sheet.write(line, sheet.margin, top + (place + 0.5) * line_height)
        if not note:
            return
        below = not self._beside(lines, note)
        x = sheet.margin + (0 if below else width(lines[-1], BODY) + 8)
        y = top + len(lines) * line_height + (0.5 * SMALL * LEADING if below else -0.5 * line_height)
        sheet.write(note, x, y, size=SMALL, colour=sheet.colours.muted)


def ladder(sheet: Sheet, labels: Sequence[str], notes: Sequence[str] = (), reserve: float = 0.0) -> Ladder:
    """A ladder for these labels; `reserve` px at the right stay free for values."""
    right = sheet.right - reserve
    if sheet.narrow:
        return Ladder(sheet, sheet.room, sheet.margin, right)
    widths = [width(printable(label), BODY) for label in labels] + [width(note, SMALL) for note in notes]
    beside = [width(printable(a), BODY) + 8 + width(b, SMALL) for a, b in zip(labels, notes, strict=False)]
    column = min(max([*widths, *beside], default=0.0) + 1, SHARE * sheet.room)
    return Ladder(sheet, column, sheet.margin + column + GAP, right)
