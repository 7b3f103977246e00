"""The same people twice, and two raters."""

from typing import Any

import numpy as np
import pytest
from scipy import stats

from analysis import agreement, goodness, paired
from analysis.errors import DesignError, NobodyAnswered, NotTabulable, NoVariation, TooFew, TooSparse

SQUARE = np.array([[20.0, 5.0, 9.0], [10.0, 15.0, 3.0], [1.0, 4.0, 12.0]])
FOUR = np.array([[20.0, 5.0], [11.0, 15.0]])
TESTS = (paired.bowker, paired.stuart_maxwell, paired.ordinal_homogeneity)


def test_of_two_categories_every_test_is_mcnemars() -> None:
    wanted = paired.mcnemar(FOUR, correct=False).statistic
    assert paired.bowker(FOUR).statistic == pytest.approx(wanted)
    assert paired.stuart_maxwell(FOUR).stuart_maxwell.statistic == pytest.approx(wanted)
    assert paired.ordinal_homogeneity(FOUR).statistic ** 2 == pytest.approx(wanted)


def test_the_exact_test_is_the_binomial_one() -> None:
    assert paired.mcnemar_exact(FOUR).p == pytest.approx(stats.binomtest(5, 16).pvalue)
    assert paired.mcnemar_exact(np.array([[1, 4], [4, 1]])).p == 1


def test_the_order_of_the_categories_changes_no_nominal_test() -> None:
    turned = SQUARE[np.ix_([2, 0, 1], [2, 0, 1])]
    for test in (
        paired.bowker,
        lambda t: paired.stuart_maxwell(t).stuart_maxwell,
        lambda t: paired.stuart_maxwell(t).bhapkar,
    ):
        assert test(turned).statistic == pytest.approx(test(SQUARE).statistic)
    assert agreement.kappa(turned).value == pytest.approx(agreement.kappa(SQUARE).value)


def test_weighted_kappa_of_two_categories_is_kappa() -> None:
    for weights in ("linear", "quadratic"):
        assert agreement.kappa(FOUR, weights).value == pytest.approx(agreement.kappa(FOUR).value)


def test_kappas_influences_are_its_derivatives() -> None:
    found, h = agreement.kappa(SQUARE, "linear"), 1e-6 * SQUARE.sum()
    mean = (SQUARE / SQUARE.sum() * found.influence).sum()
    step = np.zeros((3, 3))
    step[0, 1] = h
    moved = (agreement.kappa(SQUARE + step, "linear").value - found.value) * SQUARE.sum() / h
    assert moved == pytest.approx(found.influence[0, 1] - mean, abs=1e-4)


def test_quadratic_kappa_of_equal_margins_is_the_correlation() -> None:
    from analysis.correlation import coefficient

    symmetric = SQUARE + SQUARE.T
    assert agreement.kappa(symmetric, "quadratic").value == pytest.approx(coefficient(symmetric))


def test_goodness_of_fit_is_scipys_with_any_shares() -> None:
    wanted = stats.chisquare([10, 20, 30], [15, 15, 30])
    found = goodness.chi_square(np.array([10, 20, 30]), np.array([1, 1, 2]))
    assert (found.statistic, found.p) == pytest.approx(tuple(wanted))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("counts", "error"),
    [
        (np.zeros((3, 3)), NobodyAnswered),
        (np.ones((2, 3)), NotTabulable),
        (np.array([[12.0]]), TooFew),
        (np.full((2, 2), np.nan), DesignError),
    ],
)
@pytest.mark.parametrize("test", [*TESTS, agreement.kappa, agreement.percent, paired.mcnemar])
def test_hopeless_tables_are_named_errors(test: Any, counts: Any, error: Any) -> None:
    with pytest.raises(error):
        test(counts)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("test", [*TESTS, paired.mcnemar, paired.mcnemar_exact])
def test_nobody_changed_is_a_named_error(test: Any) -> None:
    with pytest.raises((NoVariation, TooSparse)):
        test(np.diag([5.0, 7.0]))


def test_bowker_says_when_two_categories_never_changed() -> None:
    with pytest.raises(TooSparse, match="nobody changed"):
        paired.bowker(np.array([[5.0, 0.0, 3.0], [0.0, 4.0, 12.0], [2.0, 1.0, 6.0]]))


def test_an_option_that_is_none_is_named() -> None:
    with pytest.raises(DesignError, match="known: none, linear, quadratic"):
        agreement.kappa(SQUARE, "cubic")


def test_two_raters_with_one_category_have_no_kappa() -> None:
    with pytest.raises(NoVariation):
        agreement.kappa(np.array([[10.0, 0.0], [0.0, 0.0]]))


def test_shares_that_are_none_are_refused() -> None:
    for shares in ([1, 0], [1, -1], [1, np.nan], [1, 2, 3]):
        with pytest.raises(DesignError):
            goodness.chi_square(np.array([3, 4]), np.array(shares))
    with pytest.raises(TooFew):
        goodness.chi_square(np.array([3]))


def test_categories_of_nobody_change_no_test_of_the_margins() -> None:
    table = np.array([[5.0, 3.0, 1.0], [2.0, 4.0, 12.0], [2.0, 1.0, 6.0]])
    wider = np.insert(np.insert(table, 1, 0, axis=0), 1, 0, axis=1)
    assert paired.stuart_maxwell(wider) == paired.stuart_maxwell(table)
