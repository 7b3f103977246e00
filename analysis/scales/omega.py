"""Omega: the reliability of a sum of items that measure one factor, and how well one factor fits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.arrays import Floats
from analysis.entrance import guard
from analysis.errors import NotConverged, NoVariation, TooFew
from analysis.scales.factors import factors
from analysis.scales.moments import standardized


@dataclass(frozen=True, slots=True, eq=False)
class OneFactor:
    """One factor of variance 1: `loadings` and `residual_variances` (length k) in the items' units, `omega`
    total, and the fit: chi-square with `df` and `p`, CFI, TLI, RMSEA, SRMR (p None without df)."""

    loadings: Floats
    residual_variances: Floats
    omega: float
    statistic: float
    df: int
    p: float | None
    cfi: float
    tli: float
    rmsea: float
    srmr: float


def omega(loadings: Floats, residual_variances: Floats) -> float:
    """McDonald's omega total (1999): (sum of loadings)^2 / (that + sum of residual variances)."""
    common = float(loadings.sum()) ** 2
    whole = common + float(residual_variances.sum())
    if not np.isfinite(whole) or whole <= 0:
        raise NoVariation("the sum of these items does not vary")
    return common / whole


def one_factor(covariances: Floats, n: float) -> OneFactor:
    """One factor by maximum likelihood (R: lavaan::cfa, std.lv=TRUE, normal likelihood: the covariances,
    given with n - 1, are taken with n). TooFew for fewer than three items, NotConverged for a Heywood case
    (an item without variance of its own)."""
    k = len(covariances)
    if k < 3:
        raise TooFew(f"one factor needs at least three items, not {k}")
    r, spread = standardized(covariances), np.sqrt(np.diag(covariances) * (n - 1) / n)
    found = factors(r, 1, "ml")
    if found.at_bound:
        raise NotConverged("one factor would leave an item no variance of its own (a Heywood case)")
    left = r - found.loadings @ found.loadings.T - np.diag(found.uniqueness)
    loadings, residual = found.loadings[:, 0] * spread, found.uniqueness * spread**2
    statistic, null, null_df = n * max(found.objective, 0.0), n * found.null, k * (k - 1) // 2
    excess = max(statistic - found.df, 0.0)
    return OneFactor(
        loadings,
        residual,
        omega(loadings, residual),
        statistic,
        found.df,
        float(stats.chi2.sf(statistic, found.df)) if found.df else None,
        1 - excess / max(null - null_df, excess) if excess else 1.0,
        1 - (statistic / found.df - 1) / (null / null_df - 1) if found.df else 1.0,
        float(np.sqrt(excess / (n * found.df))) if found.df else 0.0,
        float(np.sqrt(np.square(np.tril(left)).sum() / (k * (k + 1) / 2))),
    )


guard(__name__)
