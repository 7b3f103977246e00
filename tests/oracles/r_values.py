"""R's vectors, factors and data frames as the oracles' lines use them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.design import Design
from tests.oracles.r_syntax import COMPARISONS, Unreadable


@dataclass
class Factor:
    """Places in `levels`; -1 is missing."""

    codes: np.ndarray
    levels: list[str]
    ordered: bool = False

    def words(self) -> np.ndarray:
        return np.array([self.levels[i] if i >= 0 else None for i in self.codes], dtype=object)


@dataclass
class Logical:
    """1, 0, or NaN where R has NA."""

    values: np.ndarray

    @property
    def true(self) -> np.ndarray:
        return np.asarray(self.values == 1)


@dataclass
class Unread:
    """What stands where a line could not be read: whoever needs it is told the line."""

    line: str


@dataclass
class Frame:
    """Columns by name; `rows` are the places in the data set, None where it is none."""

    columns: dict[str, Any]
    rows: np.ndarray | None = None

    @property
    def n(self) -> int:
        return next(size(column) for column in self.columns.values() if not isinstance(column, Unread))

    def take(self, chosen: np.ndarray) -> Frame:
        columns = {name: picked(column, chosen) for name, column in self.columns.items()}
        return Frame(columns, None if self.rows is None else self.rows[chosen])

    def column(self, name: str) -> Any:
        if isinstance(self.columns.get(name), Unread):
            raise Unreadable(self.columns[name].line)
        if name not in self.columns:
            raise Unreadable(f"no column {name}")
        return self.columns[name]


@dataclass
class Surveyed:
    """A design object: our design of the people of a frame."""

    design: Design
    frame: Frame


def size(value: Any) -> int:
    if isinstance(value, Factor):
        return len(value.codes)
    if isinstance(value, Frame):
        return len(value.columns)
    if isinstance(value, (float, str, bool)) or value is None:
        return int(value is not None)
    return len(value.values if isinstance(value, Logical) else value)


def picked(column: Any, chosen: np.ndarray) -> Any:
    """Some elements of a column: a mask, or places from 0 on."""
    if isinstance(column, Factor):
        return Factor(column.codes[chosen], column.levels, column.ordered)
    if isinstance(column, Logical):
        return Logical(column.values[chosen])
    return column if isinstance(column, Unread) else np.asarray(vector(column))[chosen]


def vector(value: Any) -> np.ndarray:
    """A value as an array: a scalar as one of length 1, a named vector without its names."""
    if isinstance(value, Logical):
        return value.values
    if isinstance(value, Factor):
        return value.words()
    listed = list(value.values()) if isinstance(value, dict) else value
    if isinstance(listed, list) and all(isinstance(one, (float, int)) for one in listed):
        return np.array(listed, dtype=float)
    words = isinstance(listed, str) or (
        isinstance(listed, list) and any(isinstance(one, str) for one in listed)
    )
    return np.atleast_1d(np.array(listed, dtype=object) if words else np.asarray(listed))


def words_of(column: Any) -> list[str | None]:
    """A column as words, as R's as.character shows it; None is NA."""
    if isinstance(column, (Logical, bool)):
        names = {1.0: "TRUE", 0.0: "FALSE"}
        return [names.get(float(one)) for one in np.atleast_1d(getattr(column, "values", column))]
    return [_word(one) for one in vector(column)]


def _word(one: Any) -> str | None:
    if one is None or (isinstance(one, float) and np.isnan(one)):
        return None
    return f"{one:.15g}" if isinstance(one, (float, int)) else str(one)


def labels_of(column: Any) -> list[str]:
    """A column as words, as R's paste shows it."""
    return ["NA" if word is None else word for word in words_of(column)]


def numbers_of(column: Any) -> np.ndarray:
    if isinstance(column, Factor):
        return np.where(column.codes >= 0, column.codes + 1.0, np.nan)
    values = vector(column)
    if values.dtype == object:
        return np.array([np.nan if one is None else float(one) for one in values])
    return values.astype(float)


def factor_of(column: Any) -> Factor:
    """A column as a factor: its own levels, or the values that occur in their order."""
    if isinstance(column, Factor):
        return column
    words = words_of(column)
    known = {word for word in words if word is not None}
    numeric = not isinstance(column, Logical) and vector(column).dtype != object
    levels = sorted(known, key=float) if numeric else sorted(known)
    return Factor(np.array([levels.index(word) if word in known else -1 for word in words]), levels)  # type: ignore[arg-type]


ARITHMETIC = {
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "^": np.power, "%%": np.mod,
    "%/%": np.floor_divide, "==": np.equal, "!=": np.not_equal, "<": np.less, ">": np.greater,
    "<=": np.less_equal, ">=": np.greater_equal,
}  # fmt: skip


def operate(mark: str, left: Any, right: Any) -> Any:
    """Arithmetic and comparison, element by element; a factor compares by its labels, or by their order."""
    if mark == "%in%":
        known = set(words_of(right))
        return Logical(np.array([float(word in known) for word in words_of(left)]))
    if mark in ("&", "&&", "|", "||"):
        return _joined(mark[0], numbers_of(left), numbers_of(right))
    if mark == ":":
        first, last = float(numbers_of(left)[0]), float(numbers_of(right)[0])
        return np.arange(first, last + 0.5) if first <= last else np.arange(first, last - 0.5, -1)
    if mark not in ARITHMETIC:
        raise Unreadable(mark)
    if mark in COMPARISONS:
        return _compared(mark, left, right)
    found = ARITHMETIC[mark](numbers_of(left), numbers_of(right))
    return float(found[0]) if size(left) == size(right) == 1 and not isinstance(left, np.ndarray) else found


def _joined(mark: str, a: np.ndarray, b: np.ndarray) -> Logical:
    """And, or: NA where the known ones do not decide."""
    decides = 0.0 if mark == "&" else 1.0
    unknown = np.where(np.isnan(a) | np.isnan(b), np.nan, 1 - decides)
    return Logical(np.where((a == decides) | (b == decides), decides, unknown))


def _compared(mark: str, left: Any, right: Any) -> Logical:
    for one, other, turned in ((left, right, False), (right, left, True)):
        if isinstance(one, Factor) and one.ordered and mark not in ("==", "!=") and not turned:
            places = Factor(np.array([one.levels.index(str(word)) for word in words_of(other)]), one.levels)
            return _numeric(mark, numbers_of(one), numbers_of(places))
    if any(isinstance(one, (Factor, str)) or vector(one).dtype == object for one in (left, right)):
        return _worded(mark, words_of(left), words_of(right))
    return _numeric(mark, numbers_of(left), numbers_of(right))


def _numeric(mark: str, a: np.ndarray, b: np.ndarray) -> Logical:
    return Logical(np.where(np.isnan(a) | np.isnan(b), np.nan, ARITHMETIC[mark](a, b).astype(float)))


def _worded(mark: str, a: list[str | None], b: list[str | None]) -> Logical:
    n = max(len(a), len(b))
    pairs = zip(a * (n // len(a)), b * (n // len(b)), strict=True)
    compare = {"==": str.__eq__, "!=": str.__ne__, "<": str.__lt__, ">": str.__gt__,
               "<=": str.__le__, ">=": str.__ge__}[mark]  # fmt: skip
    return Logical(np.array([np.nan if None in (x, y) else float(compare(x, y)) for x, y in pairs]))  # type: ignore[arg-type]
