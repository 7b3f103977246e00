"""Estimates: values and the scores of the people in them; one covariance function serves them all.

The score of a person is the weighted influence on the value; a mean, a share, a total and a ratio differ
only in their scores (linearization: Woodruff 1971; Lumley, Complex Surveys, 2010, ch. 2).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import stats

from analysis.arrays import Booleans, Floats, Integers, summed
from analysis.design import Design
from analysis.entrance import guard, guarded
from analysis.errors import NobodyAnswered, NotANumber, TooFew, UndefinedStatistic
from analysis.groups import Groups
from analysis.units import variance


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """k `values` with the `scores` (n x k) of all n people of a design, those outside a domain with 0.

    Under replicate weights `replicated` (R x k) holds the values of each replicate, and the covariance is
    their spread.
    """

    values: Floats
    scores: Floats
    design: Design
    population: bool = True
    replicated: Floats | None = None

    @property
    def covariance(self) -> Floats:
        """The k x k covariance matrix of the values."""
        if self.replicated is not None and self.design.replicates is not None:
            return self.design.replicates.spread(self.replicated, self.values)
        return covariance(self.scores, self.design, population=self.population)

    @property
    def standard_errors(self) -> Floats:
        """The k standard errors."""
        errors: Floats = np.sqrt(np.maximum(np.diag(self.covariance), 0))
        return errors

    def intervals(self, level: float, df: float = np.inf) -> Floats:
        """Limits (k x 2): values -/+ Student's t on df degrees of freedom (infinite: the normal)."""
        half = t_quantile(level, df) * self.standard_errors
        limits: Floats = np.stack([self.values - half, self.values + half], axis=1)
        return limits

    @guarded
    def combined(self, coefficients: Floats) -> Estimate:
        """Linear combinations of the values: coefficients (m x k, or k for one) give m values."""
        matrix = np.atleast_2d(np.asarray(coefficients, dtype=float))
        if matrix.shape[1] != len(self.values):
            raise UndefinedStatistic(f"{matrix.shape[1]} coefficients for {len(self.values)} values")
        again = None if self.replicated is None else self.replicated @ matrix.T
        return Estimate(matrix @ self.values, self.scores @ matrix.T, self.design, self.population, again)

    @guarded
    def transformed(self, function: Callable[[Floats], Floats], slopes: Floats) -> Estimate:
        """m smooth functions of the values, `slopes` (m x k) their derivatives there (delta method)."""
        matrix = np.atleast_2d(slopes)
        again = None
        if self.replicated is not None:
            again = np.array([np.atleast_1d(function(row)) for row in self.replicated])
        values = np.atleast_1d(function(self.values))
        return Estimate(values, self.scores @ matrix.T, self.design, self.population, again)


def joined(estimates: Sequence[Estimate]) -> Estimate:
    """Several estimates of one design as one, with their covariances."""
    first = estimates[0]
    scores = np.hstack([one.scores for one in estimates])
    parts = [one.replicated for one in estimates if one.replicated is not None]
    again = np.hstack(parts) if len(parts) == len(estimates) else None
    values = np.concatenate([one.values for one in estimates])
    return Estimate(values, scores, first.design, first.population, again)


def t_quantile(level: float, df: float) -> float:
    """The two-sided quantile of Student's t; the normal one for infinite df."""
    if not 0 < level < 1:
        raise UndefinedStatistic(f"a confidence level lies between 0 and 1, not {level}")
    if df < 1:
        raise TooFew("no degrees of freedom are left")
    return float(stats.t.isf((1 - level) / 2, df) if np.isfinite(df) else stats.norm.isf((1 - level) / 2))


def covariance(scores: Floats, design: Design, *, population: bool = True) -> Floats:
    """The covariance of the sums of scores (n x k): within strata, between the units that were drawn,
    sum_h (1 - n_h/N_h) n_h/(n_h - 1) sum_i (u_hi - mean u_h)(u_hi - mean u_h)', and what later stages add
    (analysis.units.variance); of calibrated weights, the residuals of the scores take their place
    (Deville and Saerndal 1992); under replicate weights the spread of the replicated sums.

    `population=False` leaves the finite population correction out. TooFew for one person, LonelyStratum
    for a stratum with one unit that is not all of it, unless the design has a rule for it.
    """
    scores = scores.reshape(len(scores), -1)
    if design.replicates is not None:
        return design.replicates.spread(design.replicates.sums(scores), scores.sum(0))
    for adjustment in design.adjustments:
        scores = adjustment.residuals(scores)
    return variance(scores, design.stages(len(scores), population=population), design.lonely)


def degrees_of_freedom(design: Design, n: int, domain: Booleans | None = None) -> int:
    """Units of the first stage minus strata: of those that hold somebody of the domain with a weight above
    0 (R survey: degf), or of all without a domain (R's svychisq); of replicate weights their rank minus 1.
    TooFew when none are left."""
    if design.replicates is not None:
        df = design.replicates.degrees_of_freedom
    else:
        df = _units_minus_strata(design, n, domain)
    if df < 1:
        raise TooFew(f"{n} people in {_counted(design, n)} leave no degrees of freedom")
    return df


