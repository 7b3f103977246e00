"""Tables of two by two: odds, risks, differences, and the chi-square corrected for continuity.

Counts are [[a, b], [c, d]], rows the groups. NotTabulable for another shape; the exact test and the
conditional odds ratio are in `analysis.conditional`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis import hypotheses
from analysis.arrays import Floats
from analysis.entrance import guard
from analysis.errors import NotANumber, NotTabulable, TooFew, TooSparse
from analysis.intervals import normal_quantile, wilson
from analysis.measures import checked
from analysis.tables import Test


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison of two groups: its value with the limits of its interval."""

    value: float
    low: float
    high: float


def yates(counts: Floats) -> Test:
    """Pearson's chi-square with Yates's (1934) correction: each |count - expected| less 1/2, at most itself
    (R: chisq.test(correct=TRUE))."""
    table = fourfold(counts)
    hypotheses.pearson(hypotheses.without_empty(table)[0])
    wanted = hypotheses.expected(table)
    away = np.abs(table - wanted)
    statistic = float(((away - min(0.5, float(away.min()))) ** 2 / wanted).sum())
    p = float(stats.chi2.sf(statistic, 1))
    return Test("Pearson chi-square, Yates's correction", statistic, 1, p)


def odds_ratio(counts: Floats, level: float = 0.95) -> Compared:
    """ad / (bc) with Woolf's (1955) limits exp(log OR -+ z sqrt(1/a + 1/b + 1/c + 1/d)) (R epitools:
    oddsratio.wald). TooSparse when a cell is empty: use `conditional.odds_ratio`."""
    (a, b), (c, d) = _without_zeros(counts, "odds ratio")
    error = np.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return from_logarithm(float(np.log(a) - np.log(b) - np.log(c) + np.log(d)), float(error), level)


def risk_ratio(counts: Floats, level: float = 0.95) -> Compared:
    """The second column's share in the second row over that in the first, [d / (c + d)] / [b / (a + b)], with
    limits exp(log RR -+ z sqrt(1/b - 1/(a + b) + 1/d - 1/(c + d))) (R epitools: riskratio.wald). TooSparse
    when one of the two shares is 0."""
    table = fourfold(counts)
    base, cases = table.sum(1), table[:, 1]
    if not (base.all() and cases.all()):
        raise TooSparse("the risk ratio has no interval when a group has no case")
    error = np.sqrt((1 / cases - 1 / base).sum())
    return from_logarithm(float(np.log(cases[1] / base[1]) - np.log(cases[0] / base[0])), float(error), level)


def difference(counts: Floats, level: float = 0.95, *, newcombe: bool = False) -> Compared:
    """The first column's share in the first row less that in the second.

    Limits after Wald, -+ z sqrt(sum p (1 - p) / n), within -1 and 1 (R: prop.test(correct=FALSE)); or
    after Newcombe (1998, method 10) from Wilson's two intervals, which suits small groups better.
    TooFew when a row is empty.
    """
    table = fourfold(counts)
    base = table.sum(1)
    if not base.all():
        raise TooFew("a difference of shares needs people in both rows")
    share = table[:, 0] / base
    value = float(share[0] - share[1])
    if newcombe:
        return _newcombe(table[:, 0], base, value, level)
    half = float(normal_quantile(level) * np.sqrt((share * (1 - share) / base).sum()))
    return Compared(value, max(-1.0, value - half), min(1.0, value + half))


def _newcombe(cases: Floats, base: Floats, value: float, level: float) -> Compared:
    low, high = (np.asarray(limits) for limits in wilson(cases, base, level))
    first, second = cases / base
    below = np.hypot(first - low[0], high[1] - second)
    above = np.hypot(high[0] - first, second - low[1])
    return Compared(value, value - float(below), value + float(above))


def yule_q(counts: Floats) -> float:
    """Yule's (1900) Q = (ad - bc) / (ad + bc), gamma of the table; TooFew when both products are 0."""
    return _contrast(*_products(counts))


def yule_y(counts: Floats) -> float:
    """Yule's (1912) Y, the same of the square roots of the products; TooFew when both products are 0."""
    return _contrast(*np.sqrt(_products(counts)))


def fourfold(counts: Floats) -> Floats:
    """The counts as floats; NotTabulable for a table that is not 2 x 2."""
    table = checked(counts)
    if table.shape != (2, 2):
        raise NotTabulable(f"this needs two rows and two columns, not {table.shape[0]} x {table.shape[1]}")
    return table


def _products(counts: Floats) -> Floats:
    (a, b), (c, d) = fourfold(counts)
    return np.array([a * d, b * c])


def _contrast(same: float, other: float) -> float:
    if not same + other:
        raise TooFew("Yule's measures need people in both rows and both columns")
    return float((same - other) / (same + other))


def _without_zeros(counts: Floats, what: str) -> Floats:
    table = fourfold(counts)
    if not table.all():
        raise TooSparse(f"the {what} has no Wald interval when a cell is empty")
    return table


def from_logarithm(logarithm: float, error: float, level: float) -> Compared:
    """A ratio with its limits from its logarithm and that one's standard error; TooSparse when a limit is
    beyond all numbers."""
    if error < 0:
        raise NotANumber(f"a standard error is 0 or more, not {error:g}")
    half = normal_quantile(level) * error
    if abs(logarithm) + half > 700:
        raise TooSparse("the counts are too small: the ratio's limits are beyond all numbers")
    value, low, high = np.exp([logarithm, logarithm - half, logarithm + half]).tolist()
    return Compared(value, low, high)


guard(__name__)
