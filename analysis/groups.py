"""Groups of people by label: strata, clusters, classes whose totals are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from analysis.arrays import Integers, dense, frozen, unmasked
from analysis.entrance import guard, guarded
from analysis.errors import DesignError

_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_NARROW = 8
"""Texts of at most so many letters are told apart letter by letter, which is faster than a dictionary."""


class Labels(Protocol):
    """Labels by person: a list, an array, a column of a data frame, or Groups."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Any]: ...


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """The `labels` that occur, in order, and each person's `place` among them (n). Labels are compared as
    texts; where all are whole numbers they are ordered as such. Read-only."""

    labels: np.ndarray[Any, Any]
    place: Integers

    @classmethod
    def of(cls, labels: Labels) -> Groups:
        """The groups of n labels of any kind; DesignError for what has no labels by person.

        >>> found = Groups.of(["10", "9", "10"])
        >>> found.names, found.place.tolist()
        (('9', '10'), [1, 0, 1])
        """
        if isinstance(labels, Groups):
            return labels
        if not several(labels) or getattr(labels, "ndim", 1) != 1:
            raise DesignError(f"a label is needed for each person, not {labels!r:.60}")
        if not isinstance(labels, np.ndarray):
            return _of_words(_texts(list(labels)))
        unmasked(labels)
        if labels.dtype.kind in "iu":
            return _of_numbers(labels)
        if labels.dtype.kind == "U" and 0 < labels.dtype.itemsize <= 4 * _NARROW:
            return _of_letters(labels)
        return _of_words(_texts(labels.tolist()))

    @classmethod
    @guarded
    def among(cls, labels: np.ndarray[Any, Any], place: Integers) -> Groups:
        """The groups of people whose places among ordered labels are known; labels of nobody go."""
        if labels.ndim != 1 or place.max(initial=-1) >= len(labels):
            raise DesignError("each place is that of one of the labels, which stand in a row")
        present = np.bincount(place, minlength=len(labels)) > 0
        if present.all():
            return cls(labels, frozen(place))
        return cls(labels[present], frozen((np.cumsum(present) - 1)[place]))

    def __len__(self) -> int:
        return len(self.place)

    def __iter__(self) -> Iterator[str]:
        names = self.names
        return (names[i] for i in self.place)

    @property
    def names(self) -> tuple[str, ...]:
        """The labels as texts."""
        return tuple(map(str, self.labels.tolist()))

    @guarded
    def take(self, chosen: np.ndarray[Any, Any]) -> Groups:
        """The groups of the chosen people (a mask or an order); groups without people go."""
        return Groups.among(self.labels, self.place[chosen])


def several(labels: Any) -> bool:
    """Whether these are labels of people, not one label."""
    return hasattr(labels, "__len__") and hasattr(labels, "__iter__") and not isinstance(labels, (str, bytes))


def _texts(labels: list[Any]) -> list[str]:
    """Labels as texts; DesignError where one is missing, which would else be a group named None or nan."""
    lost = [place for place, one in enumerate(labels, 1) if _missing(one)]
    if lost:
        raise DesignError(f"{len(lost)} of {len(labels)} people have no label, first in row {lost[0]}")
    return list(map(str, labels))


def _missing(label: Any) -> bool:
    """None, NaN, and what libraries of data frames have in their place, which does not even compare."""
    try:
        return label is None or bool(label != label)  # noqa: PLR0124 - as only what is no number does
    except TypeError:
        return True


def _of_numbers(numbers: Integers) -> Groups:
    low = int(numbers.min()) if numbers.size else 0
    if numbers.size and int(numbers.max()) - low < 4 * numbers.size + 1024:
        place = numbers.astype(np.int64) - low
        return Groups.among(np.arange(int(place.max(initial=0)) + 1) + low, place)
    labels, place = np.unique(numbers, return_inverse=True)
    return Groups(labels, frozen(place))


def _of_letters(words: np.ndarray[Any, Any]) -> Groups:
    """Narrow texts as numbers: letter by letter, each with as many values as the letters have."""
    letters = np.ascontiguousarray(words).view(np.uint32).reshape(len(words), -1)
    key: Integers = np.zeros(len(words), np.int64)
    for column in letters.T:
        key = dense(key * (int(column.max(initial=0)) + 1) + column)
    some = np.zeros(int(key.max(initial=-1)) + 1, np.int64)
    some[key] = np.arange(len(words))
    names = words[some].tolist()
    ordered = in_order(names)
    place = {name: i for i, name in enumerate(ordered)}
    return Groups(np.array(ordered, dtype=object), frozen(np.array([place[one] for one in names], int)[key]))


def _of_words(words: list[str]) -> Groups:
    names = in_order(set(words))
    place = {name: i for i, name in enumerate(names)}
    places = np.fromiter(map(place.__getitem__, words), np.int64, len(words))
    return Groups(np.array(names, dtype=object), frozen(places))


def in_order(names: Iterable[str]) -> list[str]:
    """The different names in order: as whole numbers where all are."""
    found = set(names)
    return sorted(found, key=int) if all(map(_WHOLE.fullmatch, found)) else sorted(found)


def joint(groups: Sequence[Groups]) -> tuple[Integers, Integers]:
    """Each person's cell (n) in the joint table of several groupings of the same people, numbered among the
    cells that occur, and for each cell the place of one of its people."""
    cell: Integers = np.zeros(len(groups[0]), np.int64)
    cells = 1
    for one in groups:
        if cells * len(one.labels) > 4 * len(cell) + 1024:
            cell = dense(cell)
            cells = int(cell.max(initial=-1)) + 1
        cell = cell * len(one.labels) + one.place
        cells *= len(one.labels)
    cell = dense(cell)
    somebody = np.empty(int(cell.max(initial=-1)) + 1, np.int64)
    somebody[cell] = np.arange(len(cell))
    return cell, somebody


guard(__name__)
