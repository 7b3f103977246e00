"""Our questionnaires as .lss files. What LimeSurvey has no place for is named."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from html import escape
from typing import Any

from analysis.codebook import Text
from questionnaires.conditions import Condition
from questionnaires.formats import Loss
from questionnaires.formats.drafts import unique
from questionnaires.formats.limesurvey import ours
from questionnaires.formats.limesurvey.terms import Untranslatable
from questionnaires.questionnaire import Item, Questionnaire, Section

VERSION = "500"
"""Of LimeSurvey's database: texts stand in tables of their own, by language."""

NAME = "saualnama_name"
"""An attribute of the writer's own: the name of the item, and of its codes, as they are here."""

Row = dict[str, Any]


class Tables:
    """The rows of a file in the making, and what could not be kept."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.rows: dict[str, list[Row]] = defaultdict(list)
        self.losses: list[Loss] = []
        self.known: dict[str, ours.Theirs] = {}
        self.languages = questionnaire.languages
        self.codes: set[str] = set()
        self.gid = 0
        self._ids = 0

    def lose(self, kind: str, place: str, reason: str) -> None:
        """Name something that LimeSurvey cannot hold."""
        self.losses.append(Loss(place, kind, reason, declared=True))

    def number(self) -> int:
        """A number that no other row has."""
        self._ids += 1
        return self._ids

    def code(self, name: str) -> str:
        """A question's code: letters and digits, at most 20."""
        plain = re.sub(r"[^A-Za-z0-9]", "", name)[:18] or "q"
        found = unique(plain, self.codes).replace("_", "x")
        self.codes |= {found, found.replace("x", "_")}
        return found

    def said(self, condition: Condition | None, place: str) -> str:
        """A condition as relevance; “1” and a loss where it cannot be."""
        if condition is None:
            return "1"
        try:
            return ours.condition(condition.tree, self.known)
        except Untranslatable as error:
            self.lose("routing", place, str(error))
            return "1"

    def question(self, kind: str, code: str, texts: Text, **more: Any) -> int:
        """A question or subquestion with its texts; its id."""
        qid = self.number()
        table = "subquestions" if more.get("parent_qid") else "questions"
        row = {"qid": qid, "parent_qid": 0, "sid": 1, "gid": self.gid, "type": kind, "title": code}
        row |= {"preg": "", "other": "N", "mandatory": "N", "question_order": qid, "scale_id": 0}
        help_texts = more.pop("help", {})
        self.rows[table].append(row | {"same_default": 0, "relevance": "1", "encrypted": "N"} | more)
        for language in self.languages:
            text = {"qid": qid, "question": texts.get(language, ""), "help": help_texts.get(language, "")}
            self.rows["question_l10ns"].append({"id": self.number(), **text, "language": language})
        return qid

    def answer(self, qid: int, code: str, texts: Text, score: float | None) -> None:
        """An answer with its texts."""
        aid = self.number()
        row = {"aid": aid, "qid": qid, "code": code, "sortorder": aid, "scale_id": 0}
        self.rows["answers"].append(row | {"assessment_value": int(score or 0)})
        for language, text in texts.items():
            said = {
                "id": self.number(),
                "aid": aid,
                "answer": escape(text, quote=False),
                "language": language,
            }
            self.rows["answer_l10ns"].append(said)

    def attribute(self, qid: int, name: str, value: Any, language: str = "") -> None:
        """An attribute of a question, where it says something."""
        if value not in (None, "", {}):
            row = {"qid": qid, "attribute": name, "value": value, "language": language}
            self.rows["question_attributes"].append(row)


def plain(text: Text) -> Text:
    """A plain text as HTML."""
    return {language: escape(one, quote=False).replace("\n", "<br />") for language, one in text.items()}


def html(text: Text) -> Text:
    """Our Markdown as HTML."""
    from markdown_it import MarkdownIt

    render = MarkdownIt("zero").enable(["list", "emphasis", "newline", "escape", "entity"]).render
    return {language: render(one).strip() for language, one in text.items()}


def write(questionnaire: Questionnaire) -> tuple[bytes, tuple[Loss, ...]]:
    """The .lss file of a questionnaire, and what LimeSurvey cannot hold."""
    tables = Tables(questionnaire)
    _survey(tables, questionnaire)
    for section in questionnaire.sections:
        _section(tables, section)
    for what, given in (("scales", questionnaire.scales), ("keep with answers", questionnaire.keep)):
        if given:
            tables.lose("setting", what, "LimeSurvey has no place for it")
    return _xml(tables, questionnaire), tuple(sorted(set(tables.losses)))


