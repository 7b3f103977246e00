"""Bands written as labels: some amounts stand in two of them, or in none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from questionnaires.wording import QUESTION, Choice, Finding, Wording, rule
from questionnaires.wording.tables import found, table

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_RANGE = re.compile(r"\d\s*[-–—]\s*\d")
_CLOCK = re.compile(r"\d:\d|\d{5,}")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Band:
    """The amounts of a label, from `low` to `high`; `open_low` and `open_high` where the limit is not in.

    `until` is true of “up to 5”: people read it with and without the 5, so it fits both ways.
    """

    label: str
    low: float
    high: float
    open_low: bool = False
    open_high: bool = False
    until: bool = False


@rule("bands-overlap")
def overlap(wording: Wording) -> Iterator[Finding]:
    """An amount that stands in two neighbouring bands."""
    step = _step(wording)
    for (choice, one), (_, other) in _neighbours(wording):
        if _between(one, other, step) < 0:
            yield Finding({"first": one.label, "second": other.label}, choice.place)
            return


@rule("bands-gap")
def gap(wording: Wording) -> Iterator[Finding]:
    """An amount between two neighbouring bands that stands in neither."""
    step = _step(wording)
    for (choice, one), (_, other) in _neighbours(wording):
        if _between(one, other, step) > 0:
            yield Finding({"first": one.label, "second": other.label}, choice.place)
            return


def _between(one: Band, other: Band, step: float) -> float:
    """How much lies between the end of a band and the start of the next: 0 none, less than 0 they overlap."""
    low = other.low + (step if other.open_low else 0)
    high = one.high - (step if one.open_high else 0)
    between = round(low - high - step, 6)
    return 0 if one.until and between in (-step, 0) else between


def _step(wording: Wording) -> float:
    """The smallest difference that the labels speak of: 1, or 0.1 where they have decimals."""
    return 0.1 if any(re.search(r"\d[.,]\d", one.label) for one in wording.choices) else 1


def _neighbours(wording: Wording) -> Iterator[tuple[tuple[Choice, Band], tuple[Choice, Band]]]:
    """Bands that follow each other, the lower one first; none where the answers are no bands."""
    if wording.role != QUESTION or wording.language not in table("bands"):
        return
    bands = [(one, read(wording.language, one.label)) for one in wording.choices if not one.missing]
    known = [(one, band) for one, band in bands if band]
    if len(known) < 2 or not any(band.low != band.high for _, band in known):
        return
    if _units(wording) > 1:
        return
    if known[0][1].low > known[-1][1].low:
        known.reverse()
    yield from pairwise(known)


def _units(wording: Wording) -> int:
    """How many units of time the answers speak of: months and years cannot be compared by their numbers."""
    units = table("bands")[wording.language]["units"]
    return sum(any(re.search(unit, one.label, re.IGNORECASE) for one in wording.choices) for unit in units)


def read(language: str, label: str) -> Band | None:
    """The band that a label describes, or None."""
    numbers = [float(one.replace(",", ".")) for one in _NUMBER.findall(label)]
    if not 1 <= len(numbers) <= 2 or len(label) > _LONGEST or _CLOCK.search(label) or "(" in label:
        return None
    below, above, least, until = (
        bool(found("bands", language, key, label)) for key in ("below", "above", "least", "until")
    )
    if len(numbers) == 2:
        if not (_RANGE.search(label) or until or found("bands", language, "range", label)):
            return None
        return Band(label, min(numbers), max(numbers), open_low=above)
    [number] = numbers
    if least or above:
        return Band(label, number, inf, open_low=above and not least)
    if below or until:
        return Band(label, -inf, number, open_high=below, until=until and not below)
    return Band(label, number, number) if len(label.split()) <= 2 else None
