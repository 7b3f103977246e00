"""Tallies and cross-tabs as JSON and back: what a publication keeps, number by number.

Nothing is computed on the way: what comes back is equal to what went in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from analysis.tables import Association, Crosstab, Tally, TallyRow, Test

T = TypeVar("T")


def freeze(value: Any) -> Any:
    """`value` (a result, or a part of one) as plain dictionaries, lists, texts and numbers."""
    if is_dataclass(value):
        return {field.name: freeze(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): freeze(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [freeze(one) for one in value]
    return value


def thaw_tally(frozen: Mapping[str, Any]) -> Tally:
    """The tally that `freeze` made into `frozen`."""
    parts = {
        "rows": tuple(_known(TallyRow, row) for row in frozen["rows"]),
        "nets": tuple(_known(TallyRow, row) for row in frozen["nets"]),
        "items": tuple(thaw_tally(item) for item in frozen["items"]),
    }
    return _known(Tally, {**frozen, **parts})


def thaw_crosstab(frozen: Mapping[str, Any]) -> Crosstab:
    """The cross-tab that `freeze` made into `frozen`."""
    parts = {name: _tuples(value) for name, value in frozen.items() if isinstance(value, list)}
    found = {name: frozen[name] for name in ("test", "association")}
    made = {
        "test": None if found["test"] is None else _known(Test, found["test"]),
        "association": None if found["association"] is None else _known(Association, found["association"]),
    }
    return _known(Crosstab, {**frozen, **parts, **made})


def _known(kind: type[T], values: Mapping[str, Any]) -> T:
    """A value of `kind`; what a later version wrote and this one does not know is left out."""
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: value for name, value in values.items() if name in names})


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value
