"""What all tallies share: what was asked for, rows with shares, the head of a tally."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from analysis.aggregate import Aggregate
from analysis.arrays import Booleans, Floats, Integers
from analysis.codebook import NOT_ASKED, Text, Variable, VariableSet
from analysis.columns import Column
from analysis.design import Design
from analysis.microdata import Microdata
from analysis.shares import Base, asked_population, base_of, by_design, design_worth
from analysis.tables import Kind, Tally, TallyRow


class Asked:
    """What was asked for: the data, whether about the finite population, and the level.

    `outside` people were drawn with those of the data and asked nothing: the data are a class of a whole
    that was drawn one by one, whose population the design knows.
    """

    def __init__(self, microdata: Microdata, population: bool, level: float, outside: int = 0) -> None:
        self.microdata, self.wanted, self.level, self.outside = microdata, population, level, outside

    def within(self, n: int, microdata: Microdata | None = None) -> Asked:
        """The same of a class of n people, whose data these are; of the data of all where its tallies are
        made of sums."""
        return Asked(microdata or self.microdata, self.wanted, self.level, self.microdata.n - n)

    def column(self, name: str) -> Column:
        """The column of a variable to tally."""
        return self.microdata.tallied(name)

    def design(self, *names: str) -> Design:
        """The design of these columns; what was kept apart belongs to nobody and has no weights."""
        if any(name in self.microdata.apart for name in names):
            return Design(population=self.microdata.design.population)
        return self.microdata.design

    def population(self, design: Design, n: int, missing: dict[str, int]) -> float | None:
        """The finite population behind those of n people who were asked; None where it is not meant."""
        whole = missing | {NOT_ASKED: missing.get(NOT_ASKED, 0) + self.outside}
        return asked_population(design, n + self.outside, whole, wanted=self.wanted)

    def part(self, design: Design, among: Booleans) -> Design:
        """The design of those who were asked (a mask over the people of the data)."""
        if not self.outside or design.population is None:
            return design.within(among)
        share = np.count_nonzero(among) / (len(among) + self.outside)
        return replace(design.take(among), population=round(design.population * share))

    def base(self, chosen: Booleans, design: Design, missing: dict[str, int]) -> Base:
        """The base of the people who are chosen (a mask over the rows)."""
        count = float(np.count_nonzero(chosen))
        w = None if design.weights is None else design.weights_of(len(chosen))[chosen]
        sums = (count, count, count) if w is None else (count, float(w.sum()), float((w * w).sum()))
        return base_of(
            sums, self.population(design, len(chosen), missing), self.level, weighted=design.weighted
        )

    def share(self, design: Design, n: int, of: int) -> Design:
        """The design of n of the people of the data, drawn one by one and of one weight."""
        if design.population is None:
            return Design()
        return Design(population=round(design.population * (n / (of + self.outside))))

    def base_of(self, sums: Aggregate, design: Design) -> Base:
        """The base of the people with a valid code of the stub."""
        people, heavy, squares = sums.table(), sums.weighted_table(), sums.squared_table()
        totals = float(people.sum()), float(heavy.sum()), float(squares.sum())
        size = self.population(design, sums.n, sums.missing())
        return base_of(totals, size, self.level, weighted=design.weighted)

    def worth(
        self,
        chosen: Callable[[], Booleans],
        answered: Callable[[], Booleans],
        design: Design,
        base: Base,
    ) -> Floats | None:
        """What each share of `chosen` (k x n) among the `answered` (n; both made when they are needed) is
        worth under the design; None where people are the units."""
        if not by_design(design):
            return None
        finite = base.population is not None
        return design_worth(chosen(), answered(), design, population=finite, level=self.level)

    @staticmethod
    def rows(
        named: Sequence[tuple[str, Text]], sums: tuple[Integers, Floats], base: Base, worth: Floats | None
    ) -> tuple[TallyRow, ...]:
        """A row for each name, from its people and their weight, see `Base.shares`."""
        counts, weighted = sums[0].tolist(), np.asarray(sums[1], dtype=float)
        numbers = zip(
            counts, weighted.tolist(), *(p.tolist() for p in base.shares(weighted, worth)), strict=True
        )
        return tuple(
            TallyRow(code, label, int(n), w, *p)
            for (code, label), (n, w, *p) in zip(named, numbers, strict=True)
        )

    @staticmethod
    def head(
        what: Variable | VariableSet, kind: Kind, n: int, missing: dict[str, int], base: Base, design: Design
    ) -> Tally:
        """The parts that all tallies share."""
        return Tally(
            variable=what.name,
            label=what.label,
            kind=kind,
            n=n,
            base=base.count,
            missing=missing,
            weighted_base=base.weighted,
            population=None if base.population is None else round(base.population),
            level=base.level,
            method=_method(base, design),
            effective_n=base.effective if design.weighted else None,
        )


def _method(base: Base, design: Design) -> str:
    finite = "wilson" if base.population is None else "wilson_finite"
    return f"{finite}_design" if by_design(design) else f"{finite}_weighted" if design.weighted else finite
