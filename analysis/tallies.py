"""Tallies: one variable or set, counted and described, by its kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from analysis.aggregate import Aggregate
from analysis.arrays import Booleans, Floats, Integers
from analysis.codebook import MISSING_KINDS, NOT_ASKED, Code, Net, Text, Variable, VariableSet
from analysis.columns import Column, kinds_of
from analysis.design import Design
from analysis.entrance import guard
from analysis.microdata import Microdata
from analysis.numbers import describe, value_rows
from analysis.shares import Base, asked_population, base_of, by_design, design_worth
from analysis.tables import Kind, Tally, TallyRow


def tally(microdata: Microdata, name: str, *, population: bool = True, level: float = 0.95) -> Tally:
    """The tally of a variable or set: counts, shares with intervals, nets, and who is missing why.

    Shares run from 0 to 100, `level` from 0 to 1. Intervals are Wilson's (1927), see `analysis.shares`: about
    "these N people" (`population=True`, corrected where the design knows N) or the process behind them.
    Values kept apart from the rows are tallied exactly, unweighted. CodebookError for an unknown name.
    """
    asked = _Asked(microdata, population, level)
    one = microdata.codebook.set_of(name)
    if one is not None:
        by_kind: dict[str, Callable[[_Asked, VariableSet], Tally]] = {
            "multiple": _multiple,
            "grid": _grid,
            "ranking": _ranking,
        }
        return by_kind[one.kind](asked, one)
    column = asked.column(name)
    if column.coded:
        return _single(asked, column)
    return _number(asked, column) if column.numeric else _text(asked, column)


class _Asked:
    """What was asked for: the data, whether about the finite population, and the level."""

    def __init__(self, microdata: Microdata, population: bool, level: float) -> None:
        self.microdata, self.wanted, self.level = microdata, population, level

    def column(self, name: str) -> Column:
        return self.microdata.tallied(name)

    def design(self, *names: str) -> Design:
        """The design of these columns; what was kept apart belongs to nobody and has no weights."""
        if any(name in self.microdata.apart for name in names):
            return Design(population=self.microdata.design.population)
        return self.microdata.design

    def population(self, design: Design, n: int, missing: dict[str, int]) -> float | None:
        return asked_population(design, n, missing, wanted=self.wanted)

    def base(self, chosen: Booleans, design: Design, missing: dict[str, int]) -> Base:
        """The base of the people who are chosen (a mask over the rows)."""
        w = design.weights_of(len(chosen))[chosen]
        sums = float(chosen.sum()), float(w.sum()), float((w * w).sum())
        return base_of(
            sums, self.population(design, len(chosen), missing), self.level, weighted=design.weighted
        )

    def worth(self, chosen: Booleans, answered: Booleans, design: Design, base: Base) -> Floats | None:
        """What each share of `chosen` (k x n) is worth under the design; None where people are the units."""
        if not by_design(design):
            return None
        return design_worth(
            chosen, answered, design, population=base.population is not None, level=self.level
        )


def _single(asked: _Asked, column: Column) -> Tally:
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
    chosen = np.zeros((len(members), len(column.missing)), bool)
    chosen[:, column.answered] = members[:, column.values[column.answered]] > 0
    rows = _rows(
        [*((code.value, code.label) for code in codes), *((net.name, net.label) for net in variable.nets)],
        (members @ counts, members @ weighted),
        base,
        asked.worth(chosen, column.answered, design, base),
    )
    return replace(
        _tally(variable, "single", sums.n, missing, base, design),
        rows=rows[: len(codes)],
        nets=rows[len(codes) :],
        statistics=_score_statistics(asked, column, design),
        ordered=variable.level == "ordinal",
    )


def _member_matrix(variable: Variable) -> np.ndarray:
    """Nets x codes, 1 where the code belongs to the net."""
    rows = [[code.value in net.codes for code in variable.valid_codes] for net in variable.nets]
    return np.array(rows, dtype=np.int64).reshape(len(rows), len(variable.valid_codes))


def _score_statistics(asked: _Asked, column: Column, design: Design) -> dict[str, float]:
    codes: Sequence[Code] = column.variable.valid_codes
    if not codes or any(code.score is None for code in codes) or not column.answered.any():
        return {}
    scores = np.array([code.score for code in codes], dtype=float)
    numbers = np.where(column.answered, scores[column.values], 0.0)
    kept = ("mean", "mean_low", "mean_high", "sd")
    whole = _described(asked, column, numbers, design)
    return {key: value for key, value in whole.items() if key in kept}


def _number(asked: _Asked, column: Column) -> Tally:
    design, missing = asked.design(column.variable.name), column.kinds()
    base = asked.base(column.answered, design, missing)
    result = _tally(column.variable, "number", len(column.missing), missing, base, design)
    if not base.count:
        return result
    weights = design.weights_of(len(column.missing))[column.answered]
    values, named, sums = value_rows(column.values[column.answered], weights)
    chosen = column.answered & (column.values == values[:, None])
    rows = _rows(named, sums, base, asked.worth(chosen, column.answered, design, base))
    return replace(result, rows=rows, statistics=_described(asked, column, column.values, design))


def _described(asked: _Asked, column: Column, numbers: Floats, design: Design) -> dict[str, float]:
    """The description of one number per person; who was not asked is no part of the sample."""
    among = column.missing != 1 + MISSING_KINDS.index(NOT_ASKED)
    part = design.within(among)
    return describe(numbers[among], column.answered[among], part, population=asked.wanted, level=asked.level)


def _text(asked: _Asked, column: Column) -> Tally:
    design, missing = asked.design(column.variable.name), column.kinds()
    base = asked.base(column.answered, design, missing)
    return replace(
        _tally(column.variable, "text", len(column.missing), missing, base, design), method="count"
    )


def _multiple(asked: _Asked, one: VariableSet) -> Tally:
    """Base: the people who were asked and answered (every option known); both per cents."""
    columns = [asked.column(name) for name in one.variables]
    apart = any(name in asked.microdata.apart for name in one.variables)
    design, missing, answered = _set_parts(asked, one, columns)
    base = asked.base(answered, design, missing)
    chosen = np.array([_is(column, "1") & (column.answered if apart else answered) for column in columns])
    weights = design.weights_of(len(answered))
    answers = float((chosen * weights).sum())
    rows, nets = _chosen_rows(asked, one, (chosen, answered), base)
    parts = [*chosen, *(chosen[_places(one, net)] for net in one.nets)]
    shown = tuple(
        replace(row, percent_of_answers=_percent(float((part * weights).sum()), answers))
        for row, part in zip((*rows, *nets), parts, strict=True)
    )
    return replace(
        _tally(one, "multiple", len(answered), missing, base, design),
        rows=shown[: len(rows)],
        nets=() if apart else shown[len(rows) :],
        answers=int(chosen.sum()),
    )


def _chosen_rows(
    asked: _Asked, one: VariableSet, people: tuple[Booleans, Booleans], base: Base
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
    sums = members.sum(1), members @ design.weights_of(len(answered))
    rows = _rows(named, sums, base, asked.worth(members, answered, design, base))
    return rows[: len(chosen)], rows[len(chosen) :]


def _grid(asked: _Asked, one: VariableSet) -> Tally:
    """One tally per row; the grid's own base are the people who answered any row."""
    columns = [asked.column(name) for name in one.variables]
    items = [_single(asked, column) for column in columns]
    labelled = zip(items, one.option_labels, strict=True)
    design, missing, answered = _set_parts(asked, one, columns, any_answer=True)
    base = asked.base(answered, design, missing)
    whole = _tally(one, "grid", len(answered), missing, base, design)
    return replace(whole, items=tuple(replace(item, label=label) for item, label in labelled))


