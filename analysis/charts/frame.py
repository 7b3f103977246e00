"""What stands around every chart: title, base and population above, missing and method beneath.

The same sentences open and close the text alternative.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.charts.sheet import SMALL, TITLE, Sheet
from analysis.charts.speech import Speech
from analysis.charts.wish import Wish
from analysis.tables import Crosstab, Tally


def title(result: Tally | Crosstab, speech: Speech) -> str:
    """The title: the label of the variable, for a cross-tab that of the stub."""
    return speech.label(result.label if isinstance(result, Tally) else result.row_label)


def opening(result: Tally | Crosstab, wish: Wish) -> list[str]:
    """The sentences above the chart: what is broken down by what, and the base."""
    return _tally_base(result, wish.speech) if isinstance(result, Tally) else _crosstab_base(result, wish)


def closing(result: Tally | Crosstab, wish: Wish, *, intervals: bool = True) -> list[str]:
    """The sentences beneath the chart: the missing by kind, and the method of the intervals where the chart
    draws `intervals`."""
    speech = wish.speech
    told = [] if speech.whole else [missing(result, speech)]
    return [*told, *_method(result, speech)] if intervals else told


def missing(result: Tally | Crosstab, speech: Speech) -> str:
    """How many gave no answer, by why; over the rows of a grid from the fewest to the most."""
    counted = [one.missing for one in result.items] if isinstance(result, Tally) and result.items else []
    counted = counted or [result.missing]
    kinds = {kind: [one.get(kind, 0) for one in counted] for each in counted for kind in each}
    parts = [f"{speech.say(kind)} — {_span(many, speech)}" for kind, many in kinds.items() if any(many)]
    return speech.say("missing", kinds=", ".join(parts)) if parts else speech.say("all answered")


def _span(many: Sequence[int], speech: Speech) -> str:
    low, high = speech.number(min(many)), speech.number(max(many))
    return low if low == high else f"{low}–{high}"


def head(sheet: Sheet, result: Tally | Crosstab) -> None:
    """Write the title and the sentences above the chart."""
    sheet.paragraph(title(result, sheet.speech), TITLE, bold=True)
    sheet.y += 4
    for sentence in opening(result, sheet.wish):
        sheet.paragraph(sentence, colour=sheet.colours.muted)
    sheet.y += 20


def foot(sheet: Sheet, sentences: list[str]) -> None:
    """Write the sentences beneath the chart, with quiet space before them."""
    sheet.y += 16
    for sentence in sentences:
        sheet.paragraph(sentence, SMALL, colour=sheet.colours.muted)


def _tally_base(tally: Tally, speech: Speech) -> list[str]:
    bases = [item.base for item in tally.items] or [tally.base]
    low, high = speech.number(min(bases)), speech.number(max(bases))
    parts = [speech.say("base", base=low) if low == high else speech.say("bases", low=low, high=high)]
    if tally.n != min(bases):
        parts.append(speech.say("took part", n=speech.number(tally.n)))
    if tally.weighted_base and abs(tally.weighted_base - tally.base) > 1e-9 * tally.base:
        parts.append(speech.say("weighted base", base=speech.number(tally.weighted_base, 1)))
    sentences = ["; ".join([*parts, *_population(tally.population, speech)])]
    if tally.answers is not None and tally.kind == "multiple" and not speech.whole:
        sentences.append(speech.say("several", answers=speech.number(tally.answers)))
    return sentences


def _crosstab_base(crosstab: Crosstab, wish: Wish) -> list[str]:
    speech = wish.speech
    base = speech.say("base", base=speech.number(crosstab.n))
    by = speech.say("by", column=speech.label(crosstab.column_label))
    return [by, "; ".join([base, *_population(crosstab.population, speech)])]


def _population(population: int | None, speech: Speech) -> list[str]:
    return [] if population is None else [speech.say("population", population=speech.number(population))]


def _method(result: Tally | Crosstab, speech: Speech) -> list[str]:
    if not speech.intervals:
        return []
    words = speech.say("interval", level=speech.level(result.level))
    how = [speech.say(key) for key in ("wilson", "weighted", "finite") if key in result.method]
    return [f"{words} ({', '.join(how)})" if how else words]
