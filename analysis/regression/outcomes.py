"""The outcome of a regression: numbers, an event that happened or not, or ordered categories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import numpy as np

from analysis.arrays import Booleans, Floats
from analysis.codebook import Code, CodebookError
from analysis.columns import Column
from analysis.errors import NotTabulable, TooFew, UndefinedStatistic
from analysis.regression.formula import Part
from analysis.regression.matrix import numbers
from analysis.regression.models import Family


class NotBinary(UndefinedStatistic):
    """An outcome that is neither two categories nor 0 and 1, without an event named."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """The family, the values of the used people, and what they mean."""

    family: Family
    values: Floats
    event: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()


def outcome(
    part: Part, column: Column, used: Booleans, family: str | None, event: str | tuple[str, ...] | None
) -> Outcome:
    """The outcome as its family takes it. Without a family: an event is binomial, numbers are gaussian, two
    categories binomial, several ordered ones ordinal; NotTabulable for several that have no order.

    The event is the later of two categories ("1" of a yes/no option), or the codes named.
    """
    chosen = family or _family(part, column, used, event)
    if chosen not in get_args(Family):
        raise CodebookError(f"there is no family {chosen!r}; families: {', '.join(get_args(Family))}")
    if event is not None and chosen != "binomial":
        raise CodebookError(f"an event belongs to a binomial model, not to a {chosen} one")
    if chosen == "gaussian":
        return Outcome("gaussian", _varied(numbers(part, column)[used], part))
    if chosen == "ordinal":
        return _ordinal(part, column, used)
    return _binomial(part, column, used, (event,) if isinstance(event, str) else event)


def _family(part: Part, column: Column, used: Booleans, event: object) -> str:
    if event is not None:
        return "binomial"
    if column.numeric or part.scored:
        return "gaussian"
    if not column.coded or len(np.unique(column.values[used])) < 3:
        return "binomial"
    if column.variable.level != "ordinal":
        raise NotTabulable(f"the categories of {part} have no order: name an event, or the family ordinal")
    return "ordinal"


def _ordinal(part: Part, column: Column, used: Booleans) -> Outcome:
    if not column.coded:
        raise NotTabulable(f"{part} has no categories; an ordinal model needs them")
    places, values = np.unique(column.values[used], return_inverse=True)
    if len(places) < 2:
        raise TooFew(f"{part} has fewer than two categories with people")
    codes = tuple(column.variable.valid_codes[i] for i in places.tolist())
    return Outcome("ordinal", values.astype(float), codes=codes)


def _binomial(part: Part, column: Column, used: Booleans, event: tuple[str, ...] | None) -> Outcome:
    if column.numeric:
        values = column.values[used]
        if event is not None or not np.isin(values, (0, 1)).all():
            raise NotBinary(f"{part} is a number other than 0 and 1")
        return Outcome("binomial", _varied(np.asarray(values, dtype=float), part))
    if not column.coded:
        raise NotTabulable(f"{part} is neither coded nor a number")
    words = [code.value for code in column.variable.valid_codes]
    event = event if event is not None else _later(part, words, column, used)
    unknown = [code for code in event if code not in words]
    if unknown:
        raise CodebookError(f"{', '.join(unknown)} is no code of {part}; codes: {', '.join(words)}")
    happened = np.isin(column.values[used], [words.index(code) for code in event])
    return Outcome("binomial", _varied(happened.astype(float), part), tuple(event))


def _later(part: Part, words: list[str], column: Column, used: Booleans) -> tuple[str]:
    there = [words[i] for i in np.unique(column.values[used]).tolist()]
    if len(there) > 2:
        raise NotBinary(f"{part} has {len(there)} categories; name the event among {', '.join(there)}")
    return ("1",) if set(there) == {"0", "1"} else (there[-1],)


def _varied(values: Floats, part: Part) -> Floats:
    if len(np.unique(values)) < 2:
        raise TooFew(f"{part} does not vary among these people")
    return values
