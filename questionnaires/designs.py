"""Designs of comparisons: which codes are shown together, the same for everybody and every time.

Best-worst scaling wants balanced incomplete block designs: v codes in sets of k, every code in r sets, every
two codes together in the same number of sets. They are looked for among unions of orbits of a cyclic group
(Kramer & Mesner, Discrete Mathematics 15, 1976); where no small one is found, sets as balanced as exchanges
make them, and `Design` says how balanced that is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import comb

MOST_SETS = 15
"""Sets that people are asked without the author saying so."""

_STEPS = 20_000
_BLOCKS = 6_000

Set = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Design:
    """Sets of codes by their places from 0. Every code stands in `often` (least, most) sets, every two codes
    stand together in `together` (least, most) sets; balanced where each is one number."""

    sets: tuple[Set, ...]
    often: tuple[int, int]
    together: tuple[int, int]

    @property
    def balanced(self) -> bool:
        """Whether it is a balanced incomplete block design."""
        return self.often[0] == self.often[1] and self.together[0] == self.together[1]


def pairs(count: int) -> tuple[tuple[int, int], ...]:
    """All pairs of `count` codes in the order of a round robin, so that a code seldom stands in two pairs
    running, and each stands first about as often as second."""
    circle = [*range(count), *([-1] if count % 2 else [])]
    half, found = len(circle) // 2, []
    for _ in range(len(circle) - 1):
        for one, other in zip(circle[:half], reversed(circle[half:]), strict=True):
            if -1 not in (one, other):
                low, high = min(one, other), max(one, other)
                found.append((low, high) if (high - low) % 2 else (high, low))
        circle = [circle[0], circle[-1], *circle[1:-1]]
    return tuple(found)


@lru_cache(maxsize=256)
def blocks(count: int, size: int, sets: int | None = None) -> Design:
    """Sets of `size` among `count` codes: a balanced design of `sets` sets (without a wish the smallest of at
    most 15), else about three sets for each code, or `sets`, as balanced as found."""
    for number in [sets] if sets else range(count, MOST_SETS + 1):
        found = _balanced(count, size, number)
        if found:
            return _described(found, count)
    return _described(_nearly(count, size, sets or -(-3 * count // size)), count)


def _described(sets: Sequence[Set], count: int) -> Design:
    often = [sum(code in one for one in sets) for code in range(count)]
    together = [sum(a in one and b in one for one in sets) for a, b in combinations(range(count), 2)]
    turned = tuple(one[place % len(one) :] + one[: place % len(one)] for place, one in enumerate(sets))
    return Design(turned, (min(often), max(often)), (min(together), max(together)))


def _balanced(count: int, size: int, number: int) -> list[Set]:
    """A balanced design of `number` sets; empty where the numbers forbid it, or none is found."""
    pairs_in_sets, every = number * comb(size, 2), comb(count, 2)
    if number * size % count or pairs_in_sets % every or comb(count, size) > _BLOCKS:
        return []
    if number == comb(count, size):
        return list(combinations(range(count), size))
    for shift in _shifts(count):
        found = _Search(count, size, shift, pairs_in_sets // every).run(number)
        if found:
            return sorted(found)
    return []


def _shifts(count: int) -> Iterator[tuple[int, ...]]:
    """Permutations of the codes: one cycle, one cycle beside a code that stays, then several equal cycles."""
    for fixed in (0, 1):
        for cycles in (1, 2, 3):
            if (count - fixed) % cycles == 0:
                length = (count - fixed) // cycles
                moved = [
                    cycle * length + (place + 1) % length
                    for cycle in range(cycles)
                    for place in range(length)
                ]
                yield (*moved, *range(count - fixed, count))


class _Search:
    """Unions of orbits of sets in which every two codes are together `often` times."""

    def __init__(self, count: int, size: int, shift: tuple[int, ...], often: int) -> None:
        self.often = often
        self.steps = _STEPS
        self.kinds = _orbits(count, 2, shift)
        kind = {pair: place for place, orbit in enumerate(self.kinds) for pair in orbit}
        self.orbits = _orbits(count, size, shift)
        self.covers = [[0] * len(self.kinds) for _ in self.orbits]
        for cover, orbit in zip(self.covers, self.orbits, strict=True):
            for one in orbit:
                for pair in combinations(one, 2):
                    cover[kind[pair]] += 1
            cover[:] = [total // len(kinds) for total, kinds in zip(cover, self.kinds, strict=True)]
        self.by_kind = [
            [place for place, cover in enumerate(self.covers) if cover[one] and max(cover) <= often]
            for one in range(len(self.kinds))
        ]

    def run(self, number: int) -> list[Set]:
        """Exactly `number` sets, or none within the steps."""
        chosen = self._search([self.often] * len(self.kinds), (), number)
        return [one for place in chosen or () for one in self.orbits[place]]

    def _search(self, left: list[int], chosen: tuple[int, ...], number: int) -> tuple[int, ...] | None:
        self.steps -= 1
        open_kinds = [kind for kind, more in enumerate(left) if more]
        if not open_kinds:
            return chosen if number == 0 else None
        kind = min(open_kinds, key=lambda one: len(self.by_kind[one]))
        for place in self.by_kind[kind]:
            if self.steps < 0:
                return None
            cover = self.covers[place]
            fits = place not in chosen and len(self.orbits[place]) <= number
            if fits and all(more >= some for more, some in zip(left, cover, strict=True)):
                rest = [more - some for more, some in zip(left, cover, strict=True)]
                found = self._search(rest, (*chosen, place), number - len(self.orbits[place]))
                if found is not None:
                    return found
        return None


def _orbits(count: int, size: int, shift: tuple[int, ...]) -> list[list[Set]]:
    seen: set[Set] = set()
    found: list[list[Set]] = []
    for one in combinations(range(count), size):
        if one not in seen:
            orbit: list[Set] = []
            moved: Set = one
            while not orbit or moved != one:
                orbit.append(moved)
                moved = tuple(sorted(shift[code] for code in moved))
            seen.update(orbit)
            found.append(orbit)
    return found


def _nearly(count: int, size: int, number: int) -> list[Set]:
    """Sets filled one by one with the codes that stand in fewest sets, and least with those in the set."""
    often = [0] * count
    together = [[0] * count for _ in range(count)]
    sets = []
    for _ in range(number):
        one: list[int] = []
        for _ in range(size):
            rest = [code for code in range(count) if code not in one]
            code = min(rest, key=lambda new: (often[new], sum(together[new][old] ** 2 for old in one), new))
            for old in one:
                together[code][old] += 1
                together[old][code] += 1
            often[code] += 1
            one.append(code)
        sets.append(tuple(sorted(one)))
    return sets
