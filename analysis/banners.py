"""Banner tables: a whole question (variable or set) by the classes of another variable, tally by tally.

A class is a domain: its tally is that of people of whom only the class was asked, so that intervals follow
the whole design. Letters say which classes differ, as in SPSS's CTABLES.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase

import numpy as np

from analysis.arrays import Integers
from analysis.codebook import NOT_ASKED, Text
from analysis.columns import Column
from analysis.crosstabs import association_of, crosstab
from analysis.design import Design
from analysis.entrance import guard
from analysis.errors import NotTabulable, TooFew
from analysis.microdata import Microdata
from analysis.multiplicity import known
from analysis.numbers import one_by_one
from analysis.proportions import compared, letters
from analysis.shown import Shown
from analysis.tables import Association, Tally, TallyRow
from analysis.tallies import tally, tally_asked, tally_of
from analysis.tally_parts import Asked
from analysis.tally_people import People

Broken = tuple[Tally, Sequence[Tally], Mapping[str, Association | None]]
"""The tallies of everybody and of the classes, and what the cross-tab of each variable says."""


@dataclass(frozen=True, slots=True)
class BannerClass:
    """The people who gave one code of the banner: the `letter` they are called by, and their `tally`."""

    code: str
    label: Text
    letter: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Banner(Shown):
    """A question by a banner: the tally of `everybody`, those of the `classes`, and how these differ.

    `letters` holds for each part (see `parts`), row (see `lines`) and class the letters of the classes whose
    share is lower at 1 - `level`, by p adjusted over the pairs of classes (`adjust`) at the sizes that the
    shares are worth. `associations` holds by variable what its cross-tab says of independence, None where
    there is no test.
    """

    row: str
    column: str
    row_label: Text
    column_label: Text
    everybody: Tally
    classes: tuple[BannerClass, ...]
    letters: tuple[tuple[tuple[str, ...], ...], ...]
    associations: Mapping[str, Association | None]
    adjust: str
    level: float = 0.95

    @property
    def missing(self) -> Mapping[str, int]:
        """Who of everybody gave no valid answer, by kind."""
        return self.everybody.missing


def banner(
    microdata: Microdata,
    row: str,
    column: str,
    *,
    population: bool = True,
    level: float = 0.95,
    adjust: str = "holm",
) -> Banner:
    """The question `row` (a variable or set) by each code of `column`, a coded variable.

    Each class is a domain whose tally has intervals of confidence `level`, with the finite population
    correction where `population` is true. Letters compare the shares of two classes each, with p adjusted
    over the pairs by `adjust` (see `analysis.column_proportions`; Holm 1979). Classes that nobody is in are
    left out. NotTabulable for texts, for a banner that is no coded variable or is the question itself; TooFew
    where nobody is in a class, or more classes have people than there are letters.
    """
    known(adjust)
    beside = replace(microdata, apart={})
    _check(beside, row, column)
    by, asked = beside.column(column), Asked(beside, population, level)
    codes, people = by.variable.valid_codes, np.bincount(by.positions, minlength=len(by.variable.valid_codes))
    held = [place for place in range(len(codes)) if people[place]]
    _check_classes(by, held)
    whole, tallies, associations = broken_down(asked, row, by, held)
    return Banner(
        row,
        column,
        whole.label,
        by.variable.label,
        whole,
        tuple(
            BannerClass(codes[place].value, codes[place].label, letter, found)
            for letter, place, found in zip(ascii_uppercase, held, tallies, strict=False)
        ),
        _letters(whole, tallies, adjust, level),
        associations,
        adjust,
        level,
    )


def parts(found: Tally) -> tuple[Tally, ...]:
    """The tallies that have rows of their own: the lines of a grid, else the tally itself."""
    return found.items or (found,)


def lines(found: Tally) -> tuple[TallyRow, ...]:
    """The rows of a tally, nets last; a number has none, its mean is what is compared by eye."""
    return () if found.kind == "number" else (*found.rows, *found.nets)


def _check(microdata: Microdata, row: str, column: str) -> None:
    if not microdata.column(column).coded:
        raise NotTabulable(f"{column!r} is no coded variable: a banner needs codes")
    stubs = _variables(microdata, row)
    if row == column or column in stubs:
        raise NotTabulable(f"{row!r} cannot be broken down by itself")
    if not all(one.coded or one.numeric for one in map(microdata.column, stubs)):
        raise NotTabulable(f"{row!r} is a text and cannot be broken down")


def _variables(microdata: Microdata, name: str) -> tuple[str, ...]:
    one = microdata.codebook.set_of(name)
    return one.variables if one else (name,)


def broken_down(asked: Asked, row: str, by: Column, held: Sequence[int]) -> Broken:
    """The question by the codes at these places of the banner: from counts alone where these say all, which
    are made in few passes over the people; else class by class."""
    microdata = asked.microdata
    columns = {name: microdata.column(name) for name in _variables(microdata, row)}
    if not all(one.coded for one in columns.values()) or not _sums_say_all(microdata.design, columns):
        whole = tally_asked(asked, row)
        tallies = [_of_class(asked, np.flatnonzero(by.held == place), row) for place in held]
        return whole, tallies, {name: _association(asked, name, by) for name in columns}
    people = People(microdata, row)
    crossed = people.sums(microdata.design, by)
    whole = tally_of(asked, people, crossed.everybody())
    found = [crossed.within(place) for place in held]
    tallies = [tally_of(asked.within(one.whole.n), people, one) for one in found]
    if microdata.design.adjustments and not crossed.whole.stratified:
        return whole, tallies, {name: _association(asked, name, by) for name in columns}
    tables = zip(columns, crossed.each, strict=True)
    return whole, tallies, {name: association_of(one, level=asked.level) for name, one in tables}


def _sums_say_all(design: Design, columns: Mapping[str, Column]) -> bool:
    """Whether the tallies of classes follow from sums: people were drawn one by one, and no codes have scores
    where some people weigh nothing, who are no degrees of freedom of a mean."""
    if not one_by_one(design, adjusted=True):
        return False
    scored = any(code.score is not None for one in columns.values() for code in one.variable.valid_codes)
    return not scored or design.weights is None or bool(np.all(design.weights))


def _check_classes(by: Column, held: Sequence[int]) -> None:
    if not held:
        raise TooFew(f"nobody gave a code of {by.variable.name!r}")
    if len(held) > len(ascii_uppercase):
        name, letters = by.variable.name, len(ascii_uppercase)
        raise TooFew(f"there are {letters} letters for the {len(held)} classes of {name!r}")


def _of_class(asked: Asked, people: Integers, row: str) -> Tally:
    """The tally of a class as a domain of the whole: of its own people where all were drawn one by one, else
    of everybody as if only these had been asked."""
    microdata = asked.microdata
    columns = {name: microdata.column(name) for name in _variables(microdata, row)}
    if one_by_one(microdata.design):
        design = microdata.design.reordered(people)
        own = {name: one.take(people) for name, one in columns.items()}
        return tally_asked(
            asked.within(len(people), Microdata(microdata.codebook, len(people), own, design)), row
        )
    inside = np.zeros(microdata.n, bool)
    inside[people] = True
    domain = {name: one.asked(inside) for name, one in columns.items()}
    found = tally(replace(microdata, columns=domain), row, population=asked.wanted, level=asked.level)
    return _within(found, microdata.n - len(people), len(people))


def _within(found: Tally, outside: int, size: int) -> Tally:
    """The tally without the people outside its class, who were counted as not asked."""
    asked = {kind: count - outside * (kind == NOT_ASKED) for kind, count in found.missing.items()}
    kept = {kind: count for kind, count in asked.items() if count}
    items = tuple(_within(item, outside, size) for item in found.items)
    return replace(found, n=size, missing=kept, items=items)


def _letters(
    whole: Tally, tallies: Sequence[Tally], adjust: str, level: float
) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """By part, row and class; one class differs from none."""
    within = [[parts(one)[place] for one in tallies] for place in range(len(parts(whole)))]
    return tuple(
        tuple(_differ(classes, row.code, adjust, level) for row in lines(part))
        for part, classes in zip(parts(whole), within, strict=True)
    )


def _differ(within: Sequence[Tally], code: str, adjust: str, level: float) -> tuple[str, ...]:
    if len(within) < 2:
        return ("",)
    base = np.array([one.base if one.effective_n is None else one.effective_n for one in within], float)
    share = np.array([next((r.percent for r in lines(one) if r.code == code), 0.0) for one in within]) / 100
    return letters([compared(base * share, base, adjust)], len(within), level)[0]


def _association(asked: Asked, row: str, by: Column) -> Association | None:
    if not asked.microdata.column(row).coded:
        return None
    return crosstab(asked.microdata, row, by.variable.name, level=asked.level).association


guard(__name__)
