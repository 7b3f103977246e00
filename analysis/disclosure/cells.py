"""The cells of a question: into which people fall, line by line, and their noised shares in groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arrays import Booleans, Integers
from analysis.codebook import VariableSet
from analysis.columns import Column
from analysis.disclosure.noise import Noise, nearest_five, percents
from analysis.disclosure.recoding import parts
from analysis.microdata import Microdata
from analysis.publications import Line


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """One line of a question. Who `answered` stands in one of `many` cells (`place`, -1: none), of which
    `nets` unite several; or, where several answers are possible, in each row of `chosen` that is true."""

    answered: Booleans
    place: Integers
    many: int = 0
    nets: tuple[tuple[int, ...], ...] = ()
    chosen: tuple[Booleans, ...] = ()

    def lines(self, noise: Noise, group: Integers, many: int) -> list[Line]:
        """The line of each of so many groups; `group` is each person's (-1: none). Its people are the noised
        number of those who answered; where one answer is possible, per cents are of the sum of the cells."""
        inside = np.where(self.answered, group, -1)
        bases = noise.shown(inside, many)
        if self.chosen:
            shown = [np.minimum(noise.shown(np.where(one, inside, -1), many), bases) for one in self.chosen]
            return [
                (nearest_five(base), percents(counts, base))
                for base, *counts in np.array([bases, *shown]).T.tolist()
            ]
        at = np.where(inside >= 0, inside * self.many + self.place, -1)
        table = noise.shown(at, many * self.many).reshape(many, self.many)
        nets = [table[:, list(net)].sum(1) for net in self.nets]
        rows = np.column_stack([table, *nets]).tolist()
        return [
            (nearest_five(base), percents(row, sum(row[: self.many])))
            for base, row in zip(bases.tolist(), rows, strict=True)
        ]


def cells_of(microdata: Microdata, name: str) -> list[Cells]:
    """The cells of a question, line by line: a grid has one for each row, any other question one.

    A person has answered a multiple choice when every option is known, a ranking when any is.
    """
    one = microdata.codebook.set_of(name)
    columns = [microdata.column(part) for part in parts(microdata, name)]
    if one is not None and one.kind == "multiple":
        return [_options(one, columns)]
    if one is not None and one.kind == "ranking":
        return [_first_places(one, columns)]
    return [_codes(column) for column in columns]


def _codes(column: Column) -> Cells:
    codes = [code.value for code in column.variable.valid_codes]
    nets = tuple(tuple(map(codes.index, net.codes)) for net in column.variable.nets)
    return Cells(column.answered, column.values, len(codes), nets)


def _options(one: VariableSet, columns: Sequence[Column]) -> Cells:
    answered: Booleans = np.logical_and.reduce([column.answered for column in columns])
    chosen = [_is(column, "1") & answered for column in columns]
    nets = [[one.options.index(option) for option in net.codes] for net in one.nets]
    united = [np.logical_or.reduce([chosen[place] for place in net]) for net in nets]
    return Cells(answered, np.zeros(0, np.int64), chosen=(*chosen, *united))


def _first_places(one: VariableSet, columns: Sequence[Column]) -> Cells:
    """Which option stands first; a person who put none first has answered without a cell."""
    first = np.array([_is(column, "1") for column in columns])
    nets = tuple(tuple(one.options.index(option) for option in net.codes) for net in one.nets)
    answered: Booleans = np.logical_or.reduce(first)
    return Cells(answered, np.where(answered, first.argmax(0), -1), len(columns), nets)


def _is(column: Column, code: str) -> Booleans:
    values = [one.value for one in column.variable.valid_codes]
    found: Booleans = column.answered & (column.values == (values.index(code) if code in values else -2))
    return found
