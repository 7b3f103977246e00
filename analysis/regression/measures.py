"""How well a model fits: deviance, pseudo-R2, the test of proportional odds."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import numpy as np
from scipy import stats

from analysis.regression.formula import named
from analysis.regression.matrix import Name
from analysis.regression.models import Problem, dispersion, relaxed
from analysis.regression.newton import Maximum, NotConverged
from analysis.regression.results import TermTest


def fit_measures(problem: Problem, found: Maximum, *, likelihood: bool) -> dict[str, Any]:
    """Deviances, and where there is a likelihood: it, AIC, pseudo-R2; for gaussian models R2 and the
    residual standard deviation."""
    value, empty, people = found.point.value, problem.empty(), len(problem.outcome)
    measures: dict[str, Any] = {"deviance": -2 * value, "null_deviance": -2 * empty}
    if problem.family == "gaussian":
        measures["r_squared"] = 1 - value / empty
        measures["residual_sd"] = float(np.sqrt(dispersion(problem, found)))
        return measures | (_by_likelihood(_gaussian(value, people), found, 1) if likelihood else {})
    if not likelihood:
        return measures
    return measures | _by_likelihood(value, found) | {"pseudo_r2": pseudo_r2(value, empty, people)}


def _by_likelihood(value: float, found: Maximum, more: int = 0) -> dict[str, Any]:
    """Log-likelihood and AIC (Akaike 1974), `more` parameters than coefficients."""
    return {"log_likelihood": value, "aic": 2 * (len(found.parameters) + more) - 2 * value}


def _gaussian(half_squares: float, n: int) -> float:
    """The log-likelihood with the residual variance at its maximum (R: logLik of lm)."""
    return -n / 2 * (float(np.log(2 * np.pi * -2 * half_squares / n)) + 1)


def pseudo_r2(value: float, empty: float, n: int) -> dict[str, float]:
    """McFadden (1974) 1 - l / l0, Cox and Snell (1989) 1 - exp(2 (l0 - l) / n), Nagelkerke (1991) that over
    1 - exp(2 l0 / n), from the log-likelihoods l of the model and l0 of the one without predictors.

    >>> pseudo_r2(-50.0, -100.0, 200)["mcfadden"]
    0.5
    """
    snell = -float(np.expm1(2 * (empty - value) / n))
    most = -float(np.expm1(2 * empty / n))
    return {"mcfadden": 1 - value / empty, "cox_snell": snell, "nagelkerke": snell / most}


def proportional_odds(problem: Problem, found: Maximum, columns: tuple[Name, ...]) -> tuple[TermTest, ...]:
    """For each term, the likelihood-ratio test against coefficients of its own at every threshold
    (R ordinal: nominal_test); none for two categories, nor for a term whose own thresholds would cross."""
    if problem.constants < 2:
        return ()
    tests = []
    for term, places in by_term(columns):
        try:
            value, more = relaxed(problem, places)
        except NotConverged:
            continue
        ratio = max(2 * (value - found.point.value), 0.0)
        p = float(stats.chi2.sf(ratio, more))
        tests.append(TermTest("likelihood ratio", term, ratio, more, p))
    return tuple(tests)


def by_term(columns: tuple[Name, ...]) -> list[tuple[str, list[int]]]:
    """The columns of each term, by place."""
    grouped = groupby(enumerate(columns), lambda one: named(one[1].term))
    return [(term, [place for place, _ in group]) for term, group in grouped]
