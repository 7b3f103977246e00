"""Results as JSON-able values, CSV and data frames: one record per row of a tally or cell of a cross-tab."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any, Literal

from analysis.entrance import guard
from analysis.show.registry import Records, face_of
from analysis.shown import Shown
from analysis.spreadsheets import harmless

Backend = Literal["pandas", "polars", "pyarrow"]


def as_json(result: Shown, language: str = "en") -> dict[str, Any]:
    """The result as dicts, lists, numbers and strings; a per cent of nobody is None, labels in `language`."""
    found: dict[str, Any] = _plain(face_of(result).json(result, language))
    return found


def _plain(value: Any) -> Any:
    """The same with dicts for mappings and lists for tuples."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, (tuple, list)) else value


def as_csv(result: Shown, language: str = "en", *, bom: bool = False) -> str:
    """The records as CSV: comma, CRLF, numbers with a point, unknown values empty.

    Texts that a spreadsheet would run as a formula begin with an apostrophe. `bom=True` puts the mark in
    front by which Excel knows UTF-8.
    """
    rows = records(result, language)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(rows[0].keys() if rows else ())
    writer.writerows([_harmless(value) for value in row.values()] for row in rows)
    return ("\ufeff" if bom else "") + out.getvalue()


def as_frame(result: Shown, backend: Backend = "pandas", *, language: str = "en") -> Any:
    """The records as a data frame of any library that narwhals knows ("pandas", "polars", "pyarrow")."""
    import narwhals as nw

    rows = records(result, language)
    columns = {key: [row[key] for row in rows] for key in rows[0]} if rows else {}
    return nw.from_dict(columns, backend=backend).to_native()


def records(result: Shown, language: str = "en") -> Records:
    """The same keys in every record of a result."""
    found = face_of(result).records(as_json(result, language))
    keys = dict.fromkeys(key for record in found for key in record)
    return [{key: record.get(key) for key in keys} for record in found]


def _harmless(value: Any) -> Any:
    """Numbers as they are, texts guarded."""
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else value


guard(__name__)
