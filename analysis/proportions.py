"""Which columns of a table differ in a row's share: pairwise tests, adjusted together, and their letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

import numpy as np
from scipy import special

from analysis.arrays import Floats
from analysis.entrance import guard
from analysis.errors import TooFew
from analysis.measures import checked
from analysis.multiplicity import adjusted


@dataclass(frozen=True, slots=True)
class Pair:
    """Two columns (their places) compared in a row: z of the first's share less the second's, p, and p
    adjusted for all pairs of the row; all None where the row holds nobody or everybody of both."""

    first: int
    second: int
    z: float | None
    p: float | None
    adjusted: float | None


def column_proportions(counts: Floats, adjust: str = "bonferroni") -> tuple[tuple[Pair, ...], ...]:
    """For each row of a table the pairwise z tests of its column shares, as in SPSS's CTABLES.

    z = (p1 - p2) / sqrt(p (1 - p) (1/n1 + 1/n2)), p the share in both columns; a row's p are adjusted
    together over the pairs that have one (`analysis.multiplicity`). TooFew for a single column.
    """
    table = checked(counts)
    if table.shape[1] < 2:
        raise TooFew("column proportions need two columns")
    return tuple(compared(row, table.sum(0), adjust) for row in table)


def compared(row: Floats, base: Floats, adjust: str = "bonferroni") -> tuple[Pair, ...]:
    """The same of one row, from the people (or what they are worth) of it and of all rows (k each)."""
    first, second = np.triu_indices(len(row), 1)
    n1, n2, together = base[first], base[second], row[first] + row[second]
    known = (n1 > 0) & (n2 > 0) & (together > 0) & (together < n1 + n2)
    n1, n2, share = n1[known], n2[known], (together[known] / (n1 + n2)[known])
    apart = row[first][known] / n1 - row[second][known] / n2
    z = apart / np.sqrt(share * (1 - share) * (1 / n1 + 1 / n2))
    p = 2 * special.ndtr(-np.abs(z))
    found = iter(zip(z.tolist(), p.tolist(), adjusted(p, adjust).tolist(), strict=True))
    nothing = (None, None, None)
    places = zip(first.tolist(), second.tolist(), known.tolist(), strict=True)
    return tuple(Pair(i, j, *(next(found) if ok else nothing)) for i, j, ok in places)


def letters(rows: Sequence[Sequence[Pair]], columns: int, level: float = 0.95) -> tuple[tuple[str, ...], ...]:
    """For each row and column the letters (A the first column) of the columns whose share is lower at
    1 - level, by the adjusted p. TooFew letters above 26 columns.

    >>> letters(column_proportions(np.array([[30, 10], [10, 30]])), 2)
    (('B', ''), ('', 'A'))
    """
    if columns > len(ascii_uppercase):
        raise TooFew("there are more columns than letters to name them")
    return tuple(_above(pairs, columns, 1 - level) for pairs in rows)


def _above(pairs: Sequence[Pair], columns: int, alpha: float) -> tuple[str, ...]:
    lower: list[list[int]] = [[] for _ in range(columns)]
    for pair in pairs:
        if pair.adjusted is not None and pair.adjusted < alpha:
            high, low = (pair.first, pair.second) if (pair.z or 0) > 0 else (pair.second, pair.first)
            lower[high].append(low)
    return tuple("".join(ascii_uppercase[place] for place in sorted(one)) for one in lower)


guard(__name__)
