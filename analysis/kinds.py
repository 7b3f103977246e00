"""Kinds of values: what lets a value of an annotated kind pass, and refuses others with WrongArgument.

Only the standard library is used here, because codebooks are checked so; `analysis.gates` adds arrays.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from fractions import Fraction
from functools import cache, partial
from inspect import Parameter, isclass, signature
from numbers import Integral, Rational, Real
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from analysis.errors import UndefinedStatistic, UnknownOption, WrongArgument, WrongNumber

Gate = Callable[[Any], Any]
LARGEST = 2**1000
"""The largest whole number to calculate with."""

ANY = "**"
"""Stands among the gates of a function that takes options of any name."""

MADE: dict[Any, Callable[[tuple[Any, ...]], Gate]] = {}
"""How the gate of an annotation is made of its parts, by its origin."""


def gate_of(hint: Any) -> Gate:
    """The gate of an annotation; annotations that say nothing about values let everything pass."""
    if get_origin(hint) is Annotated:
        return gate_of(get_args(hint)[0])
    if get_origin(hint) is not None:
        return _gate_of_parts(get_origin(hint), get_args(hint))
    if not isclass(hint) or hint in (object, Any) or getattr(hint, "_is_protocol", False):
        return anything
    return _SIMPLE.get(hint) or partial(_instance, kind=hint)


def _gate_of_parts(origin: Any, parts: tuple[Any, ...]) -> Gate:
    """The gate of an annotation that is made of others: a union, options, an array, a sequence, a mapping."""
    if origin in MADE:
        return MADE[origin](parts)
    if issubclass(origin, Mapping):
        return partial(_mapping, key=gate_of(parts[0]), part=gate_of(parts[1]))
    return partial(_several, part=gate_of(parts[0])) if issubclass(origin, Iterable) else anything


def anything(value: Any) -> Any:
    """What nothing is asked of."""
    return value


def level(value: Any) -> float:
    """A level of confidence; UndefinedStatistic unless it lies between 0 and 1."""
    number = _real(value)
    if not 0 < number < 1:
        raise UndefinedStatistic(f"a confidence level lies between 0 and 1, not {value!r}")
    return number


def seed(value: Any) -> int:
    """The seed of random numbers, a whole number from 0 up."""
    if value is None or _whole(value) < 0:
        raise WrongArgument(f"a seed is a whole number from 0 up, not {value!r}")
    return _whole(value)


def let_in(
    where: str, gates: Mapping[str, Gate], args: tuple[Any, ...], named: dict[str, Any]
) -> dict[str, Any]:
    """The arguments of a call by name, as the gates of its parameters let them pass; the error of one that
    does not says where it was given."""
    stray = [] if ANY in gates else [name for name in named if name not in gates]
    if stray:
        known = ", ".join(name for name in gates)
        raise UnknownOption(f"{where} has no option {stray[0]!r}; it takes {known}")
    given = dict(zip(gates, args, strict=False)) | named
    for name, value in given.items():
        try:
            given[name] = gates.get(name, anything)(value)
        except WrongArgument as error:
            raise type(error)(f"{where}, {name}: {error}") from None
    return given


def parameters(function: Callable[..., Any]) -> list[str]:
    """The names of the parameters of a function that are given by name or place, in order."""
    plain = (Parameter.POSITIONAL_OR_KEYWORD, Parameter.KEYWORD_ONLY)
    return [one.name for one in signature(function).parameters.values() if one.kind in plain]


def options(function: Callable[..., Any], hints: Mapping[str, Any]) -> dict[str, Gate]:
    """The gates of what a function takes as **options: those of a TypedDict by name, else of ANY name."""
    for name, one in signature(function).parameters.items():
        if one.kind is Parameter.VAR_KEYWORD:
            listed = get_args(hints.get(name))
            return dict.fromkeys(listed[0].__annotations__ if listed else [ANY], anything)
    return {}


def places(function: Callable[..., Any]) -> int:
    """How many parameters of a function can be given by place, each with its own name."""
    kinds = [one.kind for one in signature(function).parameters.values()]
    return sum(one in (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD) for one in kinds)


def shown(value: Any) -> str:
    """A value as an error tells of it: short, and by its kind where it is large."""
    told = repr(value) if isinstance(value, (str, int, float, NoneType)) else f"a {type(value).__name__}"
    return told if len(told) < 60 else told[:57] + "..."


def _plain(value: Any) -> Any:
    """A number of an array library as Python's own."""
    return value.item() if hasattr(value, "item") and getattr(value, "ndim", 1) == 0 else value


