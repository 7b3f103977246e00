"""Association of ordered variables, against pairs counted one by one."""

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from scipy import stats

from analysis import correlation, ordinal, trend
from analysis.errors import DesignError, NobodyAnswered, NotTabulable, NoVariation, TooFew

TABLE = np.array([[8.0, 3.0, 1.0], [4.0, 6.0, 5.0], [1.0, 2.0, 9.0], [0.0, 1.0, 4.0]])
MEASURES = (
    ordinal.gamma,
    ordinal.tau_b,
    ordinal.tau_c,
    ordinal.somers_d,
    lambda counts: ordinal.somers_d(counts, "column"),
    lambda counts: ordinal.somers_d(counts, "both"),
)


def people(counts: Any) -> Any:
    places = np.argwhere(counts >= 0).repeat(counts.astype(int).ravel(), axis=0)
    return places[:, 0], places[:, 1]


def test_pairs_are_those_counted_one_by_one() -> None:
    x, y = people(TABLE)
    signs = [np.sign(x[i] - x[j]) * np.sign(y[i] - y[j]) for i, j in combinations(range(len(x)), 2)]
    assert ordinal.pair_counts(TABLE) == pytest.approx((signs.count(1), signs.count(-1)))


def test_tau_b_and_c_and_somers_d_are_scipys() -> None:
    x, y = people(TABLE)
    assert ordinal.tau_b(TABLE).value == pytest.approx(stats.kendalltau(x, y).statistic)
    assert ordinal.tau_c(TABLE).value == pytest.approx(stats.kendalltau(x, y, variant="c").statistic)
    assert ordinal.somers_d(TABLE).value == pytest.approx(stats.somersd(x, y).statistic)


@pytest.mark.parametrize("measure", MEASURES)
def test_influences_are_the_derivatives_of_the_measure(measure: Any) -> None:
    found, h = measure(TABLE), 1e-6 * TABLE.sum()
    mean = (TABLE / TABLE.sum() * found.influence).sum()
    for i, j in np.ndindex(TABLE.shape):
        step = np.zeros(TABLE.shape)
        step[i, j] = h
        moved = (measure(TABLE + step).value - measure(TABLE).value) * TABLE.sum() / h
        assert moved == pytest.approx(found.influence[i, j] - mean, abs=1e-4)


@pytest.mark.parametrize("measure", MEASURES)
def test_turning_one_side_around_turns_the_sign(measure: Any) -> None:
    assert measure(TABLE[::-1]).value == pytest.approx(-measure(TABLE).value)
    assert measure(TABLE[::-1]).standard_error == pytest.approx(measure(TABLE).standard_error)


def test_tau_b_is_the_geometric_mean_of_the_two_somers_d() -> None:
    both = ordinal.somers_d(TABLE, "row").value * ordinal.somers_d(TABLE, "column").value
    assert ordinal.tau_b(TABLE).value == pytest.approx(both**0.5)


def test_correlations_of_the_table_are_those_of_the_people() -> None:
    x, y = people(TABLE)
    pearson = correlation.pearson(TABLE)
    low, high = stats.pearsonr(x, y).confidence_interval()
    assert (pearson.value, pearson.p) == pytest.approx(tuple(stats.pearsonr(x, y)))
    assert (pearson.low, pearson.high) == pytest.approx((low, high))
    assert (correlation.spearman(TABLE).value, correlation.spearman(TABLE).p) == pytest.approx(
        tuple(stats.spearmanr(x, y))
    )
    assert correlation.kendall(TABLE).p == pytest.approx(stats.kendalltau(x, y, method="asymptotic").pvalue)


def test_the_linear_test_does_not_change_with_the_unit_of_the_scores() -> None:
    plain = correlation.linear_by_linear(TABLE)
    scaled = correlation.linear_by_linear(
        TABLE, np.array([10.0, 20.0, 30.0, 40.0]), np.array([-1.0, 0.0, 1.0])
    )
    assert (plain.statistic, plain.p) == pytest.approx((scaled.statistic, scaled.p))


def test_a_trend_over_two_columns_is_pearsons_chi_square() -> None:
    table = np.array([[20.0, 5.0], [10.0, 15.0]])
    wanted = stats.chi2_contingency(table, correction=False)
    found = trend.cochran_armitage(table)
    assert (found.statistic**2, found.p) == pytest.approx((wanted.statistic, wanted.pvalue))


def test_a_summary_is_that_of_the_people() -> None:
    counts = np.array([3.0, 0.0, 5.0, 7.0, 1.0])
    places = np.repeat(np.arange(1, 6), counts.astype(int))
    found = ordinal.summary(counts)
    assert (found.mean, found.sd, found.median) == pytest.approx(
        (places.mean(), places.std(ddof=1), np.median(places))
    )
    assert found.quartiles_7 == pytest.approx(np.quantile(places, [0.25, 0.5, 0.75]))
    assert found.quartiles_6 == pytest.approx(np.quantile(places, [0.25, 0.5, 0.75], method="weibull"))


def test_one_person_has_a_summary_without_a_standard_deviation() -> None:
    assert ordinal.summary(np.array([0, 1, 0])).sd is None


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("measure", [*MEASURES[:2], *MEASURES[3:], correlation.spearman, correlation.kendall])
@pytest.mark.parametrize(
    ("counts", "error"),
    [
        (np.zeros((3, 3)), NobodyAnswered),
        (np.array([[0.0, 0.0], [7.0, 0.0]]), NoVariation),
        (np.array([[np.nan, 1.0], [2.0, 3.0]]), DesignError),
        (np.array([[-2.0, 1.0], [2.0, 3.0]]), DesignError),
    ],
)
def test_hopeless_tables_are_named_errors(measure: Any, counts: Any, error: Any) -> None:
    with pytest.raises(error):
        measure(counts)


def test_two_people_have_no_test_of_a_correlation() -> None:
    with pytest.raises(TooFew):
        correlation.pearson(np.eye(2))


def test_scores_must_fit_the_table() -> None:
    with pytest.raises(DesignError, match="need 4 numbers"):
        correlation.pearson(TABLE, np.array([1.0, 2.0]))
    with pytest.raises(DesignError):
        correlation.pearson(TABLE, np.array([1.0, 2.0, np.nan, 3.0]))


def test_a_trend_needs_two_rows_and_both_of_them_used() -> None:
    with pytest.raises(NotTabulable):
        trend.cochran_armitage(TABLE)
    with pytest.raises(NoVariation):
        trend.trend_of_shares(np.array([5.0, 6.0]), np.array([5.0, 6.0]))
    with pytest.raises(DesignError):
        trend.trend_of_shares(np.array([5.0, 7.0]), np.array([5.0, 6.0]))


@pytest.mark.filterwarnings("error")
def test_a_thousand_million_times_the_people_have_the_same_measures() -> None:
    for measure in MEASURES:
        assert measure(TABLE * 1e9).value == pytest.approx(measure(TABLE).value)
    assert correlation.kendall(TABLE * 1e9).p == 0


@pytest.mark.parametrize("measure", MEASURES)
def test_no_interval_goes_beyond_a_perfect_order(measure: Any) -> None:
    low, high = measure(np.array([[3.0, 1.0, 0.0], [0.0, 2.0, 1.0], [0.0, 0.0, 1.0]])).interval()
    assert 0 < low <= high <= 1


def test_people_in_one_row_make_no_pair_at_all() -> None:
    assert ordinal.pair_counts(np.array([[100.0, 7.0, 30.0, 9.0]])) == (0.0, 0.0)
