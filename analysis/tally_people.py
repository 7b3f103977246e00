"""Who answered what to a coded variable or a set: all that its tallies count, at once or by a banner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analysis.aggregate import Aggregate
from analysis.arrays import Booleans, Floats, Integers
from analysis.codebook import Net, VariableSet
from analysis.columns import Column
from analysis.counted import ANSWERED, Side, counted
from analysis.design import Design
from analysis.microdata import Microdata
from analysis.sampled import post_strata


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Aggregates: who answered (the `whole`), the answers to `each` column, and who chose each option and net
    (`chosen`; code "1")."""

    whole: Aggregate
    each: tuple[Aggregate, ...]
    chosen: tuple[Aggregate, ...]

    def everybody(self) -> Sums:
        """Those of a banner without it."""
        return Sums(*self._each(lambda one: one.everybody()))

    def within(self, place: int) -> Sums:
        """Those of the people who gave the valid code at this place of the banner."""
        return Sums(*self._each(lambda one: one.within(place)))

    def _each(
        self, change: Callable[[Aggregate], Aggregate]
    ) -> tuple[Aggregate, tuple[Aggregate, ...], tuple[Aggregate, ...]]:
        return change(self.whole), tuple(map(change, self.each)), tuple(map(change, self.chosen))


class People:
    """The columns of a coded variable (`one` is None) or a set, and its people."""

    def __init__(self, microdata: Microdata, name: str) -> None:
        self.one = microdata.codebook.set_of(name)
        self.names = self.one.variables if self.one else (name,)
        self.columns = tuple(microdata.tallied(one) for one in self.names)
        self.apart = any(one in microdata.apart for one in self.names)

    @property
    def several(self) -> bool:
        """Whether the set is a multiple-response set, which only who knows every option has answered."""
        return self.one is not None and self.one.kind == "multiple"

    @cached_property
    def whole(self) -> Integers:
        """0 for a person who answered, else minus the missing kind of the first option that lacks: in a
        multiple-response set one that does, in a grid or ranking all do."""
        held = [column.held for column in self.columns]
        if not self.several:
            answered = np.maximum.reduce(held) >= 0
            return np.where(answered, 0, held[0]).astype(np.int8)
        first = np.minimum(held[-1], 0).astype(np.int8)
        for one in held[-2::-1]:
            np.copyto(first, one, where=one < 0, casting="unsafe")
        return first

    @staticmethod
    def ranks(column: Column) -> Floats:
        """The rank that each code of a ranking's column stands for."""
        return np.array([float(code.value) for code in column.variable.valid_codes])

    @staticmethod
    def places(one: VariableSet, net: Net) -> list[int]:
        """The options of a net of a set."""
        return [place for place, option in enumerate(one.options) if option in net.codes]

    @property
    def answered(self) -> Booleans:
        """Who (n) answered."""
        return self.whole == 0

    @cached_property
    def chosen(self) -> Booleans:
        """Who chose each option, or put it first, and each net (some option of it): options and nets x n."""
        if self.one is None or self.one.kind == "grid":
            return np.zeros((0, len(self.whole)), bool)
        if self.several:
            options = [_gave(one, [c.value == "1" for c in one.variable.valid_codes]) for one in self.columns]
            answered = self.answered
            options = options if self.apart else [one & answered for one in options]
        else:
            options = [_gave(one, self.ranks(one) == 1) for one in self.columns]
        nets = [
            np.logical_or.reduce([options[i] for i in self.places(self.one, net)]) for net in self.one.nets
        ]
        return np.array([*options, *nets], bool).reshape(-1, len(self.whole))

    def sums(self, design: Design, banner: Column | None = None) -> Sums:
        """The sums under the weights of a design, by a banner if there is one; by the strata whose totals
        people were weighted to afterwards, and nothing else."""
        by = None if banner is None else Side.of(banner)
        each = [Side.of(column) for column in self.columns] if by is not None or not self.several else []
        whole = Side(ANSWERED, self.whole)
        chosen = [Side.chosen(one) for one in self.chosen]
        first, *rest = counted(design, [whole, *each, *chosen], by, post_strata(design))
        return Sums(first, tuple(rest[: len(each)]), tuple(rest[len(each) :]))


def _gave(column: Column, codes: Sequence[bool] | Booleans) -> Booleans:
    """Who gave one of the valid codes for which `codes` is true."""
    gave = np.zeros(column.n, bool)
    for place in np.flatnonzero(np.asarray(codes, bool)):
        gave |= column.held == place
    return gave
