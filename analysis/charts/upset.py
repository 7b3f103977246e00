"""UpSet: which options of a multiple choice people choose together, one column a combination.

On a phone's width a combination is a bar that bears the names of its options.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.charts.frame import closing, foot
from analysis.charts.ladder import Ladder, ladder
from analysis.charts.measure import width
from analysis.charts.parts import bar, share_ladder, zero
from analysis.charts.readings import Reading
from analysis.charts.registry import register
from analysis.charts.sheet import SMALL, Box, Dot, Sheet, Stroke
from analysis.charts.speech import Speech
from analysis.charts.wish import USUAL, Wish
from analysis.combinations import Combination, Combinations

COLUMN, BARS, DOT, ROW = 27.0, 120.0, 4.6, 24.0
MOST = 24
"""The most combinations that are drawn; the rarer ones are counted together."""


def suits(found: Combinations) -> int:
    """Any set of which some combination was chosen often enough to be shown."""
    return 3 if found.rows else 0


def tell(found: Combinations, wish: Wish) -> list[str]:
    """Every option with how many chose it, every combination drawn, and how many are not."""
    speech = wish.speech
    options = "; ".join(
        f"{speech.label(label)} — {_count(many, found, speech)}" for _, label, many in found.options
    )
    drawn = shown(found, wish)
    chosen = "; ".join(f"{_name(one, found, speech)} — {_people(one, speech)}" for one in drawn)
    parts = [f"{speech.say('options')}: {options}", f"{speech.say('together')}: {chosen}"]
    return [*parts, *_rest(found, drawn, speech), *closing(found, wish, intervals=False)]


@register(
    "upset",
    Combinations,
    suits,
    tell,
    called={"kk": "жауаптардың тіркестері", "ru": "сочетания ответов", "en": "combinations of answers"},
)
def draw(found: Combinations, sheet: Sheet) -> None:
    """The most frequent combination on the left; the options in the order of how many chose them."""
    drawn = shown(found, sheet.wish)
    (_bars if sheet.narrow else _matrix)(found, drawn, sheet)
    foot(sheet, [*_rest(found, drawn, sheet.speech), *closing(found, sheet.wish, intervals=False)])


def shown(found: Combinations, wish: Wish) -> list[Combination]:
    """The combinations that are drawn: as many as stand side by side, at most MOST; a phone shows and tells
    those of the usual width."""
    room = 0.6 * max(wish.width, USUAL) - 80
    return list(found.rows[: min(MOST, int(room / COLUMN))])


def _bars(found: Combinations, drawn: Sequence[Combination], sheet: Sheet) -> None:
    readings = [_reading(one, found, sheet.speech) for one in drawn]
    steps, scale = share_ladder(sheet, readings)
    top = sheet.y
    for one in readings:
        bar(sheet, steps, scale, one)
    zero(sheet, scale, top)


def _reading(one: Combination, found: Combinations, speech: Speech) -> Reading:
    """A combination as a bar without an interval."""
    return Reading(_name(one, found, speech), one.percent, one.percent, one.percent, one.count, found.base)


def _matrix(found: Combinations, drawn: Sequence[Combination], sheet: Sheet) -> None:
    options = sorted(found.options, key=lambda one: -one[2])
    labels = [sheet.speech.label(label) for _, label, _ in options]
    notes = [_count(many, found, sheet.speech) for _, _, many in options]
    steps = ladder(sheet, labels, notes)
    left, top = steps.left + COLUMN / 2, sheet.y
    _counts(sheet, drawn, left, top)
    sheet.y = top + BARS + 34
    middles = {}
    for (code, _, _), label, note in zip(options, labels, notes, strict=True):
        middles[code] = _option(sheet, steps, label, note, left + COLUMN * (len(drawn) - 0.5))
    for place, one in enumerate(drawn):
        _column(sheet, left + place * COLUMN, one, middles)


def _counts(sheet: Sheet, drawn: Sequence[Combination], left: float, top: float) -> None:
    """A bar over each column, with how many people."""
    px = BARS / max(one.count for one in drawn)
    bottom = top + BARS + 22
    for place, one in enumerate(drawn):
        x, tall = left + place * COLUMN, px * one.count
        sheet.put(Box(x - 8, bottom - tall, 16, tall, sheet.colours.accent))
        words = sheet.speech.number(one.count)
        bold = width(words, SMALL, bold=True) < COLUMN - 2
        sheet.write(words, x, bottom - tall - 10, size=SMALL, bold=bold, align="center")
    right = left + COLUMN * (len(drawn) - 0.5)
    sheet.put(Stroke(left - COLUMN / 2, bottom, right, bottom, sheet.colours.muted))


def _option(sheet: Sheet, steps: Ladder, label: str, note: str, right: float) -> float:
    """The row of an option; returns its vertical middle."""
    middle = steps.rung(label, note, ROW, gap=4.0)
    sheet.put(Stroke(steps.left, middle, right, middle, sheet.colours.line, 0.8))
    return middle


def _column(sheet: Sheet, x: float, one: Combination, middles: dict[str, float]) -> None:
    """The dots of a combination, joined; a combination of nothing has none."""
    inside = [middles[code] for code in one.codes]
    for middle in middles.values():
        if middle not in inside:
            sheet.put(Dot(x, middle, DOT - 1.6, sheet.colours.line, sheet.colours.line))
    if inside:
        sheet.put(Stroke(x, min(inside), x, max(inside), sheet.colours.accent, 2.2))
    for middle in inside:
        sheet.put(Dot(x, middle, DOT, sheet.colours.accent, sheet.colours.accent))


def _name(one: Combination, found: Combinations, speech: Speech) -> str:
    labels = {code: label for code, label, _ in found.options}
    return " + ".join(speech.label(labels[code]) for code in one.codes) or speech.say("none of these")


def _people(one: Combination, speech: Speech) -> str:
    return f"{speech.say('people', count=speech.number(one.count))} ({speech.percent(one.percent)})"


def _count(many: int, found: Combinations, speech: Speech) -> str:
    return f"{speech.number(many)} ({speech.percent(100 * many / found.base)})"


def _rest(found: Combinations, drawn: Sequence[Combination], speech: Speech) -> list[str]:
    """How many combinations are not drawn, and how many people chose them."""
    left = found.rows[len(drawn) :]
    kinds, people = found.others[0] + len(left), found.others[1] + sum(one.count for one in left)
    if not kinds:
        return []
    return [speech.say("other combinations", kinds=speech.number(kinds), people=speech.number(people))]
