"""Trends over waves: a row for each answer, a dot with its interval for each wave, all on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from analysis.charts.frame import closing, foot
from analysis.charts.ladder import Ladder, ladder
from analysis.charts.measure import printable, width, wrap
from analysis.charts.registry import register
from analysis.charts.sheet import LEADING, SMALL, Dot, Sheet, Stroke
from analysis.charts.speech import Speech
from analysis.charts.wish import Wish
from analysis.series import Series, SeriesRow, Value

TALLEST, ABOVE = 80.0, 24.0
MOST_WAVES = 12


def suits(series: Series) -> int:
    """Waves in time, as many as stand beside each other."""
    return 3 if series.in_time and len(series.names) <= MOST_WAVES else 0


def tell(series: Series, wish: Wish) -> list[str]:
    """One sentence per answer with every wave."""
    return [
        *(told(row, series, wish.speech) for row in series.rows),
        *_breaks(series, wish.speech),
        *closing(series, wish),
    ]


@register(
    "trend",
    Series,
    suits,
    tell,
    called={"kk": "кезеңдер бойынша үрдіс", "ru": "динамика по волнам", "en": "trend over waves"},
)
def draw(series: Series, sheet: Sheet) -> None:
    """The earliest wave on the left; a point is as high in every row."""
    rows = series.rows
    steps = ladder(sheet, [sheet.speech.label(row.label) for row in rows], share=0.34)
    plan = _plan(series, sheet, steps)
    _heads(sheet, series, plan)
    for row in rows:
        _row(sheet, steps, plan, row, series)
    said = [sheet.speech.say("same scale")]
    foot(sheet, [*said, *_breaks(series, sheet.speech), *closing(series, sheet.wish)])


def told(row: SeriesRow, series: Series, speech: Speech) -> str:
    """`Creative: 2024 — 21.9% (n = 237), interval 17.1–27.6%; 2026 — ...`."""
    parts = (
        f"{speech.label(name)} — {said(one, speech, means=series.means)} (n = {speech.number(one.base)})"
        + (f", {_interval(one, speech, means=series.means)}" if speech.intervals else "")
        for name, one in zip(series.names, row.values, strict=True)
    )
    return f"{speech.label(row.label)}: {'; '.join(parts)}"


def _breaks(series: Series, speech: Speech) -> list[str]:
    """Before which waves the question was worded otherwise."""
    names = ", ".join(speech.label(series.names[place]) for place in sorted(series.breaks))
    return [speech.say("broken", waves=names)] if names else []


def said(one: Value, speech: Speech, *, means: bool) -> str:
    """A mean with two decimals, a share with its sign."""
    return speech.number(one.value, 2) if means else speech.percent(one.value)


def _interval(one: Value, speech: Speech, *, means: bool) -> str:
    low = speech.number(one.low, 2) if means else speech.bare_percent(one.low)
    high = speech.number(one.high, 2) if means else speech.percent(one.high)
    return speech.say("range", low=low, high=high)


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the waves stand across the page, and px to the point."""

    places: tuple[float, ...]
    slot: float
    px: float


def _plan(series: Series, sheet: Sheet, steps: Ladder) -> Plan:
    slot = (steps.right - steps.left) / len(series.names)
    widest = max(high - low for low, high in (_ends(row, sheet.speech) for row in series.rows))
    places = tuple(steps.left + (place + 0.5) * slot for place in range(len(series.names)))
    return Plan(places, slot, TALLEST / (widest or 1.0))


def _ends(row: SeriesRow, speech: Speech) -> tuple[float, float]:
    """The lowest and the highest that is drawn of a row."""
    if not speech.intervals:
        values = [one.value for one in row.values]
        return min(values), max(values)
    return min(one.low for one in row.values), max(one.high for one in row.values)


def _heads(sheet: Sheet, series: Series, plan: Plan) -> None:
    names = [
        wrap(printable(sheet.speech.label(name)), plan.slot - 6, SMALL, bold=True) for name in series.names
    ]
    for x, lines in zip(plan.places, names, strict=True):
        for place, line in enumerate(lines):
            y = sheet.y + (place + 0.5) * SMALL * LEADING
            sheet.write(line, x, y, size=SMALL, bold=True, align="center")
    sheet.y += max(map(len, names)) * SMALL * LEADING + 12


def _row(sheet: Sheet, steps: Ladder, plan: Plan, row: SeriesRow, series: Series) -> None:
    """A row of dots; no line leads to a wave that asked in other words."""
    means, breaks = series.means, series.breaks
    low, high = _ends(row, sheet.speech)
    tall = plan.px * (high - low) + ABOVE
    middle = steps.rung(sheet.speech.label(row.label), height=max(tall, 30.0), gap=14.0)
    bottom = middle + tall / 2
    points = [
        (x, bottom - plan.px * (sheet.speech.drawn(one.value) if not means else one.value) + plan.px * low)
        for x, one in zip(plan.places, row.values, strict=True)
    ]
    for place, ((x0, y0), (x1, y1)) in enumerate(pairwise(points), 1):
        if place not in breaks:
            sheet.put(Stroke(x0, y0, x1, y1, sheet.colours.accent, 1.6))
    for (x, y), one in zip(points, row.values, strict=True):
        upper = y
        if sheet.speech.intervals:
            upper = bottom - plan.px * (one.high - low)
            sheet.put(Stroke(x, bottom - plan.px * (one.low - low), x, upper, sheet.colours.muted, 1.2))
        sheet.put(Dot(x, y, 4.5, sheet.colours.accent, sheet.colours.paper))
        words = said(one, sheet.speech, means=means)
        if width(words, SMALL, bold=True) > plan.slot - 4:
            words = sheet.speech.bare_percent(one.value) if not means else words
        sheet.write(words, x, min(upper, y - 4) - 9, size=SMALL, bold=True, align="center")
