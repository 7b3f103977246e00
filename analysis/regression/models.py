"""A model fitted to a matrix: its coefficients, their covariance, and the likelihood it was fitted with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from analysis.arrays import Floats
from analysis.errors import TooFew
from analysis.regression.likelihoods import Likelihood, Squares, binomial, cumulative, thresholds
from analysis.regression.links import IDENTITY, LINKS, LOGIT, Link
from analysis.regression.newton import Maximum, NotConverged, maximise, refuse_aliased, supremum

Family = Literal["gaussian", "binomial", "ordinal"]

CROSSED = 1e-6
"""How far a threshold may lie below the one before it by rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """What is to be fitted: `matrix` (n x k, no constant), `outcome` (numbers; 0/1; or categories 0..J-1),
    `weights`, and the `names` of the matrix's columns."""

    family: Family
    matrix: Floats
    outcome: Floats
    weights: Floats
    names: tuple[str, ...]
    link: str = "logit"

    @property
    def constants(self) -> int:
        """How many parameters stand before those of the matrix: one constant, or J - 1 thresholds."""
        return int(self.outcome.max()) if self.family == "ordinal" else 1

    @property
    def curve(self) -> Link:
        """The link function."""
        return {"gaussian": IDENTITY, "binomial": LOGIT}.get(self.family, LINKS[self.link])

    def likelihood(self, freed: Floats | None = None) -> Likelihood:
        """The likelihood; `freed` columns get a coefficient per threshold (ordinal)."""
        if self.family == "ordinal":
            return cumulative(self.matrix, self.outcome.astype(int), self.weights, self.curve, freed)
        whole = np.column_stack([np.ones(len(self.matrix)), self.matrix])
        if self.family == "binomial":
            return binomial(whole, self.outcome > 0, self.weights)
        return Squares(whole, self.outcome, self.weights)

    def start(self) -> Floats:
        """The parameters of the model without predictors."""
        constants = np.array([self.weights @ self.outcome / self.weights.sum()])
        if self.family == "ordinal":
            constants = thresholds(self.outcome.astype(int), self.weights, self.curve)
        elif self.family == "binomial":
            constants = LOGIT.quantile(constants)
        return np.append(constants, np.zeros(self.matrix.shape[1]))

    def labels(self) -> tuple[str, ...]:
        """The names of all parameters."""
        return (*(f"constant {i + 1}" for i in range(self.constants)), *self.names)

    def fit(self) -> Maximum:
        """The maximum; TooFew for no more people than parameters, AliasedColumns, Separated, NotConverged."""
        if len(self.outcome) <= self.constants + self.matrix.shape[1]:
            raise TooFew(f"{len(self.outcome)} people are too few for {len(self.labels())} coefficients")
        constant = np.ones((len(self.matrix), 1))
        refuse_aliased(np.hstack([constant, self.matrix]), ("constant", *self.names))
        return maximise(self.likelihood(), self.start(), self.labels())

    def empty(self) -> float:
        """The log-likelihood of the model without predictors."""
        return self.likelihood().value(self.start())

    def reweighted(self, factors: Floats) -> Problem:
        """The same problem with other weights, of the people whom they keep; TooFew where an outcome's
        category is lost."""
        kept = factors > 0
        if self.family == "ordinal" and len(np.unique(self.outcome[kept])) <= self.constants:
            raise TooFew("a replicate has nobody in a category of the outcome")
        weights = (self.weights * factors)[kept]
        return Problem(self.family, self.matrix[kept], self.outcome[kept], weights, self.names, self.link)

    def without(self, columns: Sequence[int]) -> Problem:
        """The same problem with only the other columns of the matrix."""
        kept = [i for i in range(self.matrix.shape[1]) if i not in set(columns)]
        names = tuple(self.names[i] for i in kept)
        return Problem(self.family, self.matrix[:, kept], self.outcome, self.weights, names, self.link)


def dispersion(problem: Problem, found: Maximum) -> float:
    """The residual variance of a gaussian model, sum w e^2 / (n - k); 1 for the others."""
    if problem.family != "gaussian":
        return 1.0
    return -2 * found.point.value / (len(problem.outcome) - len(found.parameters))


def relaxed(problem: Problem, columns: Sequence[int]) -> tuple[float, int]:
    """The log-likelihood of an ordinal model in which these columns have a coefficient per threshold, and
    how many parameters it has more (R ordinal: nominal_test). NotConverged where thresholds cross: where
    nobody of a kind is in a category, its probability may fall below 0 and the others' sum above 1."""
    found, own, freed = partially_free(problem, columns)
    limits = np.hstack([np.ones((len(freed), 1)), -freed]) @ own
    if (np.diff(limits) < -CROSSED).any():
        raise NotConverged("thresholds of their own cross: some have nobody between them")
    return found.point.value, (problem.constants - 1) * len(columns)


def partially_free(problem: Problem, columns: Sequence[int]) -> tuple[Maximum, Floats, Floats]:
    """That model at its maximum, the thresholds (first) and coefficients at each of them, and the columns
    that are free."""
    rest, steps = problem.without(columns), problem.constants
    freed = problem.matrix[:, list(columns)]
    start = np.insert(rest.start(), steps, np.zeros(steps * len(columns)))
    found = supremum(rest.likelihood(freed), start)
    own = found.parameters[: steps * (1 + len(columns))].reshape(-1, steps)
    return found, own, freed
