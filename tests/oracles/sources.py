"""The data sets and tables that R's values were computed from, read by our own reader."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from analysis.codebook import Variable, VariableSet
from analysis.columns import encode
from analysis.design import Design
from analysis.microdata import Microdata
from tests.oracles.derived import DERIVED, with_choices
from tests.oracles.r_designs import designs

FOLDER = Path(os.environ.get("ORACLES_DIR") or Path(__file__).parent / "data")


class NotCovered(Exception):  # noqa: N818
    """An entry whose statistic, design or derived variable is not there yet."""


@cache
def entries() -> tuple[tuple[str, dict[str, Any]], ...]:
    """Every entry with the name of its data set."""
    files = sorted(FOLDER.glob("*.expected.json"))
    whole = [json.loads(file.read_text("utf-8")) for file in files]
    return tuple((one["dataset"], entry) for one in whole for entry in one["entries"])


@cache
def microdata(dataset: str) -> Microdata:
    """A data set, unweighted, its derived variables added."""
    read = Microdata.from_files(FOLDER / f"{dataset}.csv", FOLDER / f"{dataset}.codebook.json", Design())
    return with_choices(DERIVED.get(dataset, lambda same: same)(read), setup_of(dataset))


def having(dataset: str, *names: str) -> Microdata:
    """The data set, if it has all these variables."""
    data = microdata(dataset)
    lacking = [name for name in names if name not in data.columns]
    if lacking:
        raise NotCovered(f"derived variable {lacking[0]}")
    return data


def weighted(dataset: str, weights: str) -> Microdata:
    """The data set under the weights of one of its columns."""
    data = microdata(dataset)
    return Microdata(data.codebook, data.n, data.columns, Design(data.column(weights).values))


def design(dataset: str, name: str) -> Microdata:
    """The data set under one of the designs that its R lines make, with the variables they derive."""
    made = designs(setup_of(dataset), microdata, FOLDER).get(name)
    if made is None or made.frame.rows is None:
        raise NotCovered(f"design {name}")
    data = _rows(microdata(dataset), made.frame.rows)
    return replace(with_numbers(data, made.frame.columns), design=made.design)


@cache
def setup_of(dataset: str) -> tuple[str, ...]:
    """R's lines that prepare a data set."""
    return tuple(json.loads((FOLDER / f"{dataset}.expected.json").read_text("utf-8"))["setup"])


def with_numbers(data: Microdata, columns: Mapping[str, Any]) -> Microdata:
    """The data with the numeric columns that they lack; NaN is missing."""
    new = {
        name: values
        for name, values in columns.items()
        if name not in data.columns and isinstance(values, np.ndarray) and values.dtype.kind == "f"
    }
    variables = [Variable(name, {"en": name}, level="scale") for name in new]
    encoded = {
        one.name: encode(one, [None if np.isnan(v) else v for v in new[one.name]], []) for one in variables
    }
    book = replace(data.codebook, variables=(*data.codebook.variables, *variables))
    return Microdata(book, data.n, {**data.columns, **encoded}, data.design)


def _rows(data: Microdata, rows: np.ndarray) -> Microdata:
    columns = {name: column.take(rows) for name, column in data.columns.items()}
    return Microdata(data.codebook, len(rows), columns)


def replace_design(data: Microdata, design: Design) -> Microdata:
    return replace(data, design=design)


def with_set(dataset: str, variables: list[str], design: Design | None = None) -> Microdata:
    """The data set with its 0/1 variables as one multiple-response set `set`."""
    data = having(dataset, *variables)
    one = VariableSet(
        "set",
        {"en": "set"},
        "multiple",
        tuple(variables),
        tuple(variables),
        tuple({"en": v} for v in variables),
    )
    book = replace(data.codebook, sets=(one,))
    return Microdata(book, data.n, data.columns, design or data.design)
