"""What stands in files beside a form: lists of choices, and tables in which values are looked up.

A file that came along is taken in; of one that did not only its name is, and what is asked of it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Any

from questionnaires.formats import Beside, NotReadable
from questionnaires.formats.drafts import Draft, safe_name, unique
from questionnaires.formats.safe_xml import tree
from questionnaires.formats.xlsform.nouns import Choice, Form, Texts
from questionnaires.lookups import MOST_CELLS

MOST_CHOICES = 12_000
"""Choices of one file that can be written out."""

Rows = list[dict[str, str]]


class Tables:
    """The files of a form, and the tables of the draft."""

    def __init__(self, form: Form, draft: Draft, beside: Beside) -> None:
        self._form, self._draft, self._beside = form, draft, beside
        self._names: dict[str, str] = {}
        self._read: dict[str, Rows | None] = {}
        self._files: dict[str, str] = {
            one.name: f"{one.name}.xml" for one in form.elements() if one.type == "xml-external"
        }
        self._files |= {
            one.listed.rpartition(".")[0]: one.listed for one in form.elements() if "from_file" in one.type
        }

    def named(self, foreign: str) -> str:
        """Our name for the table of that name; it is in the draft then."""
        if foreign not in self._names:
            tables: dict[str, Any] = self._draft.more.setdefault("lookups", {})
            ours = unique(safe_name(foreign), tables)
            self._names[foreign] = ours
            file = self._files.get(foreign, f"{foreign}.csv")
            rows = self._listed(foreign) or self.rows(file)
            if not rows:
                self._draft.remarks.append(f"{file} did not come along: a table is still to come")
            tables[ours] = _table(rows) if rows else {"to come": file}
        return self._names[foreign]

    def listed(self, question: str) -> str:
        """The list that a question chooses from; "" where it chooses from none."""
        asked = next((one for one in self._form.elements() if one.name == question), None)
        if asked is not None and len(self._draft.languages) > 1:
            self._draft.remarks.append(f"{asked.path}: the words of its choices are computed in one language")
        return asked.listed.removesuffix(".csv") if asked is not None else ""

    def _listed(self, name: str) -> Rows:
        """A list of choices as a table."""
        language = self._form.default_language
        return [
            {
                **one.extra,
                "name": one.name,
                "label": one.labels.get(language, next(iter(one.labels.values()), "")),
            }
            for one in self._form.choices.get(name, ())
        ]

    def rows(self, file: str) -> Rows | None:
        """The rows of a file beside the form; None where it did not come along, or cannot be read."""
        if file not in self._read:
            content = self._beside(file)
            self._read[file] = None if content is None else self._rows(content, file)
        return self._read[file]

    def _rows(self, content: bytes, file: str) -> Rows | None:
        try:
            rows = _of_xml(content) if file.endswith(".xml") else _of_csv(content)
        except (NotReadable, ValueError, csv.Error) as reason:
            self._draft.lose("setting", file, f"the file cannot be read: {reason}")
            return None
        cells = len(rows) * max(map(len, rows), default=0)
        if len(rows) > MOST_CHOICES or cells > MOST_CELLS:
            self._draft.lose("setting", file, f"the file has {len(rows)} rows, too many to be written out")
            return None
        return rows or None

    def choices(self, file: str, code: str, label: str) -> list[Choice] | None:
        """The choices of a file beside the form."""
        return None if (rows := self.rows(file)) is None else [_choice(row, code, label) for row in rows]


def _choice(row: Mapping[str, str], code: str, label: str) -> Choice:
    texts: Texts = {}
    for header, text in row.items():
        if header == label or header.startswith(f"{label}::"):
            texts[header.partition("::")[2] or "default"] = text
    return Choice(
        row.get(code, ""), texts, {key: text for key, text in row.items() if key not in (code, label)}
    )


def _table(rows: Rows) -> dict[str, Any]:
    columns = list(dict.fromkeys(header for row in rows for header in row))
    return {"columns": columns, "rows": [[row.get(one, "") for one in columns] for row in rows]}


def _of_csv(content: bytes) -> Rows:
    reader = csv.DictReader(StringIO(content.decode("utf-8-sig")), restval="")
    return [{str(key): str(text) for key, text in row.items() if key} for row in reader]


def _of_xml(content: bytes) -> Rows:
    return [
        {cell.name: cell.text.strip() for cell in row.children}
        for row in tree(content).children
        if row.children
    ]
