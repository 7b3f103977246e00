"""How two coded variables hang together: the measures that suit them, with intervals under the design."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np

from analysis import association, ordinal, paired, stratified, trend
from analysis.aggregate import Aggregate, Axis
from analysis.agreement import kappa
from analysis.arrays import Floats
from analysis.association_words import ONE_BY_ONE
from analysis.codebook import Text
from analysis.columns import Column
from analysis.correlation import linear_by_linear
from analysis.entrance import guard
from analysis.error_words import KINDS
from analysis.errors import NotTabulable, UndefinedStatistic
from analysis.estimates import covariance
from analysis.intervals import normal_quantile
from analysis.measures import Measure, one_of
from analysis.microdata import Microdata
from analysis.multiplicity import ADJUSTMENTS
from analysis.proportions import column_proportions, letters
from analysis.shown import Shown
from analysis.tables import Test


class DrawnUnequally(UndefinedStatistic):
    """A test of people drawn one by one, asked of another design."""


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure, what it takes as `given` ("row" predicts the column; "" where it has no direction), its
    value, standard error and limits; the last three None for a measure that has no asymptotic error here."""

    name: str
    given: str
    value: float
    standard_error: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Associations(Shown):
    """The measures of a table and the tests beside Pearson's (which `crosstab` gives).

    `n` people stand in the table, `missing` (by kind) outside it. `undefined` says why a measure or test has
    no value here, by its name, `errors` by which named error. `letters` are, for each row and column of the
    table, the columns whose share is lower (A the first), after the adjustment `adjust`; empty when no
    comparison is made. `common_odds` and the tests of `within` refer to the strata of that variable.
    `by_design`: standard errors come from the design's covariance, else from the asymptotic formula of people
    drawn one by one.
    """

    row: str
    column: str
    row_label: Text
    column_label: Text
    n: int
    missing: Mapping[str, int]
    measures: tuple[MeasureRow, ...] = ()
    tests: tuple[Test, ...] = ()
    undefined: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    letters: tuple[tuple[str, ...], ...] = ()
    within: str = ""
    common_odds: stratified.CommonOdds | None = None
    adjust: str = "bonferroni"
    level: float = 0.95
    by_design: bool = False
    row_codes: tuple[str, ...] = ()
    column_codes: tuple[str, ...] = ()
    row_labels: tuple[Text, ...] = ()
    column_labels: tuple[Text, ...] = ()


def associate(
    microdata: Microdata,
    row: str,
    column: str,
    *,
    within: str | None = None,
    adjust: str = "bonferroni",
    level: float = 0.95,
) -> Associations:
    """All measures of association of two coded variables, `row` and `column`, listwise.

    Nominal ones always; those of order when both variables are ordinal (Goodman and Kruskal 1979; the modules
    `association`, `ordinal`, `agreement`, `paired`, `stratified` give each formula); kappa and the tests of
    paired answers when both have the same codes. `level` (0 to 1) is that of the intervals. `within` names a
    third variable, in whose strata the Cochran-Mantel-Haenszel tests are made (and the common odds ratio of
    a 2 x 2 table). About the process behind the people (no finite population correction). NotTabulable for
    what has no codes or for a variable with itself; CodebookError for a name that is not there, DesignError
    for an unknown adjustment.
    """
    names = [name for name in (row, column, within) if name is not None]
    if len(set(names)) < len(names):
        raise NotTabulable("a variable cannot be crossed with itself")
    one_of(adjust, tuple(ADJUSTMENTS))
    normal_quantile(level)
    columns = [microdata.column(name) for name in names]
    for one in columns:
        Axis.of(one)
    sums = Aggregate.of(microdata.design, columns[0], columns[1])
    by_design = microdata.design.weighted or not microdata.design.plain
    table = sums.weighted_table() if by_design else sums.table().astype(float)
    work = _Work(microdata, (columns[0], columns[1]), table, level, by_design)
    plain = _unmeasured(columns, sums, adjust=adjust, level=level, by_design=by_design)
    rows = tuple(found for name, compute in work.measures() for found in work.tried(name, compute))
    tests = tuple(found for name, compute in work.tests() for found in work.tried(name, compute))
    compared = next(work.tried("column proportions", lambda: work.compared(adjust)), ())
    whole = replace(plain, measures=rows, tests=tests, letters=compared)
    return replace(_within(whole, work, columns[2:]), undefined=work.undefined, errors=work.errors)


def _unmeasured(columns: Sequence[Column], sums: Aggregate, **wishes: Any) -> Associations:
    """What is known of a table before anything is measured."""
    row, column = (one.variable for one in columns[:2])
    return Associations(
        row.name,
        column.name,
        row.label,
        column.label,
        int(sums.table().sum()),
        sums.missing(),
        **wishes,
        row_codes=tuple(code.value for code in row.valid_codes),
        column_codes=tuple(code.value for code in column.valid_codes),
        row_labels=tuple(code.label for code in row.valid_codes),
        column_labels=tuple(code.label for code in column.valid_codes),
    )


