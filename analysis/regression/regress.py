"""The verb: regress an outcome on predictors, by a formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from analysis.entrance import guard
from analysis.errors import UndefinedStatistic
from analysis.microdata import Microdata
from analysis.regression import rows
from analysis.regression.effects import changes
from analysis.regression.fitted import Event, Fitted
from analysis.regression.formula import parse
from analysis.regression.inference import Inference
from analysis.regression.measures import by_term, fit_measures, proportional_odds
from analysis.regression.profile import limits
from analysis.regression.results import Coefficient, Regression, TermTest

Interval = Literal["wald", "profile"]
Rows = tuple[Coefficient, ...]


class NoLikelihood(UndefinedStatistic):
    """A profile-likelihood interval for data that have no likelihood: they come from a survey design."""


def regress(  # noqa: PLR0913 - wishes are given by name
    microdata: Microdata,
    formula: str,
    *,
    family: str | None = None,
    link: Literal["logit", "probit"] = "logit",
    event: Event = None,
    bases: Mapping[str, str] | None = None,
    interval: Interval = "wald",
    population: bool = False,
    level: float = 0.95,
) -> Regression:
    """Regress an outcome on predictors: `"trust ~ age + sex + age:sex"`.

    `family`: gaussian (least squares), binomial (logistic), ordinal (proportional odds, `link` logit or
    probit); without one the outcome decides. `event` is the code (or codes) that a binomial model predicts.
    Codes enter against the first one with people, or the one in `bases`; `score(a)` takes ratings as numbers.
    People with a missing answer are left out.

    Weights, strata or clusters give design-based errors (Binder 1983), with the finite population correction
    under `population`; without them the likelihood gives errors (McCullagh and Nelder 1989), and
    `interval="profile"` its intervals; `level` runs from 0 to 1.

    FormulaError for what is no formula, CodebookError for an unknown name or code, UndefinedStatistic
    (TooFew, NotBinary, Separated, NotConverged, NoLikelihood) where the data define no such model.
    """
    fitted = Fitted.of(microdata, parse(formula), family, event, bases=bases or {}, link=link)
    inference = fitted.inference(population=population, level=level)
    result = _result(microdata, fitted, inference, population=population)
    if interval == "wald":
        return result
    if fitted.designed(population=population):
        raise NoLikelihood("weights and designs have no likelihood to profile; ask for Wald intervals")
    return _profiled(result, fitted)


def _result(microdata: Microdata, fitted: Fitted, inference: Inference, *, population: bool) -> Regression:
    problem, designed = fitted.problem, fitted.designed(population=population)
    ordinal = problem.family == "ordinal"
    constants, slopes = _rows(fitted, inference)
    moved = changes(problem, fitted.formula, fitted.predictors, fitted.top.parameters)
    return Regression(
        formula=str(fitted.formula),
        outcome=fitted.formula.outcome.name,
        outcome_label=fitted.columns[fitted.formula.outcome.name].variable.label,
        family=problem.family,
        link=problem.curve.name,
        n=microdata.n,
        base=int(fitted.used.sum()),
        missing=fitted.missing(),
        coefficients=slopes if ordinal else (*constants, *slopes),
        thresholds=constants if ordinal else (),
        effects=rows.effects(moved, fitted.predictors, inference, fitted.categories),
        tests=_tests(fitted, inference),
        proportional_odds=() if designed or not ordinal else _odds(fitted),
        method=_method(microdata, designed=designed, population=population),
        event=fitted.outcome.event,
        event_label=rows.event_label(fitted.outcome, fitted.columns[fitted.formula.outcome.name].variable),
        categories=fitted.categories,
        category_labels=tuple(code.label for code in fitted.outcome.codes),
        bases={str(part): one.codes[0].value for part, one in fitted.predictors.items() if one.codes},
        base_labels=rows.base_labels(fitted.predictors),
        df=inference.df,
        population=microdata.design.population if population else None,
        level=inference.level,
        **fit_measures(problem, fitted.top, likelihood=not designed),
    )


def _method(microdata: Microdata, *, designed: bool, population: bool) -> str:
    """A key of analysis.regression_words.REGRESSION_METHODS."""
    if not designed:
        return "likelihood"
    if microdata.design.replicates is not None:
        return "replicates"
    finite = microdata.design.population is not None or microdata.design.stage_sizes
    return "design_finite" if population and finite else "design"


def _rows(fitted: Fitted, inference: Inference) -> tuple[Rows, Rows]:
    """The constants and the slopes."""
    codes, values = fitted.outcome.codes, fitted.top.parameters
    labels = rows.between(codes) if codes else [("constant", rows.CONSTANT)]
    slopes = rows.coefficients(fitted.names, fitted.predictors, inference, values, len(labels))
    return rows.constants(labels, inference, values), slopes


def _tests(fitted: Fitted, inference: Inference) -> tuple[TermTest, ...]:
    first, values = fitted.problem.constants, fitted.top.parameters
    grouped = by_term(fitted.names)
    return tuple(inference.joint(term, values, [first + i for i in places]) for term, places in grouped)


def _odds(fitted: Fitted) -> tuple[TermTest, ...]:
    return proportional_odds(fitted.problem, fitted.top, fitted.names)


def _profiled(result: Regression, fitted: Fitted) -> Regression:
    """The same with the intervals of the profile likelihood; t and F intervals stay for gaussian models."""
    if result.family == "gaussian":
        return result
    likelihood, names = fitted.problem.likelihood(), fitted.problem.labels()

    def profiled(some: Rows, first: int) -> Rows:
        found = (
            limits(likelihood, fitted.top, first + i, names, level=result.level) for i in range(len(some))
        )
        return tuple(replace(row, low=low, high=high) for row, (low, high) in zip(some, found, strict=True))

    skipped = len(result.thresholds)
    return replace(
        result,
        thresholds=profiled(result.thresholds, 0),
        coefficients=profiled(result.coefficients, skipped),
        method="profile",
    )


guard(__name__)
