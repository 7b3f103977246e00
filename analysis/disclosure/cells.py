"""The cells of a question: into which people fall, line by line, and their noised shares in groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arrays import Booleans, Integers
from analysis.codebook import VariableSet
from analysis.columns import Column
from analysis.disclosure.alike import Kinds
from analysis.disclosure.noise import Noise, Sums, nearest_five, percents
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

    def sums(self, noise: Noise, kinds: Kinds) -> Sums:
        """Kinds of people x cells: first all who answered, then who stands in each cell, or is chosen in each
        row of `chosen`."""
        if self.chosen:
            places = [np.where(one, kinds.place, -1) for one in (self.answered, *self.chosen)]
            return Sums.beside([noise.sums(place, kinds.many) for place in places])
        at = np.where(self.answered, kinds.place * self.many + self.place, -1)
        cells = noise.sums(at, kinds.many * self.many).shaped(kinds.many, self.many)
        return Sums.beside([cells.whole(), cells])

    def lines(self, noise: Noise, sums: Sums) -> list[Line]:
        """The line of each group (row of the sums). Its people are the noised number of those who answered;
        where one answer is possible, per cents are of the sum of the cells."""
        bases, table = np.split(noise.told(sums), [1], axis=1)
        if self.chosen:
            rows, wholes = np.minimum(table, bases), bases
        else:
            nets = [table[:, list(net)].sum(1) for net in self.nets]
            rows, wholes = np.column_stack([table, *nets]), table.sum(1, keepdims=True)
        told = zip(bases[:, 0].tolist(), rows.tolist(), wholes[:, 0].tolist(), strict=True)
        return [(nearest_five(base), percents(row, whole)) for base, row, whole in told]


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
