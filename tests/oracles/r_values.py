"""R's vectors, factors and data frames as the oracles' designs use them, and the functions upon them."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from analysis.design import Design
from analysis.microdata import Microdata
from tests.oracles.r_syntax import Unreadable


@dataclass
class Factor:
    """Places in `levels`; -1 is missing."""

    codes: np.ndarray
    levels: list[str]

    def words(self) -> np.ndarray:
        return np.array([self.levels[i] if i >= 0 else None for i in self.codes], dtype=object)


@dataclass
class Frame:
    """Columns by name; `rows` are the places in the data set, None where it is none."""

    columns: dict[str, Any]
    rows: np.ndarray | None = None

    @property
    def n(self) -> int:
        first = next(iter(self.columns.values()))
        return len(first.codes if isinstance(first, Factor) else first)

    def take(self, chosen: np.ndarray) -> Frame:
        columns = {name: picked(column, chosen) for name, column in self.columns.items()}
        return Frame(columns, None if self.rows is None else self.rows[chosen])


@dataclass
class Surveyed:
    """A design object: our design of the people of a frame."""

    design: Design
    frame: Frame


def picked(column: Any, chosen: np.ndarray) -> Any:
    return Factor(column.codes[chosen], column.levels) if isinstance(column, Factor) else column[chosen]


def frame_of(data: Microdata) -> Frame:
    """A data set as R's load_ds reads it: factors of labels, numbers with NaN."""
    columns: dict[str, Any] = {}
    for name, column in data.columns.items():
        if column.coded:
            labels = [code.label.get("en", code.value) for code in column.variable.valid_codes]
            columns[name] = Factor(column.values, labels)
        elif column.numeric:
            columns[name] = np.where(column.answered, column.values, np.nan)
        else:
            columns[name] = _numbers_if_all(column.values)
    return Frame(columns, np.arange(data.n))


def _numbers_if_all(words: np.ndarray) -> np.ndarray:
    try:
        return np.array([float(word) if word != "" else np.nan for word in words])
    except ValueError:
        return words


def read_table(path: Path) -> Frame:
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    columns = zip(*rows, strict=True)
    return Frame(
        {name: _numbers_if_all(np.array(c, object)) for name, c in zip(header, columns, strict=True)}
    )


def read_json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def labels_of(column: Any) -> list[str]:
    """A column as words, as R's factor() or paste() would show it."""
    words = column.words() if isinstance(column, Factor) else np.atleast_1d(np.asarray(column, dtype=object))
    return [f"{word:.15g}" if isinstance(word, float) else str(word) for word in words]


def numbers_of(column: Any) -> np.ndarray:
    if isinstance(column, Factor):
        return np.where(column.codes >= 0, column.codes + 1.0, np.nan)
    return np.asarray(list(column.values()) if isinstance(column, dict) else column, dtype=float)


OPERATORS = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "^": np.power,
    "==": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    ">": np.greater,
    "<=": np.less_equal,
    ">=": np.greater_equal,
}


def operate(mark: str, left: Any, right: Any) -> Any:
    """Arithmetic and comparison, element by element; a factor compares by its labels."""
    if mark == "%in%":
        known = set(labels_of(right))
        return np.array([word in known for word in labels_of(left)])
    if isinstance(left, Factor) or isinstance(right, (Factor, str)):
        same = np.array([word == labels_of(right)[0] for word in labels_of(left)])
        return same if mark == "==" else ~same
    left, right = numbers_of(left), numbers_of(right)
    if mark not in OPERATORS:
        raise Unreadable(mark)
    return OPERATORS[mark](left, right)
