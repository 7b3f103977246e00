"""The designs of a data set, built by our own functions from the R lines (`setup`) that made them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from analysis.design import Design
from analysis.errors import DesignError, UndefinedStatistic
from analysis.replicates import Replicates
from analysis.weighting import calibrate, post_stratify, rake, trim
from tests.oracles.r_syntax import Unreadable, parse
from tests.oracles.r_values import (
    Factor,
    Frame,
    Surveyed,
    frame_of,
    labels_of,
    numbers_of,
    operate,
    picked,
    read_json,
    read_table,
)

Scope = dict[str, Any]


@cache
def designs(lines: tuple[str, ...], load: Callable[[str], Any], folder: Path) -> dict[str, Surveyed]:
    """Every design that the lines make; a line beyond our reader is left out."""
    scope: Scope = {"load": load, "folder": folder}
    for line in lines:
        try:
            evaluate(parse(line), scope)
        except (Unreadable, KeyError, TypeError, ValueError, AttributeError, IndexError, DesignError,
                UndefinedStatistic, FileNotFoundError):  # fmt: skip
            continue
    return {name: value for name, value in scope.items() if isinstance(value, Surveyed)}


def evaluate(tree: Any, scope: Scope) -> Any:
    """The value of an expression; formulas and functions stay as they were read."""
    kind = tree[0]
    if kind in SYNTAX:
        return SYNTAX[kind](tree, scope)
    return operate(kind, evaluate(tree[1], scope), evaluate(tree[2], scope))


def _name(tree: Any, scope: Scope) -> Any:
    fixed = {"TRUE": True, "FALSE": False, "NULL": None, "Inf": np.inf, "OUT": scope["folder"]}
    return fixed.get(tree[1], scope.get(tree[1]))


def _block(tree: Any, scope: Scope) -> Any:
    inner = dict(scope)
    return [evaluate(line, inner) for line in tree[1]][-1]


SYNTAX: dict[str, Callable[[Any, Scope], Any]] = {
    "number": lambda tree, _: tree[1],
    "text": lambda tree, _: tree[1],
    "~": lambda tree, _: tree,
    "function": lambda tree, _: tree,
    "name": _name,
    "block": _block,
    "unary-": lambda tree, scope: -evaluate(tree[1], scope),
    "unary!": lambda tree, scope: ~evaluate(tree[1], scope),
    "<-": lambda tree, scope: _assign(tree[1], evaluate(tree[2], scope), scope),
    "index": lambda tree, scope: _indexed("index", evaluate(tree[1], scope), tree[2], scope),
    "index2": lambda tree, scope: _indexed("index2", evaluate(tree[1], scope), tree[2], scope),
    "call": lambda tree, scope: _called(tree[1][1], tree[2], scope),
}


def _assign(target: Any, value: Any, scope: Scope) -> Any:
    if target[0] == "name":
        scope[target[1]] = value
    elif target[0] == "index2" and target[1][0] == "name":
        scope[target[1][1]].columns[target[2][0][1][1]] = value
    else:
        raise Unreadable("an assignment")
    return value


def _indexed(kind: str, value: Any, arguments: list[tuple[str | None, Any]], scope: Scope) -> Any:
    first, *rest = [None if one is None else evaluate(one, scope) for _, one in arguments]
    if kind == "index2":
        return value.columns[first] if isinstance(value, Frame) else value[first]
    if isinstance(value, Frame):
        if isinstance(first, np.ndarray):
            value = value.take(first if first.dtype == bool else first.astype(int) - 1)
        for column in rest:
            if isinstance(column, float):
                keep = [name for i, name in enumerate(value.columns, 1) if i != -column]
                value = Frame({name: value.columns[name] for name in keep}, value.rows)
        return value
    return [one for one, wanted in zip(value, first, strict=True) if wanted]


def _called(name: str, arguments: list[tuple[str | None, Any]], scope: Scope) -> Any:
    if name in ("transform", "update", "within", "subset"):
        return _derived(name, evaluate(arguments[0][1], scope), arguments[1:], scope)
    if name not in FUNCTIONS:
        raise Unreadable(name)
    plain = [evaluate(one, scope) for key, one in arguments if key is None]
    named = {key: evaluate(one, scope) for key, one in arguments if key is not None}
    return FUNCTIONS[name](scope, *plain, **{key.replace(".", "_"): value for key, value in named.items()})


def _derived(name: str, value: Any, arguments: list[tuple[str | None, Any]], scope: Scope) -> Any:
    """A frame (or the frame of a design) with more columns; of a frame also a part."""
    frame = value.frame if isinstance(value, Surveyed) else value
    inner = {**scope, **frame.columns}
    if name == "subset":
        if frame is not value:
            raise Unreadable("a part of a design")
        return frame.take(np.asarray(evaluate(arguments[0][1], inner), dtype=bool))
    new = {str(key): _full(evaluate(one, inner), frame.n) for key, one in arguments}
    more = Frame({**frame.columns, **new}, frame.rows)
    return Surveyed(value.design, more) if isinstance(value, Surveyed) else more


def _full(value: Any, n: int) -> Any:
    return np.full(n, value) if isinstance(value, float) else value


def _variables(formula: Any) -> list[str]:
    """The names that a formula adds up; none for ~1."""
    tree = formula[2]
    if tree[0] == "+":
        return [*_variables(("~", None, tree[1])), *_variables(("~", None, tree[2]))]
    return [tree[1]] if tree[0] == "name" else []


def _column(frame: Frame, formula: Any) -> Any:
    return frame.columns[_variables(formula)[0]]


def _svydesign(
    _: Scope,
    ids: Any = None,
    strata: Any = None,
    weights: Any = None,
    fpc: Any = None,
    data: Any = None,
    **__: Any,
) -> Surveyed:
    clusters = tuple(labels_of(data.columns[name]) for name in _variables(ids)) or None
    groups = labels_of(_column(data, strata)) if strata and _variables(strata) else None
    given = [numbers_of(data.columns[name]) for name in _variables(fpc)] if fpc else []
    many = Design(strata=groups, clusters=clusters, stage_sizes=(1e9,) * len(given))
    drawn = [stage.drawn[stage.stratum[stage.unit]] for stage in many.stages(data.n)]
    # a finite population is given as a number of units, or as the share that was drawn
    sizes = tuple(np.where(size < 1, n / size, size) for size, n in zip(given, drawn, strict=False))
    pw = np.prod([size / n for size, n in zip(sizes, drawn, strict=False)], axis=0) * np.ones(data.n)
    if weights:
        pw = numbers_of(_column(data, weights))
    return Surveyed(Design(pw, groups, clusters=clusters, stage_sizes=sizes), data)


def _groups(columns: list[Any]) -> list[str]:
    """The labels of one variable, or of several together."""
    return [" ".join(row) for row in zip(*map(labels_of, columns), strict=True)]


def _labels(frame: Frame, formula: Any) -> list[str]:
    return _groups([frame.columns[name] for name in _variables(formula)])


def _known(table: Frame) -> dict[str, float]:
    """A data frame of groups and frequencies as a mapping."""
    *groups, totals = table.columns.values()
    return dict(zip(_groups(groups), numbers_of(totals).tolist(), strict=True))


def _post_stratify(_: Scope, design: Surveyed, formula: Any, table: Frame, **__: Any) -> Surveyed:
    return Surveyed(post_stratify(design.design, _labels(design.frame, formula), _known(table)), design.frame)


def _rake(_: Scope, design: Surveyed, formulas: Any, tables: Any, **__: Any) -> Surveyed:
    margins = [(_labels(design.frame, f), _known(table)) for f, table in zip(formulas, tables, strict=True)]
    return Surveyed(rake(design.design, margins), design.frame)


def _calibrate(
    _: Scope,
    design: Surveyed,
    formula: Any,
    totals: Any,
    calfun: str = "linear",
    bounds: Any = None,
    **__: Any,
) -> Surveyed:
    columns = [np.ones(design.frame.n)]
    for name in _variables(formula):
        column = design.frame.columns[name]
        if isinstance(column, Factor):
            columns += [(column.codes == i).astype(float) for i in range(1, len(column.levels))]
        else:
            columns.append(numbers_of(column))
    limits = None if bounds is None else (float(bounds[0]), float(bounds[1]))
    wanted = [float(total) for total in (totals.values() if isinstance(totals, dict) else totals)]
    done = calibrate(design.design, np.stack(columns, 1), wanted, distance=calfun, bounds=limits)  # type: ignore[arg-type]
    return Surveyed(done, design.frame)


def _trim(
    _: Scope, design: Surveyed, lower: float = 0, upper: float = np.inf, strict: bool = False
) -> Surveyed:
    return Surveyed(trim(design.design, lower, upper, strict=strict), design.frame)


def _svrepdesign(
    _: Scope,
    data: Any = None,
    weights: Any = None,
    repweights: Any = None,
    scale: Any = None,
    rscales: Any = None,
    **options: Any,
) -> Surveyed:
    combined_weights, rho = options.get("combined_weights", True), options.get("rho", 0.0)
    kind, mse = options.get("type", "other"), options.get("mse", False)
    base, factors = numbers_of(_column(data, weights)), np.asarray(repweights, dtype=float)
    if combined_weights:
        factors = factors / base[:, None]
    r = factors.shape[1]
    usual = {"BRR": 1 / r, "Fay": 1 / (r * (1 - rho) ** 2), "JK1": (r - 1) / r, "JKn": 1.0}
    found = Replicates(factors, float(scale) if scale is not None else usual[kind], rscales, mse)
    return Surveyed(Design(base, replicates=found), data)


def _tapply(scope: Scope, values: Any, groups: Any, function: Any) -> dict[str, Any]:
    words = np.array(labels_of(groups))
    return {
        word: evaluate(function[2], {**scope, function[1][0]: picked(values, words == word)})
        for word in dict.fromkeys(sorted(words))
    }


def _c(_: Scope, *plain: Any, **named: Any) -> Any:
    return named or np.array(plain, dtype=object if any(isinstance(one, str) for one in plain) else float)


def _match(_: Scope, wanted: Any, among: Any) -> np.ndarray:
    place = {word: i for i, word in enumerate(labels_of(among), 1)}
    return np.array([float(place[word]) for word in labels_of(wanted)])


def _data_frame(_: Scope, **columns: Any) -> Frame:
    return Frame(
        {name: np.array(list(c.values()) if isinstance(c, dict) else c) for name, c in columns.items()}
    )


def _matrix(_: Scope, frame: Any) -> np.ndarray:
    return np.stack([numbers_of(column) for column in frame.columns.values()], 1)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "load_ds": lambda scope, name: frame_of(scope["load"](name)),
    "svydesign": _svydesign,
    "postStratify": _post_stratify,
    "rake": _rake,
    "calibrate": _calibrate,
    "trimWeights": _trim,
    "svrepdesign": _svrepdesign,
    "tapply": _tapply,
    "c": _c,
    "list": lambda _, *plain, **named: named or list(plain),
    "match": _match,
    "data_frame": _data_frame,
    "data.frame": _data_frame,
    "as.matrix": _matrix,
    "as.numeric": lambda _, column: numbers_of(column),
    "factor": lambda _, column, **__: column,
    "droplevels": lambda _, column: column,
    "is.na": lambda _, column: np.array([word in ("None", "nan") for word in labels_of(column)]),
    "ifelse": lambda _, where, yes, no: np.where(where, yes, no),
    "names": lambda _, value: list(value.keys() if isinstance(value, dict) else value.columns),
    "unlist": lambda _, value: value,
    "unique": lambda _, value: list(dict.fromkeys(labels_of(value))),
    "length": lambda _, value: float(len(value)),
    "nrow": lambda _, value: float(value.n),
    "ncol": lambda _, value: float(len(value.columns)),
    "paste": lambda _, *parts: np.array(
        [" ".join(row) for row in zip(*map(labels_of, parts), strict=True)], object
    ),
    "file.path": lambda _, folder, *parts: Path(folder, *parts),
    "fromJSON": lambda _, path: read_json(path),
    "read.csv": lambda _, path: read_table(path),
}
