"""Repeated measures: identities, brute force over signs, and hostile calls."""

from itertools import product

import numpy as np
import pytest
from scipy import stats

from analysis import repeated
from analysis.errors import NotANumber, NoVariation, TooFew, TooMuchWork
from analysis.rank_sums import UnknownMethod

ROWS = np.random.default_rng(2).integers(1, 6, (40, 4)).astype(float) + np.array([0, 0, 1, 0])
DIFFERENCES = ROWS[:, 2] - ROWS[:, 0]


def test_friedman_is_scipys_and_blind_to_monotone_changes() -> None:
    ours, theirs = repeated.friedman(ROWS), stats.friedmanchisquare(*ROWS.T)
    assert (ours.statistic, ours.p) == pytest.approx(tuple(theirs))
    assert repeated.friedman(np.exp(ROWS)) == ours


def test_w_is_one_when_all_agree_and_friedmans_in_between() -> None:
    assert repeated.kendall_w(np.tile([3.0, 1, 2], (6, 1))).value == pytest.approx(1)
    one = repeated.kendall_w(ROWS)
    assert one.value == pytest.approx(one.test.statistic / (one.raters * (one.objects - 1)))
    assert one.uncorrected < one.value


def test_w_is_the_mean_rank_correlation_of_raters_without_ties() -> None:
    rows = np.array([np.random.default_rng(i).permutation(5) for i in range(6)], dtype=float)
    correlations = np.corrcoef(rows)[np.triu_indices(6, 1)]
    w = repeated.kendall_w(rows)
    assert correlations.mean() == pytest.approx((6 * w.value - 1) / 5)
    assert w.value == pytest.approx(w.uncorrected)


def test_friedman_of_two_conditions_is_the_sign_test_without_its_exactness() -> None:
    pair = ROWS[:, [0, 2]]
    sign = repeated.sign_test(DIFFERENCES)
    z = (2 * sign.statistic - sign.df) / np.sqrt(sign.df)
    assert repeated.friedman(pair).statistic == pytest.approx(z**2)


@pytest.mark.parametrize("zeros", ["dropped", "pratt"])
def test_signed_ranks_are_scipys(zeros: str) -> None:
    for method, correction in (("normal", False), ("continuity", True)):
        ours = repeated.signed_rank(DIFFERENCES, method, zeros)
        method_of = {"dropped": "wilcox", "pratt": "pratt"}[zeros]
        theirs = stats.wilcoxon(DIFFERENCES, zero_method=method_of, correction=correction, method="approx")
        assert ours.p == pytest.approx(theirs.pvalue)


@pytest.mark.parametrize("zeros", ["dropped", "pratt"])
@pytest.mark.parametrize("values", [[1, -2, 3, 4, 5, -6], [1, 1, -1, 2, 2, 3, 0, 0], [-1, 1], [5]])
def test_the_exact_p_is_that_of_all_signs(values: list[float], zeros: str) -> None:
    given = np.array(values, dtype=float)
    ranks = stats.rankdata(np.abs(given if zeros == "pratt" else given[given != 0]))
    ranks = ranks[(given != 0)] if zeros == "pratt" else ranks
    sums = np.array([np.dot(signs, ranks) for signs in product([0, 1], repeat=len(ranks))])
    test, middle = repeated.signed_rank(given, "exact", zeros), ranks.sum() / 2
    assert test.p == pytest.approx((np.abs(sums - middle) >= abs(test.v - middle) - 1e-9).mean())


def test_turning_all_differences_around_turns_the_sign() -> None:
    one, other = repeated.signed_rank(DIFFERENCES), repeated.signed_rank(-DIFFERENCES)
    assert (one.z, one.p) == pytest.approx((-other.z, other.p))
    assert repeated.sign_test(DIFFERENCES).p == repeated.sign_test(-DIFFERENCES).p


def test_a_paired_t_is_scipys() -> None:
    ours, theirs = repeated.paired_t(DIFFERENCES), stats.ttest_1samp(DIFFERENCES, 0)
    limits = theirs.confidence_interval()
    assert (ours.statistic, ours.p) == pytest.approx((theirs.statistic, theirs.pvalue))
    assert (ours.low, ours.high) == pytest.approx((limits.low, limits.high))


def test_an_even_split_of_signs_has_p_1() -> None:
    assert repeated.sign_test(np.array([1.0, -1, 0])).p == 1


@pytest.mark.parametrize("function", [repeated.friedman, repeated.kendall_w])
def test_rows_that_cannot_be_compared_are_refused(function: object) -> None:
    for rows, error in (
        (np.ones((3, 1)), TooFew),
        (np.ones((0, 3)), TooFew),
        (np.ones(3), TooFew),
        (np.ones((5, 3)), NoVariation),
        (np.array([[1.0, np.nan]]), NotANumber),
    ):
        with pytest.raises(error):
            function(rows)


@pytest.mark.parametrize("function", [repeated.signed_rank, repeated.sign_test])
def test_pairs_without_any_difference_are_refused(function: object) -> None:
    for values, error in (([], NoVariation), ([0, 0], NoVariation), ([1, np.inf], NotANumber)):
        with pytest.raises(error):
            function(np.array(values, dtype=float))


def test_a_paired_t_needs_two_pairs_that_do_not_all_differ_by_the_same() -> None:
    with pytest.raises(TooFew):
        repeated.paired_t(np.array([1.0]))
    with pytest.raises(NoVariation):
        repeated.paired_t(np.array([0.1, 0.1, 0.1]))


def test_the_exact_test_says_when_it_would_take_too_long() -> None:
    with pytest.raises(TooMuchWork):
        repeated.signed_rank(np.arange(1.0, 5000), "exact")


def test_unknown_methods_are_refused() -> None:
    for method, zeros in (("exakt", "dropped"), ("normal", "split")):
        with pytest.raises(UnknownMethod):
            repeated.signed_rank(DIFFERENCES, method, zeros)
