"""Tables: tallies of one variable or set, and cross-tabs of two, as immutable values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from analysis.codebook import Text

Kind = Literal["single", "multiple", "grid", "ranking", "number", "text"]
Verdict = Literal["dependence shown", "independence shown within the margin", "cannot tell"]


@dataclass(frozen=True, slots=True)
class TallyRow:
    """One code or net: how many gave it, its share of the base in per cent with an interval.

    `count` is unweighted, `weighted` the weighted count; `percent`, `low`, `high` run from 0 to 100.
    In a multiple-response set `percent_of_answers` is the share of all choices made; in a ranking
    `mean_rank` is the mean rank among those who ranked the option and `count` its first places.
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


@dataclass(frozen=True, slots=True)
class Tally:
    """The tally of one variable or variable set.

    `n` people, of whom `missing` (by kind) gave no valid answer and `base` did; `n` = `base` + missing.
    `population` is the size of the finite population that intervals refer to, None for "the process
    behind". A number has `statistics` (mean, sd, median, min, max), a text only its counts. A grid has one
    Tally per row in `items` and no rows of its own.
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


@dataclass(frozen=True, slots=True)
class Test:
    """A test of independence: its name, statistic, degrees of freedom (None where there are none) and p;
    `error` is the standard error of a Monte-Carlo p and `seed` what drew it."""

    name: str
    statistic: float
    df: float | None
    p: float
    error: float | None = None
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Association:
    """Cramer's V with its interval, and what the table can say of independence."""

    value: float
    low: float
    high: float
    verdict: Verdict
    margin: float
    smallest_detectable: float
    reason: str


@dataclass(frozen=True, slots=True)
class Crosstab:
    """Stub (rows) by banner (columns): counts (rows x columns), both bases and what follows from them.

    All arrays are nested tuples, rows x columns. Per cents run from 0 to 100. `test` and `association`
    are None where the table has fewer than two rows or columns with people; `refusal` then says why.
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
