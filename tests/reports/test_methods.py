"""What people tell of a survey's methods: taken, kept, refused in words; and the report that waits for it."""

import re
from dataclasses import replace
from datetime import date

import pytest

from analysis.reports import MethodsError, NotDisclosed, Statement, report, write
from analysis.reports.element_words import ASKED
from analysis.reports.methods import ELEMENTS, LONGEST
from tests.reports import examples

LANGUAGES = ("kk", "ru", "en")


def told(**elements):
    return Statement.read(elements, LANGUAGES)


def test_a_plain_text_stands_for_every_language():
    assert told(sponsor="UNESCO").values == {"sponsor": dict.fromkeys(LANGUAGES, "UNESCO")}


def test_a_text_of_one_language_is_lacking_in_the_others():
    statement = told(sponsor={"kk": "Әкімдік"})
    assert "sponsor" not in statement.lacking("kk")
    assert "sponsor" in statement.lacking("ru")
    assert statement.text("sponsor", "ru") == ""


def test_a_day_is_a_day_in_every_language():
    statement = told(field_start="2026-10-01", field_end=date(2026, 10, 31))
    assert statement.day("field_start") == date(2026, 10, 1)
    assert not {"field_start", "field_end"} & set(statement.lacking("kk"))


def test_what_is_kept_reads_back_the_same():
    statement = examples.methods()
    assert Statement.read(statement.plain(), LANGUAGES) == statement


def test_a_change_keeps_the_other_languages_and_elements():
    before = told(sponsor={"kk": "А", "ru": "Б"}, contact="в")
    after = before.changed(told(sponsor={"ru": "Г"}))
    assert after.text("sponsor", "kk") == "А"
    assert after.text("sponsor", "ru") == "Г"
    assert after.text("contact", "en") == "в"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"sponser": "x"}, "no element 'sponser'"),
        ({"sponsor": {"de": "x"}}, "no language 'de'"),
        ({"sponsor": 7}, "is a text"),
        ({"sponsor": ["x"]}, "is a text"),
        ({"sponsor": {"kk": {"kk": "x"}}}, "is a text"),
        ({"sponsor": "x" * (LONGEST + 1)}, "letters"),
        ({"field_start": "1 October"}, "a day like"),
        ({"field_start": {"kk": "2026-10-01"}}, "a day like"),
        ({"field_start": "2026-02-30"}, "a day like"),
        ({"field_start": "2026-10-02", "field_end": "2026-10-01"}, "comes before"),
        (["sponsor"], "list of elements"),
        ("sponsor", "list of elements"),
        (None, "list of elements"),
    ],
)
def test_what_is_no_element_is_refused_in_words(given, words):
    with pytest.raises(MethodsError, match=words):
        Statement.read(given, LANGUAGES)


@pytest.mark.parametrize("empty", ["", None, "  \n ", {}, {"kk": " "}])
def test_an_empty_text_fills_nothing(empty):
    assert "sponsor" in told(sponsor=empty).lacking("kk")


def test_what_cannot_be_seen_is_left_out_of_a_text_and_lines_stay():
    assert told(sponsor=" a\0b \n\n c\u200b ").text("sponsor", "kk") == "ab\nc"


def test_a_report_is_refused_with_all_that_is_lacking():
    with pytest.raises(NotDisclosed) as refusal:
        report(examples.source("ru", methods=told(sponsor="x")))
    needed = [one.name for one in ELEMENTS.values() if one.needed and one.name != "sponsor"]
    assert list(refusal.value.lacking) == needed
    assert all(name in str(refusal.value) for name in needed)


@pytest.mark.parametrize(("language", "begins"), [("kk", "Орыс тілінде"), ("ru", "на русском языке")])
def test_people_read_the_refusal_in_words_of_their_language_only(language, begins):
    words = NotDisclosed(("sponsor", "field_end"), "ru").words(language)
    assert begins in words
    assert not re.search("[a-z_]{3,}", words)


@pytest.mark.parametrize("name", [one.name for one in ELEMENTS.values() if one.needed])
def test_each_needed_element_alone_is_enough_to_refuse(name):
    values = {key: value for key, value in examples.methods().values.items() if key != name}
    with pytest.raises(NotDisclosed, match=name):
        report(examples.source("kk", methods=Statement(values)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_element_that_was_told_stands_in_the_report(language):
    texts = [one.text for one in report(examples.source(language)).paragraphs()]
    for name, element in ELEMENTS.items():
        said = examples.methods().text(name, language)
        assert element.kind == "day" or not said or any(said in one for one in texts)


def test_people_are_asked_for_every_element():
    assert set(ELEMENTS) == set(ASKED)


def test_a_language_or_format_that_is_none_of_ours_is_refused_in_words():
    with pytest.raises(MethodsError, match="no reports in 'de'"):
        report(replace(examples.source("kk"), language="de"))
    with pytest.raises(MethodsError, match="no format 'odt'; there are docx, html, pdf"):
        write(report(examples.source("kk")), "odt")
