"""The ground on which groups stand: recoded filter variables, the lattice over them, and the noise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from analysis.arrays import Booleans, Integers
from analysis.codebook import MISSING_KINDS, WITHHELD
from analysis.columns import Column
from analysis.disclosure.alike import Kinds
from analysis.disclosure.cells import Cells
from analysis.disclosure.lattice import Lattice, Terms
from analysis.disclosure.noise import Noise, Sums, nearest_five
from analysis.disclosure.recoding import Classes, with_columns, without_few_missing
from analysis.microdata import Microdata
from analysis.publications import Filter, FilterClass, FilterVariable, Line, Question


@dataclass(frozen=True, eq=False)
class Ground:
    """People (`rows`, their filter variables recoded), the `classes` of each filter variable by its name, and
    the noise of the snapshot; by name the `questions` that were made on it."""

    rows: Microdata
    classes: Mapping[str, Classes]
    noise: Noise
    questions: dict[str, Question] = field(default_factory=dict)
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

    @cached_property
    def kinds(self) -> Kinds:
        """The kinds of people by the filter variables."""
        return Kinds.of([one.place for one in self.classes.values()], self.rows.n)

    def lattice(self, among: Booleans | None = None) -> Lattice:
        """The lattice of all people, or among those (n) who answered a question: what all people's does not
        serve is not served."""
        return self._lattice(self.kinds.sizes if among is None else self.kinds.among(among))

    def _lattice(self, people: Integers) -> Lattice:
        """The lattice of so many people of each kind."""
        key = people.tobytes()
        if key not in self._lattices:
            all_of_them = np.array_equal(people, self.kinds.sizes)
            refused = None if all_of_them else self.lattice().why
            there = people > 0
            self._lattices[key] = Lattice(self.kinds.classes[:, there], people[there], refused)
        return self._lattices[key]

    @cached_property
    def filters(self) -> dict[Terms, Filter]:
        """The filter of every group that anybody is in, by the terms that the lattice knows it by."""
        codes = [
            [(name, code.value) for code in one.variable.valid_codes] for name, one in self.classes.items()
        ]
        return {terms: Filter.of(*(codes[v][c] for v, c in terms)) for terms in self.lattice().sizes}

    @cached_property
    def _keys(self) -> dict[Terms, str]:
        return {terms: one.key for terms, one in self.filters.items()}

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
        everybody = self.noise.sums(self.kinds.place, self.kinds.many)
        for served, group in self._groups(self.lattice().served):
            numbers = self.noise.told(everybody.united(group, len(served))).tolist()
            found |= {self._keys[terms]: nearest_five(n) for terms, n in zip(served, numbers, strict=True)}
        return found

    def sums(self, cells: Cells) -> Sums:
        """The sums of a line of a question: kinds of people x cells."""
        return cells.sums(self.noise, self.kinds)

    def shown(self, sums: Sums, by: str) -> Integers:
        """How many of each cell of a line (rows) stand in each class of a filter variable, as it is told."""
        own, many = self.kinds.classes[self.names.index(by)], self.classes[by].many
        found: Integers = self.noise.told(sums.united(own, many))[:, 1:].T
        return found

    def lines(self, cells: Cells, but: str, sums: Sums | None = None) -> dict[str, Line]:
        """The key of every group in which a line of a question is served -> the line; groups that are told by
        the variable `but` itself are left out. `sums` are those of the line, where they are known."""
        sums = sums or self.sums(cells)
        able = self._lattice(sums.people[:, 0]).served
        served = [one for one in able if but not in (self.names[v] for v, _ in one)]
        found: dict[str, Line] = {}
        for terms, group in self._groups(served):
            made = cells.lines(self.noise, sums.united(group, len(terms)))
            found |= {self._keys[one]: line for one, line in zip(terms, made, strict=True)}
        return found

    def _groups(self, served: Sequence[Terms]) -> list[tuple[list[Terms], Integers]]:
        """Groups of the same variables together, with the place of each kind among them (-1: in none)."""
        together = defaultdict(list)
        for terms in served:
            together[tuple(v for v, _ in terms)].append(terms)
        return [(terms, self._place(variables, terms)) for variables, terms in together.items()]

    def _place(self, variables: tuple[int, ...], groups: Sequence[Terms]) -> Integers:
        many = [one.many for one in self.classes.values()]
        lookup = np.full([many[v] + 1 for v in variables], -1)
        for place, terms in enumerate(groups):
            lookup[tuple(c for _, c in terms)] = place
        found: Integers = lookup[tuple(self.kinds.classes[v] for v in variables)]
        return found


def told(column: Column, classes: Classes) -> Column:
    """The column of a filter variable, recoded; who stands in no class is withheld."""
    missing = np.where(
        (classes.place < 0) & column.answered, 1 + MISSING_KINDS.index(WITHHELD), column.missing
    )
    return without_few_missing(Column(classes.variable, classes.place, missing.astype(np.int8)))
