"""Names for the array types of analysis, and how arrays are made read-only."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

import numpy as np
import numpy.typing as npt

from analysis.errors import WrongArgument

Floats = npt.NDArray[np.floating]
Integers = npt.NDArray[np.integer]
Booleans = npt.NDArray[np.bool_]
Row = Annotated[Floats, "counts of one variable: a row, not a table"]

A = TypeVar("A", bound=npt.NDArray[np.generic])


def frozen(array: A) -> A:
    """The same array, no longer writable."""
    array.setflags(write=False)
    return array


def unmasked(values: Any) -> Any:
    """The values as they are; WrongArgument where some are masked, as NumPy would take what lies beneath."""
    if isinstance(values, np.ma.MaskedArray) and np.ma.getmaskarray(values).any():
        masked = int(np.ma.getmaskarray(values).sum())
        raise WrongArgument(f"{masked} of {values.size} entries are masked: leave them out before")
    return values


def reals(values: Any) -> Floats:
    """A new array of numbers; TypeError for texts, times and complex numbers, ValueError for what is none."""
    given = np.asarray(unmasked(values))
    if given.dtype.kind not in "buifO":
        raise TypeError(f"numbers are needed, not {given.dtype}")
    return np.array(given, dtype=float)


def summed(place: Integers, values: Floats, size: int) -> Floats:
    """The sums of values that share a place: numpy's weighted bincount, always as floats."""
    return np.asarray(np.bincount(place, values, size), dtype=float)


def dense(numbers: Integers) -> Integers:
    """Whole numbers from 0 up as places among those that occur: np.unique's inverse, without sorting
    where the numbers are not much larger than the array."""
    if not numbers.size or int(numbers.max()) > 4 * numbers.size + 1024:
        return np.asarray(np.unique(numbers, return_inverse=True)[1])
    present = np.zeros(int(numbers.max()) + 1, bool)
    present[numbers] = True
    places: Integers = (np.cumsum(present) - 1)[numbers]
    return places


def nested(array: npt.NDArray[np.generic]) -> tuple[tuple[float, ...], ...]:
    """A matrix as nested tuples of Python numbers, rows x columns."""
    return tuple(map(tuple, array.tolist()))
