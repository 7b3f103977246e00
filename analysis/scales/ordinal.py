"""Scales of ordered categories: polychoric correlations of the items, and alpha of what lies behind them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy import special

from analysis.arrays import Floats, Integers
from analysis.entrance import guard
from analysis.errors import NobodyAnswered, NoVariation
from analysis.polychoric import two_step
from analysis.scales.checks import values_of
from analysis.scales.reliability import raw_alpha


@dataclass(frozen=True, slots=True, eq=False)
class PolychoricMatrix:
    """`rho` (k x k) and, for each item, the `cuts` between its categories on the normal scale."""

    rho: Floats
    cuts: tuple[tuple[float, ...], ...]


def polychoric_matrix(values: Floats) -> PolychoricMatrix:
    """Polychoric correlations of complete ratings (n x k), pair by pair with the cuts of the margins
    (two steps, Olsson 1979; R: psych::polychoric(correct=0), lavaan::lavCor).

    Categories are the values that occur. NobodyAnswered without people, NoVariation for a constant item,
    TooSparse where a pair is ordered perfectly.
    """
    values = values_of(values)
    if not len(values):
        raise NobodyAnswered("nobody answered every item of the scale")
    places = [np.unique(column, return_inverse=True)[1] for column in values.T]
    shares = [np.bincount(place) / len(values) for place in places]
    if min(map(len, shares)) < 2:
        raise NoVariation("everybody gave the same answer to an item of the scale")
    rho = np.eye(len(places))
    for i, j in combinations(range(len(places)), 2):
        rho[i, j] = rho[j, i] = two_step(_table(places[i], places[j]))
    cuts = (special.ndtri(np.cumsum(share)[:-1]) for share in shares)
    return PolychoricMatrix(rho, tuple(tuple(cut.tolist()) for cut in cuts))


def _table(row: Integers, column: Integers) -> Floats:
    r, c = int(row.max()) + 1, int(column.max()) + 1
    return np.bincount(row * c + column, minlength=r * c).reshape(r, c).astype(float)


def ordinal_alpha(values: Floats) -> float:
    """`raw_alpha` of the polychoric correlations (Zumbo, Gadermann and Zeisser 2007; R: psych::alpha of
    psych::polychoric)."""
    return raw_alpha(polychoric_matrix(values).rho)


guard(__name__)
