"""Tallies: one variable or set, counted and described, by its kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from analysis.aggregate import Aggregate
from analysis.arrays import Booleans, Floats, Integers
from analysis.codebook import MISSING_KINDS, NOT_ASKED, Code, Net, Variable, VariableSet
from analysis.columns import Column, kinds_of
from analysis.design import Design
from analysis.entrance import guard
from analysis.frequencies import Frequencies
from analysis.microdata import Microdata
from analysis.numbers import describe, one_by_one, value_rows
from analysis.shares import Base, base_of
from analysis.tables import Tally, TallyRow
from analysis.tally_parts import Asked


def tally(microdata: Microdata, name: str, *, population: bool = True, level: float = 0.95) -> Tally:
    """The tally of a variable or set: counts, shares with intervals, nets, and who is missing why.

    Shares run from 0 to 100, `level` from 0 to 1. Intervals are Wilson's (1927), see `analysis.shares`: about
    "these N people" (`population=True`, corrected where the design knows N) or the process behind them.
    Values kept apart from the rows are tallied exactly, unweighted. CodebookError for an unknown name.
    """
    return tally_asked(Asked(microdata, population, level), name)


def tally_asked(asked: Asked, name: str) -> Tally:
    """The tally of a variable or set of what was asked for, see `tally`."""
    one = asked.microdata.codebook.set_of(name)
    if one is not None:
        by_kind: dict[str, Callable[[Asked, VariableSet], Tally]] = {
            "multiple": _multiple,
            "grid": _grid,
            "ranking": _ranking,
        }
        return by_kind[one.kind](asked, one)
    column = asked.column(name)
    if column.coded:
        return _single(asked, column)
    return _number(asked, column) if column.numeric else _text(asked, column)


def _single(asked: Asked, column: Column) -> Tally:
    variable, design = column.variable, asked.design(column.variable.name)
    sums = Aggregate.of(design, column)
    missing = sums.missing()
    totals = (
        float(sums.table().sum()),
        float(sums.weighted_table().sum()),
        float(sums.squared_table().sum()),
    )
    base = base_of(totals, asked.population(design, sums.n, missing), asked.level, weighted=design.weighted)
    counts, weighted = sums.table()[:, 0], sums.weighted_table()[:, 0]
    codes, nets = variable.valid_codes, _member_matrix(variable)
    members = np.concatenate([np.eye(len(codes), dtype=np.int64), nets])
    rows = asked.rows(
        [*((code.value, code.label) for code in codes), *((net.name, net.label) for net in variable.nets)],
        (members @ counts, members @ weighted),
        base,
        asked.worth(lambda: _holding(members, column), column.answered, design, base),
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
    chosen = np.zeros((len(members), len(column.missing)), bool)
    chosen[:, column.answered] = members[:, column.values[column.answered]] > 0
    return chosen


def _member_matrix(variable: Variable) -> np.ndarray:
    """Nets x codes, 1 where the code belongs to the net."""
    rows = [[code.value in net.codes for code in variable.valid_codes] for net in variable.nets]
    return np.array(rows, dtype=np.int64).reshape(len(rows), len(variable.valid_codes))


def _score_statistics(asked: Asked, column: Column, design: Design, sums: Aggregate) -> dict[str, float]:
    codes: Sequence[Code] = column.variable.valid_codes
    if not codes or any(code.score is None for code in codes) or not sums.table().any():
        return {}
    scores = np.array([code.score for code in codes], dtype=float)
    if one_by_one(design):
        tables = sums.table()[:, 0], sums.weighted_table()[:, 0], sums.squared_table()[:, 0]
        known, among = Frequencies.of_codes(scores, tables), _was_asked(column)
        part, n = asked.part(design, among), int(np.count_nonzero(among))
        whole = known.described(known.limits(part, n, population=asked.wanted, level=asked.level))
    else:
        numbers = np.where(column.answered, scores[column.values], 0.0)
        whole = _described(asked, column, numbers, design)
    return {key: value for key, value in whole.items() if key in ("mean", "mean_low", "mean_high", "sd")}


def _number(asked: Asked, column: Column) -> Tally:
    design, missing = asked.design(column.variable.name), column.kinds()
    base = asked.base(column.answered, design, missing)
    result = asked.head(column.variable, "number", len(column.missing), missing, base, design)
    if not base.count:
        return result
    weights = design.weights_of(len(column.missing))[column.answered]
    values, named, sums = value_rows(column.values[column.answered], weights)

    def chosen() -> Booleans:
        return column.answered & (column.values == values[:, None])

    rows = asked.rows(named, sums, base, asked.worth(chosen, column.answered, design, base))
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


def _multiple(asked: Asked, one: VariableSet) -> Tally:
    """Base: the people who were asked and answered (every option known); both per cents."""
    columns = [asked.column(name) for name in one.variables]
    apart = any(name in asked.microdata.apart for name in one.variables)
    design, missing, answered = _set_parts(asked, one, columns)
    base = asked.base(answered, design, missing)
    chosen = np.array([_is(column, "1") & (column.answered if apart else answered) for column in columns])
    rows, nets = _chosen_rows(asked, one, (chosen, answered), base)
    given = _sums(chosen, design)[1]
    parts = [*given, *(given[_places(one, net)].sum() for net in one.nets)]
    shown = tuple(
        replace(row, percent_of_answers=_percent(float(part), float(given.sum())))
        for row, part in zip((*rows, *nets), parts, strict=True)
    )
    return replace(
        asked.head(one, "multiple", len(answered), missing, base, design),
        rows=shown[: len(rows)],
        nets=() if apart else shown[len(rows) :],
        answers=int(chosen.sum()),
    )


def _chosen_rows(
    asked: Asked, one: VariableSet, people: tuple[Booleans, Booleans], base: Base
) -> tuple[tuple[TallyRow, ...], tuple[TallyRow, ...]]:
    """The options of a set and its nets (people who chose any option of it), from who chose what (options x
    n) and who answered (n)."""
    chosen, answered = people
    design = asked.design(*one.variables)
    nets = [chosen[_places(one, net)].any(0) for net in one.nets]
    members = np.array([*chosen, *nets], bool).reshape(len(chosen) + len(nets), len(answered))
    named = [
        *zip(one.options, one.option_labels, strict=True),
        *((net.name, net.label) for net in one.nets),
    ]
    worth = asked.worth(lambda: members, answered, design, base)
    rows = asked.rows(named, _sums(members, design), base, worth)
    return rows[: len(chosen)], rows[len(chosen) :]


def _sums(members: Booleans, design: Design) -> tuple[Integers, Floats]:
    """How many people each row of members (k x n) holds, and their weight."""
    counts = np.count_nonzero(members, axis=1)
    if design.weights is None:
        return counts, counts.astype(float)
    return counts, members @ design.weights_of(members.shape[1])


def _grid(asked: Asked, one: VariableSet) -> Tally:
    """One tally per row; the grid's own base are the people who answered any row."""
    columns = [asked.column(name) for name in one.variables]
    items = [_single(asked, column) for column in columns]
    labelled = zip(items, one.option_labels, strict=True)
    design, missing, answered = _set_parts(asked, one, columns, any_answer=True)
    base = asked.base(answered, design, missing)
    whole = asked.head(one, "grid", len(answered), missing, base, design)
    return replace(whole, items=tuple(replace(item, label=label) for item, label in labelled))


