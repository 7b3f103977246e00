"""Reliability from covariances of items: alpha and its interval, item-rest correlations, Guttman's lambdas.

Every function takes the k x k covariance (or correlation) matrix of the items.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.arrays import Floats
from analysis.entrance import guard
from analysis.errors import NotANumber, NoVariation, Redundant, TooFew
from analysis.scales.checks import level_of, matrix_of
from analysis.scales.moments import inverse, singular, standardized


@dataclass(frozen=True, slots=True)
class Alpha:
    """Coefficients of a whole scale, as psych::alpha names them.

    `raw` alpha; `standardized` alpha of the correlations; `lambda6` of the correlations, None where an item
    follows from the others; `average_r` the mean correlation; `signal_noise` k r / (1 - r); `variance_factor`
    n times the squared standard error of raw alpha (Duhachek and Iacobucci 2004).
    """

    raw: float
    standardized: float
    lambda6: float | None
    average_r: float
    signal_noise: float
    variance_factor: float

    def standard_error(self, n: float) -> float:
        """The standard error of raw alpha for n people."""
        return float(np.sqrt(self.variance_factor / n))


@dataclass(frozen=True, slots=True)
class Guttman:
    """Guttman's lower bounds of reliability (1945); lambda3 is alpha."""

    lambda1: float
    lambda2: float
    lambda3: float
    lambda5: float
    lambda6: float


@dataclass(frozen=True, slots=True, eq=False)
class ItemStatistics:
    """Correlations of k items with their scale (each of length k; `corrected_r` None where an item follows
    from the others, or where the shared variances sum to no variance).

    `raw_r` with the sum; `standardized_r` with the sum of standardized items; `corrected_r` that, without
    the item's own error (squared multiple correlations in the diagonal); `rest_r` with the sum of the others.
    """

    raw_r: Floats
    standardized_r: Floats
    corrected_r: Floats | None
    rest_r: Floats


def raw_alpha(covariances: Floats) -> float:
    """Cronbach's alpha k / (k - 1) (1 - tr C / sum C) (1951); it may be negative.

    TooFew for one item, NoVariation when the sum of the items does not vary.

    >>> round(raw_alpha(np.array([[1.0, 0.5], [0.5, 1.0]])), 4)
    0.6667
    """
    covariances = matrix_of(covariances)
    k, whole = len(covariances), float(covariances.sum())
    if k < 2:
        raise TooFew("alpha needs at least two items")
    if whole <= 1e-12 * float(np.abs(covariances).sum()):
        raise NoVariation("the sum of the items does not vary, so alpha is not defined")
    return k / (k - 1) * (1 - float(np.trace(covariances)) / whole)


def alpha(covariances: Floats) -> Alpha:
    """Alpha and its kin (R: psych::alpha); NoVariation for a constant item, see `raw_alpha` for the rest."""
    r = standardized(covariances)
    if len(r) < 2:
        raise TooFew("alpha needs at least two items")
    k, mean_r = len(r), average_r(r)
    whole, trace = float(covariances.sum()), float(np.trace(covariances))
    squared = covariances @ covariances
    factor = whole * (float(np.trace(squared)) + trace**2) - 2 * trace * float(squared.sum())
    if mean_r >= 1 - 1e-12:
        raise Redundant("all items are the same")
    return Alpha(
        raw_alpha(covariances),
        raw_alpha(r),
        None if singular(r) else lambda6(r),
        mean_r,
        k * mean_r / (1 - mean_r),
        2 * k**2 / ((k - 1) ** 2 * whole**3) * factor,
    )


def feldt(value: float, n: float, k: int, level: float = 0.95) -> tuple[float, float]:
    """The interval of alpha for n people and k items (Feldt 1965; R: psych::alpha.ci):
    1 - (1 - alpha) F_q with n - 1 and (n - 1)(k - 1) degrees of freedom.

    >>> feldt(1.0, 10, 4)
    (1.0, 1.0)
    """
    if not np.isfinite(value) or not np.isfinite(n):
        raise NotANumber(f"alpha {value} of {n} people is no number")
    if n <= 1 or k < 2:
        raise TooFew(f"an interval of alpha needs two people and two items, not {n:g} and {k}")
    tail, df = (1 - level_of(level)) / 2, (n - 1, (n - 1) * float(k - 1))
    low, high = stats.f.isf(tail, *df), stats.f.ppf(tail, *df)
    if not np.isfinite(low):
        raise NotANumber(f"alpha of {n:g} people has no limits at the level {level}")
    return float(1 - (1 - value) * low), float(1 - (1 - value) * high)


