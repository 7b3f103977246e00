"""The bivariate standard normal distribution."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

from analysis.arrays import Floats
from analysis.entrance import guard


def distribution(h: npt.ArrayLike, k: npt.ArrayLike, rho: float) -> Floats:
    """P(X <= h, Y <= k) for standard normal X, Y with correlation rho in (-1, 1); h and k are broadcast and
    may be infinite (Owen 1956, by his T function; absolute error about 1e-16).

    >>> round(float(distribution(np.array(0.0), np.array(0.0), 0.5)), 12)
    0.333333333333
    """
    h, k = np.broadcast_arrays(*(np.clip(np.asarray(x, dtype=float), -40, 40) for x in (h, k)))
    h, k = (np.where(x == 0, 1e-300, x) for x in (h, k))
    left = np.sqrt((1 - rho) * (1 + rho))
    with np.errstate(over="ignore"):
        slopes = (k / h - rho) / left, (h / k - rho) / left
    opposite = np.where(h * k < 0, 0.5, 0.0) + np.where((h * k == 0) & (h + k < 0), 0.5, 0.0)
    owen = special.owens_t(h, slopes[0]) + special.owens_t(k, slopes[1])
    inside: Floats = (special.ndtr(h) + special.ndtr(k)) / 2 - owen - opposite
    return np.clip(inside, 0, 1)


def density(h: npt.ArrayLike, k: npt.ArrayLike, rho: float) -> Floats:
    """The density at (h, k); 0 where one is infinite."""
    h, k = np.broadcast_arrays(*(np.clip(np.asarray(x, dtype=float), -40, 40) for x in (h, k)))
    left = (1 - rho) * (1 + rho)
    inside: Floats = np.exp(-(h**2 + k**2 - 2 * rho * h * k) / (2 * left)) / (2 * np.pi * np.sqrt(left))
    return inside


guard(__name__)
