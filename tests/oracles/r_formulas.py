"""R's model formulas in ours; what they compute of variables becomes a variable of the data."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.columns import Column
from analysis.microdata import Microdata
from tests.oracles.r_evaluate import Scope, evaluate
from tests.oracles.r_syntax import Tree, Unreadable, parse
from tests.oracles.r_values import Frame
from tests.oracles.sources import column_of

Model = tuple[Microdata, str, tuple[str, ...] | None]
"""The data, our formula, and the event where R's outcome has more than two categories."""


def translated(data: Microdata, frame: Frame, tree: Tree | str, family: str) -> Model:
    """R's formula upon a data frame as one of ours upon the same data."""
    mark, left, right = parse(tree) if isinstance(tree, str) else tree
    if mark != "~" or left is None:
        raise Unreadable("no formula")
    made: dict[str, Tree] = {}
    outcome, terms = _outcome(left, made), _terms(right, data, made)
    for name in re.findall(r"[A-Za-z.][\w.]*", re.sub(r"\bscore\(", "", f"{outcome} {terms}")):
        if name not in made:
            frame.column(name)  # tells the line where it could not be read
    inner: Scope = dict(frame.columns)
    columns = {name: column_of(name, evaluate(one, inner)) for name, one in made.items()}
    data = with_columns(data, columns)
    return data, f"{outcome} ~ {terms}", _event(data, outcome, family)


def with_columns(data: Microdata, columns: dict[str, Column]) -> Microdata:
    whole = {**data.columns, **columns}
    book = replace(data.codebook, variables=tuple(one.variable for one in whole.values()))
    return Microdata(book, data.n, whole, data.design)


def _outcome(tree: Tree, made: dict[str, Tree]) -> str:
    """A variable, a variable made ordered, or a new one that is computed."""
    name = _factor_of(tree)
    if name is None:
        made["outcome_"] = tree
    return name or "outcome_"


def _factor_of(tree: Tree) -> str | None:
    """The name in `x`, factor(x) and factor(x, ordered = TRUE)."""
    if tree[0] == "call" and tree[1][1] in ("factor", "ordered", "as.factor"):
        return _factor_of(tree[2][0][1])
    return str(tree[1]) if tree[0] == "name" else None


def _terms(tree: Tree, data: Microdata, made: dict[str, Tree]) -> str:
    if tree[0] in ("+", ":", "*"):
        return f" {tree[0]} ".join(_terms(one, data, made) for one in tree[1:])
    name = _factor_of(tree)
    if name is not None:
        return name
    inner = tree[2][0][1] if tree[0] == "call" and tree[1][1] == "as.numeric" else None
    if inner and inner[0] == "name" and data.codebook.has(inner[1]) and data.column(inner[1]).coded:
        return f"score({inner[1]})"
    made[f"term_{len(made)}"] = tree
    return f"term_{len(made) - 1}"


def _event(data: Microdata, outcome: str, family: str) -> tuple[str, ...] | None:
    """R's binomial takes every category but the first as the event."""
    codes = data.column(outcome).variable.valid_codes
    several = family == "binomial" and len(codes) > 2
    return tuple(code.value for code in codes[1:]) if several else None
