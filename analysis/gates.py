"""Gates: what lets a value of an annotated kind pass, as the array or number that it is, and refuses others.

Numbers are finite numbers, arrays of them may come as lists or as columns of a data frame; WrongArgument or
WrongNumber says what was given instead.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from inspect import isclass
from numbers import Integral, Rational, Real
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import numpy as np
import numpy.typing as npt

from analysis.errors import UndefinedStatistic, WrongArgument, WrongNumber

Gate = Callable[[Any], Any]
LARGEST = 2**1000
"""The largest whole number to calculate with."""
SMALLEST = 1e-100
"""The smallest sum of weights in a cell that is told from 0."""


def gate_of(hint: Any) -> Gate:
    """The gate of an annotation; annotations that say nothing about values let everything pass."""
    if hint == npt.ArrayLike:
        return partial(_array, kind=np.floating, finite=False)
    if get_origin(hint) is Annotated:
        return gate_of(get_args(hint)[0])
    if get_origin(hint) is not None:
        return _gate_of_parts(get_origin(hint), get_args(hint))
    if not isclass(hint) or hint in (object, Any) or getattr(hint, "_is_protocol", False):
        return anything
    return _SIMPLE.get(hint) or partial(_instance, kind=hint)


def _gate_of_parts(origin: Any, parts: tuple[Any, ...]) -> Gate:
    """The gate of an annotation that is made of others: a union, options, an array, a sequence, a mapping."""
    made: Mapping[Any, Callable[[tuple[Any, ...]], Gate]] = {
        Union: _union,
        UnionType: _union,
        Literal: lambda known: partial(_option, known=known),
        np.ndarray: lambda entries: partial(_array, kind=_entries(entries)),
        tuple: _tuple,
        Callable: lambda _: _function,
        list: lambda _: partial(_instance, kind=list),
    }
    if origin in made:
        return made[origin](parts)
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


def seed(value: Any) -> int | None:
    """The seed of random numbers, a whole number from 0 up; None where there is none."""
    if value is not None and _whole(value) < 0:
        raise WrongArgument(f"a seed is a whole number from 0 up, not {value!r}")
    return None if value is None else _whole(value)


def shown(value: Any) -> str:
    """A value as an error tells of it: short, and by its kind where it is large."""
    told = repr(value) if isinstance(value, (str, int, float, NoneType)) else f"a {type(value).__name__}"
    return told if len(told) < 60 else told[:57] + "..."


def _real(value: Any) -> float:
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value.item()
    if isinstance(value, bool) or not isinstance(value, Real):
        raise WrongArgument(f"a number is needed, not {shown(value)}")
    if math.isnan(value) or (isinstance(value, int) and abs(value) > LARGEST):
        raise WrongNumber(f"a number to calculate with is needed, not {shown(value)}")
    return value  # type: ignore[return-value]  # whole numbers stay whole


def _whole(value: Any) -> int:
    number = _real(int(value) if isinstance(value, bool) else value)
    if not isinstance(number, Integral) and not float(number).is_integer():
        raise WrongArgument(f"a whole number is needed, not {shown(value)}")
    return int(number)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise WrongArgument(f"a text is needed, not {shown(value)}")
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, (bool, np.bool_)):
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


_SIMPLE: Mapping[type, Gate] = {float: _real, int: _whole, str: _text, bool: _truth, Path: _path}


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


def _entries(parts: tuple[Any, ...]) -> Any:
    """What an array type holds: np.floating, np.integer, np.bool_, or anything."""
    inside = get_args(parts[1]) if len(parts) > 1 else ()
    kind = (get_origin(inside[0]) or inside[0]) if inside else np.generic
    return np.generic if kind is Any or isinstance(kind, TypeVar) else kind


def _array(value: Any, kind: Any, *, finite: bool = True) -> npt.NDArray[Any]:
    """The array of a kind of entries; lists and columns of data frames become arrays."""
    if value is None or isinstance(value, (str, bytes, Mapping)):
        raise WrongArgument(f"counts or other entries must be numbers, not {shown(value)}")
    try:
        given = np.asarray(value)
    except (ValueError, TypeError) as error:
        raise WrongArgument("the rows of a table must be of equal length") from error
    if kind is np.generic:
        return given.astype(str) if given.dtype.kind == "O" else given
    if given.size and given.dtype.kind not in "buif":
        raise WrongArgument(f"counts must be numbers, as other entries too, not of the kind {given.dtype}")
    if given.dtype.kind == "f" and (np.isnan(given).any() or (finite and not np.isfinite(given).all())):
        raise WrongNumber("an entry is no finite number; leave people with missing answers out before")
    if finite and not given.ndim:
        raise WrongArgument("several entries are needed, not a single number")
    return _entries_as(given, kind)


def _entries_as(given: npt.NDArray[Any], kind: Any) -> npt.NDArray[Any]:
    if issubclass(kind, np.bool_):
        return _converted(given, bool, "entries must be true or false")
    if issubclass(kind, np.integer):
        return (
            given
            if given.dtype.kind in "iu"
            else _converted(given, np.int64, "entries must be whole numbers")
        )
    return given if given.dtype.kind == "f" else given.astype(float)


def _converted(given: npt.NDArray[Any], kind: Any, needed: str) -> npt.NDArray[Any]:
    if given.dtype == kind:
        return given
    if (np.abs(given) > 2**62).any() or (given.astype(kind) != given).any():
        raise WrongNumber(needed)
    return given.astype(kind)


def table(value: Any) -> npt.NDArray[Any]:
    """Counts or sums of weights, rows x columns, perhaps of nobody."""
    given = _array(value, np.floating)
    if given.ndim != 2:
        raise WrongNumber(f"a table has rows and columns, not {given.ndim} dimensions")
    if ((given < SMALLEST) & (given != 0)).any():
        raise WrongNumber(f"counts must be 0 or numbers from {SMALLEST:g} on")
    return given


def in_a_row(value: Any) -> Any:
    """One entry for each person; WrongArgument for a table of entries."""
    if isinstance(value, np.ndarray) and value.ndim != 1:
        raise WrongArgument(f"each person has one entry, not a table of {value.ndim} dimensions")
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
    if alone or (isinstance(value, np.ndarray) and not value.ndim):
        raise WrongArgument(f"several values are needed, not {shown(value)}")
    if isinstance(value, np.ndarray):
        value = value.tolist() if value.ndim == 1 else list(value)
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