def _units_minus_strata(design: Design, n: int, domain: Booleans | None) -> int:
    weighing = domain if domain is None or design.weights is None else domain & (design.weights_of(n) > 0)
    if design.plain:
        return (n if weighing is None else int(np.count_nonzero(weighing))) - 1
    first = design.stages(n, population=False)[0]
    if weighing is None:
        return len(first.stratum) - len(first.names)
    held = np.zeros(len(first.stratum), bool)
    held[first.unit[weighing]] = True
    return int(np.count_nonzero(held)) - len(np.unique(first.stratum[held]))


def _counted(design: Design, n: int) -> str:
    first = design.stages(n, population=False)[0]
    return (
        f"{len(first.stratum)} units and {len(first.names)} strata"
        if design.clusters
        else f"{len(first.names)} strata"
    )


def total(
    values: Floats, design: Design, *, domain: Booleans | None = None, population: bool = True
) -> Estimate:
    """Weighted totals sum w y of the values (n or n x k) over a domain (a mask over the people), whose scores
    are w y (R survey: svytotal)."""
    scores = _weighted(values, design, domain)
    again = None if design.replicates is None else design.replicates.sums(scores)
    return Estimate(scores.sum(0), scores, design, population, again)


def mean(
    values: Floats, design: Design, *, domain: Booleans | None = None, population: bool = True
) -> Estimate:
    """Weighted means of the values (n or n x k) over a domain; of 0/1 columns these are shares."""
    columns = values.reshape(len(values), -1)
    return ratio(columns, np.ones(len(columns)), design, domain=domain, population=population)


def ratio(
    numerator: Floats,
    denominator: Floats,
    design: Design,
    *,
    domain: Booleans | None = None,
    population: bool = True,
) -> Estimate:
    """The ratio r = sum w y / sum w x of two weighted totals (numerator n x k, denominator n), whose scores
    are w (y - r x) / sum w x (R survey: svyratio); NobodyAnswered when below is 0."""
    below = _weighted(denominator, design, domain)[:, 0]
    if not below.sum():
        raise NobodyAnswered("the base of a mean or ratio is empty")
    above = _weighted(numerator, design, domain)
    values = above.sum(0) / below.sum()
    scores = (above - below[:, None] * values) / below.sum()
    return Estimate(values, scores, design, population, _ratios(above, below, design))


def _ratios(above: Floats, below: Floats, design: Design) -> Floats | None:
    """The ratios (R x k) of each replicate."""
    if design.replicates is None:
        return None
    under = design.replicates.sums(below)[:, 0]
    if not under.all():
        raise NobodyAnswered("the base of a mean or ratio is empty in a replicate")
    ratios: Floats = design.replicates.sums(above) / under[:, None]
    return ratios


def cell_totals(
    places: Integers, cells: int, design: Design, *, population: bool = True
) -> tuple[Floats, Design]:
    """The weighted totals of a table's cells by unit of the first stage (units x cells), and the design in
    which these units are the people: all that a table of millions needs. `places` (n) are the people's
    cells, -1 for those outside."""
    n, inside = len(places), places >= 0
    first = design.stages(n, population=population)[0]
    units = len(first.stratum)
    keys = (first.unit * cells + places)[inside]
    sums = summed(keys, design.weights_of(n)[inside], units * cells).reshape(units, cells)
    again = design.replicates
    if again is not None:
        again = replace(again, unit=None) if again.unit is not None else None
    strata = None if design.strata is None else Groups(np.array(first.names, dtype=object), first.stratum)
    sizes = (first.size[first.stratum],) if np.isfinite(first.size).any() else ()
    return sums, Design(strata=strata, stage_sizes=sizes, lonely=design.lonely, replicates=again)


def cell_shares(places: Integers, cells: int, design: Design, *, population: bool = True) -> Estimate:
    """The shares of a table's cells (`mean` of their 0/1 columns), through the totals of clusters where
    these say all: one stage, no adjustment, replicates by unit."""
    stages = design.stages(len(places), population=population)
    by_unit = design.replicates is None or design.replicates.unit is not None
    if design.clusters is None or len(stages) > 1 or design.adjustments or not by_unit:
        columns = (places[:, None] == np.arange(cells)).astype(float)
        return mean(columns, design, domain=places >= 0, population=population)
    sums, units = cell_totals(places, cells, design, population=population)
    return ratio(sums, sums.sum(1), units, population=population)


def _weighted(values: Floats, design: Design, domain: Booleans | None) -> Floats:
    weights = design.weights_of(len(values))
    inside = weights if domain is None else np.where(domain, weights, 0.0)
    weighted: Floats = values.reshape(len(values), -1) * inside[:, None]
    if not np.isfinite(weighted).all():
        raise NotANumber("a value is not a finite number; give missing answers as 0 outside the domain")
    return weighted


guard(__name__)
