"""The lattice: which groups of people may be served, so that no subtraction leaves few of them.

A group is told by at most two terms `variable = class`. It is served when it holds at least 10 people; its
parents (the groups without one of its terms) are served and hold none or at least 10 more; the unserved
groups beside it hold none or at least 10 together; no other served group differs from it in 1 to 9 people;
no group of 1 to 9 people follows from served ones by sums and differences; and there is at most one group for
every 10 people, unless those of one term are more: who guesses answers from all tables together does the
better the more tables there are for each person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations

import numpy as np

from analysis.arrays import Booleans, Integers
from analysis.disclosure.merging import PUBLIC_K

Terms = tuple[tuple[int, int], ...]
"""(place of the variable, place of the class) for each term, in the order of the variables."""

PEOPLE_PER_GROUP = 10
"""At most one group is served for so many people; groups of one term always may be."""

MOST_WORK = 3 * 10**9
"""So many products at most to see whether groups follow from those of all variables together; beyond (about
600 served groups over 8000 kinds of people) it is seen for any two variables only."""


class Lattice:
    """The groups of people, who are of some kinds: `classes` (variables x kinds, -1: in none) and how many
    `people` are of each, at least one.

    `n` are all people, `sizes` those of every group that anybody is in; `why` says of those that are not
    served which rule refuses them (a key of `analysis.disclosure.reasons.REASONS`). What `refused` names is
    not served.
    """

    def __init__(
        self, classes: Integers, people: Integers, refused: Mapping[Terms, str] | None = None
    ) -> None:
        self.classes, self.people, self.n = classes, people, int(people.sum())
        self.sizes: dict[Terms, int] = {terms: size for terms, size in self._counted() if size}
        self._families = self._related()
        self.why = {terms: why for terms, why in (refused or {}).items() if terms in self.sizes}
        self.why |= {terms: why for terms in self.sizes if (why := self._alone(terms))}
        self._alike = self._pairs_alike()
        self._crossings = {pair: self._kinds_of(*pair) for pair in combinations(range(len(self.classes)), 2)}
        while any((self._orphans(), self._siblings(), self._near(), self._recoverable())):
            pass
        self.why |= dict.fromkeys(self._beyond(), "many")

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

    def inside(self, terms: Terms) -> Booleans:
        """Which kinds of people stand in a group."""
        return _inside(self.classes, terms)

    def _crossed(self, v: int, w: int) -> Integers:
        """Two variables crossed; the last row and the last column are the people in no class."""
        rows, columns = self._many(v) + 1, self._many(w) + 1
        place = (self.classes[v] % rows) * columns + self.classes[w] % columns
        return self._numbers(place, rows * columns).reshape(rows, columns)

    def _numbers(self, place: Integers, many: int) -> Integers:
        """The people of each of so many groups; `place` is each kind's."""
        found = np.zeros(many, np.int64)
        np.add.at(found, place, self.people)
        return found

    def _many(self, v: int) -> int:
        return int(self.classes[v].max(initial=-1)) + 1

    def _counted(self) -> Iterator[tuple[Terms, int]]:
        for v, place in enumerate(self.classes):
            numbers = self._numbers(place % (self._many(v) + 1), self._many(v) + 1)
            for c, size in enumerate(numbers[:-1].tolist()):
                yield ((v, c),), size
        for v, w in combinations(range(len(self.classes)), 2):
            for c, row in enumerate(self._crossed(v, w)[:-1, :-1].tolist()):
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

    def _near(self) -> bool:
        """Refuse one of two groups that differ in few people: the same noise is on all cells of the same
        people, so that the others tell what those few answered."""
        for pair in self._alike:
            if all(map(self.serves, pair)):
                self.why[max(pair, key=lambda one: (len(one), -self.size(one)))] = "near"
                return True
        return False

    def _pairs_alike(self) -> list[tuple[Terms, Terms]]:
        """Pairs of groups that might be served and differ in few people, some of the one or of each."""
        able = sorted((one for one in self.sizes if one not in self.why), key=self.size)
        inside = cache(self.inside)
        found = []
        for place, small in enumerate(able):
            for large in able[place + 1 :]:
                if self.size(large) - self.size(small) >= PUBLIC_K:
                    break
                if _few(int(self.people[inside(small) ^ inside(large)].sum())):
                    found.append((small, large))
        return found

    def _recoverable(self) -> bool:
        """Refuse, for each small group that follows from served ones, the smallest that it follows from:
        first within any two variables, then by all together."""
        pairs = combinations(range(len(self.classes)), 2)
        if any(self._break_up(self._over(v, w), self._crossings[v, w]) for v, w in pairs):
            return True
        served = self.served
        if len(served) ** 2 * self.classes.shape[1] > MOST_WORK:
            return False
        return self._break_up(served, self.classes)

    def _beyond(self) -> list[Terms]:
        """The smallest groups of two terms, where more groups are served than people allow. To leave out a
        group of at least 10 breaks no other rule."""
        two: list[Terms] = [one for one in self.served if len(one) == 2]
        most = max(0, self.n // PEOPLE_PER_GROUP - (len(self.served) - len(two)))
        return sorted(two, key=self.size, reverse=True)[most:]

    def _kinds_of(self, v: int, w: int) -> Integers:
        """The kinds of people by two variables; by the others they stand in no class."""
        found = np.full_like(self.classes, -1)
        found[[v, w]] = self.classes[[v, w]]
        return np.unique(found, axis=1)

    def _over(self, v: int, w: int) -> list[Terms]:
        return [one for one in self.served if {variable for variable, _ in one} <= {v, w}]

    def _break_up(self, served: list[Terms], kinds: Integers) -> bool:
        """Refuse one group for each small one that is a sum of `served` ones, some of them subtracted, over
        `kinds` of people (variables x kinds), who are alike in all that is asked."""
        asked = {variable for one in served for variable, _ in one}
        small = [one for one, n in self.sizes.items() if n < PUBLIC_K and {v for v, _ in one} <= asked]
        if not small:
            return False
        known = np.vstack([np.ones(kinds.shape[1]), *(_inside(kinds, one) for one in served)])
        hidden = np.array([_inside(kinds, one) for one in small], float)
        values, basis = np.linalg.eigh(known @ known.T)
        kept = values > 1e-9 * values[-1]
        weights = hidden @ known.T @ (basis[:, kept] / values[kept]) @ basis[:, kept].T
        follows = np.abs(weights @ known - hidden).max(1) < 1e-6
        for place in np.flatnonzero(follows):
            used = [one for one, weight in zip(served, weights[place, 1:], strict=True) if abs(weight) > 1e-6]
            if all(map(self.serves, used)):
                near = [one for one in used if len(one) == 2 and set(one) & set(small[place])]
                two = [one for one in used if len(one) == 2]
                self.why[min(near or two or used, key=self.size)] = "recoverable"
        return bool(follows.any())


def _inside(kinds: Integers, terms: Terms) -> Booleans:
    """Which kinds of people stand in a group."""
    found: Booleans = np.logical_and.reduce([kinds[v] == c for v, c in terms])
    return found


def _parents(terms: Terms) -> list[tuple[Terms, int]]:
    """The groups without one of the terms, each with the variable of that term."""
    return [(terms[:i] + terms[i + 1 :], variable) for i, (variable, _) in enumerate(terms)]


def _few(people: int) -> bool:
    """Whether these are people, but fewer than may be told apart."""
    return 0 < people < PUBLIC_K
