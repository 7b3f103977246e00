"""The ground on which groups stand: recoded filter variables, the lattice over them, and the noise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from analysis.arrays import Booleans, Integers
from analysis.codebook import MISSING_KINDS, WITHHELD
from analysis.columns import Column
from analysis.disclosure.cells import Cells
from analysis.disclosure.lattice import Lattice, Terms
from analysis.disclosure.noise import Noise, nearest_five
from analysis.disclosure.recoding import Classes, with_columns, without_few_missing
from analysis.microdata import Microdata
from analysis.publications import Filter, FilterClass, FilterVariable, Line


@dataclass(frozen=True, eq=False)
class Ground:
    """People (`rows`, their filter variables recoded), the `classes` of each filter variable by its name, and
    the noise of the snapshot."""

    rows: Microdata
    classes: Mapping[str, Classes]
    noise: Noise
    _lattices: dict[bytes, Lattice] = field(default_factory=dict)

    @classmethod
    def of(cls, microdata: Microdata, classes: Mapping[str, Classes], noise: Noise) -> Ground:
        """The ground of these people."""
        columns = {name: told(microdata.column(name), one) for name, one in classes.items()}
        return cls(with_columns(replace(microdata, apart={}), columns), classes, noise)

    @property
    def names(self) -> list[str]:
        """The filter variables, in the order in which the lattice knows them."""
        return list(self.classes)

    def lattice(self, among: Booleans | None = None) -> Lattice:
        """The lattice of all people, or among those (n) who answered a question: what all people's does not
        serve is not served."""
        key = b"" if among is None or among.all() else np.packbits(among).tobytes()
        if key not in self._lattices:
            self._lattices[key] = self._made(among if key else None)
        return self._lattices[key]

    def _made(self, among: Booleans | None) -> Lattice:
        places = [one.place for one in self.classes.values()]
        if among is None:
            return Lattice(places, self.rows.n)
        return Lattice([place[among] for place in places], int(among.sum()), self.lattice().why)

    def filter(self, terms: Terms) -> Filter:
        """The filter that the lattice knows by its terms."""
        names = self.names
        codes = [[code.value for code in one.variable.valid_codes] for one in self.classes.values()]
        return Filter.of(*((names[v], codes[v][c]) for v, c in terms))

    def variables(self) -> tuple[FilterVariable, ...]:
        """The recoding as it is printed; people by their noised numbers."""
        return tuple(self._variable(name, one) for name, one in self.classes.items())

    def _variable(self, name: str, one: Classes) -> FilterVariable:
        sizes = self.noise.shown(one.place, one.many).tolist()
        known = [
            FilterClass(code.value, code.label, tuple(code.value.split("+")), nearest_five(n))
            for code, n in zip(one.variable.valid_codes, sizes, strict=True)
        ]
        return FilterVariable(
            name, one.variable.label, tuple(known), nearest_five(int((one.place < 0).sum()))
        )

    def bases(self) -> dict[str, int]:
        """The key of every served group -> its people to the nearest 5, by their noised number."""
        found: dict[str, int] = {}
        for served, group in self.groups(self.lattice().served):
            numbers = self.noise.shown(group, len(served)).tolist()
            found |= {
                self.filter(terms).key: nearest_five(n) for terms, n in zip(served, numbers, strict=True)
            }
        return found

    def lines(self, cells: Cells, but: str) -> dict[str, Line]:
        """The key of every group in which a line of a question is served -> the line; groups that are told by
        the variable `but` itself are left out."""
        served = [
            one for one in self.lattice(cells.answered).served if but not in (self.names[v] for v, _ in one)
        ]
        found: dict[str, Line] = {}
        for terms, group in self.groups(served):
            made = cells.lines(self.noise, group, len(terms))
            found |= {self.filter(one).key: line for one, line in zip(terms, made, strict=True)}
        return found

    def groups(self, served: Sequence[Terms]) -> list[tuple[list[Terms], Integers]]:
        """Groups of the same variables together, with each person's place among them (n, -1: in none)."""
        together = defaultdict(list)
        for terms in served:
            together[tuple(v for v, _ in terms)].append(terms)
        return [(terms, self._place(variables, terms)) for variables, terms in together.items()]

    def _place(self, variables: tuple[int, ...], groups: Sequence[Terms]) -> Integers:
        classes = [one for place, one in enumerate(self.classes.values()) if place in variables]
        lookup = np.full([one.many + 1 for one in classes], -1)
        for place, terms in enumerate(groups):
            lookup[tuple(c for _, c in terms)] = place
        found: Integers = lookup[tuple(one.place for one in classes)]
        return found


def told(column: Column, classes: Classes) -> Column:
    """The column of a filter variable, recoded; who stands in no class is withheld."""
    missing = np.where(
        (classes.place < 0) & column.answered, 1 + MISSING_KINDS.index(WITHHELD), column.missing
    )
    return without_few_missing(Column(classes.variable, classes.place, missing.astype(np.int8)))
