"""The data sets and tables that R's values were computed from, read by our own reader."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from analysis.codebook import Code, Codebook, Variable, VariableSet
from analysis.columns import Column, encode
from analysis.design import Design
from analysis.microdata import Microdata
from tests.oracles import r_designs, r_frames, r_functions
from tests.oracles.r_evaluate import Scope, evaluate, frame_in, function, run
from tests.oracles.r_syntax import Tree, Unreadable, called
from tests.oracles.r_values import Factor, Frame, Logical, Surveyed, Unread, factor_of, numbers_of, vector

FOLDER = Path(os.environ.get("ORACLES_DIR") or Path(__file__).parent / "data")
READERS = (r_designs, r_frames, r_functions)
"""The modules that give R's functions their meaning."""


class NotCovered(Exception):
    """An entry whose statistic, design or derived variable is beyond this harness."""


@cache
def entries() -> tuple[tuple[str, dict[str, Any]], ...]:
    """Every entry with the name of its data set."""
    files = sorted(FOLDER.glob("*.expected.json"))
    whole = [json.loads(file.read_text("utf-8")) for file in files]
    return tuple((one["dataset"], entry) for one in whole for entry in one["entries"])


@cache
def setup_of(dataset: str) -> tuple[str, ...]:
    """R's lines that prepare a data set."""
    return tuple(json.loads((FOLDER / f"{dataset}.expected.json").read_text("utf-8"))["setup"])


@cache
def scope_of(dataset: str) -> Scope:
    """What R's lines leave behind: `d`, the data with what they derive, and the designs."""
    return run(setup_of(dataset), {"OUT": FOLDER})


@cache
def read(dataset: str) -> Microdata:
    """A data set as it stands in its file, unweighted."""
    return Microdata.from_files(FOLDER / f"{dataset}.csv", FOLDER / f"{dataset}.codebook.json", Design())


@function("load_ds")
def _load(_: Scope, dataset: str) -> Frame:
    """A data set as R has it: factors of labels, numbers with NaN, words."""
    columns: dict[str, Any] = {}
    for name, column in read(dataset).columns.items():
        if column.coded:
            labels = [code.label.get("en", code.value) for code in column.variable.valid_codes]
            columns[name] = Factor(column.values, labels, column.variable.level == "ordinal")
        elif column.numeric:
            columns[name] = np.where(column.answered, column.values, np.nan)
        else:
            columns[name] = np.array([word if word != "" else None for word in column.values], object)
    return Frame(columns, np.arange(read(dataset).n))


def frame_of(dataset: str, name: str = "d") -> Frame:
    """A data frame of R's lines."""
    found = evaluate(("name", name), scope_of(dataset))
    if not isinstance(found, Frame):
        raise NotCovered(f"{name} is no data frame")
    return found


@cache
def microdata(dataset: str) -> Microdata:
    """The data set, unweighted, with all that R's lines derive."""
    return data_of(dataset, frame_of(dataset))


def data_of(dataset: str, frame: Frame) -> Microdata:
    """A data frame as our data: variables of the file keep their codes, others have R's labels as codes."""
    known = {name: column for name, column in frame.columns.items() if not isinstance(column, Unread)}
    columns = {name: _ours(dataset, frame, name) or column_of(name, column) for name, column in known.items()}
    book = replace(read(dataset).codebook, variables=tuple(one.variable for one in columns.values()))
    return Microdata(book, frame.n, columns, Design())


def _ours(dataset: str, frame: Frame, name: str) -> Column | None:
    """The column of the file, if R's lines left its values as they were."""
    file = read(dataset).columns
    if name not in file or frame.rows is None:
        return None
    was, now = _load({}, dataset).columns[name], frame.columns[name]
    same = type(was) is type(now) and getattr(was, "levels", None) == getattr(now, "levels", None)
    values = [one.codes if isinstance(one, Factor) else vector(one) for one in (was, now)]
    numeric = values[0].dtype.kind == "f"
    if same and np.array_equal(values[0][frame.rows], values[1], equal_nan=numeric):
        return file[name].take(frame.rows)
    return None


def column_of(name: str, column: Any) -> Column:
    """A vector of R's as a column: numbers as numbers, all else by its labels."""
    if not isinstance(column, Factor | Logical) and vector(column).dtype != object:
        numbers = [None if np.isnan(one) else one for one in numbers_of(column)]
        return encode(Variable(name, {"en": name}, level="scale"), numbers, [])
    return coded(name, column)


