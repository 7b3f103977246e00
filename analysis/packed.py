"""All two-way tables of many coded columns at once: their joint counts and sums of weights.

Several columns are packed into one code (mixed radix, a missing answer is one more category), so that one
`bincount` over a pair of packed codes counts the tables of every column of the one with every column of the
other. What comes of it is the Burt matrix: one row and one column for each category of each column, in it
the people who gave both answers (Greenacre 2007, Correspondence Analysis in Practice, ch. 18).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import frexp, isqrt
from typing import Any

import numpy as np

from analysis.arrays import Floats, Integers, summed

ROWS = 1 << 18
"""People counted at once: the memory needed beside the data grows with it. Below 2^24, so that their counts
are exact as 32-bit floats."""
FEW = 64
"""Up to so many different weights, the weight is packed into the code too and counts are weighted."""
MANY = 1 << 12
"""People of one weight, on average, from which on that is faster than to sum their weights."""
SPLIT = np.array([[1.0, 0, 0, 0], [0, 1, 1, 0], [0, 0, 0, 1]])
"""How counts, coarse weights, their rests and squares are mixed to counts, weights and squares."""


@dataclass(frozen=True, slots=True, eq=False)
class Burt:
    """Burt matrices (S x S, symmetric; S the categories of all columns, one column after the other) of
    people (`counts`), sums of `weights` and sums of squared weights (`squares`)."""

    counts: Integers
    weights: Floats
    squares: Floats

    @classmethod
    def of(cls, columns: Sequence[Integers], sizes: Sequence[int], weights: Floats | None = None) -> Burt:
        """The joint counts of columns (each of length n: places from 0 up to below its size, below 0
        where missing) and the joint sums of weights (n) and of their squares; without weights all weigh 1.

        Counts are exact. Sums of weights err by some 1e-16 of themselves for every 2^18 people: each weight
        is split into a part on a grid so coarse that its sums are exact, and a rest too small to matter.
        """
        total = sum(sizes)
        sums = np.zeros((3, total, total))
        for portion in _portions(len(columns[0]) if columns else 0, weights):
            packs = _packs(sizes, isqrt(portion.n // (2 * portion.classes)), portion.kind)
            codes = [_codes([columns[one][portion.people] for one in pack.columns], pack) for pack in packs]
            for first, second, tables in _tables(packs, codes, portion):
                sums[:, first.categories[:, None], second.categories] += tables
        whole = sums + sums.transpose(0, 2, 1)
        return cls(np.rint(whole[0]).astype(np.int64), whole[1], whole[2])


@dataclass(frozen=True, slots=True, eq=False)
class _Portion:
    """Some of the people. Of weighted people either the `weight` class of each (length n, below `classes`) or
    `parts` of their weights to sum beside the counts; `mix` (3 x classes or 1 + parts) makes people, weights
    and squares of the counts and sums."""

    n: int
    people: slice | Integers
    weight: Integers | None = None
    parts: tuple[Floats, ...] = ()
    mix: Floats | None = None

    @property
    def classes(self) -> int:
        """Different weights."""
        return 1 if self.weight is None or self.mix is None else self.mix.shape[1]

    @property
    def kind(self) -> type[Any]:
        """The floats that hold the sums exactly."""
        return np.float32 if self.mix is None else np.float64

    def sums(self, cells: Integers, size: int) -> Floats:
        """People, weights and squares by cell (3 x size; 1 x size where all weigh 1)."""
        counts = np.bincount(cells, minlength=size * self.classes).astype(self.kind)
        rows = [counts.reshape(self.classes, size), *(summed(cells, one, size)[None] for one in self.parts)]
        stacked = rows[0] if len(rows) == 1 else np.concatenate(rows)
        return stacked if self.mix is None else self.mix @ stacked


def _portions(n: int, weights: Floats | None) -> Iterator[_Portion]:
    starts = range(0, n, ROWS)
    alike = None if weights is None else _alike(weights)
    for start, end in zip(starts, (min(start + ROWS, n) for start in starts), strict=True):
        people = slice(start, end)
        if weights is None:
            yield _Portion(end - start, people)
        elif alike is None:
            yield _Portion(end - start, people, parts=_split(weights[people]), mix=SPLIT)
        else:
            order, place, values = alike
            here = values[place[start] : place[end - 1] + 1]
            mix = np.stack([np.ones(len(here)), here, here**2])
            yield _Portion(end - start, order[people], place[people] - place[start], mix=mix)


def _alike(weights: Floats) -> tuple[Integers, Integers, Floats] | None:
    """The people (n) by weight, the class of each of them, and the weights of the classes, when these are few
    and hold many people."""
    if len(np.unique(weights[:MANY])) > FEW:
        return None
    order = np.argsort(weights)
    rising = weights[order]
    place = np.concatenate([[0], np.cumsum(np.diff(rising) > 0)])
    if place[-1] >= FEW or len(weights) < MANY * (place[-1] + 1):
        return None
    return order, place.astype(np.int16), rising[np.unique(place, return_index=True)[1]]


def _split(weights: Floats) -> tuple[Floats, Floats, Floats]:
    """The weights on a grid on which up to ROWS of them add up exactly, the rest, and the squares."""
    grid = 2.0 ** (frexp(float(weights.max()) * ROWS)[1] - 53)
    coarse = np.rint(weights / grid) * grid
    return coarse, weights - coarse, weights * weights


@dataclass(frozen=True, slots=True, eq=False)
class _Pack:
    """Columns packed into one code below `size`: their number of categories each, the places of all of
    these in the Burt matrix, and which codes hold them (categories x codes, of 0 and 1)."""

    columns: tuple[int, ...]
    sizes: tuple[int, ...]
    size: int
    categories: Integers
    members: Floats

    def folded(self, tables: Floats) -> Floats:
        """Sums by code (... x codes x others) as sums by category (... x categories x others)."""
        return tables[..., 1:, :] if len(self.columns) == 1 else self.members @ tables


def _packs(sizes: Sequence[int], most: int, kind: type[Any]) -> list[_Pack]:
    """Columns of these sizes in packs of at most `most` codes (or of one column), the largest first."""
    bins: list[tuple[list[int], int]] = []
    for column in sorted(range(len(sizes)), key=lambda one: -sizes[one]):
        wide = sizes[column] + 1
        place = next((i for i, (_, size) in enumerate(bins) if size * wide <= most), None)
        if place is None:
            bins.append(([column], wide))
        else:
            bins[place] = (bins[place][0] + [column], bins[place][1] * wide)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    return [_pack(columns, sizes, starts, kind) for columns, _ in sorted(bins, key=lambda one: -one[1])]


def _pack(columns: list[int], sizes: Sequence[int], starts: Integers, kind: type[Any]) -> _Pack:
    own = tuple(sizes[one] for one in columns)
    wide = tuple(size + 1 for size in own)
    size = int(np.prod(wide))
    members = np.zeros((0, size))
    if len(columns) > 1:
        digits = np.unravel_index(np.arange(size), wide)
        members = np.concatenate(
            [digit == np.arange(1, k)[:, None] for digit, k in zip(digits, wide, strict=True)]
        )
    categories = np.concatenate([np.arange(starts[one], starts[one + 1]) for one in columns])
    return _Pack(tuple(columns), own, size, categories, members.astype(kind))


def _codes(columns: Sequence[Integers], pack: _Pack) -> Integers:
    """The packed code of each person."""
    codes: Integers = np.zeros(len(columns[0]), np.int16 if pack.size < 1 << 15 else np.int64)
    for column, size in zip(columns, pack.sizes, strict=True):
        codes *= size + 1
        codes += np.maximum(column, -1)
        codes += 1
    return codes


def _tables(
    packs: list[_Pack], codes: list[Integers], portion: _Portion
) -> Iterator[tuple[_Pack, _Pack, Floats]]:
    """Each pair of packs with the sums by category (3 or 1 x categories x categories); a pack with itself
    is halved, since both triangles are added up."""
    cells = np.empty(portion.n, np.intp)
    for i, first in enumerate(packs):
        across = packs[i + 1].size if i + 1 < len(packs) else 1
        shifted = codes[i].astype(np.intp)
        if portion.weight is not None:
            shifted += portion.weight * np.intp(first.size)
        own = portion.sums(shifted, first.size)[:, :, None] * np.eye(first.size, dtype=portion.kind)
        yield first, first, first.folded(first.folded(own).transpose(0, 2, 1)) / 2
        shifted *= across
        for second, code in zip(packs[i + 1 :], codes[i + 1 :], strict=True):
            np.add(shifted, code, out=cells)
            tables = portion.sums(cells, first.size * across).reshape(-1, first.size, across)
            rows = first.folded(tables[..., : second.size])
            yield first, second, second.folded(rows.transpose(0, 2, 1)).transpose(0, 2, 1)
