"""A plane of two scales, drawn quietly: per cents upwards, sizes across."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.charts.sheet import SMALL, Sheet, Stroke


@dataclass(frozen=True, slots=True)
class Span:
    """One scale: `low` stands at `start` px, `high` at `end` px."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value stands; beyond the scale at its end."""
        part = (min(max(value, self.low), self.high) - self.low) / ((self.high - self.low) or 1.0)
        return self.start + part * (self.end - self.start)


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round values from `low` to `high`, `most` at most: steps of 1, 2, 5 and their tens."""
    power = 1.0
    while True:
        for step in (1, 2, 5):
            found = [step * power * place for place in range(int(high // (step * power)) + 1)]
            found = [value for value in found if value >= low]
            if len(found) <= most:
                return found
        power *= 10


def upwards(sheet: Sheet, span: Span, left: float, right: float) -> None:
    """Hairlines across the plane at round per cents, each with its number at the left."""
    for tick in ticks(span.low, span.high, 6):
        y, words = span.at(tick), f"{tick:g}{sheet.speech.sign}"
        sheet.put(Stroke(left, y, right, y, sheet.colours.line, 0.8))
        sheet.write(words, left - 8, y, size=SMALL, colour=sheet.colours.muted, align="right")


def across(sheet: Sheet, span: Span, y: float, name: str) -> None:
    """Numbers under the plane and beneath them what they count; moves below."""
    many = max(2, int((span.end - span.start) / 50))
    for tick in ticks(span.low, span.high, many):
        x = span.at(tick)
        sheet.put(Stroke(x, y, x, y + 4, sheet.colours.muted))
        words = sheet.speech.number(tick)
        sheet.write(words, x, y + 14, size=SMALL, colour=sheet.colours.muted, align="center")
    sheet.write(
        name, (span.start + span.end) / 2, y + 33, size=SMALL, colour=sheet.colours.muted, align="center"
    )
    sheet.y = y + 44
