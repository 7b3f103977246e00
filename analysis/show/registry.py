"""The register of faces: how each kind of result is shown. A kind registers once, in a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from analysis.show.sheet import Sheet
from analysis.shown import Shown

Content = dict[str, Any]
Records = list[dict[str, Any]]
R = TypeVar("R", bound=Shown)


@dataclass(frozen=True, slots=True)
class Face:
    """How a kind of result is shown: `json(result, language)` as dicts, lists, numbers and strings,
    `sheet(result, language)` as a table in words, `records(content)` of that JSON as the rows of a CSV."""

    json: Callable[[Any, str], Content]
    sheet: Callable[[Any, str], Sheet]
    records: Callable[[Content], Records]


_FACES: dict[type[Shown], Face] = {}


def register(
    kind: type[R],
    *,
    json: Callable[[R, str], Content],
    sheet: Callable[[R, str], Sheet],
    records: Callable[[Content], Records],
) -> None:
    """Register how results of a kind are shown; ValueError for a kind that is registered already."""
    if kind in _FACES:
        raise ValueError(f"{kind.__name__} has a face already")
    _FACES[kind] = Face(json, sheet, records)


def faces() -> Mapping[type[Shown], Face]:
    """Every registered kind of result with its face."""
    return MappingProxyType(_FACES)


def face_of(result: Shown) -> Face:
    """The face of a result; TypeError for what is no result of analysis."""
    if type(result) not in _FACES:
        known = ", ".join(sorted(kind.__name__ for kind in _FACES))
        raise TypeError(f"{type(result).__name__} is no result that can be shown; known: {known}")
    return _FACES[type(result)]
