"""Cell-key noise: the same people give the same noise, on every page, chart, file and interface.

Every response has a random 64-bit record key. The cell key of some people is the sum of their record keys
mod 2^64; a keyed hash of it and of the number of the snapshot, as a share of 2^64, picks the noise from the
law of their number (Fraser and Wooton 2005; the law is that of R's `ptable` with D = 3, V = 2, js = 2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.arrays import Floats, Integers
from analysis.errors import WrongArgument

Keys = npt.NDArray[np.uint64]

PORTION = 1 << 20
"""So many halves of record keys (32 bits each) are added up at once: below 2^53, where floats are exact."""

LAW: tuple[tuple[tuple[int, float], ...], ...] = (
    ((0, 1.0),),
    ((-1, 0.6667), (2, 0.3333)),
    ((-2, 0.3333), (1, 0.6667)),
    ((-3, 0.1479), (0, 0.5083), (1, 0.2564), (2, 0.0748), (3, 0.0126)),
    ((-1, 0.4594), (0, 0.2608), (1, 0.1481), (2, 0.0841), (3, 0.0477)),
    ((-2, 0.1676), (-1, 0.2333), (0, 0.2440), (1, 0.1917), (2, 0.1132), (3, 0.0502)),
    ((-3, 0.0374), (-2, 0.1119), (-1, 0.2161), (0, 0.2692), (1, 0.2161), (2, 0.1119), (3, 0.0374)),
)
"""Number of people (the last row: 6 and more) -> the possible noise with its probabilities. No row leads to
1 or 2, none moves a number by more than 3; the mean is 0, the variance 2 (of 4 people 1.37)."""
VARIANCE = 2.0

_EDGES = tuple(np.cumsum([share for _, share in row]) / sum(share for _, share in row) for row in LAW)
_STEPS = tuple(tuple(step for step, _ in row) for row in LAW)


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Cells, in any shape: the numbers of `people` in them, and their cell `keys`."""

    people: Integers
    keys: Keys

    @classmethod
    def beside(cls, parts: Sequence[Sums]) -> Sums:
        """Sums of equally many rows (or cells) beside each other."""
        return cls(
            np.column_stack([one.people for one in parts]), np.column_stack([one.keys for one in parts])
        )

    def shaped(self, *shape: int) -> Sums:
        """The same cells in another shape."""
        return Sums(self.people.reshape(shape), self.keys.reshape(shape))

    def whole(self) -> Sums:
        """The cells of each row together."""
        return Sums(self.people.sum(1), self.keys.sum(1, dtype=np.uint64))

    def united(self, place: Integers, many: int) -> Sums:
        """The rows united into so many groups; `place` is each row's group, -1 for none."""
        return Sums(*(_united(one, place, many) for one in (self.people, self.keys)))


@dataclass(frozen=True, eq=False)
class Noise:
    """What noise is made of: the survey's `secret` (16 to 64 bytes), the number of the `snapshot`, and the
    record `keys` of the people, in the order of the rows (uint64)."""

    secret: bytes
    snapshot: int
    keys: Keys

    def __post_init__(self) -> None:
        if not 16 <= len(self.secret) <= 64:
            raise WrongArgument(f"the secret of noise has 16 to 64 bytes, not {len(self.secret)}")
        if self.keys.dtype != np.uint64 or self.keys.ndim != 1:
            raise WrongArgument("record keys are uint64, one for each person")

    def shown(self, place: Integers, cells: int) -> Integers:
        """The noised numbers of people in each of so many cells; `place` is each person's cell, -1 for none.

        Whoever stands in a cell decides its noise: it does not matter how the cell was asked for.
        """
        return self.told(self.sums(place, cells))

    def told(self, sums: Sums) -> Integers:
        """The noised numbers of people in each cell, in the shape of the sums."""
        chances = np.array([self.chance(key) for key in sums.keys.ravel().tolist()], float)
        return noised(sums.people, chances.reshape(sums.people.shape))

    def sums(self, place: Integers, cells: int) -> Sums:
        """People and cell keys of each of so many cells; `place` is each person's cell, -1 for none.

        The halves of the keys are added up apart, as floats that hold them exactly.
        """
        people, keys = np.zeros(cells + 1, np.int64), np.zeros(cells + 1, np.uint64)
        for start in range(0, len(place), PORTION):
            part = slice(start, start + PORTION)
            at = place[part] + 1
            people += np.bincount(at, minlength=cells + 1)
            low, high = (np.bincount(at, half[part], cells + 1).astype(np.uint64) for half in self._halves)
            keys += low + (high << np.uint64(32))
        return Sums(people[1:], keys[1:])

    @cached_property
    def _halves(self) -> tuple[Floats, Floats]:
        """The lower and the upper 32 bits of each record key."""
        return (self.keys & np.uint64(2**32 - 1)).astype(float), (self.keys >> np.uint64(32)).astype(float)

    def chance(self, cell_key: int) -> float:
        """The share of 2^64, from 0 to under 1, that the hash of a cell key makes."""
        told = cell_key.to_bytes(8, "big") + self.snapshot.to_bytes(8, "big")
        return (int.from_bytes(blake2b(told, digest_size=8, key=self.secret).digest(), "big") >> 11) / 2**53


def noised(people: Integers, chances: Floats) -> Integers:
    """Numbers of people as they are shown, each by a chance from 0 to under 1: the inverse of the law.

    >>> noised(np.array([1, 1, 20, 0]), np.array([0.5, 0.9, 0.5, 0.9])).tolist()
    [0, 3, 20, 0]
    """
    found = np.array(people, dtype=np.int64)
    row = np.minimum(found, len(LAW) - 1)
    for place, (edges, steps) in enumerate(zip(_EDGES, _STEPS, strict=True)):
        here = row == place
        found[here] += np.array(steps)[np.searchsorted(edges, chances[here], side="right")]
    return found


def percents(shown: Sequence[int], base: int) -> tuple[int, ...]:
    """Shown numbers as whole per cents of a shown base, from 0 ("<5") over 5 to 95 to 100 (">95").

    >>> percents([3, 97, 40], 100)
    (0, 100, 40)
    """
    return tuple(_whole(100 * one / base) if base else 0 for one in shown)


def _whole(percent: float) -> int:
    return 0 if percent < 5 else 100 if percent > 95 else round(percent)


def nearest_five(n: int) -> int:
    """A number of people to the nearest 5."""
    return 5 * round(n / 5)


def _united(rows: npt.NDArray[Any], place: Integers, many: int) -> npt.NDArray[Any]:
    """The sums of the rows of each of so many groups, of 64 bits mod 2^64."""
    found = np.zeros((many, *rows.shape[1:]), rows.dtype)
    np.add.at(found, place[place >= 0], rows[place >= 0])
    return found
