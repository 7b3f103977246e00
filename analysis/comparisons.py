"""Comparisons of groups as immutable values, and the names of their effect sizes and margins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from analysis.codebook import Text
from analysis.entrance import guard
from analysis.shown import Shown
from analysis.tables import Test, Verdict

Kind = Literal["ranks", "means", "table", "choices"]

MARGINS = {"Cliff's delta": 0.2, "Cohen's d": 0.4, "epsilon": 0.2, "eta": 0.2, "Cramer's V": 0.2}
"""Effects below which a difference counts as negligible unless another margin is stated; in two equal
groups d = 0.4 is a correlation ratio (eta, V) of 0.2."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group: its n people, their sum of weights, and what describes their values: `mean`, `sd`, `median`
    (unit of the variable, or scores) and `mean_rank` among all people compared; None where nothing does."""

    code: str
    label: Text
    n: int
    weighted: float
    mean: float | None = None
    sd: float | None = None
    median: float | None = None
    mean_rank: float | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect size with its interval, and what can be said (`verdict`): `margin` is the size below which a
    difference counts as negligible, `smallest_detectable` what the test would find with 80 % power."""

    name: str
    value: float
    low: float
    high: float
    verdict: Verdict
    margin: float
    smallest_detectable: float


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two groups, `first` and `second`, compared: the difference (first - second) of their means or mean
    ranks, p, and p adjusted for all pairs."""

    first: str
    second: str
    difference: float
    p: float
    adjusted: float


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One option of a multiple-response set: `percents`, its share in each group (in the order of the groups,
    None where nobody is), the test by group and its p adjusted for all options; None where refused."""

    code: str
    label: Text
    percents: tuple[float | None, ...]
    test: Test | None
    adjusted: float | None


@dataclass(frozen=True, slots=True)
class Comparison(Shown):
    """A variable or set compared between the groups of `by`.

    `kind`: ranks (ordinal), means (numbers), table (nominal), choices (multiple response: a test per
    option in `options`, no common one). `n` people are compared, `missing` (by kind) are not. `test` and
    `effect` are None where refused; `refusal` (a sentence of analysis.comparison_words) then says why.
    `pairs`: all pairs of three groups or more. `trend`: across groups in order. `by_design`: standard
    errors are those of the design (weights, clusters).
    """

    variable: str
    by: str
    label: Text
    by_label: Text
    kind: Kind
    n: int
    missing: Mapping[str, int]
    groups: tuple[GroupRow, ...]
    test: Test | None = None
    effect: Effect | None = None
    pairs: tuple[PairRow, ...] = ()
    options: tuple[OptionRow, ...] = ()
    trend: Test | None = None
    refusal: str = ""
    level: float = 0.95
    by_design: bool = False


guard(__name__)
