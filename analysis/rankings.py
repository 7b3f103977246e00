"""Rankings as worths: how strongly people prefer each option of a ranking, in all and by group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from analysis.arrays import Booleans, Floats, Integers
from analysis.codebook import MISSING_KINDS, Text, VariableSet
from analysis.columns import Column
from analysis.design import Design
from analysis.entrance import guard
from analysis.errors import LonelyStratum, NotTabulable, TooFew
from analysis.estimates import covariance
from analysis.intervals import normal_quantile
from analysis.microdata import Microdata
from analysis.plackett_luce import NotConnected, Worths, equal_worths, plackett_luce
from analysis.ranking_words import NOBODY_RANKED, ONE_OF_A_STRATUM, UNBOUNDED
from analysis.shown import Shown
from analysis.tables import Test


@dataclass(frozen=True, slots=True)
class WorthRow:
    """An option's worth: `share` is the chance, in per cent, to be put first, from `low` to `high`; `log`
    its logarithm against the mean of all options (they sum to 0), with its standard error."""

    code: str
    label: Text
    share: float
    low: float
    high: float
    log: float
    standard_error: float


@dataclass(frozen=True, slots=True)
class RankedGroup:
    """The worths in one group (code "" for all): `base` people ranked; `equal` tests whether all options
    are worth the same (None under a design). Without rows `refusal` says why, a sentence of ranking_words."""

    code: str
    label: Text
    base: int
    rows: tuple[WorthRow, ...] = ()
    equal: Test | None = None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Ranked(Shown):
    """A ranking as worths by the Plackett-Luce model, in `groups` of people. `base` people ranked something
    (and stand in a group), `missing` (by kind) did not. `by_design`: standard errors come from the design's
    covariance."""

    variable: str
    label: Text
    n: int
    base: int
    missing: Mapping[str, int]
    groups: tuple[RankedGroup, ...]
    by: str = ""
    by_label: Text = field(default_factory=dict)
    level: float = 0.95
    by_design: bool = False


def rank(microdata: Microdata, item: str, *, by: str | None = None, level: float = 0.95) -> Ranked:
    """The worths of the options of the ranking `item` (the name of its set), in each group of `by` if it is
    named.

    Plackett (1975) and Luce (1959), see `analysis.plackett_luce`. Limits at `level` (0 to 1) are Wald's on
    the logit of the share; errors from the observed information, under weights or a design from the
    covariance of people's influences (Binder 1983). About the process behind the people. Where nobody ranked
    or a worth has no bound, the group is refused in words. NotTabulable for what is no ranking, CodebookError
    for an unknown name.
    """
    normal_quantile(level)
    one = _ranking(microdata, item)
    table, missing = _places(microdata, one)
    groups: list[tuple[str, Text, Booleans]] = [("", {}, missing == 0)]
    label: Text = {}
    if by is not None:
        column = _grouping(microdata, by)
        label = column.variable.label
        missing = np.where(missing > 0, missing, column.missing)
        groups = [
            (code.value, code.label, (missing == 0) & (column.values == i))
            for i, code in enumerate(column.variable.valid_codes)
        ]
    counts = np.bincount(missing, minlength=1 + len(MISSING_KINDS)).tolist()
    kinds = {kind: n for kind, n in zip(MISSING_KINDS, counts[1:], strict=True) if n}
    found = Ranked(one.name, one.label, microdata.n, counts[0], kinds, (), by or "", label, level)
    work = _Work(one, table, microdata.design, level)
    return replace(found, groups=tuple(work.group(*group) for group in groups), by_design=work.by_design)


def _ranking(microdata: Microdata, item: str) -> VariableSet:
    one = microdata.codebook.set_of(item)
    if one is None or one.kind != "ranking":
        kind = microdata.codebook.variable(item).level if one is None else one.kind
        known = [s.name for s in microdata.codebook.sets if s.kind == "ranking"]
        raise NotTabulable(f"{item!r} is no ranking but {kind}; rankings: {', '.join(known) or '(none)'}")
    return one


def _grouping(microdata: Microdata, by: str) -> Column:
    column = microdata.column(by)
    if not column.coded:
        raise NotTabulable(f"{by!r} has the level {column.variable.level} and no codes to group by")
    return column


def _places(microdata: Microdata, one: VariableSet) -> tuple[Integers, Integers]:
    """Ranks by person and option (0: not ranked), and each person's missing kind (0: ranked something)."""
    columns = [microdata.column(name) for name in one.variables]
    ranks = [_ranks(column) for column in columns]
    table = np.array(ranks, dtype=np.int64).reshape(len(columns), microdata.n).T
    missing = np.array([column.missing for column in columns], dtype=np.int64).T
    first = missing[np.arange(microdata.n), np.argmax(missing > 0, axis=1)]
    return table, np.where((missing == 0).any(1), 0, first)


