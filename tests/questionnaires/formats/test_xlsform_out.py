"""Questionnaires as XLSForm: other programs take them, and read again they are what they were."""

import io

import pytest

from questionnaires.formats import NotReadable, sheets
from questionnaires.formats.xlsform import read, write
from questionnaires.questionnaire import Item, Questionnaire
from questionnaires.reader import read as read_ours
from questionnaires.reader import shipped
from tests.questionnaires.tiny import tiny

OURS = shipped("young-librarians")


def again(questionnaire: Questionnaire) -> Questionnaire:
    content, _ = write.write(questionnaire)
    return read_ours(read(content, f"{questionnaire.name}.xlsx").source)


def face(item: Item) -> tuple[object, ...]:
    """What people see and when, without what the losses name."""
    options = [(o.value, dict(o.label), o.exclusive, o.write_in, o.missing, o.score) for o in item.options]
    rows = [(row.name, dict(row.label)) for row in item.rows]
    return item.question, item.hint, options, rows, item.required


def test_a_questionnaire_survives_the_way_there_and_back() -> None:
    back = again(OURS)
    assert back.languages == OURS.languages
    assert (back.introduction, back.thanks) == (OURS.introduction, OURS.thanks)
    assert [section.name for section in back.sections] == [section.name for section in OURS.sections]
    assert [section.title for section in back.sections] == [section.title for section in OURS.sections]
    assert [item.name for item in back.items()] == [item.name for item in OURS.items()]
    for item in OURS.items():
        if item.type not in ("number",):
            assert face(back.item(item.name)) == face(item)
    changed = {
        item.name: back.item(item.name).type
        for item in OURS.items()
        if back.item(item.name).type != item.type
    }
    assert changed == {"entry_year": "number"}


def test_universes_mean_the_same_after_the_way_there_and_back() -> None:
    back = again(OURS)
    for item in OURS.items():
        one, other = item.shown_if, back.item(item.name).shown_if
        assert (one is None) == (other is None)
        if one and other:
            for values in (
                {},
                *({name: code} for name in one.names for code in ("yes", "no", "manager", "lt1")),
            ):
                assert one.test(values) == other.test(values)


def test_what_a_form_cannot_hold_is_named() -> None:
    reasons = {(loss.place, loss.reason) for loss in write.write(OURS)[1]}
    assert ("entry_year", "its bands are not kept") in reasons
    assert ("prestige", "scales are not kept") in reasons


def test_pyxform_takes_the_form() -> None:
    convert = pytest.importorskip("pyxform.xls2xform").convert
    found = convert(io.BytesIO(write.write(OURS)[0]), validate=False)
    assert "mentor" in found.xform
    assert not found.warnings


def test_values_checks_and_offers_are_said_in_xpath() -> None:
    questionnaire = tiny("""
        - {item: n, type: number, whole: yes, min: 0, max: 9, question: {en: N}}
        - {item: m, type: multiple, question: {en: M}, codes: {a: {en: A}, b: {en: B, exclusive: yes}}}
        - {item: twice, type: calculated, value: "if(m == a, n * 2, 0)", question: {en: T}}
        - item: k
          type: single
          shown if: twice > 3 and not (m == b)
          offer if: kind == m
          question: {en: "K of {n}"}
          codes: {x: {en: X, columns: {kind: a}}, y: {en: Y, columns: {kind: b}}}
    """)
    survey = sheets.read(write.write(questionnaire)[0], "form.xlsx").get("survey")
    said = {row.cells.get("name"): row.cells for row in survey.rows}
    assert said["n"]["constraint"] == ". >= 0 and . <= 9"
    assert said["m"]["constraint"] == "not(selected(., 'b')) or count-selected(.) = 1"
    assert said["twice"]["calculation"] == "if(selected(${m}, 'a'), (${n} * 2), 0)"
    assert said["k"]["relevant"] == "${twice} > 3 and not(selected(${m}, 'b'))"
    assert "${n}" in said["k"]["label::English (en)"]
    assert "name = 'x'" in said["k"]["choice_filter"]
    assert again(questionnaire).item("twice").type == "calculated"


def test_a_form_that_is_too_strange_is_still_refused() -> None:
    with pytest.raises(NotReadable, match="there is no sheet"):
        read(b"| one |\n| | a |\n| two |\n| | b |", "form.md")
