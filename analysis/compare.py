"""Comparing groups: the test that suits the variable, its effect size, and what the two can say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from analysis import ranks
from analysis.arrays import Booleans, Floats, Integers
from analysis.codebook import MISSING_KINDS, VariableSet
from analysis.columns import Column
from analysis.comparison_words import ALIKE, TOO_FEW_TO_COMPARE
from analysis.comparisons import MARGINS, Comparison, Effect, GroupRow, OptionRow, PairRow
from analysis.crosstabs import crosstab, verdict
from analysis.entrance import guard
from analysis.errors import NotANumber, NotTabulable, NoVariation, UndefinedStatistic
from analysis.group_tests import Finding, by_design, by_means, by_ranks
from analysis.hypotheses import Strength
from analysis.intervals import normal_quantile
from analysis.microdata import Microdata
from analysis.multiplicity import adjusted
from analysis.tables import Crosstab, Test
from analysis.words import FEWER_THAN_TWO


def compare(
    microdata: Microdata, variable: str, by: str, *, margin: float | None = None, level: float = 0.95
) -> Comparison:
    """A variable or multiple-response set compared between the groups of a coded variable.

    By level: ordinal by ranks (Mann-Whitney, exact below 50 people a group; Kruskal-Wallis and Dunn), numbers
    by means (Welch), nominal by the table (as `crosstab`), a set option by option with Holm's p. Weighted or
    clustered data: Wald's F of the group means or mean ranks under the design; formulas and sources:
    `analysis.ranks`, `means`, `group_tests`. `margin` is in the unit of the effect, `level` from 0 to 1.
    Listwise: who lacks one of the two is missing. The test is about the process behind the people (no finite
    population correction).

    The verdict is "dependence shown" when the test rejects at 1 - level; "independence shown within the
    margin" when both limits of the effect lie within `margin` (default: `comparisons.MARGINS`) and so many
    people would have found an effect of the margin with 80 % power; else "cannot tell". What too few people
    or no variation leave undefined is a refusal in words. NotTabulable for texts, grids and rankings;
    NotANumber for a negative margin.
    """
    normal_quantile(level)
    if margin is not None and not 0 <= margin < np.inf:
        raise NotANumber(f"a margin is a number from 0 up, not {margin}")
    if variable == by:
        raise NotTabulable(f"{variable!r} cannot be compared with itself")
    groups = _grouping(microdata, by)
    one = microdata.codebook.set_of(variable)
    if one is not None and not microdata.codebook.has(variable):
        return _choices(microdata, one, groups, level)
    column = microdata.column(variable)
    if column.numeric:
        return _valued(microdata, (column, groups), column.values, margin=margin, level=level)
    if not column.coded:
        raise NotTabulable(f"{variable!r} has the level {column.variable.level}: there is nothing to compare")
    if column.variable.level == "ordinal":
        return _valued(microdata, (column, groups), _scores(column), margin=margin, level=level)
    return _table(microdata, (column, groups), margin=margin, level=level)


def _grouping(microdata: Microdata, by: str) -> Column:
    if not microdata.codebook.has(by) and microdata.codebook.set_of(by) is not None:
        raise NotTabulable(f"{by!r} is a set of variables; compare by one of them")
    column = microdata.column(by)
    if not column.coded:
        raise NotTabulable(f"{by!r} has the level {column.variable.level} and no codes to compare by")
    return column


def _scores(column: Column) -> Floats:
    """The scores of the codes where all have one, else their places from 1."""
    codes = column.variable.valid_codes
    scored = all(code.score is not None for code in codes)
    numbers = [code.score if scored and code.score is not None else i + 1.0 for i, code in enumerate(codes)]
    found: Floats = np.array([*numbers, 0.0])[column.values]
    return found


@dataclass(frozen=True, slots=True)
class _Both:
    """The people with value and group: a mask over all, their values, groups and weights, who is missing."""

    inside: Booleans
    values: Floats
    groups: Integers
    weights: Floats
    missing: dict[str, int]

    @classmethod
    def of(cls, microdata: Microdata, columns: tuple[Column, Column], values: Floats) -> _Both:
        missing = np.where(columns[0].missing > 0, columns[0].missing, columns[1].missing)
        counts = np.bincount(missing, minlength=1 + len(MISSING_KINDS))[1:]
        kinds = {kind: int(n) for kind, n in zip(MISSING_KINDS, counts, strict=True) if n}
        inside, weights = missing == 0, microdata.design.weights_of(microdata.n)
        whole = np.asarray(values, dtype=float)
        return cls(inside, whole[inside], columns[1].values[inside], weights[inside], kinds)


def _valued(
    microdata: Microdata,
    columns: tuple[Column, Column],
    values: Floats,
    *,
    margin: float | None,
    level: float,
) -> Comparison:
    """Values compared by ranks (of a coded variable) or means (of a numeric one)."""
    both, kind = _Both.of(microdata, columns, values), "ranks" if columns[0].coded else "means"
    plain = _empty(microdata, columns, both, kind=kind, level=level)
    try:
        finding = _finding(microdata, both, columns, values, kind=kind, level=level)
    except NoVariation:
        return replace(plain, refusal=ALIKE)
    except UndefinedStatistic:
        return replace(plain, refusal=TOO_FEW_TO_COMPARE)
    present = [columns[1].variable.valid_codes[place].value for place in _present(both, plain.by_design)]
    pairs = tuple(PairRow(present[i], present[j], *rest) for i, j, *rest in finding.pairs)
    return replace(
        plain,
        test=finding.test,
        effect=_effect(finding, margin, level),
        pairs=pairs,
        trend=_trend(both, columns[1]) if kind == "ranks" and not plain.by_design else None,
    )


def _finding(
    microdata: Microdata,
    both: _Both,
    columns: tuple[Column, Column],
    values: Floats,
    *,
    kind: Any,
    level: float,
) -> Finding:
    if _by_design(microdata):
        args = (microdata.design, np.asarray(values, dtype=float), columns[1].values, both.inside)
        return by_design(*args, by=kind, level=level)
    return (by_ranks if kind == "ranks" else by_means)(both.values, both.groups, level)


def _by_design(microdata: Microdata) -> bool:
    """Whether the design's standard errors differ from those of people drawn one by one."""
    design = microdata.design
    return bool(design.weighted or design.clusters or design.replicates or design.adjustments)


