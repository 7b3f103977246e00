"""Means of groups compared. All are functions of each group's people, mean and variance (`Moments`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy import optimize, stats

from analysis.arrays import Floats, Integers, summed
from analysis.entrance import guard, guarded
from analysis.errors import NotANumber, NoVariation, TooFew
from analysis.estimates import t_quantile
from analysis.hypotheses import Strength
from analysis.intervals import normal_quantile as checked_level
from analysis.multiplicity import Pair
from analysis.noncentral import f_below
from analysis.studentized import studentized_range, studentized_range_point
from analysis.tables import Test

LARGEST_T = 1e6
"""Beyond it the noncentral t is not computed."""
LARGEST = 1e150
"""Values beyond it have squares that no number holds."""


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """People, means, variances (n - 1 below; 0 for one person) and codes of the k groups with people."""

    n: Floats
    mean: Floats
    variance: Floats
    groups: Integers

    @classmethod
    @guarded
    def of(cls, values: Floats, groups: Integers) -> Moments:
        """The moments of n finite values in n groups; NotANumber for others."""
        numbers = np.asarray(values, dtype=float)
        if not (np.abs(numbers) < LARGEST).all():
            raise NotANumber("a value is not a number to calculate with; leave missing answers out before")
        names, place = np.unique(np.asarray(groups), return_inverse=True)
        n = np.bincount(place, minlength=len(names)).astype(float)
        mean = summed(place, numbers, len(names)) / n
        squares = summed(place, np.square(numbers - mean[place]), len(names))
        return cls(n, mean, squares / np.maximum(n - 1, 1), names)

    @guarded
    def several(self, least: int = 1) -> Moments:
        """The same, if there are two groups or more, each with at least so many people; else TooFew."""
        if len(self.n) < 2:
            raise TooFew(f"{len(self.n)} groups with people; the comparison needs two")
        if self.n.min() < least:
            raise TooFew(f"group {self.groups[np.argmin(self.n)]} has {self.n.min():g} people, not {least}")
        return self

    @guarded
    def two(self, least: int = 1) -> Moments:
        """The same, if there are exactly two groups of at least so many people; else TooFew."""
        if len(self.n) > 2:
            raise TooFew(f"two groups are compared, not {len(self.n)}")
        return self.several(least)

    @guarded
    def part(self, places: tuple[int, ...]) -> Moments:
        """The groups at these places."""
        chosen = list(places)
        return Moments(self.n[chosen], self.mean[chosen], self.variance[chosen], self.groups[chosen])

    @property
    def pooled(self) -> float:
        """The variance within the groups; TooFew when no degrees of freedom are left."""
        return float(((self.n - 1) * self.variance).sum()) / self.within

    @property
    def within(self) -> float:
        """Degrees of freedom within the groups: people - groups."""
        df = float(self.n.sum()) - len(self.n)
        if df < 1:
            raise TooFew(f"{self.n.sum():g} people in {len(self.n)} groups leave no variance within them")
        return df


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference of two means with its interval, Student's t with its degrees of freedom (infinite: the
    normal distribution), and p."""

    value: float
    low: float
    high: float
    statistic: float
    df: float
    p: float


def difference(value: float, error: float, df: float, *, scale: float, level: float = 0.95) -> Difference:
    """value / error against Student's t; NoVariation where the error is nothing beside values of this
    `scale` (R: "data are essentially constant")."""
    if error <= 10 * np.finfo(float).eps * scale:
        raise NoVariation("all values of a group are equal: the difference has no error to be compared with")
    t, half = value / error, t_quantile(level, df) * error
    if not np.isfinite([value - half, value + half, t]).all():
        raise NotANumber(f"the difference {value:g} with the error {error:g} is beyond all numbers")
    return Difference(value, value - half, value + half, t, df, float(2 * stats.t.sf(abs(t), df)))


def student(groups: Moments, level: float = 0.95) -> Difference:
    """Student's (1908) t of first - second group with one common variance v (R: t.test, var.equal=TRUE): the
    difference over sqrt(v (1 / n1 + 1 / n2)), on n1 + n2 - 2 df."""
    two = groups.two()
    error = float(np.sqrt(two.pooled * (1 / two.n).sum()))
    return difference(
        _first_less_second(two), error, two.within, scale=float(np.abs(two.mean).max()), level=level
    )


def welch(groups: Moments, level: float = 0.95) -> Difference:
    """Welch's (1947) t of first - second group, each with its own variance (R: t.test): the difference over
    sqrt(v1 / n1 + v2 / n2) = sqrt(e1 + e2), on (e1 + e2)^2 / (e1^2 / (n1 - 1) + e2^2 / (n2 - 1)) df."""
    two = groups.two(2)
    squared = two.variance / two.n
    below = float((np.square(squared) / (two.n - 1)).sum())
    df = float(squared.sum()) ** 2 / below if below else two.within
    scale = float(np.abs(two.mean).max())
    return difference(_first_less_second(two), float(np.sqrt(squared.sum())), df, scale=scale, level=level)


def _first_less_second(two: Moments) -> float:
    return float(two.mean[0] - two.mean[1])


def anova(groups: Moments) -> Test:
    """Fisher's (1925) one-way analysis of variance (R: oneway.test, var.equal=TRUE): F = mean square between
    the k groups, sum n (mean - whole mean)^2 / (k - 1), over that within, on k - 1 and n - k df."""
    k = groups.several()
    grand = float(k.n @ k.mean / k.n.sum())
    between, df = float(k.n @ np.square(k.mean - grand)), len(k.n) - 1
    _varied(k.pooled, k)
    f = between / df / k.pooled
    return Test("analysis of variance", f, df, float(stats.f.sf(f, df, k.within)), df2=k.within)


