"""R's regressions -> ours: glm and svyglm, polr and clm, svyolr."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pytest

from analysis.design import Design
from analysis.estimates import Estimate, degrees_of_freedom
from analysis.regression import Regression, regress
from analysis.regression.fitted import Fitted
from analysis.regression.formula import parse
from analysis.regression.inference import Inference, NothingLeftToTest, influence
from analysis.regression.measures import by_term
from analysis.regression.models import CROSSED, partially_free
from analysis.regression.newton import AliasedColumns, Separated
from tests.oracles import as_r
from tests.oracles.beside import Pair
from tests.oracles.r_contrasts import turning
from tests.oracles.r_formulas import Model, translated
from tests.oracles.r_syntax import called
from tests.oracles.routes import Entry, route
from tests.oracles.sources import data_of, frame_of, surveyed


def asked(dataset: str, entry: Entry, family: str) -> Model:
    """The data, a row per person where R counts its rows by weights, and the formula of an entry."""
    frame, tree = frame_of(dataset), called(entry["call"], "glm", "polr", "clm")
    named = dict(tree[2]) if tree else {}
    if "weights" in named:
        frame = frame.take(np.repeat(np.arange(frame.n), frame.column(named["weights"][1]).astype(int)))
    return translated(data_of(dataset, frame), frame, entry["args"]["formula"], family)


def fitted(
    dataset: str, entry: Entry, family: str, link: str = "logit", interval: str = "wald"
) -> Regression:
    data, formula, event = asked(dataset, entry, family)
    return regress(data, formula, family=family, event=event, link=link, interval=interval)  # type: ignore[arg-type]


def model(asked: Model, family: str, link: str = "logit") -> Fitted:
    """The same model before it becomes rows, to take R's shortcuts with it."""
    data, formula, event = asked
    return Fitted.of(data, parse(formula), family, event, bases={}, link=link)


def glm(dataset: str, entry: Entry, interval: str = "wald") -> Regression:
    return fitted(dataset, entry, "binomial", interval=interval)


def table(rows: Any, *fields: str) -> list[list[float]]:
    return [[getattr(row, field) for field in fields] for row in rows]


def near(ours: Any, theirs: Any, allowed: float) -> Pair:
    """Exact numbers against R's rounded ones: how far they are beyond what its shortcut explains."""
    distance = np.abs(np.array(ours) - np.array(theirs))
    return np.maximum(distance - allowed * np.abs(theirs), 0), np.zeros(distance.shape)


FAR = 15.0
"""A coefficient beyond this is R's word for infinity: a category of nobody, an outcome told without fail."""


@route("glm.binomial")
def _binomial(dataset: str, entry: Entry) -> Iterator[Pair]:
    """The errors of R's glm are those of its last step but one: ours are compared within 1e-2, and those of
    R's stop exactly."""
    ours, value = glm(dataset, entry), entry["value"]
    wanted = np.array(value["coef"]["values"])
    yield near([row.estimate for row in ours.coefficients], wanted[:, 0], 1e-4)
    yield near([row.standard_error for row in ours.coefficients], wanted[:, 1], 1e-2)
    yield (
        (ours.deviance, ours.null_deviance, ours.aic, ours.base),
        [value[key] for key in ("deviance", "null_deviance", "aic", "n")],
    )
    values, covariance = as_r.glm(model(asked(dataset, entry, "binomial"), "binomial").problem)
    tested = Inference(covariance, None)
    errors = np.sqrt(np.diag(covariance))
    rows = [(b, e, *tested.wald(b, e, "")) for b, e in zip(values, errors, strict=True)]
    yield [row[:4] for row in rows], wanted
    yield [row[4:] for row in rows], value["wald_ci"]["values"]


@route("glm.binomial_profile_ci")
def _profile(dataset: str, entry: Entry) -> Iterator[Pair]:
    """R interpolates the profile: the roots are compared within 1e-3 of their interval, R's way exactly."""
    ours, theirs = glm(dataset, entry, "profile").coefficients, np.array(entry["value"]["values"])
    distance = np.abs(np.array(table(ours, "low", "high")) - theirs)
    yield np.maximum(distance - 1e-3 * np.diff(theirs), 0), np.zeros(theirs.shape)
    found = model(asked(dataset, entry, "binomial"), "binomial")
    yield [as_r.profile_limits(found, i) for i in range(len(theirs))], theirs


@route("glm.ame")
def _effects(dataset: str, entry: Entry) -> Iterator[Pair]:
    theirs = [[one["ame"], one["se"]] for one in entry["value"].values()]
    yield table(glm(dataset, entry).effects, "estimate", "standard_error"), theirs


@route("glm.pseudo_r2")
def _pseudo(dataset: str, entry: Entry) -> Iterator[Pair]:
    ours = glm(dataset, entry).pseudo_r2
    yield [ours[key] for key in entry["value"]], list(entry["value"].values())


