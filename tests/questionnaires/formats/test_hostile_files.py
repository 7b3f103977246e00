"""Files made to exhaust or to deceive end in a clear refusal, soon and cheaply."""

from __future__ import annotations

import json
import random
import time
import tracemalloc
import zipfile
from io import BytesIO
from typing import Any

import pytest

from questionnaires.formats import NotReadable, read
from questionnaires.formats.limesurvey.survey import TYPES
from questionnaires.reader import read as read_ours
from tests.questionnaires.formats.lss import answer, attribute, lss, part, question

HEAD = b"class\ttype/scale\tname\trelevance\ttext\thelp\tlanguage\n"
MARKDOWN = b"| survey |\n| | type | name | label |\n"
ENTITIES = b'<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><document>&b;</document>'


def zipped(name: str, content: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def lsr(rows: int) -> bytes:
    return (
        b"<document><responses><rows>"
        + b"<row><_1X1X1>Y</_1X1X1></row>" * rows
        + b"</rows></responses></document>"
    )


def packed_responses() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("s.lss", lss(questions=[question(1, "Y", "a")]))
        archive.writestr("s_responses.lsr", lsr(1_000_000))
    return out.getvalue()


HOSTILE: dict[str, tuple[bytes, str]] = {
    "entities": (ENTITIES, "a.lss"),
    "entities of a codebook": (ENTITIES.replace(b"document", b"codeBook"), "a.xml"),
    "deep": (b"<document>" * 50_000, "a.lss"),
    "rows": (lsr(1_000_000)[: 19 << 20], "a.lss"),
    "rows of a codebook": (b"<codeBook>" + b"<var/>" * 1_000_000 + b"</codeBook>", "a.xml"),
    "rows of a sheet": (HEAD + b"Q\tS\tq\t1\tx\t\ten\n" * 1_000_000, "a.tsv"),
    "rows of a form": (b"survey,,\n,type,name\n" + b",text,q\n" * 1_000_000, "a.csv"),
    "questions of a form": (b"survey,,\n,type,name\n" + b",text,q\n" * 99_000, "a.csv"),
    "sheets of a form": (b"type,name,label\n" + b"text,q,Q\n" * 1_000_000, "a.csv"),
    "rows of a written table": (MARKDOWN + b"| | text | q | Q |\n" * 1_000_000, "a.md"),
    "letters": (HEAD + b"Q\tS\tq\t1\t\xff\xfe\xfd\t\ten\n", "a.tsv"),
    "zeroes": (HEAD + b"Q\tS\tq\t1\t\x00\t\ten\n", "a.tsv"),
    "bomb": (zipped("s.lss", b"\0" * (300 << 20)), "a.lsa"),
    "bomb beside a form": (zipped("form.xlsx", b"\0" * (300 << 20)), "a.zip"),
    "archive in an archive": (zipped("form.zip", zipped("form.zip", b"")), "a.zip"),
    "no archive": (b"PK\x03\x04" + b"\0" * 1000, "a.zip"),
    "responses": (packed_responses(), "a.lsa"),
    "deep json": (b'{"elements":' * 40_000, "a.json"),
    "large json": (b'{"pages":[' + b"0," * 5_000_000 + b"0]}", "a.json"),
    "numbers": (b'{"pages":[' + b"9" * 100_000 + b"]}", "a.json"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_soon_and_cheaply(name: str) -> None:
    content, file = HOSTILE[name]
    begun = time.process_time()
    with pytest.raises(NotReadable):
        read(content, file)
    assert time.process_time() - begun < 2
    tracemalloc.start()
    with pytest.raises(NotReadable):
        read(content, file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200 * 1024 * 1024


def test_an_expression_nested_without_end_is_named_as_lost() -> None:
    deep = "(" * 3_000 + "a == 1" + ")" * 3_000
    one = read(lss(questions=[question(1, "N", "a"), question(2, "S", "b", relevance=deep)]), "a.lss")
    assert [(loss.kind, loss.place) for loss in one.losses] == [("routing", "b")]


def test_formulas_are_texts() -> None:
    one = read(HEAD + b"Q\tS\tq\t1\t=cmd|'/c calc'!A1\t\ten\n", "a.tsv")
    assert next(read_ours(one.source).items()).question == {"en": "=cmd|'/c calc'!A1"}


MODEL: dict[str, Any] = {
    "title": {"default": "T"},
    "pages": [
        {
            "name": "p",
            "visibleIf": "{a} = 1",
            "elements": [
                {
                    "type": "radiogroup",
                    "name": "a",
                    "choices": [1, {"value": 2, "text": "b"}],
                    "hasOther": True,
                },
                {"type": "matrix", "name": "m", "rows": ["r"], "columns": [1, 2]},
                {"type": "matrixdynamic", "name": "d", "columns": [{"name": "c", "cellType": "text"}]},
                {"type": "rating", "name": "g", "rateMin": 1, "rateMax": 3},
                {"type": "multipletext", "name": "t", "items": [{"name": "i"}]},
            ],
        }
    ],
}
RESOURCE: dict[str, Any] = {
    "resourceType": "Questionnaire",
    "item": [
        {
            "linkId": "1",
            "type": "choice",
            "text": "x",
            "answerOption": [{"valueCoding": {"code": "a"}}],
            "enableWhen": [{"question": "1", "operator": "=", "answerInteger": 1}],
            "extension": [{"url": "u", "valueInteger": 1}],
            "item": [{"linkId": "2", "type": "group", "repeats": True, "item": []}],
        }
    ],
}
LOGIC = {"0": {"0": {"Operator": "Selected", "LeftOperand": "q://QID1/SelectableChoice/1"}, "Type": "If"}}
ELEMENTS: dict[str, Any] = {
    "SurveyEntry": {"SurveyName": "S"},
    "SurveyElements": [
        {
            "Element": "BL",
            "Payload": {"1": {"ID": "B", "BlockElements": [{"Type": "Question", "QuestionID": "QID1"}]}},
        },
        {"Element": "FL", "Payload": {"Type": "Root", "Flow": [{"Type": "Block", "ID": "B"}]}},
        {
            "Element": "SQ",
            "PrimaryAttribute": "QID1",
            "Payload": {
                "QuestionType": "Matrix",
                "Choices": {"1": {"Display": "a"}},
                "Answers": {"1": {"Display": "a"}, "2": {"Display": "b"}},
                "DisplayLogic": LOGIC,
                "Validation": {"Settings": {"ForceResponse": "ON"}},
            },
        },
    ],
}
ODD: tuple[Any, ...] = (None, 3, -1.5, "", "x", [], {}, [None], {"a": None}, True, "{", "\ud800")


def damaged(one: Any, dice: random.Random) -> Any:
    """The same with something odd in one place or two."""
    if dice.random() < 0.08:
        return dice.choice(ODD)
    if isinstance(one, dict):
        return {key: damaged(value, dice) for key, value in one.items()}
    return [damaged(value, dice) for value in one] if isinstance(one, list) else one


@pytest.mark.parametrize(("model", "file"), [(MODEL, "a.json"), (RESOURCE, "a.json"), (ELEMENTS, "a.qsf")])
def test_whatever_stands_where_it_should_not_is_read_or_refused(model: dict[str, Any], file: str) -> None:
    for seed in range(150):
        content = json.dumps(damaged(model, random.Random(seed))).encode()
        try:
            one = read(content, file)
        except NotReadable:
            continue
        read_ours(one.source)


EXPRESSIONS = (
    'Q1 == "A1"',
    "sum(self) == 3",
    "this > 2",
    "((",
    "1",
    "0",
    "",
    "{x.shown}",
    "unique(self)",
    "ж",
    "-a/0",
)


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_every_type_of_limesurvey_stands_whatever_is_said_of_it(kind: str) -> None:
    for seed in range(12):
        dice = random.Random(seed)
        said = dice.choice(EXPRESSIONS)
        rows = [
            question(1, "L", "Q1"),
            question(2, kind, "x", relevance=said, other=dice.choice("YN"), mandatory=dice.choice("YNS")),
            question(3, "S", "last", question="{x.shown}", relevance="!is_empty(x_a)"),
        ]
        parts = [
            part(4 + n, 2, code, scale_id=n % 2, relevance=dice.choice(EXPRESSIONS))
            for n, code in enumerate("ab")
        ]
        answers = [answer(qid, code, scale_id=dice.choice("01")) for qid in (1, 2) for code in ("A1", "A2")]
        names = (
            "em_validation_q",
            "min_answers",
            "array_filter",
            "max_num_value_n",
            "equals_num_value",
            "equation",
        )
        attributes = [attribute(2, name, dice.choice(EXPRESSIONS)) for name in names]
        one = read(
            lss(questions=rows, subquestions=parts, answers=answers, question_attributes=attributes), "a.lss"
        )
        assert "last" in [item.name for item in read_ours(one.source).items()]
