"""Adjusted p: bounds, orders and identities between the methods."""

import numpy as np
import pytest

from analysis.errors import NotANumber
from analysis.multiplicity import ADJUSTMENTS, NotAProbability, UnknownAdjustment, adjusted

MANY = np.random.default_rng(3).uniform(size=40) ** 2


@pytest.mark.parametrize("method", ADJUSTMENTS)
def test_one_test_alone_is_not_adjusted(method: str) -> None:
    assert adjusted([0.03], method).tolist() == [0.03]


@pytest.mark.parametrize("method", ADJUSTMENTS)
def test_the_order_of_the_tests_does_not_matter(method: str) -> None:
    order = np.random.default_rng(4).permutation(len(MANY))
    assert adjusted(MANY[order], method) == pytest.approx(adjusted(MANY, method)[order])


def test_each_method_is_at_least_as_strict_as_the_next() -> None:
    none, hochberg, holm, bonferroni = (adjusted(MANY, m) for m in ("none", "BH", "holm", "bonferroni"))
    assert (none <= hochberg).all()
    assert (hochberg <= holm).all()
    assert (holm <= bonferroni).all()
    assert bonferroni.max() <= 1


def test_hochbergs_rule_rejects_what_the_line_of_rising_levels_rejects() -> None:
    p = np.sort(MANY)
    under = np.flatnonzero(p <= 0.2 * np.arange(1, 41) / 40)
    assert (adjusted(p, "BH") <= 0.2).sum() == (under[-1] + 1 if under.size else 0)


def test_equal_p_stay_equal() -> None:
    assert len(set(adjusted([0.02, 0.02, 0.02], "holm"))) == 1
    assert adjusted([0.02, 0.02, 0.02], "BH").tolist() == pytest.approx([0.02] * 3)


def test_no_tests_give_no_p() -> None:
    assert adjusted([], "holm").shape == (0,)


def test_what_is_no_probability_or_no_method_is_refused() -> None:
    with pytest.raises(NotANumber, match="finite"):
        adjusted([0.1, float("nan")])
    with pytest.raises(NotAProbability):
        adjusted([1.2])
    with pytest.raises(UnknownAdjustment, match="known: none, bonferroni"):
        adjusted([0.1], "fdr")


def test_holms_steps_multiply_by_the_tests_that_are_left() -> None:
    assert adjusted([0.01, 0.02, 0.5]).tolist() == pytest.approx([0.03, 0.04, 0.5])
