"""A table of counts and what independence expects in it, computed once for all tests and measures of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from analysis.arrays import Floats
from analysis.entrance import guarded
from analysis.errors import TooFew
from analysis.tables import Test


@dataclass(frozen=True, slots=True, eq=False)
class Contingency:
    """A table of `counts` (rows x columns) in which no row and no column is empty: its `n`, the totals of its
    `rows` and `columns`, what is `expected` in each cell under independence, and Pearson's `statistic` with
    its degrees of freedom `df`."""

    counts: Floats
    n: float
    rows: Floats
    columns: Floats
    expected: Floats
    statistic: float
    df: int

    @classmethod
    @guarded
    def of(cls, counts: Floats) -> Contingency:
        """The table without rows and columns that hold nobody; TooFew when fewer than two of either stay."""
        kept = counts[counts.sum(1) > 0][:, counts.sum(0) > 0]
        if min(kept.shape) < 2:
            raise TooFew("independence needs at least two rows and two columns with people")
        n, rows, columns = float(kept.sum()), kept.sum(1), kept.sum(0)
        wanted = np.multiply.outer(rows, columns) / n
        statistic = float((np.square(kept - wanted) / wanted).sum())
        return cls(kept, n, rows, columns, wanted, statistic, (len(rows) - 1) * (len(columns) - 1))

    @property
    def scale(self) -> float:
        """Pearson's statistic is V^2 times this: n (k - 1), k the smaller side."""
        return self.n * (min(self.counts.shape) - 1)

    @property
    def too_small(self) -> bool:
        """Whether expected counts are too small for chi-square: any below 1, over a fifth below 5."""
        few = np.count_nonzero(self.expected < 5)
        return bool(5 * few > self.expected.size or self.expected.min() < 1)

    @property
    def pearson(self) -> Test:
        """Pearson's chi-square test of independence, without continuity correction."""
        p = float(special.chdtrc(self.df, self.statistic))
        return Test("Pearson chi-square", self.statistic, self.df, p)

    @property
    def corrected_v(self) -> float:
        """Cramer's V corrected for its bias upwards (Bergsma 2013): phi^2 - df/(n - 1), not below 0, over the
        corrected smaller side - 1; 0 where that is 0 too."""
        phi2 = max(0.0, self.statistic / self.n - self.df / (self.n - 1))
        sides = (side - (side - 1) ** 2 / (self.n - 1) for side in self.counts.shape)
        smaller = min(sides) - 1
        return float(np.sqrt(phi2 / smaller)) if smaller > 0 else 0.0
