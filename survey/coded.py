"""Coded columns: what everybody said to one variable, in little room. Nothing here loads numerics."""

from __future__ import annotations

import json
import secrets
import sys
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

Value = str | float

WIDTHS = ("B", "H", "I")
"""Whole numbers of one, two and four bytes, by the code that `array` has for them."""


class Gathering:
    """Values that come one by one; a place takes no more bytes than the number of different values needs."""

    def __init__(self) -> None:
        self._known: dict[Value, int] = {}
        self._places = array("B")

    def add(self, value: Value) -> None:
        """The next person's value."""
        place = self._known.setdefault(value, len(self._known))
        if place >> 8 * self._places.itemsize:
            self._places = array(_width(place + 1), self._places)
        self._places.append(place)

    def coded(self) -> Coded:
        """All of them as a column, whose words do not tell who came first."""
        words = sorted(self._known, key=lambda word: (isinstance(word, str), word))
        place = {self._known[word]: i for i, word in enumerate(words)}
        return Coded(tuple(words), array(_width(len(words)), map(place.__getitem__, self._places)))


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """What everybody said to one variable: `words` are the different values, numbers first, each kind in its
    own order; `places` hold person by person the place among them."""

    words: tuple[Value, ...]
    places: array[int]

    @classmethod
    def of(cls, values: Iterable[Value]) -> Coded:
        """The values of people, one each."""
        gathering = Gathering()
        for value in values:
            gathering.add(value)
        return gathering.coded()

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
        return self if new == self.words else Coded.of(map(new.__getitem__, self.places))

    def reordered(self, order: Sequence[int]) -> Coded:
        """The same people in another order (a permutation of 0..n-1)."""
        return Coded(self.words, array(self.places.typecode, map(self.places.__getitem__, order)))

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


def random_order(n: int) -> list[int]:
    """A permutation of 0..n-1 from the system's randomness: the order of fresh random numbers."""
    drawn = array("Q", secrets.token_bytes(8 * n))
    return sorted(range(n), key=drawn.__getitem__)


def _width(words: int) -> str:
    return next(code for code in WIDTHS if words <= 1 << 8 * array(code).itemsize)


def little_endian(places: array[int]) -> array[int]:
    """The same numbers with the lowest byte first, or back from it."""
    if sys.byteorder == "big":
        places = places[:]
        places.byteswap()
    return places
