"""Regressions against identities: tables, means, other routes to the same number."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from analysis.codebook import Code, Codebook, Variable
from analysis.columns import Column
from analysis.design import Design
from analysis.estimates import mean
from analysis.microdata import Microdata
from analysis.regression import Regression, regress
from analysis.regression.fitted import Fitted
from analysis.regression.formula import parse
from analysis.regression.models import Problem, relaxed
from analysis.replicates import Replicates
from tests.analysis.people import coded, crossed, named

pytestmark = pytest.mark.filterwarnings("error")


def staff(n: int = 240, design: Design | None = None, *, seed: int = 7) -> Microdata:
    """People of three regions and two sexes, their age, trust (1 to 4), whether they would stay, and pay."""
    random = np.random.default_rng(seed)
    region, sex, age = random.integers(0, 3, n), random.integers(0, 2, n), random.integers(20, 65, n)
    felt = 0.5 * region - 0.7 * sex + 0.03 * (age - 40) + random.logistic(size=n)
    ratings = tuple(Code(str(i), named(str(i)), score=i) for i in range(1, 5))
    book = Codebook(
        "staff",
        (
            coded("region", "north", "south", "west"),
            coded("sex", "f", "m"),
            Variable("age", named("age"), "scale"),
            Variable("trust", named("trust"), "ordinal", ratings),
            coded("stays", "0", "1"),
            Variable("pay", named("pay"), "scale"),
        ),
    )
    rows = [
        {
            "region": ("north", "south", "west")[region[i]],
            "sex": "fm"[sex[i]],
            "age": int(age[i]),
            "trust": str(1 + int(np.searchsorted([-1, 0, 1], felt[i]))),
            "stays": str(int(felt[i] > 0)),
            "pay": round(100 + 5 * felt[i] + float(random.normal()), 3),
        }
        for i in range(n)
    ]
    return Microdata.from_records(book, rows, design)


def slopes(result: Regression, field: str = "estimate") -> list[float]:
    return [getattr(row, field) for row in result.coefficients if row.term]


def test_one_predictor_of_a_fourfold_table_is_its_log_odds_ratio() -> None:
    result = regress(crossed([[30, 10], [12, 28]]), "c ~ r")
    row = result.coefficients[1]
    assert row.estimate == pytest.approx(np.log(30 * 28 / (10 * 12)))
    assert row.standard_error == pytest.approx(np.sqrt(1 / 30 + 1 / 10 + 1 / 12 + 1 / 28))


def test_its_average_effect_is_the_difference_of_shares() -> None:
    effect = regress(crossed([[30, 10], [12, 28]]), "c ~ r").effects[0]
    assert effect.estimate == pytest.approx(28 / 40 - 10 / 40)
    assert effect.standard_error == pytest.approx(np.sqrt(0.7 * 0.3 / 40 + 0.25 * 0.75 / 40))


def test_two_categories_are_an_ordinal_model_with_one_threshold() -> None:
    binary, ordinal = (regress(staff(), "stays ~ age + sex", family=f) for f in ("binomial", "ordinal"))
    assert slopes(binary) == pytest.approx(slopes(ordinal))
    assert slopes(binary, "standard_error") == pytest.approx(slopes(ordinal, "standard_error"))
    assert ordinal.thresholds[0].estimate == pytest.approx(-binary.coefficients[0].estimate)
    assert ordinal.proportional_odds == ()
    assert [one.estimate for one in ordinal.effects if one.category == "1"] == pytest.approx(
        [one.estimate for one in binary.effects]
    )


def test_a_gaussian_model_of_two_groups_is_students_t() -> None:
    data = staff()
    pay, men = data.column("pay").values, data.column("sex").values == 1
    row = regress(data, "pay ~ sex").coefficients[1]
    wanted = stats.ttest_ind(pay[men], pay[~men])
    assert (row.statistic, row.p) == pytest.approx((wanted.statistic, wanted.pvalue))
    limits = wanted.confidence_interval()
    assert (row.low, row.high) == pytest.approx((limits.low, limits.high))


def test_a_model_without_predictors_is_the_mean_under_its_design() -> None:
    weights, strata = np.arange(240) % 5 + 1.0, np.arange(240) % 3
    data = staff(design=Design(weights, [str(s) for s in strata], stratum_sizes=dict.fromkeys("012", 200)))
    row = regress(data, "pay ~ 1", population=True).coefficients[0]
    wanted = mean(data.column("pay").values, data.design)
    assert row.estimate == pytest.approx(wanted.values[0])
    assert row.standard_error == pytest.approx(wanted.standard_errors[0])


def test_a_model_with_all_interactions_gives_the_shares_of_the_cells() -> None:
    data = staff()
    result = regress(data, "stays ~ sex*region")
    names = {row.name: row.estimate for row in result.coefficients}
    cell = (data.column("sex").values == 1) & (data.column("region").values == 2)
    share = data.column("stays").values[cell].mean()
    parts = ("constant", "sex[m]", "region[west]", "sex[m]:region[west]")
    assert sum(names[part] for part in parts) == pytest.approx(np.log(share / (1 - share)))


def test_coefficients_free_at_every_threshold_fit_a_table_without_fault() -> None:
    counts = np.array([[20, 11, 9], [8, 13, 22]])
    fitted = Fitted.of(crossed(counts), parse("c ~ r"), "ordinal", None, bases={}, link="logit")
    value, more = relaxed(fitted.problem, [0])
    assert value == pytest.approx(float((counts * np.log(counts / counts.sum(1, keepdims=True))).sum()))
    assert more == 1


def test_the_joint_test_of_one_column_is_its_z_squared() -> None:
    result = regress(staff(), "stays ~ age + region")
    assert result.tests[0].statistic == pytest.approx(result.coefficients[1].statistic ** 2)
    assert result.tests[0].p == pytest.approx(result.coefficients[1].p)
    assert result.tests[1].df == 2


@pytest.mark.parametrize("formula", ["stays ~ age + sex", "trust ~ age + sex"])
def test_a_profile_limit_is_where_the_likelihood_ratio_reaches_its_quantile(formula: str) -> None:
    data = staff()
    result = regress(data, formula, interval="profile")
    fitted = Fitted.of(data, parse(formula), None, None, bases={}, link="logit")
    age = fitted.problem.names.index("age")
    row = next(one for one in result.coefficients if one.name == "age")
    for limit in (row.low, row.high):
        assert _fallen(fitted.problem, age, limit, fitted.top.point.value) == pytest.approx(
            stats.chi2.ppf(0.95, 1), rel=1e-6
        )


def _fallen(problem: Problem, column: int, value: float, top: float) -> float:
    """Twice the fall of the log-likelihood when one slope is fixed, the others re-estimated by simplex."""
    from scipy.optimize import minimize

    place, likelihood = problem.constants + column, problem.likelihood()

    def minus(rest: np.ndarray) -> float:
        return -likelihood.value(np.insert(rest, place, value))

    rest = np.delete(problem.fit().parameters, place)
    return 2 * (
        top + minimize(minus, rest, method="Nelder-Mead", options={"fatol": 1e-10, "xatol": 1e-8}).fun
    )


def test_effects_on_all_categories_cancel() -> None:
    result = regress(staff(), "trust ~ age + region")
    for variable, code in (("age", ""), ("region", "west")):
        mine = [one.estimate for one in result.effects if (one.variable, one.code) == (variable, code)]
        assert len(mine) == 4
        assert sum(mine) == pytest.approx(0, abs=1e-12)


def test_the_effect_of_a_number_is_the_slope_of_the_mean_probability() -> None:
    data = staff()
    result = regress(data, "stays ~ age*sex")
    b, age, men = ([row.estimate for row in result.coefficients], *_ages(data))

    def share(more: float) -> float:
        eta = b[0] + (b[1] + b[3] * men) * (age + more) + b[2] * men
        return float((1 / (1 + np.exp(-eta))).mean())

    assert result.effects[0].estimate == pytest.approx((share(1e-4) - share(-1e-4)) / 2e-4, rel=1e-6)


def _ages(data: Microdata) -> tuple[np.ndarray, np.ndarray]:
    return data.column("age").values, data.column("sex").values


def test_the_order_of_people_does_not_matter() -> None:
    data = staff(design=Design(np.arange(240) % 5 + 1.0))
    turned = data.reordered(np.arange(240)[::-1])
    ours, theirs = (regress(one, "trust ~ age + region") for one in (data, turned))
    assert slopes(ours) == pytest.approx(slopes(theirs), rel=1e-9)
    assert slopes(ours, "standard_error") == pytest.approx(slopes(theirs, "standard_error"), rel=1e-9)


def test_equal_weights_are_no_weights_and_scaled_weights_the_same() -> None:
    plain, equal = (regress(staff(design=Design(w)), "trust ~ age") for w in (None, np.full(240, 2.5)))
    assert slopes(plain, "standard_error") == pytest.approx(slopes(equal, "standard_error"))
    weights = np.arange(240) % 5 + 1.0
    one, other = (regress(staff(design=Design(w)), "stays ~ age") for w in (weights, 1e9 * weights))
    assert slopes(one, "standard_error") == pytest.approx(slopes(other, "standard_error"))


def test_people_of_weight_0_change_no_coefficient() -> None:
    weights = (np.arange(240) % 4 > 0) * (1.0 + np.arange(240) % 3)
    whole = staff(design=Design(weights))
    part = whole.where(weights > 0)
    ours, theirs = (regress(one, "stays ~ age + region") for one in (whole, part))
    assert slopes(ours) == pytest.approx(slopes(theirs))
    assert (ours.base, ours.n, theirs.n) == (180, 240, 180)


def test_another_base_turns_the_coefficient_round() -> None:
    ours, turned = (regress(staff(), "stays ~ sex + age", bases=b) for b in ({}, {"sex": "m"}))
    assert (ours.bases, turned.bases) == ({"sex": "f"}, {"sex": "m"})
    assert ours.coefficients[1].estimate == pytest.approx(-turned.coefficients[1].estimate)


def test_an_option_is_compared_with_not_choosing_it() -> None:
    book = Codebook("x", (coded("y", "1", "0"), coded("o", "1", "0")))
    rows = [{"y": y, "o": o} for y, o, n in (("1", "1", 9), ("1", "0", 4), ("0", "1", 3), ("0", "0", 8))
            for _ in range(n)]  # fmt: skip
    result = regress(Microdata.from_records(book, rows), "y ~ o")
    assert (result.event, dict(result.bases)) == (("1",), {"o": "0"})
    assert result.coefficients[1].estimate == pytest.approx(np.log(9 * 8 / (4 * 3)))


def test_another_unit_of_a_number_scales_its_coefficient() -> None:
    data = staff()
    grown = {**data.columns, "age": _times(data, 1e6)}
    ours = regress(data, "stays ~ age")
    theirs = regress(Microdata(data.codebook, data.n, grown), "stays ~ age")
    assert ours.coefficients[1].estimate == pytest.approx(1e6 * theirs.coefficients[1].estimate)
    assert ours.coefficients[1].p == pytest.approx(theirs.coefficients[1].p)


def _times(data: Microdata, factor: float):

    column = data.column("age")
    return Column(column.variable, column.values * factor, column.missing)


def test_a_probit_model_of_one_predictor_is_a_difference_of_normal_quantiles() -> None:
    result = regress(crossed([[30, 10], [12, 28]]), "c ~ r", family="ordinal", link="probit")
    wanted = stats.norm.ppf(30 / 40) - stats.norm.ppf(12 / 40)
    assert result.coefficients[0].estimate == pytest.approx(wanted)


def test_ratings_enter_as_numbers_when_asked() -> None:
    result = regress(staff(), "pay ~ score(trust)")
    pay, trust = staff().column("pay").values, staff().column("trust").values + 1
    assert result.coefficients[1].estimate == pytest.approx(np.polyfit(trust, pay, 1)[0])
    assert regress(staff(), "score(trust) ~ age").family == "gaussian"


def test_an_event_may_unite_several_codes() -> None:
    result = regress(staff(), "trust ~ age", event=("3", "4"))
    higher = staff().column("trust").values >= 2
    assert (result.family, result.event) == ("binomial", ("3", "4"))
    assert result.null_deviance == pytest.approx(_deviance(higher))


def _deviance(happened: np.ndarray) -> float:
    share = happened.mean()
    return float(-2 * len(happened) * (share * np.log(share) + (1 - share) * np.log(1 - share)))


def test_the_jackknife_of_a_mean_is_its_linearization() -> None:
    n = 60
    factors = (1 - np.eye(n)) * n / (n - 1)
    drawn = staff(n, Design(np.ones(n), replicates=Replicates(factors, (n - 1) / n)))
    row = regress(drawn, "pay ~ 1").coefficients[0]
    pay = drawn.column("pay").values
    assert row.standard_error == pytest.approx(pay.std(ddof=1) / np.sqrt(n))
    assert regress(drawn, "pay ~ age").df == n - 2


def test_missing_answers_are_left_out_and_counted_by_kind() -> None:
    book = staff().codebook
    rows = [*staff().records(), {"stays": "refused", "age": "skipped"}, {"stays": "1", "age": "not_asked"}]
    result = regress(Microdata.from_records(book, rows), "stays ~ age")
    assert (result.n, result.base, dict(result.missing)) == (242, 240, {"refused": 1, "not_asked": 1})
    assert slopes(result) == pytest.approx(slopes(regress(staff(), "stays ~ age")))


def test_pseudo_r2_of_a_gaussian_model_is_its_r2() -> None:
    result = regress(staff(), "pay ~ age")
    age, pay = staff().column("age").values, staff().column("pay").values
    assert result.r_squared == pytest.approx(np.corrcoef(age, pay)[0, 1] ** 2)
    assert result.pseudo_r2 == {}
