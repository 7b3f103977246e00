"""The base of a table: how many people stand behind a share, and what interval follows.

Where people were drawn in clusters, or weighted within strata, a share is worth the people of a simple random
sample as precise as the design makes it (`design_worth`), and Wilson's interval is taken at that many. Of
what was tried by simulation (tests/simulations/shares.py) it covers best at few people and at 0 and 100 %:
the logit and Korn and Graubard's interval trust the variance of a rare code, which few clusters hide.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.arrays import Booleans, Floats
from analysis.codebook import NOT_ASKED
from analysis.design import Design
from analysis.entrance import guard
from analysis.errors import LonelyStratum, NotANumber, TooFew
from analysis.estimates import degrees_of_freedom, mean, t_quantile
from analysis.intervals import finite_size, normal_quantile, wilson_effective

SMALLEST = 1e-15
"""A variance of a share below this is none: everybody or nobody gave it."""


@dataclass(frozen=True, slots=True)
class Base:
    """The people a share refers to: their `count`, their sum of weights, what they are worth as equal
    people (`effective`, Kish), and the finite population behind them (None: the process)."""

    count: int
    weighted: float
    effective: float
    population: float | None
    level: float = 0.95

    def shares(self, weighted: Floats, worth: Floats | None = None) -> tuple[Floats, Floats, Floats]:
        """Per cents of the base with their limits, for sums of weights of any shape.

        Wilson's interval with n replaced by the effective size, times (N - 1) / (N - n) in a finite
        population, or by the `worth` of each share under the design. For an empty base the per cent is 0 and
        the interval 0 to 100: nothing is known.
        """
        if self.weighted <= 0:
            nothing = np.zeros(np.shape(weighted))
            return nothing, nothing, nothing + 100
        share = np.clip(np.asarray(weighted) / self.weighted, 0, 1)
        low, high = wilson_effective(share, self.worth() if worth is None else worth, self.level)
        return 100 * share, 100 * low, 100 * high

    def worth(self) -> float:
        """The effective size, corrected for the finite population; infinite for a census."""
        return self.effective * self.finite

    @property
    def finite(self) -> float:
        """By how many times more the people are worth in the finite population: (N - 1) / (N - n)."""
        if self.population is None or not self.count:
            return 1.0
        return float(finite_size(self.count, self.population)) / self.count


def base_of(
    sums: tuple[float, float, float], population: float | None, level: float, *, weighted: bool
) -> Base:
    """The base from its people, sum of weights and sum of squared weights."""
    if population is not None and not 0 <= population < np.inf:
        raise NotANumber(f"a population is a number of people from 0 up, not {population}")
    count, weight, squares = sums
    effective = weight * weight / squares if weighted and squares else float(count)
    return Base(int(count), float(weight), effective, population, level)


def by_design(design: Design) -> bool:
    """Whether intervals of shares need the design: clusters, replicates, or weights within strata."""
    strata = design.strata is not None and design.weighted
    return design.clusters is not None or design.replicates is not None or strata


def design_worth(
    members: Booleans, answered: Booleans, design: Design, *, population: bool = False, level: float = 0.95
) -> Floats | None:
    """How many people each share of `members` (k x n) among the `answered` (n) is worth under the design.

    n over the design effect: the greatest of the share's own, that of all shares together (a rare code tells
    little of its own, and one of 0 or 100 % nothing) and 1; where all are 0 or 100 %, n over the units of
    the first stage: it is worth these. Less by (z / t)^2 for the degrees of freedom (Korn and Graubard 1998),
    more by the finite population of units where it is asked about and known. 0 where the design leaves no
    degrees of freedom, or a lonely cluster no variance; None for a lonely person: the caller knows Kish's.
    """
    people = int((answered & (design.weights_of(len(answered)) > 0)).sum())
    if not people:
        return np.zeros(len(members))
    columns = members.T.astype(float)
    try:
        df = degrees_of_freedom(design, len(answered), answered)
        one = mean(columns, design, domain=answered, population=False)
        variance = one.standard_errors**2
    except (TooFew, LonelyStratum):
        return None if design.clusters is None else np.zeros(len(members))
    units = len(np.unique(design.stages(len(answered), population=False)[0].unit[answered]))
    worth = (
        worth_of(one.values, variance, people, units) * (normal_quantile(level) / t_quantile(level, df)) ** 2
    )
    if not population:
        return worth
    finite = float((mean(columns, design, domain=answered).standard_errors ** 2).sum())
    whole = float(variance.sum())
    return worth if not whole else np.full(len(worth), np.inf) if not finite else worth * whole / finite


def worth_of(shares: Floats, variances: Floats, people: int, units: int) -> Floats:
    """`people` over the design effect of each share (k), see `design_worth`."""
    simple = np.clip(shares * (1 - shares), 0, None) / people
    pooled = float(variances.sum() / simple.sum()) if simple.sum() > SMALLEST else people / units
    own = np.divide(variances, simple, out=np.zeros_like(simple), where=simple > SMALLEST)
    worth: Floats = people / np.maximum(np.maximum(own, pooled), 1)
    return worth


def asked_population(design: Design, n: int, missing: dict[str, int], *, wanted: bool) -> float | None:
    """The finite population of an item: N times the share of the n people who were asked it.

    None when no population is known or none is wanted ("the process behind"), and where clusters were drawn
    of nobody knows how many, or replicates stand for the design: N people then correct nothing.
    """
    unknown = design.replicates is not None or (design.clusters is not None and not design.stage_sizes)
    if not wanted or design.population is None or not n or unknown:
        return None
    return design.population * (n - missing.get(NOT_ASKED, 0)) / n


guard(__name__)
