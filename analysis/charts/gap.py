"""The gap between two: staff against readers, two values a line and the distance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch

from analysis.charts.axes import Span
from analysis.charts.frame import closing, foot
from analysis.charts.ladder import Ladder, ladder
from analysis.charts.measure import printable, width, wrap
from analysis.charts.readings import of_cell
from analysis.charts.registry import register
from analysis.charts.sheet import LEADING, SMALL, Dot, Sheet, Stroke
from analysis.charts.speech import MINUS, Speech
from analysis.charts.wish import Wish
from analysis.series import Series, Value
from analysis.tables import Crosstab

DOT, APART = 5.0, 5.0


@dataclass(frozen=True, slots=True)
class Pair:
    """One answer with its value on both sides."""

    label: str
    first: Value
    second: Value


@dataclass(frozen=True, slots=True)
class Gaps:
    """Both sides by name and the pairs; of means, else of shares in per cent."""

    names: tuple[str, str]
    pairs: tuple[Pair, ...]
    means: bool = False

    def said(self, value: float, speech: Speech) -> str:
        """A mean with two decimals, a share with its sign."""
        return speech.number(value, 2) if self.means else speech.percent(value)

    def drawn(self, value: float, speech: Speech) -> float:
        """Where a value is drawn."""
        return value if self.means else speech.drawn(value)

    def apart(self, pair: Pair, speech: Speech) -> str:
        """The second value minus the first; nothing where one of them is only told to be below 5 or above
        95."""
        told = [speech.bare_percent(one.value) for one in (pair.first, pair.second)]
        if not self.means and any(one[0] in "<>" for one in told):
            return ""
        first, second = (self.drawn(one.value, speech) for one in (pair.first, pair.second))
        digits = 2 if self.means else 0 if speech.whole else 1
        return speech.number(second - first, digits, signed=True)


@singledispatch
def gaps(result: Series | Crosstab, speech: Speech) -> Gaps:
    """Both sides of a series of two or of a table with two columns."""
    raise TypeError(type(result).__name__)


@gaps.register
def _(series: Series, speech: Speech) -> Gaps:
    pairs = tuple(Pair(speech.label(row.label), row.values[0], row.values[1]) for row in series.rows)
    return Gaps((speech.label(series.names[0]), speech.label(series.names[1])), pairs, series.means)


@gaps.register
def _(crosstab: Crosstab, speech: Speech) -> Gaps:
    names = speech.label(crosstab.column_labels[0]), speech.label(crosstab.column_labels[1])
    pairs = []
    for row, label in enumerate(crosstab.row_labels):
        one, other = (of_cell(crosstab, row, place, speech) for place in (0, 1))
        sides = [Value(side.percent, side.low, side.high, side.base) for side in (one, other)]
        pairs.append(Pair(speech.label(label), sides[0], sides[1]))
    return Gaps(names, tuple(pairs))


def suits(result: Series | Crosstab) -> int:
    """Two sides, both with people."""
    if isinstance(result, Series):
        return 2 if len(result.names) == 2 else 0
    filled = [result.bases[place] for place in range(len(result.column_codes))]
    return 2 if len(filled) == 2 and all(filled) else 0


def tell(result: Series | Crosstab, wish: Wish) -> list[str]:
    """One sentence per answer: both sides and the difference."""
    speech, found = wish.speech, gaps(result, wish.speech)
    said = [_said(pair, found, speech) for pair in in_order(found, wish)]
    return [*said, speech.say("difference is", **_sides(found)), *closing(result, wish)]


@register(
    "gap",
    Series | Crosstab,
    suits,
    tell,
    called={"kk": "топтар арасындағы алшақтық", "ru": "различия между группами", "en": "gaps between groups"},
)
def draw(result: Series | Crosstab, sheet: Sheet) -> None:
    """The widest gap first; the left side filled, the other hollow, so that grey keeps them apart."""
    speech, found = sheet.speech, gaps(result, sheet.speech)
    pairs = in_order(found, sheet.wish)
    _legend(sheet, found)
    column = max(width(found.apart(pair, speech), SMALL, bold=True) for pair in pairs) + 14
    steps = ladder(sheet, [pair.label for pair in pairs], reserve=column)
    reserve = max(width(found.said(v, speech), SMALL) for pair in pairs for v in _values(pair)) + 10
    ends = [end for pair in pairs for end in _ends(pair, found, speech)]
    low = min(ends) if found.means else 0.0
    scale = Span(low, max(*ends, low + 1), steps.left + reserve, steps.right - reserve)
    for pair in pairs:
        _pair(sheet, steps, scale, pair, found)
    said = speech.say("difference is", **_sides(found))
    foot(sheet, [said, *closing(result, sheet.wish)])


def in_order(found: Gaps, wish: Wish) -> list[Pair]:
    """By the size of the gap, or in the order of codes."""
    if wish.order == "code":
        return list(found.pairs)
    speech = wish.speech
    return sorted(
        found.pairs,
        key=lambda one: -abs(found.drawn(one.second.value, speech) - found.drawn(one.first.value, speech)),
    )


def _values(pair: Pair) -> tuple[float, float]:
    return pair.first.value, pair.second.value


def _ends(pair: Pair, found: Gaps, speech: Speech) -> list[float]:
    """What of a pair reaches farthest."""
    if speech.intervals:
        return [pair.first.low, pair.first.high, pair.second.low, pair.second.high]
    return [found.drawn(value, speech) for value in _values(pair)]


def _legend(sheet: Sheet, found: Gaps) -> None:
    """Both dots with their names."""
    for place, name in enumerate(found.names):
        middle = sheet.y + SMALL * LEADING / 2
        _dot(sheet, sheet.margin + DOT + 1, middle, place)
        room = sheet.room - 20
        words = printable(name)
        from_here = sheet.y
        for line in wrap(words, room, SMALL):
            sheet.write(line, sheet.margin + 20, sheet.y + SMALL * LEADING / 2, size=SMALL)
            sheet.y += SMALL * LEADING
        sheet.y = max(sheet.y, from_here + SMALL * LEADING) + 2
    sheet.y += 14


def _dot(sheet: Sheet, x: float, y: float, side: int) -> None:
    fill, edge = (
        (sheet.colours.accent, sheet.colours.paper)
        if side == 0
        else (sheet.colours.paper, sheet.colours.against[0])
    )
    sheet.put(Dot(x, y, DOT, fill, edge))


def _pair(sheet: Sheet, steps: Ladder, scale: Span, pair: Pair, found: Gaps) -> None:
    speech, colours = sheet.speech, sheet.colours
    middle = steps.rung(pair.label, height=20.0, gap=12.0)
    sides = pair.first, pair.second
    xs = [scale.at(found.drawn(one.value, speech)) for one in sides]
    reach = list(xs)
    if speech.intervals:
        for side, one in enumerate(sides):
            y, colour = middle + APART * (2 * side - 1), (colours.accent, colours.against[0])[side]
            sheet.put(Stroke(scale.at(one.low), y, scale.at(one.high), y, colour, 1.6))
            reach += [scale.at(one.low), scale.at(one.high)]
    sheet.put(Stroke(min(xs), middle, max(xs), middle, colours.muted, 2.4))
    for side in (0, 1):
        _dot(sheet, xs[side], middle, side)
    left, right = sorted((0, 1), key=lambda side: (xs[side], side))
    sheet.write(found.said(sides[left].value, speech), min(reach) - 9, middle, size=SMALL, align="right")
    sheet.write(found.said(sides[right].value, speech), max(reach) + 9, middle, size=SMALL)
    if apart := found.apart(pair, speech):
        sheet.write(apart, sheet.right, middle, size=SMALL, bold=True, align="right")


def _said(pair: Pair, found: Gaps, speech: Speech) -> str:
    sides = zip(found.names, (pair.first, pair.second), strict=True)
    parts = "; ".join(_side(name, one, found, speech) for name, one in sides)
    apart = found.apart(pair, speech)
    return f"{pair.label}: {parts}" + (f"; {speech.say('difference', apart=apart)}" if apart else "")


def _side(name: str, one: Value, found: Gaps, speech: Speech) -> str:
    told = f"{name} — {found.said(one.value, speech)}"
    if not speech.intervals:
        return told
    low, high = found.said(one.low, speech), found.said(one.high, speech)
    return f"{told}, {speech.say('range', low=low.removesuffix(speech.sign), high=high)}"


def _sides(found: Gaps) -> dict[str, str]:
    return {"first": found.names[0], "second": found.names[1], "minus": MINUS}
