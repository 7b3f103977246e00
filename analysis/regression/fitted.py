"""A formula fitted to microdata: the people used, their outcome and predictors, and the maximum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from analysis.arrays import Booleans, Floats
from analysis.codebook import MISSING_KINDS, CodebookError
from analysis.columns import Column
from analysis.design import Design
from analysis.errors import NobodyAnswered, NotTabulable
from analysis.microdata import Microdata
from analysis.regression.formula import Formula
from analysis.regression.inference import Inference, by_design, by_likelihood
from analysis.regression.matrix import Name, Predictors, matrix, names, predictors
from analysis.regression.models import Problem
from analysis.regression.newton import Maximum
from analysis.regression.outcomes import Outcome, outcome

Event = str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A model of the `used` people of the microdata, at the maximum of its likelihood."""

    formula: Formula
    design: Design
    columns: Mapping[str, Column]
    used: Booleans
    outcome: Outcome
    predictors: Predictors
    problem: Problem
    top: Maximum

    @classmethod
    def of(
        cls,
        microdata: Microdata,
        formula: Formula,
        family: str | None,
        event: Event,
        *,
        bases: Mapping[str, str],
        link: str,
    ) -> Fitted:
        """Fit a formula; the named errors of its parts where it cannot be."""
        columns = _columns(microdata, formula)
        used = _complete(columns, microdata)
        one = outcome(formula.outcome, columns[formula.outcome.name], used, family, event)
        if link != "logit" and one.family != "ordinal":
            raise CodebookError(f"the link {link} belongs to an ordinal model, not to a {one.family} one")
        found = predictors(formula, columns, used, _checked(bases, formula))
        weights = microdata.design.weights_of(microdata.n)[used]
        problem = _problem(one, formula, found, weights, link)
        return cls(formula, microdata.design, columns, used, one, found, problem, problem.fit())

    @property
    def names(self) -> tuple[Name, ...]:
        """The columns of the matrix."""
        return names(self.formula, self.predictors)

    @property
    def categories(self) -> tuple[str, ...]:
        """The codes of an ordinal outcome."""
        return tuple(code.value for code in self.outcome.codes)

    def missing(self) -> dict[str, int]:
        """People with a missing answer, by the kind of the first one in the order of the formula."""
        kind = np.zeros(len(self.used), np.int8)
        for column in self.columns.values():
            kind = np.where(kind, kind, column.missing)
        counts = np.bincount(kind, minlength=1 + len(MISSING_KINDS))[1:]
        return {name: int(count) for name, count in zip(MISSING_KINDS, counts, strict=True) if count}

    def designed(self, *, population: bool) -> bool:
        """Whether errors come from the design rather than from the likelihood."""
        design = self.design
        finite = population and (design.population is not None or bool(design.stage_sizes))
        return design.weighted or finite or not design.plain

    def inference(self, *, population: bool, level: float) -> Inference:
        """The covariance of the parameters, from the design or the likelihood."""
        if not self.designed(population=population):
            return by_likelihood(self.problem, self.top, level)
        return by_design(self.problem, self.top, self.design, self.used, population=population, level=level)


def _columns(microdata: Microdata, formula: Formula) -> dict[str, Column]:
    """The columns of all variables, the outcome's first."""
    return {part.name: _column(microdata, part.name) for part in (formula.outcome, *formula.parts)}


def _column(microdata: Microdata, name: str) -> Column:
    one = microdata.codebook.set_of(name)
    if one is not None and not microdata.codebook.has(name):
        raise NotTabulable(f"{name!r} is a set of variables; take one of them: {', '.join(one.variables)}")
    if name not in microdata.columns and microdata.codebook.has(name):
        raise CodebookError(f"{name!r} was kept apart from the rows and cannot be crossed")
    return microdata.column(name)


def _complete(columns: Mapping[str, Column], microdata: Microdata) -> Booleans:
    """Who answered everything and counts."""
    answered = np.logical_and.reduce([column.answered for column in columns.values()])
    gone = [name for name, column in columns.items() if not column.answered.any()]
    if gone:
        raise NobodyAnswered(f"no row holds an answer to {' or '.join(gone)}{_why(columns[gone[0]])}")
    used: Booleans = answered & (microdata.design.weights_of(microdata.n) > 0)
    if not used.any():
        raise NobodyAnswered("nobody answered all of these questions")
    return used


def _scaled(weights: Floats) -> Floats:
    small = weights / weights.max()
    return np.asarray(small / small.mean())


def _why(column: Column) -> str:
    """The kinds of missing answers of a column without answers."""
    kinds = ", ".join(f"{kind} {count}" for kind, count in column.kinds().items())
    return f": {kinds}" if kinds else ""


def _checked(bases: Mapping[str, str], formula: Formula) -> Mapping[str, str]:
    unknown = sorted(set(bases) - {part.name for part in formula.parts})
    if unknown:
        raise CodebookError(f"a base for {', '.join(unknown)}, which is no predictor of {formula}")
    return bases


def _problem(one: Outcome, formula: Formula, found: Predictors, weights: Floats, link: str) -> Problem:
    """The problem with weights of mean 1, so that equal weights are no weights."""
    whole = matrix(formula, found, len(one.values))
    columns = tuple(map(str, names(formula, found)))
    return Problem(one.family, whole, one.values, _scaled(weights), columns, link)
