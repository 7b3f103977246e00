"""A mosaic: groups as wide as they have people, answers as high as their shares, shaded by Pearson residuals.

Each area is as large as the people in it; shade and hatch say where a cell departs from independence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from analysis.charts.frame import closing, foot
from analysis.charts.measure import printable, width, wrap
from analysis.charts.parts import Shade, hatched, on
from analysis.charts.registry import register
from analysis.charts.sheet import LEADING, SMALL, Box, Sheet, Stroke
from analysis.charts.spacing import spread
from analysis.charts.speech import Speech
from analysis.charts.wish import Wish
from analysis.look import Theme
from analysis.tables import Crosstab

MOST = 8
HIGH, GAP, LABELS = 320.0, 3.0, 0.31
SLIGHT, NOTABLE = 2.0, 4.0
"""From these sizes on a residual is shaded weakly and strongly (Friendly 1994)."""


@dataclass(frozen=True, slots=True)
class Column:
    """A group with people: its label, its people, and the shares (per cent) and residuals of the answers."""

    label: str
    base: int
    shares: tuple[float, ...]
    residuals: tuple[float, ...]


def suits(crosstab: Crosstab) -> int:
    """An exact table of two to eight answers and groups with people."""
    filled = sum(1 for place in range(len(crosstab.column_codes)) if crosstab.bases[place])
    rows = sum(1 for cells in crosstab.counts if sum(cells))
    few = 2 <= filled <= MOST and rows >= 2 and len(crosstab.row_codes) <= MOST
    return 1 if few and not crosstab.protected else 0


def tell(crosstab: Crosstab, wish: Wish) -> list[str]:
    """One sentence per group with the share and the residual of every answer."""
    speech, labels = wish.speech, [wish.speech.label(label) for label in crosstab.row_labels]
    said = [_said(one, labels, speech) for one in columns(crosstab, speech)]
    return [
        *said,
        *_without(crosstab, speech),
        speech.say("mosaic"),
        *closing(crosstab, wish, intervals=False),
    ]


@register("mosaic", Crosstab, suits, tell, called={"kk": "мозаика", "ru": "мозаика", "en": "mosaic"})
def draw(crosstab: Crosstab, sheet: Sheet) -> None:
    """Groups from left to right, answers from the top, in the order of their codes."""
    found = columns(crosstab, sheet.speech)
    labels = [
        wrap(printable(sheet.speech.label(label)), LABELS * sheet.room, SMALL)
        for label in crosstab.row_labels
    ]
    left = sheet.margin + max(width(line, SMALL) for lines in labels for line in lines) + 20
    spans = _spans(found, left, sheet.right)
    key = _heads(sheet, found, spans)
    sizes = [len(lines) * SMALL * LEADING + 6 for lines in labels]
    top, high = sheet.y, max(HIGH, sum(sizes))
    _labels(sheet, labels, spread(_middles(found[0], top, high), sizes, top, top + high), left)
    for one, (start, end) in zip(found, spans, strict=True):
        _column(sheet, one, (start, end - start), (top, high))
    _leaders(
        sheet, found[0], (top, high), spread(_middles(found[0], top, high), sizes, top, top + high), left
    )
    sheet.y = top + high + 12
    if key:
        sheet.paragraph("; ".join(key))
    said = [*_without(crosstab, sheet.speech), sheet.speech.say("mosaic")]
    foot(sheet, [*said, *closing(crosstab, sheet.wish, intervals=False)])


def columns(crosstab: Crosstab, speech: Speech) -> list[Column]:
    """The groups with people; a Pearson residual is (observed - expected) / sqrt(expected)."""
    scale = crosstab.n / sum(map(sum, crosstab.weighted))
    rows = range(len(crosstab.row_codes))

    def residual(row: int, place: int) -> float:
        expected = crosstab.expected[row][place]
        return (scale * crosstab.weighted[row][place] - expected) / sqrt(expected) if expected else 0.0

    return [
        Column(
            speech.label(crosstab.column_labels[place]),
            crosstab.bases[place],
            tuple(crosstab.column_percents[row][place] for row in rows),
            tuple(residual(row, place) for row in rows),
        )
        for place in range(len(crosstab.column_codes))
        if crosstab.bases[place]
    ]


def shade(colours: Theme, residual: float) -> Shade:
    """Plain for what is near 0, weak from 2, strong from 4; fewer than expected is hatched."""
    size, side = round(abs(residual), 1), colours.against if residual < 0 else colours.favour
    if size < SLIGHT:
        return Shade(colours.soft, edge=colours.line)
    return hatched(colours, side[0] if size >= NOTABLE else side[1], "/" if residual < 0 else "")


def _spans(found: Sequence[Column], left: float, right: float) -> list[tuple[float, float]]:
    """Left and right of each column, in px."""
    px = (right - left - GAP * (len(found) - 1)) / sum(one.base for one in found)
    spans, start = [], left
    for one in found:
        spans.append((start, start + px * one.base))
        start += px * one.base + GAP
    return spans


def _heads(sheet: Sheet, found: Sequence[Column], spans: Sequence[tuple[float, float]]) -> list[str]:
    """The names of the groups over their columns, or numbers where they are too long; returns the key."""
    room = [end - start - 4 for start, end in spans]
    fits = [
        all(width(printable(word), SMALL) <= wide for word in one.label.split(" "))
        for one, wide in zip(found, room, strict=True)
    ]
    names = [
        one.label if fit else str(place) for place, (one, fit) in enumerate(zip(found, fits, strict=True), 1)
    ]
    heads = [wrap(printable(name), max(wide, 20.0), SMALL) for name, wide in zip(names, room, strict=True)]
    sizes = [max(width(line, SMALL) for line in lines) + 4 for lines in heads]
    middles = spread([(a + b) / 2 for a, b in spans], sizes, spans[0][0], spans[-1][1])
    tall = max(map(len, heads)) * SMALL * LEADING
    for lines, middle in zip(heads, middles, strict=True):
        for above, line in enumerate(reversed(lines)):
            y = sheet.y + tall - (above + 0.5) * SMALL * LEADING
            sheet.write(line, middle, y, size=SMALL, align="center")
    sheet.y += tall + 8
    numbered = zip(enumerate(found, 1), fits, strict=True)
    return [f"{place} — {one.label}" for (place, one), fit in numbered if not fit]


def _middles(one: Column, top: float, high: float) -> list[float]:
    """The middles of a column's parts."""
    found, start = [], top
    for share in one.shares:
        tall = high * share / (sum(one.shares) or 1.0)
        found.append(start + tall / 2)
        start += tall
    return found


