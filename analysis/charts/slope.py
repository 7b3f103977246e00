"""Slopes: every answer (of a grid every mean) in two waves; what changed beyond chance in strong lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.changes import ChangeRow, Changes
from analysis.charts.axes import Span
from analysis.charts.frame import closing, foot
from analysis.charts.measure import printable, width, wrap
from analysis.charts.registry import register
from analysis.charts.sheet import BODY, LEADING, SMALL, Dot, Sheet, Stroke
from analysis.charts.spacing import spread
from analysis.charts.speech import Speech
from analysis.charts.wish import Wish

MOST = 14
HIGH, PANEL, LEADER = 300.0, 0.36, 22.0


@dataclass(frozen=True, slots=True)
class Line:
    """One answer or line: its share or mean in both waves, the first also as a `value` in words; `clear`
    where the interval of the change leaves out 0."""

    label: str
    first: float
    second: float
    value: str
    told: str
    clear: bool


def suits(changes: Changes) -> int:
    """Two waves of a question with answers, as many as can be followed."""
    return 3 if 0 < len(drawn(changes)) <= MOST else 0


def tell(changes: Changes, wish: Wish) -> list[str]:
    """One clause per answer: both shares, the change and its interval; then the mean."""
    said = "; ".join(f"{one.label} — {one.told}" for one in lines(changes, wish.speech))
    return [said, *_notes(changes, wish.speech), *closing(changes, wish, intervals=False)]


@register(
    "slope",
    Changes,
    suits,
    tell,
    called={
        "kk": "кезеңдер арасындағы өзгеріс",
        "ru": "изменения между волнами",
        "en": "slopes between waves",
    },
)
def draw(changes: Changes, sheet: Sheet) -> None:
    """The first wave on the left, the second on the right, labels behind it."""
    found, speech = lines(changes, sheet.speech), sheet.speech
    values = [one.value for one in found]
    left = sheet.margin + max(width(words, SMALL) for words in values) + 10
    right = left + PANEL * (sheet.right - left)
    start = right + LEADER
    blocks = [_block(one, sheet.right - start) for one in found]
    sizes = [_tall(block) + 10 for block in blocks]
    names = speech.say("first wave"), speech.say("second wave")
    heads = [wrap(printable(name), (right - left) / 2 + 20, SMALL, bold=True) for name in names]
    for x, lines_of in zip((left, right), heads, strict=True):
        for place, words in enumerate(lines_of):
            y = sheet.y + (place + 0.5) * SMALL * LEADING
            at = x if x == right else max(x, sheet.margin + width(words, SMALL, bold=True) / 2)
            sheet.write(words, at, y, size=SMALL, bold=True, align="center")
    top = sheet.y + max(map(len, heads)) * SMALL * LEADING + 16
    high = max(HIGH, sum(sizes))
    scale = Span(*_range(found), top + high, top)
    for x in (left, right):
        sheet.put(Stroke(x, top - 6, x, top + high + 6, sheet.colours.line))
    befores = spread(
        [scale.at(one.first) for one in found], [SMALL * LEADING] * len(found), top - 9, top + high + 9
    )
    afters = spread([scale.at(one.second) for one in found], sizes, top, top + high)
    for one, value, middle in zip(found, values, befores, strict=True):
        colour = sheet.colours.ink if one.clear else sheet.colours.muted
        sheet.write(value, left - 8, middle, size=SMALL, align="right", colour=colour)
    for one in sorted(found, key=lambda line: line.clear):
        _slope(sheet, one, (left, scale.at(one.first)), (right, scale.at(one.second)))
    for one, block, middle in zip(found, blocks, afters, strict=True):
        sheet.put(Stroke(right + 6, scale.at(one.second), start - 4, middle, sheet.colours.line, 0.8))
        _write(sheet, block, start, middle)
    sheet.y = top + high + 8
    foot(sheet, [*_notes(changes, speech), *closing(changes, sheet.wish, intervals=False)])


def lines(changes: Changes, speech: Speech) -> list[Line]:
    """The answers in the order of their codes, without the mean; means where there is nothing else."""
    return [_line(row, speech) for row in drawn(changes)]


def drawn(changes: Changes) -> list[ChangeRow]:
    """The rows that are drawn."""
    return [row for row in changes.rows if row.code] or list(changes.rows)


def _line(row: ChangeRow, speech: Speech) -> Line:
    clear = speech.intervals and (row.low > 0 or row.high < 0)
    value = speech.bare_percent(row.first) if row.code else speech.number(row.first, 2)
    label = speech.label(row.label) if row.code or row.line else speech.say("statistic mean")
    return Line(label, row.first, row.second, value, _told(row, speech), clear)


def _told(row: ChangeRow, speech: Speech) -> str:
    """`12,2 → 9,7 %; change −2,5 (−8,2 … +3,1)`; of a mean with two decimals."""
    digits = 1 if row.code else 2
    if row.code:
        both = f"{speech.bare_percent(row.first)} → {speech.percent(row.second)}"
    else:
        both = f"{speech.number(row.first, 2)} → {speech.number(row.second, 2)}"
    change, low, high = (speech.number(one, digits, signed=True) for one in (row.change, row.low, row.high))
    if speech.whole:
        return both
    return f"{both}; {speech.say('change', change=change)}" + (
        f" ({low} … {high})" if speech.intervals else ""
    )


def _range(found: Sequence[Line]) -> tuple[float, float]:
    values = [value for one in found for value in (one.first, one.second)]
    return min(values), max(*values, min(values) + 1.0)


def _block(one: Line, room: float) -> list[tuple[str, float, bool]]:
    label = wrap(printable(one.label), room, BODY, bold=one.clear)
    return [
        *((line, BODY, one.clear) for line in label),
        *((line, SMALL, False) for line in wrap(one.told, room, SMALL)),
    ]


def _tall(block: Sequence[tuple[str, float, bool]]) -> float:
    return sum(size * LEADING for _, size, _ in block)


def _write(sheet: Sheet, block: Sequence[tuple[str, float, bool]], x: float, middle: float) -> None:
    y = middle - _tall(block) / 2
    for words, size, bold in block:
        colour = sheet.colours.muted if size == SMALL else sheet.colours.ink
        sheet.write(words, x, y + size * LEADING / 2, size=size, bold=bold, colour=colour)
        y += size * LEADING


def _slope(sheet: Sheet, one: Line, start: tuple[float, float], end: tuple[float, float]) -> None:
    colour, wide = (sheet.colours.accent, 2.6) if one.clear else (sheet.colours.muted, 1.3)
    sheet.put(Stroke(*start, *end, colour, wide))
    for x, y in (start, end):
        sheet.put(Dot(x, y, 4.0 if one.clear else 3.2, colour, sheet.colours.paper))


def _notes(changes: Changes, speech: Speech) -> list[str]:
    """The mean, what strong lines mean, and that the question was worded otherwise."""
    shown = drawn(changes)
    means = [speech.say("mean was", change=_told(row, speech)) for row in changes.rows if row not in shown]
    strong = [speech.say("clear change", level=speech.level(changes.level))] if speech.intervals else []
    return [*means, *strong, *([speech.say("reworded")] if changes.wording else [])]
