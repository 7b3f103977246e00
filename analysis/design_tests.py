"""Comparison of groups under a design: t of two means, and rank tests for two or more groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy import special, stats

from analysis.arrays import Booleans, Floats, Integers
from analysis.design import Design
from analysis.entrance import guard
from analysis.errors import TooFew, UndefinedStatistic
from analysis.estimates import Estimate, degrees_of_freedom, joined, mean, t_quantile
from analysis.tables import Test


@dataclass(frozen=True, slots=True)
class Difference:
    """The difference of two means (second group minus first), its standard error and limits, and the test
    that it is 0."""

    value: float
    standard_error: float
    low: float
    high: float
    test: Test


def t_test(
    values: Floats, groups: Integers, design: Design, *, domain: Booleans, level: float = 0.95
) -> Difference:
    """Student's t of the difference between two groups' means (places in `groups`), the difference over its
    standard error under the design, on the degrees of freedom of the design minus 1 (R survey: svyttest)."""
    estimate, df = _differences(values, groups, design, domain)
    if len(estimate.values) != 1:
        raise UndefinedStatistic(f"a t test compares two groups, not {len(estimate.values) + 1}")
    return _difference("design-based t", estimate, df, level)


def _difference(name: str, estimate: Estimate, df: int, level: float) -> Difference:
    value, error = float(estimate.values[0]), float(estimate.standard_errors[0])
    if error <= 1e-14 * abs(value) or not error:
        raise UndefinedStatistic("the difference has no variance: the values are constant in each group")
    t, half = value / error, t_quantile(level, df) * error
    test = Test(name, t, df, float(2 * stats.t.sf(abs(t), df)))
    return Difference(value, error, value - half, value + half, test)


RANK_SCORES: dict[str, Callable[[Floats, float], Floats]] = {
    "wilcoxon": lambda rank, whole: rank / whole,
    "kruskal": lambda rank, whole: rank / whole,
    "vanderwaerden": lambda rank, whole: special.ndtri(rank / whole),
    "median": lambda rank, whole: (rank > whole / 2).astype(float),
}
"""What a rank test compares: a function of the estimated ranks in a population of `whole` people."""


def rank_test(
    values: Floats,
    groups: Integers,
    design: Design,
    *,
    domain: Booleans,
    scores: str = "wilcoxon",
    level: float = 0.95,
) -> Difference | Test:
    """The test of equal mean rank scores in all groups (Lumley and Scott 2013; R survey: svyranktest).

    Two groups give the difference with its t; more give the quadratic form, called X2 below, with the
    p of F = X2 / df on df and df2 degrees of freedom.
    """
    if scores not in RANK_SCORES:
        raise UndefinedStatistic(f"the scores are one of {', '.join(RANK_SCORES)}, not {scores!r}")
    ranked, weights = np.zeros(len(values)), design.weights_of(len(values))[domain]
    whole = float(weights.sum(dtype=np.longdouble))
    ranked[domain] = RANK_SCORES[scores](estimated_ranks(values[domain], weights), whole)
    estimate, df = _differences(ranked, groups, design, domain)
    estimate = replace(estimate, replicated=None)
    if len(estimate.values) == 1:
        return _difference(f"design-based {scores}", estimate, df, level)
    k = len(estimate.values)
    if np.linalg.matrix_rank(estimate.covariance, hermitian=True) < k:
        raise UndefinedStatistic("the values leave the groups' rank scores without variance")
    x2 = float(estimate.values @ np.linalg.solve(estimate.covariance, estimate.values))
    return Test(f"design-based {scores}", x2, k, float(stats.f.sf(x2 / k, k, df)), df2=df)


def estimated_ranks(values: Floats, weights: Floats) -> Floats:
    """The sum of the weights of the people below each value and half of one's own; ties share the mean of
    theirs. Summed in extended precision, as R does: a rank may lie at the very middle."""
    order = np.argsort(values, kind="stable")
    sums = np.cumsum(weights[order], dtype=np.longdouble).astype(float) - weights[order] / 2
    _, tie = np.unique(values[order], return_inverse=True)
    means = np.bincount(tie, sums) / np.bincount(tie)
    ranks = np.empty(len(values))
    ranks[order] = means[tie]
    return ranks


def _differences(values: Floats, groups: Integers, design: Design, domain: Booleans) -> tuple[Estimate, int]:
    """The differences of each later group's mean from the first's, and the degrees of freedom left."""
    weights = design.weights_of(len(values))
    present = np.unique(groups[domain & (weights > 0)])
    if len(present) < 2:
        raise TooFew("a comparison needs at least two groups with people")
    parts = [mean(values, design, domain=domain & (groups == group)) for group in present]
    contrasts = np.hstack([-np.ones((len(parts) - 1, 1)), np.eye(len(parts) - 1)])
    df = degrees_of_freedom(design, len(values), domain) - (len(parts) - 1)
    if df < 1:
        raise TooFew(f"{len(parts)} groups leave no degrees of freedom")
    return joined(parts).combined(contrasts), df


guard(__name__)
