"""Grouped bars: under each answer one bar per group of the banner, with intervals."""

from __future__ import annotations

from dataclasses import replace

from analysis.charts.frame import closing, foot
from analysis.charts.parts import bar, shades, share_ladder, zero
from analysis.charts.readings import Reading, clause, of_cell
from analysis.charts.registry import register
from analysis.charts.sheet import BODY, Sheet
from analysis.charts.wish import Wish
from analysis.tables import Crosstab

MOST_GROUPS, MOST_BARS = 7, 60


def suits(crosstab: Crosstab) -> int:
    """A banner of few groups: beyond that nobody compares bars by eye."""
    groups, bars = len(crosstab.column_codes), len(crosstab.row_codes) * len(crosstab.column_codes)
    return 3 if groups <= MOST_GROUPS and bars <= MOST_BARS else 0


def tell(crosstab: Crosstab, wish: Wish) -> list[str]:
    """One sentence per answer with the share of each group."""
    said = [wish.speech.say("within groups")]
    for row, label in enumerate(crosstab.row_labels):
        groups = "; ".join(clause(one, wish.speech) for one in readings(crosstab, row, wish))
        said.append(f"{wish.speech.label(label)}: {groups}")
    return [*said, *closing(crosstab, wish)]


@register(
    "grouped",
    Crosstab,
    suits,
    tell,
    called={"kk": "топтасқан жолақтар", "ru": "сгруппированные полосы", "en": "grouped bars"},
)
def draw(crosstab: Crosstab, sheet: Sheet) -> None:
    """Every bar bears its group's name, so that no legend has to be learnt."""
    answers = [readings(crosstab, row, sheet.wish) for row in range(len(crosstab.row_codes))]
    steps, scale = share_ladder(sheet, [one for answer in answers for one in answer])
    fills = [replace(one, hatch="") for one in shades(sheet.colours, len(crosstab.column_codes))]
    for label, answer in zip(crosstab.row_labels, answers, strict=True):
        sheet.paragraph(sheet.speech.label(label), BODY, bold=True)
        sheet.y += 6
        top, gap = sheet.y, 8.0 if sheet.narrow else 4.0
        for one, shade in zip(answer, fills, strict=True):
            bar(sheet, steps, scale, one, shade, gap=gap)
        zero(sheet, scale, top, gap)
        sheet.y += 16
    foot(sheet, [sheet.speech.say("within groups"), *closing(crosstab, sheet.wish)])


def readings(crosstab: Crosstab, row: int, wish: Wish) -> list[Reading]:
    """The share of one answer in each group."""
    return [of_cell(crosstab, row, column, wish.speech) for column in range(len(crosstab.column_codes))]
