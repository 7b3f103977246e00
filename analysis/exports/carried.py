"""The whole codebook in files of other programs, at the place that they have for the notes of others.

SPSS and Stata know labels in one language, no nets, scales, universes or names of codes. So what is written
for them carries the codebook as JSON beside; reading it gives the same microdata back. A program may have
changed the file since: the codebook counts only while names, labels and value labels are those that were
written.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np

from analysis.arrays import frozen
from analysis.codebook import MISSING_KINDS, SKIPPED, Codebook, Variable
from analysis.codebook_files import from_json, to_json
from analysis.columns import CODED, NUMERIC, Column
from analysis.microdata import Microdata

SCHEMA = "saualnama.columns/1"

Labels = Mapping[str, str]
"""Number (or letter) of a value -> its label."""


@dataclass(frozen=True, slots=True)
class Written:
    """A column as a file has it: its name there, its label, the labels of its values; and of our variable
    `variable` the code of each number (`valid`), kind and code of each missing one ("" for a bare kind)."""

    name: str
    label: str
    labels: Labels
    variable: str
    valid: Mapping[str, str]
    missing: Mapping[str, tuple[str, str]]


def packed(codebook: Codebook, columns: Sequence[Written]) -> str:
    """What a file carries: the codebook, the codes of its numbers, and a digest of what it says itself."""
    return json.dumps(
        {
            "schema": SCHEMA,
            "told": _digest([(one.name, one.label, one.labels) for one in columns]),
            "columns": [[one.name, one.variable, dict(one.valid), dict(one.missing)] for one in columns],
            "codebook": json.loads(to_json(codebook)),
        },
        ensure_ascii=True,
        separators=(",", ":"),
    )


def unpacked(
    carried: str, values: Mapping[str, Sequence[Any]], told: Sequence[tuple[str, str, Labels]]
) -> Microdata | None:
    """The microdata of a file that carries `carried`: its `values` by name, None where one is blank; `told`
    is what the file says of its columns (name, label, labels of values). None where it says it no longer.

    CodebookError where the codebook carried is none.
    """
    try:
        content = json.loads(carried)
    except json.JSONDecodeError:
        return None
    if content.get("schema") != SCHEMA or content["told"] != _digest(told):
        return None
    book = from_json(json.dumps(content["codebook"]))
    columns: dict[str, Column] = {}
    for name, variable, valid, missing in content["columns"]:
        column = _column(book.variable(variable), values[name], valid, missing)
        if column is None:
            return None
        columns[variable] = column
    return Microdata(book, len(next(iter(values.values()), ())), columns)


def word_of(value: Any) -> str:
    """A number or letter as `Written` names it: 1.0 is "1".

    >>> word_of(1.0), word_of(-4), word_of("r")
    ('1', '-4', 'r')
    """
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _digest(told: Sequence[tuple[str, str, Labels]]) -> str:
    plain = [[name, label, sorted(labels.items())] for name, label, labels in told]
    return blake2b(json.dumps(plain).encode(), digest_size=16).hexdigest()


def _column(
    variable: Variable, values: Sequence[Any], valid: Mapping[str, str], missing: Mapping[str, Sequence[str]]
) -> Column | None:
    """The column of our own; None where a value is none of those that were written."""
    places = {code.value: place for place, code in enumerate(variable.valid_codes)}
    flagged = {
        code.value: place for place, code in enumerate(code for code in variable.codes if code.missing)
    }
    blank: Any = -1 if variable.level in CODED else 0.0 if variable.level in NUMERIC else ""
    known = {number: (places[code], 0, -1) for number, code in valid.items()}
    for number, (kind, code) in missing.items():
        known[number] = (blank, 1 + MISSING_KINDS.index(kind), flagged.get(code, -1))
    rows = _Rows(known, (blank, 1 + MISSING_KINDS.index(SKIPPED), -1), free=not valid, text=not missing)
    found = [rows[value] for value in values]
    if None in found:
        return None
    kept, kinds, given = zip(*found, strict=True) if found else ((), (), ())
    said = np.array(given, np.min_scalar_type(-max(1, len(flagged))))
    kind_of = np.int64 if variable.level in CODED else np.float64 if variable.level in NUMERIC else object
    return Column(
        variable,
        frozen(np.array(kept, dtype=kind_of)),
        frozen(np.array(kinds, np.int8)),
        frozen(said) if (said >= 0).any() else None,
    )


class _Rows(dict[Any, Any]):
    """Value of a file -> (value of ours, missing kind, place of the code), each worked out once; None for one
    that was not written. `free` values are quantities, or texts where `text`."""

    def __init__(self, known: Mapping[str, Any], skipped: Any, *, free: bool, text: bool) -> None:
        super().__init__()
        self.known, self.skipped, self.free, self.text = known, skipped, free, text

    def __missing__(self, value: Any) -> Any:
        self[value] = found = self._found(value)
        return found

    def _found(self, value: Any) -> Any:
        if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
            return self.skipped
        if isinstance(value, str) and self.free and self.text:
            return value, 0, -1
        free = (value, 0, -1) if self.free and not isinstance(value, str) else None
        return self.known.get(word_of(value), free)
