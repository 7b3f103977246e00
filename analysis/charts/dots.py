"""Dots with intervals: the share of one answer in each group, sorted, with the total as a line.

The chart for many groups, such as the library systems.
"""

from __future__ import annotations

from analysis.charts.frame import closing, foot
from analysis.charts.ladder import Ladder
from analysis.charts.parts import Scale, nobody, reach, share_ladder, value
from analysis.charts.readings import Reading, clause, of_cell
from analysis.charts.registry import register
from analysis.charts.sheet import BODY, SMALL, Dot, Mark, Sheet, Stroke
from analysis.charts.wish import Wish
from analysis.tables import Crosstab

DOT = 4.5


def suits(crosstab: Crosstab) -> int:
    """Any cross-tab; the best where groups are many."""
    return 4 if len(crosstab.column_codes) > 7 else 1


def tell(crosstab: Crosstab, wish: Wish) -> list[str]:
    """The answer that is shown, the total, and one clause per group in the order drawn."""
    row = chosen(crosstab, wish)
    total = f"{wish.speech.say('total')} — {wish.speech.percent(crosstab.totals[row])}"
    groups = "; ".join(clause(one, wish.speech) for one in readings(crosstab, row, wish))
    return [f"{wish.speech.label(crosstab.row_labels[row])}: {total}", groups, *closing(crosstab, wish)]


@register(
    "dots",
    Crosstab,
    suits,
    tell,
    one_answer=True,
    called={"kk": "аралықтары бар нүктелер", "ru": "точки с интервалами", "en": "dots with intervals"},
)
def draw(crosstab: Crosstab, sheet: Sheet) -> None:
    """Groups from the highest share down; groups of nobody last."""
    row, speech = chosen(crosstab, sheet.wish), sheet.speech
    sheet.y -= 8
    sheet.paragraph(speech.label(crosstab.row_labels[row]), BODY, bold=True)
    sheet.y += 12
    groups, total = readings(crosstab, row, sheet.wish), crosstab.totals[row]
    steps, scale = share_ladder(sheet, groups)
    longest = max([reach(sheet, one) for one in groups] + [speech.drawn(total)])
    scale = Scale(steps.left, (steps.right - steps.left) / max(longest, 1.0))
    depth, top, middles = len(sheet.marks), sheet.y, [_group(sheet, steps, scale, one) for one in groups]
    # on a phone labels stand over the rows, and a line through all of them would strike them out
    spans = [(y - 9, y + 9) for y in middles] if sheet.narrow else [(top - 6, sheet.y - 2)]
    sheet.marks[depth:depth] = _lines(sheet, scale, spans, speech.drawn(total))
    _ticks(sheet, scale, longest)
    said = speech.say("reference", percent=speech.percent(total))
    foot(sheet, [said, *closing(crosstab, sheet.wish)])


def chosen(crosstab: Crosstab, wish: Wish) -> int:
    """The index of the wished row; without a wish "1" of a yes/no variable, else the first."""
    if wish.code is not None:
        wish.require("code", wish.code, crosstab.row_codes)
        return crosstab.row_codes.index(wish.code)
    return crosstab.row_codes.index("1") if set(crosstab.row_codes) == {"0", "1"} else 0


def readings(crosstab: Crosstab, row: int, wish: Wish) -> list[Reading]:
    """The share of the row in each group: by size or in the order of codes; groups of nobody last."""
    groups = [of_cell(crosstab, row, column, wish.speech) for column in range(len(crosstab.column_codes))]
    by_size = wish.order != "code"
    return sorted(groups, key=lambda one: (not one.base, -one.percent if by_size else 0))


def _group(sheet: Sheet, steps: Ladder, scale: Scale, reading: Reading) -> float:
    middle = steps.rung(reading.label, reading.note, 14.0, gap=9.0)
    sheet.put(Stroke(scale.left, middle, steps.right, middle, sheet.colours.line, 0.8))
    if not reading.base:
        nobody(sheet, steps.right + 10, middle)
        return middle
    if sheet.speech.intervals:
        low, high = scale.x(reading.low), scale.x(reading.high)
        sheet.put(Stroke(low, middle, high, middle, sheet.colours.accent, 2.2))
    x = scale.x(sheet.speech.drawn(reading.percent))
    sheet.put(Dot(x, middle, DOT, sheet.colours.accent, sheet.colours.paper))
    value(sheet, steps.right + 10, middle, reading)
    return middle


def _lines(sheet: Sheet, scale: Scale, spans: list[tuple[float, float]], total: float) -> list[Mark]:
    """Zero and the total over these spans of height; they lie beneath the dots."""
    x, left, colours = scale.x(total), scale.left, sheet.colours
    zeros: list[Mark] = [Stroke(left, top, left, bottom, colours.muted) for top, bottom in spans]
    totals = [Stroke(x, top, x, bottom, colours.ink, 1.0, dashed=True) for top, bottom in spans]
    return [*zeros, *totals]


def _ticks(sheet: Sheet, scale: Scale, longest: float) -> None:
    """Per cents under the rows, as many as fit without touching."""
    step = next(step for step in (5, 10, 20, 25, 50, 100) if step * scale.px >= 44)
    middle = sheet.y + 6
    for tick in range(0, int(longest) + 1, step):
        x = scale.x(tick)
        sheet.put(Stroke(x, sheet.y - 2, x, sheet.y + 2, sheet.colours.muted))
        words = f"{tick}{sheet.speech.sign}"
        sheet.write(words, x, middle + 6, size=SMALL, colour=sheet.colours.muted, align="center")
    sheet.y += 20
