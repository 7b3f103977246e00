"""Tests of association within strata: Cochran, Mantel, Haenszel, and of equal odds ratios across them.

Tables are arrays strata x rows x columns. A stratum of fewer than two people is refused, as R does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.arrays import Floats
from analysis.correlation import scores_of
from analysis.entrance import guard
from analysis.errors import DesignError, NotTabulable, NoVariation, TooFew, TooSparse
from analysis.fourfold import from_logarithm
from analysis.measures import checked
from analysis.tables import Test


@dataclass(frozen=True, slots=True)
class CommonOdds:
    """Mantel and Haenszel's test with the common `odds_ratio` (above 0) and its limits."""

    test: Test
    odds_ratio: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Homogeneity:
    """A test that the strata's odds ratios are equal, about their common value; `tarone` is Tarone's
    (1985) corrected test."""

    odds_ratio: float
    test: Test
    tarone: Test | None = None


def mantel_haenszel(tables: Floats, *, correct: bool = True, level: float = 0.95) -> CommonOdds:
    """`mantel_haenszel_test` with the common odds ratio of the strata, sum a d / n over sum b c / n, and its
    interval of Robins, Breslow and Greenland (1986) (R: mantelhaen.test). TooSparse when the odds ratio is 0
    or infinite.
    """
    strata = fourfold_strata(tables)
    return CommonOdds(mantel_haenszel_test(strata, correct=correct), *_common_odds(strata, level))


def mantel_haenszel_test(tables: Floats, *, correct: bool = True) -> Test:
    """Mantel and Haenszel's (1959) test of 2 x 2 tables in strata, by default less 1/2 for continuity:
    (|sum (a - r c / n)| - 1/2)^2 / sum r (n - r) c (n - c) / (n^2 (n - 1)), r and c the first row's and
    column's people. TooFew, NoVariation when the strata allow no test.
    """
    strata = fourfold_strata(tables)
    n, rows, columns = _margins(strata)
    excess = float((strata[:, 0, 0] - rows[:, 0] * columns[:, 0] / n).sum())
    variance = float((rows.prod(1) * columns.prod(1) / (n**2 * (n - 1))).sum())
    if not variance:
        raise NoVariation("in every stratum one of the variables is constant")
    less = 0.5 if correct and abs(excess) >= 0.5 else 0.0
    statistic = (abs(excess) - less) ** 2 / variance
    name = "Mantel-Haenszel chi-square" + (", corrected for continuity" if correct else "")
    return Test(name, statistic, 1, float(stats.chi2.sf(statistic, 1)))


def _common_odds(strata: Floats, level: float) -> tuple[float, float, float]:
    n = strata.sum((1, 2))
    (a, b), (c, d) = strata.transpose(1, 2, 0)
    same, other = a * d / n, b * c / n
    if not (same.sum() and other.sum()):
        raise TooSparse("the common odds ratio is 0 or infinite: use the exact test")
    along, across = (a + d) / n, (b + c) / n
    error = np.sqrt(
        (along * same).sum() / (2 * same.sum() ** 2)
        + (along * other + across * same).sum() / (2 * same.sum() * other.sum())
        + (across * other).sum() / (2 * other.sum() ** 2)
    )
    found = from_logarithm(float(np.log(same.sum() / other.sum())), float(error), level)
    return found.value, found.low, found.high


def breslow_day(tables: Floats) -> Homogeneity:
    """Breslow and Day's (1980) test of equal odds ratios, sum (a - A)^2 / V: each stratum's first count a
    against the A that the common odds ratio expects in its margins, V = 1 / sum of 1 / expected counts;
    Tarone's takes (sum (a - A))^2 / sum V off. A stratum in which a variable is constant has no odds ratio:
    it says nothing, and counts as none. TooFew for fewer than two others."""
    strata = fourfold_strata(tables)
    common = mantel_haenszel(strata).odds_ratio
    told = strata[strata.sum(1).all(1) & strata.sum(2).all(1)]
    n, rows, columns = _margins(told)
    wanted = _expected(common, rows[:, 0], columns[:, 0], n)
    others = (rows[:, 0] - wanted, columns[:, 0] - wanted, n - rows[:, 0] - columns[:, 0] + wanted)
    variance = 1 / (1 / np.array([wanted, *others])).sum(0)
    away = told[:, 0, 0] - wanted
    statistic = float((away**2 / variance).sum())
    corrected = statistic - float(away.sum() ** 2 / variance.sum())
    tests = [
        _chi_square(name, x, len(n) - 1) for name, x in (("Breslow-Day", statistic), ("Tarone", corrected))
    ]
    return Homogeneity(common, *tests)


def _expected(odds: float, row: Floats, column: Floats, n: Floats) -> Floats:
    """The first count of each stratum at which its odds ratio is `odds`: the root of
    (1 - odds) x^2 + (n - r - c + odds (r + c)) x - odds r c inside the margins, without cancellation."""
    square, linear, constant = 1 - odds, n - row - column + odds * (row + column), odds * row * column
    root: Floats = 2 * constant / (linear + np.sqrt(linear**2 + 4 * square * constant))
    return root


