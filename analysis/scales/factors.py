"""Exploratory factor analysis of correlations: minimum residuals and maximum likelihood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import optimize

from analysis.arrays import Floats
from analysis.entrance import guard
from analysis.errors import NotANumber, NotConverged, TooFew
from analysis.intervals import MOST
from analysis.scales.moments import inverse
from analysis.scales.principal import upright
from analysis.scales.rotation import Rotated, oblimin, varimax

Method = Literal["minres", "ml"]
Rotation = Literal["none", "varimax", "oblimin"]
LOWEST = 0.005
"""The least uniqueness that is allowed (as in psych::fa and factanal)."""
SCALE = 0.01
"""The unit in which uniquenesses are searched (as in psych::fa)."""
ROTATIONS: dict[str, Callable[[Floats], Rotated]] = {
    "none": lambda loadings: Rotated(loadings, np.eye(loadings.shape[1])),
    "varimax": varimax,
    "oblimin": oblimin,
}


@dataclass(frozen=True, slots=True, eq=False)
class Factors:
    """m factors of k items: `loadings` (k x m, columns of positive sum, in falling order of their sums of
    squares), `phi` (m x m factor correlations), `communality` and `uniqueness` (length k).

    `objective` is the likelihood discrepancy log det M - log det R + tr(R M^-1) - k of the model M, `null`
    that of no factors, `df` the degrees of freedom, `at_bound` whether a uniqueness stopped at its least
    value (a Heywood case).
    """

    loadings: Floats
    phi: Floats
    communality: Floats
    uniqueness: Floats
    objective: float
    null: float
    df: int
    at_bound: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """How well factors fit for n people: chi-square (Bartlett's factor, for the null model too, as psych
    has it), RMSEA and Tucker-Lewis index, these two None without degrees of freedom."""

    statistic: float
    df: int
    rmsea: float | None
    tli: float | None


def factors(correlations: Floats, m: int, method: Method = "minres", rotation: Rotation = "none") -> Factors:
    """m factors of a k x k correlation matrix (R: psych::fa(fm=method, rotate=rotation)).

    TooFew when k items cannot bear m factors, Redundant when an item follows from the others,
    NotConverged when the minimum is not reached.
    """
    k = len(correlations)
    df = k * (k - 1) // 2 - k * m + m * (m - 1) // 2
    if m < 1 or df < 0:
        raise TooFew(f"{k} items cannot bear {m} factors")
    unique = _uniqueness(correlations, m, method)
    loadings = upright(LOADINGS[method](correlations, unique, m))
    turned = _ordered(ROTATIONS[rotation](loadings))
    communality = np.square(loadings).sum(1)
    return Factors(
        turned.loadings,
        turned.phi,
        communality,
        unique,
        _discrepancy(loadings, correlations),
        -float(np.linalg.slogdet(correlations)[1]),
        df,
        bool((unique <= LOWEST * (1 + 1e-6)).any()),
    )


def fit(found: Factors, n: float) -> Fit:
    """The fit of factors to the correlations of n people (R: psych::fa's STATISTIC, RMSEA, TLI)."""
    k, m = found.loadings.shape
    if not n <= MOST:
        raise NotANumber(f"the number of people is a number up to {MOST:g}, not {n:g}")
    factor = n - 1 - (2 * k + 5) / 6 - 2 * m / 3
    if factor <= 0:
        raise TooFew(f"{n:g} people are too few for {m} factors of {k} items")
    statistic = found.objective * factor
    if not found.df:
        return Fit(statistic, 0, None, None)
    null = found.null * factor / (k * (k - 1) / 2)
    rmsea = float(np.sqrt(max(statistic / (found.df * n) - 1 / (n - 1), 0)))
    return Fit(statistic, found.df, rmsea, (null - statistic / found.df) / (null - 1))


def _uniqueness(correlations: Floats, m: int, method: Method) -> Floats:
    """The uniquenesses at the minimum that the usual start leads to, between LOWEST and 1.

    There may be several minima: like psych::fa this starts from 1 - squared multiple correlation and goes
    by steps that begin small (the variables are scaled by SCALE). Other starts are tried if that fails.
    """
    alone = np.clip(1 / np.diag(inverse(correlations)), LOWEST, 1)
    k = len(alone)
    for start in (alone, (1 - 0.5 * m / k) * alone, np.full(k, 0.5)):
        unique, reached = _descended(np.clip(start, LOWEST, 1), correlations, m, method)
        if reached:
            return unique
    raise NotConverged(f"the {m} factors of {k} items could not be found")


def _descended(start: Floats, correlations: Floats, m: int, method: Method) -> tuple[Floats, bool]:
    """The minimum below a start, and whether it was reached."""

    def scaled(x: Floats) -> tuple[float, Floats]:
        value, slope = OBJECTIVES[method](np.clip(x * SCALE, LOWEST, 1), correlations, m)
        return value, slope * SCALE

    found = optimize.minimize(
        scaled,
        start / SCALE,
        method="L-BFGS-B",
        jac=True,
        bounds=[(LOWEST / SCALE, 1 / SCALE)] * len(start),
        options={"ftol": 1e-13, "gtol": 1e-10, "maxiter": 5_000, "maxfun": 20_000, "maxcor": 5},
    )
    unique = _polished(
        np.clip(found.x * SCALE, LOWEST, 1), lambda x: OBJECTIVES[method](x, correlations, m)[1]
    )
    slope = OBJECTIVES[method](unique, correlations, m)[1]
    return unique, float(np.abs(np.clip(unique - slope, LOWEST, 1) - unique).max()) < 1e-4


def _polished(unique: Floats, gradient: Callable[[Floats], Floats]) -> Floats:
    """A few Newton steps for the uniquenesses inside their bounds, for the last digits."""
    inside = np.flatnonzero((unique > LOWEST * 1.01) & (unique < 0.99))
    for _ in range(4):
        slope, steps = gradient(unique), np.eye(len(unique))[inside] * 1e-5
        hessian = np.array([(gradient(unique + h) - gradient(unique - h))[inside] / 2e-5 for h in steps])
        try:
            tried = unique.copy()
            tried[inside] -= np.linalg.solve(hessian, slope[inside])
        except np.linalg.LinAlgError:
            return unique
        better = np.abs(gradient(np.clip(tried, LOWEST, 1))[inside]).sum() < np.abs(slope[inside]).sum()
        if not better or (tried[inside] <= LOWEST).any() or (tried[inside] >= 1).any():
            return unique
        unique = tried
    return unique


def _leading(matrix: Floats, m: int) -> tuple[Floats, Floats, Floats]:
    """The first m eigenvalues with their vectors, and the other eigenvalues."""
    values, vectors = np.linalg.eigh(matrix)
    return values[::-1][:m], vectors[:, ::-1][:, :m], values[::-1][m:]


def _minres_loadings(correlations: Floats, unique: Floats, m: int) -> Floats:
    values, vectors, _ = _leading(correlations - np.diag(unique), m)
    found: Floats = vectors * np.sqrt(np.maximum(values, 0))
    return found


def _ml_loadings(correlations: Floats, unique: Floats, m: int) -> Floats:
    root = np.sqrt(unique)
    values, vectors, _ = _leading(correlations / np.outer(root, root), m)
    found: Floats = root[:, None] * vectors * np.sqrt(np.maximum(values - 1, 0))
    return found


def _minres(unique: Floats, correlations: Floats, m: int) -> tuple[float, Floats]:
    """Half the squared residuals of the best m factors (Harman and Jones 1966), and their gradient."""
    loadings = _minres_loadings(correlations, unique, m)
    left = loadings @ loadings.T + np.diag(unique) - correlations
    return float(np.square(left).sum() / 2), np.diag(left).copy()


def _ml(unique: Floats, correlations: Floats, m: int) -> tuple[float, Floats]:
    """The likelihood discrepancy in the uniquenesses alone (Joreskog 1967; R: factanal)."""
    root = np.sqrt(unique)
    *_, others = _leading(correlations / np.outer(root, root), m)
    others = np.maximum(others, 1e-300)
    loadings = _ml_loadings(correlations, unique, m)
    left = np.square(loadings).sum(1) + unique - np.diag(correlations)
    return float((others - np.log(others) - 1).sum()), left / np.square(unique)


LOADINGS = {"minres": _minres_loadings, "ml": _ml_loadings}
OBJECTIVES = {"minres": _minres, "ml": _ml}


def _discrepancy(loadings: Floats, correlations: Floats) -> float:
    model = loadings @ loadings.T
    np.fill_diagonal(model, 1.0)
    ratio = np.linalg.solve(model, correlations)
    return float(np.trace(ratio) - np.linalg.slogdet(ratio)[1] - len(model))


def _ordered(rotated: Rotated) -> Rotated:
    """Factors in falling order of their sums of squares, each of positive sum."""
    order = np.argsort(-np.square(rotated.loadings).sum(0), kind="stable")
    loadings, phi = rotated.loadings[:, order], rotated.phi[np.ix_(order, order)]
    sign = np.where(loadings.sum(0) < 0, -1.0, 1.0)
    return Rotated(loadings * sign, phi * np.outer(sign, sign))


guard(__name__)
