"""Calls of the public functions: a command makes one, or writes it down as a Python program (`--script`).

What is shown and what is printed as a program are the same calls, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from inspect import Parameter, signature
from operator import attrgetter
from typing import Any


@dataclass(frozen=True, eq=False)
class Call:
    """A call of `function` ("package:name"), whose arguments may be calls themselves.

    `name` is the variable that holds its value in a program; "" writes it where it is used.
    """

    function: str
    arguments: tuple[Any, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    name: str = ""

    @cached_property
    def made(self) -> Any:
        """What the function returns; raises what it raises."""
        options = {key: _made(value) for key, value in self.options.items()}
        return self._target(*map(_made, self.arguments), **options)

    @property
    def _target(self) -> Any:
        module, _, name = self.function.partition(":")
        return attrgetter(name)(import_module(module))

    @property
    def parts(self) -> tuple[Any, ...]:
        """Arguments and options, as they are written."""
        return (*self.arguments, *self.told().values())

    def told(self) -> dict[str, Any]:
        """The options that are not what the function takes without them."""
        try:
            usual = {name: one.default for name, one in signature(self._target).parameters.items()}
        except ValueError:  # a function of C tells no signature
            usual = {}
        return {key: v for key, v in self.options.items() if v != usual.get(key, Parameter.empty)}


def call(function: str, *arguments: Any, name: str = "", **options: Any) -> Call:
    """A call of "package:name"."""
    return Call(function, arguments, options, name)


def program(*statements: Call) -> str:
    """The calls as a Python program: what it imports, a line per named value, then the statements."""
    named: dict[int, Call] = {}
    for one in (inner for statement in statements for inner in _inner(statement)):
        if one.name:
            named.setdefault(id(one), one)
    lines = [f"{one.name} = {_call(one)}" for one in named.values()]
    lines += [_call(one) for one in statements]
    modules = sorted({module for statement in statements for module in _modules(statement)} - {"builtins"})
    imports = [f"import {module}" for module in modules if "." not in module and module != "analysis"]
    ours = [f"import {module}" for module in modules if "." in module or module == "analysis"]
    return "\n".join([*imports, *([""] if imports else []), *ours, "", *lines])


def _made(value: Any) -> Any:
    return value.made if isinstance(value, Call) else value


def _inner(one: Call) -> Iterator[Call]:
    """The calls within a call, innermost first, and itself."""
    for part in one.parts:
        if isinstance(part, Call):
            yield from _inner(part)
    yield one


def _modules(one: Call) -> Iterator[str]:
    for inner in _inner(one):
        yield inner.function.partition(":")[0]
        for part in inner.parts:
            for value in part if isinstance(part, tuple) else (part,):
                yield type(value).__module__ if not isinstance(value, Call) else "builtins"


def _call(one: Call) -> str:
    written = [_written(value) for value in one.arguments]
    written += [f"{key}={_written(value)}" for key, value in one.told().items()]
    return f"{one.function.removeprefix('builtins:').replace(':', '.')}({', '.join(written)})"


def _written(value: Any) -> str:
    if isinstance(value, Call):
        return value.name or _call(value)
    return repr(value)
