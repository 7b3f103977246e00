"""Means of groups: identities between the tests, SciPy as a second route, and hostile calls."""

import numpy as np
import pytest
from scipy import stats

from analysis import means
from analysis.errors import NotANumber, NoVariation, TooFew, UndefinedStatistic, WrongArgument
from analysis.means import Moments
from analysis.studentized import studentized_range, studentized_range_point

GENERATOR = np.random.default_rng(11)
GROUPS = np.repeat([2, 0, 5], [12, 9, 20])
VALUES = GENERATOR.normal(GROUPS / 4, 1 + GROUPS / 5)
THREE = Moments.of(VALUES, GROUPS)
TWO = Moments.of(VALUES[GROUPS < 5], GROUPS[GROUPS < 5])


def parts() -> list[np.ndarray]:
    return [VALUES[code == GROUPS] for code in (0, 2, 5)]


def test_moments_are_those_of_each_group_in_the_order_of_the_codes() -> None:
    assert THREE.groups.tolist() == [0, 2, 5]
    assert THREE.n.tolist() == [9, 12, 20]
    assert THREE.variance == pytest.approx([part.var(ddof=1) for part in parts()])


def test_t_tests_are_scipys() -> None:
    first, second, _ = parts()
    for ours, same in ((means.student(TWO), True), (means.welch(TWO), False)):
        theirs = stats.ttest_ind(first, second, equal_var=same)
        limits = theirs.confidence_interval()
        assert (ours.statistic, ours.df, ours.p) == pytest.approx(
            (theirs.statistic, theirs.df, theirs.pvalue)
        )
        assert (ours.low, ours.high) == pytest.approx((limits.low, limits.high))


def test_the_analyses_of_two_groups_are_their_t_tests_squared() -> None:
    assert means.anova(TWO).statistic == pytest.approx(means.student(TWO).statistic ** 2)
    assert means.anova(TWO).p == pytest.approx(means.student(TWO).p)
    assert means.welch_anova(TWO).statistic == pytest.approx(means.welch(TWO).statistic ** 2)
    assert means.welch_anova(TWO).df2 == pytest.approx(means.welch(TWO).df)


def test_anova_is_scipys() -> None:
    theirs = stats.f_oneway(*parts())
    assert (means.anova(THREE).statistic, means.anova(THREE).p) == pytest.approx(tuple(theirs))


def test_tukey_of_two_groups_is_the_t_test() -> None:
    (pair,), t = means.tukey(TWO), means.student(TWO)
    assert pair.adjusted == pytest.approx(t.p)
    assert (pair.difference, pair.low, pair.high) == pytest.approx((-t.value, -t.high, -t.low))


def test_tukey_is_scipys() -> None:
    theirs = stats.tukey_hsd(*parts())
    for pair in means.tukey(THREE):
        assert pair.adjusted == pytest.approx(theirs.pvalue[pair.first, pair.second], abs=1e-9)


@pytest.mark.parametrize("df", [1, 2, 7, 300, 1e9])
def test_the_studentized_range_of_two_means_is_students_t(df: float) -> None:
    for q in (0.1, 1, 3.5, 30):
        wanted = 2 * stats.t.sf(q / np.sqrt(2), df)
        assert studentized_range(q, 2, df) == pytest.approx(wanted, rel=1e-9)


def test_a_point_of_the_studentized_range_is_exceeded_as_often_as_said() -> None:
    for p in (0.5, 0.05, 1e-6):
        assert studentized_range(studentized_range_point(p, 4, 17), 4, 17) == pytest.approx(p)


def test_nothing_exceeds_a_range_of_nothing_less_often_than_always() -> None:
    assert studentized_range(0, 3, 10) == 1


def test_d_is_the_difference_in_standard_deviations_and_its_limits_fit_the_noncentral_t() -> None:
    d, t = means.cohens_d(TWO), means.student(TWO)
    assert d.value == pytest.approx(t.value / np.sqrt(TWO.pooled))
    scale = np.sqrt((1 / TWO.n).sum())
    assert stats.nct.sf(t.statistic, t.df, d.low / scale) == pytest.approx(0.025)
    assert stats.nct.sf(t.statistic, t.df, d.high / scale) == pytest.approx(0.975)


def test_eta_is_the_share_of_variance_between_groups() -> None:
    ratio = means.eta(means.anova(THREE))
    centre = VALUES.mean()
    between = sum(len(part) * (part.mean() - centre) ** 2 for part in parts())
    assert ratio.value**2 == pytest.approx(between / ((VALUES - centre) ** 2).sum())
    assert 0 <= ratio.low < ratio.value < ratio.high < 1


def test_shifting_all_values_changes_no_test() -> None:
    moved = Moments.of(VALUES + 1000, GROUPS)
    assert means.anova(moved).statistic == pytest.approx(means.anova(THREE).statistic, rel=1e-9)
    assert means.welch_anova(moved).p == pytest.approx(means.welch_anova(THREE).p, rel=1e-9)


@pytest.mark.parametrize(
    "function", [means.student, means.welch, means.anova, means.welch_anova, means.tukey]
)
def test_too_few_people_or_no_spread_are_refused(function: object) -> None:
    nobody, alone = np.array([]), np.array([1.0])
    for values, groups in ((nobody, nobody), (alone, alone), (np.array([1.0, 2]), np.array([0, 1]))):
        with pytest.raises(TooFew):
            function(Moments.of(values, groups))
    with pytest.raises(NoVariation):
        function(Moments.of(np.array([0.1] * 3 + [0.3] * 3), np.arange(6) // 3))


def test_one_person_in_a_group_has_no_variance_of_their_own() -> None:
    with pytest.raises(TooFew, match="group 1 has 1 people, not 2"):
        means.welch(Moments.of(np.array([2.0, 4, 5]), np.array([0, 0, 1])))


def test_three_groups_are_no_two_and_infinity_is_no_value() -> None:
    with pytest.raises(TooFew, match="not 3"):
        means.student(THREE)
    with pytest.raises(NotANumber):
        Moments.of(np.array([1.0, np.inf]), np.array([0, 1]))


def test_values_without_squares_levels_beyond_1_and_uneven_lengths_are_refused() -> None:
    with pytest.raises(NotANumber):
        Moments.of(np.array([1e200, 1, 2]), np.array([0, 0, 1]))
    with pytest.raises(WrongArgument, match="3 values but 2 groups"):
        Moments.of(np.arange(3.0), np.array([0, 1]))
    for function in (means.welch, means.tukey, means.cohens_d):
        with pytest.raises(UndefinedStatistic, match="level"):
            function(TWO, level=95)


@pytest.mark.parametrize("call", [(np.nan, 3, 5), (2.0, 1, 5), (2.0, 3, 0), (2.0, 3, np.inf)])
def test_a_range_of_one_mean_or_without_degrees_of_freedom_is_refused(call: tuple) -> None:
    with pytest.raises(UndefinedStatistic):
        studentized_range(*call)
    with pytest.raises(UndefinedStatistic):
        studentized_range_point(1.5, 3, 5)
