"""Exploratory factor analysis of correlations: minimum residuals and maximum likelihood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import optimize

from analysis.arrays import Floats
from analysis.errors import NotConverged, TooFew
from analysis.scales.moments import inverse
from analysis.scales.principal import upright
from analysis.scales.rotation import Rotated, oblimin, varimax

Method = Literal["minres", "ml"]
Rotation = Literal["none", "varimax", "oblimin"]
LOWEST = 0.005
"""The least uniqueness that is allowed (as in psych::fa and factanal)."""
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
    """The uniquenesses at the minimum, between LOWEST and 1."""
    start = np.clip(1 / np.diag(inverse(correlations)), LOWEST, 1)
    found = optimize.minimize(
        OBJECTIVES[method],
        start,
        (correlations, m),
        method="L-BFGS-B",
        jac=True,
        bounds=[(LOWEST, 1)] * len(start),
        options={"ftol": 1e-15, "gtol": 1e-9, "maxiter": 5_000, "maxfun": 20_000, "maxcor": 20},
    )
    slope = OBJECTIVES[method](found.x, correlations, m)[1]
    if float(np.abs(np.clip(found.x - slope, LOWEST, 1) - found.x).max()) > 1e-4:
        raise NotConverged(f"the {m} factors of {len(start)} items could not be found: {found.message}")
    unique: Floats = found.x
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
