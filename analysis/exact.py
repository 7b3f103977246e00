"""Freeman and Halton's exact test of an r x c table, with bounded work.

The tables with the observed margins are built column by column. A node is what is left of the row sums;
tables that reach the same node with the same product of 1/n_ij! are one. A node's paths whose every
completion is at most as probable as the observed table (or none is) are settled at once by bounds, as in
the network algorithm of Mehta and Patel (1983).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.special import gammaln, logsumexp

from analysis.arrays import Floats, Integers
from analysis.errors import TooMuchWork

WORK = 4_000_000
"""The most work before TooMuchWork, about half a second: a unit per path that is followed, and"""
STEP = 100
"""so many for each way to fill a column, which takes as long."""
LARGEST = 2_000
"""The most people in a table that is tested exactly."""
TIE = 1e-7
"""Relative difference of probabilities that counts as equal (as in R's fisher.test)."""

Node = tuple[int, ...]
Paths = tuple[Floats, Floats]


def freeman_halton(counts: Integers | Floats, work: int = WORK) -> float:
    """The probability of all tables with these margins that are at most as probable as this one.

    TooMuchWork when more than LARGEST people or more than `work` paths would be needed.

    >>> round(freeman_halton(np.array([[6, 0], [5, 9]])), 6)
    0.014087
    """
    table = _tall(np.asarray(counts, dtype=np.int64))
    n = int(table.sum())
    if n > LARGEST:
        raise TooMuchWork(f"{n} people are too many for an exact test")
    columns = sorted(table.sum(0).tolist(), reverse=True)
    observed = -float(gammaln(table + 1.0).sum())
    constant = float(
        gammaln(table.sum(1) + 1.0).sum() + gammaln(np.array(columns) + 1.0).sum() - gammaln(n + 1.0)
    )
    walk = _Walk(columns, observed + np.log1p(TIE), work)
    return float(min(1.0, np.exp(walk.total(tuple(sorted(table.sum(1).tolist()))) + constant)))


def _tall(table: Integers) -> Integers:
    """Rows are the shorter side: fewer, larger steps."""
    return table if table.shape[0] <= table.shape[1] else table.T


class _Walk:
    """Goes through the columns; keeps for each node the logs of products and of how many tables make each."""

    def __init__(self, columns: list[int], limit: float, work: int) -> None:
        self.columns, self.limit, self.work = columns, limit, work
        self.settled: list[float] = []

    def total(self, rows: Node) -> float:
        """log of the sum of prod 1/n_ij! over all tables at most as probable as the limit."""
        nodes: dict[Node, Paths] = {rows: (np.zeros(1), np.zeros(1))}
        for place, column in enumerate(self.columns):
            nodes = self._step(nodes, column, self.columns[place + 1 :])
        return float(logsumexp(self.settled)) if self.settled else -np.inf

    def _step(self, nodes: dict[Node, Paths], column: int, rest: list[int]) -> dict[Node, Paths]:
        after: dict[Node, list[Paths]] = {}
        for node, (past, many) in nodes.items():
            for parts, weight in _grouped(node, column):
                self._spend(len(past))
                after.setdefault(parts, []).append((past + weight[0], many + weight[1]))
        merged = {node: _merge(paths) for node, paths in after.items()}
        open_nodes = {node: self._settle(node, paths, rest) for node, paths in merged.items()}
        return {node: paths for node, paths in open_nodes.items() if len(paths[0])}

    def _spend(self, paths: int) -> None:
        self.work -= paths + STEP
        if self.work < 0:
            raise TooMuchWork("an exact test of this table would follow too many paths")

    def _settle(self, node: Node, paths: Paths, rest: list[int]) -> Paths:
        """Count the paths that can only end below the limit, drop those that cannot; the others stay open."""
        past, many = paths
        longest, shortest, everything = _bounds(node, rest)
        below = past + longest <= self.limit
        if below.any():
            self.settled.append(float(logsumexp(past[below] + many[below])) + everything)
        still = ~below & (past + shortest <= self.limit)
        return past[still], many[still]


def _grouped(node: Node, column: int) -> Iterator[tuple[Node, tuple[float, float]]]:
    """Ways to take `column` people from the rows: the sorted rest, log product of 1/n_i!, log of one way."""
    for taken in _takings(node, column):
        rest = tuple(sorted(have - take for have, take in zip(node, taken, strict=True)))
        yield rest, (-sum(_LOG_FACTORIAL[take] for take in taken), 0.0)


def _takings(node: Node, column: int) -> Iterator[tuple[int, ...]]:
    if len(node) == 1:
        yield (column,)
        return
    others = sum(node[1:])
    for first in range(max(0, column - others), min(node[0], column) + 1):
        for rest in _takings(node[1:], column - first):
            yield (first, *rest)


def _merge(paths: list[Paths]) -> Paths:
    """Paths of equal product become one."""
    past = np.concatenate([one[0] for one in paths])
    many = np.concatenate([one[1] for one in paths])
    _, first, place = np.unique(np.round(past, 9), return_index=True, return_inverse=True)
    top = many.max()
    return past[first], np.log(np.bincount(place, np.exp(many - top))) + top


def _bounds(node: Node, rest: list[int]) -> tuple[float, float, float]:
    """Of the tables that complete a node: bounds from above and below of the log product of 1/n_ij!, and the
    log of its sum over all of them.

    log n! is convex: even division is a lower bound of its sum, a whole column in one cell an upper one.
    """
    if not rest:
        return 0.0, 0.0, 0.0
    rows, columns = np.array(node, dtype=float), np.array(rest, dtype=float)
    even = max(
        float(len(rows) * gammaln(columns / len(rows) + 1).sum()),
        float(len(columns) * gammaln(rows / len(columns) + 1).sum()),
    )
    whole = min(float(gammaln(columns + 1).sum()), float(gammaln(rows + 1).sum()))
    everything = gammaln(rows.sum() + 1) - gammaln(rows + 1).sum() - gammaln(columns + 1).sum()
    return -even, -whole, float(everything)


_LOG_FACTORIAL: list[float] = gammaln(np.arange(LARGEST + 1) + 1.0).tolist()
