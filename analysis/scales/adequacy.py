"""Whether correlations of items are worth factoring: Kaiser-Meyer-Olkin and Bartlett's sphericity."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.arrays import Floats
from analysis.entrance import guard
from analysis.errors import NotANumber, NoVariation, TooFew
from analysis.scales.moments import inverse, standardized
from analysis.tables import Test


@dataclass(frozen=True, slots=True, eq=False)
class SamplingAdequacy:
    """Kaiser-Meyer-Olkin: `overall` and for each of the k `items`, all between 0 and 1."""

    overall: float
    items: Floats


def kmo(correlations: Floats) -> SamplingAdequacy:
    """Squared correlations / (these + squared partial correlations) (Kaiser 1974; R: psych::KMO)."""
    partial = np.square(standardized(inverse(correlations)))
    plain = np.square(correlations)
    np.fill_diagonal(plain, 0)
    np.fill_diagonal(partial, 0)
    if not plain.sum(0).all():
        raise NoVariation("an item correlates with none of the others")
    items = plain.sum(0) / (plain.sum(0) + partial.sum(0))
    return SamplingAdequacy(float(plain.sum() / (plain.sum() + partial.sum())), items)


def bartlett(correlations: Floats, n: float) -> Test:
    """Bartlett's test that no items correlate: -(n - 1 - (2k + 5)/6) log det R on k(k - 1)/2 degrees of
    freedom (Bartlett 1951; R: psych::cortest.bartlett)."""
    k = len(correlations)
    factor = n - 1 - (2 * k + 5) / 6
    if k < 2:
        raise TooFew("whether items correlate needs two items")
    if not np.isfinite(n):
        raise NotANumber(f"the number of people is finite, not {n}")
    if factor <= 0:
        raise TooFew(f"{n:g} people are too few for Bartlett's test of {k} items")
    inverse(correlations)
    statistic = -factor * float(np.linalg.slogdet(correlations)[1])
    df = k * (k - 1) // 2
    return Test("Bartlett sphericity", statistic, df, float(stats.chi2.sf(statistic, df)))


guard(__name__)
