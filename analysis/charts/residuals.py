"""A map of adjusted residuals: where a cross-tab departs from independence.

Each cell bears its number with its sign; hatch marks fewer, depth and bold type mark size, so that colour
is not needed. The shorter side of the table runs across; where its labels are too long for their columns,
numbers stand in their place and a key beneath.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.charts.frame import closing, foot
from analysis.charts.ladder import Ladder, ladder
from analysis.charts.measure import printable, width, wrap
from analysis.charts.parts import Shade, hatched, on
from analysis.charts.registry import register
from analysis.charts.sheet import BODY, LEADING, SMALL, Box, Sheet
from analysis.charts.wish import Wish
from analysis.look import Theme
from analysis.tables import Crosstab
from analysis.words import DASH, reason, word

CELL, NARROWEST_CELL = 34.0, 46.0
NOTABLE, SLIGHT = 2.0, 1.0
"""From these sizes on a residual is set in strong and in weak colour; 2 is about the 5 % level."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The table as it is drawn: labels down and across, residuals down x across, None where nobody is."""

    down: tuple[str, ...]
    across: tuple[str, ...]
    cells: tuple[tuple[float | None, ...], ...]


def suits(crosstab: Crosstab) -> int:
    """Two rows and two columns with people, whose exact counts may be told."""
    if crosstab.protected:
        return 0
    rows = sum(1 for cells in crosstab.counts if sum(cells))
    columns = sum(1 for cells in zip(*crosstab.counts, strict=True) if sum(cells))
    return 2 if rows > 1 and columns > 1 else 0


def tell(crosstab: Crosstab, wish: Wish) -> list[str]:
    """One sentence per row of the table with the residual of each column; then the verdict."""
    speech, columns = wish.speech, [wish.speech.label(label) for label in crosstab.column_labels]
    said = [speech.say("residuals are")]
    for label, cells in zip(crosstab.row_labels, _cells(crosstab), strict=True):
        parts = (f"{column} {_number(cell, wish)}" for column, cell in zip(columns, cells, strict=True))
        said.append(f"{speech.label(label)}: {'; '.join(parts)}")
    return [*said, *_verdict(crosstab, wish), *closing(crosstab, wish, intervals=False)]


@register(
    "residuals",
    Crosstab,
    suits,
    tell,
    called={"kk": "қалдықтар картасы", "ru": "карта остатков", "en": "map of residuals"},
)
def draw(crosstab: Crosstab, sheet: Sheet) -> None:
    """The table with its shorter side across."""
    grid = grid_of(crosstab, sheet.wish)
    steps = _columns(sheet, grid)
    wide = (steps.right - steps.left) / len(grid.across)
    key = _heads(sheet, grid, steps.left, wide)
    for label, cells in zip(grid.down, grid.cells, strict=True):
        middle = steps.rung(label, height=CELL, gap=3.0)
        for place, cell in enumerate(cells):
            _cell(sheet, steps.left + place * wide, wide, middle, cell)
    sheet.y += 8 if key else 0
    for entry in key:
        sheet.paragraph(entry)
    said = [sheet.speech.say("residual"), *_verdict(crosstab, sheet.wish)]
    foot(sheet, [*said, *closing(crosstab, sheet.wish, intervals=False)])


def grid_of(crosstab: Crosstab, wish: Wish) -> Grid:
    """The residuals, turned so that the shorter side runs across."""
    rows = tuple(wish.speech.label(label) for label in crosstab.row_labels)
    columns = tuple(wish.speech.label(label) for label in crosstab.column_labels)
    cells = _cells(crosstab)
    if len(columns) <= len(rows):
        return Grid(rows, columns, cells)
    return Grid(columns, rows, tuple(zip(*cells, strict=True)))


def shade(colours: Theme, residual: float) -> Shade:
    """Plain for what is near 0, weak from 1, strong from 2; the negative side is hatched."""
    size, side = _shown(residual), colours.against if residual < 0 else colours.favour
    if size < SLIGHT:
        return Shade(colours.soft)
    return hatched(colours, side[0] if size >= NOTABLE else side[1], "/" if residual < 0 else "")


