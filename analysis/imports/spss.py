"""SPSS system files (.sav, .zsav) and portable files (.por), read by pyreadstat (ReadStat)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.codebook import Codebook
from analysis.errors import UnreadableFile
from analysis.exports.carried import unpacked
from analysis.imports.counted import carried, counted_values
from analysis.imports.labelled import Labelled, Raw
from analysis.imports.por import Range, without_missing
from analysis.imports.readstat import opened, told
from analysis.imports.sets import response_sets
from analysis.microdata import Microdata

Values = dict[str, list[Any]]

_UNITS = (
    ("DATETIME", "seconds since 14 October 1582"),
    ("DTIME", "seconds"),
    ("TIME", "seconds"),
)
_DATES = ("DATE", "ADATE", "EDATE", "JDATE", "SDATE", "QYR", "MOYR", "WKYR", "YMDHMS")


def read(path: Path) -> Microdata:
    """The microdata of an SPSS file: labels, user-missing values, and multiple-response sets as sets of
    0/1 variables. Dates and times are numbers with their unit. A file of our own, not changed since, gives
    the microdata that were written."""
    system = path.suffix.lower() != ".por"
    values, meta, ranges = _system(path) if system else _portable(path)
    if system and (own := unpacked(carried(path), values, told(meta))):
        return own
    about = vars(meta) | {"missing_ranges": ranges}
    columns = {name: labelled(name, values[name], about).column() for name in meta.column_names}
    groups = meta.mr_sets or {}
    counted = counted_values(path, meta.file_encoding) if groups else {}
    sets, options = response_sets(groups, columns, counted)
    whole = columns | options
    book = Codebook(
        path.stem,
        tuple(column.variable for column in whole.values()),
        sets,
        title={"en": meta.file_label} if meta.file_label else {},
    )
    rows = len(next(iter(values.values()), ()))
    return Microdata(book, rows, whole)


def labelled(name: str, values: Sequence[Raw | None], about: Mapping[str, Any]) -> Labelled:
    """A column with what pyreadstat's metadata say about it (also pandas.read_spss, as `frame.attrs`)."""

    def told(what: str, otherwise: Any) -> Any:
        return about.get(what, {}).get(name) or otherwise

    return Labelled(
        name,
        told("column_names_to_labels", ""),
        values,
        told("variable_value_labels", {}),
        _Ranges(told("missing_ranges", ())),
        told("variable_measure", "unknown"),
        _unit(told("original_variable_types", "")),
    )


def _system(path: Path) -> tuple[Values, Any, Mapping[str, Sequence[Range]]]:
    values, meta = opened(path, "sav")
    return values, meta, meta.missing_ranges


def _portable(path: Path) -> tuple[Values, Any, Mapping[str, Sequence[Range]]]:
    try:
        ranges, content = without_missing(path.read_bytes())
    except (UnreadableFile, OSError) as reason:
        raise UnreadableFile(f"{path} cannot be read as .por: {reason}") from reason
    return *opened(path, "por", content), ranges


class _Ranges:
    """Whether a value lies in one of SPSS's ranges of user-missing values."""

    def __init__(self, ranges: Sequence[Range]) -> None:
        self.ranges = [(one["lo"], one["hi"]) for one in ranges]

    def __call__(self, value: Raw) -> bool:
        return any(
            isinstance(value, str) == isinstance(low, str) and low <= value <= high
            for low, high in self.ranges
        )


def _unit(written_as: str) -> str:
    for start, unit in _UNITS:
        if written_as.startswith(start):
            return unit
    return "seconds since 14 October 1582" if written_as.startswith(_DATES) else ""
