"""Limits of a funnel plot: how far the share of a group may lie from the overall share by chance alone."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy import stats

from analysis.arrays import Floats, Integers
from analysis.entrance import guard
from analysis.errors import NotANumber

Limits = tuple[Floats, Floats]


def funnel_limits(
    share: float, sizes: Integers, level: float = 0.95, noise: Mapping[int, float] | None = None
) -> Limits:
    """The exact binomial limits (0 to 1) around `share` (0 to 1) for groups of these sizes (length k).

    Each limit is interpolated between the counts on its two sides, so that limits narrow smoothly with size
    (Spiegelhalter 2005, appendix A.1.1). By chance the part 1 - `level` of groups lies outside. `noise`: what
    protection adds to a count, with its probability; limits are then those of the sum.

    >>> low, high = funnel_limits(0.25, [24, 100])
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.063, 0.162], [0.412, 0.332])
    """
    sizes = np.asarray(sizes)
    if not 0 <= share <= 1 or np.any(sizes < 1):
        raise NotANumber(f"a share lies between 0 and 1, and a group has people: {share}, {sizes.tolist()}")
    tail, law = (1 - level) / 2, noise or {0: 1.0}
    low, high = (_limit(share, sizes, part, law) / sizes for part in (tail, 1 - tail))
    return np.clip(low, 0.0, share), np.clip(high, share, 1.0)


def _limit(share: float, sizes: Integers, part: float, law: Mapping[int, float]) -> Floats:
    """The count (length k) at which the cumulated chance reaches `part`."""
    widest = max(map(abs, law))
    nearby = np.arange(-widest - 1, widest + 1)
    counts = stats.binom.ppf(part, sizes, share)[:, None] + nearby
    chances = [weight * stats.binom.cdf(counts - step, sizes[:, None], share) for step, weight in law.items()]
    cumulated = np.sum(chances, axis=0) / sum(law.values())
    cumulated[:, -1] = np.maximum(cumulated[:, -1], part)
    rows, place = np.arange(len(sizes)), np.argmax(cumulated >= part, axis=1)
    reached, before = cumulated[rows, place], np.where(place > 0, cumulated[rows, place - 1], 0.0)
    step = np.where(reached > before, reached - before, 1.0)
    found: Floats = counts[rows, place] - np.where(reached > before, (reached - part) / step, 0.0)
    return found


guard(__name__)
