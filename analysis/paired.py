"""The same people asked twice (or two raters): do the margins of their square table differ?

Rows are the first answers, columns the second, the same categories in the same order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.arrays import Floats
from analysis.correlation import scores_of
from analysis.entrance import guard
from analysis.errors import NotTabulable, NoVariation, TooFew, TooSparse
from analysis.measures import checked
from analysis.tables import Test


def mcnemar(counts: Floats, *, correct: bool = True) -> Test:
    """McNemar's (1947) test of a 2 x 2 table, (|b - c| - 1)^2 / (b + c), the 1 for continuity unless not
    wanted or b = c (R: mcnemar.test). NoVariation when nobody changed."""
    b, c = _changes(counts)
    less = 1.0 if correct and b != c else 0.0
    statistic = (abs(b - c) - less) ** 2 / (b + c)
    name = "McNemar" + (", corrected for continuity" if correct else "")
    return Test(name, statistic, 1, float(stats.chi2.sf(statistic, 1)))


def mcnemar_exact(counts: Floats) -> Test:
    """The exact McNemar test (Cochran 1950; R: binom.test): twice the binomial tail of the rarer change among
    those who changed, 2 P(Bin(b + c, 1/2) <= min(b, c)), at most 1. The statistic is the changes from the
    first to the second category. NoVariation when nobody changed."""
    b, c = _changes(counts)
    return Test("McNemar, exact", b, None, min(1.0, 2 * float(stats.binom.cdf(min(b, c), b + c, 0.5))))


def _changes(counts: Floats) -> tuple[float, float]:
    table = square(counts)
    if len(table) != 2:
        raise NotTabulable("McNemar's test needs two categories: see bowker")
    if not table[0, 1] + table[1, 0]:
        raise NoVariation("nobody changed: there is nothing to test")
    return float(table[0, 1]), float(table[1, 0])


def bowker(counts: Floats) -> Test:
    """Bowker's (1948) test of symmetry, sum_{i<j} (n_ij - n_ji)^2 / (n_ij + n_ji) with k (k - 1) / 2 degrees
    of freedom (R: mcnemar.test). TooSparse when nobody moved between two categories in either direction."""
    table = square(counts)
    above = np.triu_indices(len(table), 1)
    one, other = table[above], table.T[above]
    if not (one + other).all():
        raise TooSparse("symmetry has no test: between two categories nobody changed")
    statistic = float(((one - other) ** 2 / (one + other)).sum())
    return Test("Bowker symmetry", statistic, len(one), float(stats.chi2.sf(statistic, len(one))))


@dataclass(frozen=True, slots=True)
class Homogeneous:
    """The tests that both margins are equal, of Stuart and Maxwell, and of Bhapkar."""

    stuart_maxwell: Test
    bhapkar: Test | None


def stuart_maxwell(counts: Floats) -> Homogeneous:
    """Stuart's (1955) and Maxwell's (1970) test of marginal homogeneity, d' S^-1 d with k - 1 degrees of
    freedom, d the differences of the margins and S their covariance under equality; and Bhapkar's (1966),
    x / (1 - x / n), None where x = n. Categories of nobody do not count among the k. NoVariation when S is
    singular, as when nobody changed."""
    table = square(counts)
    used = table.sum(0) + table.sum(1) > 0
    table = table[np.ix_(used, used)]
    n, df = table.sum(), len(table) - 1
    apart = (table.sum(1) - table.sum(0))[:-1]
    covariance = np.diag(table.sum(1) + table.sum(0)) - table - table.T
    covariance = covariance[:-1, :-1]
    if not df or np.linalg.matrix_rank(covariance) < df:
        raise NoVariation("the margins have no test: between some categories nobody changed")
    statistic = float(apart @ np.linalg.solve(covariance, apart))
    name = "Stuart-Maxwell marginal homogeneity"
    plain = Test(name, statistic, df, float(stats.chi2.sf(statistic, df)))
    if statistic >= n:
        return Homogeneous(plain, None)
    stronger = statistic / (1 - statistic / n)
    return Homogeneous(plain, Test("Bhapkar", stronger, df, float(stats.chi2.sf(stronger, df))))


def ordinal_homogeneity(counts: Floats, scores: Floats | None = None) -> Test:
    """The test that both answers have the same mean score, 1..k unless given: z = sum n_ij (s_i - s_j) /
    sqrt(sum n_ij (s_i - s_j)^2) (Agresti 2002, 10.3; R coin: mh_test(scores=)). NoVariation when nobody
    changed."""
    table = square(counts)
    score = scores_of(len(table), scores)
    change = score[:, None] - score
    squares = float((table * change**2).sum())
    if not squares:
        raise NoVariation("nobody changed: there is nothing to test")
    z = float((table * change).sum() / np.sqrt(squares))
    return Test("marginal homogeneity of scores", z, None, float(2 * stats.norm.sf(abs(z))))


def square(counts: Floats) -> Floats:
    """The counts as floats; NotTabulable when the table is not square, TooFew for one category."""
    table = checked(counts)
    if table.shape[0] != table.shape[1]:
        raise NotTabulable(
            f"both answers need the same categories, not {table.shape[0]} and {table.shape[1]}"
        )
    if len(table) < 2:
        raise TooFew("two answers need two categories")
    return table


guard(__name__)
