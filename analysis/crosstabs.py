"""Cross-tabs: two variables counted together, tested, and what the table can say of their independence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from analysis import hypotheses, independence, sampled, weighted_tests
from analysis.aggregate import EVERYBODY, Aggregate
from analysis.arrays import Floats, Integers, nested
from analysis.codebook import CodebookError
from analysis.columns import Column
from analysis.contingency import Contingency
from analysis.design import Design
from analysis.entrance import guard
from analysis.errors import NotTabulable, NoVariation, TooFew, TooSparse
from analysis.independence import Evidence
from analysis.intervals import finite_size, wilson_effective
from analysis.microdata import Microdata
from analysis.sampled import SampledTable
from analysis.shares import asked_population, design_worth
from analysis.tables import Association, Crosstab, Test, Verdict
from analysis.verdict_words import NO_VARIANCE
from analysis.words import FEWER_THAN_TWO, TOO_MANY_EMPTY, reason

MARGIN = 0.2
"""The Cramer's V below which a dependence counts as negligible unless another margin is stated."""


def crosstab(  # noqa: PLR0913 - wishes are given by name
    microdata: Microdata,
    row: str,
    column: str,
    *,
    population: bool = True,
    margin: float = MARGIN,
    seed: int = 2026,
    level: float = 0.95,
) -> Crosstab:
    """Two coded variables crossed; an option of a multiple-response set is its 0/1 variable.

    `row` is the stub, `column` the banner. The intervals of column per cents follow `population` as in a
    tally. The test is always about the process behind the people (without finite population correction):
    Pearson's, exact or (by `seed`) Monte Carlo where expected counts are small, Rao and Scott's F for
    weighted or clustered data. The verdict is "dependence shown" when it rejects at 1 - level, under a design
    also by the p of `analysis.independence`; "independence shown within the margin" when the upper limit of V
    under the design (`level`, two-sided: 2.5 % for 0.95) lies below the margin and the table could have found
    a V of the margin; else "cannot tell". NotTabulable for numbers, texts, sets, or a variable with itself.
    """
    stub, banner = _column(microdata, row), _column(microdata, column)
    if row == column:
        raise NotTabulable(f"{row!r} cannot be crossed with itself")
    design = microdata.design
    sums = Aggregate.of(design, stub, banner)
    table = partial(sampled.of_people, design, stub, banner, sums=sums) if design.by_design else None
    finding = _Finding.of(sums.table(), table, margin=margin, seed=seed, level=level)
    size = asked_population(design, microdata.n, {}, wanted=population)
    worth = (
        _replicated(design, stub, banner, level) if design.replicates else _worth(sums, level, design.lonely)
    )
    return _crossed(sums, finding, None if size is None else round(size), level, worth)


def crosstab_of(
    sums: Aggregate,
    *,
    population: int | None = None,
    lonely: str = "fail",
    margin: float = MARGIN,
    seed: int = 2026,
    level: float = 0.95,
) -> Crosstab:
    """The cross-tab of an aggregate (analysis.engines makes them from a database): the same as that of its
    people, with the same `margin`, `seed` and `level`. `sums` are those of two variables, `population` is
    the number N of people, where it is known, `lonely` the rule for strata with one person or cluster (see
    `analysis.units`). NotTabulable for sums of one variable, LonelyStratum where the rule refuses."""
    if sums.banner == EVERYBODY or sums.stub.name == sums.banner.name:
        raise NotTabulable("a cross-tab needs the aggregate of two different variables")
    by_design = sums.weighted or sums.clusters is not None
    table = partial(sampled.of_sums, sums, lonely) if by_design else None
    finding = _Finding.of(sums.table(), table, margin=margin, seed=seed, level=level)
    size = None if sums.clusters is not None else population
    return _crossed(sums, finding, size, level, _worth(sums, level, lonely))


