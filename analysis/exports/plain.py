"""CSV with its codebook beside it: codes, numbers and texts, words for why an answer is missing."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from analysis.codebook import MISSING_KINDS, SKIPPED
from analysis.codebook_files import to_json
from analysis.columns import Column
from analysis.exports.losses import Loss, loss, lost
from analysis.exports.prepared import design_losses
from analysis.exports.registry import Export, register
from analysis.exports.shared import blocks
from analysis.imports.labelled import written
from analysis.microdata import Microdata
from analysis.spreadsheets import guarded_text

ROWS = 20_000
_NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?")


def write(data: Microdata, path: Path, language: str) -> None:
    """The rows: UTF-8, comma, a header, an empty field for a blank answer. Labels are in the codebook."""
    columns = [*data.columns.values()]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([guarded_text(column.variable.name) for column in columns])
        for rows in blocks(data, ROWS):
            writer.writerows(zip(*map(words, rows), strict=True))


def write_codebook(data: Microdata, path: Path, language: str) -> None:
    """The codebook as JSON, every language in it; `guarded` says that texts of the CSV file which a
    spreadsheet would run begin with an apostrophe."""
    content = {**json.loads(to_json(data.codebook)), "guarded": True}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


def words(column: Column) -> list[str]:
    """The fields of a column as text, harmless to spreadsheets."""
    found = plain_words(column)
    if column.coded:
        guarded = {one: field(one) for one in set(found)}
        return [guarded[one] for one in found]
    return [field(one) for one in found]


def field(value: str | float) -> str:
    """A code, number or text as a field that no spreadsheet runs."""
    return written(value) if isinstance(value, float) else guarded_text(value)


def plain_words(column: Column) -> list[str | float]:
    """The values as `Microdata.from_records` takes them: codes, numbers and texts, words for why an answer is
    missing, "" for a blank one."""
    way, known = ways(column)
    said: list[str | float] = np.array(known, dtype=object)[way].tolist()
    if column.coded:
        return said
    answered = column.answered.tolist()
    given = column.values.tolist()
    return [value if ok else why for value, ok, why in zip(given, answered, said, strict=True)]


def ways(column: Column) -> tuple[np.ndarray[Any, Any], list[str]]:
    """For each row a place among words: "" for a blank or free answer, the kinds of missing, missing
    codes, valid codes."""
    flagged = [code.value for code in column.variable.codes if code.missing]
    kinds = ["" if kind == SKIPPED else kind for kind in MISSING_KINDS]
    known = [
        "",
        *kinds,
        *flagged,
        *([code.value for code in column.variable.valid_codes] if column.coded else []),
    ]
    place = column.missing.astype(np.int64)
    if column.given is not None:
        given = column.given.astype(np.int64)
        place = np.where(given >= 0, 1 + len(kinds) + given, place)
    if column.coded:
        valid = column.values.astype(np.int64)
        place = np.where(column.answered, 1 + len(kinds) + len(flagged) + valid, place)
    return place, known


def losses(data: Microdata) -> tuple[Loss, ...]:
    """What CSV does not keep."""
    return (
        *loss("reason of a missing answer", _ambiguous(data), "an answer is the same word"),
        *design_losses(data.design),
    )


def _ambiguous(data: Microdata) -> Iterator[str]:
    """Variables in which a word means an answer and a reason, and both occur."""
    for name, column in data.columns.items():
        flagged = {code.value for code in column.variable.codes if code.missing}
        if column.coded:
            found = any(code.value in column.kinds() for code in column.variable.valid_codes)
        elif column.numeric:
            found = any(map(partial(_is_given, column), flagged))
        else:
            found = not flagged.union(MISSING_KINDS).isdisjoint(column.values[column.answered].tolist())
        if found:
            yield name


def _is_given(column: Column, code: str) -> bool:
    """Whether a missing code of numbers is written as somebody's answer is."""
    number = _NUMBER.fullmatch(code) and float(code)
    return number is not None and bool(((column.values == number) & column.answered).any())


register(
    Export(
        "csv",
        ".csv",
        {
            "kk": "Кез келген бағдарлама; жанында код кітабы",
            "ru": "Любая программа; рядом книга кодов",
            "en": "Any program; the codebook beside it",
        },
        write,
        losses,
        beside=("codebook",),
    )
)
register(
    Export(
        "codebook",
        ".codebook.json",
        {
            "kk": "Код кітабы, барлық тілде (JSON)",
            "ru": "Книга кодов на всех языках (JSON)",
            "en": "The codebook in all languages (JSON)",
        },
        write_codebook,
        lambda data: (lost("answers", "a codebook holds none"),),
        carries=False,
    )
)
