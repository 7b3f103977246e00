"""Cell-key noise: the same people give the same noise, on every page, chart, file and interface.

Every response has a random 64-bit record key. The cell key of some people is the sum of their record keys
mod 2^64; a keyed hash of it and of the number of the snapshot, as a share of 2^64, picks the noise from the
law of their number (Fraser and Wooton 2005; the law is that of R's `ptable` with D = 3, V = 2, js = 2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from analysis.arrays import Integers
from analysis.errors import WrongArgument

Keys = npt.NDArray[np.uint64]

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

_EDGES = tuple(np.cumsum([share for _, share in row]) / sum(share for _, share in row) for row in LAW)
_STEPS = tuple(tuple(step for step, _ in row) for row in LAW)


@dataclass(frozen=True, slots=True, eq=False)
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
        inside = place >= 0
        counts = np.bincount(place[inside], minlength=cells)
        sums = np.zeros(cells, np.uint64)
        np.add.at(sums, place[inside], self.keys[inside])
        pairs = zip(counts.tolist(), sums.tolist(), strict=True)
        return np.array([noised(count, self.chance(key)) for count, key in pairs], dtype=np.int64)

    def chance(self, cell_key: int) -> float:
        """The share of 2^64, from 0 to under 1, that the hash of a cell key makes."""
        told = cell_key.to_bytes(8, "big") + self.snapshot.to_bytes(8, "big")
        return (int.from_bytes(blake2b(told, digest_size=8, key=self.secret).digest(), "big") >> 11) / 2**53


def noised(count: int, chance: float) -> int:
    """A number of people as it is shown, by a chance from 0 to under 1: the inverse of the law.

    >>> noised(1, 0.5), noised(1, 0.9), noised(20, 0.5), noised(0, 0.9)
    (0, 3, 20, 0)
    """
    row = min(count, len(LAW) - 1)
    return count + _STEPS[row][int(np.searchsorted(_EDGES[row], chance, side="right"))]


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
