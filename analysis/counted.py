"""Many coded columns counted in few passes over the people, each alone or by the same banner.

Several columns are packed into one code (mixed radix), so that one `bincount` counts the table of each
of them by the banner; the people are gone through in portions that stay in the cache of a processor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from analysis.aggregate import EVERYBODY, UNSTRATIFIED, Aggregate, Axis
from analysis.arrays import Booleans, Floats, Integers, frozen, summed
from analysis.codebook import MISSING_KINDS
from analysis.columns import Column
from analysis.design import Design
from analysis.entrance import guard
from analysis.groups import Groups

ROOM = 1 << 15
"""Cells counted in one pass: so many codes fit 16 bits, and their counts the cache."""
PORTION = 1 << 16
"""People counted at once."""

YES_OR_NO = Axis("", ("0", "1"), 2)
ANSWERED = Axis("", ("", *MISSING_KINDS), 1)


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """Where along an axis each person stands: `held` (n) as `Column.held`, the place of a valid code, or
    below 0 the number of a missing kind."""

    axis: Axis
    held: Integers

    @classmethod
    def of(cls, column: Column) -> Side:
        """The side of a coded column; NotTabulable for numbers and texts."""
        return cls(Axis.of(column), column.held)

    @classmethod
    def chosen(cls, people: Booleans) -> Side:
        """The side of those who are in (code "1") and those who are not (code "0")."""
        return cls(YES_OR_NO, people.view(np.int8))

    @property
    def size(self) -> int:
        """Codes along the axis, missing kinds included."""
        return len(self.axis.codes)

    @property
    def below(self) -> int:
        """How many of them are missing kinds."""
        return self.size - self.axis.valid

    @property
    def order(self) -> Integers:
        """Codes along the axis as `held` rises above its least."""
        return np.concatenate([np.arange(self.below, self.size), np.arange(self.below)[::-1]])


NOBODY = Side(EVERYBODY, np.zeros(0, np.int8))
"""No banner at all."""


def counted(
    design: Design, sides: Sequence[Side], banner: Side | None = None, strata: Groups | None = None
) -> list[Aggregate]:
    """The aggregate of each side (of equally many people each), by the banner if there is one, under the
    weights of a design; its strata and clusters are left out. By `strata` only where all people of one have
    the same weight: they are counted, and their weights follow."""
    weights = None if design.weights is None else np.asarray(design.weights)
    by, names = banner or NOBODY, UNSTRATIFIED if strata is None else strata.names
    across = [one for one in (banner, _stratum(strata)) if one is not None]
    alike = None if strata is None or weights is None else _each(strata, weights)
    found = []
    for pack in _packs(sides, across):
        tables = _tables(pack, across, weights if alike is None else None)
        for place, one in enumerate(pack):
            others = tuple(i for i in range(len(pack)) if i != place)
            people, *sums = (_ordered(table.sum(others), one, by) for table in tables)
            heavy, squares = sums or (people, people)
            if alike is not None:
                heavy, squares = frozen(people * alike), frozen(people * alike * alike)
            counts = frozen(people.astype(np.int64))
            found.append(Aggregate(one.axis, by.axis, names, counts, heavy, squares, *_range(weights)))
    return found


def _stratum(strata: Groups | None) -> Side | None:
    """The side of the strata that people are in."""
    if strata is None:
        return None
    small = strata.place.astype(np.min_scalar_type(-len(strata.names)))
    return Side(Axis("", strata.names, len(strata.names)), small)


def _each(strata: Groups, weights: Floats) -> Floats:
    """The weight of the people of each stratum (strata x 1 x 1)."""
    found = np.zeros(len(strata.names))
    found[strata.place] = weights
    return found[:, None, None]


def _range(weights: Floats | None) -> tuple[float, float]:
    """The least and the largest weight."""
    return (1.0, 1.0) if weights is None or not len(weights) else (float(weights.min()), float(weights.max()))


def _packs(sides: Sequence[Side], across: Sequence[Side]) -> Iterator[list[Side]]:
    """The sides in their order, in packs whose cells have room (or of one side)."""
    pack: list[Side] = []
    for one in sides:
        if pack and prod(side.size for side in (*pack, one, *across)) > ROOM:
            yield pack
            pack = []
        pack = [*pack, one]
    if pack:
        yield pack


def _tables(pack: Sequence[Side], across: Sequence[Side], weights: Floats | None) -> tuple[Floats, ...]:
    """People and, where they are weighted, sums of weights and of their squares (each sides x banner)."""
    together = (*pack, *across)
    size, n = prod(one.size for one in together), len(pack[0].held)
    people, heavy, squares = (np.zeros(size) for _ in range(3))
    for start in range(0, n, PORTION):
        part = slice(start, start + PORTION)
        cells = _cells([one.held[part] for one in together], together, size)
        people += np.bincount(cells, minlength=size)
        if weights is not None:
            here = weights[part]
            heavy += summed(cells, here, size)
            squares += summed(cells, here * here, size)
    tables = (people,) if weights is None else (people, heavy, squares)
    return tuple(table.reshape([one.size for one in together]) for table in tables)


def _cells(held: Sequence[Integers], sides: Sequence[Side], size: int) -> Integers:
    """The packed code of each person."""
    cells: Integers = np.zeros(len(held[0]), np.int16 if size <= ROOM else np.int64)
    for places, one in zip(held, sides, strict=True):
        cells *= one.size
        cells += places
        cells += one.below
    return cells


def _ordered(table: Floats, side: Side, banner: Side) -> Floats:
    """The blocks (strata x stub x banner) of a table whose codes stand as `held` rises, strata last."""
    cells = table.reshape(side.size, banner.size, -1)[side.order][:, banner.order]
    return frozen(np.moveaxis(cells, 2, 0))


guard(__name__)
