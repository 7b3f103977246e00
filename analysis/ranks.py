"""Rank tests of groups, all from counts: levels of an ordered variable, from the lowest up, x groups.

`table_of` makes the counts from values; an Aggregate gives them too. Levels and groups without people fall
out. People of the same value share the mean of their ranks; every variance is corrected for such ties.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from scipy import stats

from analysis.arrays import Floats, Integers
from analysis.entrance import guard
from analysis.errors import NotANumber, NoVariation, TooFew, WrongArgument
from analysis.hypotheses import Strength
from analysis.intervals import normal_quantile
from analysis.multiplicity import Pair, adjusted_pairs
from analysis.rank_sums import METHODS, UnknownMethod, midranks, rank_sum_p
from analysis.tables import Test


def table_of(values: Floats, groups: np.ndarray[Any, Any]) -> tuple[Floats, Floats, Integers]:
    """n values and n groups as (counts levels x groups, the levels' values, the groups' codes), no empty
    ones. NotANumber when a value is not finite; missing answers must have been left out before."""
    numbers = np.asarray(values, dtype=float)
    if not np.isfinite(numbers).all():
        raise NotANumber("a value is not a finite number; leave missing answers out before ranking")
    levels, row = np.unique(numbers, return_inverse=True)
    names, column = np.unique(np.asarray(groups), return_inverse=True)
    if len(row) != len(column):
        raise NotANumber(f"{len(row)} values but {len(column)} groups: each person has one of both")
    shape = (len(levels), len(names))
    cells = np.bincount(row * shape[1] + column, minlength=shape[0] * shape[1])
    return cells.reshape(shape).astype(float), levels, names


def _filled(counts: Floats, groups: int) -> Floats:
    """The counts without empty levels and groups; TooFew when fewer than `groups` are left."""
    table = np.asarray(counts, dtype=float)
    if table.ndim != 2 or not (np.isfinite(table) & (table >= 0)).all():
        raise NotANumber("counts are a table of finite numbers from 0 up, levels x groups")
    table = table[table.sum(1) > 0][:, table.sum(0) > 0]
    if table.shape[1] < groups:
        raise TooFew(f"{table.shape[1]} groups with people; the comparison needs {groups}")
    return table


def _kept(counts: Floats) -> Floats:
    """The counts of at least two groups and two levels; NoVariation where everybody has the same value."""
    table = _filled(counts, 2)
    if len(table) < 2:
        raise NoVariation("everybody has the same value: ranks cannot differ")
    return table


def _two(table: Floats) -> Floats:
    if table.shape[1] != 2:
        raise TooFew(f"two groups are compared, not {table.shape[1]}")
    return table


def scores_test(counts: Floats, scores: Floats, name: str = "scores test") -> Test:
    """The permutation test of mean scores (one per level): (N - 1) between / total sum of squares against
    chi-square on groups - 1 (Strasser and Weber 1999; R: coin::independence_test, quadratic form)."""
    if counts.shape[1] < 2:
        raise TooFew("a test of scores needs two groups")
    centred, spread = _centred(counts, scores)
    between = float((np.square(centred @ counts) / counts.sum(0)).sum())
    statistic, df = float((counts.sum() - 1) * between / spread), counts.shape[1] - 1
    return Test(name, statistic, df, float(stats.chi2.sf(statistic, df)))


def standardized(counts: Floats, scores: Floats) -> float:
    """The standardized sum of the scores of the first of two groups; its square is `scores_test`'s."""
    centred, spread = _centred(counts, scores)
    n, sizes = float(counts.sum()), counts.sum(0)
    variance = float(sizes[0] * sizes[1]) / (n * (n - 1)) * spread
    return float(centred @ counts[:, 0]) / float(np.sqrt(variance))


def _centred(counts: Floats, scores: Floats) -> tuple[Floats, float]:
    if np.shape(scores) != (len(counts),):
        raise WrongArgument(f"{len(counts)} levels need as many scores, not shape {np.shape(scores)}")
    totals = counts.sum(1)
    centred = scores - totals @ scores / totals.sum()
    spread = float(totals @ np.square(centred))
    if spread <= 0:
        raise NoVariation("all scores are equal: groups cannot differ")
    return centred, spread


