"""From a formula to the columns of a design matrix, with treatment contrasts against a base category."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from analysis.arrays import Booleans, Floats
from analysis.codebook import Code, CodebookError, Variable
from analysis.columns import Column
from analysis.errors import NotTabulable, TooFew
from analysis.regression.formula import Formula, Part, Term

LARGEST = 1e30
"""Products of numbers beyond this leave the range of numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Predictor:
    """One variable as it enters a model: numbers, or places in `codes` (the first is the base)."""

    part: Part
    variable: Variable
    values: Floats
    codes: tuple[Code, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The code of each column; "" for a number."""
        return tuple(code.value for code in self.codes[1:]) if self.codes else ("",)

    def columns(self) -> Floats:
        """n x (codes - 1) indicators, or the numbers as one column."""
        if not self.codes:
            return np.asarray(self.values[:, None])
        return np.asarray((self.values[:, None] == np.arange(1, len(self.codes))).astype(float))

    def at(self, value: float) -> Predictor:
        """The same predictor with one value (or place of a code) for everybody."""
        return replace(self, values=np.full(len(self.values), float(value)))


@dataclass(frozen=True, slots=True)
class Name:
    """One column: its term, and the code of each of the term's variables ("" for a number)."""

    term: Term
    codes: tuple[str, ...]

    def __str__(self) -> str:
        pieces = [
            f"{part}[{code}]" if code else str(part) for part, code in zip(self.term, self.codes, strict=True)
        ]
        return ":".join(pieces)


Predictors = Mapping[Part, Predictor]


def predictors(
    formula: Formula, columns: Mapping[str, Column], used: Booleans, bases: Mapping[str, str]
) -> Predictors:
    """The predictors of the `used` people; TooFew where a variable has one category only."""
    return {part: predictor(part, columns[part.name], used, bases.get(part.name)) for part in formula.parts}


def predictor(part: Part, column: Column, used: Booleans, base: str | None = None) -> Predictor:
    """A column as a predictor. Categories without people are left out; the base is the first one left
    ("0" of a yes/no option), or the one asked for."""
    if not column.coded or part.scored:
        return Predictor(part, column.variable, numbers(part, column)[used])
    places = np.unique(column.values[used]).tolist()
    if len(places) < 2:
        raise TooFew(f"{part.name} has fewer than two categories with people")
    order = _base_first([column.variable.valid_codes[i].value for i in places], base, part.name)
    ordered = [places[i] for i in order]
    place = np.zeros(len(column.variable.valid_codes))
    place[ordered] = np.arange(len(ordered))
    codes = tuple(column.variable.valid_codes[i] for i in ordered)
    return Predictor(part, column.variable, place[column.values[used]], codes)


def numbers(part: Part, column: Column) -> Floats:
    """A numeric column, or a rating by its scores (where every code has one) or places 1, 2, ...

    NotTabulable for texts, and for codes that were not asked to be scored.
    """
    if column.numeric:
        if np.abs(column.values).max(initial=0) > LARGEST:
            raise NotTabulable(f"{part.name} has numbers beyond {LARGEST:g}; give it another unit")
        return np.asarray(column.values, dtype=float)
    if not column.coded:
        raise NotTabulable(f"{part.name} is neither coded nor a number")
    if not part.scored:
        raise NotTabulable(f"{part.name} has codes; write score({part.name}) to take them as numbers")
    codes = column.variable.valid_codes
    scored = all(code.score is not None for code in codes)
    scores = np.array([float(code.score or 0) if scored else i + 1.0 for i, code in enumerate(codes)])
    return np.asarray(np.append(scores, 0.0)[column.values])


def _base_first(codes: list[str], base: str | None, name: str) -> list[int]:
    if base is not None and base not in codes:
        raise CodebookError(
            f"nobody has {base!r} of {name}, it cannot be the base; codes: {', '.join(codes)}"
        )
    first = base if base is not None else "0" if set(codes) == {"0", "1"} else codes[0]
    place = codes.index(first)
    return [place, *(i for i in range(len(codes)) if i != place)]


def names(formula: Formula, found: Predictors) -> tuple[Name, ...]:
    """The columns of the matrix without the constant; the first variable of an interaction runs fastest."""
    return tuple(
        Name(term, tuple(reversed(codes)))
        for term in formula.terms
        for codes in product(*(found[part].names for part in reversed(term)))
    )


def matrix(formula: Formula, found: Predictors, n: int, *, slope_of: Part | None = None) -> Floats:
    """The columns of all terms (n x k, no constant); with `slope_of` their derivatives by that number."""
    pieces = [_term(term, found, slope_of) for term in formula.terms]
    return np.hstack([np.zeros((n, 0)), *pieces])


def _term(term: Term, found: Predictors, slope_of: Part | None) -> Floats:
    columns = np.ones((len(found[term[0]].values), 1))
    for part in term:
        one = found[part].columns() if part != slope_of else np.ones((len(columns), 1))
        columns = (one[:, :, None] * columns[:, None, :]).reshape(len(one), -1)
    return columns if slope_of is None or slope_of in term else np.zeros_like(columns)
