"""Bars of 100 per cent: how each group of the banner divides among the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.charts.frame import closing, foot
from analysis.charts.ladder import Ladder, ladder
from analysis.charts.parts import Scale, Shade, legend, nobody, segment, shades
from analysis.charts.registry import register
from analysis.charts.sheet import Sheet
from analysis.charts.speech import Speech
from analysis.charts.wish import Wish
from analysis.tables import Crosstab

MOST_ANSWERS = 12


@dataclass(frozen=True, slots=True)
class Group:
    """One bar: a group of the banner or everybody, with its shares in per cent in the order of answers."""

    label: str
    note: str
    shares: tuple[float, ...]


def suits(crosstab: Crosstab) -> int:
    """Few enough answers to be told apart, of which each person gave one."""
    if crosstab.protected and crosstab.protected.overlapping:
        return 0
    return 3 if 1 < len(crosstab.row_codes) <= MOST_ANSWERS else 0


def tell(crosstab: Crosstab, wish: Wish) -> list[str]:
    """One sentence per bar with the share of each answer."""
    bars = [_said(one, crosstab, wish.speech) for one in groups(crosstab, wish.speech)]
    return [wish.speech.say("within groups"), *bars, *closing(crosstab, wish, intervals=False)]


@register(
    "stacked",
    Crosstab,
    suits,
    tell,
    called={"kk": "қабатталған жолақтар", "ru": "составные полосы", "en": "stacked bars"},
)
def draw(crosstab: Crosstab, sheet: Sheet) -> None:
    """Everybody first, then the groups in the order of their codes; the legend has the order of the parts."""
    labels = [sheet.speech.label(label) for label in crosstab.row_labels]
    fills = shades(sheet.colours, len(labels))
    legend(sheet, list(zip(labels, fills, strict=True)))
    bars = groups(crosstab, sheet.speech)
    steps = ladder(sheet, [one.label for one in bars], [one.note for one in bars])
    fitted = [_bar(sheet, steps, one, fills) for one in bars]
    said = [sheet.speech.say("within groups")] + ([] if all(fitted) else [sheet.speech.say("too narrow")])
    foot(sheet, [*said, *closing(crosstab, sheet.wish, intervals=False)])


def groups(crosstab: Crosstab, speech: Speech) -> list[Group]:
    """Everybody and every group; a group of nobody has no shares."""
    rows, columns = range(len(crosstab.row_codes)), range(len(crosstab.column_codes))
    total = tuple(crosstab.totals[row] for row in rows)
    everybody = Group(speech.say("total"), _note(crosstab.n, speech), total)
    return [everybody, *(_group(crosstab, column, speech) for column in columns)]


def _group(crosstab: Crosstab, column: int, speech: Speech) -> Group:
    base = crosstab.bases[column]
    shares = tuple(cells[column] for cells in crosstab.column_percents) if base else ()
    return Group(speech.label(crosstab.column_labels[column]), _note(base, speech), shares)


def _note(base: int, speech: Speech) -> str:
    return f"n = {speech.number(base)}"


def _said(group: Group, crosstab: Crosstab, speech: Speech) -> str:
    if not group.shares:
        return f"{group.label} ({group.note}): {speech.say('nobody')}"
    answers = zip(crosstab.row_labels, group.shares, strict=True)
    parts = "; ".join(f"{speech.label(label)} — {speech.percent(share)}" for label, share in answers)
    return f"{group.label} ({group.note}): {parts}"


def _bar(sheet: Sheet, steps: Ladder, group: Group, fills: Sequence[Shade]) -> bool:
    """One bar; whether the number of every part that is not 0 stands in it."""
    middle = steps.rung(group.label, group.note, 28.0, gap=12.0)
    if not group.shares:
        nobody(sheet, steps.left, middle)
        return True
    drawn = [sheet.speech.drawn(share) for share in group.shares]
    scale, start, fitted = Scale(steps.left, (steps.right - steps.left) / sum(drawn)), 0.0, True
    for share, long, shade in zip(group.shares, drawn, fills, strict=True):
        stood = segment(sheet, (scale.x(start), scale.px * long), middle, 28.0, shade, share)
        fitted, start = fitted and (stood or not share), start + long
    return fitted
