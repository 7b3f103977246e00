"""Intraclass correlations of k ratings (columns) of n people or objects (rows)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.arrays import Floats
from analysis.entrance import guard
from analysis.errors import NoVariation, TooFew
from analysis.scales.checks import values_of


@dataclass(frozen=True, slots=True)
class Intraclass:
    """One coefficient: `kind` by Shrout and Fleiss, its value, the F test that it is 0."""

    kind: str
    value: float
    statistic: float
    df: int
    df2: int
    p: float


def intraclass(ratings: Floats) -> tuple[Intraclass, ...]:
    """ICC1, ICC2, ICC3 and their k-means ICC1k, ICC2k, ICC3k (Shrout and Fleiss 1979; R: psych::ICC), from
    the mean squares between rows B, between raters J, of the rest E, and within rows W: (B - W) / (B + (k -
    1) W), (B - E) / (B + (k - 1) E + k (J - E) / n), (B - E) / (B + (k - 1) E); of means (B - W) / B, (B -
    E) / (B + (J - E) / n), (B - E) / B.

    Complete ratings n x k. 1: raters differ from row to row; 2: raters are a sample; 3: these raters only.
    TooFew for fewer than two rows or columns, NoVariation when nothing varies within the rows.
    """
    ratings = values_of(ratings)
    n, k = ratings.shape
    if n < 2 or k < 2:
        raise TooFew(f"an intraclass correlation needs two people and two ratings, not {n} and {k}")
    rows, within, raters, error = _mean_squares(ratings)
    if error <= 1e-12 * (rows + raters) or within <= 0:
        raise NoVariation("the ratings of each person do not vary apart from the raters' means")
    tests = {"1": (rows / within, n * (k - 1)), "2": (rows / error, (n - 1) * (k - 1))}
    tests["3"] = tests["2"]
    values = {
        "ICC1": (rows - within) / (rows + (k - 1) * within),
        "ICC2": (rows - error) / _varying(rows + (k - 1) * error + k * (raters - error) / n),
        "ICC3": (rows - error) / (rows + (k - 1) * error),
        "ICC1k": (rows - within) / _varying(rows),
        "ICC2k": (rows - error) / _varying(rows + (raters - error) / n),
        "ICC3k": (rows - error) / _varying(rows),
    }
    return tuple(
        Intraclass(kind, float(value), float(f), n - 1, df2, float(stats.f.sf(f, n - 1, df2)))
        for kind, value in values.items()
        for f, df2 in (tests[kind[3]],)
    )


def _varying(variance: float) -> float:
    if variance == 0:
        raise NoVariation("all people have the same mean rating")
    return variance


def _mean_squares(ratings: Floats) -> tuple[float, float, float, float]:
    """Between rows, within rows, between columns, and what is left of the two-way analysis of variance."""
    n, k = ratings.shape
    row, column, grand = ratings.mean(1, keepdims=True), ratings.mean(0, keepdims=True), ratings.mean()
    rows = k * float(np.square(row - grand).sum())
    columns = n * float(np.square(column - grand).sum())
    within = float(np.square(ratings - row).sum())
    left = float(np.square(ratings - row - column + grand).sum())
    return rows / (n - 1), within / (n * (k - 1)), columns / (k - 1), left / ((n - 1) * (k - 1))


guard(__name__)
