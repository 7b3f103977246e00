"""Likelihoods of regressions, each by its value, the scores of the people, and the information.

A binomial and an ordinal model are one thing: the probability of an answer is F(u) - F(l), with u and l
linear in the parameters, u = infinity above the highest and l = -infinity below the lowest category
(McCullagh 1980). Both links are log-concave, so that Newton's method finds the one maximum.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from analysis.arrays import Booleans, Floats, Integers
from analysis.regression.links import LOGIT, Curve, Link


@dataclass(frozen=True, slots=True)
class Point:
    """At one place: the log-likelihood, the `scores` (n x k, weighted) and the `information` (k x k)."""

    value: float
    scores: Floats
    information: Floats

    @property
    def gradient(self) -> Floats:
        """The derivative of the log-likelihood, k long."""
        return np.asarray(self.scores.sum(0))


class Likelihood(Protocol):
    """A log-likelihood of k parameters, concave in them."""

    def value(self, parameters: Floats) -> float:
        """The log-likelihood; -inf where it is not defined."""

    def at(self, parameters: Floats) -> Point:
        """The log-likelihood with its scores and its information."""

    def directions(self) -> Floats:
        """Rows d (m x k): along a direction v with d v >= 0 for all, the likelihood never falls."""


@dataclass(frozen=True, slots=True, eq=False)
class Between:
    """log(F(upper b) - F(lower b)), weighted: `upper`, `lower` n x k; `highest`, `lowest` say where the
    upper limit is infinity and the lower minus infinity."""

    upper: Floats
    lower: Floats
    highest: Booleans
    lowest: Booleans
    weights: Floats
    link: Link

    def value(self, parameters: Floats) -> float:
        """The log-likelihood; -inf where a category has no room between its limits."""
        chance = self._chance(*self._limits(parameters))
        if not (chance > 0).all():
            return -np.inf
        return float(self.weights @ np.log(chance))

    def at(self, parameters: Floats) -> Point:
        """The log-likelihood with its scores and the observed information."""
        u, low = self._limits(parameters)
        chance = self._chance(u, low)
        above, below = self._over(self.link.density, u, low, chance)
        score = above[:, None] * self.upper - below[:, None] * self.lower
        bend_above, bend_below = self._over(self.link.slope, u, low, chance)
        weighted = self.weights[:, None] * score
        curved = self.upper.T @ ((self.weights * bend_above)[:, None] * self.upper)
        curved -= self.lower.T @ ((self.weights * bend_below)[:, None] * self.lower)
        return Point(float(self.weights @ np.log(chance)), weighted, weighted.T @ score - curved)

    def directions(self) -> Floats:
        """The limits that a direction may only widen."""
        return np.vstack([self.upper[~self.highest], -self.lower[~self.lowest]])

    def _limits(self, parameters: Floats) -> tuple[Floats, Floats]:
        upper = np.where(self.highest, np.inf, self.upper @ parameters)
        return upper, np.where(self.lowest, -np.inf, self.lower @ parameters)

    def _chance(self, u: Floats, low: Floats) -> Floats:
        """F(u) - F(l), taken in the lower tail, where it does not cancel."""
        right = low > -u
        a, b = np.where(right, -low, u), np.where(right, -u, low)
        return self.link.cdf(a) - self.link.cdf(b)

    def _over(self, curve: Curve, u: Floats, low: Floats, chance: Floats) -> tuple[Floats, Floats]:
        """A curve at both limits, 0 at the infinite ones, divided by the probability."""
        above = np.where(self.highest, 0.0, curve(np.where(self.highest, 0.0, u)))
        below = np.where(self.lowest, 0.0, curve(np.where(self.lowest, 0.0, low)))
        return above / chance, below / chance


@dataclass(frozen=True, slots=True, eq=False)
class Squares:
    """-1/2 sum w (y - X b)^2: least squares."""

    matrix: Floats
    outcome: Floats
    weights: Floats

    def value(self, parameters: Floats) -> float:
        """Minus half the weighted sum of squares."""
        return -float(self.weights @ np.square(self.outcome - self.matrix @ parameters)) / 2

    def at(self, parameters: Floats) -> Point:
        """The same with X' w (y - X b) by person and X' w X."""
        residual = self.weights * (self.outcome - self.matrix @ parameters)
        information = self.matrix.T @ (self.weights[:, None] * self.matrix)
        return Point(self.value(parameters), residual[:, None] * self.matrix, information)

    def directions(self) -> Floats:
        """None: a sum of squares has a minimum always."""
        return np.zeros((0, self.matrix.shape[1]))


def binomial(matrix: Floats, happened: Booleans, weights: Floats) -> Between:
    """The logistic likelihood of an event: P(event) = F(X b), that is 1 - F(-X b)."""
    return Between(-matrix, -matrix, happened, ~happened, weights, LOGIT)


def cumulative(
    matrix: Floats, category: Integers, weights: Floats, link: Link, freed: Floats | None = None
) -> Between:
    """P(category <= j) = F(theta_j - X b): the J - 1 thresholds first, then b.

    `category` runs from 0 to J - 1. The columns of `freed` get coefficients of their own at every
    threshold, which stand between thresholds and b (partial proportional odds).
    """
    steps = int(category.max())
    moving = np.ones((len(category), 1))
    if freed is not None:
        moving = np.hstack([moving, -freed])

    def limit(place: Integers) -> Floats:
        at_step = np.eye(steps)[np.clip(place, 0, steps - 1)]
        own = [column[:, None] * at_step for column in moving.T]
        return np.hstack([*own, -matrix])

    lowest, highest = category == 0, category == steps
    return Between(limit(category), limit(category - 1), highest, lowest, weights, link)


def thresholds(category: Integers, weights: Floats, link: Link) -> Floats:
    """The thresholds of a model without predictors, where Newton's method starts."""
    shares = np.cumsum(np.bincount(category, weights)) / weights.sum()
    return np.asarray(link.quantile(shares[:-1]))
