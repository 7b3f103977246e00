"""R's functions of data frames and files that the oracles' lines call."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np

from tests.oracles.r_evaluate import Scope, applied, function
from tests.oracles.r_functions import bound
from tests.oracles.r_syntax import Unreadable
from tests.oracles.r_values import (
    Frame,
    Logical,
    factor_of,
    labels_of,
    numbers_of,
    picked,
    size,
    vector,
    words_of,
)


@function("rbind")
def _rbind(_: Scope, *parts: Any, **named: Any) -> Any:
    """Frames one below the other; named rows stay a mapping."""
    if named:
        return named
    names = list(parts[0].columns)
    rows = None if any(p.rows is None for p in parts) else np.concatenate([p.rows for p in parts])
    return Frame({name: bound([part.column(name) for part in parts]) for name in names}, rows)


@function("data.frame", "cbind")
def _data_frame(scope: Scope, *plain: Any, **named: Any) -> Frame:
    columns: dict[str, Any] = {}
    rows = None
    for one in plain:
        if not isinstance(one, Frame):
            raise Unreadable("an unnamed column")
        columns, rows = {**columns, **one.columns}, one.rows
    columns.update(named)
    n = max(map(size, columns.values()))
    whole = {k: picked(v, np.zeros(n, int)) if size(v) == 1 else v for k, v in columns.items() if size(v)}
    return Frame(
        {k: np.array(list(v.values())) if isinstance(v, dict) else v for k, v in whole.items()}, rows
    )


@function("tapply")
def _tapply(scope: Scope, values: Any, groups: Any, made: Any, **named: Any) -> dict[str, Any]:
    groups = factor_of(groups)
    there = [i for i in range(len(groups.levels)) if (groups.codes == i).any()]
    return {groups.levels[i]: applied(made, scope, picked(values, groups.codes == i), **named) for i in there}


@function("sapply", "lapply", "vapply")
def _sapply(scope: Scope, x: Any, made: Any, *_: Any, **named: Any) -> Any:
    if isinstance(x, Frame):
        return Frame({name: applied(made, scope, one, **named) for name, one in x.columns.items()}, x.rows)
    keys = list(x) if isinstance(x, dict) else labels_of(x)
    listed = list(x.values()) if isinstance(x, dict) else vector(x).tolist()
    return {key: applied(made, scope, one, **named) for key, one in zip(keys, listed, strict=True)}


@function("complete.cases")
def _complete(_: Scope, *parts: Any) -> Logical:
    columns = [c for p in parts for c in (p.columns.values() if isinstance(p, Frame) else [p])]
    return Logical(np.array([float(None not in row) for row in zip(*map(words_of, columns), strict=True)]))


function("na.omit")(lambda scope, x: x.take(_complete(scope, x).true))
function("as.matrix")(lambda _, frame: np.stack([numbers_of(one) for one in frame.columns.values()], 1))
function("row.names", "rownames")(lambda _, x: np.arange(1.0, x.n + 1))
function("nrow")(lambda _, x: float(x.n if isinstance(x, Frame) else len(x)))
function("ncol")(lambda _, x: float(len(x.columns) if isinstance(x, Frame) else x.shape[1]))


@function("rowSums", "rowMeans")
def _row_sums(_: Scope, x: Frame, na_rm: bool = False) -> np.ndarray:
    rows = np.stack([numbers_of(one) for one in x.columns.values()], 1)
    return np.nansum(rows, 1) if na_rm else rows.sum(1)


function("rowMeans")(lambda scope, x: _row_sums(scope, x) / len(x.columns))
function("file.path")(lambda _, folder, *parts: Path(folder, *parts))
function("fromJSON")(lambda _, path, **__: json.loads(Path(path).read_text("utf-8")))


@function("read.csv")
def _read_table(_: Scope, path: Path, **__: Any) -> Frame:
    with Path(path).open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    columns = {name: _typed([row[i] for row in rows]) for i, name in enumerate(header)}
    return Frame(columns)


def _typed(words: list[str]) -> np.ndarray:
    known = [word if word not in ("", "NA") else None for word in words]
    try:
        return np.array([np.nan if word is None else float(word) for word in known])
    except ValueError:
        return np.array(known, object)