def _cells(crosstab: Crosstab) -> tuple[tuple[float | None, ...], ...]:
    filled = [sum(column) > 0 for column in zip(*crosstab.counts, strict=True)]
    return tuple(
        tuple(value if there and sum(counts) else None for value, there in zip(values, filled, strict=True))
        for values, counts in zip(crosstab.adjusted_residuals, crosstab.counts, strict=True)
    )


def _columns(sheet: Sheet, grid: Grid) -> Ladder:
    """Room for labels and cells: labels give way to heads that would then fit, and the sheet grows where even
    the narrowest cells need more."""
    wide, slim = (ladder(sheet, grid.down, share=share) for share in (0.3, 0.2))
    steps = slim if _fits(grid, slim) and not _fits(grid, wide) else wide
    least = NARROWEST_CELL * len(grid.across)
    if steps.right - steps.left < least:
        steps.right = steps.left + least
        sheet.width = max(sheet.width, steps.right + sheet.margin)
    return steps


def _heads(sheet: Sheet, grid: Grid, left: float, wide: float) -> list[str]:
    """Labels above the columns, or numbers where they are too long; then returns the key."""
    fits, numbered = _longest(grid) <= wide - 6, enumerate(grid.across, 1)
    key = [] if fits else [f"{place} — {label}" for place, label in numbered]
    labels = grid.across if fits else [str(place) for place in range(1, len(grid.across) + 1)]
    heads = [wrap(printable(label), wide - 6, SMALL) for label in labels]
    tall = max(map(len, heads)) * SMALL * LEADING
    for place, lines in enumerate(heads):
        _head(sheet, left + (place + 0.5) * wide, sheet.y + tall, lines)
    sheet.y += tall + 8
    return key


def _fits(grid: Grid, steps: Ladder) -> bool:
    return _longest(grid) <= (steps.right - steps.left) / len(grid.across) - 6


def _longest(grid: Grid) -> float:
    """The widest word of the heads, in px."""
    return max(width(printable(piece), SMALL) for label in grid.across for piece in label.split(" "))


def _head(sheet: Sheet, middle: float, bottom: float, lines: Sequence[str]) -> None:
    """The lines of one head, standing on `bottom`."""
    for above, line in enumerate(reversed(lines)):
        sheet.write(line, middle, bottom - (above + 0.5) * SMALL * LEADING, size=SMALL, align="center")


def _cell(sheet: Sheet, x: float, wide: float, middle: float, residual: float | None) -> None:
    paint = Shade(sheet.colours.paper) if residual is None else shade(sheet.colours, residual)
    sheet.put(paint.box(x + 1.5, middle - CELL / 2, wide - 3, CELL))
    words, bold = _number(residual, sheet.wish), residual is not None and _shown(residual) >= NOTABLE
    long = width(words, BODY, bold)
    if paint.hatch:
        sheet.put(Box(x + (wide - long) / 2 - 4, middle - 9, long + 8, 18, paint.fill))
    colour = on(sheet.colours, paint.fill)
    sheet.write(words, x + wide / 2, middle, bold=bold, align="center", colour=colour)


def _shown(residual: float) -> float:
    """The size as it is printed, so that no cell with 2.0 in it looks as if it were less."""
    return round(abs(residual), 1)


def _number(residual: float | None, wish: Wish) -> str:
    return DASH if residual is None else wish.speech.number(residual, 1, signed=True)


def _verdict(crosstab: Crosstab, wish: Wish) -> list[str]:
    """The verdict and its ground, where there is a test and margins may be given."""
    if crosstab.association is None or crosstab.test is None or not wish.speech.intervals:
        return []
    ground = reason(crosstab.association, crosstab.test, crosstab.level, wish.language)
    return [f"{word(crosstab.association.verdict, wish.language).capitalize()}. {ground}"]
