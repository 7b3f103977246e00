"""The Plackett-Luce model of rankings: the chance to be put next is an option's worth over that of all left.

Luce (1959), Plackett (1975); estimated by Hunter's (2004) MM algorithm, errors from the observed information.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special, stats
from scipy.sparse import csgraph

from analysis.arrays import Booleans, Floats, Integers, summed
from analysis.entrance import guard
from analysis.errors import NotANumber, TooFew, UndefinedStatistic
from analysis.intervals import normal_quantile
from analysis.tables import Test

ROUNDS = 20_000
"""Steps that the MM algorithm may take."""


class NotConnected(UndefinedStatistic):
    """Options that always (or never) win against some others: no finite worth fits them."""


class NotConverged(UndefinedStatistic):
    """An iteration that did not settle within its bound."""


@dataclass(frozen=True, slots=True, eq=False)
class Worths:
    """The worth of k options: `share` sums to 1, the chance to be put first; `log` sums to 0, with its k x k
    `covariance` and standard errors; `log_likelihood`, the people who ranked, and the rounds it took."""

    share: Floats
    log: Floats
    covariance: Floats
    log_likelihood: float
    people: float
    rounds: int

    @property
    def errors(self) -> Floats:
        """The standard errors of the log worths (each against the mean of all)."""
        errors: Floats = np.sqrt(np.diag(self.covariance))
        return errors

    def intervals(self, level: float = 0.95) -> tuple[Floats, Floats]:
        """Wald limits of the log worths."""
        half = normal_quantile(level) * self.errors
        return self.log - half, self.log + half

    def ahead(self, first: int, second: int) -> tuple[float, float, float]:
        """The difference of two log worths, its standard error, and the chance that the first is put
        before the second."""
        value = float(self.log[first] - self.log[second])
        part = self.covariance[np.ix_([first, second], [first, second])]
        error = float(np.sqrt(part[0, 0] + part[1, 1] - 2 * part[0, 1]))
        return value, error, float(special.expit(value))


@dataclass(frozen=True, slots=True, eq=False)
class _Choices:
    """Every choice made: the option taken (m), the options that were left (m x k), and its weight (m)."""

    taken: Integers
    left: Booleans
    weights: Floats


def plackett_luce(ranks: Integers, weights: Floats | None = None, tolerance: float = 1e-12) -> Worths:
    """The worths of k options from n rankings: `ranks` is n x k, 1 for the option put first and so on, 0 for
    those left out of the first few (they lie behind all ranked ones).

    MM: worth <- choices won / sum over choices in which it stood of weight / worths left (Hunter 2004,
    eq. 30). NotConnected unless for every division of the options in two, someone put one of each part
    before one of the other (Ford 1957). NotANumber for ties, gaps or weights below 0; TooFew for fewer than
    two options or nobody.

    >>> plackett_luce(np.array([[1, 2], [1, 2], [2, 1]])).share.round(4).tolist()
    [0.6667, 0.3333]
    """
    if not tolerance > 0:
        raise NotANumber(f"worths settle within a tolerance above 0, not {tolerance:g}")
    table, given = _checked(ranks, weights)
    choices = _choices(table, given)
    _require_connected(choices)
    worth, rounds = _iterate(choices, tolerance)
    chance = choices.left * worth / (choices.left @ worth)[:, None]
    log = np.log(worth) - np.log(worth).mean()
    likelihood = float(choices.weights @ np.log(chance[np.arange(len(chance)), choices.taken]))
    people = float(given[(table > 0).any(1)].sum())
    return Worths(worth, log, _covariance(choices, chance), likelihood, people, rounds)


def equal_worths(ranks: Integers, weights: Floats | None = None) -> Test:
    """The likelihood-ratio test of equal worths, 2 (log L - log L at worths 1 / options), chi-square on
    options - 1 (Wilks 1938)."""
    fitted = plackett_luce(ranks, weights)
    choices = _choices(*_checked(ranks, weights))
    even = -float(choices.weights @ np.log(choices.left.sum(1)))
    statistic, df = max(0.0, 2 * (fitted.log_likelihood - even)), len(fitted.share) - 1
    return Test("likelihood ratio of equal worths", statistic, df, float(stats.chi2.sf(statistic, df)))


def _checked(ranks: Integers, weights: Floats | None) -> tuple[Integers, Floats]:
    table = np.asarray(ranks)
    if table.ndim != 2 or table.shape[1] < 2:
        raise TooFew("rankings are n people x k options, two options at least")
    given = np.ones(len(table)) if weights is None else np.asarray(weights, dtype=float)
    if len(given) != len(table) or not (np.isfinite(given) & (given >= 0)).all():
        raise NotANumber("weights are finite numbers from 0 up, one per person")
    depth = (table > 0).sum(1)
    places = np.sort(np.where(table > 0, table, table.shape[1] + 1), axis=1)
    wanted = np.where(np.arange(table.shape[1]) < depth[:, None], np.arange(table.shape[1]) + 1, places)
    if (np.asarray(table, dtype=float) < 0).any() or (places != wanted).any():
        raise NotANumber("a ranking counts 1, 2, 3, ... without ties or gaps; 0 stands for not ranked")
    if not (depth[given > 0] > 0).any():
        raise TooFew("nobody ranked anything")
    return table.astype(np.int64), given


def _choices(table: Integers, weights: Floats) -> _Choices:
    """Rankings as choices among what is left, equal ones united; a last option alone is no choice."""
    parts = []
    for place in range(1, int(table.max()) + 1):
        rows = np.flatnonzero((table == place).any(1) & (weights > 0))
        left = (table[rows] >= place) | (table[rows] == 0)
        taken = np.argmax(table[rows] == place, axis=1)
        several = left.sum(1) > 1
        parts.append(np.column_stack([taken, left, rows])[several])
    whole = np.vstack(parts)
    kinds, place_of = np.unique(whole[:, :-1], axis=0, return_inverse=True)
    sums = summed(place_of.ravel(), weights[whole[:, -1]], len(kinds))
    return _Choices(kinds[:, 0], kinds[:, 1:].astype(bool), sums)


def _require_connected(choices: _Choices) -> None:
    """Whether a path of wins leads from every option to every other."""
    size = choices.left.shape[1]
    wins = np.zeros((size, size))
    np.add.at(wins, choices.taken, choices.left.astype(float))
    parts, which = csgraph.connected_components(wins, directed=True, connection="strong")
    if parts > 1:
        apart = ", ".join(str(place + 1) for place in np.flatnonzero(which == which[0]))
        raise NotConnected(
            f"options {apart} never lose, or never win, against the others: their worth has no bound"
        )


def _iterate(choices: _Choices, tolerance: float) -> tuple[Floats, int]:
    size = choices.left.shape[1]
    won = summed(choices.taken, choices.weights, size)
    worth = np.full(size, 1 / size)
    for round_ in range(1, ROUNDS + 1):
        stood = (choices.weights / (choices.left @ worth)) @ choices.left
        renewed = won / stood
        renewed /= renewed.sum()
        if float(np.abs(np.log(renewed / worth)).max()) < tolerance:
            return renewed, round_
        worth = renewed
    raise NotConverged(f"the worths did not settle in {ROUNDS} rounds")


def _covariance(choices: _Choices, chance: Floats) -> Floats:
    """The inverse of the observed information of the log worths, centred: the Moore-Penrose inverse of
    sum w (diag(p) - p p') over all choices, whose null space are equal shifts."""
    expected = choices.weights @ chance
    information = np.diag(expected) - (chance * choices.weights[:, None]).T @ chance
    inverse: Floats = np.linalg.pinv(information, hermitian=True, rcond=1e-12)
    return inverse


guard(__name__)
