"""Data frames of any library that narwhals knows (pandas, polars, pyarrow, modin, ...)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals.stable.v2 as nw

from analysis.codebook import Codebook
from analysis.columns import Column, encode
from analysis.design import Design
from analysis.errors import DataProblem, MicrodataError
from analysis.imports.labelled import Labelled
from analysis.microdata import Microdata

MOST_TEXT_CODES = 30
"""Texts with more different values than this are texts, not codes."""


def from_frame(frame: Any, codebook: Codebook | None = None, design: Design | None = None) -> Microdata:
    """A data frame as microdata; null and NaN are skipped.

    Under a codebook every column must stand in it. Without one, categories and truth values are codes,
    texts are codes where they repeat and take at most 30 values, numbers are a scale. MicrodataError
    holds all that does not fit.
    """
    table = nw.from_native(frame, eager_only=True)
    raw = {str(name): _values(table[name]) for name in table.columns}
    if len(raw) != len(table.columns):
        raise MicrodataError([DataProblem(None, "", "", "two columns of the frame have the same name")])
    if codebook is None:
        columns = {name: _column(name, table[name], values) for name, values in raw.items()}
        book = Codebook("frame", tuple(column.variable for column in columns.values()))
        return Microdata(book, len(table), columns, design or Design())
    return Microdata(codebook, len(table), _under(codebook, raw), design or Design())


def _under(codebook: Codebook, raw: dict[str, list[Any]]) -> dict[str, Column]:
    problems = [
        DataProblem(None, name, "", "is not in the codebook") for name in raw if not codebook.has(name)
    ]
    missing = [v.name for v in codebook.variables if v.name not in raw]
    problems += [DataProblem(None, name, "", "is in the codebook but not in the frame") for name in missing]
    columns = {v.name: encode(v, raw[v.name], problems) for v in codebook.variables if v.name in raw}
    if problems:
        raise MicrodataError(problems)
    return columns


def _column(name: str, series: Any, values: list[Any]) -> Column:
    if series.dtype in (nw.Categorical, nw.Enum):
        order = [str(one) for one in series.cat.get_categories().to_list()]
        labels = {one: one for one in order}
    else:
        labels = texts_as_codes(values)
    return Labelled(name, "", values, labels).column()


def texts_as_codes(values: Sequence[Any]) -> dict[Any, str]:
    """Labels for texts that are codes: at most 30 different ones, some of them repeated; else none."""
    given = [value for value in values if isinstance(value, str) and value]
    different = set(given)
    repeated = len(different) < len(given)
    return {one: one for one in different} if repeated and len(different) <= MOST_TEXT_CODES else {}


def _values(series: Any) -> list[Any]:
    return [_plain(one) for one in series.to_list()]


def _plain(one: Any) -> Any:
    if isinstance(one, bool):
        return "yes" if one else "no"
    if one is None or one != one:  # noqa: PLR0124
        return None
    return one if isinstance(one, int | float | str) else str(one)
