"""Weights made to agree with known totals, and trimmed; the variance that follows from it.

Each function takes a design of n people and returns one with new weights and a record of the adjustment,
by which analysis.estimates.covariance takes residuals in place of scores. People of weight 0 keep it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from analysis.arrays import Floats, Integers, frozen, summed
from analysis.design import Design
from analysis.distances import distance_of
from analysis.entrance import guard
from analysis.errors import DesignError, NoAgreement
from analysis.groups import Groups, Labels, joint

Distance = Literal["linear", "raking", "logit"]


@dataclass(frozen=True, slots=True, eq=False)
class Calibrated:
    """Weights that were `before` and are `after` (n each), made to agree with the totals of `auxiliaries`
    (n x p); with `cell`, the place of each person's cell, a row of auxiliaries stands for all in a cell."""

    auxiliaries: Floats
    before: Floats
    after: Floats
    cell: Integers | None = None

    def residuals(self, scores: Floats) -> Floats:
        """after * (z - X b), z = scores / after, b by least squares weighted with the weights before
        (Deville and Saerndal 1992; R survey: calibrate, postStratify)."""
        z = _per_weight(scores, self.after)
        cell = np.arange(len(z)) if self.cell is None else self.cell
        root = np.sqrt(summed(cell, self.before, len(self.auxiliaries)))[:, None]
        sums = _summed_columns(cell, z * self.before[:, None], len(self.auxiliaries))
        below = np.divide(sums, root, out=np.zeros_like(sums), where=root > 0)
        fit = np.linalg.lstsq(self.auxiliaries * root, below, rcond=None)[0]
        left: Floats = (z - (self.auxiliaries @ fit)[cell]) * self.after[:, None]
        return left


@dataclass(frozen=True, slots=True, eq=False)
class Raked:
    """Weights that were `before` (n) raked to margins on the cells of their joint table: the `cell` of each
    person, `groups` (for each margin the group of each cell), and the `factors` of the cells after the last
    fit to each margin."""

    cell: Integers
    before: Floats
    groups: tuple[Integers, ...]
    factors: tuple[Floats, ...]

    def residuals(self, scores: Floats) -> Floats:
        """The scores per weight less their group means, margin after margin, ten times over (R survey: rake,
        svyrecvar). What is taken from a person's score per weight before is the same in all of a cell."""
        cells = len(self.factors[0])
        people = np.bincount(self.cell, minlength=cells)
        counted = np.bincount(self.cell, self.before > 0, cells)[:, None]
        left = _summed_columns(self.cell, _per_weight(scores, self.before), cells)
        taken: Floats = np.zeros_like(left)
        for _ in range(10):
            for groups, factors in zip(self.groups, self.factors, strict=True):
                step = factors[:, None] * _means(_per_weight(left, factors), groups, people)
                taken, left = taken + step, left - counted * step
        return scores - self.before[:, None] * taken[self.cell]


def _per_weight(scores: Floats, weights: Floats) -> Floats:
    column = weights[:, None]
    return np.divide(scores, column, out=np.zeros_like(scores), where=column > 0)


def _summed_columns(place: Integers, values: Floats, size: int) -> Floats:
    """The sums (size x k) of the rows of values (n x k) that share a place."""
    return np.stack([summed(place, column, size) for column in values.T], axis=1)


def _means(sums: Floats, groups: Integers, people: Integers) -> Floats:
    """The mean over the people of each cell's group, from the sums and numbers of the cells."""
    size = int(groups.max()) + 1
    whole = _summed_columns(groups, sums, size) / np.bincount(groups, people, size)[:, None]
    means: Floats = whole[groups]
    return means


def post_stratify(design: Design, groups: Labels, totals: Mapping[str, float]) -> Design:
    """Weights multiplied by known total / weighted total in each group (n labels) (Holt and Smith 1979;
    R survey: postStratify). DesignError for a group without total, or a total without people."""
    found = _grouped(design, groups, totals)
    before = design.weights_of(len(found))
    sums = summed(found.place, before, len(found.labels))
    after = before * _factors(sums, found.names, totals)[found.place]
    return _adjusted(design, after, Calibrated(np.eye(len(sums)), before, after, found.place))


