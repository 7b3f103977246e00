"""A number by its values or bands, in their order, with mean and median above; bars touch where values are
equally far apart."""

from __future__ import annotations

from itertools import pairwise

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
    return [*statistics(tally, wish.speech), said, *_uneven(tally, wish.speech), *closing(tally, wish)]


@register(
    "histogram",
    Tally,
    suits,
    tell,
    called={"kk": "сандардың таралуы", "ru": "распределение чисел", "en": "distribution of the numbers"},
)
def draw(tally: Tally, sheet: Sheet) -> None:
    """One bar per value or band from the lowest down."""
    for sentence in statistics(tally, sheet.speech):
        sheet.y -= 8
        sheet.paragraph(sentence, BODY)
        sheet.y += 16
    bands = readings(tally, sheet.wish)
    steps, scale = share_ladder(sheet, bands)
    top, gap = sheet.y, 2.0 if len(set(_steps(tally))) == 1 and not sheet.narrow else 10.0
    for one in bands:
        bar(sheet, steps, scale, one, height=26.0, gap=gap)
    zero(sheet, scale, top, gap)
    foot(sheet, [*_uneven(tally, sheet.speech), *closing(tally, sheet.wish)])


def readings(tally: Tally, wish: Wish) -> list[Reading]:
    """The bands in their own order."""
    return [of_row(row, tally.base, wish.speech) for row in tally.rows]


def _steps(tally: Tally) -> list[float]:
    """How far each value is from the one before; nothing for bands."""
    try:
        values = [float(row.code) for row in tally.rows]
    except ValueError:
        return []
    return [round(after - before, 9) for before, after in pairwise(values)]


def _uneven(tally: Tally, speech: Speech) -> list[str]:
    """That the values are not equally far apart, where they are not."""
    return [speech.say("uneven")] if len(set(_steps(tally))) > 1 else []


def statistics(tally: Tally, speech: Speech) -> list[str]:
    """Mean, standard deviation, median and range in one sentence, those that the tally has."""
    known = [name for name in SAID if name in tally.statistics]
    parts = [
        f"{speech.say(f'statistic {name}')} {speech.number(tally.statistics[name], 1)}" for name in known
    ]
    return ["; ".join(parts).capitalize()] if parts else []
