"""Profile-likelihood intervals: the values of one parameter that a likelihood-ratio test does not reject."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import stats
from scipy.optimize import brentq

from analysis.arrays import Floats
from analysis.errors import UndefinedStatistic
from analysis.regression.likelihoods import Likelihood
from analysis.regression.newton import Maximum, maximise

REACH = 40
"""How many times the distance is doubled before a limit counts as infinite."""


class UnboundedProfile(UndefinedStatistic):
    """A profile likelihood that never falls far enough: the limit is infinite."""


def limits(
    likelihood: Likelihood, found: Maximum, index: int, names: Sequence[str], *, level: float = 0.95
) -> tuple[float, float]:
    """Where twice the log-likelihood has fallen by the chi-square quantile (1 df), others re-estimated
    (Venables and Ripley 2002, 7.2; R: confint of a glm or polr, there by a spline)."""
    fall = float(stats.chi2.ppf(level, 1))
    error = float(np.sqrt(found.covariance[index, index]))
    return (
        _limit(likelihood, found, index, names, fall=fall, step=-error),
        _limit(likelihood, found, index, names, fall=fall, step=error),
    )


def _limit(
    likelihood: Likelihood, found: Maximum, index: int, names: Sequence[str], *, fall: float, step: float
) -> float:
    free = np.arange(len(found.parameters)) != index
    path = found.covariance[:, index] / found.covariance[index, index]

    def beyond(distance: float) -> float:
        start = _feasible(likelihood, found.parameters + distance * path, names[index])
        there = maximise(likelihood, start, names, free)
        return 2 * (found.point.value - there.point.value) - fall

    near, far = 0.0, float(step * np.sqrt(fall))
    for _ in range(REACH):
        if beyond(far) > 0:
            distance = brentq(beyond, near, far, xtol=1e-12 * abs(step), rtol=1e-12)
            return float(found.parameters[index] + distance)
        near, far = far, 1.5 * far
    raise UnboundedProfile(f"the likelihood of {names[index]} does not fall far enough for a limit")


def _feasible(likelihood: Likelihood, start: Floats, name: str) -> Floats:
    """Where the quadratic approximation expects the other parameters, if the likelihood is defined there."""
    if not np.isfinite(likelihood.value(start)):
        raise UnboundedProfile(f"the likelihood of {name} is not defined as far as its limit")
    return start
