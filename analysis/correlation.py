"""Correlations of two ordered variables and their tests, from a table of counts and scores of its sides."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.arrays import Floats
from analysis.entrance import guard
from analysis.errors import DesignError, TooFew
from analysis.intervals import normal_quantile
from analysis.measures import checked, divided
from analysis.ordinal import Pairs, tau_b
from analysis.rank_sums import midranks


@dataclass(frozen=True, slots=True)
class Correlation:
    """A coefficient, the statistic of its test with degrees of freedom (None: normal) and two-sided p, and
    the limits of its interval where there are such."""

    name: str
    value: float
    statistic: float
    df: float | None
    p: float
    low: float | None = None
    high: float | None = None


def coefficient(
    counts: Floats, row_scores: Floats | None = None, column_scores: Floats | None = None
) -> float:
    """Pearson's (1896) r of scores, 1..k unless given: sum (x - mean)(y - mean) / sqrt(sum (x - mean)^2
    sum (y - mean)^2). NoVariation when one of them is constant."""
    table = checked(counts)
    x, y = (_centred(table.sum(1 - side), scores) for side, scores in enumerate((row_scores, column_scores)))
    above = float(x @ (table / table.sum()) @ y)
    return divided(above, _norm(table.sum(1), x) * _norm(table.sum(0), y), "a variable does not vary")


def pearson(
    counts: Floats,
    row_scores: Floats | None = None,
    column_scores: Floats | None = None,
    *,
    level: float = 0.95,
) -> Correlation:
    """Pearson's r, its t test with n - 2 degrees of freedom, and Fisher's interval tanh(atanh r -+ z /
    sqrt(n - 3)), which 4 people must allow (R: cor.test). TooFew below 3 people."""
    r, n = coefficient(counts, row_scores, column_scores), float(np.sum(counts))
    statistic, p = _student(r, n)
    limits: tuple[float | None, float | None] = (None, None)
    if n > 3 and abs(r) < 1:
        half = normal_quantile(level) / np.sqrt(n - 3)
        limits = float(np.tanh(np.arctanh(r) - half)), float(np.tanh(np.arctanh(r) + half))
    return Correlation("Pearson's r", r, statistic, n - 2, p, *limits)


def spearman(counts: Floats) -> Correlation:
    """Spearman's rho, Pearson's r of the mid-ranks, with the statistic S = (n^3 - n)(1 - rho) / 6.

    p from t with n - 2 degrees of freedom (R: cor.test(exact=FALSE)). TooFew below 3 people.
    """
    table = checked(counts)
    rho, n = coefficient(table, midranks(table.sum(1)), midranks(table.sum(0))), float(table.sum())
    third = (n**3 - n) / 6
    _, p = _student(rho, n)
    return Correlation("Spearman's rho", rho, third * (1 - rho), None, p)


def kendall(counts: Floats) -> Correlation:
    """Kendall's tau-b with the normal test of S = (P - Q) n^2 / 2 under permutation, corrected for ties
    (Kendall 1970; R: cor.test(method="kendall", exact=FALSE)). TooFew below 3 people."""
    pairs = Pairs.of(counts)
    value, n = tau_b(counts).value, float(pairs.counts.sum())
    if n < 3:
        raise TooFew("Kendall's test needs three people")
    score = pairs.excess * n**2 / 2
    z = float(score / np.sqrt(_kendall_variance(pairs.counts)))
    return Correlation("Kendall's tau-b", value, z, None, float(2 * stats.norm.sf(abs(z))))


def _kendall_variance(table: Floats) -> float:
    """The variance of concordant less discordant pairs over all permutations."""
    n, margins = float(table.sum()), (table.sum(1), table.sum(0))
    whole = n * (n - 1) * (2 * n + 5) - sum(float((t * (t - 1) * (2 * t + 5)).sum()) for t in margins)
    two, three = (float(np.prod([_falling(t, k).sum() for t in margins])) for k in (2, 3))
    return whole / 18 + two / (2 * n * (n - 1)) + three / (9 * n * (n - 1) * (n - 2))


def _falling(t: Floats, k: int) -> Floats:
    """t (t - 1) ... of k factors."""
    product: Floats = np.prod([t - i for i in range(k)], axis=0)
    return product


def linear_by_linear(
    counts: Floats, row_scores: Floats | None = None, column_scores: Floats | None = None
) -> Correlation:
    """Mantel's (1963) test of linear association, z = r sqrt(n - 1), z^2 a chi-square with 1 degree of
    freedom (R coin: lbl_test)."""
    r = coefficient(counts, row_scores, column_scores)
    z = r * float(np.sqrt(np.sum(counts) - 1))
    return Correlation("linear-by-linear", r, z, None, float(2 * stats.norm.sf(abs(z))))


def scores_of(size: int, scores: Floats | None = None) -> Floats:
    """The scores of a side of a table, 1..size unless given; DesignError when they do not fit it."""
    if scores is None:
        return np.arange(1.0, size + 1)
    given = np.asarray(scores, dtype=float)
    if given.shape != (size,) or not np.isfinite(given).all():
        raise DesignError(f"{size} categories need {size} numbers as scores")
    return given


def _centred(margin: Floats, scores: Floats | None) -> Floats:
    given = scores_of(len(margin), scores)
    if len(set(given[margin > 0].tolist())) < 2:
        return np.zeros(len(margin))
    centred: Floats = given - (margin / margin.sum()) @ given
    return centred


def _norm(margin: Floats, centred: Floats) -> float:
    return float(np.sqrt((margin / margin.sum()) @ centred**2))


def _student(r: float, n: float) -> tuple[float, float]:
    """t = r sqrt((n - 2) / (1 - r^2)) and its two-sided p; p is 0 for |r| = 1."""
    if n < 3:
        raise TooFew("the test of a correlation needs three people")
    left = max(1 - r * r, 1e-30)
    t = float(r * (np.sqrt(n - 2) / np.sqrt(left)))
    return t, float(2 * stats.t.sf(abs(t), n - 2))


guard(__name__)
