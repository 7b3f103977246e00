"""The entrance of the public functions: what they are given is looked at before anything is computed.

A module that ends with `guard(__name__)` has its public functions stand behind this entrance. What each
takes is what its annotations say (`analysis.gates`), and what has an entry for each person is equally long.
Where the arithmetic of a function comes to a division by 0, an overflow or a singular matrix, the answer is
a named error, never a NaN with a warning; and so it is where NumPy finds shapes that do not fit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, get_type_hints

import numpy as np

from analysis.arrays import Floats, Integers
from analysis.doors import put_behind
from analysis.errors import TooMuchWork, UndefinedStatistic, WrongArgument
from analysis.gates import gate_of, in_a_row, table
from analysis.kinds import Gate, let_in, level, options, parameters, places, seed

ENTRIES = frozenset(
    {"groups", "domain", "inside", "answered", "used", "places", "one", "other"}
    | {"weights", "positive", "cases", "base"}
)
"""Names of what has one entry for each person (or group), in the order of the rows."""

PEOPLE = ENTRIES | {"values", "numerator", "denominator", "chosen", "ranks", "scores"}
"""The same, and names of what may have several entries for each: people x entries."""


def guard(module: str) -> None:
    """Put the public functions of a module behind the entrance: the last line of the module."""
    put_behind(module, guarded)


def guarded(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function behind the entrance; a decorator of methods too."""
    where = f"{function.__module__.removeprefix('analysis.')}.{function.__qualname__}"
    gates: dict[str, Gate] = {}
    named_places = places(function)
    people = not PEOPLE.isdisjoint(parameters(function))

    @wraps(function)
    def entrance(*args: Any, **named: Any) -> Any:
        if not gates:
            gates.update(_gates(function))
        given = let_in(where, gates, args[:named_places], named)
        if people:
            _same_people(given, where)
        for name in named:
            named[name] = given[name]
        passed = list(given.values())[: min(len(args), named_places)]
        try:
            with np.errstate(divide="raise", invalid="raise", over="raise"):
                return function(*passed, *args[len(passed) :], **named)
        except (ArithmeticError, np.linalg.LinAlgError) as error:
            raise UndefinedStatistic(f"{where} has no value for these data: {error}") from error
        except MemoryError as error:
            raise TooMuchWork(f"{where} would need more memory than there is: {error}") from error
        except (ValueError, IndexError) as error:
            if type(error).__module__.startswith("analysis."):
                raise
            raise WrongArgument(f"{where}: these arguments do not fit each other: {error}") from error

    return entrance


def _gates(function: Callable[..., Any]) -> dict[str, Gate]:
    """The gate of each parameter by its name, in order."""
    hints = get_type_hints(function, include_extras=True)
    special: dict[str, Gate] = {"level": level, "seed": seed}
    special |= {"counts": table} if hints.get("counts") in (Floats, Integers | Floats) else {}
    plain = {
        name: special.get(name) or _in_shape(name, gate_of(hints.get(name, Any)))
        for name in parameters(function)
    }
    return plain | options(function, hints)


def _in_shape(name: str, gate: Gate) -> Gate:
    return (lambda value: in_a_row(gate(value))) if name in ENTRIES else gate


def _several(value: Any) -> bool:
    return hasattr(value, "__len__") and getattr(value, "ndim", 1) > 0 and not isinstance(value, str)


def _same_people(given: Mapping[str, Any], where: str) -> None:
    """WrongArgument unless all that has an entry for each person has equally many, as the design has."""
    lengths = {name: len(given[name]) for name in PEOPLE & given.keys() if _several(given[name])}
    if len(set(lengths.values())) > 1:
        told = " but ".join(f"{lengths[name]} {name}" for name in given if name in lengths)
        raise WrongArgument(f"{where}: {told}: each person has one of each")
    if lengths and "design" in given:
        given["design"].check(next(iter(lengths.values())))
