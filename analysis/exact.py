"""Freeman and Halton's exact test of an r x c table, with bounded work.

The tables with the observed margins are built cell by cell, all partial tables at once in arrays. A partial
table whose completions are all at most as probable as the observed one is settled at once by the sum over
them, which is known in closed form; one whose completions are all more probable is dropped (Mehta and Patel
1983, without their network's longest and shortest paths but with bounds of them). Partial tables that leave
the same rows with the same probability are one. The last two columns are not built: for each remainder their
completions are sorted once, and every partial table finds its place among them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import reduce

import numpy as np
from scipy.special import gammaln

from analysis.arrays import Booleans, Floats, Integers
from analysis.entrance import guard
from analysis.errors import DesignError, NoVariation, TooMuchWork
from analysis.measures import checked

WORK = 5_000_000
"""The most partial tables and completions before TooMuchWork, about half a second;"""
AT_ONCE = 4_000_000
"""and the most that are held at once, with a fifth of the work (a million partial tables take 400 MB)."""
LARGEST = 20_000
"""The most people in a table that is tested exactly."""
TIE = 3.4525e-7
"""Relative difference of probabilities that counts as equal, as in R's fisher.test for r x c."""
GROUP = 300
"""Partial tables or completions that take as long as one group of them."""


def freeman_halton(counts: Integers | Floats, work: int = WORK) -> float:
    """The probability of all tables with these margins that are at most as probable as this one, each of
    probability prod n_i.! prod n_.j! / (n! prod n_ij!) (Freeman and Halton 1951; R: fisher.test).

    TooMuchWork above LARGEST people or `work`; DesignError when counts are not whole; NoVariation when
    people are in one row or column only.

    >>> round(freeman_halton(np.array([[6, 0], [5, 9]])), 6)
    0.014087
    """
    table = _whole(counts)
    rows, columns = (np.sort(table.sum(axis)) for axis in (1, 0))
    logs = np.asarray(gammaln(np.arange(table.sum() + 1) + 1.0))
    limit = -float(logs[table].sum()) + np.log1p(TIE)
    walk = _Walk(logs, limit, work, min(work // 5, AT_ONCE))
    constant = float(logs[rows].sum() + logs[columns].sum() - logs[-1])
    return float(min(1.0, np.exp(walk.total(rows, columns) + constant)))


def _whole(counts: Integers | Floats) -> Integers:
    """The table without empty rows and columns, its rows the shorter side."""
    given = checked(counts)
    if (given != np.round(given)).any():
        raise DesignError("an exact test needs whole counts")
    if given.sum() > LARGEST:
        raise TooMuchWork(f"{given.sum():.0f} people are too many for an exact test")
    table = given[given.sum(1) > 0][:, given.sum(0) > 0].astype(np.int64)
    if min(table.shape) < 2:
        raise NoVariation("an exact test needs at least two rows and two columns with people")
    return table if table.shape[0] <= table.shape[1] else table.T


@dataclass(frozen=True, slots=True, eq=False)
class _Partial:
    """Partial tables: what is left of the rows (tables x rows), what the column under way still needs, the
    log of the product of 1/n_ij!, and the log of how many tables each stands for."""

    left: Integers
    need: Integers
    value: Floats
    many: Floats

    def only(self, which: Booleans) -> _Partial:
        return _Partial(self.left[which], self.need[which], self.value[which], self.many[which])


@dataclass(slots=True)
class _Walk:
    """Builds the columns; keeps the logs of the sums of the tables that are settled."""

    logs: Floats
    limit: float
    work: int
    at_once: int
    settled: list[float] = field(default_factory=list)

    def total(self, rows: Integers, columns: Integers) -> float:
        """log of the sum of prod 1/n_ij! over all tables at most as probable as the limit."""
        none = np.zeros(1)
        tables = _Partial(rows[None].copy(), np.zeros(1, np.int64), none, none)
        for place in range(len(columns) - 2):
            tables = self._column(tables, int(columns[place]), columns[place + 1 :])
        self._join(tables, int(columns[-2]))
        return _log_sum(np.array(self.settled)) if self.settled else -np.inf

    def _column(self, tables: _Partial, column: int, rest: Integers) -> _Partial:
        """One more column, cell by cell; the last row takes what the others leave."""
        tables = replace(tables, need=np.full(len(tables.value), column))
        beyond = float(self.logs[rest.sum()] - self.logs[rest].sum())
        for row in range(tables.left.shape[1]):
            tables = self._cell(tables, row)
            below = tables.left[:, row + 1 :].sum(1)
            ways = self.logs[below] - self.logs[tables.need] - self.logs[below - tables.need]
            everything = beyond + ways - self.logs[tables.left].sum(1)
            tables = self._settle(tables, everything, everything)
        everything = beyond - self.logs[tables.left].sum(1)
        tables = self._settle(tables, self._most(tables.left, rest), everything)
        least = -np.minimum(self.logs[rest].sum(), self.logs[tables.left].sum(1))
        return _merged(tables.only(tables.value + least <= self.limit))

    def _cell(self, tables: _Partial, row: int) -> _Partial:
        """All ways to fill the cell of a row, so that the rows below can hold the rest of the column."""
        here, below = tables.left[:, row], tables.left[:, row + 1 :].sum(1)
        low, high = np.maximum(0, tables.need - below), np.minimum(here, tables.need)
        ways = high - low + 1
        self._spend(int(ways.sum()))
        if ways.sum() > self.at_once:
            raise TooMuchWork(f"an exact test of this table would hold {ways.sum()} partial tables at once")
        which = np.repeat(np.arange(len(ways)), ways)
        taken = np.arange(len(which)) - np.repeat(np.cumsum(ways) - ways - low, ways)
        left = tables.left[which]
        left[:, row] -= taken
        value = tables.value[which] - self.logs[taken]
        return _Partial(left, tables.need[which] - taken, value, tables.many[which])

    def _settle(self, tables: _Partial, most: Floats, everything: Floats) -> _Partial:
        """Count the partial tables whose every completion lies below the limit; the others stay."""
        below = tables.value + most <= self.limit
        if below.any():
            self.settled.append(_log_sum((tables.value + tables.many + everything)[below]))
        return tables.only(~below)

    def _most(self, left: Integers, rest: Integers) -> Floats:
        """A bound from above of the log product of 1/n_ij! of the completions: with Lagrange's multipliers
        of the independent table, each cell alone takes its best count, the whole part of its mean."""
        mean = left[:, :, None] * (rest / rest.sum())
        log_mean = np.log(mean, out=np.zeros_like(mean), where=mean > 0)
        best = mean.astype(np.int64)
        cells = (best * log_mean - self.logs[best]).sum((1, 2))
        bound: Floats = cells - (left[:, :, None] * (rest / rest.sum()) * log_mean).sum((1, 2))
        return bound

    def _join(self, tables: _Partial, column: int) -> None:
        """Finish with the last two columns: among the sorted completions of each remainder, those below."""
        if not len(tables.value):
            return
        left, group = np.unique(np.sort(tables.left, axis=1), axis=0, return_inverse=True)
        order = np.argsort(group.ravel(), kind="stable")
        value, many = tables.value[order], tables.many[order]
        ends = np.cumsum(np.bincount(group.ravel(), minlength=len(left)))
        self._spend(GROUP * len(left))
        for rows, end, start in zip(left, ends, np.concatenate([[0], ends[:-1]]), strict=True):
            self._finish(rows, column, value[start:end], many[start:end])

    def _finish(self, rows: Integers, column: int, value: Floats, many: Floats) -> None:
        completions = np.sort(self._two_columns(rows, column))
        top = completions[-1]
        reached = np.concatenate([[0.0], np.cumsum(np.exp(completions - top))])
        below = reached[np.searchsorted(completions, self.limit - value, side="right")]
        if below.any():
            self.settled.append(_log_sum(value + many, below) + float(top))

    def _two_columns(self, rows: Integers, column: int) -> Floats:
        """The log products of all r x 2 tables with these rows, their first column summing to `column`."""
        cells = [np.arange(min(int(row), column) + 1) for row in rows[:-1]]
        self._spend(int(np.prod([float(len(cell)) for cell in cells])))
        parts = [-self.logs[cell] - self.logs[row - cell] for cell, row in zip(cells, rows, strict=False)]
        taken = reduce(np.add.outer, cells)
        last = column - taken
        fits = (last >= 0) & (last <= rows[-1])
        value, last = reduce(np.add.outer, parts)[fits], last[fits]
        completions: Floats = value - self.logs[last] - self.logs[rows[-1] - last]
        return completions

    def _spend(self, tables: int) -> None:
        self.work -= tables
        if self.work < 0:
            raise TooMuchWork("an exact test of this table would follow too many partial tables")


def _log_sum(logs: Floats, times: Floats | float = 1.0) -> float:
    """log(sum(times exp(logs))) without overflow."""
    top = logs.max()
    return float(np.log((times * np.exp(logs - top)).sum()) + top)


def _merged(tables: _Partial) -> _Partial:
    """Partial tables that leave the same rows with the same product become one."""
    if not len(tables.value):
        return tables
    left, value = np.sort(tables.left, axis=1), np.round(tables.value, 9)
    order = np.lexsort((value, *left.T))
    left, value = left[order], value[order]
    new = np.ones(len(order), bool)
    new[1:] = (left[1:] != left[:-1]).any(1) | (value[1:] != value[:-1])
    first = np.flatnonzero(new)
    many = tables.many[order]
    top = many.max()
    together = np.log(np.add.reduceat(np.exp(many - top), first)) + top
    return _Partial(left[first], tables.need[order][first], tables.value[order][first], together)


guard(__name__)
