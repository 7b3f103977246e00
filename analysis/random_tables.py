"""Random tables with the margins of one that was observed: what a Monte-Carlo test compares it with.

Up to SHUFFLED people stand in a random order: those of the first code of one variable take the first places,
those of the second the next ones, and so on; where the codes of the other variable fall is the table (Boyett
1979). An order knows nothing of codes: the orders of a seed and a number of people are drawn once, kept for a
while, and serve every table of so many people; the random numbers behind them order any number of people. So
the p of two tables err together; each alone errs as its standard error says. Tables of more people are drawn
one by one (Patefield 1981).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from scipy import stats

from analysis.arrays import Floats, Integers, frozen
from analysis.entrance import guard
from analysis.errors import TooMuchWork

SHUFFLED = 1_000
"""The most people who are put in random orders."""
BLOCK = 1 << 18
"""Bytes of the orders that are drawn together;"""
KEPT = 64
"""and so many blocks are kept, 16 MB;"""
LEFT = 20
"""the random numbers of so many, 20 MB, are left for other numbers of people."""
KEYS = 1 << 15
"""The random keys that are sorted at once, and"""
CELLS = 100_000
"""the cells of the tables that are compared at once: they stay in the processor's cache."""
MOST = 1_000_000_000
"""The most people in a random table."""

Draw = Callable[[int], Integers]


def random_tables(counts: Floats, seed: int) -> tuple[Floats, Draw]:
    """What draws random tables with the margins of `counts`, rounded to people, and what each cell of them is
    expected to hold by the margins of `counts` themselves (rows x columns).

    A call with a number draws the next tables, at least one and at most so many: rows x columns x tables.
    Rows are the codes of the variable with fewer of them, rows and columns stand by size: the tables follow
    from the seed and the margins alone. TooMuchWork above MOST people.
    """
    n = counts.sum()
    if n > MOST:
        raise TooMuchWork(f"{n:.0f} people are too many for random tables")
    table = _standing(counts)
    whole = np.rint(table).astype(np.int64)
    rows, columns = whole.sum(1), whole.sum(0)
    draw = (_shuffled if rows.sum() <= SHUFFLED else _one_by_one)(rows, columns, seed)
    return np.multiply.outer(table.sum(1), table.sum(0)) / n, draw


def _standing(counts: Floats) -> Floats:
    """The table with rows and columns from the smallest to the largest, the rows the fewer."""
    sides = counts.sum(1), counts.sum(0)
    rows, columns = (side.argsort(kind="stable") for side in sides)
    rising, (high, wide) = counts[rows][:, columns], (np.sort(side).tolist() for side in sides)
    upright = (len(high), high, wide) <= (len(wide), wide, high)
    return rising if upright else rising.T


def _one_by_one(rows: Integers, columns: Integers, seed: int) -> Draw:
    most, generator = max(1, CELLS // (len(rows) * len(columns))), np.random.default_rng(seed)

    def draw(size: int) -> Integers:
        drawn = stats.random_table.rvs(rows, columns, size=min(size, most), random_state=generator)
        return np.moveaxis(np.asarray(drawn), 0, -1)

    return draw


def _shuffled(rows: Integers, columns: Integers, seed: int) -> Draw:
    n, most = int(rows.sum()), max(1, CELLS // (len(rows) * len(columns)))
    ends = np.cumsum(rows).tolist(), np.cumsum(columns).tolist()
    block, used = 0, 0

    def draw(size: int) -> Integers:
        nonlocal block, used
        orders = _orders(seed, n, block)
        taken = orders[:, used : used + min(size, most)]
        used += taken.shape[1]
        if used == orders.shape[1]:
            block, used = block + 1, 0
        return _counted(taken, *ends)

    return draw


def _counted(orders: Integers, rows: list[int], columns: list[int]) -> Integers:
    """The tables (rows x columns x orders) of people who stand in orders (people x orders: their places): the
    people of each column in turn are those who stand in the places of each row in turn. `rows` and `columns`
    are where each of them ends; what the others leave is the last row and column."""
    kind = orders.dtype
    ends = np.array(rows, kind)[:, None, None]
    before = (orders[: columns[-2]] < ends[:-1]).view(np.uint8)
    tables = np.empty((len(rows), len(columns), orders.shape[1]), kind)
    for j, (start, end) in enumerate(zip([0, *columns], columns[:-1], strict=False)):
        np.add.reduce(before[:, start:end], axis=1, dtype=kind, out=tables[:-1, j])
        tables[-1, j] = end - start
    tables[:, -1] = ends[:, 0] - np.add.reduce(tables[:, :-1], 1, kind)
    tables[1:] -= tables[:-1].copy()
    return tables


@lru_cache(maxsize=KEPT)
def _orders(seed: int, n: int, block: int) -> Integers:
    """Random orders of n people: their places (n x orders)."""
    kind: type[np.unsignedinteger] = np.uint8 if n < 1 << 8 else np.uint16
    size, few = BLOCK // (n * np.dtype(kind).itemsize), max(1, KEYS // n)
    numbers, places, drawn = _numbers(seed, block)[: size * n].reshape(size, n), np.empty((n, size), kind), 0
    for start in range(0, size, few):
        part = _in_order(numbers[start : start + few], kind)
        places[:, drawn : drawn + len(part)] = part.T
        drawn += len(part)
    return frozen(places[:, :drawn])


@lru_cache(maxsize=LEFT)
def _numbers(seed: int, block: int) -> Integers:
    """The random numbers of a block of orders, the same for every number of people."""
    drawn = np.random.default_rng((seed, block)).integers(1 << 64, size=BLOCK // 2, dtype=np.uint64)
    return frozen(drawn.view(np.uint32))


def _in_order(numbers: Integers, kind: type[np.unsignedinteger]) -> Integers:
    """Random orders (at most orders x n) from rows of n random numbers: sorted as keys with the person in the
    last bits of each. An order in which the keys of two tie is left out: the others are equally likely."""
    n = numbers.shape[1]
    person = np.uint32(2 ** (n - 1).bit_length() - 1)
    keys = numbers & ~person
    keys |= np.arange(n, dtype=np.uint32)
    keys.sort(axis=1)
    one_row = keys.ravel()
    if (one_row[1:] ^ one_row[:-1]).min(initial=~np.uint32(0)) <= person:  # perhaps two of one order
        keys = keys[((keys[:, 1:] ^ keys[:, :-1]) > person).all(1)]
    return keys.astype(kind) & kind(person)


guard(__name__)
