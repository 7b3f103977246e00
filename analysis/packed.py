"""All two-way tables of many coded columns at once: their joint counts and sums of weights.

Several columns are packed into one code (mixed radix, a missing answer is one more category), so that one
pass over a pair of packed codes counts the tables of every column of the one with every column of the other:
they are the places in a sparse matrix, whose values are summed when it is made dense. What comes of it is the
Burt matrix: one row and one column for each category of each column, in it the people who gave both answers
(Greenacre 2007, Correspondence Analysis in Practice, ch. 18).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import frexp, isqrt
from typing import Any

import numpy as np
from scipy.sparse import coo_array

from analysis.arrays import Floats, Integers
from analysis.errors import WrongArgument

ROWS = 1 << 18
"""People counted at once: the memory needed beside the data grows with it. Below 2^24, so that their counts
are exact as 32-bit floats."""
CELL = 2
"""People in a cell, on average, below which larger packs cost more than they save."""
LEAST = 64
"""Codes of a pack that cost less than the packs they save, however few the people."""
FEW = 256
"""Up to so many different weights, the weight is packed into the code too and counts are weighted."""
MANY = 1 << 11
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
        WrongArgument for places that cannot be.

        Counts are exact. Sums of weights err by some 1e-16 of themselves for every 2^18 people: each weight
        is split into a part on a grid so coarse that its sums are exact, and a rest too small to matter.
        """
        total = sum(sizes)
        sums = np.zeros((3, total, total))
        for portion in _portions(len(columns[0]) if columns else 0, weights):
            packs = _packs(sizes, portion.most, portion.values[0].dtype.type)
            for first, second, tables in _tables(columns, packs, portion):
                sums[:, first.categories[:, None], second.categories] += tables
        whole = sums + sums.transpose(0, 2, 1)
        return cls(np.rint(whole[0]).astype(np.int64), whole[1], whole[2])


@dataclass(frozen=True, slots=True, eq=False)
class _Portion:
    """Some of the people. Each of the `values` (arrays of length n) is summed cell by cell: 1 for everybody,
    of weighted people by the `weight` class of each (length n), or else 1 and the parts of their weights.
    `mix` (3 x layers) makes people, weights and squares of the layers of sums, one by class or value."""

    n: int
    people: slice | Integers
    values: tuple[Floats, ...]
    weight: Integers | None = None
    mix: Floats | None = None

    @property
    def classes(self) -> int:
        """Different weights."""
        return 1 if self.weight is None or self.mix is None else self.mix.shape[1]

    @property
    def most(self) -> int:
        """The codes of a pack."""
        return max(LEAST, isqrt(self.n // (CELL * self.classes * len(self.values))))

    def mixed(self, layers: Floats) -> Floats:
        """People, weights and squares (3 x rows x columns; 1 x ... where all weigh 1)."""
        if self.mix is None:
            return layers
        return (self.mix @ layers.reshape(len(layers), -1)).reshape(3, *layers.shape[1:])


def _portions(n: int, weights: Floats | None) -> Iterator[_Portion]:
    starts = range(0, n, ROWS)
    alike = None if weights is None else _alike(weights)
    for start, end in zip(starts, (min(start + ROWS, n) for start in starts), strict=True):
        people = slice(start, end)
        if weights is None:
            yield _Portion(end - start, people, (np.ones(end - start, np.float32),))
        elif alike is None:
            yield _Portion(end - start, people, _split(weights[people]), mix=SPLIT)
        else:
            order, place, values = alike
            here = values[place[start] : place[end - 1] + 1]
            mix = np.stack([np.ones(len(here)), here, here**2])
            ones = np.ones(end - start, np.float32)
            yield _Portion(end - start, order[people], (ones,), place[people] - place[start], mix)


def _alike(weights: Floats) -> tuple[Integers, Integers, Floats] | None:
    """The people (n) by weight, the class of each of them, and the weights of the classes, when these are few
    and hold many people."""
    if len(np.unique(weights[:MANY])) > FEW:
        return None
    order = np.argsort(weights)
    rising = weights[order]
    starts = np.flatnonzero(np.diff(rising, prepend=-1.0))
    if len(starts) > FEW or len(weights) < MANY * len(starts):
        return None
    for alike in np.split(order, starts[1:]):
        alike.sort()  # so that memory is read forwards
    people = np.diff(starts, append=len(order))
    return order, np.repeat(np.arange(len(starts), dtype=np.int32), people), rising[starts]


def _split(weights: Floats) -> tuple[Floats, ...]:
    """Ones, the weights on a grid on which up to ROWS of them add up exactly, the rest, and the squares."""
    grid = 2.0 ** (frexp(float(weights.max()) * ROWS)[1] - 53)
    coarse = np.rint(weights / grid) * grid
    return np.ones(len(weights)), coarse, weights - coarse, weights * weights


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
    codes: Integers = np.zeros(len(columns[0]), np.int16 if pack.size < 1 << 15 else np.int32)
    nobody = 0
    for column, size in zip(columns, pack.sizes, strict=True):
        codes *= size + 1
        codes += np.maximum(column, -1)
        nobody = nobody * (size + 1) + 1
    places = np.add(codes, nobody, dtype=np.int32)
    if places.view(np.uint32).max(initial=0) >= pack.size:
        raise WrongArgument("a place in a column lies beyond its categories")
    return places


def _tables(
    columns: Sequence[Integers], packs: list[_Pack], portion: _Portion
) -> Iterator[tuple[_Pack, _Pack, Floats]]:
    """Each pair of packs with the sums by category (3 or 1 x categories x categories); a pack with itself
    is halved, since both triangles are added up."""
    codes = [_codes([columns[one][portion.people] for one in pack.columns], pack) for pack in packs]
    coded = list(zip(packs, codes, strict=True))
    for i, (first, own) in enumerate(coded):
        rows = own if portion.weight is None else own + portion.weight * np.int32(first.size)
        for others in (coded[i : i + 1], coded[i + 1 :]):
            for second, sums in _crossed(rows, first, others, portion):
                yield first, second, sums / 2 if second is first else sums


def _crossed(
    rows: Integers, first: _Pack, others: Sequence[tuple[_Pack, Integers]], portion: _Portion
) -> Iterator[tuple[_Pack, Floats]]:
    """Others, the largest first, with the sums by category of a pack and each of them; `rows` are the codes
    of the pack, those of every weight class after those of the one before."""
    if not others:
        return
    shape = portion.classes, first.size, others[0][0].size
    places, flat = (rows, others[0][1]), (shape[0] * shape[1], shape[2])
    sparse = [coo_array((one, places), flat) for one in portion.values]
    for second, codes in others:
        dense = [_dense(one, codes).reshape(shape)[..., : second.size] for one in sparse]
        layers = [second.folded(first.folded(one).transpose(0, 2, 1)).transpose(0, 2, 1) for one in dense]
        yield second, portion.mixed(np.concatenate(layers))


def _dense(matrix: Any, columns: Integers) -> Floats:
    """The sums of its values by row and by these columns, which are no larger than its own."""
    matrix.col = columns
    found: Floats = matrix.toarray()
    return found