def kruskal_wallis(counts: Floats) -> Test:
    """Kruskal and Wallis's (1952) H, 12 / (n (n + 1)) sum R_g^2 / n_g - 3 (n + 1) with R_g the rank sums of
    the groups, over 1 - sum (t^3 - t) / (n^3 - n) for ties of t people (R: kruskal.test).

    >>> round(kruskal_wallis(np.array([[1, 0], [1, 0], [0, 1]])).statistic, 6)
    1.5
    """
    table = _kept(counts)
    return scores_test(table, midranks(table.sum(1)), "Kruskal-Wallis")


def median_scores(counts: Floats) -> Floats:
    """1 for the levels above the median of all people, else 0 (R: coin::median_trafo)."""
    reached = np.cumsum(counts.sum(1))
    middle = int(np.searchsorted(reached, np.ceil(reached[-1] / 2)))
    above: Floats = (np.arange(len(counts)) > middle).astype(float)
    return above


def median_test(counts: Floats) -> Test:
    """Mood's (1950) test of the share of people above the common median (R: coin::median_test)."""
    table = _kept(counts)
    return scores_test(table, median_scores(table), "median test")


@dataclass(frozen=True, slots=True)
class RankSum:
    """Mann-Whitney's `u` of the first group (pairs in which it is higher, ties half), the standardized
    `z` without continuity correction, `p` two-sided, and how it was found: normal, continuity or exact."""

    u: float
    z: float
    p: float
    method: str


def mann_whitney(counts: Floats, method: str = "continuity") -> RankSum:
    """The rank-sum test of two groups (Wilcoxon 1945, Mann and Whitney 1947; R: wilcox.test, whose W is u).

    `method`: "normal", "continuity" (1/2 towards the expected u), or "exact" (over all divisions of the
    people, with ties as they are; TooMuchWork beyond some 600 people).
    """
    if method not in METHODS:
        raise UnknownMethod(f"no method {method!r} of a rank test; known: {', '.join(METHODS)}")
    table = _two(_kept(counts))
    m, n = table.sum(0).tolist()
    ranks = midranks(table.sum(1))
    u = float(ranks @ table[:, 0]) - m * (m + 1) / 2
    z = standardized(table, ranks)
    if method == "exact":
        return RankSum(u, z, rank_sum_p(table), method)
    away = u - m * n / 2
    shift = np.sign(away) / 2 if method == "continuity" else 0.0
    corrected = z * (away - shift) / away if away else 0.0
    return RankSum(u, z, float(2 * stats.norm.sf(abs(corrected))), method)


def cliffs_delta(counts: Floats, level: float = 0.95) -> Strength:
    """Cliff's (1993) delta of two groups: P(first higher) - P(first lower), also the rank-biserial
    correlation. Its interval is that of Fisher's z with the standard error sqrt((m + n + 1) / (3 m n))
    (R: effectsize::rank_biserial); after a complete separation it is the point."""
    table = _two(_filled(counts, 2))
    quantile = normal_quantile(level)
    m, n = table.sum(0).tolist()
    u = float(midranks(table.sum(1)) @ table[:, 0]) - m * (m + 1) / 2
    delta = 2 * u / (m * n) - 1
    if abs(delta) >= 1:
        return Strength(delta, delta, delta)
    half = quantile * np.sqrt((m + n + 1) / (3 * m * n))
    low, high = np.tanh(np.arctanh(delta) + np.array([-half, half]))
    return Strength(delta, float(low), float(high))


def epsilon_squared(counts: Floats) -> tuple[float, float]:
    """epsilon^2 = H / (N - 1), the share of the variance of ranks that lies between groups, and
    eta^2 = (H - groups + 1) / (N - groups) (Tomczak and Tomczak 2014); TooFew for groups of one person."""
    table, n = _kept(counts), float(np.sum(counts))
    if n <= table.shape[1]:
        raise TooFew(f"{n:g} people in {table.shape[1]} groups leave no variance within them")
    h = kruskal_wallis(table).statistic
    return h / (n - 1), (h - table.shape[1] + 1) / (n - table.shape[1])


def mean_ranks(counts: Floats) -> Floats:
    """The mean rank of each group with people."""
    table = _filled(counts, 1)
    ranks: Floats = midranks(table.sum(1)) @ table / table.sum(0)
    return ranks


