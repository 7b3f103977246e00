"""Average marginal effects with delta-method errors (Bartus 2005; own_ame of the R oracles)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from analysis.arrays import Floats
from analysis.regression.formula import Formula, Part
from analysis.regression.matrix import Predictors, matrix
from analysis.regression.models import Problem


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """One effect of a variable: the code compared with the base ("" for a number), the `values` (one, or
    one per category of the outcome) and their derivatives by the parameters (values x k)."""

    part: Part
    code: str
    values: Floats
    gradients: Floats


def changes(problem: Problem, formula: Formula, found: Predictors, parameters: Floats) -> Iterator[Change]:
    """The effects of every predictor, averaged over the people with their weights."""

    def at(predictors: Predictors, slope_of: Part | None = None) -> Floats:
        return matrix(formula, predictors, len(problem.outcome), slope_of=slope_of)

    for part, one in found.items():
        if not one.codes:
            whole = _slopes(problem, at(found), at(found, part), parameters)
            yield Change(part, "", *whole)
            continue
        base = _levels(problem, at({**found, part: one.at(0)}), parameters)
        for place, code in enumerate(one.names, 1):
            there = _levels(problem, at({**found, part: one.at(place)}), parameters)
            yield Change(part, code, there[0] - base[0], there[1] - base[1])


Means = tuple[Floats, Floats]


def _levels(problem: Problem, columns: Floats, parameters: Floats) -> Means:
    """The mean outcomes of a matrix and their derivatives."""
    curve = problem.curve

    def one(rows: Floats) -> Means:
        eta = rows @ parameters
        return curve.cdf(eta), curve.density(eta)[:, None] * rows

    return _averaged(problem, columns, one)


def _slopes(problem: Problem, columns: Floats, derivative: Floats, parameters: Floats) -> Means:
    """The mean slopes by a number, whose derivatives of the columns are given."""
    curve = problem.curve
    fixed = np.zeros(problem.constants)
    change = _sign(problem) * np.hstack([np.tile(fixed, (len(derivative), 1)), derivative])
    tilt = change @ parameters

    def one(rows: Floats) -> Means:
        eta = rows @ parameters
        bent = (curve.slope(eta) * tilt)[:, None] * rows
        return curve.density(eta) * tilt, bent + curve.density(eta)[:, None] * change

    return _averaged(problem, columns, one)


def _sign(problem: Problem) -> float:
    return -1.0 if problem.family == "ordinal" else 1.0


def _averaged(problem: Problem, columns: Floats, one: Callable[[Floats], Means]) -> Means:
    """Weighted means over people: of the outcome, or of each category as differences of P(Y <= j)."""
    shares = problem.weights / problem.weights.sum()
    values, gradients = [], []
    for constant in np.eye(problem.constants):
        rows = np.hstack([np.tile(constant, (len(columns), 1)), _sign(problem) * columns])
        value, gradient = one(rows)
        values.append(shares @ value)
        gradients.append(shares @ gradient)
    if problem.family != "ordinal":
        return np.array(values), np.array(gradients)
    # 1 at the end would cancel in every change, as 0 does at the beginning
    ends = np.zeros((1, gradients[0].size))
    return np.diff([0.0, *values, 0.0]), np.diff(np.vstack([ends, gradients, ends]), axis=0)
