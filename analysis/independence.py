"""How strong a dependence a table allows: limits of Cramer's V under any design, for the verdict.

X^2 is Pearson's statistic of the (weighted) table scaled to its n people. Its law at a population's V has
the mean t1 + n phi^2, phi^2 = V^2 (k - 1), where t1 is the trace of the design covariance of the cells'
excess over independence, in units of what is expected (1 for each degree of freedom of people drawn one by
one), and t2 that of its square: second-order Rao and Scott (1984). Three things are added so that
"independence shown" stays rare where V is the margin, in samples of few clusters and unequal tables too:

- the excess is measured against the expected cells, not the observed ones, whose empty ones have no variance;
- the covariance is only as certain as the number of people or clusters behind the row or column that rests
  on fewest: their effective number (Kish 1965), less 1, is the degrees of freedom;
- at one V the statistic spreads differently by the shape of the table; the worst shape is assumed
  (`worst_shape`).

tests/simulations/verdicts.py measures how often the verdicts err.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from scipy import optimize, special

from analysis import hypotheses, sampled
from analysis.arrays import Floats
from analysis.columns import Column
from analysis.contingency import Contingency
from analysis.design import Design
from analysis.entrance import guard
from analysis.errors import NoVariation
from analysis.hypotheses import Strength
from analysis.noncentral import f_below
from analysis.sampled import SampledTable
from analysis.weighted_tests import excess_slopes

GRID = np.linspace(0, 1, 101)
"""The V among which the upper limit is looked for,"""
AT_ONCE = 16
"""so many at once."""

SMALLEST = 1e-12
"""A trace of the excess below this is none."""

LEAST = 0.1
"""Degrees of freedom of a row that rests on one person or cluster: next to nothing is known."""


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What a table of n `people` says of V: Pearson's `statistic`, the shares of its `rows` and `columns`,
    the traces `t1` and `t2` of the covariance of its excess and of its square, and the degrees of freedom
    `df` by which these are known (infinite: people drawn one by one); `skewness`: ab and a^2 + b^2 of each
    cell that matters, see `worst_shape`."""

    statistic: float
    people: float
    rows: Floats
    columns: Floats
    t1: float
    t2: float
    df: float = np.inf
    skewness: tuple[tuple[float, float], ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "skewness", _skewness(self.rows, self.columns))

    @classmethod
    def of(cls, table: Contingency) -> Evidence:
        """The evidence of people drawn one by one."""
        shares, df = (table.rows / table.n, table.columns / table.n), float(table.df)
        return cls(table.statistic, table.n, *shares, df, df)

    @property
    def scale(self) -> float:
        """X^2 is V^2 times this: n (k - 1), k the smaller side."""
        return self.people * (min(len(self.rows), len(self.columns)) - 1)

    @property
    def design_effect(self) -> float:
        """The mean design effect of the excess: t1 over (rows - 1)(columns - 1)."""
        return self.t1 / ((len(self.rows) - 1) * (len(self.columns) - 1))

    @property
    def p(self) -> float:
        """The p of independence: X^2 / t1 as F on t1^2 / t2 degrees of freedom, and on as many times df."""
        return self._above(0.0)

    def limits(self, level: float = 0.95) -> Strength:
        """V with its limits: the V of the process under which X^2 lies at its upper and lower (1 - level) / 2
        point. The upper limit is 1 where even V = 1 could give so small an X^2, and 0 where X^2 is too small
        even for independence; V itself may lie above it (see `hypotheses.v_interval`)."""
        value = float(min(1.0, np.sqrt(self.statistic / self.scale)))
        tail = (1 - level) / 2
        return Strength(value, self._low(tail), self._high(tail))

    def smallest_detectable(self, level: float = 0.95, power: float = 0.8) -> float:
        """The V that the test at 1 - level finds with the given power; at most 1."""
        nu, factor = self.t1**2 / self.t2, self.t2 / self.t1
        if np.isinf(self.df):
            critical = float(special.chdtri(nu, 1 - level))
        else:
            critical = nu * float(special.fdtri(nu, nu * self.df, level))
        if critical * factor >= self.scale:
            return 1.0
        return float(min(1.0, np.sqrt(hypotheses.noncentrality(critical, nu, power) * factor / self.scale)))

    def _above(self, v: float) -> float:
        """P(X^2 >= what was found) at V: noncentral F, or chi-square where df is infinite."""
        factor = self._factor_at(v)
        nu, x, shift = self.t1 / factor, self.statistic / factor, v * v * self.scale / factor
        if np.isinf(self.df):
            return float(1 - special.chndtr(x, nu, shift) if shift else special.chdtrc(nu, x))
        m = self.t1**2 / self.t2 * self.df
        return 1 - f_below(x / nu, nu, m, shift) if shift else float(special.fdtrc(nu, m, x / nu))

    def _factor(self, v: Floats | np.float64) -> Floats:
        """The factor of the noncentral chi-square at each V: t2 / t1 times the worst shape."""
        phi = v * np.sqrt(min(len(self.rows), len(self.columns)) - 1)
        return self.t2 / self.t1 * _greatest_spread(self.skewness, phi)

    def _factor_at(self, v: float) -> float:
        """The same at one V, in Python's numbers: a root is looked for one by one."""
        phi = v * math.sqrt(min(len(self.rows), len(self.columns)) - 1)
        rise, fall = phi * (1 + phi * phi / 2), 0.75 * (phi * phi)
        spread = max([rise * both - fall * squares for both, squares in self.skewness])
        return self.t2 / self.t1 * max(1 - phi * phi + spread, 1.0)

    def _last(self, doubt: float, tail: float) -> int:
        """The place on the GRID of the largest V that is not excluded: P(X^2 <= what was found), by the
        noncentral chi-square with its factor times `doubt`, is above the tail; -1 where there is none. It is
        looked for from above, a few at once, among those that Chernoff's bound leaves."""
        factor = self._factor(GRID) * doubt
        x, nu, shift = self.statistic / factor, self.t1 / factor, GRID**2 * self.scale / factor
        left = np.flatnonzero(_log_bound(x, nu, shift) > np.log(tail) - 1e-9)
        while left.size:
            left, last = left[:-AT_ONCE], left[-AT_ONCE:]
            kept = last[special.chndtr(x[last], nu[last], shift[last]) > tail]
            if kept.size:
                return int(kept[-1])
        return -1

    def _low(self, tail: float) -> float:
        if self.p >= tail:
            return 0.0
        if self._above(1.0) <= tail:
            return 1.0
        return float(optimize.brentq(lambda v: self._above(v) - tail, 0.0, 1.0, xtol=1e-12))

    def _high(self, tail: float) -> float:
        """The largest V that is not excluded, seen on a grid: at small V the worst shape grows faster than
        the noncentrality. A finite df widens the law by (t / z)^2, Student's quantile over the normal one;
        below 1, where a row or column rests on less than two people or clusters, nothing bounds V."""
        if self.df < 1:
            return 1.0
        doubt = 1.0 if np.isinf(self.df) else float(special.stdtrit(self.df, tail) / special.ndtri(tail)) ** 2
        last = self._last(doubt, tail)
        if last in (-1, len(GRID) - 1):
            return float(last > 0)

        def excess(v: float) -> float:
            factor = self._factor_at(v) * doubt
            x, nu, shift = self.statistic / factor, self.t1 / factor, v * v * self.scale / factor
            return float(special.chndtr(x, nu, shift)) - tail

        return float(optimize.brentq(excess, float(GRID[last]), float(GRID[last + 1]), xtol=1e-12))


