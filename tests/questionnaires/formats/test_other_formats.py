"""SurveyJS, Qualtrics, FHIR and DDI: questions, choices and logic come in; what cannot is named."""

from __future__ import annotations

import json
from typing import Any

import pytest

from questionnaires.formats import Imported, NotReadable, read
from questionnaires.questionnaire import Item
from questionnaires.reader import read as read_ours


def items(one: Imported) -> dict[str, Item]:
    return {item.name: item for item in read_ours(one.source).items()}


def lost(one: Imported) -> list[tuple[str, str]]:
    return [(loss.kind, loss.place) for loss in one.losses]


def surveyjs(*elements: dict[str, Any], **more: Any) -> Imported:
    model = {"pages": [{"name": "p", "elements": list(elements)}], **more}
    return read(json.dumps(model).encode(), "survey.json")


LIST = {
    "type": "radiogroup",
    "name": "a",
    "choices": ["x", {"value": "y", "text": {"default": "Why", "de": "Wie"}}],
}


@pytest.mark.parametrize(
    ("visible", "condition"),
    [
        ("{a} = 'x'", "a == x"),
        ("{a} <> 'x' and {n} =< 3", "(not (a == x)) and (n <= 3)"),
        ("{a} notempty", "answered a"),
        ("{m} contains 'one'", "m == one"),
        ("{m} anyof ['one', 'two']", "(m == one) or (m == two)"),
    ],
)
def test_visibility_becomes_a_universe(visible: str, condition: str) -> None:
    many = {"type": "checkbox", "name": "m", "choices": ["one", "two"]}
    number = {"type": "text", "inputType": "number", "name": "n"}
    one = surveyjs(LIST, many, number, {"type": "comment", "name": "z", "visibleIf": visible})
    shown = items(one)["z"].shown_if
    assert shown is not None
    assert shown.source.replace("m in [one, two]", "(m == one) or (m == two)") == condition
    assert lost(one) == []


def test_texts_by_language_and_panels_that_people_add() -> None:
    inner = [
        {"type": "text", "name": "who"},
        {"type": "boolean", "name": "old", "visibleIf": "{panel.who} notempty"},
    ]
    panel = {"type": "paneldynamic", "name": "kids", "maxPanelCount": 2, "templateElements": inner}
    made = items(surveyjs(LIST, panel, title={"default": "T", "de": "U"}))
    assert made["a"].options[1].label == {"en": "Why", "de": "Wie"}
    assert list(made)[1:] == ["kids", "kids_1_who", "kids_1_old", "kids_2_who", "kids_2_old"]


@pytest.mark.parametrize(
    ("kind", "loss"), [("file", "media"), ("signaturepad", "media"), ("nonsense", "type")]
)
def test_what_cannot_be_asked_is_named_and_not_claimed(kind: str, loss: str) -> None:
    one = surveyjs(LIST, {"type": kind, "name": "f"})
    assert lost(one) == [(loss, "f")]
    assert [said["name"] for said in one.found["questions"]] == ["a"]


@pytest.mark.parametrize(
    ("validator", "condition"),
    [
        ({"type": "text", "minLength": 3}, "length(t) >= 3"),
        ({"type": "regex", "regex": "^[a-z]+$"}, 'matches(t, "[a-z]+")'),
        ({"type": "expression", "expression": "{a} = 'x'"}, "a == x"),
    ],
)
def test_validators_become_checks(validator: dict[str, Any], condition: str) -> None:
    one = surveyjs(
        LIST, {"type": "text", "name": "t", "validators": [{**validator, "text": "No"}], "defaultValue": "d"}
    )
    made = items(one)["t"]
    assert [(check.holds.source, check.said["en"]) for check in made.checks] == [(condition, "No")]
    assert made.default == "d"
    assert lost(one) == []


def qsf(*questions: dict[str, Any], skips: Any = ()) -> Imported:
    identities = [f"QID{number}" for number in range(1, len(questions) + 1)]
    block: list[dict[str, Any]] = [{"Type": "Question", "QuestionID": one} for one in identities]
    block[0] |= {"SkipLogic": list(skips)}
    elements: list[dict[str, Any]] = [
        {"Element": "BL", "Payload": [{"ID": "B", "Description": "Block", "BlockElements": block}]},
        {"Element": "FL", "Payload": {"Type": "Root", "Flow": [{"Type": "Block", "ID": "B"}]}},
    ]
    for identity, one in zip(identities, questions, strict=True):
        elements.append({"Element": "SQ", "PrimaryAttribute": identity, "Payload": one})
    whole = {"SurveyEntry": {"SurveyName": "S", "SurveyLanguage": "EN"}, "SurveyElements": elements}
    return read(json.dumps(whole).encode(), "survey.qsf")


CHOICE = {
    "QuestionType": "MC",
    "Selector": "SAVR",
    "QuestionText": "A&nbsp;<b>question</b>",
    "Choices": {"1": {"Display": "One"}, "2": {"Display": "Two", "TextEntry": "true"}},
    "ChoiceOrder": ["2", "1"],
    "Validation": {"Settings": {"ForceResponse": "ON"}},
}
SELECTED = {"LogicType": "Question", "Operator": "Selected", "LeftOperand": "q://QID1/SelectableChoice/2"}
TEXT = {"QuestionType": "TE", "Selector": "ML", "QuestionText": "Why?"}


