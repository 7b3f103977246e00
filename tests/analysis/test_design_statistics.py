"""Quantiles, shares, tests and kappa under designs: plain designs give the plain answers; hostile calls."""

import numpy as np
import pytest
from scipy import stats

from analysis import chi_square_sums, hypotheses
from analysis.codebook import Code, Variable
from analysis.columns import Column
from analysis.design import Design
from analysis.design_shares import design_effects, kappa, share, variance_of
from analysis.design_tests import rank_test, t_test
from analysis.errors import NobodyAnswered, TooFew, UndefinedStatistic
from analysis.quantiles import quantile_at, quantiles
from analysis.replication import jackknife
from analysis.weighted_tests import design_based, spectrum

RANDOM = np.random.default_rng(11)
VALUES = RANDOM.normal(size=60).round(1)
GROUPS = np.repeat([0, 1, 2], 20)
ALL = np.ones(60, bool)


def column(values: np.ndarray) -> Column:
    codes = tuple(Code(str(i), {"en": str(i)}) for i in range(4))
    return Column(Variable("v", {"en": "v"}, codes=codes), values, np.zeros(len(values), np.int8))


@pytest.mark.parametrize(
    ("rule", "theirs"),
    [
        ("hf1", "inverted_cdf"),
        ("hf2", "averaged_inverted_cdf"),
        ("hf4", "interpolated_inverted_cdf"),
        ("hf5", "hazen"),
        ("hf6", "weibull"),
        ("hf7", "linear"),
        ("hf8", "median_unbiased"),
        ("hf9", "normal_unbiased"),
    ],
)
def test_rules_of_equal_weights_are_those_of_hyndman_and_fan(rule: str, theirs: str) -> None:
    for p in (0, 0.05, 0.25, 0.5, 0.61, 0.9, 1):
        assert quantile_at(VALUES, np.ones(60), p, rule) == pytest.approx(
            np.quantile(VALUES, p, method=theirs)
        )


def test_the_third_rule_takes_the_nearest_even_place() -> None:
    four = np.array([1.0, 2, 3, 4])
    assert [quantile_at(four, np.ones(4), p, "hf3") for p in (0.25, 0.375, 0.5, 0.625, 0.75)] == [
        1,
        2,
        2,
        2,
        3,
    ]


def test_whole_weights_are_people_repeated() -> None:
    weights = RANDOM.integers(0, 4, 60)
    for rule in ("math", "school"):
        ours = quantile_at(VALUES, weights.astype(float), 0.5, rule)
        assert ours == quantile_at(np.repeat(VALUES, weights), np.ones(weights.sum()), 0.5, rule)


def test_quantiles_lie_within_their_limits_whatever_the_interval() -> None:
    for interval in ("mean", "beta", "xlogit", "asin"):
        for one in quantiles(VALUES, Design(), [0.01, 0.5, 0.99], interval=interval):
            assert one.low <= one.value <= one.high


@pytest.mark.parametrize("call", [
    lambda: quantile_at(VALUES, np.zeros(60), 0.5),
    lambda: quantile_at(VALUES, np.ones(60), 1.5),
    lambda: quantile_at(VALUES, np.ones(60), float("nan")),
    lambda: quantile_at(VALUES, np.ones(60), 0.5, "best"),
    lambda: quantiles(VALUES, Design(), interval="none"),
    lambda: share(VALUES > 9, Design()),
    lambda: share(VALUES > 0, Design(), method="wald"),
    lambda: share(VALUES > 0, Design(), domain=~ALL),
    lambda: variance_of(VALUES, Design(), domain=np.arange(60) < 1),
    lambda: design_effects(np.ones(60), Design(np.full(60, 2.0))),
    lambda: t_test(VALUES, GROUPS, Design(), domain=ALL),
    lambda: t_test(VALUES, GROUPS * 0, Design(), domain=ALL),
    lambda: t_test(np.ones(60), GROUPS.clip(0, 1), Design(), domain=ALL),
    lambda: rank_test(VALUES, GROUPS, Design(), domain=ALL, scores="best"),
    lambda: rank_test(np.ones(60), GROUPS, Design(), domain=ALL),
    lambda: rank_test(VALUES, GROUPS, Design(), domain=~ALL),
    lambda: design_based(Design(), column(GROUPS), column(GROUPS * 0)),
    lambda: design_based(Design(), column(GROUPS), column(GROUPS), statistic="G"),
    lambda: kappa(GROUPS, GROUPS, Design(), categories=range(3), domain=~ALL),
    lambda: kappa(GROUPS * 0, GROUPS * 0, Design(), categories=range(3), domain=ALL),
    lambda: chi_square_sums.imhof(0, np.ones(2), 9),
    lambda: chi_square_sums.saddlepoint(float("nan"), np.ones(2), 9),
])  # fmt: skip
def test_what_is_not_defined_is_refused_by_name(call) -> None:
    with pytest.raises(UndefinedStatistic):
        call()


