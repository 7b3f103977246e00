"""Codes as numbers, for formats whose codes are numbers: SPSS and Stata.

A code that is a whole number stays it; else the number it stands for on a rating counts (its score), else its
place. Blank answers are the missing value that a program has of itself; every other missing answer has a
number below all answers and a letter by which Stata knows it, with a label that says why it is missing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from analysis.arrays import Floats, Integers
from analysis.codebook import MISSING_KINDS, SKIPPED, Code, Text, Variable
from analysis.columns import Column
from analysis.errors import UnwritableFile
from analysis.words import word

LETTERS = {"refused": "r", "does_not_know": "d", "not_asked": "n", "withheld": "w"}
"""Missing kind -> the letter of Stata's missing value for it; other codes take the letters that are left."""

LARGEST = 2_000_000_000
"""The largest number of a code, in both programs and in both signs."""

ENDLESS = 1e300
"""From here on numbers come near those by which both programs tell missing values."""

_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,9}")
_OTHERS = "abcefghijklmopqstuvxyz"


@dataclass(frozen=True, slots=True)
class Missing:
    """A way of missing an answer: its `number` and `letter` in a file, its label, the `kind`, and the `code`
    of the variable that was given ("" where only the kind is known)."""

    number: int
    letter: str
    label: Text
    kind: str
    code: str


@dataclass(frozen=True)
class Numbered:
    """A `column` with the numbers of its valid codes (`valid`, in their order; none for quantities) and the
    ways in which answers are missing, blank ones left out.

    `range` is how SPSS tells which numbers are missing: up to three of them, else the lowest and highest of
    a range, perhaps with one more.
    """

    column: Column
    valid: tuple[int, ...]
    missing: tuple[Missing, ...]
    range: tuple[float, ...]

    @property
    def blank(self) -> bool:
        """Whether an answer is missing without a reason."""
        return bool((~self.column.answered & (self._ways(self.column) == 0)).any())

    def floats(self, rows: Column) -> Floats:
        """The numbers of some rows of the column; NaN for a blank answer."""
        known = [math.nan, *(float(one.number) for one in self.missing)]
        return self._filled(np.array([*known, *map(float, self.valid or (0,))]), rows)

    def filled(self, known: np.ndarray[Any, Any], rows: Column) -> np.ndarray[Any, Any]:
        """As `floats`, with other numbers for the missing ones: the first of `known` where it is blank."""
        valid = np.array(self.valid or (0,), dtype=known.dtype)
        return self._filled(np.concatenate([known, valid]), rows)

    def _filled(self, table: np.ndarray[Any, Any], column: Column) -> np.ndarray[Any, Any]:
        """A table of blank, missing and valid numbers at the places of the rows."""
        first, answered, way = 1 + len(self.missing), column.answered, self._ways(column)
        if column.coded:
            return np.asarray(table[np.where(answered, column.values.astype(np.int64) + first, way)])
        return np.where(answered, column.values, table[way]) if column.numeric else table[way]

    def _ways(self, column: Column) -> Integers:
        """0 where an answer is blank (or given), else 1 + the place among `missing`."""
        ways: Integers = self._by_kind[column.missing]
        if column.given is not None:
            ways = np.where(column.given >= 0, self._by_code[column.given], ways)
        return ways

    @cached_property
    def _by_kind(self) -> Integers:
        table = np.zeros(1 + len(MISSING_KINDS), np.int64)
        for place, one in reversed([*enumerate(self.missing, start=1)]):
            if one.kind != SKIPPED:
                table[1 + MISSING_KINDS.index(one.kind)] = place
        return table

    @cached_property
    def _by_code(self) -> Integers:
        places = {one.code: place for place, one in enumerate(self.missing, start=1)}
        return np.array([*(places[code.value] for code in _flagged(self.column.variable)), 0], np.int64)


def numbered(column: Column) -> Numbered:
    """A coded or numeric column with numbers for its codes; of texts that nobody gave only why.

    UnwritableFile for answers from 1e300 on: SPSS and Stata would take them for missing ones.
    """
    variable = column.variable
    if column.numeric and bool((np.abs(column.values) >= ENDLESS).any()):
        raise UnwritableFile(
            f"{variable.name}: SPSS and Stata hold no number from 1e300 on; export CSV or Parquet"
        )
    valid = _valid(variable.valid_codes) if column.coded else ()
    taken = _extremes(column) if column.numeric else valid
    missing = _missing(column, taken)
    return Numbered(column, valid, missing, spoken_for([one.number for one in missing], taken) or ())


