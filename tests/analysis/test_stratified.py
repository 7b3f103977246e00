"""Tables in strata, and the exact odds ratio."""

from typing import Any

import numpy as np
import pytest
from scipy import stats

from analysis import hypotheses, stratified
from analysis.conditional import exact_odds
from analysis.correlation import linear_by_linear
from analysis.errors import (
    DesignError,
    NobodyAnswered,
    NotTabulable,
    NoVariation,
    TooFew,
    TooMuchWork,
    TooSparse,
)
from analysis.exact import freeman_halton

STRATA = np.array([[[12.0, 5.0], [6.0, 9.0]], [[7.0, 3.0], [4.0, 11.0]], [[3.0, 8.0], [2.0, 9.0]]])
WIDE = np.array([[[5.0, 3.0, 2.0], [1.0, 4.0, 6.0]], [[7.0, 2.0, 1.0], [3.0, 3.0, 8.0]]])


def test_one_stratum_is_pearsons_chi_square_times_n_less_1_over_n() -> None:
    table, n = WIDE[0], WIDE[0].sum()
    wanted = hypotheses.pearson(table).statistic * (n - 1) / n
    assert stratified.general_association(table).statistic == pytest.approx(wanted)


def test_of_fourfold_tables_all_tests_of_landis_are_mantel_and_haenszels() -> None:
    found = stratified.cochran_mantel_haenszel(STRATA)
    wanted = stratified.mantel_haenszel(STRATA, correct=False).test
    for test in (found.correlation, found.row_means, found.column_means, found.general):
        assert (test.statistic, test.df, test.p) == pytest.approx((wanted.statistic, wanted.df, wanted.p))


def test_the_correlation_test_of_one_stratum_is_linear_by_linear() -> None:
    found = stratified.cochran_mantel_haenszel(WIDE[0]).correlation
    assert found.statistic == pytest.approx(linear_by_linear(WIDE[0]).statistic ** 2)


def test_an_empty_category_keeps_the_scores_of_the_others() -> None:
    wider = np.insert(WIDE, 1, 0, axis=2)
    found = stratified.cochran_mantel_haenszel(wider)
    wanted = stratified.cochran_mantel_haenszel(WIDE, None, np.array([1.0, 3.0, 4.0]))
    assert found.correlation.statistic == pytest.approx(wanted.correlation.statistic)
    assert found.general.df == 2


def test_strata_of_equal_odds_ratios_are_homogeneous() -> None:
    same = np.array([STRATA[0], STRATA[0] * 3, STRATA[0] * 2])
    assert stratified.breslow_day(same).test.statistic == pytest.approx(0, abs=1e-9)
    assert stratified.woolf(same).test.statistic == pytest.approx(0, abs=1e-9)
    assert stratified.breslow_day(same).odds_ratio == pytest.approx(12 * 9 / (5 * 6))


@pytest.mark.parametrize("alternative", ["two-sided", "less", "greater"])
def test_fishers_p_is_scipys(alternative: Any) -> None:
    table = STRATA[1]
    wanted = stats.fisher_exact(table.astype(int), alternative=alternative).pvalue
    assert exact_odds(table, alternative).p == pytest.approx(wanted)


def test_the_conditional_odds_ratio_and_its_limits_are_scipys() -> None:
    wanted = stats.contingency.odds_ratio(STRATA[1].astype(int))
    limits, found = wanted.confidence_interval(), exact_odds(STRATA[1])
    assert (found.odds_ratio, found.low, found.high) == pytest.approx(
        (wanted.statistic, limits.low, limits.high), rel=1e-6
    )


def test_the_exact_test_of_a_fourfold_table_is_the_one_of_any_table() -> None:
    assert exact_odds(STRATA[0]).p == pytest.approx(freeman_halton(STRATA[0]))


def test_an_odds_ratio_at_the_edge_is_infinite_with_a_finite_lower_limit() -> None:
    found = exact_odds(np.array([[6, 0], [5, 9]]))
    assert found.odds_ratio == found.high == float("inf")
    assert found.low == pytest.approx(1.338, abs=1e-3)


def test_turning_the_rows_turns_the_exact_odds_ratio() -> None:
    one, other = exact_odds(STRATA), exact_odds(STRATA[:, ::-1])
    assert (other.odds_ratio, other.low) == pytest.approx((1 / one.odds_ratio, 1 / one.high))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("tables", "error"),
    [
        (np.zeros((2, 2, 2)), NobodyAnswered),
        (np.zeros((0, 2, 2)), NobodyAnswered),
        (np.concatenate([STRATA, np.zeros((1, 2, 2))]), TooFew),
        (np.concatenate([STRATA, np.array([[[1.0, 0.0], [0.0, 0.0]]])]), TooFew),
        (np.where(STRATA == 12, np.nan, STRATA), DesignError),
        (-STRATA, DesignError),
        (STRATA[0, 0], DesignError),
        (WIDE, NotTabulable),
        (np.array([[5.0, 0.0], [7.0, 0.0]]), NoVariation),
    ],
)
@pytest.mark.parametrize("test", [stratified.mantel_haenszel, stratified.breslow_day, exact_odds])
def test_hopeless_strata_are_named_errors(test: Any, tables: Any, error: Any) -> None:
    with pytest.raises(error):
        test(tables)


def test_a_common_odds_ratio_of_infinity_points_to_the_exact_test() -> None:
    with pytest.raises(TooSparse, match="exact test"):
        stratified.mantel_haenszel(np.array([[6.0, 0.0], [5.0, 9.0]]))


def test_homogeneity_needs_two_strata() -> None:
    with pytest.raises(TooFew):
        stratified.woolf(STRATA[:1])


def test_counts_too_large_for_an_exact_test_are_said_to_be() -> None:
    with pytest.raises(TooMuchWork):
        exact_odds(np.array([[3e9, 2.0], [1.0, 3e9]]) * 1e3 + 1e9)


@pytest.mark.filterwarnings("error")
def test_a_thousand_million_times_the_people_have_the_same_odds_ratio() -> None:
    small, large = (stratified.mantel_haenszel(STRATA * times, correct=False) for times in (1, 1e9))
    assert large.odds_ratio == pytest.approx(small.odds_ratio)


def test_where_the_common_odds_ratio_is_infinite_the_test_stays() -> None:
    table = np.array([[6.0, 0.0], [5.0, 9.0]])
    found = stratified.mantel_haenszel_test(table, correct=False)
    n = table.sum()
    assert found.statistic == pytest.approx(stats.chi2_contingency(table, correction=False)[0] * (n - 1) / n)


def test_a_stratum_in_which_a_variable_is_constant_says_nothing_of_homogeneity() -> None:
    constant = np.array([[[4.0, 0.0], [6.0, 0.0]]])
    found, wanted = (stratified.breslow_day(t) for t in (np.concatenate([STRATA, constant]), STRATA))
    assert (found.test, found.tarone) == (wanted.test, wanted.tarone)