def _survey(tables: Tables, questionnaire: Questionnaire) -> None:
    base, *others = questionnaire.languages
    settings = {"sid": 1, "admin": "", "anonymized": "Y", "format": "G", "savetimings": "N", "datestamp": "N"}
    settings |= {"ipaddr": "N", "refurl": "N", "language": base, "additional_languages": " ".join(others)}
    tables.rows["surveys"].append(settings)
    introduction, thanks = html(questionnaire.introduction), html(questionnaire.thanks)
    for language in questionnaire.languages:
        row = {"surveyls_survey_id": 1, "surveyls_language": language}
        row |= {"surveyls_title": escape(questionnaire.title[language], quote=False)}
        row |= {
            "surveyls_welcometext": introduction.get(language, ""),
            "surveyls_endtext": thanks.get(language, ""),
        }
        tables.rows["surveys_languagesettings"].append(row)


def _section(tables: Tables, section: Section) -> None:
    from questionnaires.formats.limesurvey.kinds_out import KINDS_OUT

    gid = tables.number()
    tables.gid = gid
    relevance = tables.said(section.shown_if, section.name)
    tables.rows["groups"].append(
        {"gid": gid, "sid": 1, "group_order": gid, "randomization_group": "", "grelevance": relevance}
    )
    titles, introduction = plain(section.title), html(section.introduction)
    for language in tables.languages:
        row = {"id": tables.number(), "gid": gid, "group_name": titles[language], "language": language}
        tables.rows["group_l10ns"].append(row | {"description": introduction.get(language, "")})
    if section.shuffled:
        tables.lose("setting", section.name, "a group's questions cannot be shuffled as a whole")
    for item in section.items:
        kind = KINDS_OUT.get(item.type)
        if kind is None:
            tables.lose("type", item.name, f"LimeSurvey has no questions of the type “{item.type}”")
            continue
        qid = kind(tables, item)
        _named(tables, item, qid)
        _checks(tables, item, qid)
        _unkept(tables, item)


def _named(tables: Tables, item: Item, qid: int) -> None:
    tables.attribute(qid, NAME, item.name)
    known = tables.known.get(item.name)
    codes = known.codes if known else {}
    for mine, there in codes.items():
        if mine != there:
            tables.attribute(qid, f"{NAME}_{there}", mine)
    for option in item.options:
        if option.missing and option.value in codes:
            tables.attribute(qid, f"saualnama_missing_{codes[option.value]}", option.missing)
    tables.attribute(qid, "random_order", 1 if item.shuffled else "")


def _checks(tables: Tables, item: Item, qid: int) -> None:
    said = []
    for check in item.checks:
        if check.soft:
            tables.lose("check", item.name, "a check that only asks to look again cannot be held")
            continue
        try:
            said.append((ours.condition(check.holds.tree, tables.known), check.said))
        except Untranslatable as error:
            tables.lose("check", item.name, str(error))
    if said:
        tables.attribute(qid, "em_validation_q", " and ".join(f"({one})" for one, _ in said))
        for language in tables.languages:
            tables.attribute(
                qid, "em_validation_q_tip", " ".join(text[language] for _, text in said), language
            )


def _unkept(tables: Tables, item: Item) -> None:
    """What of an item LimeSurvey has no place for."""
    reasons: Mapping[str, Any] = {
        "a background fact is not marked": item.background,
        "bands are cut in the analysis": item.bands,
        "unions of codes are made in the analysis": item.nets,
        "that a scale is turned round is not marked": item.reversed or any(row.reversed for row in item.rows),
        "that a code counts as no answer is not marked": any(option.missing for option in item.options),
        "that codes have an order is not marked": item.settings.get("ordered"),
        "what stands in a field beforehand is left out": item.default is not None or item.starts,
        "that some only must answer is not kept": item.needed_if,
        "a note that stops people lets them go on": item.required and item.type == "note",
        "a list that is still to come has one code only": any(one.awaited for one in item.options),
        "options that follow an earlier answer are offered to all": any(
            one.offered_if for one in item.options
        ),
    }
    for reason, given in reasons.items():
        if given:
            tables.lose("setting", item.name, reason)


def _xml(tables: Tables, questionnaire: Questionnaire) -> bytes:
    languages = "".join(f"<language>{one}</language>" for one in questionnaire.languages)
    parts = "\n".join(_table(name, rows) for name, rows in tables.rows.items() if rows)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<document>\n<LimeSurveyDocType>Survey</LimeSurveyDocType>\n'
        f"<DBVersion>{VERSION}</DBVersion>\n<languages>{languages}</languages>\n{parts}\n</document>\n"
    ).encode()


def _table(name: str, rows: list[Row]) -> str:
    columns = dict.fromkeys(key for row in rows for key in row)
    fields = "".join(f"<fieldname>{column}</fieldname>" for column in columns)
    written = "\n".join(f"<row>{''.join(_cell(*cell) for cell in row.items())}</row>" for row in rows)
    return f"<{name}>\n<fields>{fields}</fields>\n<rows>\n{written}\n</rows>\n</{name}>"


def _cell(name: str, value: Any) -> str:
    text = str(value).replace("]]>", "]]]]><![CDATA[>")
    return f"<{name}><![CDATA[{text}]]></{name}>" if text else f"<{name}/>"