def spoken_for(missing: Sequence[int], valid: Sequence[float]) -> tuple[float, ...] | None:
    """How SPSS can tell `missing` numbers from `valid` ones: itself where these are up to three, else
    (lowest, highest) of a range, perhaps with one number beside it; None where it cannot.

    >>> spoken_for([7, 8, 9, 99], [1, 2])
    (7, 9, 99)
    """
    low_to_high = sorted(missing)
    if len(low_to_high) <= 3:
        return tuple(low_to_high)
    first, last, none = low_to_high[:1], low_to_high[-1:], low_to_high[:0]
    ends = ((low_to_high[1:], first), (low_to_high[:-1], last), (low_to_high, none))
    fits = [
        (inside[0], inside[-1], *beside)
        for inside, beside in ends
        if not any(inside[0] <= one <= inside[-1] for one in valid)
    ]
    return min(fits, key=lambda one: one[1] - one[0], default=None)


def _valid(codes: Sequence[Code]) -> tuple[int, ...]:
    """The numbers of valid codes: themselves, else their scores, else the next that are free."""
    scores = [code.score for code in codes]
    whole = [int(one) for one in scores if one is not None and float(one).is_integer() and abs(one) < LARGEST]
    if len(set(whole)) == len(codes) and not any(_WHOLE.fullmatch(code.value) for code in codes):
        return tuple(whole)
    kept = {code.value: number for code in codes if (number := whole_number(code.value)) is not None}
    numbers, following = [], max([0, *kept.values()])
    for code in codes:
        following += code.value not in kept
        numbers.append(kept.get(code.value, following))
    return tuple(numbers)


def whole_number(value: str) -> int | None:
    """A code as the whole number that it is; None where it is none, or too large."""
    number = int(value) if _WHOLE.fullmatch(value) else None
    return None if number is None or abs(number) > LARGEST else number


def _missing(column: Column, taken: Sequence[float]) -> tuple[Missing, ...]:
    codes = _flagged(column.variable)
    told = {code.missing for code in codes} | {SKIPPED}
    kinds = [kind for kind in column.kinds() if kind not in told]
    numbers = _own_numbers(codes, kinds, taken) or _numbers_below(codes, kinds, taken)
    letters = _letters(codes)
    languages = tuple(column.variable.label) or ("en",)
    return (
        *(
            Missing(numbers[i], letters[i], code.label, code.missing or SKIPPED, code.value)
            for i, code in enumerate(codes)
        ),
        *(
            Missing(numbers[i], LETTERS[kind], {one: word(kind, one) for one in languages}, kind, "")
            for i, kind in enumerate(kinds, start=len(codes))
        ),
    )


def _flagged(variable: Variable) -> tuple[Code, ...]:
    return tuple(code for code in variable.codes if code.missing)


def _extremes(column: Column) -> tuple[float, ...]:
    """The least and the largest answer, by the codebook and the data."""
    given = column.values[column.answered]
    told = [one for one in (column.variable.low, column.variable.high) if one is not None]
    ends: list[float] = [*told, *([float(given.min()), float(given.max())] if given.size else [])]
    return (min(ends), max(ends)) if ends else ()


def _own_numbers(codes: Sequence[Code], kinds: Sequence[str], valid: Sequence[float]) -> list[int]:
    """The numbers that missing codes are themselves, kinds below; nothing where SPSS cannot tell them so."""
    own = [whole_number(code.value) for code in codes]
    if None in own or any(min(valid, default=1) <= (one or 0) <= max(valid, default=0) for one in own):
        return []
    first = _below(valid)
    below = [int(float(first - _step(first) * (1 + MISSING_KINDS.index(kind)))) for kind in kinds]
    whole = [one for one in own if one is not None] + below
    return whole if len(set(whole)) == len(whole) and spoken_for(whole, valid) is not None else []


def _numbers_below(codes: Sequence[Code], kinds: Sequence[str], valid: Sequence[float]) -> list[int]:
    """-1 to -5 by kind, the second code of a kind from -6 down; all lower where answers are negative."""
    first, taken, numbers = _below(valid), set[int](), []
    step = _step(first)
    for kind in (*(code.missing or SKIPPED for code in codes), *kinds):
        number = int(float(first - step * (1 + MISSING_KINDS.index(kind))))
        while number in taken:
            number = int(float(min(taken | {first - step * len(MISSING_KINDS)}) - step))
        taken.add(number)
        numbers.append(number)
    return numbers


def _step(first: int) -> int:
    """How far numbers stand apart that a file keeps apart, which has 15 digits."""
    return max(1, 10 ** (len(str(-first)) - 15))


def _below(valid: Sequence[float]) -> int:
    """0, or a round number below all negative answers."""
    least = min(valid, default=0)
    return 0 if least >= 0 else -(10 ** len(str(math.ceil(-least))))


def _letters(codes: Sequence[Code]) -> list[str]:
    """The letter of the kind for its first code, free letters for the others."""
    free, taken, letters = iter(_OTHERS), set[str](), []
    for code in codes:
        own = LETTERS.get(code.missing or SKIPPED, "")
        letter = own if own and own not in taken else next(free, own or "z")
        taken.add(letter)
        letters.append(letter)
    return letters
