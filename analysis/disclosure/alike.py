"""Kinds of people: who are alike in every filter variable. What groups hold is added up from kinds, so that
the people are gone through once for each line of a question, however many groups there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arrays import Booleans, Integers

MOST = 1 << 22
"""Codes below this are put in order by counting them, others by sorting."""


@dataclass(frozen=True, slots=True, eq=False)
class Kinds:
    """The `classes` of each kind (variables x kinds, -1: in none), the kind (`place`) of each person (n), and
    how many people (`sizes`) are of each."""

    classes: Integers
    place: Integers
    sizes: Integers

    @classmethod
    def of(cls, variables: Sequence[Integers], n: int) -> Kinds:
        """The kinds of n people; `variables` hold each person's class by filter variable (-1: in none)."""
        place: Integers = np.zeros(n, np.int64)
        classes: Integers = np.zeros((0, 1 if n else 0), np.int64)
        for one in variables:
            wide = int(one.max(initial=-1)) + 2
            codes, place = _ordered(place * wide + one + 1, classes.shape[1] * wide)
            classes = np.vstack([classes[:, codes // wide], codes % wide - 1])
        return cls(classes, place, np.bincount(place, minlength=classes.shape[1]))

    @property
    def many(self) -> int:
        """How many kinds there are."""
        return len(self.sizes)

    def among(self, people: Booleans) -> Integers:
        """How many of some people (a mask) are of each kind."""
        return np.bincount(self.place[people], minlength=self.many)


def _ordered(codes: Integers, size: int) -> tuple[Integers, Integers]:
    """The different codes (below `size`), rising, and the place of each person's among them."""
    if size > MOST:
        return np.unique(codes, return_inverse=True)
    known = np.flatnonzero(np.bincount(codes, minlength=size))
    lookup = np.zeros(size, np.int64)
    lookup[known] = np.arange(len(known))
    return known, lookup[codes]
