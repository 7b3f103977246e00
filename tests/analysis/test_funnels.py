"""Limits of funnels: against plain sums of binomial chances."""

from math import comb

import numpy as np
import pytest

from analysis.disclosure.noise import LAW
from analysis.errors import NotANumber
from analysis.funnels import funnel_limits


def chances(n, share):
    return [comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1)]


@pytest.mark.parametrize("n", [7, 24, 100])
@pytest.mark.parametrize("level", [0.95, 0.998])
def test_the_limits_are_those_of_plain_sums(n, level):
    tail, sums = (1 - level) / 2, np.cumsum(chances(n, 0.3))
    low, high = funnel_limits(0.3, [n], level)
    for limit, part in ((low[0], tail), (high[0], 1 - tail)):
        place = next(k for k, total in enumerate(sums) if total >= part)
        before = sums[place - 1] if place else 0.0
        expected = (place - (sums[place] - part) / (sums[place] - before)) / n
        assert limit == pytest.approx(max(expected, 0.0), abs=1e-9)


def test_so_many_equal_groups_lie_outside_as_the_level_says():
    random = np.random.default_rng(5)
    n = np.full(40_000, 60)
    shares = random.binomial(60, 0.4, n.size) / 60
    low, high = funnel_limits(0.4, n[:1], 0.95)
    assert np.mean((shares < low) | (shares > high)) == pytest.approx(0.05, abs=0.02)


def test_noise_widens_the_limits_as_the_sum_of_both():
    random, law = np.random.default_rng(6), dict(LAW[-1])
    noise = random.choice(list(law), 40_000, p=np.array(list(law.values())) / sum(law.values()))
    shares = (random.binomial(30, 0.4, 40_000) + noise) / 30
    plain, wide = funnel_limits(0.4, [30], 0.95), funnel_limits(0.4, [30], 0.95, law)
    assert wide[0] < plain[0]
    assert wide[1] > plain[1]
    assert np.mean((shares < wide[0]) | (shares > wide[1])) == pytest.approx(0.05, abs=0.02)
    assert np.mean((shares < plain[0]) | (shares > plain[1])) > 0.08


def test_limits_narrow_with_the_size_and_hold_the_share():
    low, high = funnel_limits(0.25, np.arange(10, 300, 10), 0.998)
    assert (low <= 0.25).all()
    assert (high >= 0.25).all()
    assert high[-1] - low[-1] < high[0] - low[0]


def test_no_share_and_no_group_are_refused():
    with pytest.raises(NotANumber, match="a share lies between 0 and 1"):
        funnel_limits(1.5, [3])
    with pytest.raises(NotANumber, match="a group has people"):
        funnel_limits(0.5, [0])
