"""The tab-separated form: a row for each setting, group, question, subquestion, answer and language."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from questionnaires.formats import NotReadable
from questionnaires.formats.limesurvey.survey import Group, Part, Question, Survey

MOST_ROWS = 100_000
NEEDED = ("class", "name", "text", "language")
COLUMNS = frozenset(
    (
        "id",
        "related_id",
        "class",
        "type/scale",
        "name",
        "relevance",
        "text",
        "help",
        "language",
        "validation",
        "mandatory",
        "encrypted",
        "other",
        "default",
        "same_default",
        "same_script",
    )
)
_SAID = ("type/scale", "name", "relevance", "text", "language", "mandatory", "other")
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read(content: bytes) -> Survey:
    """The survey of a tab-separated file; NotReadable with the row where it cannot be one."""
    made = _Made()
    rows = 0
    for number, row in _rows(content):
        rows += 1
        made.add(number, row)
    survey = made.survey
    survey.languages = list(dict.fromkeys(made.languages)) or ["en"]
    survey.found = {
        "format": "LimeSurvey TSV",
        "rows": rows,
        "questions": made.said,
        "counts": dict(made.counts),
    }
    return survey


def suits(content: bytes) -> bool:
    """Whether the first line has the columns of a survey."""
    try:
        first = _text(content[:4096], "replace").split("\n", 1)[0]
    except NotReadable:
        return False
    cells = {cell.strip().strip('"').lower() for cell in first.split("\t")}
    return cells.issuperset(NEEDED)


def _text(content: bytes, errors: str = "strict") -> str:
    encoding = next((name for bom, name in _BOMS.items() if content.startswith(bom)), "utf-8")
    try:
        return content.decode(encoding, errors)
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise NotReadable("its characters are not UTF-8", row=row) from None


def _rows(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    text = _text(content)
    if "\x00" in text:
        raise NotReadable("it holds characters that no text has")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    try:
        head = [cell.strip().lower() for cell in next(reader, [])]
        if not set(head).issuperset(NEEDED):
            raise NotReadable(f"the first row must name the columns {', '.join(NEEDED)}", row=1)
        for place, cells in enumerate(reader):
            if place >= MOST_ROWS:
                raise NotReadable(f"it has more than {MOST_ROWS} rows", row=MOST_ROWS)
            if any(cells):
                yield reader.line_num, dict(zip(head, cells, strict=False))
    except csv.Error as error:
        raise NotReadable(f"it is no table: {error}", row=reader.line_num) from None


class _Made:
    """The survey as far as its rows were read. Languages repeat groups and questions by name."""

    def __init__(self) -> None:
        self.survey = Survey(doctype="TSV")
        self.settings: dict[str, str] = {}
        self.survey.settings = self.settings
        self.languages: list[str] = []
        self.said: list[dict[str, str]] = []
        self.counts: Counter[str] = Counter()
        self._groups: dict[str, Group] = {}
        self._questions: dict[str, Question] = {}
        self._gid = ""
        self._question: Question | None = None

    def add(self, number: int, row: dict[str, str]) -> None:
        """One row."""
        kind = row.get("class", "").strip().upper()
        self.counts[kind] += 1
        language = row.get("language", "").strip() or (self.languages[0] if self.languages else "en")
        if kind == "S":
            self._setting(row)
        elif kind == "SL":
            self._text(row, language)
        elif kind == "G":
            self._group(row, language)
        elif kind == "Q":
            self._ask(number, row, language)
        elif kind in ("SQ", "A"):
            self._part(number, kind, row, language)
        elif kind == "QTA":
            self.survey.quotas.append({"name": row.get("name", "")})
        elif kind == "AS":
            self.survey.counts["assessments"] = self.survey.counts.get("assessments", 0) + 1

    def _setting(self, row: dict[str, str]) -> None:
        name, text = row.get("name", ""), row.get("text", "").strip()
        self.settings[name] = text
        if name in ("language", "additional_languages"):
            self.languages += text.split()
            self.languages.sort(key=lambda one: one != self.settings.get("language"))

    def _text(self, row: dict[str, str], language: str) -> None:
        self.languages.append(language)
        texts = {
            "surveyls_title": self.survey.titles,
            "surveyls_welcometext": self.survey.welcomes,
            "surveyls_endtext": self.survey.ends,
            "surveyls_description": self.survey.descriptions,
        }.get(row.get("name", ""))
        if texts is not None:
            texts[language] = row.get("text", "")

    def _group(self, row: dict[str, str], language: str) -> None:
        self._gid = row.get("type/scale", "").strip() or row.get("name", "")
        group = self._groups.get(self._gid)
        if group is None:
            group = self._groups[self._gid] = Group(self._gid, len(self._groups), row=row)
            group.relevance = row.get("relevance", "")
            group.randomization = row.get("random_group", "") or row.get("randomization_group", "")
            self.survey.groups.append(group)
        group.titles[language] = row.get("name", "")
        group.descriptions[language] = row.get("text", "")

    def _ask(self, number: int, row: dict[str, str], language: str) -> None:
        code = row.get("name", "").strip()
        if not code:
            raise NotReadable("a question has no name", row=number)
        self.said.append({key: row[key] for key in _SAID if row.get(key)})
        self.languages.append(language)
        question = self._questions.get(code)
        if question is None:
            kind = row.get("type/scale", "").strip()
            if not kind:
                raise NotReadable(f"the question “{code[:40]}” has no type", row=number)
            question = self._questions[code] = Question(
                code, kind, self._gid, row.get("id", "") or code, len(self._questions), row=row
            )
            question.mandatory, question.other = row.get("mandatory", ""), row.get("other", "")
            question.relevance, question.pattern = row.get("relevance", ""), row.get("validation", "")
            question.attributes = {
                key: value for key, value in row.items() if value and key not in COLUMNS and key
            }
            self.survey.questions.append(question)
        question.texts[language], question.help[language] = row.get("text", ""), row.get("help", "")
        if row.get("default"):
            question.defaults.append(("", "", {language: row["default"]}))
        self._question = question

    def _part(self, number: int, kind: str, row: dict[str, str], language: str) -> None:
        if self._question is None:
            raise NotReadable("an answer or subquestion stands before any question", row=number)
        code, scale = row.get("name", "").strip(), row.get("type/scale", "").strip() or "0"
        parts = self._question.subquestions if kind == "SQ" else self._question.answers
        part = next((one for one in parts if (one.code, one.scale) == (code, scale)), None)
        if part is None:
            part = Part(code, scale, len(parts), qid=code, row=row)
            part.relevance = row.get("relevance", "") if kind == "SQ" else ""
            parts.append(part)
        part.texts[language] = row.get("text", "")
        if kind == "SQ" and row.get("default"):
            self._question.defaults.append((part.qid, "", {language: row["default"]}))
