"""Standard errors, tests and intervals of fitted coefficients, from a likelihood or from a design."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.arrays import Booleans, Floats
from analysis.design import Design
from analysis.errors import TooFew, UndefinedStatistic
from analysis.estimates import Estimate, degrees_of_freedom
from analysis.regression.models import Problem, dispersion
from analysis.regression.newton import Maximum
from analysis.regression.results import TermTest


class NothingLeftToTest(UndefinedStatistic):
    """A standard error of 0: a perfect fit, or a population of which everybody answered."""


@dataclass(frozen=True, slots=True, eq=False)
class Inference:
    """The covariance of k parameters; `df` of t and F, None for z and chi-square."""

    covariance: Floats
    df: int | None
    level: float = 0.95

    def wald(self, value: float, error: float, name: str) -> tuple[float, float, float, float]:
        """Statistic, two-sided p, and the interval's limits; NothingLeftToTest for an error of 0."""
        if not error > 1e-12 * abs(value):
            raise NothingLeftToTest(f"the standard error of {name} is 0")
        statistic = value / error
        law = stats.norm if self.df is None else stats.t(self.df)
        reach = float(law.isf((1 - self.level) / 2)) * error
        return statistic, min(1.0, 2 * float(law.sf(abs(statistic)))), value - reach, value + reach

    def joint(self, term: str, parameters: Floats, columns: list[int]) -> TermTest:
        """The Wald test that all these parameters are 0 (R survey: regTermTest)."""
        inner = self.covariance[np.ix_(columns, columns)]
        scale = np.sqrt(np.diag(inner))
        if not (scale > 0).all() or np.linalg.cond(inner / np.outer(scale, scale)) > 1e14:
            raise NothingLeftToTest(f"the coefficients of {term} have no covariance to test them by")
        value = parameters[columns] / scale
        wald, df = float(value @ np.linalg.solve(inner / np.outer(scale, scale), value)), len(columns)
        if self.df is None:
            return TermTest("Wald chi-square", term, wald, df, float(stats.chi2.sf(wald, df)))
        return TermTest("Wald F", term, wald / df, df, float(stats.f.sf(wald / df, df, self.df)), self.df)


def by_likelihood(problem: Problem, found: Maximum, level: float) -> Inference:
    """The inverse of the information: z for binomial and ordinal models, t for gaussian ones."""
    df = len(problem.outcome) - len(found.parameters) if problem.family == "gaussian" else None
    return Inference(found.covariance * dispersion(problem, found), df, level)


def by_design(
    problem: Problem, found: Maximum, design: Design, used: Booleans, *, population: bool, level: float
) -> Inference:
    """Linearization (Binder 1983; R survey: svyglm, svyolr): the scores of the people, 0 for those outside,
    times the inverse information, through the one covariance function; under replicate weights a fit for
    each. The degrees of freedom are those of the people in the model less its slopes."""
    estimate = Estimate(
        found.parameters,
        influence(found, used),
        design,
        population,
        None if design.replicates is None else _again(problem, design.replicates.factors[used]),
    )
    return Inference(estimate.covariance, _left(design, used, problem), level)


def influence(found: Maximum, used: Booleans, inverse: Floats | None = None) -> Floats:
    """What each of all people (n x k) adds to the parameters: the scores times the inverse information."""
    scores = np.zeros((len(used), len(found.parameters)))
    scores[used] = found.point.scores @ (found.covariance if inverse is None else inverse)
    return scores


def _again(problem: Problem, factors: Floats) -> Floats:
    """The parameters (R x k) under each column of factors (n x R) of the weights."""
    return np.array([problem.reweighted(factor).fit().parameters for factor in factors.T])


def _left(design: Design, used: Booleans, problem: Problem) -> int:
    slopes = problem.matrix.shape[1]
    df = degrees_of_freedom(design, len(used), used) - slopes
    if df < 1:
        raise TooFew(f"the design leaves no degrees of freedom for {slopes} slopes")
    return df
