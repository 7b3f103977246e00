"""The gates of arrays beside those of other kinds (`analysis.kinds`): numbers are finite, and come as lists
or as columns of a data frame too; WrongArgument or WrongNumber says what was given instead."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, TypeVar, get_args, get_origin

import numpy as np
import numpy.typing as npt

from analysis import kinds
from analysis.arrays import unmasked
from analysis.errors import WrongArgument, WrongNumber
from analysis.kinds import MADE, Gate, shown

SMALLEST = 1e-100
"""The smallest sum of weights in a cell that is told from 0."""


def gate_of(hint: Any) -> Gate:
    """The gate of an annotation, arrays among them."""
    if hint == npt.ArrayLike:
        return partial(_array, kind=np.floating, finite=False)
    return kinds.gate_of(hint)


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
        given = np.asarray(unmasked(value))
    except WrongArgument:
        raise
    except (ValueError, TypeError) as error:
        raise WrongArgument("the rows of a table must be of equal length") from error
    if kind is np.generic:
        return given.astype(str) if given.dtype.kind == "O" else given
    if given.size and given.dtype.kind not in "buif":
        raise WrongArgument(f"counts must be numbers, as other entries too, not of the kind {given.dtype}")
    if given.dtype.kind == "f" and (not np.isfinite(given).all() if finite else np.isnan(given).any()):
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
    if np.count_nonzero(given >= SMALLEST) < np.count_nonzero(given):
        raise WrongNumber(f"counts must be 0 or numbers from {SMALLEST:g} on")
    return given


def in_a_row(value: Any) -> Any:
    """One entry for each person; WrongArgument for a table of entries."""
    if isinstance(value, np.ndarray) and value.ndim != 1:
        raise WrongArgument(f"each person has one entry, not a table of {value.ndim} dimensions")
    return value


MADE[np.ndarray] = lambda parts: partial(_array, kind=_entries(parts))
