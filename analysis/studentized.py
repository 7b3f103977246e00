"""The studentized range: the largest difference of k standard normal means over an independent estimate of
their standard deviation (Tukey 1953; R: ptukey, qtukey), by Gauss-Legendre quadrature of both integrals."""

from __future__ import annotations

import numpy as np
from scipy import optimize, special

from analysis.arrays import Floats
from analysis.entrance import guard
from analysis.errors import UndefinedStatistic

LEAST = 1e-20
"""The least probability whose point is searched."""
MOST = 10**6
"""The most means whose range is computed."""
_NODES, _WEIGHTS = (np.asarray(one) for one in np.polynomial.legendre.leggauss(24))


def studentized_range(q: float, k: int, df: float) -> float:
    """P(range of k means / s > q), s on df degrees of freedom; computed as an upper tail, so that small p
    keep their digits.

    >>> round(studentized_range(3.5, 3, 20), 4)
    0.0559
    """
    _check(q, k, df)
    if q <= 0:
        return 1.0
    logs, chances = _spread(df)
    return min(1.0, float(_range_tail(q * np.exp(logs), k) @ chances))


def studentized_range_point(p: float, k: int, df: float) -> float:
    """The q that the studentized range exceeds with probability p."""
    _check(p, k, df)
    if not LEAST <= p < 1:
        raise UndefinedStatistic(f"a probability between {LEAST:g} and 1 has a point, not {p}")
    high = 10.0
    while studentized_range(high, k, df) > p:
        high *= 2
    return float(optimize.brentq(lambda q: studentized_range(float(q), k, df) - p, 0.0, high, xtol=1e-12))


def _check(value: float, k: int, df: float) -> None:
    if not np.isfinite(value) or not 2 <= k <= MOST or not 1 <= df < np.inf:
        raise UndefinedStatistic(f"no studentized range of {k} means on {df} degrees of freedom at {value}")


def _panels(low: float, high: float, panels: int) -> tuple[Floats, Floats]:
    """Nodes and weights of `panels` equal pieces of an interval."""
    edges = np.linspace(low, high, panels + 1)
    half = (high - low) / panels / 2
    nodes = (edges[:-1, None] + half * (1 + _NODES)).ravel()
    return nodes, np.tile(_WEIGHTS * half, panels)


def _spread(df: float) -> tuple[Floats, Floats]:
    """Nodes x of log s, s^2 = chi-square / df, and the chance of each: exp(df (x - (e^2x - 1) / 2))."""
    reach, panels = 80 / df, 16 if df > 5 else 64
    high = 0.5 * np.log1p(2 * reach + 2 * np.sqrt(reach))
    nodes, weights = _panels(-(reach + np.sqrt(reach)), high, panels)
    density = np.exp(df * (nodes - np.expm1(2 * nodes) / 2)) * weights
    chances: Floats = density / density.sum()
    return nodes, chances


def _range_tail(widths: Floats, k: int) -> Floats:
    """P(range of k standard normal values > width) for each width: k times the integral over the largest
    value z of phi(z) (Phi(z)^(k-1) - (Phi(z) - Phi(z - width))^(k-1))."""
    nodes, weights = _panels(-9.0, 1.0, 16)
    # the largest value lies between -9 and width + 9; each width has nodes of its own
    z = -9 + (nodes + 9) / 10 * (widths[:, None] + 18)
    below, beyond = special.ndtr(z), special.ndtr(z - widths[:, None])
    share = np.minimum(beyond / below, 1 - 1e-16)
    mass = -(below ** (k - 1)) * np.expm1((k - 1) * np.log1p(-share))
    density = np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
    tails: Floats = k * (mass * density) @ weights * (widths + 18) / 10
    return tails


guard(__name__)
