"""Codebooks, columns, designs, replicates and microdata of anything: a noun that works, or a named error."""

from __future__ import annotations

import copy
import json
import warnings
from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from analysis.codebook import Code, Codebook, Net, Scale, Variable, VariableSet
from analysis.codebook_files import from_json, to_json
from analysis.columns import Column
from analysis.crosstabs import crosstab
from analysis.design import Design
from analysis.hypotheses import pearson
from analysis.kinds import parameters
from analysis.microdata import Microdata
from analysis.replicates import Replicates
from analysis.tallies import tally
from tests.analysis.people import CODEBOOK, coded, named, records
from tests.laws.hostile.numbers import VECTORS, WRONG, N
from tests.laws.hostile.people import crowd

X, LABEL = coded("x", "1", "0"), named("x")
SET = VariableSet("s", LABEL, "multiple", ("x",), ("o",), (LABEL,))
FACTORS = np.random.default_rng(1).uniform(0.5, 1.5, (N, 20))


def book(variable: Variable) -> Codebook:
    return Codebook("b", (variable,))


def use(known: Codebook) -> None:
    """Everything that a codebook is for."""
    data = Microdata.from_records(known, [{}] * 3)
    for name in (*(one.name for one in known.variables), *(one.name for one in known.sets)):
        tally(data, name)
    assert from_json(to_json(known)).version == known.version


def weigh(design: Design) -> None:
    data = crowd(design)
    tally(data, "books")
    crosstab(data, "image", "place")


def look(column: Column) -> None:
    tally(Microdata(Codebook("b", (coded("x", "a"),)), 3, {"x": column}), "x")
    assert column.words() is not None
    assert column.frequencies() is not None


NOUNS: tuple[tuple[type, dict[str, Any], Callable[[Any], Any]], ...] = (
    (
        Code,
        {"value": "a", "label": LABEL},
        lambda code: use(Codebook("b", (Variable("x", LABEL, codes=(code,)),))),
    ),
    (
        Net,
        {"name": "n", "label": LABEL, "codes": ("1",)},
        lambda net: use(Codebook("b", (coded("x", "1", nets=(net,)),))),
    ),
    (Variable, {"name": "x", "label": LABEL}, lambda one: use(book(one))),
    (
        VariableSet,
        {one.name: getattr(SET, one.name) for one in fields(SET)},
        lambda one: use(Codebook("b", (X,), (one,))),
    ),
    (
        Scale,
        {"name": "s", "label": LABEL, "variables": ("x",)},
        lambda one: use(Codebook("b", (X,), (), (one,))),
    ),
    (Codebook, {"name": "b", "variables": (X,)}, use),
    (
        Column,
        {"variable": coded("x", "a"), "values": np.zeros(3, int), "missing": np.zeros(3, np.int8)},
        look,
    ),
    (Design, {}, weigh),
    (Design, {"strata": ["a", "b"] * (N // 2), "clusters": [i // 2 for i in range(N)]}, weigh),
    (Replicates, {"factors": FACTORS, "scale": 0.05}, lambda one: weigh(Design(replicates=one))),
    (Microdata, {"codebook": CODEBOOK, "n": N, "columns": crowd().columns}, lambda one: tally(one, "image")),
)


def fine(call: Callable[[], Any]) -> None:
    """The call gives something, or an error of ours that says so in words."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            call()
    except ValueError as error:
        if not type(error).__module__.startswith("analysis.") or " " not in str(error):
            raise


@pytest.mark.parametrize(("noun", "kind", "then"), NOUNS, ids=lambda value: getattr(value, "__name__", ""))
def test_a_noun_of_any_parts_is_one_or_a_named_error(noun: Any, kind: dict[str, Any], then: Any) -> None:
    then(noun(**kind))
    for name in parameters(noun):
        for value in [*WRONG, *VECTORS]:
            fine(lambda: then(noun(**{**kind, name: value})))  # noqa: B023 - called at once


@pytest.mark.parametrize("value", WRONG, ids=lambda value: type(value).__name__)
def test_microdata_of_anything_are_some_or_a_named_error(value: Any) -> None:
    data = crowd()
    for call in (
        data.where,
        data.reordered,
        data.column,
        data.tallied,
        CODEBOOK.variable,
        CODEBOOK.scale,
        from_json,
    ):
        fine(lambda: call(value))  # noqa: B023 - called at once
    fine(lambda: Microdata.from_records(value, records()))
    fine(lambda: Microdata.from_records(CODEBOOK, value))
    fine(lambda: Microdata.from_records(CODEBOOK, records(), value))
    fine(lambda: Microdata.from_records(CODEBOOK, records(), None, value))
    for name in ("image", "books", "comment"):
        fine(lambda: Microdata.from_records(CODEBOOK, [{name: value}]))  # noqa: B023 - called at once


def places(whole: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a nested JSON value, of lists the first two."""
    for key, one in whole.items() if isinstance(whole, dict) else list(enumerate(whole))[:2]:
        yield (*path, key)
        if isinstance(one, (dict, list)):
            yield from places(one, (*path, key))


@pytest.mark.parametrize(
    "value", [None, "", 5, -1, 0.5, True, [], {}, [None], [[]], {"a": 1}, [{}], "x", [5], 1e400]
)
def test_a_misshapen_codebook_is_a_named_error(value: Any) -> None:
    whole = json.loads(to_json(CODEBOOK))
    for path in places(whole):
        broken = copy.deepcopy(whole)
        inside = broken
        for key in path[:-1]:
            inside = inside[key]
        inside[path[-1]] = value
        fine(lambda: use(from_json(json.dumps(broken))))  # noqa: B023 - called at once


def test_the_error_says_which_part_of_which_noun_is_wrong() -> None:
    with pytest.raises(ValueError, match=r"Variable, low: a number is needed, not 'x'"):
        Variable("x", LABEL, low="x")  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(ValueError, match=r"hypotheses\.pearson, counts: the rows of a table"):
        pearson([[1, 2], [3]])  # type: ignore[arg-type]  # wrong on purpose
