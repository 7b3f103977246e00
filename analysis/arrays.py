"""Names for the array types of analysis, and how arrays are made read-only."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]
Integers = npt.NDArray[np.integer]
Booleans = npt.NDArray[np.bool_]

A = TypeVar("A", bound=npt.NDArray[np.generic])


def frozen(array: A) -> A:
    """The same array, no longer writable."""
    array.setflags(write=False)
    return array


def summed(place: Integers, values: Floats, size: int) -> Floats:
    """The sums of values that share a place: numpy's weighted bincount, always as floats."""
    return np.asarray(np.bincount(place, values, size), dtype=float)


def nested(array: npt.NDArray[np.generic]) -> tuple[tuple[float, ...], ...]:
    """A matrix as nested tuples of Python numbers, rows x columns."""
    return tuple(tuple(row) for row in array.tolist())
