"""Tallies: one variable or set, counted and described, by its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from analysis.aggregate import Aggregate
from analysis.arrays import Booleans, Floats, Integers
from analysis.codebook import MISSING_KINDS, NOT_ASKED, Code, Variable, VariableSet
from analysis.columns import Column
from analysis.design import Design
from analysis.entrance import guard
from analysis.frequencies import Frequencies
from analysis.microdata import Microdata
from analysis.numbers import describe, one_by_one, value_rows
from analysis.tables import Tally, TallyRow
from analysis.tally_parts import Asked
from analysis.tally_people import People, Sums


def tally(microdata: Microdata, name: str, *, population: bool = True, level: float = 0.95) -> Tally:
    """The tally of a variable or set: counts, shares with intervals, nets, and who is missing why.

    Shares run from 0 to 100, `level` from 0 to 1. Intervals are Wilson's (1927), see `analysis.shares`: about
    "these N people" (`population=True`, corrected where the design knows N) or the process behind them.
    Values kept apart from the rows are tallied exactly, unweighted. CodebookError for an unknown name.
    """
    return tally_asked(Asked(microdata, population, level), name)


def tally_asked(asked: Asked, name: str) -> Tally:
    """The tally of a variable or set of what was asked for, see `tally`."""
    if asked.microdata.codebook.set_of(name) is None:
        column = asked.column(name)
        if not column.coded:
            return _number(asked, column) if column.numeric else _text(asked, column)
    people = People(asked.microdata, name)
    return tally_of(asked, people, people.sums(asked.design(*people.names)))


def tally_of(asked: Asked, people: People, sums: Sums) -> Tally:
    """The tally of a coded variable or a set from its sums: of everybody, or of a class of a banner where
    people were drawn one by one."""
    if people.one is None:
        return _single(asked, people.columns[0], sums.each[0])
    by_kind = {"multiple": _multiple, "grid": _grid, "ranking": _ranking}
    return by_kind[people.one.kind](asked, people, people.one, sums)


def _single(asked: Asked, column: Column, sums: Aggregate) -> Tally:
    variable, design = column.variable, asked.design(column.variable.name)
    missing, base = sums.missing(), asked.base_of(sums, design)
    counts, weighted = sums.table()[:, 0], sums.weighted_table()[:, 0]
    codes, nets = variable.valid_codes, _member_matrix(variable)
    members = np.concatenate([np.eye(len(codes), dtype=np.int64), nets])
    rows = asked.rows(
        [*((code.value, code.label) for code in codes), *((net.name, net.label) for net in variable.nets)],
        (members @ counts, members @ weighted),
        base,
        asked.worth(lambda: _holding(members, column), lambda: column.answered, design, base),
    )
    return replace(
        asked.head(variable, "single", sums.n, missing, base, design),
        rows=rows[: len(codes)],
        nets=rows[len(codes) :],
        statistics=_score_statistics(asked, column, design, sums),
        ordered=variable.level == "ordinal",
    )


def _holding(members: Integers, column: Column) -> Booleans:
    """Who (k x n) gave a code of each row of members (k x codes)."""
    chosen = np.zeros((len(members), column.n), bool)
    chosen[:, column.answered] = members[:, column.values[column.answered]] > 0
    return chosen


def _member_matrix(variable: Variable) -> np.ndarray:
    """Nets x codes, 1 where the code belongs to the net."""
    rows = [[code.value in net.codes for code in variable.valid_codes] for net in variable.nets]
    return np.array(rows, dtype=np.int64).reshape(len(rows), len(variable.valid_codes))


def _score_statistics(asked: Asked, column: Column, design: Design, sums: Aggregate) -> dict[str, float]:
    codes: Sequence[Code] = column.variable.valid_codes
    if not codes or any(code.score is None for code in codes) or not sums.weighted_table().any():
        return {}
    scores = np.array([code.score for code in codes], dtype=float)
    n = sums.n - sums.missing().get(NOT_ASKED, 0)
    adjusted = bool(design.adjustments) and n == sums.n + asked.outside
    if one_by_one(design, adjusted=True) and (sums.stratified or not adjusted):
        tables = sums.table()[:, 0], sums.weighted_table()[:, 0], sums.squared_table()[:, 0]
        known = Frequencies.of_codes(scores, tables)
        part = asked.share(design, n, sums.n) if sums.lightest else asked.part(design, _was_asked(column))
        due = _explained(sums, scores - known.mean) if adjusted else 0.0
        return known.spread(known.limits(part, n, population=asked.wanted, level=asked.level, explained=due))
    numbers = np.where(column.answered, scores[column.values], 0.0)
    whole = _described(asked, column, numbers, design)
    return {key: value for key, value in whole.items() if key in ("mean", "mean_low", "mean_high", "sd")}


def _explained(sums: Aggregate, deviations: Floats) -> float:
    """The part of the sum of squares of w (x - mean) that lies between post-strata, from the deviations of
    the codes: what is left are residuals from the mean of each (Holt and Smith 1979)."""
    between = sums.weights[:, : sums.stub.valid, 0] @ deviations
    return float((np.square(between) / sums.counts.sum((1, 2))).sum())


def _number(asked: Asked, column: Column) -> Tally:
    design, missing = asked.design(column.variable.name), column.kinds()
    base = asked.base(column.answered, design, missing)
    result = asked.head(column.variable, "number", len(column.missing), missing, base, design)
    if not base.count:
        return result
    weights = None if design.weights is None else design.weights_of(column.n)[column.answered]
    values, named, sums = value_rows(column.values[column.answered], weights)

    def chosen() -> Booleans:
        return column.answered & (column.values == values[:, None])

    rows = asked.rows(named, sums, base, asked.worth(chosen, lambda: column.answered, design, base))
    return replace(result, rows=rows, statistics=_described(asked, column, column.values, design))


def _described(asked: Asked, column: Column, numbers: Floats, design: Design) -> dict[str, float]:
    """The description of one number per person; who was not asked is no part of the sample."""
    among = _was_asked(column)
    part = asked.part(design, among)
    return describe(numbers[among], column.answered[among], part, population=asked.wanted, level=asked.level)


def _was_asked(column: Column) -> Booleans:
    return column.missing != 1 + MISSING_KINDS.index(NOT_ASKED)


def _text(asked: Asked, column: Column) -> Tally:
    design, missing = asked.design(column.variable.name), column.kinds()
    base = asked.base(column.answered, design, missing)
    return replace(
        asked.head(column.variable, "text", len(column.missing), missing, base, design), method="count"
    )


def _multiple(asked: Asked, people: People, one: VariableSet, sums: Sums) -> Tally:
    """Base: the people who were asked and answered (every option known); both per cents."""
    whole, rows, nets = _set(asked, people, one, sums)
    given = np.array([float(part.weighted_table()[1, 0]) for part in sums.chosen[: len(one.options)]])
    parts = [*given, *(given[people.places(one, net)].sum() for net in one.nets)]
    shown = tuple(
        replace(row, percent_of_answers=_percent(float(part), float(given.sum())))
        for row, part in zip((*rows, *nets), parts, strict=True)
    )
    return replace(
        whole,
        rows=shown[: len(rows)],
        nets=() if people.apart else shown[len(rows) :],
        answers=sum(row.count for row in rows),
    )


def _grid(asked: Asked, people: People, one: VariableSet, sums: Sums) -> Tally:
    """One tally per row; the grid's own base are the people who answered any row."""
    lines = zip(people.columns, sums.each, one.option_labels, strict=True)
    items = tuple(replace(_single(asked, column, line), label=label) for column, line, label in lines)
    return replace(_set(asked, people, one, sums)[0], items=items)


