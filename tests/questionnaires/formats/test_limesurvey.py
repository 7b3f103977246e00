"""LimeSurvey files become questionnaires of ours; what cannot be kept is named."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from analysis.microdata import Microdata
from questionnaires.formats import Imported, NotReadable, read
from questionnaires.questionnaire import Item
from questionnaires.reader import read as read_ours
from tests.questionnaires.formats.lss import Row, answer, attribute, lsr, lss, part, question

YES_NO = [answer(1, "A1"), answer(1, "A2")]


def imported(questions: Sequence[Row], **tables: Sequence[Row]) -> Imported:
    return read(lss(questions=questions, **tables), "survey.lss")


def items(one: Imported) -> dict[str, Item]:
    return {item.name: item for item in read_ours(one.source).items()}


def lost(one: Imported) -> list[tuple[str, str]]:
    return [(loss.kind, loss.place) for loss in one.losses]


def test_questions_are_found_and_asked() -> None:
    one = imported([question(1, "L", "Sex"), question(2, "N", "age", mandatory="Y")], answers=YES_NO)
    assert [said["code"] for said in one.found["questions"]] == ["Sex", "age"]
    made = items(one)
    assert [option.value for option in made["sex"].options] == ["A1", "A2"]
    assert (made["age"].type, made["age"].required) == ("number", True)
    assert lost(one) == []


@pytest.mark.parametrize(
    ("relevance", "condition"),
    [
        ("1", None),
        ("", None),
        ('Q1.NAOK == "A1"', "q1 == A1"),
        ('Q1 != "A1"', "not (q1 == A1)"),
        ('!is_empty(Q1) && Q1 == "A2"', "q1 == A2"),
        ("Q1 == 'A9'", "1 == 2"),
        ('1X1X1.NAOK eq "A2"', "q1 == A2"),
        ('{Q1 == ""}', "not (answered q1)"),
    ],
)
def test_relevance_becomes_a_universe(relevance: str, condition: str | None) -> None:
    one = imported([question(1, "L", "Q1"), question(2, "S", "why", relevance=relevance)], answers=YES_NO)
    shown = items(one)["why"].shown_if
    assert (shown.source if shown else None) == condition
    assert lost(one) == []


def test_relevance_that_cannot_be_said_is_named_and_not_claimed() -> None:
    one = imported([question(1, "S", "a"), question(2, "S", "b", relevance='TOKEN:EMAIL == "x"')])
    assert [(loss.kind, loss.place, loss.declared) for loss in one.losses] == [("routing", "b", True)]
    assert [said.get("relevance") for said in one.found["questions"]] == ["1", None]


def test_old_conditions_count_where_there_is_no_relevance() -> None:
    row = {"qid": 2, "cqid": 1, "cfieldname": "1X1X1", "method": "==", "value": "A1", "scenario": 1}
    rows = [row, {**row, "value": "A2"}]
    one = imported([question(1, "L", "Q1"), question(2, "S", "why")], answers=YES_NO, conditions=rows)
    shown = items(one)["why"].shown_if
    assert shown is not None
    assert shown.source == "q1 in [A1, A2]"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("How old is {name}?", "How old is {name}?"),
        ("{Q1.shown}, {1X1X1.shown}", "{q1}, {q1}"),
        ("Is {if(Q1 == 'A1', 'he', 'she')} well?", "Is {a_said} well?"),
        ("{SURVEYNAME}", "A survey"),
        ("{Q1.question} { no place } {2,3}", "About Q1? { no place } {2,3}"),
    ],
)
def test_earlier_answers_stand_in_texts(text: str, said: str) -> None:
    rows = [question(1, "L", "Q1"), question(2, "S", "name"), question(3, "S", "a", question=text)]
    one = imported(rows, answers=YES_NO)
    assert items(one)["a"].question == {"en": said}
    assert lost(one) == []


def test_a_place_that_cannot_be_filled_is_named_and_not_claimed() -> None:
    one = imported([question(1, "S", "a", question="It is {rand(1, 2)}")])
    assert lost(one) == [("text", "a")]
    assert "labels" not in one.found["questions"][0]


def test_rows_for_others_stand_apart() -> None:
    rows = [question(1, "Y", "q"), question(2, "F", "G")]
    subs = [part(3, 2, "a"), part(4, 2, "b", relevance='q=="Y"'), part(5, 2, "c", relevance='q=="Y"')]
    made = items(imported(rows, subquestions=subs, answers=[answer(2, "x"), answer(2, "y")]))
    assert [(name, item.type) for name, item in made.items()][1:] == [("g_a", "single"), ("g_b", "grid")]
    shown = made["g_b"].shown_if
    assert shown is not None
    assert shown.source == "q == yes"


def test_options_for_others_are_offered_by_a_column() -> None:
    rows = [question(1, "Y", "q"), question(2, "M", "m")]
    subs = [part(3, 2, "a"), part(4, 2, "b", relevance='q=="Y"')]
    one = imported(rows, subquestions=subs)
    always, some = items(one)["m"].options
    assert some.offered_if is not None
    assert some.offered_if.names == ("q",)
    assert always.offered_if is not None
    assert always.offered_if.test({})
    assert lost(one) == []


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [("/^[0-9]{2}$/", "12", "123"), (r"/\d/", "a1b", "ab"), ("/^ab$/i", "aB", "b")],
)
def test_a_pattern_becomes_a_check(pattern: str, good: str, bad: str) -> None:
    one = imported([question(1, "S", "a", preg=pattern)])
    (check,) = items(one)["a"].checks
    assert check.holds.test({"a": good})
    assert not check.holds.test({"a": bad})
    assert one.found["questions"][0]["validation"] == pattern


def test_limits_and_checks_of_answers_are_kept() -> None:
    attributes = [
        attribute(1, "min_num_value_n", 0),
        attribute(1, "max_num_value_n", "a"),
        attribute(1, "num_value_int_only", 1),
        attribute(2, "em_validation_q", "this > 1"),
        attribute(2, "em_validation_q_tip", "Too few", "en"),
    ]
    one = imported(
        [question(3, "N", "a", question_order=0), question(1, "N", "b"), question(2, "N", "c")],
        question_attributes=attributes,
    )
    made = items(one)
    assert (made["b"].low, made["b"].settings["whole"]) == (0, True)
    assert [check.holds.source for check in made["b"].checks] == ["not (b > a)"]
    assert [check.said for check in made["c"].checks] == [{"en": "Too few"}]


@pytest.mark.parametrize(("kind", "loss"), [("|", "media"), ("I", "device")])
def test_what_tells_who_answers_is_refused_by_design(kind: str, loss: str) -> None:
    one = imported([question(1, kind, "q"), question(2, "S", "a")])
    assert [(known.kind, known.declared) for known in one.losses] == [(loss, True)]
    assert [said["code"] for said in one.found["questions"]] == ["a"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html/>", "no file of LimeSurvey"),
        (b"<document><LimeSurveyDocType>Label set</LimeSurveyDocType></document>", "Label set"),
        (b"hello", "well-formed"),
    ],
)
def test_what_is_no_survey_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(NotReadable, match=reason):
        read(content, "a.lss")


HEAD = "class\ttype/scale\tname\trelevance\ttext\thelp\tlanguage\n"


def test_the_tab_separated_form_is_read() -> None:
    rows = "S\t\tlanguage\t1\tru\t\tru\nG\t1\tЧасть\t1\t\t\tru\nQ\tL\tq1\t1\tДа?\t\tru\nA\t0\t1\t\tДа\t\tru\n"
    one = read((HEAD + rows + "A\t0\t2\t\tНет\t\tru\n").encode(), "a.txt")
    made = items(one)["q1"]
    assert (made.question, [option.value for option in made.options]) == ({"ru": "Да?"}, ["1", "2"])
    said: dict[str, Any] = one.found["questions"][0]
    assert said == {"type/scale": "L", "name": "q1", "relevance": "1", "text": "Да?", "language": "ru"}


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ("Q\tL\t\t1\tx\t\ten\n", "row 2: a question has no name"),
        ("A\t0\t1\t\tx\t\ten\n", "row 2: an answer or subquestion stands before"),
        ("Q\t\tq\t1\tx\t\ten\n", "row 2: the question “q” has no type"),
    ],
)
def test_rows_that_cannot_be_are_refused_by_number(rows: str, reason: str) -> None:
    with pytest.raises(NotReadable, match=reason):
        read((HEAD + rows).encode(), "a.tsv")


def test_responses_come_out_of_an_archive_without_who_when_and_in_which_order(tmp_path: Path) -> None:
    survey = lss(
        questions=[question(1, "L", "sex"), question(2, "M", "why", other="Y"), question(3, "N", "age")],
        subquestions=[part(4, 2, "fun"), part(5, 2, "pay")],
        answers=YES_NO,
    )
    rows = [
        {"id": 1, "token": "t1", "ipaddr": "10.0.0.1", "_1X1X1": "A2", "_1X1X2fun": "Y", "_1X1X3": "40.5"},
        {"id": 2, "submitdate": "2026-01-01", "_1X1X1": "A1", "_1X1X2other": "books"},
    ]
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("survey_1.lss", survey)
        archive.writestr("survey_1_responses.lsr", lsr(rows))
        archive.writestr("survey_1_tokens.lst", "<document>aida@example.kz</document>")
    one = read(packed.getvalue(), "a.lsa")
    (tmp_path / "a.csv").write_bytes(one.beside[".csv"])
    (tmp_path / "a.json").write_bytes(one.beside[".codebook.json"])
    records = list(Microdata.from_files(tmp_path / "a.csv", tmp_path / "a.json").records())
    assert [(row["sex"], row["why_fun"], row["why_other"], row["why_other_text"]) for row in records] == [
        ("A1", "0", "1", "books"),
        ("A2", "1", "0", "not_asked"),
    ]
    assert records[1]["age"] == 40.5
    whole = b"".join(one.beside.values())
    assert not any(word in whole for word in (b"t1", b"10.0.0.1", b"2026", b"aida"))
    assert [(loss.kind, loss.declared) for loss in one.losses] == [("device", True)]


@pytest.mark.parametrize("content", [b"PK\x03\x04 nothing", b"", b"PK\x05\x06" + bytes(18)])
def test_a_broken_archive_is_refused(content: bytes) -> None:
    with pytest.raises(NotReadable):
        read(content, "a.lsa")


def test_fields_have_defaults_and_choices_have_none() -> None:
    rows = [
        {"qid": 1, "sqid": 0, "specialtype": "", "language": "en", "defaultvalue": "7"},
        {"qid": 2, "sqid": 0, "specialtype": "", "language": "en", "defaultvalue": "A1"},
        {"qid": 3, "sqid": 0, "specialtype": "", "language": "en", "defaultvalue": "{a}"},
    ]
    questions = [question(1, "N", "a"), question(2, "L", "b"), question(3, "S", "c")]
    one = imported(questions, answers=[answer(2, "A1"), answer(2, "A2")], defaultvalues=rows)
    assert items(one)["a"].default == 7
    assert lost(one) == [("default", "b"), ("default", "c")]


def test_a_hidden_question_is_asked_of_nobody() -> None:
    one = imported(
        [question(1, "S", "a"), question(2, "S", "b")], question_attributes=[attribute(1, "hidden", 1)]
    )
    shown = items(one)["a"].shown_if
    assert shown is not None
    assert shown.test({}) is False
    assert lost(one) == [("setting", "a")]


def test_places_are_refused_by_design() -> None:
    placed = [attribute(1, "location_mapservice", 100)]
    one = imported([question(1, "S", "a"), question(2, "S", "b")], question_attributes=placed)
    assert [(loss.kind, loss.declared) for loss in one.losses] == [("geography", True)]
    assert [said["code"] for said in one.found["questions"]] == ["b"]


def test_what_stands_around_the_questions_is_kept_or_named() -> None:
    settings = {
        "surveyls_language": "en",
        "surveyls_title": "A survey",
        "surveyls_description": "About <b>books</b>",
        "surveyls_welcometext": "Welcome",
        "surveyls_endtext": "Thanks",
        "surveyls_url": "https://example.org",
    }
    quota = [{"id": 1, "name": "men", "qlimit": 5}]
    one = imported([question(1, "S", "a")], surveys_languagesettings=[settings], quota=quota)
    made = read_ours(one.source)
    assert made.introduction == {"en": "About **books**\n\nWelcome"}
    assert made.thanks == {"en": "Thanks"}
    assert lost(one) == [("setting", "end address"), ("setting", "quota “men”")]


def test_what_tells_of_a_device_is_refused_and_empty_in_texts() -> None:
    device = question(1, "S", "a", question_theme_name="browserdetect")
    one = imported([device, question(2, "S", "b", question="{a.shown}!")])
    assert [(loss.kind, loss.declared) for loss in one.losses] == [("device", True)]
    assert items(one)["b"].question == {"en": "!"}
