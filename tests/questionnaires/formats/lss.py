"""Small LimeSurvey files for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def lss(**tables: Sequence[Row]) -> bytes:
    """A survey file of these tables; the survey and its title come by themselves."""
    given: dict[str, Sequence[Row]] = {
        "surveys": [{"sid": 1, "language": "en", "format": "G"}],
        "surveys_languagesettings": [{"surveyls_language": "en", "surveyls_title": "A survey"}],
        "groups": [{"gid": 1, "group_name": "Part one", "language": "en", "group_order": 1}],
        **tables,
    }
    parts = "".join(_table(name, rows) for name, rows in given.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>'
        f"<DBVersion>366</DBVersion><languages><language>en</language></languages>{parts}</document>"
    ).encode()


def question(qid: int, kind: str, code: str, **more: Any) -> Row:
    """A row of the table of questions."""
    return {
        "qid": qid,
        "parent_qid": 0,
        "gid": 1,
        "type": kind,
        "title": code,
        "question": f"About {code}?",
        "language": "en",
        "question_order": qid,
        "relevance": "1",
        **more,
    }


def part(qid: int, parent: int, code: str, **more: Any) -> Row:
    """A row of the table of subquestions."""
    return question(qid, "T", code, parent_qid=parent, question=f"Part {code}", **more)


def answer(qid: int, code: str, **more: Any) -> Row:
    """A row of the table of answers."""
    return {
        "qid": qid,
        "code": code,
        "answer": f"Answer {code}",
        "sortorder": 0,
        "language": "en",
        "scale_id": 0,
        **more,
    }


def attribute(qid: int, name: str, value: Any, language: str = "") -> Row:
    """A row of the table of attributes."""
    return {"qid": qid, "attribute": name, "value": value, "language": language}


def lsr(rows: Sequence[Row]) -> bytes:
    """The responses of a survey."""
    return (
        f"<document><LimeSurveyDocType>Responses</LimeSurveyDocType>{_table('responses', rows)}</document>"
    ).encode()


def _table(name: str, rows: Sequence[Row]) -> str:
    written = "".join(
        "<row>" + "".join(f"<{key}><![CDATA[{value}]]></{key}>" for key, value in row.items()) + "</row>"
        for row in rows
    )
    return f"<{name}><fields></fields><rows>{written}</rows></{name}>"
