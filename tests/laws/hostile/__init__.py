"""Arguments, kind and hostile, for whatever the public functions of analysis take.

They are found by the name of the parameter and its annotation; what is not known by name is known by its
annotation alone, so that a new function has its hostile calls without a word here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from inspect import isclass
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import numpy as np
import numpy.typing as npt

from tests.laws.hostile.kinds import STRAIGHT
from tests.laws.hostile.made import MADE
from tests.laws.hostile.named import BY_NAME
from tests.laws.hostile.numbers import NUMBERS, VECTORS, WRONG
from tests.laws.hostile.pool import Pool

__all__ = ["Pool", "pool"]


def _several(one: Pool) -> Pool:
    """Several of what is given: none, one, all; and what is not several."""
    kind = list(one.kind) or [None]
    return Pool([kind, kind[:1]], [*WRONG, [], *([odd] for odd in one.hostile), [kind[0], None]])


def _mapped(key: Pool, part: Pool) -> Pool:
    whole = dict(zip([k for k in key.kind if isinstance(k, str)] or ["a"], list(part.kind) * 9, strict=False))
    return Pool(
        [whole], [*WRONG, *({"a": odd} for odd in part.hostile), {1: (*part.kind, None)[0]}, {None: None}]
    )


def pool(name: str, hint: Any) -> Pool:
    """The arguments for a parameter: those that its name suggests, and those of its annotation."""
    if name in BY_NAME:
        return BY_NAME[name] if hint is Any else BY_NAME[name] + _of_hint(hint)
    return _of_hint(hint)


def _of_hint(hint: Any) -> Pool:  # noqa: PLR0911 - one return for each form of an annotation
    origin, parts = get_origin(hint), get_args(hint)
    if hint == npt.ArrayLike:
        return Pool([3, np.array([1, 2])], [*NUMBERS, *VECTORS, *WRONG])
    if hint is NoneType:
        return Pool([None], [])
    if origin in (Union, UnionType):
        found = [_of_hint(part) for part in parts]
        return Pool([k for one in found for k in one.kind], [h for one in found for h in one.hostile])
    if origin is Literal:
        return Pool(parts, WRONG)
    if origin is np.ndarray:
        inside = get_args(parts[1]) if len(parts) > 1 else (Any,)
        kind = (get_origin(inside[0]) or inside[0]) if inside else Any
        return STRAIGHT.get(kind, STRAIGHT[np.integer])
    if isclass(origin) and issubclass(origin, Mapping):
        return _mapped(_of_hint(parts[0]), _of_hint(parts[1]))
    if origin is tuple and parts[-1] is not Ellipsis:
        found = [_of_hint(part) for part in parts]
        return Pool([tuple(one.kind[0] for one in found)] if all(one.kind for one in found) else [], WRONG)
    if origin is Callable:
        return Pool([lambda *given: given[0]], [one for one in WRONG if not callable(one)])
    if isclass(origin) and issubclass(origin, Iterable):
        return _several(_of_hint(parts[0]) if parts else STRAIGHT[Any])
    if hint in MADE:
        return Pool([MADE[hint]], WRONG)
    return STRAIGHT.get(Any if isinstance(hint, TypeVar) else hint, Pool([], WRONG))
