"""How often each value of a number occurs: all that describes it where people were drawn one by one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from analysis.arrays import Floats, Integers, summed
from analysis.design import Design
from analysis.errors import TooFew
from analysis.estimates import degrees_of_freedom
from analysis.units import WHOLE

WHOLE_NUMBERS = 1 << 12
"""Whole numbers below this are counted by themselves where the people are more than that."""


@dataclass(frozen=True, slots=True, eq=False)
class Frequencies:
    """The distinct values of people, rising: how many have each, their weight, and the squares of it (k)."""

    values: Floats
    counts: Integers
    weights: Floats
    squares: Floats

    @classmethod
    def of(cls, values: Floats, weights: Floats | None) -> Frequencies:
        """The values (n) of people of these weights; without, each weighs 1."""
        if weights is None:
            distinct, counts = _distinct(values)
            return cls(distinct, counts, counts.astype(float), counts.astype(float))
        distinct, place = np.unique(values, return_inverse=True)
        sums = [summed(place, one, len(distinct)) for one in (weights, weights * weights)]
        return cls(distinct, np.bincount(place, minlength=len(distinct)), *sums)

    @classmethod
    def of_codes(cls, scores: Floats, sums: tuple[Integers, Floats, Floats]) -> Frequencies:
        """The scores of codes, with the people, the weight and the squares of each code; codes of nobody are
        left out, those of one score are one value."""
        held = sums[0] > 0
        distinct, place = np.unique(scores[held], return_inverse=True)
        weights, squares = (summed(place, one[held], len(distinct)) for one in sums[1:])
        counts = summed(place, sums[0][held].astype(float), len(distinct))
        return cls(distinct, counts.astype(np.int64), weights, squares)

    @property
    def mean(self) -> float:
        """The weighted mean."""
        return float(self.values @ self.weights / self.weights.sum())

    @property
    def sd(self) -> float | None:
        """That of R's svyvar: weighted, n / (n - 1); None for one person."""
        n = int(self.counts.sum())
        squares = float(np.square(self.values - self.mean) @ self.weights / self.weights.sum())
        return float(np.sqrt(squares * n / (n - 1))) if n > 1 else None

    def quantile(self, p: float) -> float:
        """The p-quantile (Hyndman and Fan's type 2), see `analysis.numbers.quantile`."""
        heavy = self.weights > 0
        x, reached = self.values[heavy], np.cumsum(self.weights[heavy])
        wanted = p * reached[-1]
        place = int(np.searchsorted(reached, wanted * (1 - 1e-12)))
        if np.isclose(reached[place], wanted, rtol=1e-12, atol=0) and place + 1 < len(x):
            return float((x[place] + x[place + 1]) / 2)
        return float(x[place])

    def limits(
        self, design: Design, n: int, *, population: bool, level: float, explained: float = 0.0
    ) -> dict[str, float]:
        """mean_low and mean_high where n people were drawn one by one, with a value or without: Student's t
        on the design's degrees of freedom; {} where none are left.

        The linearized scores of people with the same value are the same, those of the others 0. `explained`
        of the sum of squares of w (x - mean) is due to the totals that weights w were adjusted to.
        """
        try:
            df = degrees_of_freedom(design, n, np.ones(n, bool))
        except TooFew:
            return {}
        size = design.population if population and design.population is not None else np.inf
        squares = max(float(self.squares @ np.square(self.values - self.mean)) - explained, 0.0)
        scores = squares / float(self.weights.sum()) ** 2
        left = 1 - n / size
        error = float(np.sqrt(scores * n / (n - 1) * left)) if left >= WHOLE else 0.0
        half = -float(special.stdtrit(df, (1 - level) / 2)) * error
        return {"mean_low": self.mean - half, "mean_high": self.mean + half}

    def spread(self, limits: dict[str, float]) -> dict[str, float]:
        """mean, its limits and sd of people of whom one weighs something."""
        return {"mean": self.mean, **limits, **({} if self.sd is None else {"sd": self.sd})}

    def described(self, limits: dict[str, float]) -> dict[str, float]:
        """mean, its limits, sd, q1, median, q3, min, max; {} where nobody weighs anything."""
        if not self.weights.sum():
            return {}
        quantiles = dict(zip(("q1", "median", "q3"), map(self.quantile, (0.25, 0.5, 0.75)), strict=True))
        ends = {"min": float(self.values[0]), "max": float(self.values[-1])}
        return {**self.spread(limits), **quantiles, **ends}


def _distinct(values: Floats) -> tuple[Floats, Integers]:
    """The different values, rising, and how many people have each: np.unique, without sorting where they are
    whole numbers from 0 up to below WHOLE_NUMBERS."""
    if len(values) > WHOLE_NUMBERS and values.min() >= 0 and values.max() < WHOLE_NUMBERS:
        whole = values.astype(np.intp)
        if (whole == values).all():
            counts = np.bincount(whole)
            return np.flatnonzero(counts).astype(float), counts[counts > 0]
    return np.unique(values, return_counts=True)