def rake(
    design: Design,
    margins: Sequence[tuple[Labels, Mapping[str, float]]],
    *,
    tolerance: float = 1e-10,
    rounds: int = 1000,
) -> Design:
    """Weights fitted to each margin (labels, known totals) in turn until all weighted totals agree within
    `tolerance` of the sum (Deming and Stephan 1940; R survey: rake): on the cells of the margins' joint
    table, whose people all get the same factor. NoAgreement when they do not agree."""
    if not margins:
        raise DesignError("raking needs at least one margin")
    known = [_grouped(design, labels, totals) for labels, totals in margins]
    cell, somebody = joint(known)
    before = design.weights_of(len(cell))
    wanted = [
        (groups.place[somebody], np.array([totals[name] for name in groups.names], dtype=float))
        for groups, (_, totals) in zip(known, margins, strict=True)
    ]
    sums = summed(cell, before, len(somebody))
    factors = rake_cells(sums, wanted, tolerance=tolerance, rounds=rounds)
    raked = Raked(cell, before, tuple(groups for groups, _ in wanted), factors)
    return _adjusted(design, before * factors[-1][cell], raked)


def rake_cells(
    sums: Floats,
    margins: Sequence[tuple[Integers, Floats]],
    *,
    tolerance: float = 1e-10,
    rounds: int = 1000,
) -> tuple[Floats, ...]:
    """Raking on the cells of a table: `sums` of weights by cell, and for each margin the group of each cell
    and the known totals of the groups. The factors of the cells after the last fit to each margin; those
    after the last margin are the result. DesignError for a group without weight, NoAgreement as `rake`."""
    factors = np.ones(len(sums))
    after = [factors] * len(margins)
    for _ in range(rounds):
        begun = factors
        for i, (groups, wanted) in enumerate(margins):
            now = np.bincount(groups, sums * factors, len(wanted))
            if ((now <= 0) & (wanted > 0)).any():
                raise DesignError("all weights of a group are 0, but its known total is not")
            factors = factors * (wanted / np.where(now > 0, now, 1))[groups]
            after[i] = factors
        if float(np.abs(factors - begun).max()) <= tolerance * float(factors.max()):
            if not _agree(sums * factors, margins):
                break
            return tuple(after)
    raise NoAgreement(f"the margins contradict each other: no agreement within {rounds} rounds of raking")


def _agree(sums: Floats, margins: Sequence[tuple[Integers, Floats]]) -> bool:
    """Whether the cells have the totals of every margin, to a millionth of their sum."""
    return all(
        float(np.abs(np.bincount(groups, sums, len(wanted)) - wanted).max()) <= 1e-6 * float(sums.sum())
        for groups, wanted in margins
    )


def calibrate(
    design: Design,
    auxiliaries: Floats,
    totals: Sequence[float] | Floats,
    *,
    distance: Distance = "linear",
    bounds: tuple[float, float] | None = None,
    cell: Integers | None = None,
) -> Design:
    """Weights w g(x'b) whose totals of the auxiliaries (n x p, a column of ones among them) are `totals`:
    g is 1 + u (linear; truncated to the bounds if given), exp u (raking) or the logit between the bounds
    (Deville and Saerndal 1992; R survey: calibrate). With `cell`, the place of each person's cell (n), a row
    of auxiliaries stands for all in a cell. NoAgreement when no such weights are found."""
    x, wanted = np.asarray(auxiliaries, dtype=float), np.asarray(totals, dtype=float)
    if x.ndim != 2 or wanted.shape != (x.shape[1],):
        raise DesignError("calibration needs a matrix of auxiliaries and a total for each of its columns")
    if not (np.isfinite(x).all() and np.isfinite(wanted).all()):
        raise DesignError("auxiliaries and totals are finite numbers: calibrate complete cases only")
    if cell is not None and not 0 <= cell.min(initial=0) <= cell.max(initial=0) < len(x):
        raise DesignError(f"a cell of somebody is none of the {len(x)} rows of auxiliaries")
    n = len(x if cell is None else cell)
    design.check(n)
    before = design.weights_of(n)
    sums = before if cell is None else summed(cell, before, len(x))
    ratios = _solved(x, sums, wanted, distance, bounds)
    after = before * (ratios if cell is None else ratios[cell])
    return _adjusted(design, after, Calibrated(x, before, after, cell))


