"""Association of two ordered variables, from the pairs of people that their table orders alike or otherwise.

All measures are functions of P and Q, twice the shares of concordant and discordant pairs; standard errors
by the delta method (Goodman and Kruskal 1963, 1972; Brown and Benedetti 1977; SAS PROC FREQ: ASE1), those
for the test of no association in `null_error` (ASE0).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from analysis.arrays import Floats, Row
from analysis.association import Given
from analysis.entrance import guard
from analysis.errors import TooFew
from analysis.measures import Measure, checked, checked_row, divided, one_of


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """For each cell of a table of shares the share of people `above` it (in the cells ordered alike: both
    higher or both lower) and `across` it (ordered otherwise); and the shares that do not tie on the row
    (`row_varies` = 1 - sum p_i.^2) and on the column."""

    counts: Floats
    above: Floats
    across: Floats
    row_varies: float
    column_varies: float

    @classmethod
    def of(cls, counts: Floats) -> Pairs:
        """The pairs of a table of counts (rows x columns), rows and columns in their order."""
        table = checked(counts)
        share = table / table.sum()
        varies = [_spread(margin) for margin in (table.sum(1), table.sum(0))]
        return cls(table, _ordered(share), _ordered(share[:, ::-1])[:, ::-1], *varies)

    @property
    def share(self) -> Floats:
        """The counts as shares (rows x columns) of all people; they sum to 1."""
        return self.counts / self.counts.sum()

    @property
    def concordant(self) -> float:
        """P, twice the share of concordant pairs."""
        return float((self.share * self.above).sum())

    @property
    def discordant(self) -> float:
        """Q, twice the share of discordant pairs."""
        return float((self.share * self.across).sum())

    @property
    def difference(self) -> Floats:
        """How much more of the people are above than across each cell."""
        return self.above - self.across

    @property
    def excess(self) -> float:
        """P - Q; exactly 0 where rounding is all there is."""
        return float((self.share * self.difference).sum())

    def null_error(self, scale: float) -> float:
        """The standard error of (P - Q) / scale when nothing is associated."""
        spread = (self.share * (self.difference - self.excess) ** 2).sum() / self.counts.sum()
        return float(2 * np.sqrt(spread) / scale)


def _spread(margin: Floats) -> float:
    """1 - sum p^2, exactly 0 where one category holds everybody."""
    share = margin / margin.sum()
    return float((share * (1 - share)).sum()) if (margin > 0).sum() > 1 else 0.0


def _ordered(share: Floats) -> Floats:
    """The share of people in the cells down to the right plus that up to the left of each cell."""
    both: Floats = _before(share) + _before(share[::-1, ::-1])[::-1, ::-1]
    return both


def _before(share: Floats) -> Floats:
    """The share of people in the cells up to the left of each cell: sums only, so that none is exactly 0."""
    padded: Floats = np.pad(share, ((1, 0), (1, 0)))[:-1, :-1].cumsum(0).cumsum(1)
    return padded


def pair_counts(counts: Floats) -> tuple[float, float]:
    """The numbers of concordant and discordant pairs of people."""
    pairs = Pairs.of(counts)
    square = float(pairs.counts.sum()) ** 2 / 2
    return pairs.concordant * square, pairs.discordant * square


def gamma(counts: Floats) -> Measure:
    """Goodman and Kruskal's gamma = (P - Q) / (P + Q); NoVariation when all pairs tie."""
    pairs = Pairs.of(counts)
    ordered = pairs.concordant + pairs.discordant
    value = divided(pairs.excess, _known(ordered, pairs), "every pair of people ties on a variable")
    influence = 4 * (pairs.discordant * pairs.above - pairs.concordant * pairs.across) / ordered**2
    return Measure("gamma", value, pairs.counts, influence, pairs.null_error(ordered))


def tau_b(counts: Floats) -> Measure:
    """Kendall's tau-b = (P - Q) / sqrt(w_r w_c), w_r = 1 - sum p_i.^2; NoVariation for a constant variable.

    >>> round(tau_b(np.array([[6, 0], [5, 9]])).value, 6)
    0.592157
    """
    pairs = Pairs.of(counts)
    scale = float(np.sqrt(pairs.row_varies * pairs.column_varies))
    value = divided(pairs.excess, scale, "a variable does not vary")
    row, column = pairs.share.sum(1, keepdims=True), pairs.share.sum(0)
    ties = row * pairs.column_varies + column * pairs.row_varies
    influence = (2 * scale * pairs.difference + value * ties) / scale**2
    return Measure("tau-b", value, pairs.counts, influence, pairs.null_error(scale))


