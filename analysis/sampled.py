"""A table of two codings as a sample estimates it: what tests of independence under a design need to know.

People of one stage of sampling give it from sums alone (an Aggregate, from whatever engine); adjusted
weights, replicates and finite populations take rows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.aggregate import Aggregate, Clusters
from analysis.arrays import Booleans, Floats, Integers, summed
from analysis.columns import Column
from analysis.design import Design
from analysis.entrance import guard
from analysis.errors import NotTabulable, TooFew
from analysis.estimates import cell_shares, degrees_of_freedom, ratio, t_quantile
from analysis.groups import Groups
from analysis.intervals import normal_quantile
from analysis.numbers import one_by_one
from analysis.shares import worth_of
from analysis.units import refusal, scales
from analysis.weighting import Calibrated


@dataclass(frozen=True, slots=True, eq=False)
class SampledTable:
    """The `shares` (rows x columns, none of them empty) with their `covariance` (cells x cells), the number
    of `people` with both answers and their sum of weights, the degrees of freedom `df` of the design, and
    the effective number of people or clusters behind the row or column that rests on fewest (`support`)."""

    shares: Floats
    covariance: Floats
    people: int
    weight: float
    df: int
    support: float


def of_people(
    design: Design,
    row: Column,
    column: Column,
    *,
    population: bool = False,
    sums: Aggregate | None = None,
) -> SampledTable:
    """The table of two coded columns under a design; `sums`, their aggregate, where it is there already.
    TooFew below 2 x 2 and without degrees of freedom."""
    if not ((population and design.finite) or design.adjustments or design.replicates):
        return of_sums(sums or Aggregate.of(design, row, column), design.lonely)
    groups = None if population and design.finite else post_strata(design)
    if groups is not None:
        return of_post_strata(Aggregate.of(Design(design.weights, groups), row, column))
    inside = row.answered & column.answered
    places, shape = cells(row, column, inside, design)
    estimate = cell_shares(places, shape[0] * shape[1], design, population=population)
    return SampledTable(
        estimate.values.reshape(shape),
        estimate.covariance,
        int(inside.sum()),
        float(design.weights_of(len(inside))[inside].sum()),
        degrees_of_freedom(design, len(inside)),
        _support_of_people(design, places, shape),
    )


def post_strata(design: Design) -> Groups | None:
    """The groups that equal people drawn one by one were weighted to the totals of, and nothing else; None of
    any other design."""
    if len(design.adjustments) != 1 or not one_by_one(design, adjusted=True):
        return None
    one = design.adjustments[0]
    if not isinstance(one, Calibrated) or one.cell is None or not len(one.before):
        return None
    alone = np.array_equal(one.auxiliaries, np.eye(len(one.auxiliaries)))
    if not alone or (one.before != one.before[0]).any():
        return None
    return Groups.among(np.arange(len(one.auxiliaries)).astype(object), one.cell)


def of_post_strata(sums: Aggregate) -> SampledTable:
    """The table of an aggregate whose strata people were weighted to afterwards: the residual of a score is
    that from the mean of its stratum, as if people had been drawn there, but n is that of all people."""
    weights, whole = sums.weighted_table(), float(sums.weighted_table().sum())
    rows, columns = weights.sum(1) > 0, weights.sum(0) > 0
    if rows.sum() < 2 or columns.sum() < 2:
        raise TooFew("independence needs at least two rows and two columns with people")
    kept = np.ix_(rows, columns)
    codes = np.ix_(np.arange(len(sums.strata)), np.flatnonzero(rows), np.flatnonzero(columns))
    scale = np.full(len(sums.strata), sums.n / (sums.n - 1))
    covariance = _spread(sums, (sums.weights[codes], sums.squares[codes]), scale)
    squares = sums.squared_table()[kept]
    support = _support(*((weights[kept].sum(a)[None], squares.sum(a)[None]) for a in (1, 0)))
    return SampledTable(
        weights[kept] / whole, covariance, int(sums.table().sum()), whole, sums.n - 1, support
    )


def of_sums(sums: Aggregate, lonely: str = "fail") -> SampledTable:
    """The table of an aggregate as a sample from endlessly many people or clusters; `lonely` is the rule for
    a stratum with one of them (analysis.units.RULES). TooFew and LonelyStratum as `of_people`."""
    weights = sums.weighted_table()
    if (weights.sum(1) > 0).sum() < 2 or (weights.sum(0) > 0).sum() < 2:
        raise TooFew("independence needs at least two rows and two columns with people")
    return estimated(sums, lonely)


def estimated(sums: Aggregate, lonely: str = "fail") -> SampledTable:
    """The table of an aggregate, of one row or column too."""
    weights, whole = sums.weighted_table(), float(sums.weighted_table().sum())
    rows, columns = weights.sum(1) > 0, weights.sum(0) > 0
    kept = np.ix_(rows, columns)
    shares, units = weights[kept] / whole, sums.n if sums.clusters is None else len(sums.clusters.names)
    df = units - len(sums.strata)
    if sums.clusters is not None:
        by_cluster = sums.clusters.weights[:, rows][:, :, columns]
        covariance = _between_clusters(by_cluster, sums.clusters, sums.strata, lonely)
        support = _support(*((one, np.square(one)) for one in (by_cluster.sum(2), by_cluster.sum(1))))
    else:
        codes = np.ix_(np.arange(len(sums.strata)), np.flatnonzero(rows), np.flatnonzero(columns))
        covariance = _between_people(sums, sums.weights[codes], sums.squares[codes], lonely)
        squares = sums.squared_table()[kept]
        support = _support(*((weights[kept].sum(a)[None], squares.sum(a)[None]) for a in (1, 0)))
    if df < 1:
        raise TooFew(f"{units} units in {len(sums.strata)} strata leave no degrees of freedom")
    return SampledTable(shares, covariance, int(sums.table().sum()), whole, df, support)


def column_worth(sums: Aggregate, table: SampledTable, level: float = 0.95) -> Floats:
    """How many people each share of a column is worth under the design (rows x columns, 0 in empty ones),
    see `shares.design_worth`: by the delta method from the covariance of the cells."""
    weights, counts = sums.weighted_table(), sums.table()
    rows, columns = (np.flatnonzero(weights.sum(axis) > 0) for axis in (1, 0))
    worth = np.zeros(weights.shape)
    for place, j in enumerate(columns):
        cells = np.arange(len(rows)) * len(columns) + place
        whole = float(table.shares[:, place].sum())
        shares, variances = np.zeros((2, len(weights)))
        shares[rows] = table.shares[:, place] / whole
        slopes = (np.eye(len(rows)) - shares[rows, None]) / whole
        variances[rows] = np.diag(slopes @ table.covariance[np.ix_(cells, cells)] @ slopes.T)
        people = int(counts[:, j].sum())
        units, df = _units_of(sums, int(j), people)
        doubt = (t_quantile(level, df) / normal_quantile(level)) ** 2 if df > 0 else np.inf
        worth[:, j] = worth_of(shares, variances, people, units) / doubt
    return worth


def _units_of(sums: Aggregate, column: int, people: int) -> tuple[int, int]:
    """The people or clusters in a column, and the degrees of freedom that they leave."""
    if sums.clusters is None:
        strata = int((sums.counts[:, : sums.stub.valid, column].sum(1) > 0).sum())
        return people, people - strata
    there = sums.clusters.weights[:, :, column].sum(1) > 0
    return int(there.sum()), int(there.sum()) - len(np.unique(sums.clusters.stratum[there]))


def _between_clusters(totals: Floats, clusters: Clusters, strata: tuple[str, ...], lonely: str) -> Floats:
    """The covariance of shares from the weights of clusters (clusters x rows x columns)."""
    drawn = np.bincount(clusters.stratum, minlength=len(strata)).astype(float)
    scales(drawn, np.ones(len(drawn)), lonely, lambda h: refusal(strata, h, people=False))
    groups = None if strata == ("",) else Groups(np.array(strata, dtype=object), clusters.stratum)
    columns = totals.reshape(len(totals), -1)
    return ratio(columns, columns.sum(1), Design(strata=groups, lonely=lonely)).covariance


def _between_people(sums: Aggregate, weights: Floats, squares: Floats, lonely: str) -> Floats:
    """The covariance of shares p from sums of weights and their squares (strata x rows x columns). The score
    of a person of cell k is w (e_k - p) / W, that of a missing answer 0: the sums of squares of scores in a
    stratum are those of w, the mean of the n people is taken off."""
    drawn = sums.counts.sum((1, 2)).astype(float)
    scale, alone = scales(drawn, np.ones(len(drawn)), lonely, lambda h: refusal(sums.strata, h, people=True))
    return _spread(sums, (weights, squares), scale, alone if lonely == "adjust" else None)


def _spread(
    sums: Aggregate, blocks: tuple[Floats, Floats], scale: Floats, centred: Booleans | None = None
) -> Floats:
    """The same by the factor of the sum of squares of each stratum; of those `centred` no mean is taken."""
    w, w2 = (block.reshape(len(block), -1) for block in blocks)
    drawn, whole = sums.counts.sum((1, 2)).astype(float), w.sum()
    step = (np.eye(w.shape[1]) - w.sum(0) / whole) / whole
    means = w @ step / drawn[:, None]
    if centred is not None:
        means[centred] = 0
    covariance: Floats = (step.T * (scale @ w2)) @ step - (means.T * (scale * drawn)) @ means
    return covariance


def _support(*parts: tuple[Floats, Floats]) -> float:
    """Kish's effective number (sum w)^2 / sum w^2 of the row or column where it is least, from sums and
    squares (units x codes) of the rows and of the columns."""
    return min(float((one.sum(0) ** 2 / squares.sum(0)).min()) for one, squares in parts)


def _support_of_people(design: Design, places: Integers, shape: tuple[int, int]) -> float:
    used = places >= 0
    unit = design.stages(len(places), population=False)[0].unit[used]
    weights, units = design.weights_of(len(places))[used], int(unit.max()) + 1
    codes = (places[used] // shape[1], shape[0]), (places[used] % shape[1], shape[1])
    sums = [summed(unit * size + code, weights, units * size).reshape(units, size) for code, size in codes]
    return _support(*((one, np.square(one)) for one in sums))


def cells(row: Column, column: Column, inside: Booleans, design: Design) -> tuple[Integers, tuple[int, int]]:
    """The cell of each person (-1: none) in the table without empty rows and columns, and its shape."""
    if not (row.coded and column.coded):
        raise NotTabulable(f"{(column if row.coded else row).variable.name!r} has no codes to be tabulated")
    used = inside & (design.weights_of(len(inside)) > 0)
    (rows, r), (columns, c) = (_kept(one, used) for one in (row, column))
    if r < 2 or c < 2:
        raise TooFew("independence needs at least two rows and two columns with people")
    places = rows * c + columns
    places[~inside | (rows < 0) | (columns < 0)] = -1
    return places, (r, c)


def _kept(column: Column, used: Booleans) -> tuple[Integers, int]:
    """The place of each person's code among those in use (-1: not in use), and how many these are."""
    codes = max(len(column.variable.valid_codes), 1)
    present = np.bincount(column.values[used], minlength=codes)[:codes] > 0
    places = np.where(present, np.cumsum(present) - 1, -1)
    return places[column.values], int(present.sum())


guard(__name__)
