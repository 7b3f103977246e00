"""The lattice: which groups of people may be served, so that no subtraction leaves few of them.

A group is told by at most two terms `variable = class`. It is served when it holds at least 10 people; its
parents (the groups without one of its terms) are served and hold none or at least 10 more; the unserved
groups beside it hold none or at least 10 together; no other served group holds the same people and 1 to 9
more; and no group of 1 to 9 people follows from served ones by sums and differences over its two variables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

import numpy as np

from analysis.arrays import Booleans, Integers
from analysis.disclosure.merging import PUBLIC_K

Terms = tuple[tuple[int, int], ...]
"""(place of the variable, place of the class) for each term, in the order of the variables."""

CERTAIN = 1 - 1e-6
"""A number that sums determine has leverage 1 among their terms, any other a clearly smaller one."""


class Lattice:
    """The groups of `n` people. `places` are each person's class by variable (-1: in none).

    `sizes` are the people of every group that anybody is in; `why` says of those that are not served which
    rule refuses them (a key of `analysis.disclosure.reasons.REASONS`). What `refused` names is not served.
    """

    def __init__(
        self, places: Sequence[Integers], n: int, refused: Mapping[Terms, str] | None = None
    ) -> None:
        self.places, self.n = list(places), n
        self._tables = {(v, w): self._crossed(v, w) for v, w in combinations(range(len(places)), 2)}
        self.sizes: dict[Terms, int] = {terms: size for terms, size in self._counted() if size}
        self._families = self._related()
        self.why = {terms: why for terms, why in (refused or {}).items() if terms in self.sizes}
        self.why |= {terms: why for terms in self.sizes if (why := self._alone(terms))}
        self._inside = self._nestings()
        while any((self._orphans(), self._siblings(), self._nested(), self._recoverable())):
            pass

    @property
    def served(self) -> list[Terms]:
        """The groups that are served, those of one term first."""
        return sorted((one for one in self.sizes if self.serves(one)), key=lambda one: (len(one), one))

    def serves(self, terms: Terms) -> bool:
        """Whether a group is served; everybody always is."""
        return not terms or (terms in self.sizes and terms not in self.why)

    def size(self, terms: Terms) -> int:
        """How many people a group holds."""
        return self.sizes.get(terms, 0) if terms else self.n

    def people(self, terms: Terms) -> Booleans:
        """Who stands in a group."""
        inside: Booleans = np.logical_and.reduce([self.places[v] == c for v, c in terms])
        return inside

    def _crossed(self, v: int, w: int) -> Integers:
        """Two variables crossed; the last row and the last column are the people in no class."""
        rows, columns = self._many(v) + 1, self._many(w) + 1
        place = (self.places[v] % rows) * columns + self.places[w] % columns
        return np.bincount(place, minlength=rows * columns).reshape(rows, columns)

    def _many(self, v: int) -> int:
        return int(self.places[v].max(initial=-1)) + 1

    def _counted(self) -> Iterator[tuple[Terms, int]]:
        for v, place in enumerate(self.places):
            for c, size in enumerate(np.bincount(place[place >= 0]).tolist()):
                yield ((v, c),), size
        for (v, w), table in self._tables.items():
            for c, row in enumerate(table[:-1, :-1].tolist()):
                yield from ((((v, c), (w, d)), size) for d, size in enumerate(row))

    def _related(self) -> dict[tuple[Terms, int], list[Terms]]:
        """(parent, variable) -> the groups that the variable divides the parent into."""
        found = defaultdict(list)
        for terms in self.sizes:
            for parent, variable in _parents(terms):
                found[parent, variable].append(terms)
        return found

    def _alone(self, terms: Terms) -> str:
        """What refuses a group whatever else is served."""
        if self.sizes[terms] < PUBLIC_K:
            return "small"
        around = [self.size(parent) - self.sizes[terms] for parent, _ in _parents(terms)]
        return "rest" if any(map(_few, around)) else ""

    def _orphans(self) -> bool:
        """Refuse groups of which a parent is not served."""
        found = [one for one in self.served if not all(self.serves(parent) for parent, _ in _parents(one))]
        self.why |= dict.fromkeys(found, "parent")
        return bool(found)

    def _siblings(self) -> bool:
        """Refuse the smallest of the groups beside unserved ones that hold few people together."""
        before = len(self.why)
        for (parent, _), groups in self._families.items():
            served = sorted((one for one in groups if self.serves(one)), key=self.size, reverse=True)
            while served and _few(self.size(parent) - sum(map(self.size, served))):
                self.why[served.pop()] = "siblings"
        return len(self.why) > before

    def _nested(self) -> bool:
        """Refuse one of two groups of which the one holds all people of the other, and few more."""
        for pair in self._inside:
            if all(map(self.serves, pair)):
                self.why[max(pair, key=lambda one: (len(one), -self.size(one)))] = "nested"
                return True
        return False

    def _nestings(self) -> list[tuple[Terms, Terms]]:
        """Pairs of groups that might be served, of which the second holds the first and few people more."""
        able = sorted((one for one in self.sizes if one not in self.why), key=self.size)
        packed = cache(lambda one: np.packbits(self.people(one)))
        found = []
        for place, small in enumerate(able):
            for large in able[place + 1 :]:
                if self.size(large) - self.size(small) >= PUBLIC_K:
                    break
                if self.size(large) > self.size(small) and not (packed(small) & ~packed(large)).any():
                    found.append((small, large))
        return found

    def _recoverable(self) -> bool:
        """Refuse a group beside a small one that follows from the served groups of its two variables."""
        for v, w in self._tables:
            for c, d in self._followed(v, w):
                beside = [one for one in self.served if len(one) == 2 and _pair(one) == (v, w)]
                near = [one for one in beside if one[0] == (v, c) or one[1] == (w, d)]
                over = [one for one in (((v, c),), ((w, d),)) if one in self.sizes and self.serves(one)]
                self.why[min(near or beside or over, key=self.size)] = "recoverable"
                return True
        return False

    def _followed(self, v: int, w: int) -> list[tuple[int, int]]:
        """The cells of 1 to 9 people, of two variables crossed, that sums over served groups determine."""
        table = self._tables[v, w]
        hidden = np.argwhere(table > 0)
        open_cells = {(one[0][1], one[1][1]) for one in self.served if len(one) == 2 and _pair(one) == (v, w)}
        hidden = np.array([cell for cell in hidden.tolist() if tuple(cell) not in open_cells]).reshape(-1, 2)
        few = np.array([_few(table[c, d]) for c, d in hidden.tolist()], bool)
        if not few.any():
            return []
        known = [hidden[:, 0] == c for c in range(self._many(v)) if self.serves(((v, c),))]
        known += [hidden[:, 1] == d for d in range(self._many(w)) if self.serves(((w, d),))]
        sums = np.array([np.ones(len(hidden)), *known], dtype=float)
        leverage = np.einsum("ij,ji->i", np.linalg.pinv(sums), sums)
        return [(c, d) for c, d in hidden[few & (leverage > CERTAIN)].tolist()]


def _parents(terms: Terms) -> list[tuple[Terms, int]]:
    """The groups without one of the terms, each with the variable of that term."""
    return [(terms[:i] + terms[i + 1 :], variable) for i, (variable, _) in enumerate(terms)]


def _pair(terms: Terms) -> tuple[int, int]:
    return terms[0][0], terms[1][0]


def _few(people: int) -> bool:
    """Whether these are people, but fewer than may be told apart."""
    return 0 < people < PUBLIC_K
