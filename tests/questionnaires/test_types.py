"""What each question type accepts, keeps and refuses."""

from typing import Any

import pytest

from questionnaires.types import type_of
from tests.questionnaires.tiny import item, messages, parsed

CODES = "codes: {a: {en: A}, b: {en: B}, o: {en: O, write in: yes}, none: {en: N, exclusive: yes}}"
SINGLE = item(f"type: single, {CODES}, refused: yes")
MULTIPLE = item(f"type: multiple, {CODES}, refused: yes")
GRID = item("type: grid, codes: {a: {en: A}, b: {en: B}}, rows: {r: {en: R}, q: {en: Q}}, required: yes")
RANKING = item(f"type: ranking, {CODES}, first: 3, refused: yes")
NUMBER = item("type: number, min: -5, max: 2000, refused: yes")
WHOLE = item("type: number, min: 0, max: 2000, whole: yes")
YEAR = item("type: year, min: 2009, max: 2026")
TEXT = item("type: text, length: 10, does not know: yes")
NOTE = item("type: note")
ORDERED = item("type: single, ordered: yes, codes: {a: {en: A}, b: {en: B}}")


def test_an_ordered_single_choice_is_ordinal_and_another_is_nominal() -> None:
    levels = [type_of(one).variables(one)[0].level for one in (ORDERED, SINGLE)]
    assert levels == ["ordinal", "nominal"]


def test_single_keeps_the_chosen_code() -> None:
    assert parsed(SINGLE, x="a").answer == "a"
    assert parsed(SINGLE).answer is None
    assert parsed(SINGLE, x="").answer is None


def test_single_refuses_what_is_not_offered_and_two_answers() -> None:
    assert messages(SINGLE, x="zz") == ["“zz” is not among the answers offered. Please choose again."]
    assert messages(SINGLE, x=["a", "b"]) == ["Please choose one answer only."]
    assert messages(SINGLE, x=["a", "a"]) == []


def test_single_words_written_choose_their_option_when_nothing_else_is_chosen() -> None:
    found = parsed(SINGLE, x__o__text=" mine ")
    assert (found.answer, found.write_ins) == ("o", {"o": "mine"})


def test_single_words_beside_another_choice_are_left_out() -> None:
    found = parsed(SINGLE, x="a", x__o__text="mine")
    assert (found.answer, found.write_ins) == ("a", {})


def test_write_ins_that_are_too_long_say_by_how_much() -> None:
    assert messages(SINGLE, x__o__text="x" * 203) == [
        "Your text is 3 characters too long: at most 200 are possible."
    ]


def test_multiple_keeps_the_chosen_codes_in_the_order_offered() -> None:
    assert parsed(MULTIPLE, x=["b", "a", "a"]).answer == ["a", "b"]
    assert parsed(MULTIPLE).answer is None


def test_multiple_words_written_choose_their_option() -> None:
    found = parsed(MULTIPLE, x=["a"], x__o__text="mine")
    assert (found.answer, found.write_ins) == (["a", "o"], {"o": "mine"})
    assert parsed(MULTIPLE, x=["none"], x__o__text="mine").answer == ["none"]


@pytest.mark.parametrize("chosen", [["a", "none"], ["a", "refused"], ["none", "refused"]])
def test_multiple_refuses_an_exclusive_answer_beside_others(chosen: list[str]) -> None:
    assert messages(MULTIPLE, x=chosen)[0].startswith("One of the answers you chose cannot stand together")


def test_grid_keeps_the_rows_that_were_answered() -> None:
    found = parsed(GRID, x__r="a", x__zz="a")
    assert found.answer == {"r": "a"}
    assert [p.field for p in parsed(GRID, x__q="zz").problems] == ["x.q"]


def test_grid_says_how_many_rows_are_missing() -> None:
    [lacking] = type_of(GRID).lacking(GRID, {"r": "a"})
    assert lacking.message.format(**lacking.values) == "Please answer every line: 1 of 2 have no answer yet."
    assert lacking.field == "x.q"


def test_ranking_keeps_the_order() -> None:
    assert parsed(RANKING, x__1="b", x__2="a", x__3="none").answer == ["b", "a", "none"]
    assert parsed(RANKING, x__1="b").answer == ["b"]
    assert parsed(RANKING, x__1="").answer is None


def test_ranking_refuses_doubles_gaps_and_strangers() -> None:
    assert messages(RANKING, x__1="a", x__2="a")[0].startswith("You gave the same answer two places.")
    assert messages(RANKING, x__1="a", x__3="b")[0].startswith("Place 2 is empty")
    assert messages(RANKING, x__1="refused")[0].startswith("“refused” is not among the answers")


