"""Sums by stratum x stub x banner, and by cluster: all that counting statistics need, from any engine that
can GROUP BY (analysis.engines writes the query)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from analysis.arrays import A, Floats, Integers, frozen, summed
from analysis.codebook import MISSING_KINDS, Text
from analysis.columns import Column
from analysis.design import Design
from analysis.entrance import guard, guarded
from analysis.errors import AggregateMismatch, NotTabulable, WrongArgument
from analysis.groups import in_order


@dataclass(frozen=True, slots=True)
class Axis:
    """One side of a table: a name and the codes along it, valid codes first, then the missing kinds; the
    label of the variable and those of its valid codes."""

    name: str
    codes: tuple[str, ...]
    valid: int
    label: Text = field(default_factory=dict, compare=False)
    labels: tuple[Text, ...] = field(default=(), compare=False)

    @classmethod
    @guarded
    def of(cls, column: Column) -> Axis:
        """The axis of a coded column; NotTabulable for numbers and texts."""
        return _axis(column)


def _axis(column: Column) -> Axis:
    variable, valid = column.variable, column.variable.valid_codes
    if not column.coded:
        raise NotTabulable(
            f"{variable.name!r} has the level {variable.level} and no codes that a table could show"
        )
    codes = tuple(code.value for code in valid) + MISSING_KINDS
    return Axis(variable.name, codes, len(valid), variable.label, tuple(code.label for code in valid))


EVERYBODY = Axis("", ("",), 1)
UNSTRATIFIED = ("",)
"""The strata of people who are in none."""


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """The clusters (first stage) of an aggregate, by stratum: the `stratum` of each (its place among the
    strata), its name, and its sums of weights by valid stub and banner code (clusters x stub x banner)."""

    stratum: Integers
    names: tuple[str, ...]
    weights: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Aggregate:
    """Blocks of shape strata x stub x banner: people, sums of weights, sums of squared weights; the least and
    largest weight; and, where people were drawn in clusters, the sums of these.

    Aggregates of the same table add up: `a + b` is the aggregate of all the people of both.
    """

    stub: Axis
    banner: Axis
    strata: tuple[str, ...]
    counts: Integers
    weights: Floats
    squares: Floats
    lightest: float = 1.0
    heaviest: float = 1.0
    clusters: Clusters | None = None

    @classmethod
    @guarded
    def of(cls, design: Design, stub: Column, banner: Column | None = None) -> Aggregate:
        """Count the people of one or two coded columns (of equal length) under a design."""
        n = stub.n
        axes = _axis(stub), EVERYBODY if banner is None else _axis(banner)
        names, stratum = _strata(design, n)
        shape = (len(names), len(axes[0].codes), len(axes[1].codes))
        inside = stub.positions if banner is None else stub.positions * shape[2] + banner.positions
        cell = inside if len(names) == 1 else stratum * (shape[1] * shape[2]) + inside
        size = math.prod(shape)
        counts: Integers = np.bincount(cell, minlength=size).reshape(shape)
        if design.weights is None:
            ones = counts.astype(float)
            whole = cls(*axes, names, frozen(counts), frozen(ones), frozen(ones))
        else:
            w = design.weights_of(n)
            weights, squares = (frozen(summed(cell, by, size).reshape(shape)) for by in (w, w * w))
            least, most = (float(w.min()), float(w.max())) if n else (1.0, 1.0)
            whole = cls(*axes, names, frozen(counts), weights, squares, least, most)
        clusters = _clusters(design, whole, inside)
        return whole if clusters is None else replace(whole, clusters=clusters)

    def __add__(self, other: Aggregate) -> Aggregate:
        if (self.stub, self.banner) != (other.stub, other.banner):
            raise AggregateMismatch(
                f"{self.stub.name} x {self.banner.name} is not {other.stub.name} x {other.banner.name}"
            )
        if (self.clusters is None) != (other.clusters is None):
            raise AggregateMismatch("people drawn in clusters and people drawn one by one do not add up")
        names = tuple(in_order({*self.strata, *other.strata}))
        peopled = [one for one in (self, other) if one.n] or [self]
        mine, theirs = self._spread(names), other._spread(names)
        return replace(
            mine,
            counts=frozen(mine.counts + theirs.counts),
            weights=frozen(mine.weights + theirs.weights),
            squares=frozen(mine.squares + theirs.squares),
            lightest=min(one.lightest for one in peopled),
            heaviest=max(one.heaviest for one in peopled),
            clusters=_together([one.clusters for one in (mine, theirs) if one.clusters is not None]),
        )

    def everybody(self) -> Aggregate:
        """The stub alone, of all who are in the table."""
        return self._banner(slice(None))

    @guarded
    def within(self, place: int) -> Aggregate:
        """The stub alone, of those who gave the valid code at this place of the banner."""
        if not 0 <= place < self.banner.valid:
            raise WrongArgument(f"{self.banner.name!r} has {self.banner.valid} valid codes, none at {place}")
        return self._banner(slice(place, place + 1))

    def _banner(self, part: slice) -> Aggregate:
        blocks = (one[:, :, part].sum(2, keepdims=True) for one in (self.counts, self.weights, self.squares))
        counts, weights, squares = map(frozen, blocks)
        return Aggregate(
            self.stub, EVERYBODY, self.strata, counts, weights, squares, self.lightest, self.heaviest
        )

    def _spread(self, names: tuple[str, ...]) -> Aggregate:
        """The same sums with room for other strata."""
        place = np.array([names.index(name) for name in self.strata], np.int64)
        counts = np.zeros((len(names), *self.counts.shape[1:]), self.counts.dtype)
        weights, squares = np.zeros(counts.shape), np.zeros(counts.shape)
        counts[place], weights[place], squares[place] = self.counts, self.weights, self.squares
        own = self.clusters and replace(self.clusters, stratum=place[self.clusters.stratum])
        return replace(self, strata=names, counts=counts, weights=weights, squares=squares, clusters=own)

    @property
    def weighted(self) -> bool:
        """Whether people count differently; equal weights are no weights."""
        return self.lightest < self.heaviest

    @property
    def stratified(self) -> bool:
        """Whether people were counted by strata."""
        return self.strata != UNSTRATIFIED

    @property
    def n(self) -> int:
        """All people, missing included."""
        return int(self.counts.sum())

    def table(self) -> Integers:
        """People by valid stub and banner code, strata together."""
        return self._valid(self.counts)

    def weighted_table(self) -> Floats:
        """Sums of weights by valid stub and banner code, strata together."""
        return self._valid(self.weights)

    def squared_table(self) -> Floats:
        """Sums of squared weights by valid stub and banner code, strata together."""
        return self._valid(self.squares)

    def _valid(self, blocks: A) -> A:
        """The part of blocks by valid codes, strata together."""
        together = blocks[0] if len(blocks) == 1 else blocks.sum(0)
        return together[: self.stub.valid, : self.banner.valid]

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
        return UNSTRATIFIED, np.zeros(n, np.int64)
    return strata.names, strata.place


def _clusters(design: Design, whole: Aggregate, cell: Integers) -> Clusters | None:
    """The clusters of the people, whose places in the whole table of stub x banner are given."""
    if not design.cluster_stages or len(design.cluster_stages[0]) != len(cell):
        return None
    groups, first = design.cluster_stages[0], design.stages(len(cell), population=False)[0]
    label, names = np.empty(len(first.stratum), np.int64), groups.names
    label[first.unit] = groups.place
    sums = unit_weights((whole.stub, whole.banner), first.unit, cell, design.weights_of(len(cell)))
    return Clusters(first.stratum, tuple(names[place] for place in label), sums)


def unit_weights(axes: tuple[Axis, Axis], unit: Integers, cell: Integers, weights: Floats) -> Floats:
    """Sums of weights by unit and valid code (units x stub x banner), from the unit, the place in the table
    of all codes and the weight of each person, or of each row that stands for several."""
    shape = axes[0].valid, axes[1].valid
    units, cells = int(unit.max(initial=-1)) + 1, shape[0] * shape[1]
    place = np.full((len(axes[0].codes), len(axes[1].codes)), cells)
    place[: shape[0], : shape[1]] = np.arange(cells).reshape(shape)
    sums = summed(unit * (cells + 1) + place.ravel()[cell], weights, units * (cells + 1))
    return frozen(sums.reshape(units, cells + 1)[:, :cells].reshape(units, *shape))


def _together(parts: Sequence[Clusters]) -> Clusters | None:
    """Clusters of parts of the people; those of the same stratum and name are one."""
    if not parts:
        return None
    keys = [key for one in parts for key in zip(one.stratum.tolist(), one.names, strict=True)]
    order = {name: i for i, name in enumerate(in_order({name for _, name in keys}))}
    known = sorted(set(keys), key=lambda key: (key[0], order[key[1]]))
    place = {key: i for i, key in enumerate(known)}
    weights = np.zeros((len(known), *parts[0].weights.shape[1:]))
    np.add.at(weights, [place[key] for key in keys], np.concatenate([one.weights for one in parts]))
    stratum = np.array([stratum for stratum, _ in known], np.int64)
    return Clusters(stratum, tuple(name for _, name in known), frozen(weights))


guard(__name__)
