"""Multiple-response sets: n people x k options, chosen or not; bases, tests of options, and groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arrays import Booleans, Floats, Integers
from analysis.entrance import guard
from analysis.errors import NobodyAnswered, NotANumber, TooFew
from analysis.hypotheses import pearson, without_empty
from analysis.multiplicity import adjusted
from analysis.repeated import within_test
from analysis.tables import Test


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """Choices per option (k) under three bases. `people` answered the set, `choosing` of them chose any
    option, and made `answers` choices together; all weighted. Per cents run from 0 to 100."""

    counts: Floats
    people: float
    choosing: float
    answers: float

    @property
    def percent_of_people(self) -> Floats:
        """Of all who answered the set."""
        return _percents(self.counts, self.people)

    @property
    def percent_of_choosing(self) -> Floats:
        """Of those who chose any option ("per cent of cases"); NobodyAnswered when nobody did."""
        return _percents(self.counts, self.choosing)

    @property
    def percent_of_answers(self) -> Floats:
        """Of all choices made; NobodyAnswered when there are none."""
        return _percents(self.counts, self.answers)

    @property
    def mean_answers(self) -> float:
        """Choices per person who answered the set."""
        return float(_percents(self.answers, self.people)) / 100


def _percents(part: Floats | float, whole: float) -> Floats:
    if whole <= 0:
        raise NobodyAnswered("nobody stands in the base of these per cents")
    return np.asarray(100 * part / whole, dtype=float)


def choices(chosen: Booleans, weights: Floats | None = None) -> Choices:
    """The choices of n people (all options known) among k options, n x k, by weight."""
    table = _chosen(chosen)
    w = np.ones(len(table)) if weights is None else np.asarray(weights, dtype=float)
    if len(w) != len(table) or not (np.isfinite(w) & (w >= 0)).all():
        raise NotANumber("weights are finite numbers from 0 up, one per person")
    counts = w @ table
    return Choices(counts, float(w.sum()), float(w[table.any(1)].sum()), float(counts.sum()))


def _chosen(chosen: Booleans | Floats) -> Floats:
    table = np.asarray(chosen, dtype=float)
    if table.ndim != 2 or not np.isin(table, (0.0, 1.0)).all():
        raise NotANumber("choices are n people x k options of 0 and 1")
    return table


def choices_by(
    chosen: Booleans, groups: Integers, weights: Floats | None = None
) -> tuple[tuple[int, Choices], ...]:
    """The choices of each group with people: (its code, its choices), codes rising."""
    codes = np.asarray(groups)
    w = np.ones(len(codes)) if weights is None else np.asarray(weights, dtype=float)
    return tuple((int(one), choices(chosen[codes == one], w[codes == one])) for one in np.unique(codes))


def cochran_q(chosen: Booleans) -> Test:
    """Cochran's (1950) Q: whether the k options are chosen equally often by the same n people; people who
    chose all or none say nothing. It is Friedman's test of 0/1 values. NoVariation when nobody is left."""
    return within_test(_chosen(chosen), "Cochran's Q")


@dataclass(frozen=True, slots=True)
class ItemTest:
    """Pearson's test of one option by group, its p adjusted for all the options tested."""

    test: Test
    adjusted: float


def item_tests(tables: Sequence[Floats], adjustment: str = "holm") -> tuple[ItemTest, ...]:
    """Pearson's test of each option by group (tables of counts, 2 x groups), p adjusted together; TooFew
    when an option was chosen by nobody or by all."""
    if not tables:
        raise TooFew("no options to test")
    tests = [pearson(without_empty(np.asarray(one, dtype=float))[0]) for one in tables]
    several = adjusted([one.p for one in tests], adjustment).tolist()
    return tuple(ItemTest(test, p) for test, p in zip(tests, several, strict=True))


guard(__name__)