def _real(value: Any) -> float:
    if type(value) is float and not math.isnan(value):
        return value
    value = _plain(value)
    if isinstance(value, bool) or not isinstance(value, Real):
        raise WrongArgument(f"a number is needed, not {shown(value)}")
    if (isinstance(value, int) and abs(value) > LARGEST) or math.isnan(value):
        raise WrongNumber(f"a number to calculate with is needed, not {shown(value)}")
    number: float = value  # type: ignore[assignment]  # whole numbers stay whole while they fit arrays
    return float(number) if abs(number) > 2**62 else number


def _whole(value: Any) -> int:
    if type(value) is int and abs(value) < 2**62:
        return value
    number = _real(int(value) if isinstance(value, bool) else value)
    if not isinstance(number, Integral) and not float(number).is_integer():
        raise WrongArgument(f"a whole number is needed, not {shown(value)}")
    return int(_plain(value))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise WrongArgument(f"a text is needed, not {shown(value)}")
    return value


def _truth(value: Any) -> bool:
    if not isinstance(_plain(value), bool):
        raise WrongArgument(f"True or False is needed, not {shown(value)}")
    return bool(value)


def _path(value: Any) -> Any:
    if not isinstance(value, (str, Path)):
        raise WrongArgument(f"the path of a file is needed, not {shown(value)}")
    return Path(value)


def _fraction(value: Any) -> Any:
    if not isinstance(value, Rational):
        raise WrongArgument(f"a fraction of whole numbers is needed, not {shown(value)}")
    return value


_SIMPLE: Mapping[type, Gate] = {
    **{float: _real, int: _whole, str: _text, bool: _truth},
    **{Path: _path, Fraction: _fraction},
}


def _instance(value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        raise WrongArgument(f"a {kind.__name__} is needed, not {shown(value)}")
    return value


def _function(value: Any) -> Any:
    if not callable(value):
        raise WrongArgument(f"a function is needed, not {shown(value)}")
    return value


def _option(value: Any, known: tuple[Any, ...]) -> Any:
    if not isinstance(value, str) or value not in known:
        raise WrongArgument(f"no option {shown(value)}; known: {', '.join(map(str, known))}")
    return value


def _union(parts: tuple[Any, ...]) -> Gate:
    """Whatever one of the kinds lets pass; None only where it is one of them."""
    gates = [gate_of(part) for part in parts if part is not NoneType]

    def union(value: Any) -> Any:
        if value is None and NoneType in parts:
            return None
        for gate in gates[:-1]:
            try:
                return gate(value)
            except WrongArgument:
                continue
        return gates[-1](value)

    return union


def _tuple(parts: tuple[Any, ...]) -> Gate:
    if len(parts) == 2 and parts[1] is Ellipsis:
        return partial(_several, part=gate_of(parts[0]))
    gates = [gate_of(part) for part in parts]

    def entries(value: Any) -> Any:
        if not isinstance(value, (tuple, list)) or len(value) != len(gates):
            raise WrongArgument(f"{len(gates)} values together are needed, not {shown(value)}")
        return tuple(gate(one) for gate, one in zip(gates, value, strict=True))

    return entries


def _several(value: Any, part: Gate) -> Any:
    """Several values in order; those that can only be walked once are kept as a tuple."""
    alone = isinstance(value, (str, bytes, Mapping)) or not hasattr(value, "__iter__")
    if alone or not getattr(value, "ndim", 1):
        raise WrongArgument(f"several values are needed, not {shown(value)}")
    if getattr(value, "ndim", 0) == 1 and hasattr(value, "tolist"):
        value = value.tolist()
    if part is anything:
        return value
    return tuple(part(one) for one in value)


def _mapping(value: Any, key: Gate, part: Gate) -> Any:
    if not isinstance(value, Mapping):
        raise WrongArgument(f"a mapping (a dict) is needed, not {shown(value)}")
    for name, one in value.items():
        key(name)
        part(one)
    return value


MADE.update(
    {
        Union: _union,
        UnionType: _union,
        Literal: lambda known: partial(_option, known=known),
        tuple: _tuple,
        Callable: lambda _: _function,
        list: lambda _: partial(_instance, kind=list),
    }
)


def hold(noun: Any, error: type[ValueError] = WrongArgument) -> None:
    """Check the fields of a frozen dataclass by their annotations, lists become tuples; `error` names the
    class and field that does not fit. For its `__post_init__`."""
    noun_type: Any = type(noun)
    for name, gate in _fields(noun_type).items():
        given = getattr(noun, name)
        try:
            kept = gate(given)
        except WrongArgument as reason:
            raise error(f"{type(noun).__name__}, {name}: {reason}") from None
        if kept is not given:
            object.__setattr__(noun, name, kept)


@cache
def _fields(noun: Any) -> dict[str, Gate]:
    hints = get_type_hints(noun)
    return {one.name: gate_of(hints[one.name]) for one in fields(noun)}
