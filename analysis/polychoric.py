"""The polychoric correlation: of two normal variables that were seen only as ordered categories.

The cuts and the correlation are found by maximum likelihood of the table (Olsson 1979; R polycor: polychor);
of a 2 x 2 table it is the tetrachoric correlation (Pearson 1900).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize, special, stats

from analysis.arrays import Floats
from analysis.bivariate import density, distribution
from analysis.entrance import guard
from analysis.errors import NoVariation, TooSparse
from analysis.hypotheses import without_empty
from analysis.measures import checked
from analysis.tables import Test

LARGEST = 0.9999
"""The largest correlation that is looked for, as in R."""
STEPS = 200
"""The most steps of Fisher scoring; ten or twenty are usual."""


@dataclass(frozen=True, slots=True)
class Polychoric:
    """The correlation with its standard error, the cuts of rows and columns (one fewer than categories with
    people), and the likelihood-ratio test that two normal variables lie behind the table (None in 2 x 2)."""

    rho: float
    standard_error: float
    row_cuts: tuple[float, ...]
    column_cuts: tuple[float, ...]
    test: Test | None


NEAR = 1e-5
"""A step this small is taken unseen, for the likelihood's rounding hides its gain; the square of it ends."""


def two_step(counts: Floats) -> float:
    """The polychoric correlation with the cuts held at those of the margins (Olsson's two steps), exact to
    1e-12. NoVariation when a variable is constant, TooSparse when the correlation is beyond LARGEST.

    >>> round(two_step(np.array([[20, 5], [10, 15]])), 6)
    0.607073
    """
    table = _table(counts)
    return _two_step(table, *_cuts(table))


def _two_step(table: Floats, row: Floats, column: Floats) -> float:
    def slope(rho: float) -> float:
        model = _Model(table, rho, row, column)
        return float((table / model.shares * model.by_rho()).sum())

    sign = 1.0 if slope(0.0) >= 0 else -1.0
    for bound in (0.5, 0.75, 0.875, 0.95, 0.98, 0.995, LARGEST):
        if sign * slope(sign * bound) < 0:
            return float(optimize.brentq(slope, 0.0, sign * bound, xtol=1e-13))
    raise TooSparse("the table orders people (almost) perfectly: no correlation below 1 fits best")


def polychoric(counts: Floats) -> Polychoric:
    """Correlation and cuts together by maximum likelihood (Olsson 1979; R: polycor::polychor): counts n_ij of
    cells whose chances are those of rectangles between the cuts under the bivariate normal law, sum n_ij
    log p_ij at its greatest; the standard error from the observed information.
    NoVariation when a variable is constant, TooSparse when the correlation is beyond LARGEST."""
    table = _table(counts)
    row, column = _cuts(table)
    model = _climbed(_Model(table, _two_step(table, row, column), row, column))
    covariance = np.linalg.inv(model.observed_information())
    df = table.size - sum(table.shape)
    g = model.deviance()
    fit = Test("bivariate normality", g, df, float(stats.chi2.sf(g, df))) if df else None
    error = float(np.sqrt(covariance[0, 0]))
    return Polychoric(model.rho, error, tuple(model.row.tolist()), tuple(model.column.tolist()), fit)


def deviance(counts: Floats, rho: float, row_cuts: Sequence[float], column_cuts: Sequence[float]) -> float:
    """Twice the log likelihood that this correlation with these cuts loses against the table's own shares."""
    row, column = (np.asarray(cuts, dtype=float) for cuts in (row_cuts, column_cuts))
    return _Model(_table(counts), rho, row, column).deviance()


def _table(counts: Floats) -> Floats:
    table, *_ = without_empty(checked(counts))
    if min(table.shape) < 2:
        raise NoVariation("a correlation needs two categories of both variables")
    return table


def _cuts(table: Floats) -> tuple[Floats, Floats]:
    row, column = (np.cumsum(table.sum(1 - side))[:-1] / table.sum() for side in (0, 1))
    return special.ndtri(row), special.ndtri(column)


