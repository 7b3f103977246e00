"""SPSS system files (.sav, .zsav) and portable files (.por), read by pyreadstat (ReadStat)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.codebook import Codebook
from analysis.imports.labelled import Labelled, Raw
from analysis.imports.readstat import opened
from analysis.imports.sets import response_sets
from analysis.microdata import Microdata

_UNITS = (
    ("DATETIME", "seconds since 14 October 1582"),
    ("DTIME", "seconds"),
    ("TIME", "seconds"),
)
_DATES = ("DATE", "ADATE", "EDATE", "JDATE", "SDATE", "QYR", "MOYR", "WKYR", "YMDHMS")


def read(path: Path) -> Microdata:
    """The microdata of an SPSS file: labels, user-missing values, and multiple-response sets as sets of
    0/1 variables. Dates and times are numbers with their unit. Of .por files ReadStat hands user-missing
    values over as system-missing."""
    values, meta = opened(path, "por" if path.suffix.lower() == ".por" else "sav")
    columns = {
        name: Labelled(
            name,
            meta.column_names_to_labels.get(name) or "",
            values[name],
            meta.variable_value_labels.get(name, {}),
            _Ranges(meta.missing_ranges.get(name, ())),
            meta.variable_measure.get(name, "unknown"),
            _unit(meta.original_variable_types.get(name) or ""),
        ).column()
        for name in meta.column_names
    }
    sets, options = response_sets(meta.mr_sets or {}, columns)
    whole = columns | options
    book = Codebook(
        path.stem,
        tuple(column.variable for column in whole.values()),
        sets,
        title={"en": meta.file_label} if meta.file_label else {},
    )
    rows = len(next(iter(values.values()), ()))
    return Microdata(book, rows, whole)


class _Ranges:
    """Whether a value lies in one of SPSS's ranges of user-missing values."""

    def __init__(self, ranges: Sequence[Mapping[str, Any]]) -> None:
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
