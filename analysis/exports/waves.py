"""Waves of a survey in one table: columns and codes stay where they were, whatever a version changed.

Columns of the first version come first, in its order, then those that later versions added; so do the codes
of a variable, but for ratings, which keep the order of the newest. Texts are those of the newest version that
has them. Who was never asked a question is missing there as not asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from analysis.arrays import frozen
from analysis.codebook import MISSING_KINDS, NOT_ASKED, Code, Codebook, CodebookError, Variable, VariableSet
from analysis.columns import CODED, NUMERIC, Column
from analysis.design import Design
from analysis.errors import WrongArgument
from analysis.microdata import Microdata

WAVE = "wave"
_WAVE = {"kk": "Кезең", "ru": "Волна", "en": "Wave"}


def stacked(waves: Sequence[tuple[str, Microdata]]) -> Microdata:
    """The people of several waves, (name, microdata) from the oldest on, one below the other, with a column
    `wave`. The design has the waves as strata where the population of each is known.

    CodebookError for a variable whose level, or a code whose missing kind changed: no column holds both.
    """
    if not waves:
        raise WrongArgument("a table of waves needs at least one")
    parts = [data for _, data in waves]
    book = joined([data.codebook for data in parts])
    if book.has(WAVE) or book.set_of(WAVE):
        raise CodebookError(f"a variable is called {WAVE!r} already; export the waves one by one")
    wave = Variable(WAVE, _WAVE, "nominal", tuple(Code(name, {"en": name}) for name, _ in waves))
    numbers = np.repeat(np.arange(len(waves)), [data.n for data in parts])
    columns = {WAVE: Column(wave, frozen(numbers), frozen(np.zeros(len(numbers), np.int8)))}
    columns |= {variable.name: _column(variable, parts) for variable in book.variables}
    whole = replace(book, variables=(wave, *book.variables))
    return Microdata(whole, len(numbers), columns, _design(waves, numbers))


def joined(books: Sequence[Codebook]) -> Codebook:
    """The codebook of several versions from the oldest on: all variables, codes and sets of any of them."""
    names = list(dict.fromkeys(one.name for book in books for one in book.variables))
    variables = tuple(_variable([book.variable(name) for book in books if book.has(name)]) for name in names)
    sets = list(dict.fromkeys(one.name for book in books for one in book.sets))
    scales = {one.name: one for book in books for one in book.scales}
    return replace(
        books[-1],
        variables=variables,
        sets=tuple(_set([one for book in books if (one := book.set_of(name))]) for name in sets),
        scales=tuple(scales.values()),
        languages=tuple(dict.fromkeys(one for book in reversed(books) for one in book.languages)),
    )


def _variable(versions: Sequence[Variable]) -> Variable:
    newest = versions[-1]
    levels = list(dict.fromkeys(one.level for one in versions))
    if len(levels) > 1:
        raise CodebookError(f"variable {newest.name!r} is {' and '.join(levels)} in different waves")
    known: dict[str, Code] = {}
    for one in (code for version in versions for code in version.codes):
        if one.value in known and known[one.value].missing != one.missing:
            raise CodebookError(
                f"code {one.value!r} of {newest.name!r} is missing in one wave, not in another"
            )
        known[one.value] = one
    order = [[code.value for code in version.codes] for version in versions]
    places = _by_newest(order) if newest.level == "ordinal" else list(known)
    nets = {net.name: net for version in versions for net in version.nets}
    lows, highs = [one.low for one in versions], [one.high for one in versions]
    return replace(
        newest,
        codes=tuple(known[value] for value in places),
        nets=tuple(nets.values()),
        background=any(one.background for one in versions),
        low=None if None in lows else min(one for one in lows if one is not None),
        high=None if None in highs else max(one for one in highs if one is not None),
    )


def _by_newest(orders: Sequence[Sequence[str]]) -> list[str]:
    """The newest order, with what it lacks after what stood before it in an older one."""
    found = list(orders[-1])
    for order in reversed(orders[:-1]):
        for place, value in enumerate(order):
            if value not in found:
                found.insert(found.index(order[place - 1]) + 1 if place else 0, value)
    return found


def _set(versions: Sequence[VariableSet]) -> VariableSet:
    members = {
        name: (option, label)
        for one in versions
        for name, option, label in zip(one.variables, one.options, one.option_labels, strict=True)
    }
    return replace(
        versions[-1],
        variables=tuple(members),
        options=tuple(option for option, _ in members.values()),
        option_labels=tuple(label for _, label in members.values()),
        nets=tuple({net.name: net for one in versions for net in one.nets}.values()),
    )


def _column(variable: Variable, parts: Sequence[Microdata]) -> Column:
    """The values of all waves under the joined codes."""
    pieces = [_piece(variable, data) for data in parts]
    values, missing, given = (np.concatenate(part) for part in zip(*pieces, strict=True))
    return Column(variable, frozen(values), frozen(missing), frozen(given) if (given >= 0).any() else None)


def _piece(variable: Variable, data: Microdata) -> tuple[np.ndarray[Any, Any], ...]:
    blank: Any = -1 if variable.level in CODED else 0.0 if variable.level in NUMERIC else ""
    if variable.name not in data.columns:
        values = np.full(data.n, blank, dtype=object if blank == "" else None)
        kind = 1 + MISSING_KINDS.index(NOT_ASKED)
        return values, np.full(data.n, kind, np.int8), np.full(data.n, -1, np.int16)
    column = data.columns[variable.name]
    given = np.full(data.n, -1, np.int16)
    if column.given is not None:
        given = _moved(column.variable, variable, flagged=True)[column.given]
    if column.coded:
        return _moved(column.variable, variable, flagged=False)[column.values], column.missing, given
    return column.values, column.missing, given


def _moved(old: Variable, new: Variable, *, flagged: bool) -> np.ndarray[Any, Any]:
    """The place of each old code among the new ones; -1 for the place -1."""
    places = [code.value for code in new.codes if bool(code.missing) == flagged]
    return np.array([*(places.index(c.value) for c in old.codes if bool(c.missing) == flagged), -1], np.int16)


def _design(waves: Sequence[tuple[str, Microdata]], numbers: np.ndarray[Any, Any]) -> Design:
    """A sample of each wave's population, where all are known."""
    sizes = {name: data.design.population for name, data in waves}
    if any(size is None for size in sizes.values()):
        return Design()
    strata = np.array([name for name, _ in waves], dtype=object)[numbers].tolist()
    return Design(
        strata=strata, stratum_sizes={name: size for name, size in sizes.items() if size is not None}
    )
