"""Boxes of a number: the middle half of people, the median, and where the outermost stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import singledispatch

from analysis.charts.axes import Span, ticks
from analysis.charts.frame import closing, foot
from analysis.charts.histogram import statistics
from analysis.charts.ladder import ladder
from analysis.charts.measure import width
from analysis.charts.registry import register
from analysis.charts.sheet import BODY, LEADING, SMALL, Box, Sheet, Stroke
from analysis.charts.spacing import spread
from analysis.charts.speech import Speech
from analysis.charts.wish import Wish
from analysis.series import Series
from analysis.tables import Tally

HIGH, NUMBERS = 30.0, SMALL * LEADING
QUARTERS = ("q1", "median", "q3")
Numbers = tuple[str, str, Mapping[str, float]]
"""The name and the base of a group with its statistics."""


@singledispatch
def numbers(result: Tally | Series, speech: Speech) -> list[Numbers]:
    """The groups of a tally (one, without a name) or of a series."""
    raise TypeError(type(result).__name__)


@numbers.register
def _(tally: Tally, _: Speech) -> list[Numbers]:
    return [("", "", tally.statistics)]


@numbers.register
def _(series: Series, speech: Speech) -> list[Numbers]:
    named = zip(series.names, series.tallies, strict=True)
    return [(speech.label(name), f"n = {speech.number(one.base)}", one.statistics) for name, one in named]


def suits(result: Tally | Series) -> int:
    """Numbers whose quartiles are known."""
    tallies = [result] if isinstance(result, Tally) else result.tallies
    known = all(one.kind == "number" and set(QUARTERS) <= one.statistics.keys() for one in tallies)
    return 2 if known else 0


def tell(result: Tally | Series, wish: Wish) -> list[str]:
    """The statistics of every group in one sentence each."""
    speech = wish.speech
    said = [_said(one, speech) for one in numbers(result, speech)]
    return [*said, *_notes(numbers(result, speech), speech), *closing(result, wish, intervals=False)]


@register(
    "box",
    Tally | Series,
    suits,
    tell,
    called={"kk": "қорапшалы диаграмма", "ru": "ящик с усами", "en": "box and whiskers"},
)
def draw(result: Tally | Series, sheet: Sheet) -> None:
    """One box a group, on one scale, the numbers beside its edges."""
    speech, found = sheet.speech, numbers(result, sheet.speech)
    if isinstance(result, Tally):
        for sentence in statistics(result, speech):
            sheet.y -= 8
            sheet.paragraph(sentence, BODY)
            sheet.y += 16
    ends = [known[key] for _, _, known in found for key in ("min", *QUARTERS, "max") if key in known]
    named = any(name for name, _, _ in found)
    steps = ladder(sheet, [name for name, _, _ in found], [note for _, note, _ in found])
    left = steps.left if named else sheet.margin
    edge = max(width(speech.number(end, 1), SMALL) for end in ends) / 2 + 2
    scale = Span(min(ends), max(ends), left + edge, sheet.right - edge)
    for name, note, known in found:
        top = sheet.y
        if named:
            middle = steps.rung(name, note, height=HIGH + 2 * NUMBERS, gap=14.0)
        else:
            middle = top + HIGH / 2 + NUMBERS
            sheet.y = middle + HIGH / 2 + NUMBERS + 14.0
        _box(sheet, scale, middle, known)
    _scale(sheet, scale)
    foot(sheet, [*_notes(found, speech), *closing(result, sheet.wish, intervals=False)])


def _box(sheet: Sheet, scale: Span, middle: float, known: Mapping[str, float]) -> None:
    colours, speech = sheet.colours, sheet.speech
    q1, median, q3 = (scale.at(known[key]) for key in QUARTERS)
    for key, start in (("min", q1), ("max", q3)):
        if key in known:
            x = scale.at(known[key])
            sheet.put(Stroke(start, middle, x, middle, colours.muted, 1.4))
            sheet.put(Stroke(x, middle - 6, x, middle + 6, colours.muted, 1.4))
    sheet.put(Box(q1, middle - HIGH / 2, q3 - q1, HIGH, colours.favour[1], colours.accent))
    sheet.put(Stroke(median, middle - HIGH / 2 - 3, median, middle + HIGH / 2 + 3, colours.ink, 2.6))
    above = middle - HIGH / 2 - NUMBERS / 2 - 2
    sheet.write(speech.number(known["median"], 1), median, above, size=SMALL, bold=True, align="center")
    keys = [key for key in ("min", "q1", "q3", "max") if key in known]
    _written(sheet, scale, [known[key] for key in keys], middle + HIGH / 2 + NUMBERS / 2 + 2)


def _written(sheet: Sheet, scale: Span, values: Sequence[float], y: float) -> None:
    """Numbers under their places, each value once, moved apart where they would touch."""
    once = sorted(set(values))
    words = [sheet.speech.number(value, 1) for value in once]
    sizes = [width(one, SMALL) + 6 for one in words]
    middles = spread([scale.at(value) for value in once], sizes, sheet.margin, sheet.right)
    for one, middle in zip(words, middles, strict=True):
        sheet.write(one, middle, y, size=SMALL, align="center")


def _scale(sheet: Sheet, scale: Span) -> None:
    """A quiet scale under the boxes."""
    colours, y = sheet.colours, sheet.y
    sheet.put(Stroke(scale.start, y, scale.end, y, colours.line))
    for tick in ticks(scale.low, scale.high, max(2, int((scale.end - scale.start) / 60))):
        x, words = scale.at(tick), sheet.speech.number(tick)
        sheet.put(Stroke(x, y - 3, x, y + 3, colours.muted))
        sheet.write(words, x, y + 14, size=SMALL, colour=colours.muted, align="center")
    sheet.y = y + 24


def _notes(found: Sequence[Numbers], speech: Speech) -> list[str]:
    """What the parts of a box are; protected numbers have no ends."""
    ends = any("min" in known or "max" in known for _, _, known in found)
    return [speech.say("box"), *([speech.say("box ends")] if ends else [])]


def _said(one: Numbers, speech: Speech) -> str:
    name, note, known = one
    keys = [key for key in ("mean", "sd", "min", *QUARTERS, "max") if key in known]
    parts = "; ".join(f"{speech.say(f'statistic {key}')} {speech.number(known[key], 1)}" for key in keys)
    return f"{name} ({note}): {parts}" if name else parts.capitalize()
