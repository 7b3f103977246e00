"""The entrance of functions that need the standard library only, as `analysis.entrance` is that of others:
what they are given is looked at, and what the arithmetic cannot do is a named error."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from inspect import isfunction
from typing import Any, get_type_hints

from analysis.errors import UndefinedStatistic, WrongArgument
from analysis.kinds import Gate, gate_of, let_in, options, parameters, places


def guard(module: str) -> None:
    """Put the public functions of a module behind the entrance: the last line of the module."""
    put_behind(module, guarded)


def put_behind(module: str, entrance: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    """Put the public functions that a module defines behind an entrance."""
    names = vars(sys.modules[module])
    for name, one in list(names.items()):
        if isfunction(one) and one.__module__ == module and not name.startswith("_"):
            names[name] = entrance(one)


def guarded(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function behind the entrance; a decorator of methods too."""
    where = f"{function.__module__.removeprefix('analysis.')}.{function.__qualname__}"
    gates: dict[str, Gate] = {}
    named_places = places(function)

    @wraps(function)
    def entrance(*args: Any, **named: Any) -> Any:
        if not gates:
            hints = get_type_hints(function)
            gates.update({name: gate_of(hints.get(name, Any)) for name in parameters(function)})
            gates.update(options(function, hints))
        given = let_in(where, gates, args[:named_places], named)
        passed = [
            given.pop(name) for name in list(gates)[: min(len(args), named_places)] if name not in named
        ]
        try:
            return function(*passed, *args[len(passed) :], **given)
        except ArithmeticError as error:
            raise UndefinedStatistic(f"{where} has no value for these data: {error}") from error
        except ValueError as error:
            if type(error).__module__.startswith("analysis."):
                raise
            raise WrongArgument(f"{where}: these arguments do not fit each other: {error}") from error

    return entrance