def tau_c(counts: Floats) -> Measure:
    """Stuart's tau-c = k (P - Q) / (k - 1), k the smaller number of categories, used or not; TooFew if 1."""
    pairs = Pairs.of(counts)
    smaller = min(pairs.counts.shape)
    if smaller < 2:
        raise TooFew("tau-c needs two categories of both variables")
    scale = (smaller - 1) / smaller
    influence = 2 * pairs.difference / scale
    return Measure("tau-c", pairs.excess / scale, pairs.counts, influence, pairs.null_error(scale))


def somers_d(counts: Floats, given: Given | Literal["both"] = "row") -> Measure:
    """Somers' (1962) d of the column given the row: (P - Q) / w_r; of the row given the column; or, for
    `both`, (P - Q) over the mean of w_r and w_c. NoVariation where what is given does not vary."""
    pairs = Pairs.of(counts)
    row, column = pairs.share.sum(1, keepdims=True), pairs.share.sum(0)
    one_of(given, ("row", "column", "both"))
    scale, ties = {
        "row": (pairs.row_varies, row + 0 * column),
        "column": (pairs.column_varies, 0 * row + column),
        "both": ((pairs.row_varies + pairs.column_varies) / 2, (row + column) / 2),
    }[given]
    value = divided(pairs.excess, scale, "the variable that is given does not vary")
    influence = 2 * (pairs.difference + value * ties) / scale
    return Measure("Somers' d", value, pairs.counts, influence, pairs.null_error(scale))


def _known(ordered: float, pairs: Pairs) -> float:
    """The share of ordered pairs, exactly 0 where a variable is constant."""
    return ordered if pairs.row_varies and pairs.column_varies else 0.0


@dataclass(frozen=True, slots=True)
class Summary:
    """An ordered variable by the places 1..k of its categories: people, mean, standard deviation (None for
    one person), quartiles after Hyndman and Fan's (1996) types 7 (Excel) and 6 (SPSS), the shares of the
    two highest places that occur and of the places 1 and 2, and the most frequent place."""

    n: int
    mean: float
    sd: float | None
    median: float
    quartiles_7: tuple[float, float, float]
    quartiles_6: tuple[float, float, float]
    top_two: float
    bottom_two: float
    mode: int


def summary(counts: Row) -> Summary:
    """The summary of k counts in the order of the categories; NobodyAnswered for none."""
    people = checked_row(counts)
    n, places = int(people.sum()), np.arange(1, len(people) + 1)
    mean = float(people @ places) / n
    squares = float(people @ (places - mean) ** 2)
    highest = int(places[people > 0].max())
    return Summary(
        n=n,
        mean=mean,
        sd=float(np.sqrt(squares / (n - 1))) if n > 1 else None,
        median=_quantile(people, 0.5, 7),
        quartiles_7=_quartiles(people, 7),
        quartiles_6=_quartiles(people, 6),
        top_two=float(people[places >= highest - 1].sum()) / n,
        bottom_two=float(people[:2].sum()) / n,
        mode=int(people.argmax()) + 1,
    )


def _quartiles(people: Floats, kind: int) -> tuple[float, float, float]:
    return _quantile(people, 0.25, kind), _quantile(people, 0.5, kind), _quantile(people, 0.75, kind)


def _quantile(people: Floats, p: float, kind: int) -> float:
    """Hyndman and Fan's types 6 and 7: between the people next to rank n p + p (6) or n p + 1 - p (7)."""
    n, reached = people.sum(), people.cumsum()
    rank = min(max(n * p + (p if kind == 6 else 1 - p), 1.0), n)
    below, above = (int(np.searchsorted(reached, place)) + 1 for place in (np.floor(rank), np.ceil(rank)))
    return float(below + (rank - np.floor(rank)) * (above - below))


guard(__name__)