def association_of(
    sums: Aggregate, *, margin: float = MARGIN, seed: int = 2026, level: float = 0.95
) -> Association | None:
    """The same cross-tab's association alone, of people drawn one by one; None where there is no test. The
    strata of sums, where they have any, are those whose totals people were weighted to afterwards."""
    estimated = sampled.of_post_strata if sums.stratified else sampled.of_sums
    table = partial(estimated, sums) if sums.weighted else None
    return _Finding.of(sums.table(), table, margin=margin, seed=seed, level=level).association


def _crossed(
    sums: Aggregate, finding: _Finding, size: int | None, level: float, worth: Floats | None
) -> Crosstab:
    kind = "_design" if worth is not None else "_weighted" if sums.weighted else ""
    return Crosstab(
        row=sums.stub.name,
        column=sums.banner.name,
        row_label=sums.stub.label,
        column_label=sums.banner.label,
        row_labels=sums.stub.labels,
        column_labels=sums.banner.labels,
        missing=sums.missing(),
        test=finding.test,
        association=finding.association,
        population=size,
        refusal=finding.refusal,
        method=f"wilson{'' if size is None else '_finite'}{kind}",
        level=level,
        **_blocks(sums, size, level, worth),
    )


def _blocks(sums: Aggregate, size: int | None, level: float, worth: Floats | None) -> dict[str, Any]:
    """All that is counted and computed cell by cell."""
    counts, weights = sums.table(), sums.weighted_table()
    n, total = int(counts.sum()), float(weights.sum())
    expected, residuals = hypotheses.fitted(weights * (n / total) if total else weights)
    percents = _percents(weights, 0)
    low, high = _column_limits(sums, percents, (size, worth), level)
    return {
        "row_codes": sums.stub.codes[: sums.stub.valid],
        "column_codes": sums.banner.codes[: sums.banner.valid],
        "counts": nested(counts),
        "weighted": nested(weights),
        "expected": nested(expected),
        "row_percents": nested(_percents(weights, 1)),
        "column_percents": nested(percents),
        "column_low": nested(low),
        "column_high": nested(high),
        "adjusted_residuals": nested(residuals),
        "n": n,
        "empty_rows": _empty(sums.stub.codes, counts.sum(1)),
        "empty_columns": _empty(sums.banner.codes, counts.sum(0)),
    }


def percents(weighted: Floats, axis: int) -> Floats:
    """Per cents of the column totals (axis 0) or the row totals (axis 1); 0 where a total is 0."""
    return _percents(weighted, axis)


def _percents(weighted: Floats, axis: int) -> Floats:
    totals = weighted.sum(axis, keepdims=True)
    return 100 * weighted / np.where(totals > 0, totals, 1)


def verdict(
    p: float, strength: hypotheses.Strength, detectable: float, *, margin: float, level: float = 0.95
) -> Verdict:
    """What a table can say: dependence shown, independence shown within the margin, or cannot tell.

    Independence needs the upper limit of V below the margin, and people enough to have found a V of the
    margin with 80 % power: a lucky fit of a small table shows nothing.
    """
    if p < 1 - level:
        return "dependence shown"
    shown = strength.high < margin and detectable <= margin
    return "independence shown within the margin" if shown else "cannot tell"


@dataclass(frozen=True, slots=True)
class _Finding:
    """A test with its strength and verdict, or the reason why there is none."""

    test: Test | None
    association: Association | None
    refusal: str = ""

    @classmethod
    def of(
        cls,
        counts: Integers,
        sampled_table: Callable[[], SampledTable] | None,
        *,
        margin: float,
        seed: int,
        level: float,
    ) -> _Finding:
        try:
            table = Contingency.of(counts.astype(float))
            test, evidence = _tested(table, sampled_table, seed)
        except TooFew:
            return cls(None, None, FEWER_THAN_TWO)
        except TooSparse:
            return cls(None, None, TOO_MANY_EMPTY)
        except NoVariation:
            return cls(None, None, NO_VARIANCE)
        by_design = sampled_table is not None
        strength, detectable = evidence.limits(level), evidence.smallest_detectable(level)
        p = max(test.p, evidence.p) if by_design else test.p
        said = verdict(p, strength, detectable, margin=margin, level=level)
        found = Association(
            *(strength.value, strength.low, strength.high, said, margin, detectable, ""),
            corrected=table.corrected_v,
            people=int(evidence.people),
            design_effect=evidence.design_effect if by_design else None,
            cautious_p=evidence.p if by_design else None,
        )
        return cls(test, replace(found, reason=reason(found, test, level, "en")))


