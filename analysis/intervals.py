"""Confidence intervals of a share. All run from 0 to 1, take counts (or arrays of them) and broadcast.

x of n people have the property; `level` is the confidence level. Where n is 0 nothing is known: 0 to 1.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special, stats

from analysis.arrays import Floats, Integers
from analysis.entrance import guard
from analysis.errors import NotANumber, TooMuchWork, UndefinedStatistic

Counts = npt.ArrayLike
MOST, MOST_POSSIBLE = 1e18, 10**7
"""The most people to calculate with, and the most numbers that exact limits are searched among."""
Interval = tuple[Floats, Floats]


def normal_quantile(level: float) -> float:
    """The two-sided normal quantile of a level: 1.96 for 0.95.

    >>> round(normal_quantile(0.95), 4)
    1.96
    """
    if not 0 < level < 1:
        raise UndefinedStatistic(f"a confidence level lies between 0 and 1, not {level}")
    return float(-special.ndtri((1 - level) / 2))


def wilson(x: Counts, n: Counts, level: float = 0.95) -> Interval:
    """Wilson's score interval without continuity correction (Wilson 1927; R: prop.test(correct=FALSE)).

    >>> [round(float(limit), 4) for limit in wilson(59, 237)]
    [0.1982, 0.3077]
    """
    x, n = _checked(x, n)
    return _score(x / np.where(n > 0, n, 1), n, normal_quantile(level))


def finite_size(n: Counts, population: float) -> Floats:
    """The size of a sample from an endless population that is as precise as n of `population`:
    n (N - 1) / (N - n); infinite for a census.

    >>> float(finite_size(237, 257))
    3033.6
    """
    n = np.asarray(n, dtype=float)
    left = population - n
    if np.any(left < -1e-9):
        raise UndefinedStatistic(f"{float(n.max()):g} people cannot come from a population of {population:g}")
    with np.errstate(divide="ignore"):
        return np.where(left < 1e-9, np.inf, n * (population - 1) / np.where(left < 1e-9, 1, left))


def wilson_finite(x: Counts, n: Counts, population: float, level: float = 0.95) -> Interval:
    """Wilson's interval with n replaced by `finite_size`: about the shares of these N people.

    >>> [round(float(limit), 4) for limit in wilson_finite(59, 237, 257)]
    [0.2339, 0.2646]
    """
    x, n = _checked(x, n)
    return _score(x / np.where(n > 0, n, 1), finite_size(n, population), normal_quantile(level))


def wilson_effective(share: Counts, effective: Counts, level: float = 0.95) -> Interval:
    """Wilson's interval of a share that is worth `effective` people (weighted or finite designs)."""
    share, effective = np.asarray(share, dtype=float), np.asarray(effective, dtype=float)
    if np.count_nonzero((share < 0) | (share > 1)):
        raise NotANumber("a share lies between 0 and 1")
    return _score(share, effective, normal_quantile(level))


def _score(share: Floats, effective: Floats, z: float) -> Interval:
    known = effective > 0
    # everything divided by the effective size first: no cancellation at the ends, and 0 for a census
    a = z * z / np.where(known, effective, 1)
    top = share + a / 2 + np.sqrt(a * share * (1 - share) + a * a / 4)
    # (m - s)(m + s) = share^2 (1 + a): the smaller root without subtraction
    low = share * share / np.where(share > 0, top, 1)
    return np.where(known, low, 0.0), np.where(known & (share < 1), top / (1 + a), 1.0)


def wilson_continuity(x: Counts, n: Counts, level: float = 0.95) -> Interval:
    """Wilson's interval of a share moved by 1/2 person (Newcombe 1998), by at most |x - n/2| as R does
    (prop.test(correct=TRUE))."""
    x, n = _checked(x, n)
    z = normal_quantile(level)
    shift, q = np.minimum(0.5, np.abs(x - n / 2)), z * z / (2 * n)
    up, down = (x + shift) / n, (x - shift) / n
    with np.errstate(invalid="ignore"):
        high = (up + q + z * np.sqrt(up * (1 - up) / n + q / (2 * n))) / (1 + 2 * q)
        low = (down + q - z * np.sqrt(down * (1 - down) / n + q / (2 * n))) / (1 + 2 * q)
    return np.where(down <= 0, 0.0, low), np.where(up >= 1, 1.0, high)


