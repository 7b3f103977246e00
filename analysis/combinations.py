"""Which options of a multiple-response set people choose together: each combination, counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from analysis.arrays import Booleans, Integers
from analysis.codebook import Text, VariableSet
from analysis.entrance import guard
from analysis.errors import NotTabulable, WrongArgument
from analysis.microdata import Microdata
from analysis.shown import Shown
from analysis.tallies import tally

FEW = 20
"""Choices among so many options are counted by their digits of two, among more by sorting them."""


@dataclass(frozen=True, slots=True)
class Combination:
    """The codes of options that `count` people chose together and no other ("" to none); `percent` of the
    base."""

    codes: tuple[str, ...]
    count: int
    percent: float


@dataclass(frozen=True, slots=True)
class Combinations(Shown):
    """The combinations of a multiple-response set that at least `least` people chose, most frequent first.

    Of n people `base` answered, `missing` (by kind) did not. `options`: code, label and how many chose it.
    `rows` are the combinations that are shown; `others` are the (combinations, people) that are not, because
    fewer than `least` chose them.
    """

    variable: str
    label: Text
    n: int
    base: int
    missing: Mapping[str, int]
    options: tuple[tuple[str, Text, int], ...]
    rows: tuple[Combination, ...]
    others: tuple[int, int]
    least: int


def combinations(microdata: Microdata, variable: str, *, least: int = 3) -> Combinations:
    """The combinations of the options of a multiple-response set, unweighted; equals in the order of codes.

    NotTabulable where `variable` is no such set, CodebookError for an unknown name.
    """
    if least < 1:
        raise WrongArgument(f"a combination is chosen by 1 person at least, not {least}")
    counted, one = tally(microdata, variable), microdata.codebook.set_of(variable)
    if one is None or one.kind != "multiple":
        raise NotTabulable(f"{variable!r} is no multiple choice ({counted.kind}): nothing is chosen together")
    if any(name in microdata.apart for name in one.variables):
        raise NotTabulable(
            f"the options of {variable!r} are kept apart: who chose them together is not known"
        )
    counts = _counts(_chosen(microdata, one))
    shown = sorted((-count, [not x for x in made], made) for made, count in counts.items() if count >= least)
    few = [count for count in counts.values() if count < least]
    return Combinations(
        variable=variable,
        label=one.label,
        n=counted.n,
        base=counted.base,
        missing=counted.missing,
        options=tuple((row.code, row.label, row.count) for row in counted.rows),
        rows=tuple(
            Combination(_codes(one.options, made), -count, 100 * -count / counted.base)
            for count, _, made in shown
        ),
        others=(len(few), sum(few)),
        least=least,
    )


def _chosen(microdata: Microdata, one: VariableSet) -> Booleans:
    """Who chose what, among those who answered every option: options x people."""
    columns = [microdata.column(name) for name in one.variables]
    places = [[code.value for code in column.variable.valid_codes].index("1") for column in columns]
    answered = np.logical_and.reduce([column.answered for column in columns])
    chosen = [column.held == place for column, place in zip(columns, places, strict=True)]
    found: Booleans = np.array(chosen if answered.all() else [each[answered] for each in chosen])
    return found


def _counts(chosen: Booleans) -> dict[tuple[bool, ...], int]:
    """How many people made each choice that anybody made: a digit of two for each option."""
    options = len(chosen)
    made: Integers
    if options > FEW:
        packed, people = np.unique(np.packbits(chosen, axis=0), axis=1, return_counts=True)
        made = np.unpackbits(packed, axis=0, count=options).T
    else:
        codes = np.zeros(chosen.shape[1], np.int32)
        for place, each in enumerate(chosen):
            codes |= each.astype(np.int32) << place
        whole = np.bincount(codes, minlength=1)
        kinds = np.flatnonzero(whole)
        made, people = kinds[:, None] >> np.arange(options) & 1, whole[kinds]
    return dict(zip(map(tuple, made.astype(bool).tolist()), people.tolist(), strict=True))


def _codes(options: tuple[str, ...], made: tuple[bool, ...]) -> tuple[str, ...]:
    return tuple(code for code, there in zip(options, made, strict=True) if there)


guard(__name__)
