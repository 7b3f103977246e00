"""Exact distributions of rank sums, with ties: by convolution, in probabilities, so that nothing overflows.

The work is bounded and said: TooMuchWork where the convolution would take more than `WORK` additions.
"""

from __future__ import annotations

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
    divide the people: P(|T - E| >= |t - E|) (R: coin::wilcox_test, exact; Streitberg and Roehmel 1986)."""
    if (counts != np.floor(counts)).any():
        raise NotANumber("an exact test counts whole people, not weights")
    smaller = int(np.argmin(counts.sum(0)))
    people = counts.sum(1).astype(np.int64)
    scores = _whole(midranks(people))
    n, m = int(people.sum()), int(counts[:, smaller].sum())
    observed = int(scores @ counts[:, smaller].astype(np.int64))
    if n * (m + 1) * (_largest(scores, people, m) + 1) > work:
        raise TooMuchWork(f"the exact rank sum of {m} of {n} people takes more than {work} steps")
    each = np.repeat(scores, people)
    chances = _sums_of_chosen(each, m)
    far = np.abs(n * np.arange(len(chances)) - m * int(each.sum()))
    return min(1.0, float(chances[far >= abs(n * observed - m * int(each.sum()))].sum()))


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


def _largest(scores: Integers, people: Integers, m: int) -> int:
    """The sum of the m highest scores; in Python's numbers, which do not overflow."""
    left, most = m, 0
    for score, count in zip(scores[::-1].tolist(), people[::-1].tolist(), strict=True):
        most, left = most + score * min(count, left), left - min(count, left)
    return most


def _sums_of_chosen(scores: Integers, m: int) -> Floats:
    """The chance of each sum of m scores drawn without replacement, at its place.

    `chances[j, s]`: j people were drawn so far and their scores add up to s; each person in turn is drawn
    with the chance (m - j) / (people left).
    """
    most = int(np.sort(scores)[len(scores) - m :].sum())
    chances = np.zeros((m + 1, most + 1))
    chances[0, 0] = 1.0
    wanted = m - np.arange(m + 1.0)[:, None]
    for place, score in enumerate(scores.tolist()):
        drawn = chances * np.clip(wanted / (len(scores) - place), 0, 1)
        chances -= drawn
        chances[1:, score:] += drawn[:-1, : most + 1 - score]
    last: Floats = chances[m]
    return last


guard(__name__)
