"""R's optim where its early stop shows in the oracles: Nelder and Mead's search, and Hessians by differences.

As in r_uniroot: our functions are searched as R searches them, and the search must end where R ended.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from scipy import stats

from analysis.arrays import Floats
from analysis.polychoric import deviance

Function = Callable[[Floats], float]
RELATIVE = 2.0**-26
"""R's reltol, the root of the machine's epsilon."""


def nelder_mead(function: Function, start: Floats, least: float = -np.inf, most: int = 500) -> Floats:
    """Where optim(start, function, control = list(abstol = least)) stops (Nash 1990, algorithm 19)."""
    n, calls = len(start), 1
    step = 0.1 * np.abs(start).max() or 0.1
    corners = np.vstack([start, start + step * np.eye(n)])
    values = np.array([function(one) for one in corners])
    close, size, calls = RELATIVE * (abs(values[0]) + RELATIVE), step * 10 * n, calls + n
    low = 0
    while True:
        low = int(values.argmin()) if values.min() < values[low] else low
        high = int(values.argmax()) if values.max() > values[low] else low
        if values[high] <= values[low] + close or values[low] <= least or calls > most:
            return np.asarray(corners[low])
        centre = (corners.sum(0) - corners[high]) / n
        mirrored = 2 * centre - corners[high]
        reached, calls = function(mirrored), calls + 1
        if reached < values[low]:
            further = 2 * mirrored - centre
            value, calls = function(further), calls + 1
            corners[high], values[high] = (further, value) if value < reached else (mirrored, reached)
            continue
        inside = reached < values[high]
        if inside:
            corners[high], values[high] = mirrored, reached
        between = (corners[high] + centre) / 2
        value, calls = function(between), calls + 1
        if value < values[high]:
            corners[high], values[high] = between, value
        elif not inside:
            others = np.arange(n + 1) != low
            corners[others] = (corners[others] + corners[low]) / 2
            smaller = float(np.abs(corners - corners[low]).sum())
            if smaller >= size:
                return np.asarray(corners[low])
            values[others] = [function(one) for one in corners[others]]
            size, calls = smaller, calls + n


def noncentralities(statistic: float, df: int) -> list[list[float]]:
    """effectsize's limits of the noncentrality of a chi-square: both at once, by a search that may stop far
    from them. It runs through ties (0.95 at two corners of its start) that the last bits of R's pchisq
    break: the limits are given for the ways it may go."""
    central = stats.chi2.cdf(statistic, df)
    ways = [
        nelder_mead(partial(_off, statistic, df, *way), np.full(2, 1.1 * statistic), 1e-9) for way in WAYS
    ]
    return [[low * (central > 0.975), high * (central > 0.025)] for low, high in map(sorted, ways)]


WAYS = ((14, 0.0), (14, 1e-13), (20, 0.0))
"""Decimals of what is minimised, and by how much the second of two corners in a tie is lower."""


def _off(statistic: float, df: int, decimals: int, tie: float, both: Floats) -> float:
    """How far both limits' tails are from those wanted; what R gives NaN for is large."""
    if (both < 0).any():
        return 1e35
    p = stats.ncx2.cdf(statistic, df, both)
    later = tie * (both[0] == both[1] > 1.1 * statistic)
    return round(float(abs(p.max() - 0.975) + abs(p.min() - 0.025)), decimals) - later


def lost(statistic: float, df: int) -> bool:
    """Whether that search starts where nothing changes with the limits, so that it stops anywhere."""
    return bool(_off(statistic, df, 20, 0, 0.9 * np.full(2, statistic)) - 0.95 > 1e-3)


def hessian(function: Function, at: Floats, step: float = 1e-3) -> Floats:
    """optim(hessian = TRUE) of a function without gradient: differences of differences."""
    moves = step * np.eye(len(at))

    def gradient(there: Floats) -> Floats:
        return np.array([function(there + one) - function(there - one) for one in moves]) / (2 * step)

    bent = np.array([gradient(at + one) - gradient(at - one) for one in moves]) / (2 * step)
    return np.asarray((bent + bent.T) / 2)


def polychoric_error(counts: Floats, rho: float, rows: list[float], columns: list[float]) -> float:
    """polycor's standard error of a correlation where its search stopped."""

    def minus_log_likelihood(at: Floats) -> float:
        return deviance(counts, float(at[0]), at[1 : 1 + len(rows)], at[1 + len(rows) :]) / 2

    bent = hessian(minus_log_likelihood, np.array([rho, *rows, *columns]))
    return float(np.sqrt(np.linalg.inv(bent)[0, 0]))
