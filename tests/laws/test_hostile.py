"""Hostile calls: every public function of analysis answers with a value or with a named error.

The functions are found by walking the package; their arguments by name and annotation (laws/hostile).
HOSTILE_PAIRS in the environment makes the run larger: so many calls with two odd arguments at once.
"""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_type_hints

import numpy as np
import pytest

import analysis
from analysis.errors import WrongArgument
from analysis.microdata import Microdata
from tests.laws.hostile import Pool, pool
from tests.laws.hostile.calls import CALLS
from tests.laws.hostile.law import may_be_infinite, told, tried

PAIRS = int(os.environ.get("HOSTILE_PAIRS", "5"))
INSIDE = (
    *("analysis.charts", "analysis.show", "analysis.imports", "analysis.regression", "analysis.audits"),
    *("analysis.disclosure", "analysis.exports", "analysis.publications", "analysis.reports"),
)
"""Packages whose modules are called through what the package itself gives."""
PARTS = ("analysis.entrance", "analysis.doors", "analysis.gates", "analysis.kinds", "analysis.arrays")
"""What asks the questions itself, or is no statistic."""

LEFT: dict[str, str] = {
    "audits.checks.check": "puts a function into a registry, when a module is read",
    "show.registry.register": "puts functions into a registry, when a module is read",
    "statistics.register": "puts a function into a registry, when a module is read",
    "sampling.sampled": "Microdata.from_files and from_frame, which it is made for, look at what it is given",
    "conditional.exact_odds, root": "a function of the caller, whose errors are its own",
}
"""Function, or function and argument, that cannot be held to this law: why. Nothing new belongs here."""


def functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function of analysis by its full name."""
    for one in pkgutil.walk_packages(analysis.__path__, "analysis."):
        if one.name.startswith(PARTS) or one.name.endswith("words"):
            continue
        module = importlib.import_module(one.name)
        if one.name.startswith(INSIDE) and one.name not in INSIDE:
            continue
        given = getattr(module, "__all__", ()) if one.name in INSIDE else ()
        for name, found in vars(module).items():
            home = getattr(found, "__module__", "")
            if inspect.isfunction(found) and name[0] != "_" and (home == one.name or name in given):
                yield f"{home}.{name}".removeprefix("analysis."), found


FUNCTIONS = {name: one for name, one in functions() if name not in LEFT}


def pools(name: str, function: Callable[..., Any]) -> dict[str, Pool]:
    """What each parameter may be given."""
    hints = get_type_hints(function, None, {"Microdata": Microdata})
    return {
        parameter: pool(parameter, hints.get(parameter, Any))
        for parameter, one in inspect.signature(function).parameters.items()
        if one.kind not in (one.VAR_KEYWORD, one.VAR_POSITIONAL) and f"{name}, {parameter}" not in LEFT
    }


def ordinary(known: Mapping[str, Pool], random: np.random.Generator) -> dict[str, Any]:
    """Arguments of which each is well by itself."""
    return {name: one.kind[int(random.integers(len(one.kind)))] for name, one in known.items() if one.kind}


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_call_gives_a_sound_value_or_a_named_error(name: str) -> None:
    function, random = FUNCTIONS[name], np.random.default_rng(2026)
    found: list[str] = []
    known, infinite = pools(name, function), may_be_infinite(function)

    def call(given: Mapping[str, Any]) -> bool:
        return tried(lambda: function(**given), found, told(given), infinite=infinite)

    examples = [CALLS[name]] if name in CALLS else [ordinary(known, random) for _ in range(60)]
    base = next((given for given in examples if call(given)), None)
    assert base is not None or found, "no example is answered: write one into tests/laws/hostile/calls.py"
    odd = [(name, value) for name, one in known.items() for value in one.hostile]
    for place, value in odd:
        call({**(base or examples[0]), place: value})
    for _ in range(PAIRS if odd else 0):
        picked = [odd[int(random.integers(len(odd)))] for _ in range(2)]
        call({**(base or examples[0]), **ordinary(known, random), **dict(picked)})
    assert not found, f"{len(found)} bad answers:\n" + "\n".join(dict.fromkeys(found))


@pytest.mark.parametrize("name", sorted({name.split(",")[0] for name in [*LEFT, *CALLS]}))
def test_what_is_left_out_or_has_an_example_is_there(name: str) -> None:
    assert name in dict(functions())


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_an_option_that_is_none_is_named(name: str) -> None:
    function, random = FUNCTIONS[name], np.random.default_rng(1)
    if any(one.kind is one.VAR_KEYWORD for one in inspect.signature(function).parameters.values()):
        return
    given = CALLS.get(name) or ordinary(pools(name, function), random)
    with pytest.raises(TypeError, match="'no_such'"):
        function(**given, no_such=1)


@pytest.mark.parametrize(
    "name", sorted(FUNCTIONS.keys() - {"groups.several"})
)  # asks of what kind labels are
def test_masked_entries_are_refused_not_taken_from_beneath_the_mask(name: str) -> None:
    function, random = FUNCTIONS[name], np.random.default_rng(2026)
    known = pools(name, function)
    examples = [CALLS[name]] if name in CALLS else [ordinary(known, random) for _ in range(60)]
    given = next((one for one in examples if tried(lambda: function(**one), [], "")), {})  # noqa: B023 - called at once
    for parameter, value in given.items():
        if isinstance(value, np.ndarray) and value.size and value.dtype.kind in "iufb":
            masked = np.ma.masked_array(value, np.arange(value.size).reshape(value.shape) == 0)
            with pytest.raises(WrongArgument, match="masked"):
                function(**{**given, parameter: masked})


def of_tables() -> list[tuple[str, str]]:
    """Every function whose first argument is a table of counts, or several."""
    first = {name: next(iter(inspect.signature(one).parameters), "") for name, one in FUNCTIONS.items()}
    return [(name, key) for name, key in sorted(first.items()) if key in ("counts", "tables")]


@pytest.mark.parametrize("many", [10**9, 10**15])
@pytest.mark.parametrize(("name", "key"), of_tables())
def test_tables_of_billions_are_answered_or_are_too_much_work_by_name(name: str, key: str, many: int) -> None:
    function, found = FUNCTIONS[name], list[str]()
    asked = inspect.signature(function).parameters
    kind = {n: one.kind[0] for n, one in pools(name, function).items() if asked[n].default is asked[n].empty}
    for table in (np.array([[1, 2], [3, 5]]) * many, np.array([[1, 2, 3], [3, 1, 5], [2, 2, 2]]) * many):
        for counts in (table, table.astype(float), table[0] if key == "counts" else np.array([table, table])):
            given = {**kind, key: counts}
            tried(lambda: function(**given), found, told(given), infinite=may_be_infinite(function))  # noqa: B023 - called at once
    assert not found, "\n".join(found)