def _tested(
    table: Contingency, sampled_table: Callable[[], SampledTable] | None, seed: int
) -> tuple[Test, Evidence]:
    if sampled_table is None:
        return hypotheses.suited(table, seed), Evidence.of(table)
    estimated = sampled_table()
    evidence = independence.of_table(estimated)
    return weighted_tests.of_table(estimated)[0], evidence


def _worth(sums: Aggregate, level: float, lonely: str) -> Floats | None:
    """What the column shares are worth under the design: nothing where it leaves no degrees of freedom; None
    where people are the units, without strata or without weights."""
    strata = sums.weighted and len(sums.strata) > 1
    if not sums.table().any() or not (strata or sums.clusters is not None):
        return None
    try:
        return sampled.column_worth(sums, sampled.estimated(sums, lonely), level)
    except TooFew:
        return np.zeros(sums.table().shape)


def _replicated(design: Design, stub: Column, banner: Column, level: float) -> Floats | None:
    """The same by the covariance of replicates, column by column as a tally of its people takes it."""
    inside = stub.answered & banner.answered
    rows = (stub.values == np.arange(len(stub.variable.valid_codes))[:, None]) & inside
    among = [inside & (banner.values == j) for j in range(len(banner.variable.valid_codes))]
    found = [design_worth(rows & one, one, design, level=level) for one in among]
    kept = [one for one in found if one is not None]
    return np.stack(kept, axis=1) if kept and len(kept) == len(found) else None


def _column_limits(
    sums: Aggregate, percents: Floats, worth: tuple[int | None, Floats | None], level: float
) -> tuple[Floats, Floats]:
    """Limits of the column per cents, at the size of the population, where it is known, and what the shares
    are worth under the design, where it tells; the population of a column is N times its share of all
    people."""
    (size, known), people = worth, sums.table().sum(0)
    totals, squares = sums.weighted_table().sum(0), sums.squared_table().sum(0)
    if known is None and sums.weighted:
        known = np.divide(totals**2, squares, out=people.astype(float), where=squares > 0)
    known = np.where(totals > 0, people if known is None else known, 0.0)
    if size is not None and sums.n:
        known = np.multiply(known, _finite(people, size, sums.n), out=np.zeros_like(known), where=known > 0)
    low, high = wilson_effective(np.minimum(percents / 100, 1), known, level)
    return 100 * low, 100 * high


def _finite(people: Integers, size: int, n: int) -> Floats:
    """By how many times more the people of each column are worth in its part N = size people / n of the
    population: (N - 1) / (N - people); infinite for a census. UndefinedStatistic for size < n."""
    if np.isinf(finite_size(n, size)):
        return np.full(len(people), np.inf)
    return (size - n / np.maximum(people, 1)) / (size - n)


def _column(microdata: Microdata, name: str) -> Column:
    one = microdata.codebook.set_of(name)
    if one is not None and not microdata.codebook.has(name):
        raise NotTabulable(f"{name!r} is a set of variables; cross one of them: {', '.join(one.variables)}")
    if name not in microdata.columns and microdata.codebook.has(name):
        raise CodebookError(f"{name!r} was kept apart from the rows and cannot be crossed")
    return microdata.column(name)


def _empty(codes: tuple[str, ...], totals: Integers) -> tuple[str, ...]:
    return tuple(code for code, total in zip(codes, totals.tolist(), strict=False) if not total)


guard(__name__)