@route("polr.logistic", "polr.probit")
def _polr(dataset: str, entry: Entry) -> Iterator[Pair]:
    """polr differentiates numerically: our errors are compared roughly (clm has them exactly), R's way
    within its tolerance."""
    link = {"logistic": "logit", "probit": "probit"}[entry["stat"].partition(".")[2]]
    ours, value = fitted(dataset, entry, "ordinal", link), entry["value"]
    slopes, steps = ours.coefficients, ours.thresholds
    zeta = _between_people(ours, value["zeta"])
    far = 0 if len(zeta) == len(value["zeta"]) else 2e-3  # R's search stops early along a flat threshold
    yield near([row.estimate for row in slopes], list(value["coef"].values()), far)
    yield near([row.estimate for row in steps], list(zeta.values()), far)
    wanted = [value["se"][name] for name in (*value["coef"], *zeta)]
    yield near([row.standard_error for row in (*slopes, *steps)], wanted, 0.05)
    found = model(asked(dataset, entry, "ordinal"), "ordinal", link)
    errors = np.sqrt(np.diag(as_r.optim_covariance(found.problem, found.top)))
    yield near([*errors[len(steps) :], *errors[: len(steps)]], wanted, far)
    yield (ours.log_likelihood, ours.base), (value["logLik"], value["n"])


def _between_people(ours: Regression, zeta: Entry) -> Entry:
    """R's thresholds after a category of somebody, but the last: those beside a category of nobody have no
    place of their own."""
    labels = [label["en"] for label in ours.category_labels[:-1]]
    return {name: one for name, one in zeta.items() if name.partition("|")[0] in labels}


@route("polr.clm_check")
def _clm(dataset: str, entry: Entry) -> Iterator[Pair]:
    ours, value = fitted(dataset, entry, "ordinal"), entry["value"]
    rows = (*ours.thresholds, *ours.coefficients)
    yield [row.estimate for row in rows], list(value["coef"].values())
    yield [row.standard_error for row in rows], list(value["se"].values())
    yield ours.log_likelihood, value["logLik"]


@route("polr.proportional_odds_test")
def _odds(dataset: str, entry: Entry) -> Iterator[Pair]:
    """R refuses a model whose thresholds cross where the predictor is 0, be somebody there or not; we one
    whose thresholds cross at somebody's answers. The likelihoods agree wherever R has one."""
    ours, value = fitted(dataset, entry, "ordinal"), entry["value"]
    yield ours.log_likelihood, value["logLik"][0]
    found, known = (
        model(asked(dataset, entry, "ordinal"), "ordinal"),
        {one.term: one for one in ours.proportional_odds},
    )
    for row, (term, places) in enumerate(by_term(found.names), 1):
        top, own, freed = partially_free(found.problem, places)
        crossed = np.diff(np.hstack([np.ones((len(freed), 1)), -freed]) @ own).min() < -CROSSED
        yield term in known, not crossed
        yield value["logLik"][row] is None, (np.diff(own[0]) < 0).any()
        if value["logLik"][row] is not None:
            yield top.point.value, value["logLik"][row]
        if term in known and value["logLik"][row] is not None:
            one = known[term]
            yield (one.df, one.statistic, one.p), [value[key][row] for key in ("df", "LRT", "p")]


def under_design(dataset: str, entry: Entry, family: str) -> Model:
    """The formula in R's call, under R's design."""
    data, frame = surveyed(dataset, entry["args"]["design"])
    tree = called(entry["call"], "svyglm", "svyolr")
    assert tree is not None
    return translated(data, frame, tree[2][0][1], family)


def designed(dataset: str, entry: Entry, family: str) -> Regression:
    data, formula, event = under_design(dataset, entry, family)
    return regress(data, formula, family=family, event=event, population=True)  # type: ignore[arg-type]


def least_squares(dataset: str, entry: Entry, coefficients: Entry) -> Iterator[Pair]:
    """A gaussian model's coefficients in R's coding, or our refusal of a column that R drops."""
    one, rows = under_design(dataset, entry, "gaussian"), coefficients["rows"]
    try:
        ours = designed(dataset, entry, "gaussian")
    except AliasedColumns as error:
        dropped = str(error).partition(": ")[2].partition("[")[0]
        yield any(row.startswith(dropped) for row in rows), False
        return
    found = model(one, "gaussian")
    turn, inference = turning(found, rows), found.inference(population=True, level=0.95)
    yield ours.coefficients[0].standard_error, inference.covariance[0, 0] ** 0.5
    yield turned(found.top.parameters, inference, turn), coefficients["values"]


def turned(values: np.ndarray, inference: Inference, turn: np.ndarray) -> list[tuple[float, ...]]:
    """Estimates, errors, statistics and p of coefficients in another coding."""
    values, errors = turn @ values, np.sqrt(np.diag(turn @ inference.covariance @ turn.T))
    return [(b, e, *inference.wald(b, e, "")[:2]) for b, e in zip(values, errors, strict=True)]


