"""Agreement of two raters, or of two answers of the same people, beyond chance."""

from __future__ import annotations

from typing import Literal

import numpy as np

from analysis.arrays import Floats
from analysis.entrance import guard
from analysis.measures import Measure, divided, one_of
from analysis.paired import square

Weights = Literal["none", "linear", "quadratic"]


def percent(counts: Floats) -> float:
    """The share of people on the diagonal, 0 to 1."""
    table = square(counts)
    return float(np.trace(table) / table.sum())


def kappa(counts: Floats, weights: Weights = "none") -> Measure:
    """Cohen's (1960) kappa = (po - pc) / (1 - pc), or weighted (1968) by closeness: 1 - |i - j| / (k - 1)
    for `linear`, 1 - (i - j)^2 / (k - 1)^2 for `quadratic` (R vcd: Kappa; Equal-Spacing, Fleiss-Cohen).

    Its standard error is that of Fleiss, Cohen and Everitt (1969). NoVariation when both raters use one
    and the same category only.

    >>> round(kappa(np.array([[20, 5], [10, 15]])).value, 6)
    0.4
    """
    table = square(counts)
    one_of(weights, ("none", "linear", "quadratic"))
    share, close = table / table.sum(), _closeness(len(table), weights)
    row, column = close @ share.sum(0), close.T @ share.sum(1)
    chance = float(share.sum(1) @ row)
    beyond = float((share * close).sum()) - chance
    left = 1 - chance if (np.outer(table.sum(1), table.sum(0)) * (close < 1)).any() else 0.0
    value = divided(beyond, left, "both raters use the same category only")
    influence = (close - (1 - value) * (row[:, None] + column)) / left
    return Measure("kappa", value, table, influence)


def _closeness(size: int, weights: Weights) -> Floats:
    places = np.arange(size)
    apart = np.abs(places[:, None] - places) / (size - 1)
    closeness: Floats = {"none": np.eye(size), "linear": 1 - apart, "quadratic": 1 - apart**2}[weights]
    return closeness


guard(__name__)
