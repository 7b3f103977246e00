"""R's optim where its rounding shows in the oracles: Hessians by differences, searches that stop early."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from analysis.arrays import Floats
from analysis.polychoric import deviance

Function = Callable[[Floats], float]


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


def reached(tail: float, wanted: float) -> bool:
    """Whether a limit of R's has the tail that it was to have. effectsize looks for both limits of a
    noncentrality at once, by Nelder and Mead's search, which may stop far from them."""
    return abs(tail - wanted) < 1e-5