def _present(both: _Both, weighted: bool) -> list[int]:
    return np.unique(both.groups[both.weights > 0] if weighted else both.groups).tolist()


def _trend(both: _Both, by: Column) -> Test | None:
    """Jonckheere and Terpstra's test where three groups or more have an order."""
    if by.variable.level != "ordinal" or len(np.unique(both.groups)) < 3:
        return None
    try:
        found = ranks.jonckheere_terpstra(ranks.table_of(both.values, both.groups)[0])
    except UndefinedStatistic:
        return None
    return Test("Jonckheere-Terpstra z", found.z, None, found.p)


def _effect(finding: Finding, margin: float | None, level: float) -> Effect:
    strength, limit = finding.strength, MARGINS[finding.effect] if margin is None else margin
    reach = Strength(abs(strength.value), 0.0, max(abs(strength.low), abs(strength.high)))
    said = verdict(finding.test.p, reach, finding.detectable, margin=limit, level=level)
    limits = strength.value, strength.low, strength.high
    return Effect(finding.effect, *limits, said, limit, finding.detectable)


def _empty(
    microdata: Microdata, columns: tuple[Column, Column], both: _Both, *, kind: Any, level: float
) -> Comparison:
    """Everything but the test."""
    column, by = columns[0].variable, columns[1].variable
    return Comparison(
        column.name,
        by.name,
        column.label,
        by.label,
        kind,
        int(both.inside.sum()),
        both.missing,
        tuple(_rows(both, columns[1], kind)),
        level=level,
        by_design=_by_design(microdata),
    )


