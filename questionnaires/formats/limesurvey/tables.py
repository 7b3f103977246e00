""".lss, .lsg and .lsq: a database's tables in XML, in the order and with the columns of its version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from questionnaires.formats import NotReadable, safe_xml
from questionnaires.formats.limesurvey.found import found
from questionnaires.formats.limesurvey.survey import Group, Part, Question, Survey, Texts

MOST_ELEMENTS = 400_000
KINDS = ("Survey", "Group", "Question")

Row = Mapping[str, str]


class Tables:
    """The tables of a file: name -> rows, an empty cell an absent one."""

    def __init__(self, content: bytes) -> None:
        self.rows: dict[str, list[dict[str, str]]] = defaultdict(list)
        self.doctype = self.version = ""
        self.languages: list[str] = []
        self._path: list[str] = []
        self._row: dict[str, str] = {}
        safe_xml.walk(content, self._begin, self._end, most=MOST_ELEMENTS)

    def _begin(self, name: str, _: Mapping[str, str]) -> None:
        self._path.append(name.rpartition(" ")[2])
        if len(self._path) == 1 and self._path != ["document"]:
            raise NotReadable("it is XML, but no file of LimeSurvey")

    def _end(self, name: str, text: str) -> None:
        depth = len(self._path)
        self._path.pop()
        if depth == 5 and text:
            self._row[name] = text
        elif depth == 4 and self._path[2] == "rows":
            self.rows[self._path[1]].append(self._row)
            self._row = {}
        elif depth == 3 and self._path[1] == "languages":
            self.languages.append(text.strip())
        elif depth == 2 and name == "LimeSurveyDocType":
            self.doctype = text.strip()
        elif depth == 2 and name == "DBVersion":
            self.version = text.strip()


def read(content: bytes) -> Survey:
    """The survey, group or question of a file."""
    tables = Tables(content)
    if tables.doctype not in KINDS:
        raise NotReadable(f"it is no survey of LimeSurvey but “{tables.doctype[:40]}”")
    survey = Survey(tables.doctype, tables.version)
    _settings(survey, tables)
    _groups(survey, tables)
    _questions(survey, tables)
    survey.quotas = list(tables.rows["quota"])
    survey.counts = {
        name: len(tables.rows[table])
        for name, table in (
            ("quota_members", "quota_members"),
            ("assessments", "assessments"),
            ("conditions", "conditions"),
            ("defaults", "defaultvalues"),
        )
    }
    survey.found = found(survey, tables.languages)
    return survey


def _settings(survey: Survey, tables: Tables) -> None:
    settings = next(iter(tables.rows["surveys"]), {})
    survey.settings, survey.sid = settings, settings.get("sid", "")
    base = settings.get("language", "")
    named = [base, *settings.get("additional_languages", "").split(), *tables.languages]
    spoken = [row.get("language", "") for rows in tables.rows.values() for row in rows]
    survey.languages = [one for one in dict.fromkeys(named if any(named) else spoken) if one] or ["en"]
    for row in tables.rows["surveys_languagesettings"]:
        language = row.get("surveyls_language", "")
        survey.titles[language] = row.get("surveyls_title", "")
        survey.welcomes[language] = row.get("surveyls_welcometext", "")
        survey.ends[language] = row.get("surveyls_endtext", "")
        survey.descriptions[language] = row.get("surveyls_description", "")
        survey.policies[language] = row.get("surveyls_policy_notice", "")
        survey.addresses[language] = row.get("surveyls_url", "")


def _texts(tables: Tables, table: str, key: str, column: str) -> dict[str, Texts]:
    """Key -> texts, from the table itself (one row per language) or its table of languages."""
    texts: dict[str, Texts] = defaultdict(dict)
    for name in (table, f"{table[:-1]}_l10ns" if table != "subquestions" else "question_l10ns"):
        for row in tables.rows[name]:
            if "language" in row and (column in row or key in row):
                texts[row.get(key, "")].setdefault(row["language"], row.get(column, ""))
    return texts


def _groups(survey: Survey, tables: Tables) -> None:
    titles = _texts(tables, "groups", "gid", "group_name")
    descriptions = _texts(tables, "groups", "gid", "description")
    for row in _once(tables.rows["groups"], "gid"):
        gid = row.get("gid", "")
        group = Group(gid, _whole(row.get("group_order")), titles[gid], descriptions[gid], row=row)
        group.relevance, group.randomization = row.get("grelevance", ""), row.get("randomization_group", "")
        survey.groups.append(group)
    survey.groups.sort(key=lambda group: group.order)


def _questions(survey: Survey, tables: Tables) -> None:
    places = {group.gid: place for place, group in enumerate(survey.groups)}
    texts, helps = (
        _texts(tables, "questions", "qid", "question"),
        _texts(tables, "questions", "qid", "help"),
    )
    known: dict[str, Question] = {}
    for row in _once(tables.rows["questions"], "qid"):
        if row.get("parent_qid", "0") not in ("", "0"):
            tables.rows["subquestions"].append(dict(row))
            continue
        known[row.get("qid", "")] = one = _question(row, texts, helps)
        survey.questions.append(one)
    survey.questions.sort(key=lambda one: (places.get(one.gid, len(places)), one.order))
    _subquestions(known, tables)
    _answers(known, tables)
    _attributes(known, tables)
    survey.scripts = {
        row.get("qid", "") for row in tables.rows["question_l10ns"] if row.get("script", "").strip()
    }
    _defaults(known, tables)
    for row in tables.rows["conditions"]:
        if row.get("qid", "") in known:
            known[row["qid"]].conditions.append(row)


def _question(row: Row, texts: Mapping[str, Texts], helps: Mapping[str, Texts]) -> Question:
    qid = row.get("qid", "")
    return Question(
        row.get("title", ""),
        row.get("type", ""),
        row.get("gid", ""),
        qid,
        _whole(row.get("question_order")),
        texts.get(qid, {}),
        helps.get(qid, {}),
        row.get("mandatory", ""),
        row.get("other", ""),
        row.get("relevance", ""),
        row.get("preg", ""),
        row=row,
    )


def _subquestions(known: Mapping[str, Question], tables: Tables) -> None:
    texts = _texts(tables, "subquestions", "qid", "question")
    for row in _once(tables.rows["subquestions"], "qid"):
        question = known.get(row.get("parent_qid", ""))
        if question is None:
            continue
        qid = row.get("qid", "")
        part = Part(
            row.get("title", ""), row.get("scale_id", "0"), _whole(row.get("question_order")), texts[qid]
        )
        part.relevance, part.qid, part.row = row.get("relevance", ""), qid, row
        question.subquestions.append(part)
    for question in known.values():
        question.subquestions.sort(key=lambda part: (part.scale, part.order))


def _answers(known: Mapping[str, Question], tables: Tables) -> None:
    apart = _texts(tables, "answers", "aid", "answer")
    found: dict[tuple[str, str, str], Part] = {}
    for row in tables.rows["answers"]:
        question = known.get(row.get("qid", ""))
        if question is None:
            continue
        key = question.qid, row.get("scale_id", "0"), row.get("code", "")
        if key not in found:
            found[key] = part = Part(key[2], key[1], _whole(row.get("sortorder")), row=row)
            part.value = _number(row.get("assessment_value"))
            part.texts = dict(apart[row["aid"]]) if "aid" in row else {}
            question.answers.append(part)
        if "language" in row:
            found[key].texts[row["language"]] = row.get("answer", "")
    for question in known.values():
        question.answers.sort(key=lambda part: (part.scale, part.order))


def _attributes(known: Mapping[str, Question], tables: Tables) -> None:
    for row in tables.rows["question_attributes"]:
        question, value = known.get(row.get("qid", "")), row.get("value", "")
        if question is not None and value:
            language = f"@{row['language']}" if row.get("language") else ""
            question.attributes[row.get("attribute", "") + language] = value


def _defaults(known: Mapping[str, Question], tables: Tables) -> None:
    apart = _texts(tables, "defaultvalues", "dvid", "defaultvalue")
    for row in tables.rows["defaultvalues"]:
        question = known.get(row.get("qid", ""))
        if question is None:
            continue
        texts = (
            apart[row["dvid"]] if "dvid" in row else {row.get("language", ""): row.get("defaultvalue", "")}
        )
        sub = "" if row.get("sqid") == "0" else row.get("sqid", "")
        question.defaults.append((sub, row.get("specialtype", ""), dict(texts)))


def _once(rows: Iterable[Row], key: str) -> list[Row]:
    """One row for each value of the column: other languages repeat it."""
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row.get(key, ""), row)
    return list(first.values())


def _whole(text: str | None) -> int:
    return int(text) if text and text.lstrip("-").isascii() and text.lstrip("-").isdigit() else 0


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