def _ranking(asked: Asked, people: People, one: VariableSet, sums: Sums) -> Tally:
    """Share of people who put an option first, and its mean rank among those who ranked it."""
    whole, rows, nets = _set(asked, people, one, sums)
    ranked = zip(rows, people.columns, sums.each, strict=True)
    return replace(whole, rows=tuple(_with_rank(*each) for each in ranked), nets=nets)


def _set(
    asked: Asked, people: People, one: VariableSet, sums: Sums
) -> tuple[Tally, tuple[TallyRow, ...], tuple[TallyRow, ...]]:
    """The head of a set's tally, and the rows of its options and of its nets (people who chose any option of
    it) where these can be chosen."""
    design = asked.design(*one.variables)
    base = asked.base_of(sums.whole, design)
    whole = asked.head(one, one.kind, sums.whole.n, sums.whole.missing(), base, design)
    if not sums.chosen:
        return whole, (), ()
    named = [
        *zip(one.options, one.option_labels, strict=True),
        *((net.name, net.label) for net in one.nets),
    ]
    counts = np.array([part.table()[1, 0] for part in sums.chosen])
    weights = np.array([part.weighted_table()[1, 0] for part in sums.chosen])
    worth = asked.worth(lambda: people.chosen, lambda: people.answered, design, base)
    rows = asked.rows(named, (counts, weights), base, worth)
    return whole, rows[: len(one.options)], rows[len(one.options) :]


def _with_rank(row: TallyRow, column: Column, sums: Aggregate) -> TallyRow:
    known = People.ranks(column)
    counts, weights = (table[known > 0, 0] for table in (sums.table(), sums.weighted_table()))
    whole = float(weights.sum())
    mean = float(known[known > 0] @ weights) / whole if whole else None
    return replace(row, mean_rank=mean, ranked=int(counts.sum()))


def _percent(part: float, whole: float) -> float:
    return 100 * part / whole if whole else 0.0


guard(__name__)
