"""Estimates: values and the scores of the people in them; one covariance function serves them all.

The score of a person is the weighted influence on the value; a mean, a share, a total and a ratio differ
only in their scores (linearization: Woodruff 1971; Lumley, Complex Surveys, 2010, ch. 2).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.arrays import Booleans, Floats
from analysis.design import Design
from analysis.errors import LonelyStratum, NobodyAnswered, TooFew


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """k `values` with the `scores` (n x k) of all n people of a design, those outside a domain with 0."""

    values: Floats
    scores: Floats
    design: Design
    population: bool = True

    @property
    def covariance(self) -> Floats:
        """The k x k covariance matrix of the values."""
        return covariance(self.scores, self.design, population=self.population)

    @property
    def standard_errors(self) -> Floats:
        """The k standard errors."""
        errors: Floats = np.sqrt(np.maximum(np.diag(self.covariance), 0))
        return errors


def covariance(scores: Floats, design: Design, *, population: bool = True) -> Floats:
    """The covariance of the sums of scores (n x k): within strata, between people,
    sum_h (1 - n_h/N_h) n_h/(n_h - 1) sum_i (u_hi - mean u_h)(u_hi - mean u_h)'.

    `population=False` leaves the finite population correction out. TooFew for one person, LonelyStratum
    for a stratum with one person who is not all of it.
    """
    scores = scores.reshape(len(scores), -1)
    total = np.zeros((scores.shape[1], scores.shape[1]))
    for name, rows in _strata(design, len(scores)):
        n, left = len(rows), _left_out(design, name, len(rows)) if population else 1.0
        if left <= 0:
            continue
        if n < 2:
            raise (
                LonelyStratum(f"stratum {name!r} has only one person")
                if name
                else TooFew("a variance needs two people")
            )
        centred = scores[rows] - scores[rows].mean(0)
        total += left * n / (n - 1) * (centred.T @ centred)
    return total


def degrees_of_freedom(design: Design, n: int) -> int:
    """People minus strata; TooFew when none are left."""
    df = n - len(_strata(design, n))
    if df < 1:
        raise TooFew(f"{n} people in {n - df} strata leave no degrees of freedom")
    return df


def _strata(design: Design, n: int) -> list[tuple[str, np.ndarray]]:
    if design.strata is None:
        return [("", np.arange(n))]
    names, place = np.unique(np.asarray(design.strata, dtype=str), return_inverse=True)
    return [(str(name), np.flatnonzero(place == i)) for i, name in enumerate(names)]


def _left_out(design: Design, stratum: str, n: int) -> float:
    """The share of a stratum (or of the population) that is not among the n people."""
    size = (design.stratum_sizes or {}).get(stratum) if design.strata is not None else design.population
    return 1.0 if size is None else 1 - n / size


def total(
    values: Floats, design: Design, *, domain: Booleans | None = None, population: bool = True
) -> Estimate:
    """Weighted totals of the values (n or n x k) over a domain (a mask over the people)."""
    scores = _weighted(values, design, domain)
    return Estimate(scores.sum(0), scores, design, population)


def mean(
    values: Floats, design: Design, *, domain: Booleans | None = None, population: bool = True
) -> Estimate:
    """Weighted means of the values (n or n x k) over a domain; of 0/1 columns these are shares."""
    columns = values.reshape(len(values), -1)
    return ratio(columns, np.ones(len(columns)), design, domain=domain, population=population)


def ratio(
    numerator: Floats,
    denominator: Floats,
    design: Design,
    *,
    domain: Booleans | None = None,
    population: bool = True,
) -> Estimate:
    """The ratio of two weighted totals (numerator n x k, denominator n); NobodyAnswered when below is 0."""
    below = _weighted(denominator, design, domain)[:, 0]
    if not below.sum():
        raise NobodyAnswered("the base of a mean or ratio is empty")
    above = _weighted(numerator, design, domain)
    values = above.sum(0) / below.sum()
    return Estimate(values, (above - below[:, None] * values) / below.sum(), design, population)


def _weighted(values: Floats, design: Design, domain: Booleans | None) -> Floats:
    weights = design.weights_of(len(values))
    inside = weights if domain is None else np.where(domain, weights, 0.0)
    weighted: Floats = values.reshape(len(values), -1) * inside[:, None]
    return weighted
