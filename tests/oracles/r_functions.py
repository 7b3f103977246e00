"""R's functions of vectors, factors and data frames that the oracles' lines call."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from itertools import pairwise, product
from typing import Any

import numpy as np

from tests.oracles.r_evaluate import Scope, function
from tests.oracles.r_syntax import Unreadable
from tests.oracles.r_values import (
    Factor,
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


@function("c")
def _c(_: Scope, *plain: Any, **named: Any) -> Any:
    if named:
        return named
    if plain and all(isinstance(one, Factor) for one in plain):
        return bound(plain)
    if plain and all(isinstance(one, Logical | bool) for one in plain):
        return Logical(np.concatenate([numbers_of(one) for one in plain]))
    parts = [vector(one) for one in plain]
    words = any(part.dtype == object for part in parts)
    return np.concatenate([np.array(labels_of(p), object) if words else p.astype(float) for p in parts])


@function("factor", "ordered", "as.factor", "as.ordered")
def _factor(
    _: Scope, x: Any, levels: Any = None, labels: Any = None, ordered: bool | None = None, **__: Any
) -> Factor:
    """An ordered factor stays one unless told otherwise; unnamed levels without cases go."""
    base = factor_of(x)
    occurring = set(base.codes.tolist())
    kept = (
        [one for i, one in enumerate(base.levels) if i in occurring] if levels is None else labels_of(levels)
    )
    place = {word: i for i, word in enumerate(kept)}
    codes = np.array([-1 if w is None else place.get(w, -1) for w in base.words()], dtype=int)
    if (base.codes >= 0).any() and not (codes >= 0).any():
        raise Unreadable(f"none of the levels {kept} occurs")
    names = kept if labels is None else labels_of(labels)
    if len(names) != len(kept):
        raise Unreadable("labels of another length than levels")
    united = list(dict.fromkeys(names))
    codes = np.array([united.index(names[i]) if i >= 0 else -1 for i in codes], dtype=int)
    return Factor(codes, united, base.ordered if ordered is None else bool(ordered))


function("ordered")(lambda scope, x, **named: _factor(scope, x, **{**named, "ordered": True}))
function("as.ordered")(lambda scope, x: Factor(factor_of(x).codes, factor_of(x).levels, True))
function("as.factor")(lambda _, x: factor_of(x))


@function("relevel")
def _relevel(_: Scope, x: Factor, ref: str) -> Factor:
    levels = [ref, *(one for one in x.levels if one != ref)]
    return Factor(np.array([levels.index(x.levels[i]) if i >= 0 else -1 for i in x.codes]), levels)


@function("droplevels")
def _drop(scope: Scope, x: Any) -> Any:
    return Frame({k: _drop(scope, v) for k, v in x.columns.items()}, x.rows) if isinstance(x, Frame) else (
        _factor(scope, x) if isinstance(x, Factor) else x
    )  # fmt: skip


@function("cut")
def _cut(
    scope: Scope, x: Any, breaks: Any, labels: Any = None, right: bool = True, include_lowest: bool = False,
    ordered_result: bool = False,
) -> Any:  # fmt: skip
    """Intervals (a, b], or [a, b) where not `right`."""
    values, ends = numbers_of(x), np.sort(numbers_of(breaks))
    if len(ends) < 2:
        raise Unreadable("cut() into a number of parts")
    place = np.searchsorted(ends, values, "left" if right else "right") - 1
    if include_lowest:
        place = np.where(values == (ends[0] if right else ends[-1]), 0 if right else len(ends) - 2, place)
    inside = np.isfinite(values) & (place >= 0) & (place < len(ends) - 1)
    codes = np.where(inside, place, -1)
    if labels is False:
        return np.where(inside, place + 1.0, np.nan)
    shown = [f"{end:.3g}" for end in ends]
    left, close = ("(", "]") if right else ("[", ")")
    own = [f"{left}{a},{b}{close}" for a, b in pairwise(shown)]
    if include_lowest:
        end = 0 if right else -1
        own[end] = f"[{own[end][1:]}" if right else f"{own[end][:-1]}]"
    return Factor(codes, own if labels is None else labels_of(labels), bool(ordered_result))


@function("interaction")
def _interaction(scope: Scope, *factors: Any, sep: str = ".", drop: bool = False, **__: Any) -> Factor:
    """The first factor changes fastest."""
    one = [factor_of(factor) for factor in factors]
    turned = list(product(*[range(len(factor.levels)) for factor in reversed(one)]))
    levels = [sep.join(f.levels[i] for f, i in zip(one, reversed(t), strict=True)) for t in turned]
    place = {tuple(reversed(t)): i for i, t in enumerate(turned)}
    codes = np.array([place.get(row, -1) for row in zip(*[f.codes.tolist() for f in one], strict=True)])
    found = Factor(codes, levels)
    return _factor(scope, found) if drop else found


@function("ifelse")
def _ifelse(_: Scope, where: Any, yes: Any, no: Any) -> Any:
    """NA where the condition is NA; a factor gives its places, as in R."""
    condition, n = numbers_of(where), size(where)
    sides = [numbers_of(one) if isinstance(one, (Factor, Logical)) else vector(one) for one in (yes, no)]
    worded = any(side.dtype == object for side in sides)
    a, b = (np.resize(np.array(words_of(s), object) if worded else s.astype(float), n) for s in sides)
    chosen = np.where(condition == 1, a, b)
    chosen[np.isnan(condition)] = None if worded else np.nan
    return chosen


@function("is.na")
def _is_na(_: Scope, x: Any) -> Logical:
    return Logical(np.array([float(word is None) for word in words_of(x)]))


@function("as.numeric", "as.integer", "as.double")
def _numeric(_: Scope, x: Any) -> Any:
    return float(numbers_of(x)[0]) if isinstance(x, (float, bool, str)) else numbers_of(x)


function("as.integer")(lambda scope, x: np.trunc(_numeric(scope, x)))
function("as.character")(lambda _, x: np.array(words_of(x), object))
function("as.logical")(lambda _, x: Logical(numbers_of(x)))
function("I", "as.data.frame", "as.vector", "unname", "unlist", "suppressWarnings")(lambda _, x, **__: x)


@function("rep")
def _rep(_: Scope, x: Any, times: Any = None, each: Any = None, length_out: Any = None) -> Any:
    n = size(x)
    if each is not None:
        return picked(x, np.repeat(np.arange(n), int(each)))
    if length_out is not None:
        return picked(x, np.resize(np.arange(n), int(length_out)))
    counts = numbers_of(times).astype(int)
    return picked(
        x, np.tile(np.arange(n), counts[0]) if len(counts) == 1 else np.repeat(np.arange(n), counts)
    )


@function("paste", "paste0")
def _paste(_: Scope, *parts: Any, sep: str = " ", collapse: str | None = None) -> Any:
    n = max(map(size, parts))
    rows = zip(*[(labels_of(part) * n)[:n] for part in parts], strict=True)
    joined = [sep.join(row) for row in rows]
    if collapse is not None:
        return collapse.join(joined)
    return joined[0] if n == 1 else np.array(joined, object)


function("paste0")(lambda scope, *parts, **named: _paste(scope, *parts, **{**named, "sep": ""}))


def bound(columns: Any) -> Any:
    if all(isinstance(one, Factor) for one in columns):
        levels = list(dict.fromkeys(level for one in columns for level in one.levels))
        words = np.concatenate([one.words() for one in columns])
        ordered = columns[0].ordered and all(one.levels == levels for one in columns)
        return Factor(np.array([-1 if w is None else levels.index(w) for w in words]), levels, ordered)
    worded = any(isinstance(one, Factor) or vector(one).dtype == object for one in columns)
    return np.concatenate([np.array(words_of(c), object) if worded else numbers_of(c) for c in columns])


@function("match")
def _match(_: Scope, wanted: Any, among: Any) -> np.ndarray:
    place = {word: i for i, word in reversed(list(enumerate(labels_of(among), 1)))}
    return np.array([float(place.get(word, np.nan)) for word in labels_of(wanted)])


@function("names", "colnames", "levels")
def _names(_: Scope, x: Any) -> np.ndarray:
    if isinstance(x, Factor):
        return np.array(x.levels, object)
    return np.array(list(x if isinstance(x, dict) else x.columns), object)


@function("unique")
def _unique(_: Scope, x: Any) -> Any:
    first = dict.fromkeys(labels_of(x))
    labels = labels_of(x)
    return picked(x, np.array([labels.index(word) for word in first], dtype=int))


function("setdiff")(lambda _, x, y: np.array([w for w in labels_of(x) if w not in labels_of(y)], object))
function("setNames")(lambda _, x, names: dict(zip(labels_of(names), vector(x).tolist(), strict=True)))
function("list")(lambda _, *plain, **named: named or list(plain))
function("seq_len")(lambda _, n: np.arange(1.0, float(n) + 1))
function("seq_along")(lambda _, x: np.arange(1.0, size(x) + 1))
function("length")(lambda _, x: float(size(x)))
function("nlevels")(lambda _, x: float(len(x.levels)))
function("which")(lambda _, x: np.flatnonzero(x.true) + 1.0)
function("rev")(lambda _, x: picked(x, np.arange(size(x))[::-1]))
function("head")(lambda _, x, n=6.0: x.take(np.arange(min(int(n), x.n))) if isinstance(x, Frame) else picked(
    x, np.arange(min(int(n), size(x)))))  # fmt: skip


def _reduced(compute: Callable[[np.ndarray], Any]) -> Callable[..., float]:
    def made(_: Scope, *parts: Any, na_rm: bool = False) -> float:
        values = np.concatenate([numbers_of(part) for part in parts])
        return float(compute(values[~np.isnan(values)] if na_rm else values))

    return made


for _name, _compute in {"sum": np.sum, "mean": np.mean, "min": np.min, "max": np.max, "median": np.median,
                        "sd": lambda x: np.std(x, ddof=1)}.items():  # fmt: skip
    function(_name)(_reduced(_compute))  # type: ignore[arg-type]
for _name, _compute in {"sqrt": np.sqrt, "log": np.log, "exp": np.exp, "abs": np.abs, "floor": np.floor,
                        "ceiling": np.ceil, "round": np.rint}.items():  # fmt: skip
    function(_name)(lambda _, x, __compute=_compute: __compute(numbers_of(x)))


function("pmin")(lambda _, *parts, **__: reduce(np.minimum, map(numbers_of, parts)))
function("pmax")(lambda _, *parts, **__: reduce(np.maximum, map(numbers_of, parts)))
function("options", "set.seed", "library", "invisible")(lambda *_, **__: None)


@function("quantile")
def _quantile(
    _: Scope, x: Any, probs: Any = (0.0, 0.25, 0.5, 0.75, 1.0), na_rm: bool = False, **__: Any
) -> Any:
    values = numbers_of(x)
    return np.quantile(values[~np.isnan(values)] if na_rm else values, numbers_of(list(vector(probs))))