def _labels(sheet: Sheet, labels: Sequence[Sequence[str]], middles: Sequence[float], left: float) -> None:
    for lines, middle in zip(labels, middles, strict=True):
        for place, line in enumerate(lines):
            y = middle + (place - (len(lines) - 1) / 2) * SMALL * LEADING
            sheet.write(line, left - 20, y, size=SMALL, align="right")


def _leaders(
    sheet: Sheet, one: Column, rise: tuple[float, float], middles: Sequence[float], left: float
) -> None:
    """Hairlines from the labels to the parts of the first column."""
    for at, middle in zip(_middles(one, *rise), middles, strict=True):
        sheet.put(Stroke(left - 16, middle, left - 2, at, sheet.colours.muted, 0.8))


def _column(sheet: Sheet, one: Column, across: tuple[float, float], rise: tuple[float, float]) -> None:
    """The parts of one column, each with its share where it fits."""
    (x, wide), (top, high) = across, rise
    whole = sum(one.shares) or 1.0
    for share, residual in zip(one.shares, one.residuals, strict=True):
        tall, paint = high * share / whole, shade(sheet.colours, residual)
        if tall > 0:
            sheet.put(paint.box(x, top, wide, max(tall - 1.5, 0.75)))
        words = sheet.speech.bare_percent(share)
        long = width(words, SMALL)
        if long + 6 <= wide and tall >= 18:
            middle = top + (tall - 1.5) / 2
            if paint.hatch:
                sheet.put(Box(x + (wide - long) / 2 - 3, middle - 8, long + 6, 16, paint.fill))
            colour = on(sheet.colours, paint.fill)
            sheet.write(words, x + wide / 2, middle, size=SMALL, align="center", colour=colour)
        top += tall


def _said(one: Column, labels: Sequence[str], speech: Speech) -> str:
    cells = zip(labels, one.shares, one.residuals, strict=True)
    parts = "; ".join(
        f"{label} — {speech.percent(share)} ({speech.number(residual, 1, signed=True)})"
        for label, share, residual in cells
    )
    return f"{one.label} (n = {speech.number(one.base)}): {parts}"


def _without(crosstab: Crosstab, speech: Speech) -> list[str]:
    """The groups of nobody, which have no width."""
    labels = enumerate(crosstab.column_labels)
    empty = [speech.label(label) for place, label in labels if not crosstab.bases[place]]
    return [f"{'; '.join(empty)} — {speech.say('nobody')}"] if empty else []
