"""A number in bands: bars that touch, in the order of the bands, with mean and median above."""

from __future__ import annotations

from analysis.charts.frame import closing, foot
from analysis.charts.parts import bar, share_ladder, zero
from analysis.charts.readings import Reading, clause, of_row
from analysis.charts.registry import register
from analysis.charts.sheet import BODY, Sheet
from analysis.charts.speech import Speech
from analysis.charts.wish import Wish
from analysis.tables import Tally

SAID = ("mean", "sd", "median", "min", "max")


def suits(tally: Tally) -> int:
    """A number whose tally has bands."""
    return 3 if tally.kind == "number" and tally.rows else 0


def tell(tally: Tally, wish: Wish) -> list[str]:
    """The statistics, then one clause per band."""
    said = "; ".join(clause(one, wish.speech) for one in readings(tally, wish))
    return [*statistics(tally, wish.speech), said, *closing(tally, wish)]


@register("histogram", Tally, suits, tell)
def draw(tally: Tally, sheet: Sheet) -> None:
    """One bar per band from the lowest down, hardly any space between."""
    for sentence in statistics(tally, sheet.speech):
        sheet.y -= 8
        sheet.paragraph(sentence, BODY)
        sheet.y += 16
    bands = readings(tally, sheet.wish)
    steps, scale = share_ladder(sheet, bands)
    top, gap = sheet.y, 10.0 if sheet.narrow else 2.0
    for one in bands:
        bar(sheet, steps, scale, one, height=26.0, gap=gap)
    zero(sheet, scale, top, gap)
    foot(sheet, closing(tally, sheet.wish))


def readings(tally: Tally, wish: Wish) -> list[Reading]:
    """The bands in their own order."""
    return [of_row(row, tally.base, wish.speech) for row in tally.rows]


def statistics(tally: Tally, speech: Speech) -> list[str]:
    """Mean, standard deviation, median and range in one sentence, those that the tally has."""
    known = [name for name in SAID if name in tally.statistics]
    parts = [
        f"{speech.say(f'statistic {name}')} {speech.number(tally.statistics[name], 1)}" for name in known
    ]
    return ["; ".join(parts).capitalize()] if parts else []
