"""Responses of LimeSurvey as our CSV and codebook. Ids, tokens, addresses and times are never read, and the
order in which people answered is not kept."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analysis.codebook_files import to_json
from questionnaires.coding import codebook, record
from questionnaires.formats import safe_xml
from questionnaires.formats.limesurvey.symbols import Symbol
from questionnaires.functions import number_of
from questionnaires.questionnaire import Item, Questionnaire
from questionnaires.reader import read as read_ours
from questionnaires.types import type_of

if TYPE_CHECKING:
    from questionnaires.formats.limesurvey.build import Build

MOST_ELEMENTS = 500_000
_DAY, _HOUR = slice(0, 10), slice(11, 16)


@dataclass(frozen=True, slots=True)
class Responses:
    """How many `rows` there were, the `files`, and what is to be said about them."""

    rows: int
    files: Mapping[str, bytes]
    remarks: tuple[str, ...]


def read(content: bytes, made: Build, source: str) -> Responses:
    """The responses, coded by the questionnaire that was made of the survey."""
    questionnaire = read_ours(source)
    coder = _Coder(questionnaire, made.symbols)
    collected = _Collected()
    safe_xml.walk(content, collected.begin, collected.end, most=MOST_ELEMENTS)
    records = sorted(map(coder.record, collected.rows), key=lambda one: json.dumps(one, sort_keys=True))
    book = codebook(questionnaire)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [one.name for one in book.variables], lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    files = {".csv": out.getvalue().encode(), ".codebook.json": to_json(book).encode()}
    remarks = [
        f"responses: {count} answers to {column} could not be given here"
        for column, count in coder.odd.items()
    ]
    return Responses(len(records), files, tuple(remarks))


class _Collected:
    """Rows as they end; only columns of questions are kept."""

    def __init__(self) -> None:
        self.rows: list[dict[str, str]] = []
        self._depth = 0
        self._row: dict[str, str] = {}

    def begin(self, name: str, _: Mapping[str, str]) -> None:
        self._depth += 1

    def end(self, name: str, text: str) -> None:
        self._depth -= 1
        if name == "row":
            self.rows.append(self._row)
            self._row = {}
        elif self._depth == 4 and name[:1] == "_" and text:
            self._row[name[1:]] = text


@dataclass(slots=True)
class _Row:
    answers: dict[str, Any] = field(default_factory=dict)
    write_ins: dict[str, str] = field(default_factory=dict)


class _Coder:
    """Puts columns of LimeSurvey into answers of ours."""

    def __init__(self, questionnaire: Questionnaire, symbols: Mapping[str, Symbol]) -> None:
        self.odd: Counter[str] = Counter()
        self._questionnaire = questionnaire
        self._symbols = symbols
        self._items = {item.name: (item, "") for item in questionnaire.items()}
        for item in questionnaire.items():
            self._items |= {f"{item.name}_{row.name}": (item, row.name) for row in item.rows}

    def record(self, row: Mapping[str, str]) -> dict[str, Any]:
        """One response: every variable of ours."""
        found = _Row()
        for column, text in row.items():
            symbol = self._symbols.get(column)
            if symbol is not None and symbol.name in self._items:
                self._put(found, symbol, text, column)
        return record(self._questionnaire, self._whole(found.answers), found.write_ins)

    def _put(self, found: _Row, symbol: Symbol, text: str, column: str) -> None:
        item, part = self._items[symbol.name]
        if symbol.kind == "lost":
            found.write_ins[f"{item.name}.{symbol.option}"] = text
        elif symbol.kind == "choice":
            self._choose(found, item, part, symbol, text)
        elif symbol.kind == "place":
            if text in symbol.codes:
                found.answers.setdefault(item.name, {})[int(symbol.option)] = symbol.codes[text]
        else:
            value = self._value(item, symbol, text)
            if value is None:
                self.odd[column] += 1
            elif part:
                found.answers.setdefault(item.name, {})[part] = value
            else:
                found.answers[item.name] = value
        if item.type == "date" and f"{column}#time" in self._symbols:
            self._put(found, self._symbols[f"{column}#time"], text, column)

    def _choose(self, found: _Row, item: Item, part: str, symbol: Symbol, text: str) -> None:
        """A ticked box, or the words beside “other”."""
        option = item.option(symbol.option)
        if option is not None and option.write_in and text != "Y":
            found.write_ins[f"{item.name}.{symbol.option}"] = text
        if text in ("", "N", "0"):
            return
        if item.type == "acknowledgement":
            found.answers[item.name] = "yes"
        elif part:
            found.answers.setdefault(item.name, {}).setdefault(part, []).append(symbol.option)
        else:
            found.answers.setdefault(item.name, []).append(symbol.option)

    def _value(self, item: Item, symbol: Symbol, text: str) -> Any:
        if symbol.kind == "coded":
            return symbol.codes.get(text)
        if item.type in ("date", "time"):
            return text[_DAY if item.type == "date" else _HOUR] or None
        if symbol.kind == "number":
            value = number_of(text.strip())
            return value if value is None or value != int(value) else int(value)
        return text

    def _whole(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Answers as our types take them: ranks in order, choices in the order of the options."""
        found = dict(answers)
        for name, answer in answers.items():
            item, _ = self._items[name]
            if item.type == "ranking":
                found[name] = [answer[place] for place in sorted(answer)]
            elif item.type == "multiple":
                found[name] = [option.value for option in item.options if option.value in answer]
            elif item.type == "constant_sum":
                found[name] = {row.name: answer.get(row.name, 0) for row in item.rows}
        refused = [name for name, answer in found.items() if not _acceptable(self._items[name][0], answer)]
        self.odd.update(refused)
        return {name: answer for name, answer in found.items() if name not in refused}


def _acceptable(item: Item, answer: Any) -> bool:
    """Whether the answer could have been given to the item of ours."""
    if type_of(item).computed:
        return True
    return not type_of(item).parse(item, type_of(item).fill(item, answer, {})).problems