def _ranks(column: Column) -> Integers:
    numbers = np.array([*(int(code.value) for code in column.variable.valid_codes), 0], dtype=np.int64)
    return numbers[column.values]


@dataclass(frozen=True, slots=True)
class _Work:
    """A ranking with the ranks of all people and their design."""

    one: VariableSet
    table: Integers
    design: Design
    level: float

    @property
    def by_design(self) -> bool:
        return self.design.weighted or not self.design.plain

    def group(self, code: str, label: Text, inside: Booleans) -> RankedGroup:
        """The worths among the people inside."""
        plain = RankedGroup(code, label, int(inside.sum()))
        if self.by_design:
            chosen, weights = self.table, self.design.weights_of(len(inside)) * inside
        else:
            chosen, weights = _united(self.table[inside])
        if not chosen[weights > 0].any():
            return replace(plain, refusal=NOBODY_RANKED)
        try:
            worths = plackett_luce(chosen, weights)
            spread = self._spread(worths, weights) if self.by_design else worths.covariance
        except NotConnected:
            return replace(plain, refusal=UNBOUNDED)
        except (TooFew, LonelyStratum):
            return replace(plain, refusal=ONE_OF_A_STRATUM)
        equal = None if self.by_design else equal_worths(chosen, weights)
        return replace(plain, rows=self._rows(worths, spread), equal=equal)

    def _spread(self, worths: Worths, weights: Floats) -> Floats:
        influence = pulls(self.table, worths.share) @ worths.covariance
        return covariance(weights[:, None] * influence, self.design, population=False)

    def _rows(self, worths: Worths, spread: Floats) -> tuple[WorthRow, ...]:
        errors = np.sqrt(np.maximum(np.diag(spread), 0))
        low, high = _limits(worths.share, spread, self.level)
        columns = (100 * worths.share, 100 * low, 100 * high, worths.log, errors)
        numbers = zip(*(column.tolist() for column in columns), strict=True)
        named = zip(self.one.options, self.one.option_labels, numbers, strict=True)
        return tuple(WorthRow(code, label, *values) for code, label, values in named)


def _united(table: Integers) -> tuple[Integers, Floats]:
    """The different rankings (rows of the table), and how many people gave each."""
    base, options = int(table.max(initial=0)) + 1, table.shape[1]
    if base**options >= 1 << 62:
        kinds, people = np.unique(table, axis=0, return_counts=True)
        return kinds, people.astype(float)
    steps = base ** np.arange(options)
    codes, people = np.unique(table @ steps, return_counts=True)
    return codes[:, None] // steps % base, people.astype(float)


def pulls(ranks: Integers, share: Floats) -> Floats:
    """Each person's derivative of the log likelihood by the log worths (n x k): at every place the option
    taken, less the chance of each option that was left."""
    found: Floats = np.zeros(ranks.shape)
    for place in range(1, int(ranks.max(initial=0)) + 1):
        taken = ranks == place
        left = np.where(taken.any(1)[:, None], (ranks >= place) | (ranks == 0), False) * share
        found += taken - left / np.where(left.any(1), left.sum(1), 1)[:, None]
    return found


def _limits(share: Floats, spread: Floats, level: float) -> tuple[Floats, Floats]:
    """Wald's limits on log(share / (1 - share)), whose gradient by the log worths is 1 for the option
    itself and -share_j / (1 - share) for every other."""
    gradient = -share[None, :] / (1 - share)[:, None]
    np.fill_diagonal(gradient, 1.0)
    half = normal_quantile(level) * np.sqrt(
        np.maximum(np.einsum("ij,jk,ik->i", gradient, spread, gradient), 0)
    )
    logit = np.log(share / (1 - share))
    return 1 / (1 + np.exp(half - logit)), 1 / (1 + np.exp(-half - logit))


guard(__name__)
