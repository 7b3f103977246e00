"""What a file says in its own words: the form with which tests compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from questionnaires.formats.limesurvey.survey import TYPES, Part, Question, Survey

Said = dict[str, Any]


def found(survey: Survey, languages: Sequence[str]) -> Said:
    """The survey as the collections of tests describe it."""
    settings = survey.settings
    return {
        "doctype": survey.doctype,
        "dbversion": survey.version or None,
        "sid": survey.sid or None,
        "format": settings.get("format"),
        "language": settings.get("language"),
        "additional_languages": settings.get("additional_languages", "" if settings else None),
        "languages": list(languages),
        "titles": dict(survey.titles),
        "anonymized": settings.get("anonymized"),
        "groups": [
            {
                "gid": group.gid,
                "order": group.order,
                "relevance": group.relevance or None,
                "randomization": group.randomization or None,
                "titles": dict(group.titles),
            }
            for group in survey.groups
        ],
        "questions": [_question(one, place) for place, one in enumerate(survey.questions, 1)],
        "quotas": [
            {key: quota.get(key) for key in ("name", "qlimit", "action", "active")} for quota in survey.quotas
        ],
        **survey.counts,
    }


def _question(one: Question, place: int) -> Said:
    said: Said = {
        "qid": one.qid,
        "gid": one.gid,
        "code": one.code,
        "type": one.type,
        "type_name": TYPES.get(one.type, one.type),
        "mandatory": one.row.get("mandatory"),
        "relevance": one.row.get("relevance"),
        "other": one.row.get("other"),
        "order": place,
        "labels": dict(one.texts),
    }
    helps = {language: text for language, text in one.help.items() if text}
    more: Mapping[str, Any] = {
        "help": helps,
        "validation": one.pattern,
        "subquestions": [_subquestion(part) for part in one.subquestions],
        "answers": [_answer(part) for part in one.answers],
        "attributes": dict(one.attributes),
    }
    return said | {key: value for key, value in more.items() if value}


def _subquestion(part: Part) -> Said:
    said: Said = {"code": part.code, "order": part.order, "scale": part.scale, "labels": dict(part.texts)}
    return said | ({"relevance": part.relevance} if part.relevance else {})


def _answer(part: Part) -> Said:
    value = part.row.get("assessment_value")
    return {
        "code": part.code,
        "scale": part.scale,
        "order": part.order,
        "assessment": value,
        "labels": dict(part.texts),
    }
