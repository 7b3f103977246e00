"""What a regression cannot answer is refused by name, without a NaN and without a warning."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.codebook import Codebook, CodebookError, Variable
from analysis.columns import Column
from analysis.design import Design
from analysis.errors import (
    DesignError,
    NobodyAnswered,
    NotTabulable,
    TooFew,
    UndefinedStatistic,
    WrongArgument,
)
from analysis.microdata import Microdata
from analysis.regression import regress
from analysis.regression.formula import FormulaError, parse
from analysis.regression.inference import NothingLeftToTest
from analysis.regression.newton import AliasedColumns, Separated
from analysis.regression.outcomes import NotBinary
from analysis.regression.regress import NoLikelihood
from tests.analysis.people import coded, crossed, named, people
from tests.analysis.test_regression import staff

pytestmark = pytest.mark.filterwarnings("error")


@pytest.mark.parametrize(
    "source",
    ["", "trust", "trust ~", "~ age", "trust ~ age +", "trust ~ age ~ sex", "a b ~ c", "trust ~ score(age",
     "trust ~ sex:age", "trust ~ trust", "trust ~ age - 1", "trust ~ *age"],
)  # fmt: skip
def test_what_is_no_formula_is_refused_with_its_text(source: str) -> None:
    with pytest.raises(CodebookError):
        regress(staff(), source)


def test_a_formula_is_written_as_it_is_understood() -> None:
    assert str(parse("y ~ 1")) == "y ~ 1"
    assert str(parse("y ~ b:a + a + b + a:b")) == "y ~ a + b + b:a"
    assert str(parse("y~a*b*score(c)")).count(":") == 5
    with pytest.raises(FormulaError, match="needs b as well"):
        parse("y ~ a + a:b")


def test_a_name_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(CodebookError, match="did you mean region"):
        regress(staff(), "stays ~ regoin")


@pytest.mark.parametrize("counts", [[[20, 0], [0, 20]], [[20, 0], [10, 10]], [[0, 15, 5], [10, 0, 0]]])
def test_an_outcome_told_without_fail_is_separated(counts: list[list[int]]) -> None:
    family = "binomial" if len(counts[0]) == 2 else "ordinal"
    with pytest.raises(Separated, match=r"r\[r1\]"):
        regress(crossed(counts), "c ~ r", family=family)


def test_separation_by_a_number_names_it() -> None:
    book = Codebook("x", (coded("y", "0", "1"), Variable("a", named("a"), "scale"), coded("g", "f", "m")))
    rows = [{"y": str(int(i > 20)), "a": i, "g": "fm"[i % 2]} for i in range(40)]
    with pytest.raises(Separated, match="a"):
        regress(Microdata.from_records(book, rows), "y ~ a + g")


def test_strong_effects_that_do_not_separate_are_estimated() -> None:
    row = regress(crossed([[200_000, 1], [1, 200_000]]), "c ~ r").coefficients[1]
    assert row.estimate == pytest.approx(2 * np.log(200_000))


def test_predictors_that_follow_from_others_are_named() -> None:
    data = staff()
    age = Variable("years", named("years"), "scale")
    book = Codebook("x", (*data.codebook.variables, age))
    rows = [{**row, "years": 2 * float(row["age"]) + 1} for row in data.records()]
    with pytest.raises(AliasedColumns, match="years"):
        regress(Microdata.from_records(book, rows), "stays ~ age + years")
    same = Microdata.from_records(book, [{**row, "years": 3} for row in rows])
    with pytest.raises(AliasedColumns, match="years"):
        regress(same, "stays ~ years")


def test_an_outcome_without_order_asks_for_its_event() -> None:
    with pytest.raises(NotTabulable, match="name an event"):
        regress(staff(), "region ~ age")
    with pytest.raises(NotBinary, match="name the event"):
        regress(staff(), "region ~ age", family="binomial")
    with pytest.raises(NotBinary):
        regress(staff(), "age ~ sex", family="binomial")
    with pytest.raises(CodebookError, match="east is no code"):
        regress(staff(), "region ~ age", event="east")


def test_what_cannot_enter_a_model_is_refused() -> None:
    for formula in ("comment ~ books", "books ~ comment", "motive ~ books", "books ~ cause"):
        with pytest.raises(NotTabulable):
            regress(people(), formula)
    with pytest.raises(NotTabulable, match="score"):
        regress(staff(), "trust ~ age", family="gaussian")


def test_too_few_people_or_categories_are_refused() -> None:
    data = staff()
    with pytest.raises(NobodyAnswered):
        regress(data.where(np.zeros(240, bool)), "stays ~ age")
    with pytest.raises(TooFew):
        regress(data.where(np.arange(240) < 3), "pay ~ age + region")
    with pytest.raises(TooFew, match="fewer than two categories"):
        regress(data.where(data.column("sex").values == 1), "stays ~ sex")
    with pytest.raises(TooFew, match="does not vary"):
        regress(data.where(data.column("stays").values == 1), "stays ~ sex", event="1")


def test_a_perfect_fit_leaves_nothing_to_test() -> None:
    data = staff()
    twice = {**data.columns, "pay": data.column("age")}
    with pytest.raises(NothingLeftToTest):
        regress(Microdata(data.codebook, data.n, twice), "pay ~ age")


def test_a_census_has_no_error_of_sampling() -> None:
    data = staff(design=Design(population=240))
    with pytest.raises(NothingLeftToTest):
        regress(data, "stays ~ age", population=True)
    assert regress(data, "stays ~ age").method == "likelihood"


def test_a_design_has_no_likelihood_to_profile() -> None:
    with pytest.raises(NoLikelihood):
        regress(staff(design=Design(np.arange(240) + 1.0)), "stays ~ age", interval="profile")


@pytest.mark.parametrize(
    "options",
    [
        {"family": "poisson"},
        {"link": "cloglog"},
        {"link": "probit"},
        {"interval": "score"},
        {"bases": {"sex": "x"}},
        {"bases": {"pay": "f"}},
    ],
)
def test_options_that_are_not_there_are_refused(options: dict[str, object]) -> None:
    with pytest.raises((CodebookError, WrongArgument)):
        regress(staff(), "stays ~ sex", **options)


def test_a_level_lies_between_0_and_1() -> None:
    for level in (0, 1, -1, float("nan")):
        with pytest.raises(UndefinedStatistic):
            regress(staff(), "stays ~ sex", level=level)


def test_one_person_who_outweighs_all_others_is_refused() -> None:
    weights = np.ones(240)
    weights[0] = 1e50
    with pytest.raises(UndefinedStatistic):
        regress(staff(design=Design(weights)), "stays ~ age")


@pytest.mark.parametrize("unit", [1e-29, 1e-9, 1e9, 1e28])
def test_any_unit_of_a_number_will_do_but_no_numbers_without_end(unit: float) -> None:
    data = staff()
    for formula in ("stays ~ age + sex", "age ~ sex", "trust ~ age"):
        one = regress(_in(data, unit), formula)
        assert one.tests[0].p == pytest.approx(regress(data, formula).tests[0].p, rel=1e-6)
    with pytest.raises(NotTabulable, match="another unit"):
        regress(_in(data, 1e100), "stays ~ age")


def _in(data: Microdata, unit: float) -> Microdata:
    column = data.column("age")
    age = Column(column.variable, column.values * unit, column.missing)
    return Microdata(data.codebook, data.n, {**data.columns, "age": age})


def test_a_group_without_a_category_does_not_stop_the_test_of_proportional_odds() -> None:
    result = regress(crossed([[20, 10, 5], [9, 10, 0]]), "c ~ r", family="ordinal")
    assert result.proportional_odds[0].statistic > 0


def test_facts_kept_apart_are_refused_with_the_reason() -> None:
    data = staff()
    kept = Microdata.from_records(data.codebook, [{**row, "sex": "withheld"} for row in data.records()])
    with pytest.raises(NobodyAnswered, match="sex: withheld 240"):
        regress(kept, "stays ~ sex")


def test_weights_that_are_none_never_reach_the_model() -> None:
    for weights in (np.full(240, -1.0), np.full(240, np.nan), np.zeros(240)):
        with pytest.raises(DesignError):
            staff(design=Design(weights))
