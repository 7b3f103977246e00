"""Sorted bars: how many gave each answer, with intervals, and the nets beneath."""

from __future__ import annotations

from analysis.charts.frame import closing, foot
from analysis.charts.parts import Shade, bar, share_ladder, zero
from analysis.charts.readings import Reading, clause, of_row
from analysis.charts.registry import register
from analysis.charts.sheet import SMALL, Sheet
from analysis.charts.wish import Wish
from analysis.tables import Tally


def suits(tally: Tally) -> int:
    """Single and multiple choice with answers."""
    return 3 if tally.kind in ("single", "multiple") and tally.rows else 0


def tell(tally: Tally, wish: Wish) -> list[str]:
    """One clause per answer, in the order of the bars, then the nets."""
    said = ["; ".join(clause(one, wish.speech) for one in readings(tally, wish))]
    if tally.nets:
        together = "; ".join(clause(one, wish.speech) for one in nets(tally, wish))
        said.append(f"{wish.speech.say('nets')}: {together}")
    return [*said, *closing(tally, wish)]


@register(
    "bars",
    Tally,
    suits,
    tell,
    called={"kk": "аралықтары бар жолақтар", "ru": "полосы с интервалами", "en": "bars with intervals"},
)
def draw(tally: Tally, sheet: Sheet) -> None:
    """Bars from the most frequent answer down; nets in outline, since they overlap the answers."""
    answers, together = readings(tally, sheet.wish), nets(tally, sheet.wish)
    steps, scale = share_ladder(sheet, answers + together)
    top = sheet.y
    for one in answers:
        bar(sheet, steps, scale, one)
    zero(sheet, scale, top)
    if together:
        sheet.y += 8
        sheet.paragraph(sheet.speech.say("nets"), SMALL, colour=sheet.colours.muted)
        sheet.y += 8
    colours, top = sheet.colours, sheet.y
    for one in together:
        bar(sheet, steps, scale, one, Shade(colours.soft, "/", colours.accent, colours.accent))
    if together:
        zero(sheet, scale, top)
    foot(sheet, closing(tally, sheet.wish))


def readings(tally: Tally, wish: Wish) -> list[Reading]:
    """The answers as wished: by size (ties in the order of their codes) or by code.

    Bands and ratings stay in their own order unless size is wished.
    """
    own = tally.ordered or bool(tally.statistics)
    by_size = wish.order == "size" or (wish.order == "natural" and not own)
    rows = sorted(tally.rows, key=lambda row: -row.percent) if by_size else tally.rows
    return [of_row(row, tally.base, wish.speech) for row in rows]


def nets(tally: Tally, wish: Wish) -> list[Reading]:
    """The nets in their own order."""
    return [of_row(net, tally.base, wish.speech) for net in tally.nets]
