"""Sums by stratum x stub x banner: all that counting statistics need, from any engine that can GROUP BY."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from analysis.arrays import Floats, Integers, frozen, summed
from analysis.codebook import MISSING_KINDS
from analysis.columns import Column
from analysis.design import Design
from analysis.errors import AggregateMismatch, NotTabulable


@dataclass(frozen=True, slots=True)
class Axis:
    """One side of a table: a name and the codes along it, valid codes first, then the missing kinds."""

    name: str
    codes: tuple[str, ...]
    valid: int

    @classmethod
    def of(cls, column: Column) -> Axis:
        """The axis of a coded column; NotTabulable for numbers and texts."""
        if not column.coded:
            kind = column.variable.level
            raise NotTabulable(
                f"{column.variable.name!r} has the level {kind} and no codes that a table could show"
            )
        codes = tuple(code.value for code in column.variable.valid_codes)
        return cls(column.variable.name, codes + MISSING_KINDS, len(codes))


EVERYBODY = Axis("", ("",), 1)


@dataclass(frozen=True, slots=True, eq=False)
class Aggregate:
    """Blocks of shape strata x stub x banner: people, sums of weights, sums of squared weights.

    Aggregates of the same table add up: `a + b` is the aggregate of all the people of both.
    """

    stub: Axis
    banner: Axis
    strata: tuple[str, ...]
    counts: Integers
    weights: Floats
    squares: Floats

    @classmethod
    def of(cls, design: Design, stub: Column, banner: Column | None = None) -> Aggregate:
        """Count the people of one or two coded columns (of equal length) under a design."""
        axes = Axis.of(stub), EVERYBODY if banner is None else Axis.of(banner)
        names, stratum = _strata(design, len(stub.missing))
        across = 0 if banner is None else banner.positions
        shape = (len(names), len(axes[0].codes), len(axes[1].codes))
        cell = (stratum * shape[1] + stub.positions) * shape[2] + across
        w = design.weights_of(len(stub.missing))
        size = int(np.prod(shape))
        counts: Integers = np.bincount(cell, minlength=size).reshape(shape)
        weights, squares = (summed(cell, by, size).reshape(shape) for by in (w, w * w))
        return cls(*axes, names, frozen(counts), frozen(weights), frozen(squares))

    def __add__(self, other: Aggregate) -> Aggregate:
        if (self.stub, self.banner) != (other.stub, other.banner):
            raise AggregateMismatch(
                f"{self.stub.name} x {self.banner.name} is not {other.stub.name} x {other.banner.name}"
            )
        names = tuple(sorted(set(self.strata) | set(other.strata)))
        mine, theirs = self._spread(names), other._spread(names)
        return replace(
            mine,
            counts=frozen(mine.counts + theirs.counts),
            weights=frozen(mine.weights + theirs.weights),
            squares=frozen(mine.squares + theirs.squares),
        )

    def _spread(self, names: tuple[str, ...]) -> Aggregate:
        """The same sums with room for other strata."""
        place = [names.index(name) for name in self.strata]
        counts = np.zeros((len(names), *self.counts.shape[1:]), self.counts.dtype)
        weights, squares = np.zeros(counts.shape), np.zeros(counts.shape)
        counts[place], weights[place], squares[place] = self.counts, self.weights, self.squares
        return replace(self, strata=names, counts=counts, weights=weights, squares=squares)

    @property
    def n(self) -> int:
        """All people, missing included."""
        return int(self.counts.sum())

    def table(self) -> Integers:
        """People by valid stub and banner code, strata together."""
        return self.counts.sum(0)[: self.stub.valid, : self.banner.valid]

    def weighted_table(self) -> Floats:
        """Sums of weights by valid stub and banner code, strata together."""
        return self.weights.sum(0)[: self.stub.valid, : self.banner.valid]

    def squared_table(self) -> Floats:
        """Sums of squared weights by valid stub and banner code, strata together."""
        return self.squares.sum(0)[: self.stub.valid, : self.banner.valid]

    def missing(self) -> dict[str, int]:
        """People outside the valid table by kind: the stub's kind where it has one, else the banner's."""
        whole = self.counts.sum(0)
        by_kind = whole[self.stub.valid :].sum(1)
        if self.banner.valid < whole.shape[1]:
            by_kind = by_kind + whole[: self.stub.valid, self.banner.valid :].sum(0)
        return {kind: int(count) for kind, count in zip(MISSING_KINDS, by_kind, strict=True) if count}


def _strata(design: Design, n: int) -> tuple[tuple[str, ...], Integers]:
    strata = design.strata_groups
    if strata is None or len(strata) != n:
        return ("",), np.zeros(n, np.int64)
    return strata.names, strata.place