def test_choices_and_display_logic_of_qualtrics() -> None:
    logic = {"0": {"0": SELECTED, "Type": "If"}, "Type": "BooleanExpression"}
    one = qsf(CHOICE, {**TEXT, "DisplayLogic": logic})
    first, second = items(one).values()
    assert (first.question["en"], first.required) == ("A question", True)
    assert [(option.value, option.write_in) for option in first.options] == [("2", True), ("1", False)]
    assert second.shown_if is not None
    assert second.shown_if.test({first.name: "2"}) is True
    assert second.shown_if.test({first.name: "1"}) is False
    assert lost(one) == []


def test_who_skips_is_not_asked_what_stands_between() -> None:
    skip = {
        "Condition": "Selected",
        "ChoiceLocator": "q://QID1/SelectableChoice/1",
        "SkipToDestination": "QID3",
    }
    first, between, last = items(qsf(CHOICE, TEXT, TEXT, skips=[skip])).values()
    assert between.shown_if is not None
    assert between.shown_if.test({first.name: "1"}) is False
    assert between.shown_if.test({first.name: "2"}) is True
    assert last.shown_if is None


def fhir(*elements: dict[str, Any]) -> Imported:
    whole = {"resourceType": "Questionnaire", "title": "T", "item": list(elements)}
    return read(json.dumps(whole).encode(), "q.json")


CODES = [
    {"valueCoding": {"code": "A", "display": "Alpha"}},
    {"valueCoding": {"code": "B", "display": "Beta"}},
]


def test_items_of_fhir_are_enabled_by_answers() -> None:
    when = [
        {"question": "c", "operator": "=", "answerCoding": {"code": "A"}},
        {"question": "n", "operator": ">", "answerInteger": 3},
    ]
    one = fhir(
        {"linkId": "c", "type": "choice", "text": "C", "answerOption": CODES},
        {"linkId": "n", "type": "integer", "text": "N"},
        {"linkId": "t", "type": "text", "text": "T", "enableWhen": when, "enableBehavior": "any"},
    )
    shown = items(one)["t"].shown_if
    assert shown is not None
    assert shown.source == "(c == A) or (n > 3)"
    assert lost(one) == []


def test_groups_of_fhir_become_sections_notes_and_rosters() -> None:
    child = {"linkId": "age", "type": "integer", "text": "Age"}
    inner = {"linkId": "kids", "type": "group", "text": "Children", "repeats": True, "item": [child]}
    one = fhir({"linkId": "g", "type": "group", "text": "Family", "item": [inner]})
    questionnaire = read_ours(one.source)
    assert [section.title for section in questionnaire.sections] == [{"en": "Family"}]
    assert [item.name for item in questionnaire.items()][:3] == ["kids", "kids_1_age", "kids_2_age"]


def test_answers_that_stand_elsewhere_are_named() -> None:
    elsewhere = {"linkId": "v", "type": "choice", "text": "V", "answerValueSet": "http://example.org/all"}
    one = fhir(elsewhere, {"linkId": "c", "type": "boolean", "text": "C"})
    assert lost(one) == [("type", "v")]
    assert [said["linkId"] for said in one.found["items"]] == ["c"]


DDI = b"""<codeBook xmlns="ddi:codebook:2_5"><stdyDscr><citation><titlStmt>
<titl>Study</titl></titlStmt></citation></stdyDscr><dataDscr>
<var name="SEX" files="F1" intrvl="discrete"><labl>Sex</labl>
<qstn><qstnLit>Are you?</qstnLit>
</qstn><catgry><catValu>1</catValu><labl>Man</labl></catgry><catgry><catValu>2</catValu><labl>Woman</labl></catgry>
<catgry missing="Y"><catValu>9</catValu><labl>Don't know</labl></catgry></var>
<var name="AGE" files="F1"><labl>Age</labl><valrng><range min="18" max="99"/></valrng></var>
<var name="NAME" files="F1"><labl>Name</labl><varFormat type="character"/></var></dataDscr></codeBook>"""


def test_variables_of_a_codebook_become_items() -> None:
    made = items(read(DDI, "study.xml"))
    assert [(item.name, item.type) for item in made.values()] == [
        ("sex", "single"),
        ("age", "number"),
        ("name", "text"),
    ]
    assert made["sex"].question == {"en": "Are you?"}
    assert [option.missing for option in made["sex"].options] == [None, None, "does_not_know"]
    assert (made["age"].low, made["age"].high) == (18, 99)


@pytest.mark.parametrize(
    ("content", "file"),
    [
        (b'{"pages": [', "a.json"),
        (b'{"pages": 3}', "a.json"),
        (b'{"pages": ' + b"[" * 100_000, "a.json"),
        (b'{"resourceType": "Patient"}', "a.json"),
        (b'{"resourceType": "Questionnaire", "item": 3}', "a.json"),
        (b'{"SurveyElements": {}}', "a.qsf"),
        (b'["SurveyElements"]', "a.qsf"),
        ('{"pages": "ж"}'.encode("cp1251"), "a.json"),
        (b"<a/>", "a.xml"),
        (b"<codeBook/>", "a.xml"),
    ],
)
def test_what_is_no_questionnaire_is_refused(content: bytes, file: str) -> None:
    with pytest.raises(NotReadable):
        read(content, file)
