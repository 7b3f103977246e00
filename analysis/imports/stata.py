"""Stata files (.dta), read by pyreadstat (ReadStat)."""

from __future__ import annotations

import struct
from pathlib import Path

from analysis.codebook import Codebook
from analysis.exports.carried import unpacked
from analysis.exports.stata_file import characteristic
from analysis.imports.labelled import Labelled
from analysis.imports.readstat import opened, told
from analysis.microdata import Microdata

_RELEASE = b"<stata_dta><header><release>118</release><byteorder>LSF"
_CHARACTERISTICS = 8
"""The place of the characteristics among the sections of the map."""

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
    """The microdata of a Stata file: labels, and the missing values .a to .z as the codes "a" to "z". A file
    of our own, not changed since, gives the microdata that were written."""
    values, meta = opened(path, "dta")
    if own := unpacked(_carried(path), values, told(meta)):
        return own
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


def _carried(path: Path) -> str:
    """What `analysis.exports.carried` packed into a file of release 118; "" where there is none."""
    with path.open("rb") as file:
        start = file.read(1_000)
        place = start.find(b"<map>") + len(b"<map>") + 8 * _CHARACTERISTICS
        if not start.startswith(_RELEASE) or b"<map>" not in start:
            return ""
        begin, end = struct.unpack("<2Q", start[place : place + 16])
        file.seek(begin)
        return characteristic(file.read(end - begin), "saualnama")


def _unit(written_as: str) -> str:
    return next((unit for start, unit in _UNITS if written_as.startswith(start)), "")