@route("svy.glm_gaussian")
def _gaussian(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield from least_squares(dataset, entry, entry["value"]["coef"])
    with suppress(AliasedColumns):
        yield designed(dataset, entry, "gaussian").df, entry["value"]["df.residual"]


@route("svy.glm_quasibinomial")
def _quasibinomial(dataset: str, entry: Entry) -> Iterator[Pair]:
    value = entry["value"]
    if max(abs(row[0]) for row in value["coef"]["values"]) > FAR:
        with pytest.raises(Separated):
            designed(dataset, entry, "binomial")
        yield True, True
        return
    ours, wanted = designed(dataset, entry, "binomial"), np.array(value["coef"]["values"])
    one = under_design(dataset, entry, "binomial")
    found = model(one, "binomial")
    turn = turning(found, value["coef"]["rows"])
    exact = turned(found.top.parameters, found.inference(population=True, level=0.95), turn)
    yield (
        ours.coefficients[0].standard_error,
        found.inference(population=True, level=0.95).covariance[0, 0] ** 0.5,
    )
    yield near([row[:2] for row in exact], wanted[:, :2], 1e-4)
    rounded = stopped(found, one[0].design)
    yield turned(rounded.values, rounded, turn), wanted
    last, theirs = ours.tests[-1], value["term_test"]
    places = [1 + place for term, places in by_term(found.names) if term == last.term for place in places]
    test = rounded.joint(last.term, rounded.values, places)
    yield (test.statistic, test.df, test.df2), [np.ravel(theirs[key])[0] for key in ("Ftest", "df", "ddf")]
    yield test.p, np.ravel(theirs["p"])[0]


@dataclass(frozen=True)
class Stopped(Inference):
    """Coefficients and their covariance where R stopped."""

    values: np.ndarray = field(default_factory=lambda: np.zeros(0))

    @property
    def errors(self) -> np.ndarray:
        return np.sqrt(np.diag(self.covariance))


def stopped(found: Fitted, design: Design) -> Stopped:
    """svyglm of a binary outcome: weights over their mean, its last step, the design's covariance."""
    weights = design.weights_of(len(found.used))
    values, added = as_r.svyglm(replace(found.problem, weights=(weights / weights.mean())[found.used]))
    scores = np.zeros((len(found.used), len(values)))
    scores[found.used] = added
    df = degrees_of_freedom(design, len(found.used), found.used) - len(values) + 1
    return Stopped(Estimate(values, scores, design).covariance, df, values=values)


@route("svy.olr")
def _olr(dataset: str, entry: Entry) -> Iterator[Pair]:
    """svyolr differentiates in steps of 0.001 of each slope, whatever its unit: a score of 600 points bends
    its errors by several per cent. The estimates are ours; with R's information the errors are R's."""
    ours, wanted = designed(dataset, entry, "ordinal"), np.array(entry["value"]["values"])
    rows = (*ours.coefficients, *ours.thresholds)
    one = under_design(dataset, entry, "ordinal")
    found = model(one, "ordinal")
    distance = np.abs(np.array([row.estimate for row in rows]) - wanted[:, 0])
    yield np.maximum(distance - 1e-3 * np.abs(wanted[:, 0]) - early(found, wanted[:, 0]), 0), 0 * distance
    yield near([row.standard_error for row in rows], wanted[:, 1], 0.25)
    bread = as_r.optim_covariance(found.problem, found.top)
    scores = influence(found.top, found.used, bread)
    errors = Estimate(found.top.parameters, scores, one[0].design).standard_errors
    steps = found.problem.constants
    error = np.concatenate([errors[steps:], errors[:steps]])
    yield np.column_stack([error, wanted[:, 0] / error]), wanted[:, 1:]


def early(found: Fitted, theirs: np.ndarray) -> np.ndarray:
    """How far optim may have stopped from the maximum at a coefficient (slopes, then thresholds): the loss of
    deviance at R's parameters is at least its squared distance in standard errors."""
    steps = found.problem.constants
    there = np.concatenate([theirs[-steps:], theirs[:-steps]])
    loss = 2 * (found.top.point.value - found.problem.likelihood().value(there))
    assert -1e-9 < loss < 1e-5 * abs(found.top.point.value), f"R's deviance is off by {loss}"
    errors = np.sqrt(np.diag(found.top.covariance))
    return np.concatenate([errors[steps:], errors[:steps]]) * loss**0.5 if loss > 0 else 0 * errors


@route(*(f"rep_{kind}.glm" for kind in ("JKn", "JK1", "bootstrap", "BRR", "Fay")))
def _replicated(dataset: str, entry: Entry) -> Iterator[Pair]:
    """R's errors below 1e-12 are rounding: a perfect fit, which we refuse to test."""
    value = entry["value"]["values"]
    if max(row[1] for row in value) < 1e-12:
        with pytest.raises(NothingLeftToTest):
            designed(dataset, entry, "gaussian")
        yield True, True
        return
    yield from least_squares(dataset, entry, entry["value"])
