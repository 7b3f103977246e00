"""Intervals: their properties and their edges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import intervals as i
from analysis.errors import UndefinedStatistic


@given(st.integers(1, 400), st.data())
def test_wilson_holds_the_share_and_stays_within_bounds(n: int, data: st.DataObject) -> None:
    x = data.draw(st.integers(0, n))
    low, high = i.wilson(x, n)
    assert 0 <= low <= x / n <= high <= 1


@given(st.integers(2, 200), st.data())
def test_a_finite_population_narrows_and_an_endless_one_gives_wilson_back(
    n: int, data: st.DataObject
) -> None:
    x = data.draw(st.integers(0, n))
    low, high = i.wilson(x, n)
    finite_low, finite_high = i.wilson_finite(x, n, n + 20)
    assert low - 1e-12 <= finite_low <= finite_high <= high + 1e-12
    np.testing.assert_allclose(i.wilson_finite(x, n, 1e15), (low, high), rtol=1e-9)


def test_the_talks_claim_of_a_third_is_refuted() -> None:
    low, high = i.wilson_finite(59, 237, 257)
    assert (round(100 * float(low), 1), round(100 * float(high), 1)) == (23.4, 26.5)


def test_nobody_asked_leaves_everything_possible() -> None:
    assert [float(limit) for limit in i.wilson(0, 0)] == [0, 1]


def test_limits_mirror_each_other() -> None:
    low, high = i.wilson([3, 14], [17, 17])
    np.testing.assert_allclose(low, 1 - high[::-1])


@pytest.mark.parametrize("wrong", [(-1, 5), (6, 5)])
def test_impossible_counts_are_refused(wrong: tuple[int, int]) -> None:
    with pytest.raises(UndefinedStatistic, match="between 0 and the number of people"):
        i.wilson(*wrong)


def test_more_people_than_the_population_are_refused() -> None:
    with pytest.raises(UndefinedStatistic, match="population of 5"):
        i.wilson_finite(3, 6, 5)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_an_impossible_level_is_refused(level: float) -> None:
    with pytest.raises(UndefinedStatistic, match="between 0 and 1"):
        i.wilson(3, 6, level)
