"""R's regressions -> ours: glm and svyglm, polr and clm, svyolr."""

from __future__ import annotations

from collections.abc import Iterator
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
from analysis.regression.newton import Separated
from tests.oracles import as_r
from tests.oracles.beside import Pair
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

TESTED = ("estimate", "standard_error", "statistic", "p")


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
    errors = {name: float(value["se"][name]) for name in value["zeta"]}  # those without people are huge
    kept = sorted(errors, key=errors.__getitem__)[: len(steps)]
    zeta = {name: one for name, one in value["zeta"].items() if name in kept}
    yield [row.estimate for row in slopes], list(value["coef"].values())
    yield [row.estimate for row in steps], list(zeta.values())
    wanted = [value["se"][name] for name in (*value["coef"], *zeta)]
    yield near([row.standard_error for row in (*slopes, *steps)], wanted, 0.05)
    found = model(asked(dataset, entry, "ordinal"), "ordinal", link)
    errors = np.sqrt(np.diag(as_r.optim_covariance(found.problem, found.top)))
    yield [*errors[len(steps) :], *errors[: len(steps)]], wanted
    yield (ours.log_likelihood, ours.base), (value["logLik"], value["n"])


@route("polr.clm_check")
def _clm(dataset: str, entry: Entry) -> Iterator[Pair]:
    ours, value = fitted(dataset, entry, "ordinal"), entry["value"]
    rows = (*ours.thresholds, *ours.coefficients)
    yield [row.estimate for row in rows], list(value["coef"].values())
    yield [row.standard_error for row in rows], list(value["se"].values())
    yield ours.log_likelihood, value["logLik"]


@route("polr.proportional_odds_test")
def _odds(dataset: str, entry: Entry) -> Iterator[Pair]:
    ours, value = fitted(dataset, entry, "ordinal"), entry["value"]
    rows = dict(zip(value["rows"], range(len(value["rows"])), strict=True))
    yield ours.log_likelihood, value["logLik"][0]
    for place in list(rows.values())[1:]:
        test = dict(enumerate(ours.tests, 1))[place]
        known = {one.term: one for one in ours.proportional_odds}
        if value["logLik"][place] is None:
            yield test.term in known, False
            continue
        one = known[test.term]
        yield one.statistic / 2 + ours.log_likelihood, value["logLik"][place]
        yield (one.df, one.statistic, one.p), [value[key][place] for key in ("df", "LRT", "p")]


def under_design(dataset: str, entry: Entry, family: str) -> Model:
    """The formula in R's call, under R's design."""
    data, frame = surveyed(dataset, entry["args"]["design"])
    tree = called(entry["call"], "svyglm", "svyolr")
    assert tree is not None
    return translated(data, frame, tree[2][0][1], family)


def designed(dataset: str, entry: Entry, family: str) -> Regression:
    data, formula, event = under_design(dataset, entry, family)
    return regress(data, formula, family=family, event=event, population=True)  # type: ignore[arg-type]


@route("svy.glm_gaussian")
def _gaussian(dataset: str, entry: Entry) -> Iterator[Pair]:
    ours = designed(dataset, entry, "gaussian")
    yield table(ours.coefficients, *TESTED), entry["value"]["coef"]["values"]
    yield ours.df, entry["value"]["df.residual"]


@route("svy.glm_quasibinomial")
def _quasibinomial(dataset: str, entry: Entry) -> Iterator[Pair]:
    value = entry["value"]
    if max(abs(row[0]) for row in value["coef"]["values"]) > FAR:
        with pytest.raises(Separated):
            designed(dataset, entry, "binomial")
        yield True, True
        return
    ours, wanted = designed(dataset, entry, "binomial"), np.array(value["coef"]["values"])
    yield near(table(ours.coefficients, "estimate", "standard_error"), wanted[:, :2], 1e-4)
    one = under_design(dataset, entry, "binomial")
    rounded = stopped(model(one, "binomial"), one[0].design)
    rows = [(b, e, *rounded.wald(b, e, "")[:2]) for b, e in zip(rounded.values, rounded.errors, strict=True)]
    yield rows, wanted
    last, theirs = ours.tests[-1], value["term_test"]
    places = [1 + place for term, places in by_term(model(one, "binomial").names) if term == last.term
              for place in places]  # fmt: skip
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
    yield [row.estimate for row in rows], wanted[:, 0]
    yield near([row.standard_error for row in rows], wanted[:, 1], 0.25)
    one = under_design(dataset, entry, "ordinal")
    found = model(one, "ordinal")
    bread = as_r.optim_covariance(found.problem, found.top)
    scores = influence(found.top, found.used, bread)
    errors = Estimate(found.top.parameters, scores, one[0].design).standard_errors
    steps = found.problem.constants
    error = np.concatenate([errors[steps:], errors[:steps]])
    yield np.column_stack([error, [row.estimate for row in rows] / error]), wanted[:, 1:]


@route(*(f"rep_{kind}.glm" for kind in ("JKn", "JK1", "bootstrap", "BRR", "Fay")))
def _replicated(dataset: str, entry: Entry) -> Iterator[Pair]:
    """R's errors below 1e-12 are rounding: a perfect fit, which we refuse to test."""
    value = entry["value"]["values"]
    if max(row[1] for row in value) < 1e-12:
        with pytest.raises(NothingLeftToTest):
            designed(dataset, entry, "gaussian")
        yield True, True
        return
    yield table(designed(dataset, entry, "gaussian").coefficients, *TESTED), value
