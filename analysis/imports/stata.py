"""Stata files (.dta), read by pyreadstat (ReadStat)."""

from __future__ import annotations

from pathlib import Path

from analysis.codebook import Codebook
from analysis.imports.labelled import Labelled
from analysis.imports.readstat import opened
from analysis.microdata import Microdata

_UNITS = (
    ("%tc", "milliseconds since 1 January 1960"),
    ("%tC", "milliseconds since 1 January 1960"),
    ("%td", "days since 1 January 1960"),
    ("%d", "days since 1 January 1960"),
    ("%tw", "weeks since 1 January 1960"),
    ("%tm", "months since January 1960"),
    ("%tq", "quarters since January 1960"),
)


def read(path: Path) -> Microdata:
    """The microdata of a Stata file: labels, and the missing values .a to .z as the codes "a" to "z"."""
    values, meta = opened(path, "dta")
    columns = {}
    for name in meta.column_names:
        tags = frozenset(meta.missing_user_values.get(name, ()))
        columns[name] = Labelled(
            name,
            meta.column_names_to_labels.get(name) or "",
            values[name],
            meta.variable_value_labels.get(name, {}),
            tags.__contains__,
            unit=_unit(meta.original_variable_types.get(name) or ""),
        ).column()
    title = {"en": meta.file_label} if meta.file_label else {}
    book = Codebook(path.stem, tuple(column.variable for column in columns.values()), title=title)
    return Microdata(book, len(next(iter(values.values()), ())), columns)


def _unit(written_as: str) -> str:
    return next((unit for start, unit in _UNITS if written_as.startswith(start)), "")
