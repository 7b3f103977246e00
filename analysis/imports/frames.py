"""Data frames of any library that narwhals knows (pandas, polars, pyarrow, modin, ...)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from datetime import datetime, time
from decimal import Decimal
from numbers import Integral, Real
from typing import Any, Unpack

import narwhals.stable.v2 as nw
import numpy as np
from narwhals.exceptions import DuplicateError

from analysis.codebook import Codebook
from analysis.columns import Column, encode
from analysis.design import Design
from analysis.errors import DataProblem, MicrodataError, WrongArgument
from analysis.imports.labelled import Labelled, Raw, written
from analysis.imports.spss import labelled
from analysis.microdata import Microdata
from analysis.sampling import Sampling, sampled

MOST_TEXT_CODES = 30
"""Texts with more different values than this are texts, not codes."""

_NO_VALUES = (bytes, bytearray, complex, Mapping, Sequence, Set, np.ndarray)
"""Kinds of cells that are neither a number, a text, a truth value nor a time."""


def from_frame(
    frame: Any,
    codebook: Codebook | None = None,
    design: Design | None = None,
    **sampling: Unpack[Sampling],
) -> Microdata:
    """A data frame as microdata; null and NaN are skipped.

    Under a codebook every column must stand in it. Without one, categories (in their order) and truth
    values are codes, texts are codes where they repeat and take at most 30 values, numbers are a scale,
    dates and times texts; what `frame.attrs` tells as pandas.read_spss and pyreadstat's metadata do (labels,
    user-missing values, levels) counts. A column without a name is called column_N (N its place, from 1).
    Unless a design is given, columns make it (see `analysis.sampling`).
    MicrodataError holds all that does not fit, WrongArgument is raised for what is no data frame.
    """
    table = _table(frame)
    series = {_name(one.name, place): one for place, one in enumerate(table.iter_columns(), start=1)}
    if len(series) != len(table.columns):
        raise _twice()
    raw = _values(series)
    if codebook is not None:
        found = Microdata(codebook, len(table), _under(codebook, raw), design or Design())
        return found if design else sampled(found, sampling)
    told = getattr(frame, "attrs", {})
    columns = {name: _column(name, series[name], values, told) for name, values in raw.items()}
    book = Codebook("frame", tuple(column.variable for column in columns.values()))
    found = Microdata(book, len(table), columns, design or Design())
    return found if design else sampled(found, sampling)


def _table(frame: Any) -> Any:
    try:
        return nw.from_native(frame, eager_only=True)
    except DuplicateError as reason:
        raise _twice() from reason
    except TypeError as reason:
        kind = type(frame).__name__
        raise WrongArgument(f"a data frame with its rows is needed, not {kind!r}: {reason}") from reason


def _twice() -> MicrodataError:
    return MicrodataError([DataProblem(None, "", "", "two columns of the frame have the same name")])


def _name(name: Any, place: int) -> str:
    if isinstance(name, tuple):
        return "_".join(str(part) for part in name if part != "")
    nameless = name is None or name == "" or (isinstance(name, float) and math.isnan(name))
    return f"column_{place}" if nameless else str(written(name) if isinstance(name, float) else name)


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


def _column(name: str, series: Any, values: list[Raw | None], told: Mapping[str, Any]) -> Column:
    if series.dtype in (nw.Categorical, nw.Enum):
        return _categories(name, series, values, told)
    if name in told.get("variable_value_labels", {}) or name in told.get("missing_ranges", {}):
        return labelled(name, values, told).column()
    given = {one for one in values if one is not None}
    truths = series.dtype == nw.Boolean or (given and given <= {"yes", "no"})
    labels = {"yes": "yes", "no": "no"} if truths else texts_as_codes(values)
    return Labelled(name, _label(name, told), values, labels).column()


def _categories(name: str, series: Any, values: list[Raw | None], told: Mapping[str, Any]) -> Column:
    categories = _cells(series.cat.get_categories())
    if any(isinstance(one, str) for one in categories):
        values = [None if one is None else written(one) for one in values]
    labels = {one: written(one) for one in categories if one is not None}
    measure = "ordinal" if series.dtype == nw.Enum else "nominal"
    return Labelled(name, _label(name, told), values, labels, measure=measure, order=[*labels].index).column()


def _label(name: str, told: Mapping[str, Any]) -> str:
    return str(told.get("column_names_to_labels", {}).get(name) or name)


def texts_as_codes(values: Sequence[Any]) -> dict[Any, str]:
    """Labels for texts that are codes: at most 30 different ones, some of them repeated; else none."""
    given = [value for value in values if isinstance(value, str) and value]
    different = set(given)
    repeated = len(different) < len(given)
    return {one: one for one in different} if repeated and len(different) <= MOST_TEXT_CODES else {}


def _values(series: Mapping[str, Any]) -> dict[str, list[Raw | None]]:
    faults = [
        DataProblem(row, name, repr(cell)[:40], f"is a {type(cell).__name__}, which holds no one answer")
        for name, one in series.items()
        for row, cell in enumerate(one.to_list(), start=1)
        if isinstance(cell, _NO_VALUES) and not isinstance(cell, str)
    ]
    if faults:
        raise MicrodataError(faults)
    return {name: _cells(one) for name, one in series.items()}


def _cells(series: Any) -> list[Raw | None]:
    """The cells as numbers, or where any is a text all as texts."""
    cells = zip(series.to_list(), series.is_null().to_list(), strict=True)
    values = [None if null else _plain(cell) for cell, null in cells]
    if any(isinstance(one, str) for one in values):
        return [None if one is None else written(one) for one in values]
    return values


def _plain(cell: Any) -> Raw | None:
    if isinstance(cell, (bool, np.bool_)):
        return "yes" if cell else "no"
    if isinstance(cell, (Real, Decimal)):
        return _number(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)


def _number(cell: Real | Decimal) -> Raw | None:
    try:
        number = float(cell)
    except OverflowError:
        return np.inf
    if math.isnan(number):
        return None
    return int(cell) if isinstance(cell, Integral) else number
