"""A ranking: the share that put each option first, and beside it the mean rank."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from analysis.charts.frame import closing, foot
from analysis.charts.measure import width
from analysis.charts.parts import bar, share_ladder, zero
from analysis.charts.readings import Reading, clause, of_row
from analysis.charts.registry import register
from analysis.charts.sheet import BODY, SMALL, Dot, Sheet, Stroke
from analysis.charts.speech import Speech
from analysis.charts.wish import Wish
from analysis.tables import Tally, TallyRow

STRIP, BEFORE, BEHIND = 100.0, 36.0, 14.0


@dataclass(frozen=True, slots=True)
class Strip:
    """The column of mean ranks: rank 1 stands at `left`, the last at `right`."""

    left: float
    right: float
    last: int

    def x(self, rank: float) -> float:
        """Where a mean rank stands."""
        return self.left + (self.right - self.left) * (rank - 1) / (self.last - 1)


def suits(tally: Tally) -> int:
    """A ranking with options."""
    return 3 if tally.kind == "ranking" and tally.rows else 0


def tell(tally: Tally, wish: Wish) -> list[str]:
    """One clause per option: first places, then the mean rank."""
    rows = in_order(tally, wish)
    parts = [
        f"{clause(of_row(row, tally.base, wish.speech), wish.speech)}, {_rank(row, wish.speech)}"
        for row in rows
    ]
    return [f"{wish.speech.say('first place')}: {'; '.join(parts)}", *closing(tally, wish)]


@register("ranks", Tally, suits, tell, called={"kk": "орындар", "ru": "места", "en": "ranks"})
def draw(tally: Tally, sheet: Sheet) -> None:
    """Options from the most first places down; on a phone the mean rank is a number only."""
    rows = in_order(tally, sheet.wish)
    readings = [_noted(row, tally, sheet) for row in rows]
    taken = 0.0 if sheet.narrow else BEFORE + STRIP + BEHIND + width("88,88", BODY)
    steps, scale = share_ladder(sheet, readings, taken)
    start = sheet.right - taken + BEFORE
    strip = Strip(start, start + STRIP, _last(rows))
    _heads(sheet, scale.left, strip)
    top = sheet.y
    for row, reading in zip(rows, readings, strict=True):
        middle = bar(sheet, steps, scale, reading)
        if not sheet.narrow:
            _dot(sheet, strip, middle, row)
    zero(sheet, scale, top)
    foot(sheet, closing(tally, sheet.wish))


def in_order(tally: Tally, wish: Wish) -> list[TallyRow]:
    """By first places (ties by mean rank), or in the order of codes."""
    if wish.order == "code":
        return list(tally.rows)
    return sorted(tally.rows, key=lambda row: (-row.percent, row.mean_rank is None, row.mean_rank or 0))


def _noted(row: TallyRow, tally: Tally, sheet: Sheet) -> Reading:
    reading = of_row(row, tally.base, sheet.speech)
    note = _rank(row, sheet.speech) if sheet.narrow else ""
    return Reading(reading.label, row.percent, row.low, row.high, row.count, tally.base, note)


def _rank(row: TallyRow, speech: Speech) -> str:
    if row.mean_rank is None:
        return speech.say("never ranked")
    return speech.say("mean rank is", rank=speech.number(row.mean_rank, 2))


def _last(rows: list[TallyRow]) -> int:
    """The last rank of the strip: the next whole one from the highest mean."""
    return max(2, ceil(max((row.mean_rank or 1 for row in rows), default=2)))


def _heads(sheet: Sheet, left: float, strip: Strip) -> None:
    if sheet.narrow:
        sheet.y -= 8
        sheet.paragraph(sheet.speech.say("first place"), SMALL, bold=True)
        sheet.y += 8
        return
    sheet.write(sheet.speech.say("first place"), left, sheet.y, size=SMALL, bold=True)
    sheet.write(sheet.speech.say("mean rank"), strip.left - 6, sheet.y, size=SMALL, bold=True)
    for rank in range(1, strip.last + 1):
        words = sheet.speech.number(rank)
        sheet.write(
            words, strip.x(rank), sheet.y + 18, size=SMALL, colour=sheet.colours.muted, align="center"
        )
    sheet.y += 34


def _dot(sheet: Sheet, strip: Strip, middle: float, row: TallyRow) -> None:
    if row.mean_rank is None:
        words = sheet.speech.say("never ranked")
        sheet.write(words, strip.left - 6, middle, size=SMALL, colour=sheet.colours.muted)
        return
    sheet.put(Stroke(strip.left, middle, strip.right, middle, sheet.colours.line))
    for rank in range(1, strip.last + 1):
        x = strip.x(rank)
        sheet.put(Stroke(x, middle - 3, x, middle + 3, sheet.colours.line))
    sheet.put(Dot(strip.x(row.mean_rank), middle, 5.0, sheet.colours.accent, sheet.colours.paper))
    words = sheet.speech.number(row.mean_rank, 2)
    sheet.write(words, sheet.right, middle, align="right")
