"""Tables: tallies of one variable or set, and cross-tabs of two, as immutable values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

from analysis.codebook import Text
from analysis.shown import Shown

Kind = Literal["single", "multiple", "grid", "ranking", "number", "text"]
Verdict = Literal["dependence shown", "independence shown within the margin", "cannot tell"]


@dataclass(frozen=True, slots=True)
class TallyRow:
    """One code or net: how many gave it, its share of the base in per cent with an interval.

    `count` is unweighted, `weighted` the weighted count; `percent`, `low`, `high` run from 0 to 100.
    With an empty base `percent` is 0 and the interval 0 to 100; outputs show a dash instead.
    In a multiple-response set `percent_of_answers` is the share of all choices made; in a ranking
    `count` are the first places and `mean_rank` is the mean rank among the `ranked` people who ranked it.
    """

    code: str
    label: Text
    count: int
    weighted: float
    percent: float
    low: float
    high: float
    percent_of_answers: float | None = None
    mean_rank: float | None = None
    ranked: int | None = None


@dataclass(frozen=True, slots=True)
class Tally(Shown):
    """The tally of one variable or variable set.

    `n` people, of whom `missing` (by kind) gave no valid answer and `base` did; `n` = `base` + missing.
    `rows` are the codes, `nets` unions of codes; `answers` are all choices made in a multiple-response set.
    `ordered` tells that the codes have an order of their own, as bands and ratings have. `population` is the
    size of the finite population that intervals refer to, None for "the process behind". A number has
    `statistics`: mean, mean_low, mean_high, sd, q1, median, q3, min, max (those that the data define), and so
    has a rating whose codes bear scores; a text has only its counts. A grid has one Tally per row in `items`
    and no rows of its own. `effective_n` is what a weighted base is worth in equal people. `method` is a key
    of `analysis.words.METHODS`. A `protected` one speaks of a group in public: see
    `analysis.publications.protected`. Per cents and their limits are told to `decimals`: of a published total
    to 0, everywhere; None is as exactly as what shows them does.
    """

    variable: str
    label: Text
    kind: Kind
    n: int
    base: int
    missing: Mapping[str, int]
    rows: tuple[TallyRow, ...] = ()
    nets: tuple[TallyRow, ...] = ()
    items: tuple[Tally, ...] = ()
    statistics: Mapping[str, float] = field(default_factory=dict)
    weighted_base: float = 0.0
    answers: int | None = None
    population: int | None = None
    level: float = 0.95
    method: str = ""
    effective_n: float | None = None
    ordered: bool = False
    protected: bool = False
    decimals: int | None = None

    @property
    def unbounded(self) -> bool:
        """Whether the design bounds no share: all intervals run from 0 to 100."""
        limits = {(row.low, row.high) for row in self.rows}
        return self.method.endswith("_design") and self.base > 0 and limits == {(0, 100)}


@dataclass(frozen=True, slots=True)
class Test:
    """A test of independence: its name, statistic, degrees of freedom (None where there are none) and p;
    `error` is the standard error of a Monte-Carlo p, `seed` what drew its `drawn` random tables; `df2` the
    denominator's degrees of freedom of an F test."""

    __test__ = False

    name: str
    statistic: float
    df: float | None
    p: float
    error: float | None = None
    seed: int | None = None
    df2: float | None = None
    drawn: int | None = None


@dataclass(frozen=True, slots=True)
class Association:
    """Cramer's V with its interval, and what the table can say of independence.

    `margin` is the V below which a dependence is called negligible; `smallest_detectable` the V that the
    test would find with 80 % power; `corrected` V without its bias upwards (Bergsma 2013); `reason` the
    verdict's ground as an English sentence (other languages: `analysis.words.reason`); `people` the base.
    Under a design `design_effect` is the mean by which it widens, and `cautious_p` the p of
    `analysis.independence`, which must be small too for "dependence shown".
    """

    value: float
    low: float
    high: float
    verdict: Verdict
    margin: float
    smallest_detectable: float
    reason: str
    corrected: float = 0.0
    people: int = 0
    design_effect: float | None = None
    cautious_p: float | None = None


@dataclass(frozen=True, slots=True)
class Protected:
    """What a protected cross-tab says in the place of counts: the `bases` are the people of each column to
    the nearest 5, the `totals` the per cents of all of them row by row; `overlapping` says that a person can
    stand in several rows."""

    bases: tuple[int, ...]
    totals: tuple[float, ...]
    overlapping: bool = False


@dataclass(frozen=True, slots=True)
class Crosstab(Shown):
    """Stub (rows) by banner (columns): counts (rows x columns), both bases and what follows from them.

    All arrays are nested tuples, rows x columns. `row_percents` and `column_percents` run from 0 to 100;
    `adjusted_residuals` are in standard deviations (Haberman 1973). `test` and `association`
    are None where the table has fewer than two rows or columns with people; `refusal` then says why.
    Rows and columns without people (`empty_rows`, `empty_columns`, their codes) stay in the table but not
    in the test; their expected counts and residuals are 0, as is a residual that must be 0. `n` people
    stand in the table, `missing` outside it; expected counts and residuals are those of the weighted table
    scaled to n people. `column_low` and `column_high` bound the column per cents. `protected` is None
    but for a table of groups that the public sees, see
    `analysis.publications.protected`.
    """

    row: str
    column: str
    row_label: Text
    column_label: Text
    row_codes: tuple[str, ...]
    column_codes: tuple[str, ...]
    row_labels: tuple[Text, ...]
    column_labels: tuple[Text, ...]
    counts: tuple[tuple[int, ...], ...]
    weighted: tuple[tuple[float, ...], ...]
    expected: tuple[tuple[float, ...], ...]
    row_percents: tuple[tuple[float, ...], ...]
    column_percents: tuple[tuple[float, ...], ...]
    column_low: tuple[tuple[float, ...], ...]
    column_high: tuple[tuple[float, ...], ...]
    adjusted_residuals: tuple[tuple[float, ...], ...]
    n: int
    missing: Mapping[str, int]
    test: Test | None
    association: Association | None
    population: int | None = None
    refusal: str = ""
    method: str = ""
    level: float = 0.95
    empty_rows: tuple[str, ...] = ()
    empty_columns: tuple[str, ...] = ()

    @property
    def unbounded(self) -> bool:
        """Whether the design bounds no share: all intervals run from 0 to 100."""
        limits = {*chain(*self.column_low)}, {*chain(*self.column_high)}
        return self.method.endswith("_design") and self.n > 0 and limits == ({0}, {100})

    protected: Protected | None = None

    @property
    def bases(self) -> tuple[int, ...]:
        """How many people stand in each column."""
        if self.protected is not None:
            return self.protected.bases
        return tuple(sum(cells[place] for cells in self.counts) for place in range(len(self.column_codes)))

    @property
    def totals(self) -> tuple[float, ...]:
        """The share of each row among everybody in per cent, weighted; 0 where nobody is."""
        if self.protected is not None:
            return self.protected.totals
        everybody = sum(map(sum, self.weighted))
        return tuple(100 * sum(cells) / everybody if everybody else 0.0 for cells in self.weighted)
