"""Distances between old and new weights: how a calibrated weight follows from x'b."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from analysis.arrays import Floats
from analysis.entrance import guard
from analysis.errors import DesignError

Curve = Callable[[Floats], Floats]


def distance_of(name: str, bounds: tuple[float, float] | None) -> tuple[Curve, Curve]:
    """g(u) = new weight / old weight and its derivative; g(0) = 1 (Deville and Saerndal 1992, table 1)."""
    if name not in ("linear", "raking", "logit"):
        raise DesignError(f"the distance is linear, raking or logit, not {name!r}")
    if bounds is not None and not bounds[0] < 1 < bounds[1]:
        raise DesignError(f"bounds of g lie on both sides of 1, not {bounds[0]:g} to {bounds[1]:g}")
    if name == "logit":
        if bounds is None or bounds[0] < 0 or not np.isfinite(bounds).all():
            raise DesignError("logit calibration needs finite bounds, such as (0.5, 2)")
        return _logit(*bounds)
    low, high = bounds or (-np.inf, np.inf)
    if name == "raking":
        return lambda u: np.clip(np.exp(u), low, high), lambda u: _inside(np.exp(u), low, high) * np.exp(u)
    return lambda u: np.clip(1 + u, low, high), lambda u: _inside(1 + u, low, high)


def _inside(g: Floats, low: float, high: float) -> Floats:
    return ((g > low) & (g < high)).astype(float)


def _logit(low: float, high: float) -> tuple[Curve, Curve]:
    a = (high - low) / ((1 - low) * (high - 1))

    def value(u: Floats) -> Floats:
        e = np.exp(np.clip(a * u, -700, 700))
        g: Floats = (low * (high - 1) + high * (1 - low) * e) / (high - 1 + (1 - low) * e)
        return g

    def slope(u: Floats) -> Floats:
        g = value(u)
        steepness: Floats = a * (g - low) * (high - g) / (high - low)
        return steepness

    return value, slope


guard(__name__)
