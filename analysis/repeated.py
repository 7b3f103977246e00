"""The same people under several conditions: tests of n x k values (a row per person), and of pairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.arrays import Booleans, Floats
from analysis.entrance import guard
from analysis.errors import NotANumber, NoVariation, TooFew
from analysis.means import LARGEST, Difference, difference
from analysis.rank_sums import METHODS, UnknownMethod, signed_rank_p
from analysis.tables import Test


def _checked(values: Floats) -> Floats:
    """Values as n x k, two columns and one person at least; NotANumber when one is not finite."""
    rows = np.asarray(values, dtype=float)
    if rows.ndim != 2 or rows.shape[1] < 2 or not len(rows):
        raise TooFew("repeated measures need one person and two conditions at least: n x k values")
    if not np.isfinite(rows).all():
        raise NotANumber("a value is not a finite number; leave people with missing answers out before")
    return rows


def within_test(scores: Floats, name: str = "within-people test") -> Test:
    """The permutation test of the k column sums of scores (n x k), permuted within each person:
    (k - 1) sum_j (S_j - mean S)^2 / sum_ij (s_ij - mean of i)^2 against chi-square on k - 1.

    With ranks it is Friedman's test, with 0/1 choices Cochran's Q.
    """
    rows = _checked(scores)
    spread = float(np.square(rows - rows.mean(1, keepdims=True)).sum())
    if spread <= 0:
        raise NoVariation("everybody answers alike under all conditions")
    sums, df = rows.sum(0), rows.shape[1] - 1
    statistic = df * float(np.square(sums - sums.mean()).sum()) / spread
    return Test(name, statistic, df, float(stats.chi2.sf(statistic, df)))


def friedman(values: Floats) -> Test:
    """Friedman's (1937) test of n x k values, ranked within people, ties as midranks (R: friedman.test):
    12 sum (R_j - n (k + 1) / 2)^2 / (n k (k + 1) - sum (t^3 - t) / (k - 1)), R_j the rank sums, on k - 1
    df."""
    return within_test(_ranked(values), "Friedman")


def _ranked(values: Floats) -> Floats:
    ranks: Floats = stats.rankdata(_checked(values), axis=1)
    return ranks


@dataclass(frozen=True, slots=True)
class Concordance:
    """Kendall's W: 0 when n people (raters) rank k things without agreement, 1 when all rank them alike;
    `uncorrected` takes no account of ties; `test` is Friedman's."""

    value: float
    uncorrected: float
    test: Test
    raters: int
    objects: int


def kendall_w(values: Floats) -> Concordance:
    """Kendall and Babington Smith's (1939) coefficient of concordance of n x k values, Friedman's chi-square
    over n (k - 1); uncorrected for ties 12 sum (R_j - mean)^2 / (n^2 (k^3 - k)), R_j the rank sums."""
    ranks = _ranked(values)
    n, k = ranks.shape
    test = friedman(values)
    sums = ranks.sum(0)
    plain = 12 * float(np.square(sums - sums.mean()).sum()) / (n * n * (k**3 - k))
    return Concordance(test.statistic / (n * (k - 1)), plain, test, n, k)


@dataclass(frozen=True, slots=True)
class SignedRank:
    """Wilcoxon's `v` (sum of the ranks of positive differences), the standardized `z` without continuity
    correction, `p` two-sided, how it was found, and the people with a difference."""

    v: float
    z: float
    p: float
    method: str
    differing: int


def signed_rank(differences: Floats, method: str = "continuity", zeros: str = "dropped") -> SignedRank:
    """Wilcoxon's (1945) signed-rank test of n differences.

    `zeros`: "dropped" before ranking (R: wilcox.test), or "pratt" ranked with the others and dropped after
    (Pratt 1959; R: coin::wilcoxsign_test). `method`: "normal", "continuity" (1/2 towards the expected v) or
    "exact" over all signs, ties as they are (R: exactRankTests::wilcox.exact). The variance is a quarter of
    the sum of squared ranks, which holds with ties. NoVariation when no difference is left.
    """
    if method not in METHODS or zeros not in ("dropped", "pratt"):
        raise UnknownMethod(f"no signed-rank test by {method!r} with zeros {zeros!r}")
    ranks, positive = _signed(differences, zeros)
    v, expected = float(ranks[positive].sum()), float(ranks.sum()) / 2
    error = float(np.sqrt(np.square(ranks).sum())) / 2
    away = v - expected
    z, count = away / error, len(ranks)
    if method == "exact":
        return SignedRank(v, z, signed_rank_p(ranks, positive), method, count)
    shift = float(np.sign(away)) / 2 if method == "continuity" else 0.0
    p = float(2 * stats.norm.sf(abs(away - shift) / error))
    return SignedRank(v, z, min(1.0, p), method, count)


def _signed(differences: Floats, zeros: str) -> tuple[Floats, Booleans]:
    """The ranks of the differences that are not 0, and which of them are positive."""
    given = _differences(differences)
    ranked = given if zeros == "pratt" else given[given != 0]
    if not ranked.any():
        raise NoVariation("no person differs between the two conditions")
    ranks = stats.rankdata(np.abs(ranked))
    return ranks[ranked != 0], ranked[ranked != 0] > 0


def _differences(values: Floats) -> Floats:
    given = np.asarray(values, dtype=float).ravel()
    if not (np.abs(given) < LARGEST).all():
        raise NotANumber("a difference is not a finite number; leave people with missing answers out before")
    return given


def sign_test(differences: Floats) -> Test:
    """The sign test (Arbuthnot 1710; R: binom.test): positive among nonzero differences against 1/2, exact.
    The statistic is the number of positive ones, `df` the number that are not 0."""
    given = _differences(differences)
    positive, n = int((given > 0).sum()), int((given != 0).sum())
    if not n:
        raise NoVariation("no person differs between the two conditions")
    p = min(1.0, 2 * float(stats.binom.cdf(min(positive, n - positive), n, 0.5)))
    return Test("sign test", positive, n, p)


def paired_t(differences: Floats, level: float = 0.95) -> Difference:
    """Student's t of the mean of n differences (R: t.test, paired=TRUE)."""
    given = _differences(differences)
    if len(given) < 2:
        raise TooFew(f"{len(given)} pairs; a paired t needs two")
    mean, error = float(given.mean()), float(given.std(ddof=1) / np.sqrt(len(given)))
    return difference(mean, error, len(given) - 1, scale=abs(mean), level=level)


guard(__name__)