def welch_anova(groups: Moments) -> Test:
    """Welch's (1951) analysis of means, each group with its own variance (R: oneway.test)."""
    k = groups.several(2)
    _varied(float(k.variance.min()), k)
    weights, count = k.n / k.variance, len(k.n)
    centre = float(weights @ k.mean / weights.sum())
    spread = float((np.square(1 - weights / weights.sum()) / (k.n - 1)).sum()) / (count**2 - 1)
    above = float(weights @ np.square(k.mean - centre)) / (count - 1)
    f, df2 = above / (1 + 2 * (count - 2) * spread), 1 / (3 * spread)
    return Test("Welch's analysis of means", f, count - 1, float(stats.f.sf(f, count - 1, df2)), df2=df2)


def _varied(variance: float, groups: Moments) -> None:
    if np.sqrt(variance) <= 10 * np.finfo(float).eps * float(np.abs(groups.mean).max()):
        raise NoVariation("all values of a group are equal: means have no error to be compared with")


def tukey(groups: Moments, level: float = 0.95) -> tuple[Pair, ...]:
    """Tukey's honest differences of all pairs, second - first group, with joint intervals and p by the
    studentized range; for unequal groups Tukey and Kramer's (1956) (R: TukeyHSD). The statistic is q."""
    checked_level(level)
    k = groups.several()
    _varied(k.pooled, k)
    count, df = len(k.n), k.within
    point = studentized_range_point(1 - level, count, df)

    def compared(i: int, j: int) -> Pair:
        value, error = float(k.mean[j] - k.mean[i]), np.sqrt(k.pooled / 2 * (1 / k.n[i] + 1 / k.n[j]))
        q, half = abs(value) / error, float(point * error)
        p = studentized_range(float(q), count, df)
        return Pair(i, j, float(q), p, p, value, value - half, value + half)

    return tuple(compared(i, j) for i, j in combinations(range(count), 2))


def cohens_d(groups: Moments, level: float = 0.95) -> Strength:
    """Cohen's d: (first - second mean) / pooled standard deviation, with the limits of its noncentral t
    (Cumming and Finch 2001; R: effectsize::cohens_d)."""
    test, two = student(groups, level), groups.two()
    scale, tail = float(np.sqrt((1 / two.n).sum())), (1 - level) / 2
    low, high = (noncentral_t(test.statistic, test.df, upper) for upper in (tail, 1 - tail))
    return Strength(test.statistic * scale, low * scale, high * scale)


def noncentral_t(t: float, df: float, upper: float) -> float:
    """The noncentrality under which Student's t exceeds `t` with probability `upper`."""
    if not (abs(t) < LARGEST_T and df > 0 and 0 < upper < 1):
        raise NotANumber(f"no noncentral t exceeds {t:g} on {df:g} degrees of freedom with chance {upper:g}")
    return _root(lambda ncp: float(stats.nct.sf(t, df, ncp)) - upper, t - 5, t + 5)


def eta(test: Test, level: float = 0.95) -> Strength:
    """The correlation ratio eta = sqrt(df1 F / (df1 F + df2)) of an F test, with limits from the noncentral
    F, as sqrt(ncp / (ncp + df1 + df2 + 1)) (Smithson 2003, ch. 5)."""
    checked_level(level)
    df1, df2, tail = float(test.df or 0), float(test.df2 or 0), (1 - level) / 2
    value = np.sqrt(df1 * test.statistic / (df1 * test.statistic + df2))
    ncps = [_noncentral_f(test.statistic, df1, df2, upper) for upper in (tail, 1 - tail)]
    low, high = (float(np.sqrt(ncp / (ncp + df1 + df2 + 1))) for ncp in ncps)
    return Strength(float(value), low, high)


def smallest_eta(test: Test, level: float = 0.95, power: float = 0.8) -> float:
    """The correlation ratio that an F test with these degrees of freedom finds with the given power: that of
    the noncentrality whose F exceeds the critical one so often (Cohen 1988, ch. 8)."""
    df1, df2 = float(test.df or 0), float(test.df2 or 0)
    ncp = _noncentral_f(float(stats.f.isf(1 - level, df1, df2)), df1, df2, power)
    return float(np.sqrt(ncp / (ncp + df1 + df2 + 1)))


def _noncentral_f(f: float, df1: float, df2: float, upper: float) -> float:
    """The noncentrality under which F exceeds `f` with probability `upper`; 0 when the central one does."""
    if not 0 < upper < 1:
        raise NotANumber(f"no noncentral F exceeds {f:g} with chance {upper:g}")
    if stats.f.sf(f, df1, df2) >= upper:
        return 0.0
    return _root(lambda ncp: 1 - f_below(f, df1, df2, ncp) - upper, 1e-9, f * df1 + 20)


def _root(excess: Callable[[float], float], low: float, high: float) -> float:
    """Where an increasing function is 0, the bounds widened until it lies between them."""
    step = max(1.0, high - low)
    while excess(high) < 0:
        high, step = high + step, 2 * step
    while excess(low) > 0:
        low, step = low - step, 2 * step
    return float(optimize.brentq(excess, low, high, xtol=1e-10, rtol=1e-12))


guard(__name__)
