"""Descriptions of a numeric variable: mean with interval, spread, quantiles, and its few distinct values."""

from __future__ import annotations

import numpy as np
from scipy import stats

from analysis.arrays import Booleans, Floats, Integers
from analysis.codebook import Text
from analysis.design import Design
from analysis.entrance import guard
from analysis.errors import LonelyStratum, TooFew, WrongArgument
from analysis.estimates import degrees_of_freedom, mean
from analysis.frequencies import Frequencies

FEW_VALUES = 12
"""A number with at most so many distinct values gets a row for each."""


def describe(
    values: Floats, answered: Booleans, design: Design, *, population: bool = True, level: float = 0.95
) -> dict[str, float]:
    """mean, mean_low, mean_high, sd, q1, median, q3, min, max of the answered values (both of length n).

    The interval of the mean uses Student's t on the design's degrees of freedom; what too few people
    leave undefined (interval, sd) is left out. The sd is that of R's svyvar: weighted, n / (n - 1).
    """
    weights = None if design.weights is None else design.weights_of(len(values))[answered]
    known = Frequencies.of(values[answered], weights)
    if not known.weights.sum():
        return {}
    if one_by_one(design):
        return known.described(known.limits(design, len(values), population=population, level=level))
    return known.described(_limits(values, answered, design, population, level))


def one_by_one(design: Design, *, adjusted: bool = False) -> bool:
    """Whether the frequencies of values say all: people were drawn one by one, in one stage; with `adjusted`,
    whether their weights were adjusted afterwards or not."""
    drawn = design.strata is None and design.clusters is None and not design.replicates
    return drawn and not design.stage_sizes and (adjusted or not design.adjustments)


def _limits(
    values: Floats, answered: Booleans, design: Design, population: bool, level: float
) -> dict[str, float]:
    """The limits of the mean under any design, from the scores of people."""
    try:
        one = mean(values, design, domain=answered, population=population)
        error = float(one.standard_errors[0])
        df = degrees_of_freedom(design, len(values), np.ones(len(values), bool))
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
    if values.ndim != 1:
        raise WrongArgument(f"each person has one value, not a table of {values.ndim} dimensions")
    return Frequencies.of(values, weights).quantile(p)


def value_rows(
    values: Floats, weights: Floats | None
) -> tuple[Floats, list[tuple[str, Text]], tuple[Integers, Floats]]:
    """The distinct values, when there are at most FEW_VALUES of them, with names, people and
    weight; without weights each weighs 1."""
    known = Frequencies.of(values, weights)
    if len(known.values) > FEW_VALUES:
        return np.zeros(0), [], (np.zeros(0, np.int64), np.zeros(0))
    named: list[tuple[str, Text]] = [(f"{value:g}", {"en": f"{value:g}"}) for value in known.values]
    return known.values, named, (known.counts, known.weights)


guard(__name__)
