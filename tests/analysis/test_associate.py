"""The measures of two variables of a data set, under its design."""

from typing import Any

import numpy as np
import pytest

from analysis import errors
from analysis.associate import Associations, MeasureRow, associate
from analysis.codebook import Code, Codebook, CodebookError, Variable
from analysis.crosstabs import crosstab
from analysis.design import Design
from analysis.error_words import KINDS
from analysis.errors import DesignError, NotTabulable, UndefinedStatistic
from analysis.microdata import Microdata
from analysis.ordinal import gamma
from analysis.show import as_text
from analysis.words import WORDS
from tests.analysis.people import CODEBOOK, records


def crowd(design: Design | None = None) -> Microdata:
    return Microdata.from_records(CODEBOOK, records() * 6, design)


def by_name(found: Associations) -> dict[str, MeasureRow]:
    return {f"{one.name} {one.given}".strip(): one for one in found.measures}


def test_every_measure_stands_with_its_interval_and_the_people_behind_it() -> None:
    found = associate(crowd(), "image", "place")
    assert found.n + sum(found.missing.values()) == 42
    for one in found.measures:
        if one.standard_error is not None:
            assert one.low <= one.value <= one.high


def test_equal_weights_have_the_standard_errors_of_the_design_but_for_n_over_n_less_1() -> None:
    one = by_name(associate(crowd(), "image", "place"))
    halves = Design(strata=["all"] * 42)
    other = by_name(associate(crowd(halves), "image", "place"))
    for name, row in one.items():
        if row.standard_error:
            assert other[name].standard_error == pytest.approx(row.standard_error, rel=0.06)


def test_a_weight_of_two_is_the_person_twice_for_the_value() -> None:
    weights = np.tile([2.0, 1, 1, 1, 1, 1, 1], 6)
    twice = [row for row, w in zip(records() * 6, weights, strict=True) for _ in range(int(w))]
    one = by_name(associate(crowd(Design(weights)), "image", "place"))
    other = by_name(associate(Microdata.from_records(CODEBOOK, twice), "image", "place"))
    for name, row in one.items():
        assert row.value == pytest.approx(other[name].value)


def test_strata_are_tested_within_a_third_variable() -> None:
    found = associate(crowd(), "a_pay", "a_work", within="place")
    assert found.within == "place"
    assert "general association" in {test.name for test in found.tests}


def test_weighted_people_have_no_tests_of_people_drawn_one_by_one() -> None:
    found = associate(crowd(Design(np.tile([2.0, 1, 1, 1, 1, 1, 1], 6))), "image", "place", within="a_pay")
    assert not found.tests
    assert "crosstab has one" in found.undefined["within strata"]


@pytest.mark.filterwarnings("error")
def test_nobody_is_said_in_words() -> None:
    found = associate(crowd().where(np.zeros(42, bool)), "image", "place")
    assert not found.measures
    assert "empty" in found.undefined["phi"]


def test_hopeless_names_are_named_errors() -> None:
    for names in (("image", "image"), ("image", "books"), ("image", "comment")):
        with pytest.raises(NotTabulable):
            associate(crowd(), *names)
    with pytest.raises(NotTabulable):
        associate(crowd(), "image", "place", within="books")
    with pytest.raises(DesignError, match="sidak"):
        associate(crowd(), "image", "place", adjust="sidak")
    with pytest.raises(UndefinedStatistic, match="between 0 and 1"):
        associate(crowd(), "image", "place", level=95)
    with pytest.raises(CodebookError):
        associate(crowd(), "image", "nothing")


def test_gamma_of_the_face_is_that_of_the_table() -> None:
    data = crowd()
    counts = np.array(crosstab(data, "a_pay", "a_work").counts)
    found = by_name(associate(data, "a_pay", "a_work"))["gamma"]
    assert found.value == pytest.approx(gamma(counts).value)


def test_every_named_error_has_its_words_in_every_language() -> None:
    named = [one for one in vars(errors).values() if isinstance(one, type)]
    assert {one.__name__ for one in named if issubclass(one, errors.UndefinedStatistic)} == KINDS.keys()
    assert KINDS.keys() == {one for one in KINDS if all(WORDS[KINDS[one]])}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_reason_is_left_in_english(language: str) -> None:
    found = associate(crowd(Design(strata=["lonely", *["others"] * 41])), "image", "place")
    told = found.undefined["lambda given the row"]
    assert "stratum 'lonely' has only one person; choose its rule, lonely='adjust'" in told
    shown = as_text(found, language)
    assert told not in shown
    assert WORDS[KINDS["LonelyStratum"]][language == "ru"] in shown


TINY = (
    [[1]],
    [[5]],
    [[3, 4]],
    [[3], [4]],
    [[4, 0], [0, 5]],
    [[2, 0], [0, 0]],
    [[0, 3, 0], [0, 0, 2], [1, 0, 0]],
    [[1, 1]],
)


@pytest.mark.parametrize("level", ["nominal", "ordinal"])
@pytest.mark.parametrize("counts", TINY)
def test_each_measure_that_is_not_defined_has_its_own_reason_in_every_language(
    counts: Any, level: Any
) -> None:
    codes = tuple(Code(str(i), {"en": str(i)}) for i in range(3))
    book = Codebook("tiny", tuple(Variable(name, {"en": name}, level, codes) for name in ("r", "c", "s")))
    cells = [(i, j) for i, row in enumerate(counts) for j, n in enumerate(row) for _ in range(n)]
    rows = [{"r": str(i), "c": str(j), "s": str(k % 2)} for k, (i, j) in enumerate(cells)]
    for design in (None, Design(strata=["lonely", *["others"] * (len(rows) - 1)])):
        found = associate(Microdata.from_records(book, rows, design), "r", "c", within="s")
        assert {one for one in found.undefined.values() if "lonely=" not in one} <= WORDS.keys()