def dunn(counts: Floats, adjustment: str = "holm") -> tuple[Pair, ...]:
    """Dunn's (1964) comparison of mean ranks, all pairs of groups: z = difference / sqrt(s (1 / n1 + 1 /
    n2)), s = n (n + 1) / 12 - sum (t^3 - t) / (12 (n - 1)) for ties of t people, p adjusted; groups by their
    place among those with people."""
    table = _kept(counts)
    n, sizes, means = float(table.sum()), table.sum(0), mean_ranks(table)
    variance = _centred(table, midranks(table.sum(1)))[1] / (n - 1)
    pairs = list(combinations(range(table.shape[1]), 2))
    z = [float((means[i] - means[j]) / np.sqrt(variance * (1 / sizes[i] + 1 / sizes[j]))) for i, j in pairs]
    return adjusted_pairs(pairs, z, [float(2 * stats.norm.sf(abs(one))) for one in z], adjustment)


def pairwise_wilcoxon(
    counts: Floats, adjustment: str = "holm", method: str = "continuity"
) -> tuple[Pair, ...]:
    """Mann-Whitney tests of all pairs of groups, p adjusted (R: pairwise.wilcox.test); the statistic is u."""
    table = _kept(counts)
    pairs = list(combinations(range(table.shape[1]), 2))
    tests = [mann_whitney(table[:, pair], method) for pair in pairs]
    return adjusted_pairs(pairs, [one.u for one in tests], [one.p for one in tests], adjustment)


@dataclass(frozen=True, slots=True)
class Trend:
    """A test for ordered groups: the statistic with its expectation and variance, z, and p of a trend in
    either direction, upwards, and downwards."""

    statistic: float
    expected: float
    variance: float
    z: float
    p: float
    increasing: float
    decreasing: float


def jonckheere_terpstra(counts: Floats) -> Trend:
    """Jonckheere (1954) and Terpstra's (1952) test for groups in order: in how many pairs of people the one
    of the later group is higher, ties half; variance with ties in values (Hollander and Wolfe 1999, 6.2)."""
    table = _kept(counts)
    earlier = np.cumsum(table, 1) - table
    below = np.cumsum(earlier, 0) - earlier / 2
    statistic = float((table * below).sum())
    n, t = table.sum(0), table.sum(1)
    total = float(n.sum())
    if total < 3:
        raise TooFew("a trend needs three people")
    expected = float(total**2 - (n**2).sum()) / 4
    variance = _trend_variance(total, n, t)
    if variance <= 0:
        raise NoVariation("ties leave the statistic only one value")
    z = (statistic - expected) / float(np.sqrt(variance))
    up, down = float(stats.norm.sf(z)), float(stats.norm.cdf(z))
    return Trend(statistic, expected, variance, z, min(1.0, 2 * min(up, down)), up, down)


def _trend_variance(total: float, n: Floats, t: Floats) -> float:
    def thirds(x: Floats | float) -> float:
        return float(np.sum(x * (x - 1) * (2 * x + 5)))

    def triples(x: Floats) -> float:
        return float(np.sum(x * (x - 1) * (x - 2)))

    def twos(x: Floats) -> float:
        return float(np.sum(x * (x - 1)))

    return (
        (thirds(total) - thirds(n) - thirds(t)) / 72
        + triples(n) * triples(t) / (36 * total * (total - 1) * (total - 2))
        + twos(n) * twos(t) / (8 * total * (total - 1))
    )


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """One group: its people, mean, standard deviation (None for one person), median and mean rank."""

    group: int
    n: int
    mean: float
    sd: float | None
    median: float
    mean_rank: float


def summaries(values: Floats, groups: np.ndarray[Any, Any]) -> tuple[GroupSummary, ...]:
    """n values by group, for each group with people, codes rising; ranks are those among all n people."""
    counts, levels, names = table_of(values, groups)
    ranks = midranks(counts.sum(1)) if len(counts) else np.zeros(0)
    return tuple(
        _summary(int(name), column, levels, ranks) for name, column in zip(names, counts.T, strict=True)
    )


def _summary(group: int, people: Floats, levels: Floats, ranks: Floats) -> GroupSummary:
    n, reached = float(people.sum()), np.cumsum(people)
    mean = float(people @ levels) / n
    sd = float(np.sqrt(people @ np.square(levels - mean) / (n - 1))) if n > 1 else None
    middle = [
        float(levels[np.searchsorted(reached, place)]) for place in (np.ceil(n / 2), np.floor(n / 2) + 1)
    ]
    median = middle[0] / 2 + middle[1] / 2  # the sum of two of 1e308 is none
    return GroupSummary(group, int(n), mean, sd, median, float(people @ ranks) / n)


guard(__name__)
