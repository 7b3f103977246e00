"""Labels: bands that overlap or leave gaps, labels that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from analysis.audits.checks import Place, Report, check
from analysis.audits.table import Column, Figure, Finding
from analysis.letters import fold, skeleton
from analysis.table_audit_words import (
    BANDS_END,
    BANDS_GAP,
    BANDS_OVERLAP,
    BANDS_TOUCH,
    LABEL_TWICE,
    LABELS_DIFFER,
)

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_UNDER = re.compile(
    r"<|≤|\b(under|below|less than|fewer than|younger than|up to|at most|до|менее|меньше|младше|моложе"
    r"|не более|дейін|аз|төмен|кем)\b"
)
_THROUGH = re.compile(r"≤|\b(up to|at most|не более)\b")
_OVER = re.compile(
    r">|≥|\+|\b(over|above|more than|older than|at least|and more|or more|and older|от|более|больше|старше"
    r"|свыше|не менее|жоғары|астам|көп|артық|бастап)\b"
)
_FROM = re.compile(
    r"≥|\+|\b(at least|and more|and over|or more|and older|от|не менее|и старше|и более|бастап)\b"
)


@dataclass(frozen=True, slots=True)
class Band:
    """A band of values: its ends, None where open, and whether they belong to it (both of two do)."""

    label: str
    low: Decimal | None
    high: Decimal | None
    with_low: bool = True
    with_high: bool = True


def band_of(label: str) -> Band | None:
    """The band that a label names in Kazakh, Russian or English; None where it names none.

    >>> one = band_of("4–10 years")
    >>> one.low, one.high
    (Decimal('4'), Decimal('10'))
    >>> band_of("under 1 year").high, band_of("35 жастан жоғары").low, band_of("boring")
    (Decimal('1'), Decimal('35'), None)
    """
    text = fold(label)
    numbers = [Decimal(one.replace(",", ".")) for one in _NUMBER.findall(text)]
    if len(numbers) == 2 and numbers[0] <= numbers[1]:
        return Band(label, numbers[0], numbers[1])
    if len(numbers) != 1:
        return None
    if _UNDER.search(text) and not _FROM.search(text):
        return Band(label, None, numbers[0], with_high=bool(_THROUGH.search(text)))
    if _OVER.search(text):
        return Band(label, numbers[0], None, with_low=bool(_FROM.search(text)))
    return Band(label, numbers[0], numbers[0])


@check
def bands(report: Report) -> Iterator[Finding]:
    """Bands of one column in the order of their ends: two that share an end, or more, have a value in both;
    between two whose ends differ by more than one unit of the last decimal some value is in none. Read only
    where every row is a band and at least one has two different ends."""
    for _, columns in report.table.questions():
        rows = [one for one in columns[0].figures if not one.parts]
        found = [band for one in rows if (band := band_of(one.label)) is not None]
        two_sided = any(one.low is not None and one.high is not None and one.low < one.high for one in found)
        if len(found) == len(rows) > 1 and two_sided:
            yield from _bands(columns[0], found)


def _bands(column: Column, found: list[Band]) -> Iterator[Finding]:
    ordered = sorted(found, key=lambda one: (_low(one), _high(one)))
    step = Decimal(1).scaleb(
        min(_exponent(end) for one in found for end in (one.low, one.high) if end is not None)
    )
    for one, other in pairwise(ordered):
        yield from _pair(Place("bands", column, _row(column, other)), one, other, step)
    first, last = ordered[0], max(ordered, key=_high)
    if (first.low is not None and first.low > 0) or last.high is not None:
        ends = [] if first.low is None or first.low <= 0 else [f"< {first.low}"]
        ends += [] if last.high is None else [f"> {last.high}"]
        yield Place("bands", column).finds("note", BANDS_END, ends=tuple(ends))


def _pair(place: Place, one: Band, other: Band, step: Decimal) -> Iterator[Finding]:
    high, low = _high(one), _low(other)
    values = {"first": one.label, "second": other.label}
    if low == high and one.with_high and other.with_low and one.label != other.label:
        yield place.finds("doubtful", BANDS_TOUCH, value=low, **values)
    elif low < high and one.label != other.label:
        nested = _high(other) <= high
        ends = {"low": max(low, _low(one)), "high": min(high, _high(other))}
        yield place.finds("doubtful" if nested else "inconsistent", BANDS_OVERLAP, **ends, **values)
    elif (
        low > high
        and low - high > step * (1 + (not one.with_high)) - step * (not one.with_high)
        and _gap(one, other, step)
    ):
        yield place.finds("doubtful", BANDS_GAP, **values)


def _gap(one: Band, other: Band, step: Decimal) -> bool:
    """Whether a value in whole steps is above the one and below the other."""
    first = _high(one) + (step if one.with_high else Decimal(0))
    last = _low(other) - (step if other.with_low else Decimal(0))
    return first <= last


def _low(one: Band) -> Decimal:
    return Decimal("-Infinity") if one.low is None else one.low


def _high(one: Band) -> Decimal:
    return Decimal("Infinity") if one.high is None else one.high


def _exponent(number: Decimal) -> int:
    return int(number.as_tuple().exponent)


def _row(column: Column, band: Band) -> Figure:
    return next(one for one in column.figures if one.label == band.label)


@check
def labels(report: Report) -> Iterator[Finding]:
    """Labels that stand twice in a column, blind to case and look-alike letters: doubtful, and inconsistent
    where their figures differ."""
    for column in report.fits:
        seen: dict[str, Figure] = {}
        for one in column.figures:
            first = seen.setdefault(skeleton(one.label), one)
            if first is not one:
                same = (first.percent, first.count, first.mean) == (one.percent, one.count, one.mean)
                sentence = LABEL_TWICE if same else LABELS_DIFFER
                place = Place("labels", column, one)
                yield place.finds("doubtful" if same else "inconsistent", sentence, line=first.line)