@dataclass(frozen=True, slots=True, eq=False)
class _Model:
    """A table with a correlation and cuts; the parameters in order: rho, row cuts, column cuts."""

    table: Floats
    rho: float
    row: Floats
    column: Floats

    @property
    def shares(self) -> Floats:
        """The share of people in each cell under the model."""
        below = distribution(_walled(self.row)[:, None], _walled(self.column), self.rho)
        return np.maximum(_cells(below), 1e-300)

    def log_likelihood(self) -> float:
        return float((self.table * np.log(self.shares)).sum())

    def deviance(self) -> float:
        """Twice the log likelihood that the model loses against the table's own shares."""
        most = special.xlogy(self.table, self.table / self.table.sum()).sum()
        return max(0.0, float(2 * (most - self.log_likelihood())))

    def by_rho(self) -> Floats:
        """The derivatives of the shares by rho (Plackett 1954: the density)."""
        corners = density(self.row[:, None], self.column, self.rho)
        return _cells(np.pad(corners, 1))

    def derivatives(self) -> Floats:
        """Of the shares by the parameters, parameters x rows x columns."""
        rows = [_cells(np.pad(part, ((1, 1), (0, 0)))) for part in self._by_cut(self.row, self.column)]
        columns = [_cells(np.pad(part, ((1, 1), (0, 0)))).T for part in self._by_cut(self.column, self.row)]
        return np.array([self.by_rho(), *rows, *columns])

    def _by_cut(self, cuts: Floats, others: Floats) -> Floats:
        """For each cut the derivatives of the distribution at it, beside 0 at the other cuts."""
        left = np.sqrt((1 - self.rho) * (1 + self.rho))
        given = special.ndtr((_walled(others) - self.rho * cuts[:, None]) / left)
        each = given * np.exp(-(cuts[:, None] ** 2) / 2) / np.sqrt(2 * np.pi)
        found: Floats = np.eye(len(cuts))[:, :, None] * each[:, None, :]
        return found

    def gradient(self) -> Floats:
        """The derivatives of the log likelihood."""
        gradient: Floats = (self.derivatives() * (self.table / self.shares)).sum((1, 2))
        return gradient

    def moved(self, step: Floats) -> _Model | None:
        """The model a step further, or None where there is none."""
        rho, row, column = np.split(step, [1, 1 + len(self.row)])
        new = _Model(self.table, self.rho + float(rho[0]), self.row + row, self.column + column)
        ordered = (np.diff(new.row) > 0).all() and (np.diff(new.column) > 0).all()
        return new if ordered and abs(new.rho) <= LARGEST else None

    def expected_information(self) -> Floats:
        flat = self.derivatives().reshape(1 + len(self.row) + len(self.column), -1)
        information: Floats = self.table.sum() * (flat / self.shares.ravel()) @ flat.T
        return information

    def observed_information(self) -> Floats:
        """The negative second derivatives of the log likelihood, by differences of the gradient."""
        size = 1e-6 * min(1.0, *np.diff(self.row), *np.diff(self.column), LARGEST - abs(self.rho) + 1e-6)
        columns = []
        for step in np.eye(1 + len(self.row) + len(self.column)) * size:
            there, here = self.moved(step), self.moved(-step)
            if there is None or here is None:
                raise TooSparse("the correlation is at its bound and has no standard error")
            columns.append((here.gradient() - there.gradient()) / (2 * size))
        information = np.array(columns)
        return (information + information.T) / 2


def _climbed(model: _Model) -> _Model:
    """The model of maximum likelihood, by Fisher scoring with halved steps."""
    for _ in range(STEPS):
        step = np.linalg.solve(model.expected_information(), model.gradient())
        size = np.abs(step).max()
        better = model.moved(step) if size < NEAR else _halved(model, step)
        if better is None or size < NEAR**2:
            return model
        model = better
    raise TooSparse("the likelihood of this table has no maximum within reach")


def _halved(model: _Model, step: Floats) -> _Model | None:
    """The first of the halved steps that raises the likelihood; None when none does."""
    here = model.log_likelihood()
    for halving in range(30):
        new = model.moved(step / 2**halving)
        if new is not None and new.log_likelihood() > here:
            return new
    return None


def _walled(cuts: Floats) -> Floats:
    return np.concatenate([[-np.inf], cuts, [np.inf]])


def _cells(corners: Floats) -> Floats:
    """The masses of the cells between the corners of a distribution function."""
    cells: Floats = np.diff(np.diff(corners, axis=0), axis=1)
    return cells


guard(__name__)
