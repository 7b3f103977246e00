"""Immutable values as plain dictionaries, lists, texts and numbers, and back: what comes back equals what
went in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def freeze(value: Any) -> Any:
    """`value` (a dataclass, or a part of one) as what JSON can hold."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: freeze(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): freeze(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [freeze(one) for one in value]
    return value


def thaw(kind: type[T], frozen: Any) -> T:
    """The value of a dataclass that `freeze` made into `frozen`; what a later version wrote and this one does
    not know is left out."""
    known = _hints(kind)  # type: ignore[arg-type]  # classes are hashable
    return kind(**{name: _thawed(known[name], one) for name, one in frozen.items() if name in known})


def _thawed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if is_dataclass(hint):
        return thaw(hint, value)  # type: ignore[arg-type]  # hints are types, not instances
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _thawed(next(part for part in parts if part is not type(None)), value)
    if origin is tuple:
        hints = parts[:1] * len(value) if parts[-1] is Ellipsis else parts
        return tuple(map(_thawed, hints, value))
    if origin is not None and isinstance(value, Mapping):
        return {key: _thawed(parts[1], one) for key, one in value.items()}
    return value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
