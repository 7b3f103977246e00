"""The exact conditional distribution of 2 x 2 tables with fixed margins, alone or in strata.

Given all margins, the sum of the first counts has probability proportional to c_s psi^s, psi the common
odds ratio and c the convolution of the strata's hypergeometric ones (Fisher 1935; Cox 1970; Mehta, Patel
and Gray 1985; R: fisher.test, mantelhaen.test(exact=TRUE)).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Literal

import numpy as np
from scipy import optimize, stats

from analysis.arrays import Floats
from analysis.entrance import guard
from analysis.errors import DesignError, NoVariation, TooMuchWork
from analysis.measures import one_of
from analysis.stratified import fourfold_strata

Alternative = Literal["two-sided", "less", "greater"]
Root = Callable[[Callable[[float], float], float, float], float]

LARGEST = 1_000_000
"""The most values of the sum of first counts that are gone through."""
TIE = 1e-7
"""Relative difference of probabilities that counts as equal (as in R)."""


def _brent(function: Callable[[float], float], low: float, high: float) -> float:
    return float(optimize.brentq(function, low, high, xtol=1e-300, rtol=8.9e-16, maxiter=500))


@dataclass(frozen=True, slots=True)
class ExactOdds:
    """The exact test: the sum of first counts, p, the conditional maximum-likelihood odds ratio and its
    limits, from 0 to infinity."""

    statistic: float
    p: float
    odds_ratio: float
    low: float
    high: float
    alternative: Alternative


def exact_odds(
    tables: Floats,
    alternative: Alternative = "two-sided",
    *,
    level: float = 0.95,
    root: Root = _brent,
) -> ExactOdds:
    """Fisher's exact test of a 2 x 2 table, or of tables in strata for their common odds ratio.

    The two-sided p sums all values at most as probable as the observed; limits invert the one-sided tests
    (Clopper-Pearson style). `root` finds a zero between two bounds, by default to machine precision (R
    stops at 1.2e-4). NoVariation when the margins allow one table only, TooMuchWork above LARGEST values.

    >>> round(exact_odds(np.array([[3, 1], [1, 3]])).odds_ratio, 4)
    6.4083
    """
    strata = fourfold_strata(tables)
    one_of(alternative, ("two-sided", "less", "greater"))
    if (strata != np.round(strata)).any():
        raise DesignError("an exact test needs whole counts")
    sum_of = _Sum.of(strata, root)
    low, high = sum_of.limits(alternative, 1 - level)
    return ExactOdds(sum_of.observed, sum_of.p(alternative), sum_of.most_likely(), low, high, alternative)


@dataclass(frozen=True, slots=True, eq=False)
class _Sum:
    """The values of the sum of first counts, the logs of their weights c, the observed one, a root finder."""

    support: Floats
    log_weight: Floats
    observed: float
    root: Root

    @classmethod
    def of(cls, strata: Floats, root: Root) -> _Sum:
        parts = [_hypergeometric(*map(float, (t[0].sum(), t[:, 0].sum(), t.sum()))) for t in strata]
        if sum(len(part) for _, part in parts) > LARGEST:
            raise TooMuchWork(f"more than {LARGEST} values: the counts are too large for an exact test")
        least = sum(low for low, _ in parts)
        log_weight = reduce(_convolved, (part for _, part in parts))
        if len(log_weight) < 2:
            raise NoVariation("the margins allow one table only: there is nothing to test")
        support = least + np.arange(float(len(log_weight)))
        return cls(support, log_weight, float(strata[:, 0, 0].sum()), root)

    def shares(self, odds: float) -> Floats:
        """The probabilities of the support under an odds ratio above 0."""
        logs = self.log_weight + np.log(odds) * self.support
        weights = np.exp(logs - logs.max())
        shares: Floats = weights / weights.sum()
        return shares

    def mean(self, odds: float) -> float:
        return float(self.support @ self.shares(odds)) if odds else float(self.support[0])

    def tail(self, odds: float, *, upper: bool) -> float:
        """The probability of the observed value or one beyond it."""
        inside = self.support >= self.observed if upper else self.support <= self.observed
        return float(self.shares(odds)[inside].sum()) if odds else float(inside[0])

    def p(self, alternative: Alternative) -> float:
        shares = self.shares(1.0)
        if alternative != "two-sided":
            return min(1.0, self.tail(1.0, upper=alternative == "greater"))
        here = shares[int(self.observed - self.support[0])]
        return float(min(1.0, shares[shares <= here * (1 + TIE)].sum()))

    def most_likely(self) -> float:
        if self.observed == self.support[0]:
            return 0.0
        if self.observed == self.support[-1]:
            return float("inf")
        return self._crossing(lambda odds: self.mean(odds) - self.observed)

    def limits(self, alternative: Alternative, alpha: float) -> tuple[float, float]:
        tail = alpha / 2 if alternative == "two-sided" else alpha
        low = 0.0 if alternative == "less" or self.observed == self.support[0] else self._limit(tail, True)
        last = self.observed == self.support[-1]
        high = float("inf") if alternative == "greater" or last else self._limit(tail, False)
        return low, high

    def _limit(self, alpha: float, upper: bool) -> float:
        """The odds ratio at which the observed value or beyond has probability alpha."""
        sign = 1 if upper else -1
        return self._crossing(lambda odds: sign * (self.tail(odds, upper=upper) - alpha))

    def _crossing(self, rising: Callable[[float], float]) -> float:
        """Where a function that rises with the odds ratio crosses 0: sought below 1, or above by 1 / odds."""
        here = rising(1.0)
        if here == 0:
            return 1.0
        if here > 0:
            return self.root(rising, 0.0, 1.0)
        return 1 / self.root(lambda inverse: rising(1 / inverse), float(np.finfo(float).eps), 1.0)


def _hypergeometric(row: float, column: float, n: float) -> tuple[float, Floats]:
    """The least first count of a stratum, and the logs of the probabilities from it on."""
    low, high = max(0.0, row + column - n), min(row, column)
    if high - low > LARGEST:
        raise TooMuchWork(f"more than {LARGEST} values: the counts are too large for an exact test")
    return low, np.asarray(stats.hypergeom.logpmf(np.arange(low, high + 1), n, column, row))


def _convolved(first: Floats, second: Floats) -> Floats:
    """The logs of the convolution of two vectors of logs of probabilities."""
    with np.errstate(divide="ignore"):
        logs: Floats = np.log(np.convolve(np.exp(first), np.exp(second)))
    return logs


guard(__name__)
