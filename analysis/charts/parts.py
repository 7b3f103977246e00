"""The parts that charts are made of: bars with intervals, values, legends, shades."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.charts.ladder import Ladder, ladder
from analysis.charts.measure import printable, width, wrap
from analysis.charts.readings import Reading
from analysis.charts.sheet import BODY, LEADING, SMALL, Box, Sheet, Stroke
from analysis.look import Theme, contrast

BAR = 18.0
HATCHES = ("", "/", ".", "\\", "x", "-")


@dataclass(frozen=True, slots=True)
class Scale:
    """Per cents to px: 0 stands at `left`."""

    left: float
    px: float

    def x(self, percent: float) -> float:
        """Where a per cent stands."""
        return self.left + self.px * percent


@dataclass(frozen=True, slots=True)
class Shade:
    """How one category is filled, so that it is told apart in grey as well."""

    fill: str
    hatch: str = ""
    hatch_colour: str = ""
    edge: str = ""

    def box(self, x: float, y: float, wide: float, high: float) -> Box:
        """A box in this shade."""
        return Box(x, y, wide, high, self.fill, self.edge, self.hatch, self.hatch_colour)


def shades(colours: Theme, many: int) -> list[Shade]:
    """Shades for `many` categories in order: the palette from end to end, then again with other hatches."""
    steps, size = colours.palette, len(colours.palette)
    picked = (
        [steps[0 if many == 1 else round(i * (size - 1) / (many - 1))] for i in range(many)]
        if many <= size
        else [steps[i % size] for i in range(many)]
    )
    hatches = [HATCHES[(i // size * 2 + i % 2) % len(HATCHES)] for i in range(many)]
    return [hatched(colours, fill, hatch) for fill, hatch in zip(picked, hatches, strict=True)]


def hatched(colours: Theme, fill: str, hatch: str) -> Shade:
    """`fill` with a quiet hatch of the ink or paper that shows on it, and an outline where it is pale."""
    edge = colours.muted if contrast(fill, colours.paper) < 3 else ""
    return Shade(fill, hatch, on(colours, fill) if hatch else "", edge)


def on(colours: Theme, fill: str) -> str:
    """Ink or paper, whichever is more readable on `fill`."""
    return max((colours.ink, colours.paper), key=lambda colour: contrast(colour, fill))


def share_ladder(sheet: Sheet, readings: Sequence[Reading], taken: float = 0.0) -> tuple[Ladder, Scale]:
    """Rows for these readings, and the scale on which the longest bar and its value just fit; `taken` px
    at the right are for something else."""
    reserve = max(value_width(sheet, one) for one in readings) + 10 + taken
    labels, notes = [one.label for one in readings], [one.note for one in readings]
    steps = ladder(sheet, labels, notes, reserve)
    longest = max(reach(sheet, one) for one in readings)
    return steps, Scale(steps.left, (steps.right - steps.left) / max(longest, 1.0))


def reach(sheet: Sheet, reading: Reading) -> float:
    """How far to the right a reading is drawn, in per cent."""
    drawn = sheet.speech.drawn(reading.percent)
    return max(drawn, reading.high) if _has_interval(sheet, reading) else drawn


def _has_interval(sheet: Sheet, reading: Reading) -> bool:
    """Whether an interval is drawn: it is wished for, and the share has one."""
    return sheet.speech.intervals and bool(reading.base) and reading.high > reading.low


def bar(
    sheet: Sheet,
    steps: Ladder,
    scale: Scale,
    reading: Reading,
    shade: Shade | None = None,
    **rung: float,
) -> float:
    """One labelled bar with its interval and its value behind it; `rung`: `height` and `gap` in px.

    Returns the vertical middle of the bar.
    """
    high = rung.setdefault("height", BAR)
    middle = steps.rung(reading.label, reading.note, **rung)
    if sheet.narrow:
        sheet.put(Stroke(scale.left, middle - high / 2, scale.left, middle + high / 2, sheet.colours.muted))
    if not reading.base:
        nobody(sheet, scale.left + 8, middle)
        return middle
    shade, long = shade or Shade(sheet.colours.accent), scale.px * sheet.speech.drawn(reading.percent)
    sheet.put(shade.box(scale.left, middle - high / 2, long, high))
    if _has_interval(sheet, reading):
        interval(sheet, scale, reading, middle, shade)
    value(sheet, scale.x(reach(sheet, reading)) + 8, middle, reading)
    return middle


def nobody(sheet: Sheet, x: float, middle: float) -> None:
    """Says that a group has no answers, where its share would stand."""
    sheet.write(sheet.speech.say("nobody"), x, middle, size=SMALL, colour=sheet.colours.muted)


def zero(sheet: Sheet, scale: Scale, top: float, gap: float = 10.0) -> None:
    """The line of zero beside the rows from `top` to where the sheet is now, `gap` px below the last bar."""
    if not sheet.narrow:
        sheet.put(Stroke(scale.left, top - 4, scale.left, sheet.y - gap + 4, sheet.colours.muted))


def interval(sheet: Sheet, scale: Scale, reading: Reading, middle: float, shade: Shade) -> None:
    """The interval as a thin line with end marks, in the colour that shows on the bar and outside it."""
    low, share, high = (scale.x(x) for x in (reading.low, reading.percent, reading.high))
    inside, outside = on(sheet.colours, shade.fill), sheet.colours.ink
    if shade.hatch and share > low:
        start = max(low - 3, scale.left)
        sheet.put(Box(start, middle - 6, share - start, 12, shade.fill))
    for x, colour in ((low, inside if low > scale.left + 1 else outside), (high, outside)):
        sheet.put(Stroke(x, middle - 4, x, middle + 4, colour, 1.3))
    sheet.put(Stroke(low, middle, share, middle, inside, 1.3))
    sheet.put(Stroke(share, middle, high, middle, outside, 1.3))


def value(sheet: Sheet, x: float, middle: float, reading: Reading) -> None:
    """The per cent in bold, then the count, quiet."""
    wide = sheet.write(sheet.speech.percent(reading.percent), x, middle, bold=True)
    if not sheet.speech.whole:
        count = sheet.speech.number(reading.count)
        sheet.write(count, x + wide + 8, middle, size=SMALL, colour=sheet.colours.muted)


def value_width(sheet: Sheet, reading: Reading) -> float:
    """The room that `value` takes, in px."""
    if not reading.base:
        return width(sheet.speech.say("nobody"), SMALL)
    percent = width(sheet.speech.percent(reading.percent), BODY, bold=True)
    return percent + (0 if sheet.speech.whole else 8 + width(sheet.speech.number(reading.count), SMALL))


def segment(
    sheet: Sheet, span: tuple[float, float], middle: float, high: float, shade: Shade, share: float | None
) -> bool:
    """A part of a stacked bar: `span` is its left and its length in px; its per cent inside where it fits.

    Returns whether the per cent stands there; a `share` of None is not written.
    """
    x, long = span
    if long <= 0:
        return False
    kept = shade if long > 6 else Shade(shade.fill)
    sheet.put(kept.box(x + 0.75, middle - high / 2, max(long - 1.5, 0.75), high))
    if share is None:
        return False
    words = sheet.speech.bare_percent(share)
    wide = width(words, SMALL)
    if wide + 8 > long:
        return False
    if shade.hatch:
        sheet.put(Box(x + (long - wide) / 2 - 3, middle - 8, wide + 6, 16, shade.fill))
    sheet.write(words, x + long / 2, middle, size=SMALL, align="center", colour=on(sheet.colours, shade.fill))
    return True


def legend(sheet: Sheet, entries: Sequence[tuple[str, Shade]]) -> None:
    """Swatches with labels in reading order, in as many lines as they need; moves below them."""
    swatch, line = 16.0, SMALL * LEADING + 4
    x = sheet.margin
    for label, shade in entries:
        lines = wrap(printable(label), sheet.room - swatch - 8, SMALL)
        long = max(width(one, SMALL) for one in lines) + swatch + 8
        if x > sheet.margin and x + long > sheet.right:
            x, sheet.y = sheet.margin, sheet.y + line
        sheet.put(shade.box(x, sheet.y + 2, swatch, 12))
        for place, one in enumerate(lines):
            sheet.write(one, x + swatch + 8, sheet.y + 8 + place * SMALL * LEADING, size=SMALL)
        sheet.y += (len(lines) - 1) * SMALL * LEADING
        x += long + 20
    sheet.y += line + 12
