"""A funnel of groups: the share of one answer by the size of the group, between the limits of chance.

Instead of a league table, in which small groups stand at both ends by chance alone: inside the funnel no
group differs from all by more than chance, and only those outside are named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arrays import Floats, Integers
from analysis.charts.axes import Span, across, upwards
from analysis.charts.dots import chosen
from analysis.charts.frame import closing, foot
from analysis.charts.measure import printable, width
from analysis.charts.registry import register
from analysis.charts.sheet import BODY, LEADING, SMALL, Curve, Dot, Sheet, Stroke
from analysis.charts.spacing import Frame, free, spread
from analysis.charts.speech import Speech
from analysis.charts.wish import Wish
from analysis.disclosure.noise import LAW
from analysis.funnels import funnel_limits
from analysis.tables import Crosstab

LEVELS = (0.95, 0.998)
FEWEST_GROUPS, POINTS = 5, 80
DOT, HIGH = 4.5, 340.0


@dataclass(frozen=True, slots=True)
class Group:
    """A group as it stands in the funnel: `outside` tells how many of the limits it lies beyond (0 to 2)."""

    label: str
    percent: float
    base: int
    outside: int = 0


def suits(crosstab: Crosstab) -> int:
    """A banner of several groups with people, unweighted: the limits are those of whole people."""
    groups = sum(1 for column in range(len(crosstab.column_codes)) if crosstab.bases[column])
    return 2 if groups >= FEWEST_GROUPS and _unweighted(crosstab) else 0


def tell(crosstab: Crosstab, wish: Wish) -> list[str]:
    """The overall share, every group with its size, then those outside the limits."""
    speech, row = wish.speech, chosen(crosstab, wish)
    everybody = f"{speech.say('total')} — {speech.percent(crosstab.totals[row])}"
    found = groups(crosstab, row, speech)
    listed = "; ".join(_said(one, speech) for one in found)
    return [
        f"{speech.label(crosstab.row_labels[row])}: {everybody}",
        *([listed] if listed else []),
        *_without(crosstab, speech),
        *_outside(found, speech),
        *_notes(speech, len(found)),
        *closing(crosstab, wish, intervals=False),
    ]


@register(
    "funnel",
    Crosstab,
    suits,
    tell,
    one_answer=True,
    called={"kk": "топтардың құйғыш диаграммасы", "ru": "воронка групп", "en": "funnel of groups"},
)
def draw(crosstab: Crosstab, sheet: Sheet) -> None:
    """Groups as dots, sizes across, shares upwards; the limits narrow to the right."""
    speech, row = sheet.speech, chosen(crosstab, sheet.wish)
    sheet.y -= 8
    sheet.paragraph(speech.label(crosstab.row_labels[row]), BODY, bold=True)
    sheet.y += 12
    found, share = groups(crosstab, row, speech), crosstab.totals[row]
    plane = _plane(sheet, found, share)
    _limits(sheet, plane, share)
    taken = _dots(sheet, plane, found)
    _names(sheet, plane, found, taken)
    across(sheet, plane.x, plane.bottom, speech.say("group size"))
    said = [*_without(crosstab, speech), *_outside(found, speech), *_notes(speech, len(found))]
    foot(sheet, [*said, *closing(crosstab, sheet.wish, intervals=False)])


def groups(crosstab: Crosstab, row: int, speech: Speech) -> list[Group]:
    """The groups with people, largest first, with how many limits each lies beyond."""
    columns = [one for one in range(len(crosstab.column_codes)) if crosstab.bases[one]]
    columns.sort(key=lambda one: -crosstab.bases[one])
    sizes = np.array([crosstab.bases[one] for one in columns])
    shares = np.array([crosstab.column_percents[row][one] for one in columns])
    total = crosstab.totals[row]
    beyond = sum(
        ((shares < low - 1e-9) | (shares > high + 1e-9)).astype(int)
        for low, high in (_percents(total, sizes, level, speech) for level in LEVELS)
    )
    rows = zip(columns, shares.tolist(), sizes.tolist(), np.asarray(beyond).tolist(), strict=True)
    return [
        Group(speech.label(crosstab.column_labels[one]), share, n, outside) for one, share, n, outside in rows
    ]


@dataclass(frozen=True, slots=True)
class Plane:
    """Sizes across and per cents upwards."""

    x: Span
    y: Span
    bottom: float


def _percents(total: float, sizes: Integers, level: float, speech: Speech) -> tuple[Floats, Floats]:
    """The limits in per cent; of protected counts those of chance and noise together."""
    noise = dict(LAW[-1]) if speech.whole else None
    low, high = funnel_limits(min(total / 100, 1.0), sizes, level, noise)
    return 100 * low, 100 * high


def _plane(sheet: Sheet, found: Sequence[Group], share: float) -> Plane:
    left = sheet.margin + width(f"100{sheet.speech.sign}", SMALL) + 8
    ends = sheet.speech.level(LEVELS[1]), sheet.speech.percent(share)
    right = sheet.right - max(width(words, SMALL, bold=True) for words in ends) - 8
    sizes = np.array([min(one.base for one in found), max(one.base for one in found)])
    limit = float(_percents(share, sizes, LEVELS[0], sheet.speech)[1][0])
    highest = max(sheet.speech.drawn(one.percent) for one in found)
    top, high = sheet.y, HIGH * (0.85 if sheet.narrow else 1.0)
    y = Span(0.0, min(100.0, max(limit, highest) + 4), top + high, top)
    upwards(sheet, y, left, right)
    return Plane(Span(0.0, 1.04 * float(sizes[1]), left, right), y, top + high)


def _limits(sheet: Sheet, plane: Plane, share: float) -> None:
    """Both pairs of limits and the overall share, each named at its right end."""
    last, colours = int(plane.x.high), sheet.colours
    sizes = np.unique(np.linspace(2, max(last, 2), POINTS).round().astype(int))
    ends = [(share, sheet.speech.percent(share))]
    for level, dashed in zip(LEVELS, (True, False), strict=True):
        for side, limits in enumerate(_percents(share, sizes, level, sheet.speech)):
            _curve(sheet, plane, list(zip(sizes.tolist(), limits.tolist(), strict=True)), dashed=dashed)
            if side:
                ends.append((float(limits[-1]), sheet.speech.level(level)))
    y = plane.y.at(share)
    sheet.put(Stroke(plane.x.start, y, plane.x.end, y, colours.ink, 1.2))
    middles = spread([plane.y.at(value) for value, _ in ends], [SMALL * LEADING] * len(ends), 0.0)
    for place, ((_, words), middle) in enumerate(zip(ends, middles, strict=True)):
        colour = colours.muted if place else colours.ink
        sheet.write(words, plane.x.end + 6, middle, size=SMALL, bold=not place, colour=colour)


def _curve(sheet: Sheet, plane: Plane, points: list[tuple[int, float]], *, dashed: bool) -> None:
    inside = [(plane.x.at(n), plane.y.at(limit)) for n, limit in points if limit <= plane.y.high]
    if len(inside) > 1:
        sheet.put(Curve(tuple(inside), sheet.colours.muted, 1.2, dashed))


def _dots(sheet: Sheet, plane: Plane, found: Sequence[Group]) -> list[Frame]:
    """A dot for each group, filled where it lies outside; returns the places that they take."""
    colours, taken = sheet.colours, []
    for one in sorted(found, key=lambda group: group.outside):
        x, y = plane.x.at(one.base), plane.y.at(sheet.speech.drawn(one.percent))
        fill = (colours.soft, colours.accent, colours.against[0])[one.outside]
        edge = colours.accent if one.outside == 0 else colours.paper
        sheet.put(Dot(x, y, DOT + one.outside, fill, edge))
        taken.append((x - 6, y - 6, x + 6, y + 6))
    return taken


def _names(sheet: Sheet, plane: Plane, found: Sequence[Group], taken: list[Frame]) -> None:
    """The names of the groups outside beside their dots, where there is room; all stand beneath as well."""
    inside = plane.x.start, plane.y.end - 8, plane.x.end, plane.bottom
    for one in (group for group in found if group.outside):
        words = printable(one.label)
        wide, x, y = width(words, SMALL), plane.x.at(one.base), plane.y.at(sheet.speech.drawn(one.percent))
        for left, middle in ((x + 11, y), (x - 11 - wide, y), (x - wide / 2, y - 17), (x - wide / 2, y + 17)):
            frame = left - 2, middle - 8, left + wide + 2, middle + 8
            if free(frame, taken, inside):
                sheet.write(words, left, middle, size=SMALL)
                taken.append(frame)
                break


def _said(one: Group, speech: Speech) -> str:
    return f"{one.label} (n = {speech.number(one.base)}) — {speech.percent(one.percent)}"


def _without(crosstab: Crosstab, speech: Speech) -> list[str]:
    """The groups of nobody, which have no place in the funnel."""
    empty = [
        speech.label(label) for place, label in enumerate(crosstab.column_labels) if not crosstab.bases[place]
    ]
    return [f"{'; '.join(empty)} — {speech.say('nobody')}"] if empty else []


def _outside(found: Sequence[Group], speech: Speech) -> list[str]:
    """Who lies outside each pair of limits, in words; that nobody does, too."""
    far = [_said(one, speech) for one in found if one.outside == 2]
    near = [_said(one, speech) for one in found if one.outside == 1]
    told = [(LEVELS[1], far)] if far else []
    told += [(LEVELS[0], near)] if near else []
    if not told:
        return [speech.say("none outside", level=speech.level(LEVELS[0]))]
    return [speech.say("outside", level=speech.level(level), groups="; ".join(who)) for level, who in told]


def _notes(speech: Speech, many: int) -> list[str]:
    expected = speech.number(many * (1 - LEVELS[0]), 1)
    levels = f"{speech.level(LEVELS[0])}, {speech.level(LEVELS[1])}"
    kind = "funnel noise" if speech.whole else "funnel"
    return [speech.say(kind, levels=levels, groups=speech.number(many), expected=expected)]


def _unweighted(crosstab: Crosstab) -> bool:
    counted = (zip(*pair, strict=True) for pair in zip(crosstab.counts, crosstab.weighted, strict=True))
    return all(abs(weight - count) < 1e-6 for cells in counted for count, weight in cells)