def _ranking(asked: Asked, one: VariableSet) -> Tally:
    """Share of people who put an option first, and its mean rank among those who ranked it."""
    columns = [asked.column(name) for name in one.variables]
    design, missing, answered = _set_parts(asked, one, columns, any_answer=True)
    base = asked.base(answered, design, missing)
    first = [column.answered & (_ranks(column) == 1)[column.values] for column in columns]
    chosen = np.array(first, bool).reshape(len(columns), len(answered))
    rows, nets = _chosen_rows(asked, one, (chosen, answered), base)
    return replace(
        asked.head(one, "ranking", len(answered), missing, base, design),
        rows=tuple(_with_rank(row, column, design) for row, column in zip(rows, columns, strict=True)),
        nets=nets,
    )


def _with_rank(row: TallyRow, column: Column, design: Design) -> TallyRow:
    ranks, sums = _ranks(column), Aggregate.of(design, column)
    counts, weights = (table[ranks > 0, 0] for table in (sums.table(), sums.weighted_table()))
    whole = float(weights.sum())
    mean = float(ranks[ranks > 0] @ weights) / whole if whole else None
    return replace(row, mean_rank=mean, ranked=int(counts.sum()))


def _ranks(column: Column) -> Floats:
    """The rank that each code stands for."""
    return np.array([float(code.value) for code in column.variable.valid_codes])


def _set_parts(
    asked: Asked, one: VariableSet, columns: Sequence[Column], *, any_answer: bool = False
) -> tuple[Design, dict[str, int], Booleans]:
    """The design of a set, its missing people by kind, and who answered it.

    A person is missing from a multiple-response set when any option is missing, from a grid or ranking
    when all are; the kind is the first one in the order of the options.
    """
    join = np.logical_or if any_answer else np.logical_and
    answered = join.reduce([column.answered for column in columns])
    missing = np.array([column.missing[~answered] for column in columns])
    first = missing[np.argmax(missing > 0, axis=0), np.arange(missing.shape[1])]
    kinds = kinds_of(first)
    return asked.design(*one.variables), kinds, answered


def _is(column: Column, code: str) -> Booleans:
    values = [one.value for one in column.variable.valid_codes]
    place = values.index(code) if code in values else -2
    found: Booleans = column.values == place
    return found


def _places(one: VariableSet, net: Net) -> list[int]:
    return [place for place, option in enumerate(one.options) if option in net.codes]


def _percent(part: float, whole: float) -> float:
    return 100 * part / whole if whole else 0.0


guard(__name__)
