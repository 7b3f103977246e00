"""Diverging bars of a rating grid: agreement to the right, disagreement to the left, the middle apart.

Statements are sentences, so they stand above their bars, which get the whole width. A middle that
straddles the line would make both sides look longer than they are; so it stands in a column of its own, on
the same scale. With an even number of codes there is no middle.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.charts.frame import closing, foot
from analysis.charts.ladder import Ladder, above
from analysis.charts.measure import width
from analysis.charts.parts import Shade, hatched, legend, nobody, segment
from analysis.charts.registry import register
from analysis.charts.sheet import BODY, Sheet, Stroke
from analysis.charts.speech import Speech
from analysis.charts.wish import Wish
from analysis.look import Theme, blend
from analysis.tables import Tally

HIGH = 24.0
APART = 20.0


@dataclass(frozen=True, slots=True)
class Statement:
    """One row of the grid, its shares in per cent from the left side's outermost code to the right's;
    `between` is the label of the middle code."""

    label: str
    note: str
    shares: tuple[float, ...]
    base: int
    between: str = ""

    @property
    def against(self) -> tuple[float, ...]:
        """The shares of the left side, outermost first."""
        return self.shares[: len(self.shares) // 2]

    @property
    def favour(self) -> tuple[float, ...]:
        """The shares of the right side, innermost first."""
        return self.shares[(len(self.shares) + 1) // 2 :]

    @property
    def middle(self) -> tuple[float, ...]:
        """The share of the middle code; nothing with an even number of codes."""
        half = len(self.shares) // 2
        return self.shares[half : len(self.shares) - half]


def suits(tally: Tally) -> int:
    """A grid whose rows share one list of at least two codes."""
    codes = {tuple(row.code for row in item.rows) for item in tally.items}
    return 3 if tally.kind == "grid" and len(codes) == 1 and len(next(iter(codes))) > 1 else 0


def tell(tally: Tally, wish: Wish) -> list[str]:
    """One sentence per statement: each code, then both sides."""
    speech = wish.speech
    return [
        *(_said(one, tally, speech) for one in statements(tally, wish)),
        *closing(tally, wish, intervals=False),
    ]


@register(
    "likert",
    Tally,
    suits,
    tell,
    called={"kk": "екі жаққа тараған жолақтар", "ru": "расходящиеся полосы", "en": "diverging bars"},
)
def draw(tally: Tally, sheet: Sheet) -> None:
    """Statements from the most favoured down."""
    rows, fills = statements(tally, sheet.wish), sides(sheet.colours, len(tally.items[0].rows))
    labels = [sheet.speech.label(row.label) for row in tally.items[0].rows]
    entries = list(zip(labels, fills, strict=True))
    if sheet.narrow and rows[0].middle:
        del entries[len(entries) // 2]
    legend(sheet, entries)
    reserve = width(sheet.speech.percent(88.8), BODY, bold=True) + 8
    steps = above(sheet)
    plan = _plan(sheet, steps, rows, reserve)
    for one in rows:
        _row(sheet, steps, plan, one, fills)
    apart = bool(rows[0].middle) and not sheet.narrow
    parts = [sheet.speech.say("sums")] + ([sheet.speech.say("middle apart")] if apart else [])
    foot(sheet, ["; ".join(parts), *closing(tally, sheet.wish, intervals=False)])


def statements(tally: Tally, wish: Wish) -> list[Statement]:
    """The rows of the grid by the share of their right side, or in their own order; empty ones last."""
    bases = {item.base for item in tally.items}
    rows = [_statement(item, wish.speech, len(bases) > 1) for item in tally.items]
    return sorted(rows, key=lambda one: (not one.base, 0 if wish.order == "code" else -sum(one.favour)))


def sides(colours: Theme, many: int) -> list[Shade]:
    """Shades from the left side's strongest to the right side's strongest; the left is hatched."""
    half = many // 2
    depths = [i / max(half - 1, 1) for i in range(half)]
    against = [hatched(colours, blend(*colours.against, depth), "/") for depth in depths]
    favour = [hatched(colours, blend(*colours.favour, depth), "") for depth in reversed(depths)]
    return [*against, *[hatched(colours, colours.middle, "")] * (many % 2), *favour]


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the line between the sides and the middle column's zero stand, and px per per cent."""

    left: float
    apart: float
    px: float


def _plan(sheet: Sheet, steps: Ladder, rows: list[Statement], reserve: float) -> Plan:
    def longest(side: str) -> float:
        return max(sum(map(sheet.speech.drawn, getattr(one, side))) for one in rows)

    apart = bool(rows[0].middle) and not sheet.narrow
    against, favour, middle = longest("against"), longest("favour"), longest("middle") if apart else 0.0
    texts = 2 * reserve + (reserve + APART if apart else 0)
    px = (steps.right - steps.left - texts) / max(against + favour + middle, 1.0)
    left = steps.left + reserve + px * against
    return Plan(left, left + px * favour + reserve + APART, px)


def _row(sheet: Sheet, steps: Ladder, plan: Plan, one: Statement, fills: list[Shade]) -> None:
    middle = steps.rung(one.label, _note(sheet, one), HIGH, gap=16.0)
    if not one.base:
        nobody(sheet, plan.left + 8, middle)
        return
    drawn = [sheet.speech.drawn(share) for share in one.shares]
    half = len(drawn) // 2
    start = plan.left - plan.px * sum(drawn[:half])
    sheet.write(_percent(sheet, one.against), start - 8, middle, bold=True, align="right")
    for place, (share, long) in enumerate(zip(one.shares, drawn, strict=True)):
        if place == half and len(drawn) % 2:
            if sheet.narrow:
                continue
            segment(sheet, (plan.apart, plan.px * long), middle, HIGH, fills[place], None)
            sheet.write(sheet.speech.percent(share), plan.apart + plan.px * long + 8, middle)
            continue
        segment(sheet, (start, plan.px * long), middle, HIGH, fills[place], share)
        start += plan.px * long
    sheet.put(
        Stroke(plan.left, middle - HIGH / 2 - 3, plan.left, middle + HIGH / 2 + 3, sheet.colours.ink, 1.4)
    )
    sheet.write(_percent(sheet, one.favour), start + 8, middle, bold=True)


def _note(sheet: Sheet, one: Statement) -> str:
    """The base where it differs; on a phone also the middle, for which there is no room beside the bar."""
    if not (sheet.narrow and one.base and one.middle):
        return one.note
    return "; ".join(
        part for part in (one.note, f"{one.between} {sheet.speech.percent(one.middle[0])}") if part
    )


def _percent(sheet: Sheet, side: tuple[float, ...]) -> str:
    return sheet.speech.percent(sum(side))


def _statement(item: Tally, speech: Speech, note: bool) -> Statement:
    shares = tuple(row.percent for row in item.rows)
    base = f"n = {speech.number(item.base)}" if note else ""
    between = speech.label(item.rows[len(shares) // 2].label)
    return Statement(speech.label(item.label), base, shares, item.base, between)


def _said(one: Statement, tally: Tally, speech: Speech) -> str:
    label = f"{one.label} ({one.note})" if one.note else one.label
    if not one.base:
        return f"{label}: {speech.say('nobody')}"
    codes = zip(tally.items[0].rows, one.shares, strict=True)
    parts = "; ".join(f"{speech.label(row.label)} — {speech.percent(share)}" for row, share in codes)
    against, favour = speech.percent(sum(one.against)), speech.percent(sum(one.favour))
    return f"{label}: {parts}; {speech.say('sides', against=against, favour=favour)}"