def alpha_without(covariances: Floats, i: int) -> float:
    """Raw alpha of the scale without item i; TooFew for fewer than three items."""
    if len(covariances) < 3:
        raise TooFew("alpha without an item needs at least three items")
    return raw_alpha(np.delete(np.delete(covariances, i, 0), i, 1))


def alpha_if_deleted(covariances: Floats) -> Floats:
    """Raw alpha of the scale without each item (length k)."""
    return np.array([alpha_without(covariances, i) for i in range(len(covariances))])


def rest_correlation(covariances: Floats, i: int) -> float:
    """The correlation of item i with the sum of the others; NoVariation when either does not vary.

    With v its variance and c its covariance with the whole: (c - v) / sqrt(v (V - 2 c + v)).
    """
    covariances = matrix_of(covariances)
    own, shared, whole = covariances[i, i], covariances[i].sum(), covariances.sum()
    rest = whole - 2 * shared + own
    if own <= 0 or rest <= 1e-12 * np.abs(covariances).sum():
        raise NoVariation(f"item {i + 1} of the scale, or the sum of the others, does not vary")
    return float((shared - own) / np.sqrt(own * rest))


def item_rest(covariances: Floats) -> Floats:
    """The correlation of each item with the sum of the others (length k)."""
    return np.array([rest_correlation(covariances, i) for i in range(len(covariances))])


def average_r(correlations: Floats) -> float:
    """The mean of the correlations between different items."""
    k = len(correlations)
    return (float(correlations.sum()) - k) / (k * (k - 1))


def item_statistics(covariances: Floats) -> ItemStatistics:
    """How each item goes with the scale (R: psych::alpha's item.stats): sum_j c_ij / sqrt(c_ii sum c) of the
    covariances, of the correlations, of those with squared multiple correlations in the diagonal, and with
    the sum of the others (`rest_correlation`)."""
    r = standardized(covariances)
    for matrix in (covariances, r):
        raw_alpha(matrix)  # refuses where the sum of the items does not vary
    spread = np.sqrt(np.diag(covariances) * covariances.sum())
    return ItemStatistics(
        covariances.sum(1) / spread,
        r.sum(1) / np.sqrt(r.sum()),
        _corrected(r),
        item_rest(covariances),
    )


def _corrected(r: Floats) -> Floats | None:
    """Each item's correlation with the sum of what the items share, R with squared multiple correlations in
    its diagonal; None where that sum does not vary."""
    if singular(r):
        return None
    shared = r.copy()
    np.fill_diagonal(shared, smc(r))
    return None if shared.sum() <= 0 else np.asarray(shared.sum(1) / np.sqrt(shared.sum()))


def smc(correlations: Floats) -> Floats:
    """Squared multiple correlations of each item with the others, 1 - 1 / diag(R^-1)."""
    found: Floats = 1 - 1 / np.diag(inverse(correlations))
    return found


def lambda6(covariances: Floats) -> float:
    """Guttman's (1945) lambda 6: 1 - sum of the items' unpredicted variances, c_ii (1 - smc_i), over the
    variance of the sum."""
    r, own = standardized(covariances), np.diag(covariances)
    return float(1 - ((1 - smc(r)) * own).sum() / covariances.sum())


def guttman(covariances: Floats) -> Guttman:
    """Guttman's lambdas (Psychometrika 1945) of covariances c with sum V: 1 - tr / V; that + sqrt(k / (k -
    1) sum c_ij^2) / V; alpha; lambda 1 + 2 sqrt(max_i sum_j c_ij^2) / V; `lambda6`. Lambda 4 stands in
    `halves`."""
    third = raw_alpha(covariances)
    k, whole = len(covariances), covariances.sum()
    off = covariances - np.diag(np.diag(covariances))
    first = 1 - np.trace(covariances) / whole
    second = first + np.sqrt(k / (k - 1) * np.square(off).sum()) / whole
    fifth = first + 2 * np.sqrt(np.square(off).sum(0).max()) / whole
    return Guttman(float(first), float(second), third, float(fifth), lambda6(covariances))


guard(__name__)
