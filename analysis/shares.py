"""The base of a table: how many people stand behind a share, and what interval follows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.arrays import Floats
from analysis.codebook import NOT_ASKED
from analysis.design import Design
from analysis.entrance import guard
from analysis.intervals import finite_size, wilson_effective


@dataclass(frozen=True, slots=True)
class Base:
    """The people a share refers to: their `count`, their sum of weights, what they are worth as equal
    people (`effective`, Kish), and the finite population behind them (None: the process)."""

    count: int
    weighted: float
    effective: float
    population: float | None
    level: float = 0.95

    def shares(self, weighted: Floats) -> tuple[Floats, Floats, Floats]:
        """Per cents of the base with their limits, for sums of weights of any shape.

        Wilson's interval with n replaced by the effective size, times (N - 1) / (N - n) in a finite
        population. For an empty base the per cent is 0 and the interval 0 to 100: nothing is known.
        """
        if self.weighted <= 0:
            nothing = np.zeros(np.shape(weighted))
            return nothing, nothing, nothing + 100
        share = np.clip(np.asarray(weighted) / self.weighted, 0, 1)
        low, high = wilson_effective(share, self.worth(), self.level)
        return 100 * share, 100 * low, 100 * high

    def worth(self) -> float:
        """The effective size, corrected for the finite population; infinite for a census."""
        if self.population is None or not self.count:
            return self.effective
        return float(finite_size(self.count, self.population)) * self.effective / self.count


def base_of(
    sums: tuple[float, float, float], population: float | None, level: float, *, weighted: bool
) -> Base:
    """The base from its people, sum of weights and sum of squared weights."""
    count, weight, squares = sums
    effective = weight * weight / squares if weighted and squares else float(count)
    return Base(int(count), float(weight), effective, population, level)


def asked_population(design: Design, n: int, missing: dict[str, int], *, wanted: bool) -> float | None:
    """The finite population of an item: N times the share of the n people who were asked it.

    None when no population is known or none is wanted ("the process behind").
    """
    if not wanted or design.population is None or not n:
        return None
    return design.population * (n - missing.get(NOT_ASKED, 0)) / n


guard(__name__)