def _log_bound(x: Floats, nu: Floats, shift: Floats) -> Floats:
    """Chernoff's bound of the log of P(noncentral chi-square <= x): the least over u >= 1 of
    ((u - 1)(x - shift / u) - nu log u) / 2, u = 1 + 2 s for E exp(-s chi-square)."""
    x = np.maximum(x, SMALLEST)
    u = np.maximum((nu + np.sqrt(nu * nu + 4 * x * shift)) / (2 * x), 1)
    bound: Floats = ((u - 1) * (x - shift / u) - nu * np.log(u)) / 2
    return bound


def worst_shape(rows: Floats, columns: Floats, phi: Floats) -> Floats:
    """By how much a dependence of each `phi` can spread n phi^2 more than the noncentral chi-square does, in
    a table with these shares of rows and columns; at least 1.

    The spread is greatest where one cell holds all the dependence, so that it is that of phi in the fourfold
    table of one row and one column against the others: n times the variance of phi is 1 - phi^2 +
    phi (1 + phi^2 / 2) ab - (3 / 4) phi^2 (a^2 + b^2), a and b the skewness of the two (Bishop, Fienberg and
    Holland 1975, 11.3); the largest of all cells counts.
    """
    return _greatest_spread(_skewness(rows, columns), phi)


def _skewness(rows: Floats, columns: Floats) -> tuple[tuple[float, float], ...]:
    """ab and a^2 + b^2 of the cells; those that spread less than another at every phi are left out."""
    a, b = ((1 - 2 * one) / np.sqrt(one * (1 - one)) for one in (rows, columns))
    both, squares = np.multiply.outer(a, b).ravel(), np.add.outer(a**2, b**2).ravel()
    rising = np.argsort(squares, kind="stable")
    both, squares = both[rising], squares[rising]
    kept = np.ones(len(both), bool)
    kept[1:] = both[1:] > np.maximum.accumulate(both)[:-1]
    return tuple(zip(both[kept].tolist(), squares[kept].tolist(), strict=True))


def _greatest_spread(skewness: tuple[tuple[float, float], ...], phi: Floats | np.float64) -> Floats:
    """The largest of the cells at each phi, at least 1."""
    both, squares = np.array(skewness).T
    spread = np.multiply.outer(phi * (1 + phi**2 / 2), both) - np.multiply.outer(0.75 * phi**2, squares)
    worst: Floats = np.maximum(1 - phi**2 + spread.max(-1), 1)
    return worst


def of_counts(counts: Floats) -> Evidence:
    """The evidence of people drawn one by one: a table of counts, without its empty rows and columns."""
    return Evidence.of(Contingency.of(counts))


def of_design(design: Design, row: Column, column: Column) -> Evidence:
    """The evidence of two coded columns under a design, about the process behind the people (without finite
    population correction). TooFew below 2 x 2 and without degrees of freedom, NoVariation where the
    excess has no variance."""
    return of_table(sampled.of_people(design, row, column))


def of_table(table: SampledTable) -> Evidence:
    """The same of a table that a sample estimates."""
    shares, people = table.shares, float(table.people)
    slopes = excess_slopes(shares.ravel(), shares.shape) / np.sqrt(hypotheses.expected(shares)).reshape(-1, 1)
    spread = people * slopes @ table.covariance @ slopes.T
    t1, t2 = float(np.trace(spread)), float(np.square(spread).sum())
    if t1 <= SMALLEST:
        raise NoVariation("the cells have no variance between clusters to test independence by")
    statistic = hypotheses.pearson(shares * people).statistic
    df = max(min(table.df, table.support - 1), LEAST)
    return Evidence(statistic, people, shares.sum(1), shares.sum(0), t1, t2, df)


guard(__name__)
