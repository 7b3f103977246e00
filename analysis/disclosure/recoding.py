"""Recoding for the public: small codes are merged before anything is counted.

Facts about people are merged until each code holds at least 10, opinions until each holds at least 3; filter
variables as facts, once for good.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.arrays import Integers
from analysis.codebook import MISSING_KINDS, WITHHELD, Code, Variable, VariableSet
from analysis.columns import Column
from analysis.design import Design
from analysis.disclosure.merging import PUBLIC_K, Group, gathered, joined, net_of, partition_of, regrouped
from analysis.microdata import Microdata

OPINION_K = 3
"""The smallest number of people who share an opinion in a published total."""


@dataclass(frozen=True, slots=True, eq=False)
class Classes:
    """The classes of a filter variable: `variable` has a code for each ("a+b" for the codes a and b), `place`
    is each person's class (-1: in none)."""

    variable: Variable
    place: Integers

    @property
    def many(self) -> int:
        """How many classes there are."""
        return len(self.variable.valid_codes)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many people each class holds."""
        return tuple(np.bincount(self.place[self.place >= 0], minlength=self.many).tolist())


def classes_of(column: Column, before: Sequence[Group] = ()) -> Classes:
    """The classes of a coded column: the finest merging, from the groups of codes merged `before` on, in
    which each holds at least 10 people, and so do those in no class, or nobody."""
    group_of = {code: group for group in before for code in group}
    codes = [code.value for code in column.variable.valid_codes]
    together = [tuple(one for one in group_of.get(code, (code,)) if one in codes) for code in codes]
    first = mapped(column, list(dict.fromkeys(together)))
    found = partition_of(_counts(first), first.variable)
    served = [code.value for code in found.variable.valid_codes]
    place = {code: served.index(now) for code, now in found.mapping.items() if now in served}
    lookup = np.array([*(place.get(code.value, -1) for code in first.variable.valid_codes), -1])
    return Classes(found.variable, lookup[np.where(first.answered, first.values, -1)])


def _counts(column: Column) -> dict[str, int]:
    """How many people gave each code, or are missing of each kind."""
    words = (*(code.value for code in column.variable.valid_codes), *MISSING_KINDS)
    return dict(zip(words, column.people().tolist(), strict=True))


def of_total(microdata: Microdata, name: str) -> Microdata:
    """The same people, with the exact values of the question of that name where they were kept apart; those
    belong to nobody and have no weights."""
    names = parts(microdata, name)
    if not any(part in microdata.apart for part in names):
        return replace(microdata, apart={})
    exact = replace(microdata, apart={}, design=Design(population=microdata.design.population))
    return with_columns(exact, {part: microdata.tallied(part) for part in names})


def parts(microdata: Microdata, name: str) -> tuple[str, ...]:
    """The variables of a question: those of a set, or itself. CodebookError when there is no such name."""
    one = microdata.codebook.set_of(name)
    return one.variables if one else (microdata.codebook.variable(name).name,)


def merging_of(microdata: Microdata, name: str) -> list[Group]:
    """Which codes (of a multiple choice or a ranking: options) of a question are told as one, so that at
    least 10 people share each fact about people, at least 3 each opinion. None of numbers and texts."""
    one = microdata.codebook.set_of(name)
    columns = [microdata.column(part) for part in parts(microdata, name)]
    k = PUBLIC_K if any(column.variable.background for column in columns) else OPINION_K
    if not all(column.coded for column in columns):
        return []
    if one and one.kind != "grid":
        chosen = {option: _chosen(column) for option, column in zip(one.options, columns, strict=True)}
        options = Variable(one.name, one.label, codes=tuple(Code(option, {}) for option in one.options))
        return gathered([chosen], options, k)
    counts = [{str(word): n for word, n in column.frequencies().items()} for column in columns]
    return gathered(counts, columns[0].variable, k)


def merged(microdata: Microdata, name: str, groups: Sequence[Group]) -> Microdata:
    """The same people, those codes (or options) of a question told as one."""
    one = microdata.codebook.set_of(name)
    if not any(len(group) > 1 for group in groups):
        return microdata
    if one and one.kind != "grid":
        return _with_options(microdata, one, groups)
    columns = {part: microdata.column(part) for part in parts(microdata, name)}
    return with_columns(microdata, {part: mapped(column, groups) for part, column in columns.items()})


def mapped(column: Column, groups: Sequence[Group]) -> Column:
    """A coded column with one code for each group of codes, in the order of the groups."""
    variable = regrouped(column.variable, groups)
    place = {code: at for at, group in enumerate(groups) for code in group}
    lookup = np.array([*(place[code.value] for code in column.variable.valid_codes), -1])
    return Column(variable, lookup[np.where(column.answered, column.values, -1)], column.missing)


def without_few_missing(column: Column, k: int = PUBLIC_K) -> Column:
    """The column with its missing kinds counted as one, unless at least k people are of each kind."""
    few = any(count < k for count in column.kinds().values())
    withheld = 1 + MISSING_KINDS.index(WITHHELD)
    missing = np.where(column.missing > 0, withheld, 0).astype(np.int8) if few else column.missing
    return Column(column.variable, column.values, missing)


def with_columns(microdata: Microdata, columns: Mapping[str, Column]) -> Microdata:
    """The same people with some columns in the place of others, and a codebook to match."""
    known = {**microdata.columns, **columns}
    variables = tuple(known[v.name].variable for v in microdata.codebook.variables)
    return replace(microdata, codebook=replace(microdata.codebook, variables=variables), columns=known)


def _chosen(column: Column) -> int:
    """How many people chose an option or put it first; where nobody did, how many ranked it at all."""
    counts = {str(word): n for word, n in column.frequencies().items()}
    return counts.get("1", 0) or sum(n for word, n in counts.items() if word != "0")


def _with_options(microdata: Microdata, one: VariableSet, groups: Sequence[Group]) -> Microdata:
    """The same people, with those options as one: who chose any of them chose it; its rank is the best."""
    owner = dict(zip(one.options, zip(one.variables, one.option_labels, strict=True), strict=True))
    columns = {}
    for group in groups:
        columns[owner[group[0]][0]] = _best_of([microdata.column(owner[option][0]) for option in group])
    united = replace(
        one,
        variables=tuple(owner[group[0]][0] for group in groups),
        options=tuple("+".join(group) for group in groups),
        option_labels=tuple(joined([owner[option][1] for option in group]) for group in groups),
        nets=tuple(net for net in (net_of(net, groups) for net in one.nets) if net),
    )
    found = with_columns(microdata, columns)
    sets = tuple(united if each.name == one.name else each for each in found.codebook.sets)
    return replace(found, codebook=replace(found.codebook, sets=sets))


def _best_of(columns: Sequence[Column]) -> Column:
    """Options as one: the smallest rank above 0 (of a multiple choice: 1, chosen), 0 where there is none."""
    first = columns[0]
    numbers = np.array([int(code.value) for code in first.variable.valid_codes])
    worst = int(numbers.max(initial=0)) + 1
    ranks = [np.append(numbers, 0)[np.where(one.answered, one.values, -1)] for one in columns]
    best = np.min([np.where(one > 0, one, worst) for one in ranks], axis=0) % worst
    missing = np.max([one.missing for one in columns], axis=0)
    return Column(first.variable, np.where(missing > 0, -1, (best[:, None] == numbers).argmax(1)), missing)