def _solved(
    x: Floats, weights: Floats, wanted: Floats, distance: str, bounds: tuple[float, float] | None
) -> Floats:
    """g at the root of sum w x g(x'b) = totals, by Newton's method with halved steps; columns scaled."""
    value, slope = distance_of(distance, bounds)
    size = np.maximum(np.abs(wanted), np.abs(x.T @ weights))
    z = x / np.where(size > 0, size, 1)
    target = wanted / np.where(size > 0, size, 1)
    b: Floats = np.zeros(x.shape[1])
    miss: Floats = target - z.T @ (weights * value(z @ b))
    for _ in range(200):
        if np.abs(miss).max() < 1e-12:
            break
        steepness = (z * (weights * slope(z @ b))[:, None]).T @ z
        step = np.linalg.pinv(steepness, rcond=1e-13, hermitian=True) @ miss
        b, miss, moved = _step(b, step, miss, lambda c: target - z.T @ (weights * value(z @ c)))
        if not moved:
            break
    if np.abs(miss).max() > 1e-8:
        raise NoAgreement(f"no weights within the bounds have these totals ({distance} calibration)")
    return value(z @ b)


def _step(b: Floats, step: Floats, miss: Floats, missing: Any) -> tuple[Floats, Floats, bool]:
    for halving in range(40):
        tried = b + step * 0.5**halving
        with np.errstate(over="ignore", invalid="ignore"):
            found = missing(tried)
        if np.isfinite(found).all() and np.abs(found).sum() < np.abs(miss).sum():
            return tried, found, True
    return b, miss, False


def trim(design: Design, low: float = 0.0, high: float = np.inf, *, strict: bool = False) -> Design:
    """Weights cut to low..high, what was cut spread evenly over the others; `strict` repeats it until all
    weights are inside (R survey: trimWeights). NoAgreement when the mean weight lies outside."""
    if design.weights is None:
        raise DesignError("a design without weights has nothing to trim")
    weights = np.asarray(design.weights)
    if not low <= weights.mean() <= high:
        raise NoAgreement(f"the mean weight {weights.mean():g} does not lie within {low:g} to {high:g}")
    while True:
        outside = (weights < low) | (weights > high)
        if not outside.any():
            break
        cut = np.clip(weights, low, high)
        if outside.all():
            raise NoAgreement(f"every weight lies outside {low:g} to {high:g}")
        cut[~outside] += (weights - cut).sum() / np.count_nonzero(~outside)
        weights = cut
        if not strict:
            break
    return replace(design, weights=weights)


def _grouped(design: Design, labels: Labels, totals: Mapping[str, float]) -> Groups:
    """The groups of the people, each with a known total."""
    found = Groups.of(labels)
    design.check(len(found))
    without = sorted(set(found.names) - set(totals))
    if without:
        raise DesignError(f"no known total for the group {without[0]!r}")
    empty = [name for name, total in totals.items() if total and name not in found.names]
    if empty:
        raise DesignError(f"nobody in the group {empty[0]!r}, whose total is {totals[empty[0]]:g}")
    bad = [name for name, total in totals.items() if not (np.isfinite(total) and total >= 0)]
    if bad:
        raise DesignError(f"the total of the group {bad[0]!r} is {totals[bad[0]]}")
    return found


def _factors(sums: Floats, names: tuple[str, ...], totals: Mapping[str, float]) -> Floats:
    wanted = np.array([totals[name] for name in names], dtype=float)
    lost = np.flatnonzero((sums <= 0) & (wanted > 0))
    if lost.size:
        raise DesignError(f"all weights of the group {names[lost[0]]!r} are 0")
    factors: Floats = wanted / np.where(sums > 0, sums, 1)
    return factors


def _adjusted(design: Design, weights: Floats, adjustment: Any) -> Design:
    """The design with new weights; under replicates each replicate keeps its factors (see `replicate`)."""
    if design.replicates is not None:
        raise DesignError("adjust the weights first, then make replicates of the adjusted design")
    return replace(design, weights=frozen(weights), adjustments=(*design.adjustments, adjustment))


guard(__name__)
