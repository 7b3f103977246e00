"""What the functions of scales take: finite numbers in the right shape, or a named error."""

from __future__ import annotations

import numpy as np

from analysis.arrays import Floats
from analysis.entrance import guard
from analysis.errors import NotANumber, UndefinedStatistic


def values_of(values: Floats) -> Floats:
    """People by items (n x k) of finite numbers; NotANumber otherwise."""
    found = np.asarray(values, dtype=float)
    if found.ndim != 2:
        raise NotANumber(f"people by items have two dimensions, not {found.ndim}")
    if not np.isfinite(found).all():
        raise NotANumber("an answer to an item is no finite number")
    return found


def matrix_of(covariances: Floats) -> Floats:
    """A symmetric k x k matrix of finite numbers; NotANumber otherwise."""
    found = np.asarray(covariances, dtype=float)
    if found.ndim != 2 or len(found) != found.shape[-1]:
        raise NotANumber(f"covariances are a square matrix, not of shape {found.shape}")
    if not np.isfinite(found).all() or not np.allclose(found, found.T, rtol=1e-8, atol=0):
        raise NotANumber("covariances are finite numbers, the same above and below the diagonal")
    return found


def level_of(level: float) -> float:
    """A level of confidence between 0 and 1; UndefinedStatistic otherwise."""
    if not 0 < level < 1:
        raise UndefinedStatistic(f"a confidence level lies between 0 and 1, not {level}")
    return level


guard(__name__)