def test_everybody_and_nobody_have_limits_by_the_exact_method_alone() -> None:
    found = share(VALUES > 9, Design(), method="beta")
    assert (found.value, found.low) == (0, 0)
    assert found.high == pytest.approx(1 - 0.025 ** (1 / 60))


def test_the_likelihood_interval_of_a_plain_share_is_that_of_the_likelihood_ratio() -> None:
    found = share(VALUES > 0, Design(), method="likelihood")
    ratio = [
        2
        * 60
        * (found.value * np.log(found.value / q) + (1 - found.value) * np.log((1 - found.value) / (1 - q)))
        for q in (found.low, found.high)
    ]
    scale = (60 / 59) ** 2
    assert ratio == pytest.approx([scale * stats.t.isf(0.025, 59) ** 2] * 2)


def test_t_of_two_equal_groups_is_nearly_welchs() -> None:
    two = np.arange(60) % 2
    found = t_test(VALUES, two, Design(), domain=ALL)
    welch = stats.ttest_ind(VALUES[two == 1], VALUES[two == 0], equal_var=False)
    assert found.test.statistic == pytest.approx(welch.statistic, rel=0.03)
    assert found.low < found.value < found.high


def test_three_groups_give_the_quadratic_form_and_two_its_root() -> None:
    found = rank_test(VALUES, GROUPS, Design(), domain=ALL)
    assert (found.df, found.df2) == (2, 57)


def test_eigenvalues_of_equal_people_are_near_one_and_the_f_near_pearsons() -> None:
    row, other = column(GROUPS), column((VALUES > 0).astype(np.int64))
    table = np.array([[np.sum((i == GROUPS) & ((VALUES > 0) == j)) for j in (0, 1)] for i in range(3)])
    found = spectrum(Design(), row, other)
    assert found.statistic == pytest.approx(hypotheses.pearson(table).statistic)
    assert found.eigenvalues == pytest.approx([1, 1], abs=0.15)


def test_the_jackknife_agrees_with_linearization_in_the_table() -> None:
    row, other = column(GROUPS), column((VALUES > 0).astype(np.int64))
    one, two = (design_based(d, row, other) for d in (Design(), jackknife(Design(), 60)))
    assert one.statistic == pytest.approx(two.statistic, rel=0.05)


def test_imhof_of_one_and_of_equal_terms_is_the_f() -> None:
    for k in (1, 3):
        expected = stats.f.sf(5 / k, k, 30)
        assert chi_square_sums.imhof(5, np.ones(k), 30) == pytest.approx(expected, abs=1e-8)
        assert chi_square_sums.saddlepoint(5, np.ones(k), 30) == pytest.approx(expected, rel=0.2)


def test_kappa_of_agreement_is_one_and_nobody_is_refused() -> None:
    assert kappa(GROUPS, GROUPS, Design(), categories=range(3), domain=ALL).values[0] == pytest.approx(1)
    with pytest.raises(NobodyAnswered):
        kappa(GROUPS, GROUPS, Design(), categories=range(3), domain=~ALL)
    with pytest.raises(TooFew):
        variance_of(VALUES[:1], Design())
