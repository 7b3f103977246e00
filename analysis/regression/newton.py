"""Newton's method for concave likelihoods, and what keeps it from an answer: separation, aliased columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from analysis.arrays import Booleans, Floats
from analysis.errors import UndefinedStatistic
from analysis.regression.likelihoods import Likelihood, Point

STEPS, HALVINGS = 60, 40
CLOSE = 1e-11
FAR = 12.0
"""A linear predictor beyond this makes one look for separation: the odds are 160,000 to 1."""


class Separated(UndefinedStatistic):
    """Some predictors tell an outcome without fail, so that their coefficients are infinite."""


class NotConverged(UndefinedStatistic):
    """The iterations did not come to a maximum."""


class AliasedColumns(UndefinedStatistic):
    """Predictors that are sums of other predictors, so that their coefficients are not defined."""


@dataclass(frozen=True, slots=True, eq=False)
class Maximum:
    """The parameters at the maximum and the likelihood there."""

    parameters: Floats
    point: Point

    @property
    def covariance(self) -> Floats:
        """The inverse of the information, k x k."""
        return inverse(self.point.information)


def inverse(information: Floats) -> Floats:
    """The inverse of an information matrix, scaled so that units of measurement do not matter; NotConverged
    where the likelihood is flat in some direction."""
    scale = np.sqrt(np.maximum(np.diag(information), 0))
    if not (scale > 1e-140).all():
        raise NotConverged("the likelihood is flat: one person outweighs all others, or all are alike")
    inner: Floats = information / np.outer(scale, scale)
    if np.linalg.cond(inner) > 1e15:
        raise NotConverged("the likelihood is flat in a direction of several coefficients")
    inner = np.linalg.inv(inner)
    return inner / np.outer(scale, scale)


def maximise(
    likelihood: Likelihood, start: Floats, names: Sequence[str], free: Booleans | None = None
) -> Maximum:
    """The maximum by Newton's method with halved steps; parameters not `free` stay where they start.

    Separated where predictors tell the outcome without fail, NotConverged where no maximum is found.
    """
    moving = np.ones(len(start), bool) if free is None else free
    found = _climb(likelihood, start.astype(float), moving)
    if found is None or _far(likelihood, found.parameters):
        _refuse_separated(likelihood, names, moving)
    if found is None:
        raise NotConverged(f"no maximum in {STEPS} steps")
    return found


def supremum(likelihood: Likelihood, start: Floats) -> Maximum:
    """Where the log-likelihood rises to, even if the parameters run away; NotConverged where unknown."""
    found = _climb(likelihood, start.astype(float), np.ones(len(start), bool))
    if found is None:
        raise NotConverged(f"no maximum in {STEPS} steps")
    return found


def _climb(likelihood: Likelihood, parameters: Floats, free: Booleans) -> Maximum | None:
    point = likelihood.at(parameters)
    for _ in range(STEPS):
        if not free.any():
            return Maximum(parameters, point)
        step = _step(point, free)
        if step is None:
            return None
        gain = float(point.gradient @ step)
        taken = _halved(likelihood, parameters, step, point.value)
        if taken is not None:
            parameters, point = taken, likelihood.at(taken)
        if gain < max(CLOSE, 1e-14 * abs(point.value)):
            return Maximum(parameters, point)
        if taken is None:
            return None
    return None


def _step(point: Point, free: Booleans) -> Floats | None:
    """Where Newton's method goes; None where the information has no inverse any more."""
    step = np.zeros(len(free))
    try:
        step[free] = np.linalg.solve(point.information[np.ix_(free, free)], point.gradient[free])
    except np.linalg.LinAlgError:
        return None
    return step if np.isfinite(step).all() else None


def _halved(likelihood: Likelihood, parameters: Floats, step: Floats, value: float) -> Floats | None:
    slack = 1e-13 * (1 + abs(value))
    for _ in range(HALVINGS):
        if likelihood.value(parameters + step) >= value - slack:
            return np.asarray(parameters + step)
        step = step / 2
    return None


def _far(likelihood: Likelihood, parameters: Floats) -> bool:
    rows = likelihood.directions()
    return bool(len(rows)) and float(np.abs(rows @ parameters).max()) > FAR


def _refuse_separated(likelihood: Likelihood, names: Sequence[str], free: Booleans) -> None:
    """Konis (2007): the data are separated if and only if a linear programme has a solution but 0."""
    rows = np.unique(likelihood.directions()[:, free], axis=0)
    if not len(rows):
        return
    rows = rows / np.maximum(np.abs(rows).max(0), 1e-300)
    found = linprog(-rows.sum(0), A_ub=-rows, b_ub=np.zeros(len(rows)), bounds=(-1, 1))
    if found.status == 0 and -found.fun > 1e-7:
        chosen = [name for name, v in zip(np.array(names)[free], found.x, strict=True) if abs(v) > 1e-7]
        raise Separated(f"these tell the outcome without fail: {', '.join(chosen)}")


def refuse_aliased(matrix: Floats, names: Sequence[str]) -> None:
    """AliasedColumns where a column (n x k) is a sum of those before it, within 1e-7 as in R's lm."""
    if not matrix.shape[1]:
        return
    lengths = np.sqrt(np.square(matrix).sum(0))
    beyond = np.abs(np.diag(np.linalg.qr(matrix / np.where(lengths, lengths, 1), mode="r")))
    beyond = np.append(beyond, np.zeros(matrix.shape[1] - len(beyond)))
    chosen = [name for name, left in zip(names, beyond, strict=True) if left < 1e-7]
    if chosen:
        raise AliasedColumns(f"these follow from the other predictors: {', '.join(chosen)}")
