"""R's lines run: assignments, indexing and calls upon the values of r_values.

A line that cannot be read is never passed over in silence: what it would have made is marked as Unread, and
whoever asks for it is told the line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from analysis.errors import DesignError, UndefinedStatistic
from tests.oracles.r_syntax import Tree, Unreadable, parse
from tests.oracles.r_values import (
    Factor,
    Frame,
    Logical,
    Surveyed,
    Unread,
    labels_of,
    numbers_of,
    operate,
    picked,
    size,
    vector,
)

Scope = dict[str, Any]
FUNCTIONS: dict[str, Callable[..., Any]] = {}
"""R's functions by name; each takes the scope and the values of its arguments."""
FAILURES = (Unreadable, LookupError, TypeError, ValueError, AttributeError, ArithmeticError, StopIteration,
            DesignError, UndefinedStatistic, OSError)  # fmt: skip


def function(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register one of R's functions under its names."""

    def add(made: Callable[..., Any]) -> Callable[..., Any]:
        FUNCTIONS.update(dict.fromkeys(names, made))
        return made

    return add


def run(lines: Sequence[str], scope: Scope) -> Scope:
    """The scope after all the lines."""
    for line in lines:
        try:
            evaluate(parse(line), scope)
        except FAILURES as error:
            _spoil(line, Unread(f"cannot read R's line {line!r}: {error}"), scope)
    return scope


def _spoil(line: str, unread: Unread, scope: Scope) -> None:
    """Mark what an unreadable line assigns; all of the data, if that cannot be told."""
    name, _, rest = line.partition("<-")[0].strip().partition("$")
    if rest.isidentifier() and isinstance(scope.get(name), Frame):
        scope[name] = Frame({**scope[name].columns, rest: unread}, scope[name].rows)
    else:
        scope[name if name.replace(".", "_").isidentifier() else "d"] = unread


def evaluate(tree: Tree, scope: Scope) -> Any:
    """The value of an expression; formulas and functions stay as they were read."""
    kind = tree[0]
    if kind in SYNTAX:
        return SYNTAX[kind](tree, scope)
    return operate(kind, evaluate(tree[1], scope), evaluate(tree[2], scope))


CONSTANTS = {"TRUE": True, "FALSE": False, "T": True, "F": False, "NULL": None, "Inf": np.inf, "NA": np.nan}


def _name(tree: Tree, scope: Scope) -> Any:
    word = tree[1]
    if word in scope:
        if isinstance(scope[word], Unread):
            raise Unreadable(scope[word].line)
        return scope[word]
    if word in CONSTANTS:
        return CONSTANTS[word]
    if word in FUNCTIONS:
        return FUNCTIONS[word]
    raise Unreadable(f"no {word}")


def _block(tree: Tree, scope: Scope) -> Any:
    return [evaluate(line, scope) for line in tree[1]][-1]


def _for(tree: Tree, scope: Scope) -> None:
    values = evaluate(tree[2], scope)
    for one in vector(values).tolist():
        scope[tree[1]] = one
        evaluate(tree[3], scope)


def _negative(tree: Tree, scope: Scope) -> Any:
    value = evaluate(tree[1], scope)
    return -value if isinstance(value, float) else -numbers_of(value)


SYNTAX: dict[str, Callable[[Tree, Scope], Any]] = {
    "number": lambda tree, _: tree[1],
    "text": lambda tree, _: tree[1],
    "~": lambda tree, _: tree,
    "function": lambda tree, _: tree,
    "name": _name,
    "block": _block,
    "for": _for,
    "unary-": _negative,
    "unary!": lambda tree, scope: Logical(1 - numbers_of(evaluate(tree[1], scope))),
    "<-": lambda tree, scope: assign(tree[1], evaluate(tree[2], scope), scope),
    "=": lambda tree, scope: assign(tree[1], evaluate(tree[2], scope), scope),
    "index": lambda tree, scope: _index(evaluate(tree[1], scope), _arguments(tree[2], scope)),
    "index2": lambda tree, scope: _element(evaluate(tree[1], scope), _arguments(tree[2], scope)[0]),
    "call": lambda tree, scope: call(tree[1][1], tree[2], scope),
}


def _arguments(arguments: list[Any], scope: Scope) -> list[Any]:
    return [None if one is None else evaluate(one, scope) for name, one in arguments if name != "drop"]


def assign(target: Tree, value: Any, scope: Scope) -> None:
    """R's assignment: to a name, or to a part of what a name holds."""
    if target[0] in ("name", "text"):
        scope[target[1]] = value
        return
    if target[0] == "call":
        (_, inner), *_ = target[2]
        assign(inner, _renamed(target[1][1], evaluate(inner, scope), value), scope)
        return
    whole, arguments = evaluate(target[1], scope), _arguments(target[2], scope)
    if isinstance(whole, Frame):
        if len(arguments) == 2 and arguments[0] is None:
            arguments = arguments[1:]
        if len(arguments) != 1:
            raise Unreadable("an assignment to some rows")
        name = arguments[0] if isinstance(arguments[0], str) else str(vector(arguments[0])[0])
        changed: Any = Frame({**whole.columns, name: filled(value, whole)}, whole.rows)
    else:
        changed = _changed(whole, arguments[0], value)
    assign(target[1], changed, scope)


def filled(value: Any, frame: Frame) -> Any:
    """A column of a frame: a scalar is repeated."""
    return picked(value, np.zeros(frame.n, dtype=int)) if size(value) == 1 else value


def _renamed(what: str, whole: Any, names: Any) -> Any:
    words = labels_of(names)
    if what == "levels" and isinstance(whole, Factor):
        return Factor(whole.codes, words, whole.ordered)
    if what in ("names", "colnames") and isinstance(whole, Frame):
        return Frame(dict(zip(words, whole.columns.values(), strict=True)), whole.rows)
    raise Unreadable(f"{what}(...) <-")


def _changed(whole: Any, where: Any, value: Any) -> Any:
    """A vector with other values at some places."""
    place = places(where, size(whole))
    if isinstance(whole, Factor):
        codes = whole.codes.copy()
        codes[place] = [whole.levels.index(word) if word in whole.levels else -1 for word in labels_of(value)]
        return Factor(codes, whole.levels, whole.ordered)
    changed = vector(whole).copy()
    changed[place] = vector(value)
    return Logical(changed) if isinstance(whole, Logical) else changed


def places(where: Any, n: int) -> np.ndarray:
    """The places from 0 on that R's index means: a condition, or numbers from 1 on, negative to leave out."""
    if isinstance(where, Logical):
        if np.isnan(where.values).any():
            raise Unreadable("NA in an index")
        return np.flatnonzero(where.true)
    chosen = numbers_of(where).astype(int)
    return np.delete(np.arange(n), -chosen - 1) if (chosen < 0).all() else chosen - 1


def _element(value: Any, key: Any) -> Any:
    if isinstance(value, Frame):
        return value.column(key) if isinstance(key, str) else list(value.columns.values())[int(key) - 1]
    if isinstance(value, (dict, list)):
        listed = list(value.values()) if isinstance(value, dict) and not isinstance(key, str) else value
        return listed[key] if isinstance(key, str) else listed[int(key) - 1]
    return vector(value)[int(key) - 1]


def _index(value: Any, arguments: list[Any]) -> Any:
    if isinstance(value, Frame):
        rows, columns = (arguments[0], arguments[1]) if len(arguments) > 1 else (None, arguments[0])
        found = value if rows is None else value.take(places(rows, value.n))
        if columns is None:
            return found
        names = _chosen(list(value.columns), columns)
        one = len(arguments) > 1 and len(names) == 1
        return found.column(names[0]) if one else Frame({k: found.columns[k] for k in names}, found.rows)
    if isinstance(value, (dict, list)):
        keys = _chosen(list(value) if isinstance(value, dict) else list(range(len(value))), arguments[0])
        return {key: value[key] for key in keys} if isinstance(value, dict) else [value[k] for k in keys]
    return picked(value, places(arguments[0], size(value)))


def _chosen(names: list[Any], wanted: Any) -> list[Any]:
    if isinstance(wanted, str) or (not isinstance(wanted, Logical) and vector(wanted).dtype == object):
        return labels_of(wanted)
    return [names[place] for place in places(wanted, len(names))]


def call(name: str, arguments: list[Any], scope: Scope) -> Any:
    """A call: of a function given as values, or of one that looks its arguments up in a frame."""
    if name in LOOKING:
        return LOOKING[name](evaluate(arguments[0][1], scope), arguments[1:], scope)
    made = scope.get(name) if name in scope else FUNCTIONS.get(name)
    if made is None:
        raise Unreadable(f"{name}()")
    plain = [evaluate(one, scope) for key, one in arguments if key is None]
    named = {str(key): evaluate(one, scope) for key, one in arguments if key is not None}
    return applied(made, scope, *plain, **named)


def applied(made: Any, scope: Scope, *plain: Any, **named: Any) -> Any:
    """A function of R's own, or one that the lines define, of values."""
    if isinstance(made, tuple):
        return evaluate(made[2], {**scope, **dict(zip(made[1], plain, strict=False))})
    return made(scope, *plain, **{key.replace(".", "_"): value for key, value in named.items()})


def frame_in(value: Any) -> Frame:
    found = value.frame if isinstance(value, Surveyed) else value
    if not isinstance(found, Frame):
        raise Unreadable("no data frame")
    return found


def _more(value: Any, arguments: list[Any], scope: Scope) -> Any:
    """transform, update: more columns, each from those before."""
    frame = frame_in(value)
    inner = {**scope, **frame.columns}
    new = {str(key): filled(evaluate(one, inner), frame) for key, one in arguments}
    more = Frame({**frame.columns, **new}, frame.rows)
    return Surveyed(value.design, more) if isinstance(value, Surveyed) else more


def _subset(value: Any, arguments: list[Any], scope: Scope) -> Any:
    if isinstance(value, Surveyed):
        raise Unreadable("a part of a design")
    wanted = dict(arguments)
    condition = evaluate(wanted[None], {**scope, **value.columns}) if None in wanted else None
    found = value if condition is None else value.take(condition.true)
    if "select" in wanted:
        inner = {**scope, **{name: name for name in found.columns}}
        names = _chosen(list(found.columns), evaluate(wanted["select"], inner))
        found = Frame({name: found.columns[name] for name in names}, found.rows)
    return found


LOOKING: dict[str, Callable[..., Any]] = {
    "transform": _more,
    "update": _more,
    "subset": _subset,
    "with": lambda value, arguments, scope: evaluate(arguments[0][1], {**scope, **frame_in(value).columns}),
}