def _rows(both: _Both, by: Column, kind: str) -> list[GroupRow]:
    """A row per code, with what describes its people; weighted means where people are weighted."""
    described = (
        {one.group: one for one in ranks.summaries(both.values, both.groups)} if both.inside.any() else {}
    )
    rows = []
    for place, code in enumerate(by.variable.valid_codes):
        own = both.groups == place
        row = GroupRow(code.value, code.label, int(own.sum()), float(both.weights[own].sum()))
        rows.append(_described(row, described.get(place), both, own) if kind != "table" else row)
    return rows


def _described(row: GroupRow, one: Any, both: _Both, own: Booleans) -> GroupRow:
    if one is None:
        return row
    if len(np.unique(both.weights)) > 1:
        weighted = float(both.weights[own] @ both.values[own])
        return replace(row, mean=weighted / row.weighted) if row.weighted else row
    return replace(row, mean=one.mean, sd=one.sd, median=one.median, mean_rank=one.mean_rank)


def _table(
    microdata: Microdata, columns: tuple[Column, Column], *, margin: float | None, level: float
) -> Comparison:
    """A nominal variable: the test and Cramer's V of its cross-tab."""
    name, by = columns[0].variable.name, columns[1].variable.name
    limit = MARGINS["Cramer's V"] if margin is None else margin
    found = crosstab(microdata, name, by, margin=limit, level=level)
    both = _Both.of(microdata, columns, np.zeros(microdata.n))
    plain = _empty(microdata, columns, both, kind="table", level=level)
    if found.test is None or found.association is None:
        return replace(plain, refusal=found.refusal)
    v = found.association
    limits = (v.value, v.low, v.high, v.verdict, v.margin, v.smallest_detectable)
    return replace(plain, test=found.test, effect=Effect("Cramer's V", *limits))


def _choices(microdata: Microdata, one: VariableSet, by: Column, level: float) -> Comparison:
    """Each option of a set by group, among the people who answered every option; p adjusted by Holm."""
    if one.kind != "multiple":
        raise NotTabulable(f"{one.name!r} is a {one.kind}; compare one of {', '.join(one.variables)}")
    missing = np.array([microdata.column(name).missing for name in one.variables])
    first = missing[np.argmax(missing > 0, axis=0), np.arange(microdata.n)]
    option = microdata.column(one.variables[0])
    values = np.where(first > 0, -1, option.values)
    column = Column(option.variable, values, first.astype(np.int8))
    both = _Both.of(microdata, (column, by), np.zeros(microdata.n))
    plain = _empty(microdata, (column, by), both, kind="table", level=level)
    tables = [crosstab(_only(microdata, both), name, by.variable.name, level=level) for name in one.variables]
    tests = [found.test for found in tables if found.test is not None]
    several = iter(adjusted([test.p for test in tests]).tolist())
    options = tuple(
        OptionRow(code, label, _shares(found), found.test, next(several) if found.test else None)
        for code, label, found in zip(one.options, one.option_labels, tables, strict=True)
    )
    refusal = "" if tests else FEWER_THAN_TWO
    return replace(
        plain, variable=one.name, label=one.label, kind="choices", options=options, refusal=refusal
    )


def _only(microdata: Microdata, both: _Both) -> Microdata:
    """The people of the comparison; the design shrinks with them."""
    return microdata.where(both.inside)


def _shares(found: Crosstab) -> tuple[float | None, ...]:
    """The per cents of those who chose it, by group."""
    place = found.row_codes.index("1")
    totals: Sequence[float] = [sum(row[j] for row in found.weighted) for j in range(len(found.column_codes))]
    return tuple(
        share if total else None for share, total in zip(found.column_percents[place], totals, strict=True)
    )


guard(__name__)
