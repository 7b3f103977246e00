"""Link functions: a distribution function F by which a linear predictor becomes a probability."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import special

from analysis.arrays import Floats

Curve = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True)
class Link:
    """F, its density f and the density's slope f', and the inverse of F."""

    name: str
    cdf: Curve
    density: Curve
    slope: Curve
    quantile: Curve


def _logistic_density(x: Floats) -> Floats:
    return np.asarray(special.expit(x) * special.expit(-x))


def _logistic_slope(x: Floats) -> Floats:
    return np.asarray(-_logistic_density(x) * np.tanh(x / 2))


def _normal_density(x: Floats) -> Floats:
    return np.asarray(np.exp(-np.square(x) / 2) / np.sqrt(2 * np.pi))


def _normal_slope(x: Floats) -> Floats:
    return -x * _normal_density(x)


LOGIT = Link("logit", special.expit, _logistic_density, _logistic_slope, special.logit)
PROBIT = Link("probit", special.ndtr, _normal_density, _normal_slope, special.ndtri)
IDENTITY = Link("identity", np.asarray, np.ones_like, np.zeros_like, np.asarray)
LINKS = {link.name: link for link in (LOGIT, PROBIT)}
"""The links of binomial and ordinal models; both are symmetric, F(-x) = 1 - F(x)."""
