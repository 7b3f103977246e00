"""Scores of people on a scale, by a rule for missing items."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np

from analysis.arrays import Booleans, Floats
from analysis.entrance import guard
from analysis.errors import NobodyAnswered, TooFew, WrongNumber
from analysis.scales.items import Items


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """A score for each of n people: `values` (0 where there is none) and `known`."""

    values: Floats
    known: Booleans

    @property
    def n(self) -> int:
        """How many people have a score."""
        return int(np.count_nonzero(self.known))

    @property
    def mean(self) -> float:
        """The mean score; NobodyAnswered when nobody has one."""
        if not self.n:
            raise NobodyAnswered("nobody answered enough items for a score")
        return float(self.values[self.known].mean())

    @property
    def sd(self) -> float:
        """The standard deviation (n - 1); TooFew for fewer than two scores."""
        if self.n < 2:
            raise TooFew("a standard deviation needs two scores")
        return float(self.values[self.known].std(ddof=1))


def mean_scores(items: Items, minimum: float = 0.0) -> Scores:
    """The mean of the answered items, for people who answered at least the share `minimum` (0 to 1) of
    the items, and at least one (R: rowMeans(na.rm=TRUE)). WrongNumber for a share out of bounds."""
    if not 0 <= minimum <= 1:
        raise WrongNumber(
            "`minimum`, the share of items that must be answered, runs from 0 to 1 (50 per cent is 0.5), "
            f"not {minimum:g}"
        )
    count = items.answered.sum(1)
    known = count >= max(1, ceil(minimum * len(items.names) - 1e-9))
    sums = np.where(items.answered, items.values, 0.0).sum(1)
    return Scores(np.where(known, sums / np.maximum(count, 1), 0.0), known)


def sum_scores(items: Items) -> Scores:
    """The sum of all items, for the people who answered every one (R: rowSums)."""
    return Scores(np.where(items.whole, items.values.sum(1), 0.0), items.whole)


guard(__name__)
