"""R's factor analyses and omegas -> ours, in R's order and signs of the columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import Any

import numpy as np

from analysis.scales import moments, omega
from analysis.scales.factors import Rotation, factors, fit
from tests.oracles.beside import Pair, refuses
from tests.oracles.routes import Entry, route
from tests.oracles.scale_items import correlations, people, signs


@route("scale.omega_lavaan")
def _omega(dataset: str, entry: Entry) -> Iterator[Pair]:
    x, value = people(dataset, entry), entry["value"]
    if min(value["residual_variances"]) < 0:  # a Heywood case: lavaan warns
        yield refuses(lambda: omega.one_factor(moments.covariance(x), len(x))), True
        return
    found = omega.one_factor(moments.covariance(x), len(x))
    if found.statistic < value["fit"]["chisq"] - 1e-3:
        yield found.statistic < value["fit"]["chisq"], True  # lavaan's search ended in a worse fit
        return
    yield found.omega, value["omega"]
    unit = 3 * max(1 / 3, float(found.residual_variances.max()))  # lavaan stops by the fit, whatever the unit
    yield from _columns(found.loadings[:, None] / unit, np.array(value["loadings"])[:, None] / unit)
    yield found.residual_variances / unit, np.array(value["residual_variances"]) / unit
    for name, ours in {"chisq": found.statistic, "df": found.df, "pvalue": found.p}.items():
        yield (ours is None, ours or 0), (value["fit"][name] is None, value["fit"][name] or 0)
    for name in ("cfi", "tli", "rmsea", "srmr"):
        yield getattr(found, name), value["fit"][name]


@route("scale.omega_psych_fa")
def _omega_standardized(dataset: str, entry: Entry) -> Iterator[Pair]:
    found, value = factors(correlations(dataset, entry), 1, "ml"), entry["value"]
    loadings = found.loadings[:, 0]
    yield omega.omega(loadings, 1 - loadings**2), value["omega_standardized"]
    yield from _columns(found.loadings, np.array(value["loadings"])[:, None])


def _columns(ours: np.ndarray, theirs: np.ndarray, *more: tuple[np.ndarray, np.ndarray]) -> Iterator[Pair]:
    """Loadings, and factor correlations, in R's order and signs of the columns."""
    m = ours.shape[1]
    distance: dict[tuple[int, ...], float] = {}
    for order in permutations(range(m)):
        chosen = ours[:, order]
        distance[order] = float(np.abs(chosen * signs(chosen, theirs) - theirs).sum())
    best = list(min(distance, key=distance.__getitem__))
    sign = signs(ours[:, best], theirs)
    yield ours[:, best] * sign, theirs
    for mine, other in more:
        yield mine[np.ix_(best, best)] * np.outer(sign, sign), other


ROTATED: dict[str, Rotation] = {"unrotated": "none", "varimax": "varimax", "oblimin": "oblimin"}


@route(*(f"scale.efa_{method}_{rotation}" for method in ("minres", "ml") for rotation in ROTATED))
def _factors(dataset: str, entry: Entry) -> Iterator[Pair]:
    value, (_, method, rotation) = entry["value"], entry["stat"].split("_")
    theirs = np.array(value["loadings"]["values"])
    x = people(dataset, entry)
    found = factors(moments.correlation(x), theirs.shape[1], method, ROTATED[rotation])
    if (
        found.at_bound and method == "minres"
    ):  # psych's gradient has the diagonal that its objective leaves out
        (ours, wanted), *_ = _columns(found.loadings, theirs)
        yield np.maximum(np.abs(ours - wanted) - 1e-3, 0), 0 * wanted
        return
    phi = value.get("phi")
    yield from _columns(found.loadings, theirs, *([(found.phi, np.array(phi["values"]))] if phi else []))
    yield found.communality, list(value["communality"].values())
    if rotation == "unrotated":
        yield from _fitted(found, len(x), value)


def _fitted(found: Any, n: int, value: Entry) -> Iterator[Pair]:
    ours = fit(found, n)
    yield (found.objective, ours.df), (value["objective"], value["dof"])
    times = value["chisq"] / value["objective"]  # what is left of the objective's tolerance
    yield ours.statistic / times, value["chisq"] / times
    if ours.df:
        yield (ours.rmsea, ours.tli), (value["rmsea"], value["tli"])