def test_a_refusal_beside_an_answer_is_asked_about() -> None:
    assert parsed(RANKING, x__missing="refused").answer == {"missing": "refused"}
    assert messages(RANKING, x__1="a", x__missing="refused")[0].startswith("You gave an answer and also")
    assert messages(NUMBER, x="five", x__missing="refused")[0].startswith("You gave an answer and also")
    assert messages(TEXT, x__missing="refused")[0].startswith("“refused” is not among the answers")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("12", 12), ("3,5", 3.5), ("3.5", 3.5), (" 1 000,5 ", 1000.5), ("1\u00a0000", 1000),
     ("1\u202f000", 1000), ("−3", -3), ("+7", 7), ("12.", 12), ("3.0", 3), ("-0", 0), ("007", 7),
     ("\u200b5", 5), ("1,000", 1)],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(typed: str, answer: float) -> None:
    found = parsed(NUMBER, x=typed)
    assert (found.answer, found.problems) == (answer, ())
    assert type(found.answer) is type(answer)


@pytest.mark.parametrize(
    "typed",
    [
        "five",
        "1e3",
        "1e999",
        "nan",
        "inf",
        "0x10",
        "1_000",
        "5 лет",
        "1.000.000",
        "--1",
        "१२",
        "9" * 400,
        "1/2",
    ],
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert messages(NUMBER, x=typed)[0].endswith(
        "is not a number. Please write it in digits, for example 12."
    )


@pytest.mark.parametrize(
    ("one", "typed", "said"),
    [
        (NUMBER, "-6", "-6 is too small: the smallest number possible is -5."),
        (NUMBER, "2000,5", "2000,5 is too large: the largest number possible is 2000."),
        (WHOLE, "2,5", "Please write a whole number, without a comma or point."),
        (WHOLE, "1,000", "Please write a whole number, without a comma or point."),
        (YEAR, "2008", "2008 cannot be right: please write a year from 2009 to 2026."),
        (YEAR, "19", "“19” is not a year. Please write four digits, for example 2019."),
        (YEAR, "2019.0", "“2019.0” is not a year. Please write four digits, for example 2019."),
    ],
)
def test_numbers_outside_their_limits_are_told(one: Any, typed: str, said: str) -> None:
    assert messages(one, x=typed) == [said]


def test_whole_numbers_and_years_are_kept() -> None:
    assert parsed(WHOLE, x="12,0").answer == 12
    assert parsed(YEAR, x=" 2019 ").answer == 2019


def test_text_stays_as_typed() -> None:
    assert parsed(TEXT, x="əже  <b>").answer == "əже  <b>"
    assert parsed(TEXT, x="  a\r\nb\t ").answer == "a\nb"
    assert parsed(TEXT, x=" \n ").answer is None


def test_text_loses_what_cannot_be_seen() -> None:
    assert parsed(TEXT, x="a\x00b\u200bc\u202ed\ud800e\ufeff").answer == "abcde"
    assert parsed(TEXT, x="и\u0306").answer == "й"


def test_text_that_is_too_long_says_by_how_much() -> None:
    assert messages(TEXT, x="x" * 12) == ["Your text is 2 characters too long: at most 10 are possible."]
    assert messages(TEXT, x=" " * 50 + "x" * 10) == []


def test_text_can_be_left_unknown() -> None:
    assert parsed(TEXT, x__missing="does_not_know").answer == {"missing": "does_not_know"}


def test_a_note_asks_nothing() -> None:
    assert parsed(NOTE, x="hello").answer is None
    assert type_of(NOTE).variables(NOTE) == ()


def test_an_explicit_missing_is_stored_as_its_kind() -> None:
    for one, answer in [(SINGLE, "refused"), (NUMBER, {"missing": "refused"})]:
        assert type_of(one).code(one, answer, "skipped") == {"x": "refused"}
    assert set(type_of(MULTIPLE).code(MULTIPLE, ["refused"], "skipped").values()) == {"refused"}
    assert set(type_of(RANKING).code(RANKING, {"missing": "refused"}, "skipped").values()) == {"refused"}


def test_a_ranking_gives_every_option_its_place_or_none() -> None:
    assert type_of(RANKING).code(RANKING, ["b", "a"], "skipped") == {
        "x_a": "2", "x_b": "1", "x_o": "0", "x_none": "0",
    }  # fmt: skip


def test_poles_make_one_label() -> None:
    one = item(
        "type: grid, codes: {a: {en: A}, b: {en: B}}, rows: {r: {left: {en: dull}, right: {en: lively}}}"
    )
    assert type_of(one).variables(one)[0].label == {"en": "dull – lively"}