def wald(x: Counts, n: Counts, level: float = 0.95) -> Interval:
    """share +- z sqrt(share (1 - share) / n), not clipped; for comparison only."""
    x, n = _checked(x, n)
    share = x / n
    half = normal_quantile(level) * np.sqrt(share * (1 - share) / n)
    return share - half, share + half


def agresti_coull(x: Counts, n: Counts, level: float = 0.95) -> Interval:
    """Agresti and Coull's (1998) interval, Wald's for x + z^2 / 2 of n + z^2 people; not clipped."""
    x, n = _checked(x, n)
    z = normal_quantile(level)
    share = (x + z * z / 2) / (n + z * z)
    half = z * np.sqrt(share * (1 - share) / (n + z * z))
    return share - half, share + half


def clopper_pearson(x: Counts, n: Counts, level: float = 0.95) -> Interval:
    """The exact interval of Clopper and Pearson (1934; R: binom.test): the beta quantiles
    B(a; x, n - x + 1) and B(1 - a; x + 1, n - x), a = (1 - level) / 2; 0 at x = 0 and 1 at x = n."""
    x, n = _checked(x, n)
    tail = (1 - level) / 2
    low = stats.beta.ppf(tail, np.maximum(x, 1), n - x + 1)
    high = stats.beta.isf(tail, x + 1, np.maximum(n - x, 1))
    return np.where(x == 0, 0.0, low), np.where(x == n, 1.0, high)


def jeffreys(x: Counts, n: Counts, level: float = 0.95) -> Interval:
    """The equal-tailed interval of Jeffreys' prior; 0 at x = 0 and 1 at x = n (Brown, Cai, DasGupta 2001)."""
    x, n = _checked(x, n)
    tail = (1 - level) / 2
    low, high = stats.beta.ppf(tail, x + 0.5, n - x + 0.5), stats.beta.isf(tail, x + 0.5, n - x + 0.5)
    return np.where(x == 0, 0.0, low), np.where(x == n, 1.0, high)


def goodman(counts: Counts, level: float = 0.95) -> Interval:
    """Simultaneous intervals of all k shares of a multinomial (Goodman 1965): Wilson's with the chi-square
    quantile of 1 - (1 - level) / k in the place of z^2; counts of length k."""
    x = np.asarray(counts, dtype=float)
    n, a = x.sum(), stats.chi2.isf((1 - level) / x.size, 1)
    half = np.sqrt(a * (a + 4 * x * (n - x) / n))
    return (a + 2 * x - half) / (2 * (n + a)), (a + 2 * x + half) / (2 * (n + a))


def standard_error_finite(x: int, n: int, population: int) -> float:
    """The standard error of a share of n people drawn from N: sqrt((1 - n/N) p (1 - p) / (n - 1))."""
    if n < 2:
        raise UndefinedStatistic("a standard error needs at least two people")
    if not 0 <= x <= n <= population:
        raise NotANumber(f"{x} of {n} people cannot come from a population of {population}")
    share = x / n
    return float(np.sqrt((1 - n / population) * share * (1 - share) / (n - 1)))


def hypergeometric(x: int, n: int, population: int, level: float = 0.95) -> tuple[int, int]:
    """Exact limits of the number K of such people among N, by inverting the hypergeometric test."""
    if not 0 <= x <= n <= population:
        raise NotANumber(f"{x} of {n} people cannot come from a population of {population}")
    if population - n > MOST_POSSIBLE:
        raise TooMuchWork(f"exact limits among more than {MOST_POSSIBLE} others take too long")
    tail = (1 - level) / 2
    possible: Integers = np.arange(x, population - (n - x) + 1)
    at_least = stats.hypergeom.sf(x - 1, population, possible, n)
    at_most = stats.hypergeom.cdf(x, population, possible, n)
    return int(possible[at_least > tail][0]), int(possible[at_most > tail][-1])


def _checked(x: Counts, n: Counts) -> tuple[Floats, Floats]:
    x, n = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    if not np.all(n <= MOST):
        raise NotANumber(f"the number of people is a number up to {MOST:g}, not {n.max():g}")
    if np.any(x < 0) or np.any(x > n):
        raise UndefinedStatistic("a count must lie between 0 and the number of people")
    return x, n


guard(__name__)
