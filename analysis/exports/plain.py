"""CSV with its codebook beside it: codes, numbers and texts, words for why an answer is missing."""

from __future__ import annotations

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
_QUOTED = re.compile('[",\r\n]')


def write(data: Microdata, path: Path, language: str) -> None:
    """The rows: UTF-8, comma, a header, an empty field for a blank answer. Labels are in the codebook."""
    columns = [*data.columns.values()]
    empty = '""' if len(columns) == 1 else ""
    numbers = _Numbers()
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(quoted(guarded_text(one.variable.name)) or empty for one in columns) + "\r\n")
        for rows in blocks(data, ROWS):
            numbers.forget()
            found = zip(*(fields(column, numbers) for column in rows), strict=True)
            file.writelines((",".join(row) or empty) + "\r\n" for row in found)


def fields(column: Column, numbers: _Numbers) -> list[str]:
    """The fields of a column as they stand in the file, harmless to spreadsheets."""
    way, known = ways(column)
    words = np.array([*map(_field, known)], dtype=object)
    if column.coded:
        found: list[str] = words[way].tolist()
        return found
    given = [*map(numbers.__getitem__ if column.numeric else _field, column.values.tolist())]
    return np.where(column.answered, np.array([*given, None], dtype=object)[:-1], words[way]).tolist()


def quoted(field: str) -> str:
    """A field in quotation marks where it needs them (RFC 4180)."""
    return '"' + field.replace('"', '""') + '"' if _QUOTED.search(field) else field


def _field(text: str) -> str:
    return quoted(guarded_text(text))


class _Numbers(dict[float, str]):
    """Numbers as they are written, each worked out once."""

    def __missing__(self, value: float) -> str:
        self[value] = found = written(value)
        return found

    def forget(self, most: int = 100_000) -> None:
        """Keep the memory small where numbers are all different."""
        if len(self) > most:
            self.clear()


def write_codebook(data: Microdata, path: Path, language: str) -> None:
    """The codebook as JSON, every language in it; `guarded` says that texts of the CSV file which a
    spreadsheet would run begin with an apostrophe."""
    content = {**json.loads(to_json(data.codebook)), "guarded": True}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


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
    small = np.min_scalar_type(-len(known))
    if column.coded:
        held = column.held.astype(small, copy=False)
        place = np.where(held >= 0, held + small.type(1 + len(kinds) + len(flagged)), -held)
    else:
        place = column.missing.astype(small, copy=False)
    if column.given is not None:
        given = column.given.astype(small)
        place = np.where(given >= 0, given + small.type(1 + len(kinds)), place)
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
