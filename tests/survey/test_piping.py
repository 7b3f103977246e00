"""Earlier answers in the texts of a respondent's page."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.respondent.scripts import needed, script
from tests.survey.respondents import EVERY_TYPE, Field, fielded

NASTY = "</span><script>alert(1)</script>{visited} \"' \ue000visited\ue001 **b**"
PIPED = (
    EVERY_TYPE.replace("en: How many times?", 'en: "You said {visited}. How {{often?"')
    .replace("en: A month", 'en: "Because of {reasons}"')
    .replace("en: Nearly done.", 'en: "Since {since}, **nearly**"')
    .replace("en: Far", "en: x")
    .replace("en: I like it", 'en: "I said {room_quiet}"')
    .replace("en: Books", 'en: "<i>Books"')
)
PIPED = PIPED.replace("en: Aktas", 'en: "{town}, Aktas & <b>"').replace(
    "en: Longer hours", 'en: "For {visited}"'
)
PIPED = PIPED.replace("en: Temirtau", 'en: "Temirtau {{{since}"')
PIPED = PIPED.replace("en: Anything else?", 'en: "What of {village}?"')


@pytest.fixture
def piped(tmp_path: Path) -> Field:
    return fielded(tmp_path, source=PIPED)


def test_without_script_a_text_says_which_question_is_meant(piped: Field) -> None:
    page = piped.get().text
    assert 'You said <span data-p="visited">[your answer to question 1]</span>. How {often?' in page
    assert 'Because of <span data-p="reasons">' in page
    assert 'I said <span data-p="room.quiet">[your answer to question 3]</span>' in page
    assert "<strong>nearly</strong>" in page


def test_a_page_given_back_holds_the_answers_as_text(piped: Field) -> None:
    form = {"visited": "yes", "reasons": ["books", "nothing"], "times": "no number", "village": NASTY}
    page = piped.post(form).text
    assert 'You said <span data-p="visited" data-f="[your answer to question 1]">Yes</span>' in page
    assert "&lt;i&gt;Books, Nothing of these</span>" in page
    assert page.count("<script") == 1
    assert "What of <span" in page
    assert "</span>&lt;script" not in page.replace(NASTY, "")
    assert "&lt;/span&gt;&lt;script&gt;alert(1)&lt;/script&gt;{visited}" in page
    assert "You said Yes. How {often?</a>" in page


def test_where_nobody_shows_an_answer_nothing_is_added(field: Field) -> None:
    assert "data-p=" not in field.get().text.partition("<script>")[0]
    assert "piping" not in needed(field.survey.questionnaire)
    assert "data-p" not in script("values")


def test_what_a_check_says_shows_the_answer_as_text(tmp_path: Path) -> None:
    source = EVERY_TYPE.replace("en: More than thirty years.", 'en: "{since} or {{nothing}?"')
    page = fielded(tmp_path, source=source).post({"visited": "yes", "since": "1990"}).text
    assert "1990 or {nothing}?" in page


def test_the_entries_of_lists_carry_their_parts(piped: Field) -> None:
    page = piped.get().text
    assert (
        """data-w='["For ",["visited","[your answer to question 1]"]]'>For [your answer to question 1]<"""
        in page
    )
    assert """data-w='["Temirtau {",["since","[your answer to question 6]"]]'>""" in page
    assert """data-w='[["town","[your answer to question 10]"],", Aktas &amp; &lt;b>"]'""" in page
    assert page.count("data-w=") == 2 + 2  # two places of the ranking


@pytest.mark.parametrize("place", ["Temirtau", "[your answer to question 10]", ""])
def test_a_found_entry_counts_whatever_answer_it_shows(piped: Field, place: str) -> None:
    secret = piped.secrets()[0]
    form = {"secret": secret, "visited": "yes", "village": f"{place}, aktas & <b>"}
    assert "counted" in piped.post(form).text
    assert piped.answered() == 1


def test_a_typed_text_that_is_no_entry_is_refused(piped: Field) -> None:
    form = {"secret": piped.secrets()[0], "visited": "yes", "village": "Aktas"}
    assert piped.post(form).status_code == 422
