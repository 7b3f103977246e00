"""Results as CSV and as data frames: one record per row of a tally or cell of a cross-tab."""

from __future__ import annotations

import csv
import io
from typing import Any

from analysis.comparisons import Comparison
from analysis.regression.results import Regression
from analysis.scales.report import ScaleReport
from analysis.show.comparison_notes import comparison_records
from analysis.show.contract import Result, as_json
from analysis.show.regression_notes import regression_records
from analysis.spreadsheets import harmless
from analysis.tables import Crosstab, Tally

Records = list[dict[str, Any]]


def as_csv(result: Result, language: str = "en", *, bom: bool = False) -> str:
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


def as_frame(result: Result, backend: Any = "pandas", *, language: str = "en") -> Any:
    """The records as a data frame of any library that narwhals knows ("pandas", "polars", "pyarrow")."""
    import narwhals as nw

    rows = records(result, language)
    columns = {key: [row[key] for row in rows] for key in rows[0]} if rows else {}
    return nw.from_dict(columns, backend=backend).to_native()


def records(result: Result, language: str = "en") -> Records:
    """The same keys in every record of a result."""
    content = as_json(result, language)
    if isinstance(result, Tally):
        found = _tally(content)
    elif isinstance(result, Comparison):
        found = comparison_records(content)
    elif isinstance(result, Regression):
        found = regression_records(content)
    elif isinstance(result, ScaleReport):
        found = [{"scale": content["name"], "base": content["base"], **item} for item in content["items"]]
    else:
        found = _crosstab(content) if isinstance(result, Crosstab) else content["figures"]
    keys = dict.fromkeys(key for record in found for key in record)
    return [{key: record.get(key) for key in keys} for record in found]


def _tally(content: dict[str, Any]) -> Records:
    if content["items"]:
        return [{"item": item["variable"], **row} for item in content["items"] for row in _tally(item)]
    parts = [("row", row) for row in content["rows"]] + [("net", net) for net in content["nets"]]
    head = {"variable": content["variable"], "n": content["n"], "missing": content["missing"]}
    found = [{**head, "base": content["base"], "part": part, **row} for part, row in parts]
    numbers = [
        {**head, "base": content["base"], "part": "statistic", "code": key, "value": value}
        for key, value in content["statistics"].items()
    ]
    return found + numbers or [{**head, "base": content["base"]}]


def _crosstab(content: dict[str, Any]) -> Records:
    many = ("counts", "row_percents", "column_percents", "column_low", "column_high", "expected")
    return [
        {
            "row": row,
            "row_label": content["row_labels"][i],
            "column": column,
            "column_label": content["column_labels"][j],
            **{key.removesuffix("s"): content[key][i][j] for key in (*many, "adjusted_residuals")},
        }
        for i, row in enumerate(content["row_codes"])
        for j, column in enumerate(content["column_codes"])
    ]


def _harmless(value: Any) -> Any:
    """Numbers as they are, texts guarded."""
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else value
