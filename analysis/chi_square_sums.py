"""The tail of a weighted sum of chi-squares over a chi-square, exactly and by approximation.

Q = sum_j a_j chi2_1 / (chi2_m / m): the distribution of Pearson's statistic under a design whose m degrees
of freedom estimate the a_j. P(Q > x) = P(sum_j a_j chi2_1 - (x / m) chi2_m > 0).
"""

from __future__ import annotations

import numpy as np
from scipy import integrate, optimize, stats

from analysis.arrays import Floats
from analysis.entrance import guard
from analysis.errors import UndefinedStatistic

LARGEST = 1e15
"""The most degrees of freedom to calculate with."""


def imhof(x: float, coefficients: Floats, m: float) -> float:
    """P(Q > x) by numerical inversion of the characteristic function (Imhof 1961); absolute error 1e-10.

    >>> round(imhof(4.0, np.array([1.0]), 20.0), 6) == round(float(stats.f.sf(4.0, 1, 20)), 6)
    True
    """
    weights, degrees = _terms(x, coefficients, m)

    def integrand(v: float) -> float:
        u = v / (1 - v)
        angle = float(degrees @ np.arctan(weights * u)) / 2
        size = float(degrees @ np.log1p(np.square(weights * u))) / 4
        return float(np.sin(angle) * np.exp(-size) / (u * (1 - v) ** 2)) if u > 0 else slope

    slope = float(degrees @ weights) / 2
    value, error, *_ = integrate.quad(
        integrand, 0, 1, limit=20_000, epsabs=1e-13, epsrel=1e-11, full_output=True
    )
    if not error < 1e-6:
        raise UndefinedStatistic("the integral of the linear combination does not converge")
    return float(np.clip(0.5 + value / np.pi, 0, 1))


def saddlepoint(x: float, coefficients: Floats, m: float) -> float:
    """P(Q > x) by the saddlepoint approximation (Kuonen 1999; Lumley 2010; R survey: pFsum), m cut to
    the whole number below it as there; where it has no value, Satterthwaite's F."""
    weights, _ = _terms(x, coefficients, m)
    lambdas = np.concatenate([weights[:-1], np.full(int(m * (1 - 1e-12)), weights[-1])])
    lambdas = lambdas / lambdas.max()

    def slope(zeta: float) -> float:
        return float((lambdas / (1 - 2 * zeta * lambdas)).sum())

    low = 0.99999 / (2 * lambdas.min())
    zeta = optimize.brentq(slope, low, 0.99999 / 2, xtol=1e-15, rtol=1e-14)
    if abs(zeta) < 1e-4:
        return satterthwaite(x, coefficients, m)
    generating = -float(np.log1p(-2 * zeta * lambdas).sum()) / 2
    w = np.sign(zeta) * np.sqrt(max(-2 * generating, 0.0))
    v = zeta * np.sqrt(2 * float(np.square(lambdas / (1 - 2 * zeta * lambdas)).sum()))
    return float(stats.norm.sf(w + np.log(v / w) / w))


def satterthwaite(x: float, coefficients: Floats, m: float) -> float:
    """P(Q > x) of the F distribution with the same first two moments of its numerator (Satterthwaite 1946;
    R survey: pFsum): Q / sum a as F on (sum a)^2 / sum a^2 and m degrees of freedom."""
    if not (coefficients.size and coefficients.any() and 0 < m < LARGEST):
        raise UndefinedStatistic(f"no coefficient above 0, or no degrees of freedom: {m:g}")
    ratio = float(np.square(coefficients).mean()) / float(coefficients.mean()) ** 2
    df = len(coefficients) / ratio
    return float(stats.f.sf(x / df / (float(coefficients.mean()) * ratio), df, m))


def _terms(x: float, coefficients: Floats, m: float) -> tuple[Floats, Floats]:
    if not (x > 0 and m >= 1 and (coefficients > 0).any()):
        raise UndefinedStatistic(
            "a linear combination needs a statistic, weights and degrees of freedom above 0"
        )
    weights = np.concatenate([coefficients, [-x / m]])
    return weights / np.abs(weights).max(), np.concatenate([np.ones(len(coefficients)), [m]])


guard(__name__)
