"""Tests of independence of many tables at once, from the Burt matrices of their variables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arrays import Booleans, Floats, Integers

AT_ONCE = 4_000_000
"""Numbers in the largest array of a batch of weighted tables."""


@dataclass(frozen=True, slots=True, eq=False)
class Independence:
    """Of each pair of variables (V x V): the people `n` who answered both, the mean square contingency phi^2
    of their table without empty rows and columns, how many `rows` of the first variable are left, and
    whether expected counts are `small` (any below 1, over a fifth below 5: Cochran 1954). The diagonal
    says nothing."""

    n: Floats
    phi2: Floats
    rows: Integers
    small: Booleans

    @classmethod
    def of(cls, people: Floats, table: Floats, sizes: Sequence[int]) -> Independence:
        """`people` is the Burt matrix (S x S) of counts, `table` the one to be tested: the same, or that of
        weights."""
        place = np.repeat(np.arange(len(sizes)), sizes)
        by_variable = (place[:, None] == np.arange(len(sizes))).astype(float)

        def summed(cells: Floats | Booleans) -> Floats:
            return np.asarray(by_variable.T @ cells @ by_variable)

        def expected(burt: Floats) -> Floats:
            margins = (burt @ by_variable)[:, place]
            return _over(margins * margins.T, summed(burt)[place][:, place])

        wanted, counts = expected(table), expected(people)
        phi2 = _over(summed(_over(np.square(table - wanted), wanted)), summed(table))
        rows = by_variable.T @ (table @ by_variable > 0)
        low, lower = (summed((counts > 0) & (counts < least)) for least in (5, 1))
        return cls(summed(people), phi2, rows.astype(int), (lower > 0) | (low > 0.2 * rows * rows.T))


def _over(above: Floats, below: Floats) -> Floats:
    """above / below; 0 where nothing is below."""
    return np.divide(above, below, out=np.zeros_like(above), where=below > 0)


@dataclass(frozen=True, slots=True, eq=False)
class RaoScott:
    """Rao and Scott's (1984) second-order F of each table (length T), its degrees of freedom, and whether
    empty cells leave it undefined."""

    f: Floats
    df: Floats
    sparse: Booleans

    @classmethod
    def of(
        cls, tables: Sequence[tuple[Floats, Floats]], statistics: Floats, people: Floats, n: int
    ) -> RaoScott:
        """The F of tables of people who were drawn one by one with weights: of each table the sums of weights
        and of squared weights (rows x columns, none of them empty), Pearson's statistic scaled to its people,
        and these; n are all rows of the data, missing answers included.

        For such people the covariance of the cells' shares p is n / (n - 1) (diag q - q p' - p q' +
        sum q p p'), q the sums of squared weights over the squared sum of weights:
        `analysis.weighted_tests.rao_scott` from sums alone.
        """
        f, df, sparse = (np.zeros(len(tables), kind) for kind in (float, float, bool))
        for batch in _batches([table.shape for table, _ in tables]):
            weights, squares = (np.array([tables[one][side] for one in batch]) for side in (0, 1))
            trace, square, empty = _effects(weights, squares, people[batch], n)
            f[batch], df[batch], sparse[batch] = statistics[batch] / trace, trace**2 / square, empty
        return cls(f, df, sparse)


def _batches(shapes: Sequence[tuple[int, ...]]) -> Iterator[list[int]]:
    """Tables of one shape, so many at once that their arrays stay small."""
    for shape in sorted(set(shapes)):
        alike = [place for place, one in enumerate(shapes) if one == shape]
        cells = shape[0] * shape[1]
        most = max(1, AT_ONCE // cells**2)
        yield from (alike[start : start + most] for start in range(0, len(alike), most))


def _effects(weights: Floats, squares: Floats, people: Floats, n: int) -> tuple[Floats, Floats, Booleans]:
    """The traces of the design effects and of their squares (each T), and where these are undefined; see
    analysis.weighted_tests."""
    t, r, c = weights.shape
    whole = weights.sum((1, 2))[:, None]
    share, spread = weights.reshape(t, -1) / whole, squares.reshape(t, -1) / whole**2
    inverse = _over(np.ones_like(share), share)
    contrasts = np.kron(np.eye(r)[:, 1:] - 1 / r, np.eye(c)[:, 1:] - 1 / c)
    under = contrasts.T @ (inverse[:, :, None] * contrasts) / people[:, None, None]
    undefined = (share == 0).any(1)
    undefined[undefined] = np.linalg.cond(under[undefined]) > 1e12
    under[undefined] = np.eye(under.shape[1])
    a, b = ((contrasts.T @ (inverse * one)[:, :, None]) for one in (share, spread))
    cross = a @ b.transpose(0, 2, 1)
    over = contrasts.T @ ((spread * inverse**2)[:, :, None] * contrasts)
    over += spread.sum(1)[:, None, None] * (a @ a.transpose(0, 2, 1)) - cross - cross.transpose(0, 2, 1)
    effects = np.linalg.solve(under, over) * (n / (n - 1))
    effects[undefined] = np.eye(under.shape[1])
    return np.einsum("tii->t", effects), np.einsum("tij,tji->t", effects, effects), undefined