def _ranking(asked: _Asked, one: VariableSet) -> Tally:
    """Share of people who put an option first, and its mean rank among those who ranked it."""
    columns = [asked.column(name) for name in one.variables]
    design, missing, answered = _set_parts(asked, one, columns, any_answer=True)
    base = asked.base(answered, design, missing)
    ranks = np.array([_ranks(column) for column in columns]).reshape(len(columns), len(answered))
    weights = design.weights_of(len(answered))
    rows, nets = _chosen_rows(asked, one, (ranks == 1, answered), base)
    return replace(
        _tally(one, "ranking", len(answered), missing, base, design),
        rows=tuple(_with_rank(row, rank, weights) for row, rank in zip(rows, ranks, strict=True)),
        nets=nets,
    )


def _with_rank(row: TallyRow, ranks: Floats, weights: Floats) -> TallyRow:
    ranked = ranks > 0
    weight = float(weights[ranked].sum())
    mean = float(ranks[ranked] @ weights[ranked]) / weight if weight else None
    return replace(row, mean_rank=mean, ranked=int(ranked.sum()))


def _ranks(column: Column) -> Floats:
    """The rank that each person gave, 0 where the option was not ranked."""
    numbers = np.array([float(code.value) for code in column.variable.valid_codes])
    return np.where(column.answered, numbers[column.values], 0.0)


def _set_parts(
    asked: _Asked, one: VariableSet, columns: Sequence[Column], *, any_answer: bool = False
) -> tuple[Design, dict[str, int], Booleans]:
    """The design of a set, its missing people by kind, and who answered it.

    A person is missing from a multiple-response set when any option is missing, from a grid or ranking
    when all are; the kind is the first one in the order of the options.
    """
    missing = np.array([column.missing for column in columns])
    answered = (missing == 0).any(0) if any_answer else (missing == 0).all(0)
    first = missing[np.argmax(missing > 0, axis=0), np.arange(missing.shape[1])]
    kinds = kinds_of(np.where(answered, 0, first))
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


def _rows(
    named: Sequence[tuple[str, Text]], sums: tuple[Integers, Floats], base: Base, worth: Floats | None
) -> tuple[TallyRow, ...]:
    """A row for each name, from its people and their weight, see `Base.shares`."""
    counts, weighted = sums[0].tolist(), np.asarray(sums[1], dtype=float)
    numbers = zip(counts, weighted.tolist(), *(p.tolist() for p in base.shares(weighted, worth)), strict=True)
    return tuple(
        TallyRow(code, label, int(n), w, *p) for (code, label), (n, w, *p) in zip(named, numbers, strict=True)
    )


def _tally(
    what: Variable | VariableSet, kind: Kind, n: int, missing: dict[str, int], base: Base, design: Design
) -> Tally:
    """The parts that all tallies share."""
    return Tally(
        variable=what.name,
        label=what.label,
        kind=kind,
        n=n,
        base=base.count,
        missing=missing,
        weighted_base=base.weighted,
        population=None if base.population is None else round(base.population),
        level=base.level,
        method=_method(base, design),
        effective_n=base.effective if design.weighted else None,
    )


def _method(base: Base, design: Design) -> str:
    finite = "wilson" if base.population is None else "wilson_finite"
    return f"{finite}_design" if by_design(design) else f"{finite}_weighted" if design.weighted else finite


guard(__name__)
