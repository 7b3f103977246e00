"""Descriptions of a numeric variable: mean with interval, spread, quantiles, and its few distinct values."""

from __future__ import annotations

import numpy as np
from scipy import stats

from analysis.arrays import Booleans, Floats, Integers, summed
from analysis.codebook import Text
from analysis.design import Design
from analysis.entrance import guard
from analysis.errors import LonelyStratum, TooFew, WrongArgument
from analysis.estimates import degrees_of_freedom, mean

FEW_VALUES = 12
"""A number with at most so many distinct values gets a row for each."""


def describe(
    values: Floats, answered: Booleans, design: Design, *, population: bool = True, level: float = 0.95
) -> dict[str, float]:
    """mean, mean_low, mean_high, sd, q1, median, q3, min, max of the answered values (both of length n).

    The interval of the mean uses Student's t on the design's degrees of freedom; what too few people
    leave undefined (interval, sd) is left out. The sd is that of R's svyvar: weighted, n / (n - 1).
    """
    weights = design.weights_of(len(values))[answered]
    kept = values[answered]
    if not weights.sum():
        return {}
    low, middle, high = (quantile(kept, p, weights) for p in (0.25, 0.5, 0.75))
    centre = float(kept @ weights / weights.sum())
    found = {"mean": centre, **_mean_limits(values, answered, design, population, level)}
    if len(kept) > 1:
        squares = float(np.square(kept - centre) @ weights / weights.sum())
        found["sd"] = float(np.sqrt(squares * len(kept) / (len(kept) - 1)))
    return found | {
        "q1": low,
        "median": middle,
        "q3": high,
        "min": float(kept.min()),
        "max": float(kept.max()),
    }


def _mean_limits(
    values: Floats, answered: Booleans, design: Design, population: bool, level: float
) -> dict[str, float]:
    try:
        one = mean(values, design, domain=answered, population=population)
        error, df = (
            float(one.standard_errors[0]),
            degrees_of_freedom(design, len(values), np.ones(len(values), bool)),
        )
    except (TooFew, LonelyStratum):
        return {}
    half = float(stats.t.isf((1 - level) / 2, df)) * error
    return {"mean_low": float(one.values[0]) - half, "mean_high": float(one.values[0]) + half}


def quantile(values: Floats, p: float, weights: Floats | None = None) -> float:
    """The p-quantile: the smallest value at which the share of people (weights) reaches p, and the middle
    to the next value where it is reached exactly (Hyndman and Fan's type 2; R survey: qrule="school").

    >>> quantile(np.array([1.0, 2.0, 3.0, 10.0]), 0.5)
    2.5
    """
    if not len(values):
        raise TooFew("a quantile of nobody")
    w = np.ones(len(values)) if weights is None else weights
    if values.ndim != 1:
        raise WrongArgument(f"each person has one value, not a table of {values.ndim} dimensions")
    order = np.argsort(values[w > 0], kind="stable")
    x, reached = values[w > 0][order], np.cumsum(w[w > 0][order])
    wanted = p * reached[-1]
    place = int(np.searchsorted(reached, wanted * (1 - 1e-12)))
    if np.isclose(reached[place], wanted, rtol=1e-12, atol=0) and place + 1 < len(x):
        return float((x[place] + x[place + 1]) / 2)
    return float(x[place])


def value_rows(
    values: Floats, weights: Floats
) -> tuple[Floats, list[tuple[str, Text]], tuple[Integers, Floats]]:
    """The distinct values, when there are at most FEW_VALUES of them, with names, people and weight."""
    distinct, place = np.unique(values, return_inverse=True)
    if len(distinct) > FEW_VALUES:
        return np.zeros(0), [], (np.zeros(0, np.int64), np.zeros(0))
    size = len(distinct)
    named: list[tuple[str, Text]] = [(f"{value:g}", {"en": f"{value:g}"}) for value in distinct]
    return distinct, named, (np.bincount(place, minlength=size), summed(place, weights, size))


guard(__name__)
