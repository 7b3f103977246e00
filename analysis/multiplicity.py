"""Adjusting the p of several tests made together, so that chance finds in them are not taken for findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from analysis.arrays import Floats
from analysis.entrance import guard
from analysis.errors import UndefinedStatistic

Adjustment = Literal["none", "bonferroni", "holm", "BH"]


class NotAProbability(UndefinedStatistic):
    """A p below 0, above 1, or no number."""


class UnknownAdjustment(UndefinedStatistic):
    """A method of adjustment that is not one of `ADJUSTMENTS`."""


def adjusted(p: Sequence[float] | Floats, method: str = "holm") -> Floats:
    """k adjusted p in the order of the k given ones, each at most 1 (R: p.adjust).

    bonferroni: p k; holm (1979): the j-th smallest times k - j + 1, made monotone upwards; both bound the
    chance of any false finding. BH (Benjamini and Hochberg 1995): the j-th smallest times k / j, made
    monotone downwards; bounds the expected share of false findings. NotAProbability, UnknownAdjustment.

    >>> adjusted([0.01, 0.04, 0.03]).tolist()
    [0.03, 0.06, 0.06]
    """
    given = np.asarray(p, dtype=float).ravel()
    wrong = ~((given >= 0) & (given <= 1))
    if wrong.any():
        raise NotAProbability(f"{given[wrong][0]} is not a probability")
    return ADJUSTMENTS[known(method)](given)


def known(method: str) -> str:
    """The name of an adjustment; UnknownAdjustment for any other."""
    if method not in ADJUSTMENTS:
        raise UnknownAdjustment(f"no adjustment {method!r}; known: {', '.join(ADJUSTMENTS)}")
    return method


def _bonferroni(p: Floats) -> Floats:
    bounded: Floats = np.minimum(p * len(p), 1)
    return bounded


def _holm(p: Floats) -> Floats:
    """The largest of the products so far, from the smallest p up."""
    order = np.argsort(p, kind="stable")
    products = p[order] * (len(p) - np.arange(len(p)))
    return _returned(np.maximum.accumulate(products), order)


def _benjamini_hochberg(p: Floats) -> Floats:
    """The smallest of the products so far, from the largest p down."""
    order = np.argsort(p, kind="stable")[::-1]
    products = p[order] * len(p) / np.arange(len(p), 0, -1)
    return _returned(np.minimum.accumulate(products), order)


def _returned(sorted_values: Floats, order: np.ndarray) -> Floats:
    """Values to the places that they came from, at most 1."""
    values = np.empty(len(order))
    values[order] = np.minimum(sorted_values, 1)
    return values


ADJUSTMENTS: Mapping[str, Callable[[Floats], Floats]] = {
    "none": np.copy,
    "bonferroni": _bonferroni,
    "holm": _holm,
    "BH": _benjamini_hochberg,
}
"""The methods by their names in R."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The comparison of two groups (by place): its statistic, its p alone, and the p adjusted for all pairs
    compared; the difference of first and second with its interval where there is one."""

    first: int
    second: int
    statistic: float
    p: float
    adjusted: float
    difference: float | None = None
    low: float | None = None
    high: float | None = None


def adjusted_pairs(
    places: Sequence[tuple[int, int]], statistics: Sequence[float], p: Sequence[float], method: str
) -> tuple[Pair, ...]:
    """Pairs from their places, statistics and p, adjusted together."""
    several = adjusted(p, method).tolist()
    return tuple(
        Pair(*place, statistic, one, other)
        for place, statistic, one, other in zip(places, statistics, p, several, strict=True)
    )


guard(__name__)