def woolf(tables: Floats) -> Homogeneity:
    """Woolf's (1955) test of equal odds ratios: their logarithms about the weighted mean; 1/2 is added to
    every count when one is 0 (R vcd: woolf_test)."""
    strata = fourfold_strata(tables, least=1)
    filled = strata if strata.all() else strata + 0.5
    (a, b), (c, d) = filled.transpose(1, 2, 0)
    logarithm, weight = np.log(a) + np.log(d) - np.log(b) - np.log(c), 1 / (1 / filled).sum((1, 2))
    mean = (weight @ logarithm) / weight.sum()
    statistic = float(weight @ (logarithm - mean) ** 2)
    return Homogeneity(float(np.exp(mean)), _chi_square("Woolf", statistic, len(strata) - 1))


@dataclass(frozen=True, slots=True)
class Landis:
    """Landis, Heyman and Koch's (1978) tests: nonzero correlation, row mean scores differ, column mean
    scores differ, general association."""

    correlation: Test
    row_means: Test
    column_means: Test
    general: Test


def cochran_mantel_haenszel(
    tables: Floats, row_scores: Floats | None = None, column_scores: Floats | None = None
) -> Landis:
    """The generalized Cochran-Mantel-Haenszel tests of tables of any size, one or many strata, with scores
    1..k unless given (SAS PROC FREQ: CMH; R vcdExtra: CMHtest; general: mantelhaen.test).

    Each is G' V^-1 G of the summed differences from independence under fixed margins, transformed by
    scores. Rows and columns that are empty in all strata count neither as people nor as degrees of
    freedom. TooFew, NoVariation.
    """
    strata, rows, columns = _used(strata_of(tables, least=0))
    along = [_contrasts(strata.shape[1]), scores_of(len(rows), row_scores)[rows][None]]
    across = [_contrasts(strata.shape[2]), scores_of(len(columns), column_scores)[columns][None]]
    return Landis(
        _quadratic("nonzero correlation", strata, along[1], across[1]),
        _quadratic("row mean scores differ", strata, along[0], across[1]),
        _quadratic("column mean scores differ", strata, along[1], across[0]),
        _quadratic("general association", strata, along[0], across[0]),
    )


def general_association(tables: Floats) -> Test:
    """The generalized Cochran-Mantel-Haenszel test of nominal variables (Landis, Heyman and Koch 1978; R:
    mantelhaen.test, coin: cmh_test): G' V^-1 G of the summed differences from independence."""
    strata, *_ = _used(strata_of(tables, least=0))
    rows, columns = _contrasts(strata.shape[1]), _contrasts(strata.shape[2])
    return _quadratic("general association", strata, rows, columns)


def _used(strata: Floats) -> tuple[Floats, Floats, Floats]:
    """The strata of two people and more, as one alone is associated with nobody, without the rows and
    columns that are empty in all; and which of these stay."""
    strata = strata[strata.sum((1, 2)) > 1]
    rows, columns = strata.sum((0, 2)) > 0, strata.sum((0, 1)) > 0
    kept = strata[:, rows][:, :, columns]
    if min(kept.shape[1:]) < 2:
        raise TooFew("association needs at least two rows and two columns with people")
    return kept, rows, columns


def _contrasts(size: int) -> Floats:
    """All categories but the last."""
    return np.eye(size)[:-1]


def _quadratic(name: str, strata: Floats, rows: Floats, columns: Floats) -> Test:
    n = strata.sum((1, 2))[:, None, None]
    along, across = strata.sum(2), strata.sum(1)
    excess = (strata - along[:, :, None] * across[:, None, :] / n).sum(0)
    covariance = sum(
        np.kron(rows @ _spread(r) @ rows.T, columns @ _spread(c) @ columns.T) * r.sum() ** 2 / (r.sum() - 1)
        for r, c in zip(along, across, strict=True)
    )
    score = (rows @ excess @ columns.T).ravel()
    if np.linalg.matrix_rank(covariance) < len(score):
        raise NoVariation("the strata leave nothing to test")
    return _chi_square(name, float(score @ np.linalg.solve(covariance, score)), len(score))


def _spread(margin: Floats) -> Floats:
    """The covariance of one person's category, diag(p) - p p'."""
    share = margin / margin.sum()
    covariance: Floats = np.diag(share) - np.outer(share, share)
    return covariance


def _chi_square(name: str, statistic: float, df: int) -> Test:
    if df < 1:
        raise TooFew("a comparison of strata needs two that say something")
    return Test(name, statistic, df, float(stats.chi2.sf(statistic, df)))


def strata_of(tables: Floats, least: int = 2) -> Floats:
    """The tables as floats, strata x rows x columns; a single table is one stratum. TooFew when a stratum
    holds fewer people than `least`."""
    strata = tables[None] if tables.ndim == 2 else tables
    if strata.ndim != 3:
        raise DesignError("tables in strata have the shape strata x rows x columns")
    checked(strata.reshape(1, -1))
    if (strata.sum((1, 2)) < least).any():
        raise TooFew(f"every stratum needs {'two people' if least > 1 else 'somebody'}")
    return strata


def fourfold_strata(tables: Floats, least: int = 2) -> Floats:
    """Strata of 2 x 2; NotTabulable for another shape."""
    strata = strata_of(tables, least)
    if strata.shape[1:] != (2, 2):
        raise NotTabulable("this needs tables of two rows and two columns")
    return strata


def _margins(strata: Floats) -> tuple[Floats, Floats, Floats]:
    return strata.sum((1, 2)), strata.sum(2), strata.sum(1)


guard(__name__)
