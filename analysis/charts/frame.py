"""What stands around every chart: title, base and population above, missing and method beneath.

The same sentences open and close the text alternative.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from analysis.changes import Changes
from analysis.charts.sheet import SMALL, TITLE, Sheet
from analysis.charts.speech import Speech, clean
from analysis.charts.wish import Wish
from analysis.codebook import Text
from analysis.combinations import Combinations
from analysis.open_answers import OpenAnswers
from analysis.publications.protected import alike
from analysis.series import Series
from analysis.tables import Crosstab, Tally

Missing = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Heading:
    """What a result tells around its chart: the label of what was asked, the sentences above the chart, who
    is `missing` (by kind; several where several were asked), whether there is `nothing` to draw."""

    label: Text
    opening: list[str]
    missing: Sequence[Missing]
    nothing: bool


@singledispatch
def heading(result: Any, _: Speech) -> Heading:
    """The heading of a result; another kind of result registers its own here."""
    raise TypeError(f"nothing is known of how to head a chart of {type(result).__name__}")


@heading.register
def _(tally: Tally, speech: Speech) -> Heading:
    parts = [item.missing for item in tally.items] or [tally.missing]
    nothing = not any(one.base and (one.rows or one.statistics) for one in (tally, *tally.items))
    return Heading(tally.label, _tally_base(tally, speech), parts, nothing)


@heading.register
def _(crosstab: Crosstab, speech: Speech) -> Heading:
    nothing = not (crosstab.n and crosstab.row_codes and crosstab.column_codes)
    return Heading(crosstab.row_label, _crosstab_base(crosstab, speech), [crosstab.missing], nothing)


@heading.register
def _(changes: Changes, speech: Speech) -> Heading:
    bases = [max((row.bases[wave] for row in changes.rows), default=0) for wave in (0, 1)]
    names = speech.say("first wave"), speech.say("second wave")
    parts = [f"{name}: n = {speech.number(base)}" for name, base in zip(names, bases, strict=True)]
    first = [speech.say("first place")] if changes.kind == "ranking" else []
    return Heading(
        changes.label, ["; ".join(parts), *first], changes.missing, not (all(bases) and changes.rows)
    )


@heading.register
def _(series: Series, speech: Speech) -> Heading:
    named = zip(series.names, series.tallies, strict=True)
    parts = [f"{speech.label(name)}: n = {_span(_bases(one), speech)}" for name, one in named]
    missing = [one for tally in series.tallies for one in heading(tally, speech).missing]
    nothing = not all(one.base or any(item.base for item in one.items) for one in series.tallies)
    first = [speech.say("first place")] if series.tallies[-1].kind == "ranking" else []
    return Heading(series.label, ["; ".join(parts), *first], missing, nothing)


@heading.register
def _(found: Combinations, speech: Speech) -> Heading:
    base = [_took_part(found.base, found.n, speech)]
    return Heading(found.label, base, [found.missing], not (found.base and found.options))


@heading.register
def _(found: OpenAnswers, speech: Speech) -> Heading:
    base = [_took_part(found.base, found.n, speech)]
    return Heading(found.label, base, [found.missing], not found.base)


def title(result: Any, speech: Speech) -> str:
    """The title: the label of what was asked."""
    return speech.label(heading(result, speech).label)


def closing(result: Any, wish: Wish, *, intervals: bool = True) -> list[str]:
    """The sentences beneath the chart: the missing by kind, and the method of the intervals where the chart
    draws `intervals`."""
    speech = wish.speech
    told = _alike(result, speech) if speech.whole else [missing(heading(result, speech).missing, speech)]
    return [*told, *_method(result, speech)] if intervals else told


def _alike(result: Any, speech: Speech) -> list[str]:
    """Which groups of a protected table answered alike, as far as is told: noise hides nothing there."""
    labels = alike(result) if isinstance(result, Tally | Crosstab) and result.protected else ()
    return [speech.say("alike", labels="; ".join(map(speech.label, labels)))] if labels else []


def missing(counted: Sequence[Missing], speech: Speech) -> str:
    """How many gave no answer, by why; of several from the fewest to the most."""
    kinds = {kind: [one.get(kind, 0) for one in counted] for each in counted for kind in each}
    parts = [f"{speech.say(kind)} — {_span(many, speech)}" for kind, many in kinds.items() if any(many)]
    return speech.say("missing", kinds=", ".join(parts)) if parts else speech.say("all answered")


def _span(many: Sequence[int], speech: Speech) -> str:
    low, high = speech.number(min(many)), speech.number(max(many))
    return low if low == high else f"{low}–{high}"


def opening(result: Any, wish: Wish) -> list[str]:
    """The sentences above the chart: what the wish says that it is about, then those of the result."""
    return [*map(clean, wish.about), *heading(result, wish.speech).opening]


def head(sheet: Sheet, result: Any) -> None:
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


def _bases(tally: Tally) -> list[int]:
    return [item.base for item in tally.items] or [tally.base]


def _tally_base(tally: Tally, speech: Speech) -> list[str]:
    bases = _bases(tally)
    low, high = speech.number(min(bases)), speech.number(max(bases))
    parts = [
        _took_part(tally.base, tally.n, speech)
        if len(bases) == 1
        else speech.say("base", base=low)
        if low == high
        else speech.say("bases", low=low, high=high)
    ]
    if len(bases) > 1 and tally.n != min(bases):
        parts.append(speech.say("took part", n=speech.number(tally.n)))
    if tally.weighted_base and abs(tally.weighted_base - tally.base) > 1e-9 * tally.base:
        parts.append(speech.say("weighted base", base=speech.number(tally.weighted_base, 1)))
    sentences = ["; ".join([*parts, *_population(tally.population, speech)])]
    if tally.answers is not None and tally.kind == "multiple" and not speech.whole:
        sentences.append(speech.say("several", answers=speech.number(tally.answers)))
    return sentences


def _took_part(base: int, n: int, speech: Speech) -> str:
    told = speech.say("base", base=speech.number(base))
    return told if n == base else f"{told}; {speech.say('took part', n=speech.number(n))}"


def _crosstab_base(crosstab: Crosstab, speech: Speech) -> list[str]:
    base = speech.say("base", base=speech.number(crosstab.n))
    by = speech.say("by", column=speech.label(crosstab.column_label))
    return [by, "; ".join([base, *_population(crosstab.population, speech)])]


def _population(population: int | None, speech: Speech) -> list[str]:
    return [] if population is None else [speech.say("population", population=speech.number(population))]


def _method(result: Any, speech: Speech) -> list[str]:
    if not speech.intervals:
        return []
    words = speech.say("interval", level=speech.level(result.level))
    method = getattr(result, "method", "")
    how = [speech.say(key) for key in ("wilson", "weighted", "finite") if key in method]
    return [f"{words} ({', '.join(how)})" if how else words]
