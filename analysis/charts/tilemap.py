"""A tile map of the library systems of the region: each a tile in its place, its share as figure and depth.

Tiles are equal, so that a large empty district does not look like many people. Where the tiles stand is
data (`tiles.json`), dated as the regions are: in June 2022 five systems moved to the Ulytau region.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from analysis.charts.dots import chosen
from analysis.charts.frame import closing, foot
from analysis.charts.measure import printable, width, wrap
from analysis.charts.parts import on
from analysis.charts.registry import register
from analysis.charts.sheet import BODY, LEADING, SMALL, Box, Curve, Sheet
from analysis.charts.speech import Speech
from analysis.charts.wish import Wish
from analysis.codebook import text
from analysis.look import Theme, blend
from analysis.regions import region_label, region_of
from analysis.tables import Crosstab

FEWEST = 10
"""A group of fewer people has no figure: one person more would turn its colour."""
DEPTHS = (0.0, 0.14, 0.3, 0.82, 1.0)
"""The five depths of a tile between the quiet surface and the accent; between them no text is readable."""
STEP = {SMALL: SMALL * LEADING - 2, BODY: BODY * LEADING}
"""The heights of lines in a tile, in px."""
GAP, HIGH = 4.0, {False: 74.0, True: 78.0}
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Tile:
    """A system in its place (row, column) and region, and the group that it belongs to, None where the table
    has none."""

    code: str
    row: int
    column: int
    region: str
    group: int | None


def suits(crosstab: Crosstab) -> int:
    """A banner of library systems: at least half of its codes, or of what was merged in them, are tiles."""
    known = [code for code in crosstab.column_codes if _systems(code) & _layout()["tiles"].keys()]
    return 2 if len(known) > 1 and 2 * len(known) >= len(crosstab.column_codes) else 0


def tell(crosstab: Crosstab, wish: Wish) -> list[str]:
    """The total, then every group with its share, then the regions, and what is not on the map."""
    speech, row = wish.speech, chosen(crosstab, wish)
    everybody = f"{speech.say('total')} — {speech.percent(crosstab.totals[row])}"
    groups = range(len(crosstab.column_codes))
    listed = "; ".join(_said(crosstab, row, group, speech) for group in groups)
    found = tiles(crosstab, wish)
    return [
        f"{speech.label(crosstab.row_labels[row])}: {everybody}",
        listed,
        *(f"{speech.label(region_label(name))}: {_members(found, name, speech)}" for name in _regions(found)),
        *_notes(crosstab, found, speech),
        *closing(crosstab, wish, intervals=False),
    ]


@register(
    "tilemap",
    Crosstab,
    suits,
    tell,
    one_answer=True,
    called={"kk": "жүйелер картасы", "ru": "карта систем", "en": "map of the systems"},
)
def draw(crosstab: Crosstab, sheet: Sheet) -> None:
    """The tiles in their places, and between the regions their border."""
    speech, row = sheet.speech, chosen(crosstab, sheet.wish)
    sheet.y -= 8
    sheet.paragraph(speech.label(crosstab.row_labels[row]), BODY, bold=True)
    sheet.y += 12
    found = tiles(crosstab, sheet.wish)
    plan = Plan(sheet, sheet.y, sheet.room / (1 + max(one.column for one in found)), HIGH[sheet.narrow])
    _regions_drawn(plan, found)
    deep = _deep(crosstab, row, speech)
    for one in found:
        _tile(plan, one, crosstab, row, deep)
    sheet.y = plan.at(1 + max(one.row for one in found), 0)[1]
    foot(
        sheet,
        [
            *_beside(crosstab, row, speech),
            *_notes(crosstab, found, speech),
            *closing(crosstab, sheet.wish, intervals=False),
        ],
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """Where tiles stand: `wide` x `high` px each, from `top` down."""

    sheet: Sheet
    top: float
    wide: float
    high: float

    def at(self, row: float, column: float) -> tuple[float, float]:
        """The top left corner of a tile in px."""
        return self.sheet.margin + column * self.wide, self.top + row * self.high


def tiles(crosstab: Crosstab, wish: Wish) -> list[Tile]:
    """All systems on the wished day, by row and column."""
    group_of = {
        system: place for place, code in enumerate(crosstab.column_codes) for system in _systems(code)
    }
    day = _day(wish)
    found = [
        Tile(code, one["place"][0], one["place"][1], region_of(code, day), group_of.get(code))
        for code, one in _layout()["tiles"].items()
    ]
    return sorted(found, key=lambda one: (one.row, one.column))


def depths(shares: Sequence[float]) -> list[int]:
    """Which of the five depths each share (in per cent) has: even steps from the smallest to the largest."""
    low, high = min(shares), max(shares)
    step = (high - low) / len(DEPTHS) or 1.0
    return [min(int((share - low) / step), len(DEPTHS) - 1) for share in shares]


def fill(colours: Theme, depth: int) -> str:
    """The colour of a depth."""
    return blend(colours.soft, colours.accent, DEPTHS[depth])


def _deep(crosstab: Crosstab, row: int, speech: Speech) -> dict[int, int]:
    """The depth of every group that has a figure."""
    groups = [one for one in range(len(crosstab.column_codes)) if crosstab.bases[one] >= FEWEST]
    shares = [speech.drawn(crosstab.column_percents[row][one]) for one in groups]
    return dict(zip(groups, depths(shares), strict=True)) if groups else {}


def _tile(plan: Plan, one: Tile, crosstab: Crosstab, row: int, deep: dict[int, int]) -> None:
    sheet, (x, y) = plan.sheet, plan.at(one.row, one.column)
    depth = None if one.group is None else deep.get(one.group)
    colours, known = sheet.colours, depth is not None
    back = colours.paper if depth is None else fill(colours, depth)
    sheet.put(Box(x, y, plan.wide - GAP, plan.high - GAP, back, colours.line))
    ink, middle = on(colours, back) if known else colours.muted, x + (plan.wide - GAP) / 2
    name = [(line, SMALL, False) for line in _lines(one.code, sheet.wish.language, plan.wide - GAP - 4)]
    lines = [*name, *_figures(one, crosstab, row, sheet, known=known)]
    below = y + (plan.high - GAP - sum(STEP[size] for _, size, _ in lines)) / 2
    for words, size, bold in lines:
        sheet.write(words, middle, below + STEP[size] / 2, size=size, bold=bold, align="center", colour=ink)
        below += STEP[size]


def _figures(
    one: Tile, crosstab: Crosstab, row: int, sheet: Sheet, *, known: bool
) -> list[tuple[str, float, bool]]:
    """The lines under the name of a tile: share and base, or that there are no or too few people."""
    speech = sheet.speech
    base = 0 if one.group is None else crosstab.bases[one.group]
    if one.group is None or not base:
        return [("–", SMALL, False)]
    if not known:
        return [(speech.say("few"), SMALL, False)]
    share = crosstab.column_percents[row][one.group]
    if sheet.narrow:
        return [(speech.bare_percent(share), BODY, True)]
    return [(speech.percent(share), BODY, True), (f"n = {speech.number(base)}", SMALL, False)]


def _lines(code: str, language: str, room: float) -> list[str]:
    """The name of a tile, broken between words and at its soft hyphens where it is too wide."""
    lines: list[str] = []
    for word in text(_layout()["tiles"][code]["label"], language).split(" "):
        parts = word.split(SOFT_HYPHEN)
        line = parts[0]
        for part in parts[1:]:
            rest = "".join(parts[parts.index(part) :])
            if width(line + rest, SMALL) <= room:
                line += rest
                break
            if width(f"{line}{part}-", SMALL) <= room:
                line += part
                continue
            lines.append(line if line.endswith("-") else f"{line}-")
            line = part
        lines.append(line)
    return [printable(line) for line in lines]


def _regions_drawn(plan: Plan, found: Sequence[Tile]) -> None:
    """The names of the regions in the room that the tiles leave, and the border."""
    sheet = plan.sheet
    layout = _dated(sheet.wish)
    quiet = {"size": SMALL, "bold": True, "colour": sheet.colours.muted}
    for name in _regions(found):
        row, column = layout["names"][name]
        x, y = plan.at(row + 1, column)
        lines = wrap(printable(sheet.speech.label(region_label(name))), 2 * plan.wide - 8, SMALL, bold=True)
        for place, line in enumerate(reversed(lines)):
            sheet.write(line, x, y - 12 - place * SMALL * LEADING, **quiet)
    corners = [plan.at(row, column) for row, column in layout["border"]]
    if corners:
        moved = tuple((x - GAP / 2, y - GAP / 2) for x, y in corners)
        sheet.put(Curve(moved, sheet.colours.muted, 1.2, dashed=True))


def _beside(crosstab: Crosstab, row: int, speech: Speech) -> list[str]:
    """The groups that have no place on the map."""
    away = [
        place
        for place, code in enumerate(crosstab.column_codes)
        if not _systems(code) & _layout()["tiles"].keys()
    ]
    listed = "; ".join(_said(crosstab, row, place, speech) for place in away)
    return [speech.say("not on the map", groups=listed)] if away else []


def _notes(crosstab: Crosstab, found: Sequence[Tile], speech: Speech) -> list[str]:
    """What depth means, which tiles share one figure, and what the words in tiles without one mean."""
    merged = [code for code in crosstab.column_codes if len(_systems(code)) > 1]
    empty = [one for one in found if one.group is None or not crosstab.bases[one.group]]
    few = [one for one in range(len(crosstab.column_codes)) if 0 < crosstab.bases[one] < FEWEST]
    return [
        speech.say("depth"),
        *([speech.say("merged tiles")] if merged else []),
        *([speech.say("few people", least=speech.number(FEWEST))] if few else []),
        *([speech.say("no data")] if empty else []),
    ]


def _said(crosstab: Crosstab, row: int, group: int, speech: Speech) -> str:
    base = crosstab.bases[group]
    label = f"{speech.label(crosstab.column_labels[group])} (n = {speech.number(base)})"
    if not base:
        return f"{label} — {speech.say('nobody')}"
    if base < FEWEST:
        return f"{label} — {speech.say('few')}"
    return f"{label} — {speech.percent(crosstab.column_percents[row][group])}"


def _members(found: Sequence[Tile], region: str, speech: Speech) -> str:
    names = [
        text(_layout()["tiles"][one.code]["label"], speech.language) for one in found if one.region == region
    ]
    return ", ".join(speech.label(name) for name in names)


def _regions(found: Sequence[Tile]) -> list[str]:
    return sorted({one.region for one in found})


def _systems(code: str) -> set[str]:
    """The systems of a group: several where protection has merged them."""
    return set(code.split("+"))


def _day(wish: Wish) -> date:
    return date.fromisoformat(wish.day or _layout()["layouts"][-1]["from"])


def _dated(wish: Wish) -> dict[str, Any]:
    """The layout of the wished day."""
    held = [one for one in _layout()["layouts"] if date.fromisoformat(one["from"]) <= _day(wish)]
    found: dict[str, Any] = held[-1]
    return found


@cache
def _layout() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(Path(__file__).with_name("tiles.json").read_text("utf-8"))
    return read
