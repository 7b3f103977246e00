"""Exact distributions of rank sums, with ties: by convolution, in probabilities, so that nothing overflows.

The work is bounded and said: TooMuchWork where the convolution would take more than `WORK` additions.
"""

from __future__ import annotations

from math import comb

import numpy as np

from analysis.arrays import Booleans, Floats, Integers
from analysis.entrance import guard
from analysis.errors import NotANumber, TooMuchWork, UndefinedStatistic

WORK = 1_000_000_000
"""Additions that an exact distribution may take: one or two seconds."""

METHODS = ("continuity", "normal", "exact")
"""How the p of a rank test is found."""


class UnknownMethod(UndefinedStatistic):
    """A way to find p, or to treat zeros, that is not known."""


def midranks(totals: Floats | Integers) -> Floats:
    """The mean rank of the people of each level, for numbers of people by level from the lowest up.

    >>> midranks(np.array([2, 1])).tolist()
    [1.5, 3.0]
    """
    ends: Floats = np.cumsum(totals, dtype=float)
    return ends - (np.asarray(totals, dtype=float) - 1) / 2


def rank_sum_p(counts: Floats, work: int = WORK) -> float:
    """The two-sided p of the rank sum of the first of two groups, counts levels x 2, over all ways to
    divide the people: P(|T - E| >= |t - E|) (R: coin::wilcox_test, exact; Streitberg and Roehmel 1986).

    The lower and the upper half of the people are counted apart, as the sums of some of them, and then put
    together (Streitberg and Roehmel; van de Wiel 2001): so some hundreds of people take about a second."""
    if (counts != np.floor(counts)).any():
        raise NotANumber("an exact test counts whole people, not weights")
    smaller = int(np.argmin(counts.sum(0)))
    people = counts.sum(1).astype(np.int64)
    scores = _whole(midranks(people))
    n, m = int(people.sum()), int(counts[:, smaller].sum())
    observed = int(scores @ counts[:, smaller].astype(np.int64))
    expected = m * int(scores @ people)
    distance = abs(n * observed - expected)
    if not distance:
        return 1.0
    each = np.repeat(scores, people) if n * n <= work else scores
    low, high = each[: n // 2], each[n // 2 :]
    if n * n > work or _additions(low, m) + _additions(high, m) > work:
        raise TooMuchWork(f"the exact rank sum of {m} of {n} people takes more than {work} steps")
    limits = (expected - distance) // n, -((-expected - distance) // n)
    return min(1.0, _tails(_Chosen(low, m), _Chosen(high, m), m, limits))


def signed_rank_p(ranks: Floats, positive: Booleans, work: int = WORK) -> float:
    """The two-sided p of the sum of the ranks (n) of positive differences (a mask), over all 2^n signs."""
    doubled = _whole(np.append(ranks, 0.0))[:-1]
    observed, whole = int(doubled @ positive.astype(np.int64)), int(doubled.sum())
    if len(doubled) * (whole + 1) > work:
        raise TooMuchWork(
            f"the exact distribution of {len(doubled)} signed ranks takes more than {work} steps"
        )
    chances = np.zeros(whole + 1)
    chances[0] = 1.0
    for rank in doubled.tolist():
        half = chances / 2
        chances = half.copy()
        chances[rank:] += half[: whole + 1 - rank]
    far = np.abs(2 * np.arange(whole + 1) - whole)
    return min(1.0, float(chances[far >= abs(2 * observed - whole)].sum()))


def _whole(ranks: Floats) -> Integers:
    """Midranks as the smallest whole numbers in the same proportions, from 0."""
    doubled = np.rint(2 * ranks).astype(np.int64)
    shifted = doubled - doubled.min()
    return shifted // max(1, int(np.gcd.reduce(shifted)))


def _additions(scores: Integers, most: int) -> int:
    """About how many additions `_Chosen` takes: people x the ranges of the sums of j of them, of which a
    quarter occur before the last person."""
    reduced = _Chosen.reduced(scores)
    ends = np.cumsum(reduced.astype(float))
    ranges = [ends[-1] - ends[-1 - j] - ends[j - 1] for j in range(1, min(most, len(scores) - 1) + 1)]
    return int(len(scores) * (sum(ranges) + len(ranges) + 1) / 4)


class _Chosen:
    """Sums of j of some scores (whole numbers, rising), j up to `most`, each choice of j equally likely:
    `chances[j][u]` is the chance of the sum `base[j] + step * u`, `base[j]` that of the j lowest.

    The shift algorithm (Streitberg and Roehmel 1986), of the first i people at a time: the i-th is among j
    chosen ones with the chance j / i. Chances are only added, so that the least is as exact as the greatest.
    """

    def __init__(self, scores: Integers, most: int) -> None:
        self.people, most = len(scores), min(most, len(scores))
        self.base = [0, *np.cumsum(scores[:most]).tolist()]
        self.step = int(np.gcd.reduce(scores - scores[0])) or 1
        rising = self.reduced(scores).tolist()
        self.chances = [np.ones(1), *(np.zeros(0) for _ in range(most))]
        for i, score in enumerate(rising, 1):
            for j in range(min(i, most), 0, -1):
                self._add(j, i, score - rising[j - 1])

    @staticmethod
    def reduced(scores: Integers) -> Integers:
        """The scores from 0 in the smallest whole steps."""
        from_0: Integers = scores - scores[0]
        return from_0 // max(1, int(np.gcd.reduce(from_0)))

    def _add(self, j: int, i: int, shift: int) -> None:
        """The i-th person comes to the choices of j."""
        with_him, without = self.chances[j - 1], self.chances[j]
        found = np.zeros(max(len(without), len(with_him) + shift))
        found[: len(without)] = without * ((i - j) / i)
        found[shift : shift + len(with_him)] += with_him * (j / i)
        self.chances[j] = found


def _tails(low: _Chosen, high: _Chosen, m: int, limits: tuple[int, int]) -> float:
    """The chance that the scores of m people, j of the low half and the rest of the high one, sum to at most
    the one limit or at least the other."""
    whole = comb(low.people + high.people, m)
    found = 0.0
    for j in range(max(0, m - high.people), min(m, low.people) + 1):
        others = high.chances[m - j]
        below = np.append(0.0, np.cumsum(others))
        above = np.append(np.cumsum(others[::-1])[::-1], 0.0)
        sums = low.base[j] + high.base[m - j] + low.step * np.arange(len(low.chances[j]))
        least = np.clip((limits[0] - sums) // high.step + 1, 0, len(others))
        most = np.clip(-((sums - limits[1]) // high.step), 0, len(others))
        share = comb(low.people, j) * comb(high.people, m - j) / whole
        found += share * float(low.chances[j] @ (below[least] + above[most]))
    return found


guard(__name__)
