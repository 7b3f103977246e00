"""Weights made to agree with known totals, and trimmed; the variance that follows from it.

Each function takes a design of n people and returns one with new weights and a record of the adjustment,
by which analysis.estimates.covariance takes residuals in place of scores. People of weight 0 keep it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from analysis.arrays import Floats, Integers, dense, frozen, summed
from analysis.design import Design, Labels
from analysis.distances import distance_of
from analysis.errors import DesignError, NoAgreement

Distance = Literal["linear", "raking", "logit"]


@dataclass(frozen=True, slots=True, eq=False)
class Calibrated:
    """Weights that were `before` and are `after`, made to agree with the totals of `auxiliaries` (n x p)."""

    auxiliaries: Floats
    before: Floats
    after: Floats

    def residuals(self, scores: Floats) -> Floats:
        """after * (z - X b), z = scores / after, b by least squares weighted with the weights before
        (Deville and Saerndal 1992; R survey: calibrate, postStratify)."""
        root = np.sqrt(self.before)
        z = _per_weight(scores, self.after)
        fit = np.linalg.lstsq(self.auxiliaries * root[:, None], z * root[:, None], rcond=None)[0]
        left: Floats = (z - self.auxiliaries @ fit) * self.after[:, None]
        return left


@dataclass(frozen=True, slots=True, eq=False)
class Raked:
    """Weights raked to margins: `groups` (one array of places by margin), and the weights `after` the
    last fit to each margin."""

    groups: tuple[Integers, ...]
    after: tuple[Floats, ...]

    def residuals(self, scores: Floats) -> Floats:
        """The scores per weight less their group means, margin after margin, ten times over
        (R survey: rake, svyrecvar)."""
        for _ in range(10):
            for groups, weights in zip(self.groups, self.after, strict=True):
                z = _per_weight(scores, weights)
                scores = scores - weights[:, None] * _means(z, groups)
        return scores


def _per_weight(scores: Floats, weights: Floats) -> Floats:
    column = weights[:, None]
    return np.divide(scores, column, out=np.zeros_like(scores), where=column > 0)


def _means(values: Floats, groups: Integers) -> Floats:
    counts = np.bincount(groups)
    sums = np.stack([np.bincount(groups, column) for column in values.T], axis=1)
    means: Floats = (sums / np.maximum(counts, 1)[:, None])[groups]
    return means


def post_stratify(design: Design, groups: Labels, totals: Mapping[str, float]) -> Design:
    """Weights multiplied by known total / weighted total in each group (n labels) (Holt and Smith 1979;
    R survey: postStratify). DesignError for a group without total, or a total without people."""
    weights, names, place = _grouped(design, groups, totals)
    after = weights * _factors(weights, place, names, totals)[place]
    indicators = (place[:, None] == np.arange(len(names))).astype(float)
    return _adjusted(design, after, Calibrated(indicators, weights, after))


def rake(
    design: Design,
    margins: Sequence[tuple[Labels, Mapping[str, float]]],
    *,
    tolerance: float = 1e-10,
    rounds: int = 1000,
) -> Design:
    """Weights fitted to each margin (labels, known totals) in turn until all weighted totals agree within
    `tolerance` of the sum (Deming and Stephan 1940; R survey: rake). NoAgreement when they do not."""
    if not margins:
        raise DesignError("raking needs at least one margin")
    known = [_grouped(design, labels, totals) for labels, totals in margins]
    weights = known[0][0]
    cell = _cells([place for _, _, place in known])
    first = np.zeros(int(cell.max()) + 1, np.int64)
    first[cell] = np.arange(len(cell))
    wanted = [
        (place[first], np.array([totals[name] for name in names], dtype=float))
        for (_, names, place), (_, totals) in zip(known, margins, strict=True)
    ]
    found = rake_cells(summed(cell, weights, len(first)), wanted, tolerance=tolerance, rounds=rounds)
    after = tuple(weights * factors[cell] for factors in found)
    return _adjusted(design, after[-1], Raked(tuple(place for _, _, place in known), after))


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


def _cells(places: Sequence[Integers]) -> Integers:
    """Each person's cell in the table of all margins, numbered among those that occur."""
    cell = places[0]
    for place in places[1:]:
        cell = dense(cell * (int(place.max()) + 1) + place)
    return cell


def calibrate(
    design: Design,
    auxiliaries: Floats,
    totals: Sequence[float] | Floats,
    *,
    distance: Distance = "linear",
    bounds: tuple[float, float] | None = None,
) -> Design:
    """Weights w g(x'b) whose totals of the auxiliaries (n x p, a column of ones among them) are `totals`:
    g is 1 + u (linear; truncated to the bounds if given), exp u (raking) or the logit between the bounds
    (Deville and Saerndal 1992; R survey: calibrate). NoAgreement when no such weights are found."""
    x, wanted = np.asarray(auxiliaries, dtype=float), np.asarray(totals, dtype=float)
    weights = design.weights_of(len(x))
    design.check(len(x))
    if x.ndim != 2 or wanted.shape != (x.shape[1],):
        raise DesignError("calibration needs a matrix of auxiliaries and a total for each of its columns")
    if not (np.isfinite(x).all() and np.isfinite(wanted).all()):
        raise DesignError("auxiliaries and totals are finite numbers: calibrate complete cases only")
    after = weights * _solved(x, weights, wanted, distance, bounds)
    return _adjusted(design, after, Calibrated(x, weights, after))


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


def _grouped(
    design: Design, labels: Labels, totals: Mapping[str, float]
) -> tuple[Floats, tuple[str, ...], Integers]:
    """Weights, the names of the groups, and each person's place among them."""
    words = [str(one) for one in labels]
    design.check(len(words))
    names = sorted(set(words))
    lookup = {name: i for i, name in enumerate(names)}
    place = np.fromiter(map(lookup.__getitem__, words), np.int64, len(words))
    without = sorted(set(names) - set(totals))
    if without:
        raise DesignError(f"no known total for the group {without[0]!r}")
    empty = [name for name, total in totals.items() if total and name not in names]
    if empty:
        raise DesignError(f"nobody in the group {empty[0]!r}, whose total is {totals[empty[0]]:g}")
    bad = [name for name, total in totals.items() if not (np.isfinite(total) and total >= 0)]
    if bad:
        raise DesignError(f"the total of the group {bad[0]!r} is {totals[bad[0]]}")
    return design.weights_of(len(words)), tuple(names), place


def _factors(weights: Floats, place: Integers, names: tuple[str, ...], totals: Mapping[str, float]) -> Floats:
    wanted = np.array([totals[name] for name in names], dtype=float)
    sums = np.bincount(place, weights, len(names))
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
