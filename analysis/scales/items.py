"""The items of a scale as numbers: people by items, turned around where the codebook says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arrays import Booleans, Floats, frozen
from analysis.codebook import Variable
from analysis.columns import Column
from analysis.entrance import guard, guarded
from analysis.errors import NotTabulable, TooFew
from analysis.microdata import Microdata


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """k items of n people: `values` (n x k, 0 where missing) and `answered` (n x k booleans)."""

    names: tuple[str, ...]
    values: Floats
    answered: Booleans

    @property
    def whole(self) -> Booleans:
        """The people who answered every item (length n)."""
        return np.asarray(self.answered.all(1))

    @property
    def complete(self) -> Floats:
        """The values of the people who answered every item."""
        return self.values[self.whole]

    @guarded
    def turned(self, names: Iterable[str]) -> Items:
        """These items turned around within their observed ends: v becomes max + min - v."""
        values = self.values.copy()
        for name in names:
            i = self.names.index(name)
            known = self.answered[:, i]
            if known.any():
                ends = values[known, i].max() + values[known, i].min()
                values[known, i] = ends - values[known, i]
        return Items(self.names, frozen(values), self.answered)


def items(microdata: Microdata, names: Sequence[str], *, turn: bool = True) -> Items:
    """The named variables as items; what the codebook flags `reversed` is turned unless `turn` is False.

    A code counts as its score where all codes of the variable bear one, else as its place 1, 2, ... in the
    code list. Turning reflects within the code list (or within `low` and `high` of a numeric variable).
    NotTabulable for texts and for a reversed number without bounds, CodebookError for unknown names,
    TooFew for fewer than two items.
    """
    if len(set(names)) != len(names):
        raise NotTabulable(f"an item stands twice in the scale: {', '.join(names)}")
    if len(names) < 2:
        raise TooFew(f"a scale needs at least two items, not {len(names)}")
    columns = [microdata.column(name) for name in names]
    values = np.column_stack([_numbers(column, turn=turn) for column in columns])
    answered = np.column_stack([column.answered for column in columns])
    return Items(tuple(names), frozen(values), frozen(answered))


def code_scores(variable: Variable) -> Floats:
    """What each valid code counts: its score, or its place 1..k where not every code bears a score."""
    scores = [code.score for code in variable.valid_codes]
    known = [score for score in scores if score is not None]
    return np.array(known if len(known) == len(scores) else range(1, len(scores) + 1), dtype=float)


def _numbers(column: Column, *, turn: bool) -> Floats:
    variable = column.variable
    if column.coded:
        scores = code_scores(variable)
        if turn and variable.reversed and len(scores):
            scores = scores.max() + scores.min() - scores
        return np.where(column.answered, np.append(scores, 0.0)[column.values], 0.0)
    if not column.numeric:
        raise NotTabulable(f"{variable.name!r} holds texts, no numbers to score")
    values = column.values.astype(float)
    if turn and variable.reversed:
        if variable.low is None or variable.high is None:
            raise NotTabulable(f"{variable.name!r} cannot be turned around: it has no lower and upper bound")
        values = variable.low + variable.high - values
    return np.where(column.answered, values, 0.0)


guard(__name__)