def coded(name: str, column: Any) -> Column:
    """A vector of R's as a column of categories, as table() and factor() have them."""
    factor = factor_of(column)
    codes = tuple(Code(level, {"en": level}) for level in factor.levels)
    level: Any = "ordinal" if factor.ordered else "nominal"
    return encode(Variable(name, {"en": name}, level=level, codes=codes), factor.words().tolist(), [])


def having(dataset: str, *names: str) -> Microdata:
    """The data set, if it has all these variables."""
    data, frame = microdata(dataset), frame_of(dataset)
    for name in names:
        if name not in data.columns:
            raise NotCovered(f"variable {name}: {_why(dataset, frame, name)}")
    return data


def _why(dataset: str, frame: Frame, name: str) -> str:
    try:
        return str(frame.column(name))
    except Unreadable as error:
        return str(error)


def tabulated(dataset: str, entry: dict[str, Any]) -> tuple[Microdata, list[str], np.ndarray | None]:
    """The data whose table() or xtabs() stands in a call, the names of its variables, its frequencies."""
    tree = called(entry["call"], "xtabs", "table")
    if tree is None:
        names = entry["args"]["variables"]
        return categories(having(dataset, *names), names), names, None
    scope = scope_of(dataset)
    around = called(entry["call"], "with")
    if around is not None:
        scope = {**scope, **frame_in(evaluate(around[2][0][1], scope)).columns}
    if tree[1][1] == "xtabs":
        return _xtabs(dataset, tree, scope)
    axes = [evaluate(one, scope) for name, one in tree[2] if name is None]
    return _table({f"axis {i}": axis for i, axis in enumerate(axes)}, None)


def _xtabs(dataset: str, tree: Tree, scope: Scope) -> Any:
    (_, (_, times, right)), (_, frame), *_ = tree[2]
    inner = {**scope, **frame_in(evaluate(frame, scope)).columns}
    axes = {f"axis {i}": evaluate(one, inner) for i, one in enumerate(_addends(right))}
    return _table(axes, None if times is None else numbers_of(evaluate(times, inner)))


def _addends(tree: Tree) -> list[Tree]:
    return [*_addends(tree[1]), tree[2]] if tree[0] == "+" else [tree]


def _table(axes: dict[str, Any], times: np.ndarray | None) -> Any:
    columns = {name: coded(name, axis) for name, axis in axes.items()}
    variables = tuple(one.variable for one in columns.values())
    n = len(next(iter(columns.values())).values)

    return Microdata(Codebook("table", variables), n, columns, Design()), list(columns), times


def categories(data: Microdata, names: list[str]) -> Microdata:
    """The data with these of its numeric variables as categories, as table() takes them."""
    new = {n: coded(n, np.where(data.column(n).answered, data.column(n).values, np.nan))
           for n in names if n in data.columns and data.column(n).numeric}  # fmt: skip
    columns = {**data.columns, **new}
    book = replace(data.codebook, variables=tuple(one.variable for one in columns.values()))
    return Microdata(book, data.n, columns, data.design)


def repeated(data: Microdata, times: np.ndarray) -> Microdata:
    """A row per person where a row stands for several."""
    place = np.repeat(np.arange(data.n), times.astype(int))
    columns = {name: column.take(place) for name, column in data.columns.items()}
    return Microdata(data.codebook, len(place), columns, Design())


def surveyed(dataset: str, name: str) -> tuple[Microdata, Frame]:
    """The data set under one of the designs that its R lines make, with the variables they derive."""
    made = evaluate(("name", name), scope_of(dataset))
    if not isinstance(made, Surveyed):
        raise NotCovered(f"{name} is no design")
    return _surveyed(dataset, name), made.frame


@cache
def _surveyed(dataset: str, name: str) -> Microdata:
    made = scope_of(dataset)[name]
    return replace(data_of(dataset, made.frame), design=made.design)


def design(dataset: str, name: str) -> Microdata:
    return surveyed(dataset, name)[0]


def with_set(dataset: str, variables: list[str], design: Design | None = None) -> Microdata:
    """The data set with its 0/1 variables as one multiple-response set `set`."""
    data = categories(having(dataset, *variables), variables)
    one = VariableSet("set", {"en": "set"}, "multiple", tuple(variables), tuple(variables),
                      tuple({"en": v} for v in variables))  # fmt: skip
    book = replace(data.codebook, sets=(one,))
    return Microdata(book, data.n, data.columns, design or data.design)