@dataclass(slots=True)
class _Work:
    """A table with its people: what is computed of it, and what could not be."""

    microdata: Microdata
    columns: tuple[Column, Column]
    table: Floats
    level: float
    by_design: bool
    undefined: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def ordered(self) -> bool:
        return all(one.variable.level == "ordinal" for one in self.columns)

    @property
    def same_codes(self) -> bool:
        one, other = ([code.value for code in c.variable.valid_codes] for c in self.columns)
        return one == other

    def tried(self, name: str, compute: Callable[[], Any]) -> Iterator[Any]:
        """The value, or nothing with the reason kept."""
        try:
            yield compute()
        except UndefinedStatistic as error:
            self.undefined[name] = str(error)
            self.errors[name] = next(one.__name__ for one in type(error).__mro__ if one.__name__ in KINDS)

    def measures(self) -> Iterator[tuple[str, Callable[[], MeasureRow]]]:
        """Names and computations of the measures that suit the variables."""
        for name, size in _SIZES.items():
            yield name, partial(self._sized, name, size)
        for given in ("row", "column"):
            for name, measure in _DIRECTED.items():
                yield f"{name} given the {given}", partial(self._measured, measure, given)
        if self.ordered:
            for name, measure in _ORDERED.items():
                yield name, partial(self._measured, measure, "")
            for given in ("row", "column", "both"):
                yield f"Somers' d given {given}", partial(self._measured, ordinal.somers_d, given)
        if self.same_codes:
            for weights in ("none", "linear", "quadratic") if self.ordered else ("none",):
                yield f"kappa, weights {weights}", partial(self._kappa, weights)

    def _sized(self, name: str, size: Callable[[Floats], float]) -> MeasureRow:
        return MeasureRow(name, "", size(self.table))

    def _measured(self, measure: Callable[..., Measure], given: str) -> MeasureRow:
        return self._row(measure(self.table, given) if given else measure(self.table), given)

    def _kappa(self, weights: Any) -> MeasureRow:
        found = kappa(self.table, weights)
        named = found.name if weights == "none" else f"{weights} weighted kappa"
        return replace(self._row(found, ""), name=named)

    def _row(self, measure: Measure, given: str) -> MeasureRow:
        error = self._error(measure)
        return MeasureRow(measure.name, given, measure.value, error, *measure.limits(error, self.level))

    def _error(self, measure: Measure) -> float:
        """The standard error; under a design, of the people's influences as scores."""
        if not self.by_design:
            return measure.standard_error
        row, column = self.columns
        inside, design = row.answered & column.answered, self.microdata.design
        place = np.where(inside, row.values, 0).astype(int), np.where(inside, column.values, 0).astype(int)
        share = measure.counts / measure.counts.sum()
        centred = measure.influence - (share * measure.influence).sum()
        weights = np.where(inside, design.weights_of(len(inside)), 0.0) / measure.counts.sum()
        spread = covariance(weights * centred[place], design, population=False)
        return float(np.sqrt(max(spread[0, 0], 0.0)))

    def tests(self) -> Iterator[tuple[str, Callable[[], Test]]]:
        """Names and computations of the tests that suit the variables."""
        if self.ordered:
            yield "linear-by-linear", self._plainly(self._linear)
        if self.columns[1].variable.level == "ordinal" and len(self.table) == 2:
            yield "trend of shares", self._plainly(trend.cochran_armitage)
        if self.same_codes:
            yield "symmetry", self._plainly(paired.bowker)
            yield "marginal homogeneity", self._plainly(lambda t: paired.stuart_maxwell(t).stuart_maxwell)

    def _plainly(self, test: Callable[[Floats], Test]) -> Callable[[], Test]:
        return lambda: test(self.unweighted())

    def unweighted(self) -> Floats:
        """The counts; DrawnUnequally when people count differently or were drawn together."""
        if self.by_design:
            raise DrawnUnequally(ONE_BY_ONE)
        return Aggregate.of(self.microdata.design, *self.columns).table().astype(float)

    @staticmethod
    def _linear(counts: Floats) -> Test:
        found = linear_by_linear(counts)
        return Test("linear-by-linear", found.statistic, None, found.p)

    def compared(self, adjust: str) -> tuple[tuple[str, ...], ...]:
        counts = self.unweighted()
        return letters(column_proportions(counts, adjust), counts.shape[1], self.level)


def _within(whole: Associations, work: _Work, third: list[Column]) -> Associations:
    """The same with the tests in strata, if a third variable is named."""
    if not third:
        return whole
    strata = partial(_strata, work, third[0])
    landis = list(work.tried("within strata", lambda: stratified.cochran_mantel_haenszel(strata())))
    tests = [t for one in landis for t in (one.correlation, one.row_means, one.column_means, one.general)]
    odds = None
    if work.table.shape == (2, 2):
        odds = next(work.tried("common odds ratio", lambda: stratified.mantel_haenszel(strata())), None)
        if odds is None:
            tests += work.tried("within strata", lambda: stratified.mantel_haenszel_test(strata()))
        tests += [h.test for h in work.tried("homogeneity", lambda: stratified.breslow_day(strata()))]
    return replace(whole, tests=(*whole.tests, *tests), common_odds=odds, within=third[0].variable.name)


def _strata(work: _Work, third: Column) -> Floats:
    """The counts by the third variable's codes (strata x rows x columns), those of nobody left out."""
    work.unweighted()
    axes = (third, *work.columns)
    inside = np.logical_and.reduce([one.answered for one in axes])
    shape = tuple(len(one.variable.valid_codes) for one in axes)
    place = np.ravel_multi_index([one.values[inside].astype(int) for one in axes], shape)
    counts = np.bincount(place, minlength=int(np.prod(shape))).reshape(shape).astype(float)
    return counts[counts.sum((1, 2)) > 0]


_SIZES: Mapping[str, Callable[[Floats], float]] = {
    "phi": association.phi,
    "contingency coefficient": association.contingency,
    "Cramer's V": association.cramers_v,
    "Tschuprow's T": association.tschuprow_t,
}
_DIRECTED: Mapping[str, Callable[..., Measure]] = {
    "lambda": association.goodman_kruskal_lambda,
    "tau": association.goodman_kruskal_tau,
    "uncertainty": association.uncertainty,
}
_ORDERED: Mapping[str, Callable[..., Measure]] = {
    "gamma": ordinal.gamma,
    "tau-b": ordinal.tau_b,
    "tau-c": ordinal.tau_c,
}


guard(__name__)
