"""Coded columns: what everybody said to one variable, in little room. Numerics are loaded where people are
put into another order, and not before."""

from __future__ import annotations

import json
import secrets
import sys
import zlib
from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Order = np.ndarray[Any, np.dtype[np.integer[Any]]]

Value = str | float

WIDTHS = ("B", "H", "I")
"""Whole numbers of one, two and four bytes, by the code that `array` has for them."""


class Gathering:
    """Things that come one by one, known by their order of coming; `places` take no more bytes each than the
    number of different ones needs."""

    def __init__(self) -> None:
        self._known: dict[Hashable, int] = {}
        self.places = array("B")
        self._append = self.places.append

    def add(self, one: Hashable) -> bool:
        """The next one; whether it is new."""
        try:
            self._append(self._known[one])
        except KeyError:
            place = self._known[one] = len(self._known)
            if place >> 8 * self.places.itemsize:
                self.places = array(_width(place + 1), self.places)
                self._append = self.places.append
            self._append(place)
            return True
        return False


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """What everybody said to one variable: `words` are the different values, numbers first, each kind in its
    own order; `places` hold person by person the place among them."""

    words: tuple[Value, ...]
    places: array[int]

    @classmethod
    def of(cls, values: Iterable[Value]) -> Coded:
        """The values of people, one each."""
        gathering: dict[Value, int] = {}
        places = array("I", (gathering.setdefault(value, len(gathering)) for value in values))
        return cls.among(list(gathering), places)

    @classmethod
    def among(cls, values: Sequence[Value], places: array[int]) -> Coded:
        """The values of people, of whom `places` tell whose is which. Words do not tell who came first."""
        words = sorted(set(values), key=lambda word: (isinstance(word, str), word))
        known = {word: place for place, word in enumerate(words)}
        return cls(tuple(words), _looked_up([known[value] for value in values], places, len(words)))

    @classmethod
    def same(cls, value: Value, n: int) -> Coded:
        """One value of n people."""
        return cls((value,), array("B", bytes(n))) if n else cls((), array("B"))

    def __len__(self) -> int:
        return len(self.places)

    def values(self) -> Iterator[Value]:
        """The value of each person."""
        return map(self.words.__getitem__, self.places)

    def count(self, value: Value) -> int:
        """How many people have this value."""
        return self.places.count(self.words.index(value)) if value in self.words else 0

    def changed(self, rule: Callable[[Value], Value]) -> Coded:
        """The column with `rule` applied to each value; itself where that changes nothing."""
        new = tuple(rule(word) for word in self.words)
        return self if new == self.words else Coded.among(new, self.places)

    def reordered(self, order: Order) -> Coded:
        """The same people in another order."""
        return Coded(self.words, reordered(self.places, order))

    def packed(self) -> tuple[str, bytes]:
        """The words as JSON; the places as little-endian whole numbers of 1, 2 or 4 bytes (as many as the
        number of words needs), compressed by zlib."""
        words = json.dumps(self.words, ensure_ascii=False, separators=(",", ":"))
        return words, zlib.compress(little_endian(self.places).tobytes(), 1)

    @classmethod
    def unpacked(cls, words: str, places: bytes) -> Coded:
        """What `packed` has made."""
        known = tuple(json.loads(words))
        found = array(_width(len(known)), zlib.decompress(places))
        return cls(known, little_endian(found))


def random_order(n: int) -> Order:
    """A permutation of 0..n-1 from the system's randomness: the order of fresh random numbers."""
    import numpy as np

    return np.frombuffer(secrets.token_bytes(8 * n), np.uint64).argsort(kind="stable")


def reordered(numbers: array[int], order: Order) -> array[int]:
    """The same numbers in another order."""
    import numpy as np

    return array(numbers.typecode, np.frombuffer(numbers, numbers.typecode)[order].tobytes())


def _looked_up(table: Sequence[int], places: array[int], size: int) -> array[int]:
    """What stands in the table (numbers below `size`) at each of the places."""
    if places.itemsize == 1 and size <= 256:
        return array("B", places.tobytes().translate(bytes(table).ljust(256, b"\0")))
    return array(_width(size), map(table.__getitem__, places))


def _width(words: int) -> str:
    return next(code for code in WIDTHS if words <= 1 << 8 * array(code).itemsize)


def little_endian(places: array[int]) -> array[int]:
    """The same numbers with the lowest byte first, or back from it."""
    if sys.byteorder == "big":
        places = places[:]
        places.byteswap()
    return places
