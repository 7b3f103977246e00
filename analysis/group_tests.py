"""The test, effect size and pairs that suit a variable in groups: by ranks or means, plain or by design."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
from scipy import special, stats

from analysis import hypotheses, means, ranks
from analysis.arrays import Booleans, Floats, Integers, summed
from analysis.design import Design
from analysis.entrance import guard
from analysis.errors import NoVariation, TooFew
from analysis.estimates import Estimate, degrees_of_freedom, joined, mean, t_quantile
from analysis.hypotheses import Strength
from analysis.intervals import normal_quantile
from analysis.means import Moments
from analysis.multiplicity import adjusted
from analysis.rank_sums import midranks
from analysis.tables import Test

EXACT_BELOW = 50
"""Groups of fewer people are compared by the exact rank test (as R's wilcox.test would without ties)."""

POWER = 0.8
By = Literal["ranks", "means"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A test, the name and interval of its effect, the smallest effect it finds with 80 % power, and all
    pairs: places of the groups among those with people, difference, p, adjusted p."""

    test: Test
    effect: str
    strength: Strength
    detectable: float
    pairs: tuple[tuple[int, int, float, float, float], ...] = ()


def by_ranks(values: Floats, groups: Integers, level: float = 0.95) -> Finding:
    """Mann-Whitney and Cliff's delta for two groups; Kruskal-Wallis, epsilon and Dunn's pairs for more."""
    counts, *_ = ranks.table_of(values, groups)
    if counts.shape[1] == 2:
        return _two_by_ranks(counts, level)
    test, n = ranks.kruskal_wallis(counts), float(counts.sum())
    df, centre = test.df or 0, ranks.mean_ranks(counts)
    pairs = tuple(
        (one.first, one.second, float(centre[one.first] - centre[one.second]), one.p, one.adjusted)
        for one in ranks.dunn(counts)
    )
    strength = hypotheses.v_interval(test.statistic, int(df), n - 1, level)
    return Finding(test, "epsilon", strength, hypotheses.smallest_detectable(df, n - 1, level), pairs)


def _two_by_ranks(counts: Floats, level: float) -> Finding:
    m, n = counts.sum(0).tolist()
    found = ranks.mann_whitney(counts)
    if max(m, n) < EXACT_BELOW:
        found = ranks.mann_whitney(counts, "exact")
    name = "Mann-Whitney, exact" if found.method == "exact" else "Mann-Whitney"
    error = float(np.sqrt((m + n + 1) / (3 * m * n)))
    reach = (normal_quantile(level) + float(stats.norm.ppf(POWER))) * error
    test = Test(name, found.u, None, found.p)
    return Finding(test, "Cliff's delta", ranks.cliffs_delta(counts, level), float(np.tanh(reach)))


def by_means(values: Floats, groups: Integers, level: float = 0.95) -> Finding:
    """Welch's t and Cohen's d for two groups; Welch's analysis of means, eta and Welch's pairs for more."""
    moments = Moments.of(values, groups)
    if len(moments.n) == 2:
        t, scale = means.welch(moments, level), float(np.sqrt((1 / moments.n).sum()))
        critical = t_quantile(level, moments.within)
        reach = means.noncentral_t(critical, moments.within, POWER) * scale
        test = Test("Welch's t", t.statistic, t.df, t.p)
        return Finding(test, "Cohen's d", means.cohens_d(moments, level), reach)
    test, classic = means.welch_anova(moments), means.anova(moments)
    detectable = means.smallest_eta(classic, level, POWER)
    return Finding(test, "eta", means.eta(classic, level), detectable, _welch_pairs(moments))


def _welch_pairs(moments: Moments) -> tuple[tuple[int, int, float, float, float], ...]:
    places = list(combinations(range(len(moments.n)), 2))
    tests = [means.welch(moments.part(pair)) for pair in places]
    several = adjusted([one.p for one in tests]).tolist()
    return tuple((*pair, one.value, one.p, p) for pair, one, p in zip(places, tests, several, strict=True))


def by_design(
    design: Design, values: Floats, groups: Integers, inside: Booleans, *, by: By, level: float = 0.95
) -> Finding:
    """Means or mean ranks compared under a design (n values and groups, `inside` who has both): Wald's F of
    the group means, for ranks Lumley and Scott's (2013) test (R survey: svyranktest).

    Two groups: Cliff's delta as twice the difference of mean ranks over N, or Cohen's d, with limits from the
    difference's standard error; more: the correlation ratio, its interval as if from as many fewer people as
    the mean design effect says.
    """
    weights = np.where(inside, design.weights_of(len(values)), 0.0)
    present = np.unique(groups[weights > 0])
    if len(present) < 2:
        raise TooFew(f"{len(present)} groups with people; the comparison needs two")
    scores = _ranks(values, weights) if by == "ranks" else np.where(inside, values, 0.0)
    domains = [inside & (groups == one) for one in present]
    estimate = joined([mean(scores, design, domain=domain, population=False) for domain in domains])
    whole = _Spread.of(scores, weights, domains)
    df = degrees_of_freedom(design, len(values), inside) - (len(present) - 1)
    if df < 1:
        raise TooFew("the design leaves no degrees of freedom for so many groups")
    if len(present) == 2:
        return _two_by_design(estimate, whole, df, by=by, level=level)
    return _several_by_design(estimate, whole, df, by=by, level=level)


@dataclass(frozen=True, slots=True)
class _Spread:
    """Sums of weights and people by group, the variance of the scores in all and within groups, and the
    largest score."""

    weights: Floats
    people: Floats
    total: float
    within: float
    scale: float

    @classmethod
    def of(cls, scores: Floats, weights: Floats, domains: list[Booleans]) -> _Spread:
        sums = np.array([weights[one].sum() for one in domains])
        centres = [float(weights[one] @ scores[one] / weights[one].sum()) for one in domains]
        centre = float(weights @ scores / weights.sum())
        inner = [weights[one] @ np.square(scores[one] - c) for one, c in zip(domains, centres, strict=True)]
        total = float(weights @ np.square(scores - centre) / weights.sum())
        if total <= (10 * np.finfo(float).eps * max(map(abs, centres))) ** 2:
            raise NoVariation("everybody has the same value: groups cannot differ")
        people = np.array([float((weights[one] > 0).sum()) for one in domains])
        scale = float(np.abs(centres).max())
        return cls(sums, people, total, float(sum(inner) / weights.sum()), scale)


def _ranks(values: Floats, weights: Floats) -> Floats:
    """Midranks where a person counts by weight; half the own weight below, so that they run from 0 to N."""
    levels, place = np.unique(values[weights > 0], return_inverse=True)
    totals = summed(place, weights[weights > 0], len(levels))
    found = np.zeros(len(values))
    found[weights > 0] = (midranks(totals) - 0.5)[place]
    return found


def _two_by_design(estimate: Estimate, spread: _Spread, df: int, *, by: By, level: float) -> Finding:
    gap = estimate.combined(np.array([1.0, -1.0]))
    value, error = float(gap.values[0]), float(gap.standard_errors[0])
    t = means.difference(value, error, df, scale=spread.scale, level=level)
    reach = t_quantile(level, df) + float(stats.t.ppf(POWER, df))
    if by == "means":
        sd = float(np.sqrt(spread.within))
        if not sd:
            raise NoVariation(
                "all values of a group are equal: there is no unit to measure the difference in"
            )
        strength = Strength(value / sd, t.low / sd, t.high / sd)
        return Finding(
            Test("design-based t", t.statistic, df, t.p), "Cohen's d", strength, reach * error / sd
        )
    unit = 2 / float(spread.weights.sum())
    delta, half = value * unit, t_quantile(level, df) * error * unit
    test = Test("design-based rank test", t.statistic, df, t.p)
    return Finding(test, "Cliff's delta", _within_one(delta, half), float(np.tanh(reach * error * unit)))


def _within_one(delta: float, half: float) -> Strength:
    """Limits by Fisher's z, which keep a delta between -1 and 1."""
    if abs(delta) >= 1 - 1e-12:
        return Strength(delta, delta, delta)
    centre, width = np.arctanh(delta), half / (1 - delta**2)
    return Strength(delta, float(np.tanh(centre - width)), float(np.tanh(centre + width)))


def _several_by_design(estimate: Estimate, spread: _Spread, df: int, *, by: By, level: float) -> Finding:
    k = len(spread.weights)
    contrast = np.hstack([np.ones((k - 1, 1)), -np.eye(k - 1)])
    gaps = estimate.combined(contrast)
    plain = contrast @ np.diag(spread.within / spread.people) @ contrast.T
    found = gaps.covariance
    if not spread.within or np.linalg.cond(found) > 1e12:
        raise NoVariation("all values of a group are equal: means have no error to be compared with")
    f = float(gaps.values @ np.linalg.solve(found, gaps.values)) / (k - 1)
    people = float(spread.people.sum()) * (k - 1) / float(np.trace(np.linalg.solve(plain, found)))
    squared = max(0.0, 1 - spread.within / spread.total)
    strength = hypotheses.v_interval(squared * people, k - 1, people, level)
    name, effect = ("design-based F of ranks", "epsilon") if by == "ranks" else ("design-based F", "eta")
    test = Test(name, f, k - 1, float(stats.f.sf(f, k - 1, df)), df2=df)
    detectable = hypotheses.smallest_detectable(k - 1, people, level)
    return Finding(test, effect, strength, detectable, _pairs_by_design(estimate, df))


def _pairs_by_design(estimate: Estimate, df: int) -> tuple[tuple[int, int, float, float, float], ...]:
    places = list(combinations(range(len(estimate.values)), 2))
    rows = np.zeros((len(places), len(estimate.values)))
    for row, (i, j) in zip(rows, places, strict=True):
        row[[i, j]] = 1, -1
    gaps = estimate.combined(rows)
    t = np.abs(gaps.values) / gaps.standard_errors
    p = 2 * special.stdtr(df, -t)
    return tuple(
        (*pair, float(value), float(one), float(several))
        for pair, value, one, several in zip(places, gaps.values, p, adjusted(p), strict=True)
    )


guard(__name__)
