"""Tests of independence in a table of counts, and the strength of what they find.

Tables are arrays rows x columns; tests and measures leave out rows and columns that hold nobody. All tests
condition on nothing but what their names say, and no p is ever computed as 1 minus something.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from math import lgamma, log, pi

import numpy as np
from scipy import optimize, special

from analysis.arrays import Booleans, Floats, Integers
from analysis.contingency import Contingency
from analysis.entrance import guard
from analysis.errors import TooFew, TooMuchWork, UndefinedStatistic
from analysis.exact import freeman_halton
from analysis.random_tables import random_tables
from analysis.tables import Test

REPLICATES = 9_999
"""Random tables of a Monte-Carlo test; its standard error is at most 0.005."""
ENOUGH = 400
"""Random tables at least as far as the observed one with which `independence` stops to draw."""
MOMENT = 20_000
"""The work that `independence` gives to the exact test, a few milliseconds."""
MANY = 1e6
"""Tables with the same margins of which the exact test can hardly follow all in a moment."""


def without_empty(counts: Floats) -> tuple[Floats, Booleans, Booleans]:
    """The table without rows and columns that hold nobody, and which rows and columns stay."""
    rows, columns = counts.sum(1) > 0, counts.sum(0) > 0
    return counts[rows][:, columns], rows, columns


def filled(counts: Floats) -> Floats:
    """The table without rows and columns that hold nobody; TooFew when fewer than two of either stay."""
    return Contingency.of(counts).counts


def expected(counts: Floats) -> Floats:
    """Expected counts under independence, n_i. n_.j / n; 0 along empty rows and columns."""
    return _expected(counts)


def _expected(counts: Floats) -> Floats:
    n = counts.sum()
    return np.multiply.outer(counts.sum(1), counts.sum(0)) / n if n else np.zeros(counts.shape)


def pearson_residuals(counts: Floats) -> Floats:
    """(count - expected) / sqrt(expected); 0 where nothing is expected."""
    wanted = _expected(counts)
    return _quotient(counts - wanted, np.sqrt(wanted))


def adjusted_residuals(counts: Floats) -> Floats:
    """Haberman's (1973) residuals (count - expected) / sqrt(expected (1 - n_i. / n) (1 - n_.j / n)), standard
    normal if independent; 0 where the margins force the count."""
    return _fitted(counts)[1]


def fitted(counts: Floats) -> tuple[Floats, Floats]:
    """Expected counts and adjusted residuals together."""
    return _fitted(counts)


def _fitted(counts: Floats) -> tuple[Floats, Floats]:
    n, rows, columns = counts.sum(), counts.sum(1), counts.sum(0)
    if not n:
        return np.zeros(counts.shape), np.zeros(counts.shape)
    wanted = np.multiply.outer(rows, columns) / n
    left = (np.maximum(1 - whole / n, 0) for whole in (rows, columns))
    spread = wanted * np.multiply.outer(*left)
    return wanted, _quotient(counts - wanted, np.sqrt(spread))


def _quotient(above: Floats, below: Floats) -> Floats:
    return np.divide(above, below, out=np.zeros_like(above, dtype=float), where=below > 0)


def pearson(counts: Floats) -> Test:
    """Pearson's (1900) chi-square test of independence, sum (count - expected)^2 / expected, without
    continuity correction (R: chisq.test(correct=FALSE)).

    >>> round(pearson(np.array([[5, 3, 8], [4, 7, 2]])).statistic, 4)
    5.0549
    """
    return Contingency.of(counts).pearson


def likelihood_ratio(counts: Floats) -> Test:
    """The likelihood-ratio test (Wilks 1938; R vcd: assocstats) G^2 = 2 sum count log(count / expected)."""
    table = Contingency.of(counts)
    statistic = max(0.0, float(2 * special.xlogy(table.counts, table.counts / table.expected).sum()))
    return Test("likelihood-ratio G", statistic, table.df, float(special.chdtrc(table.df, statistic)))


def exact(counts: Floats) -> Test:
    """Freeman and Halton's exact test (Fisher's for 2 x 2); TooMuchWork when the table is too large."""
    return Test("Freeman-Halton exact", pearson(counts).statistic, None, freeman_halton(counts))


def monte_carlo(
    counts: Floats, seed: int = 2026, replicates: int = REPLICATES, enough: int | None = None
) -> Test:
    """Pearson's chi-square against random tables of the same margins (R: simulate.p.value=TRUE).

    p = (1 + tables at least as far) / (1 + replicates), with its standard error. Given `enough`, the
    drawing stops at the table with which so many are at least as far, and p = enough / tables drawn (Besag
    and Clifford 1991): its error is p / sqrt(enough) at most, the same part of every p. TooFew
    for less than one table.
    """
    if min(replicates, 1 if enough is None else enough) < 1:
        raise TooFew("a Monte-Carlo test needs at least one random table")
    table = Contingency.of(counts)
    return _monte_carlo(table, table.pearson, seed, (replicates, enough))


def _monte_carlo(table: Contingency, observed: Test, seed: int, most: tuple[int, int | None]) -> Test:
    """The same, `most` tables and tables as far."""
    (replicates, enough), far, drawn = most, 0, 0
    wanted, draw = random_tables(table.counts, seed)
    while drawn < replicates:
        size = _portion(observed.p, far, drawn, enough) if enough else replicates
        distance = _chi_squares(draw(min(size, replicates - drawn)), wanted)
        hits = np.flatnonzero(distance >= observed.statistic * (1 - 1e-7))
        if enough is not None and far + len(hits) >= enough:
            drawn += int(hits[enough - far - 1]) + 1
            return _simulated(observed, enough / drawn, drawn, seed)
        far, drawn = far + len(hits), drawn + len(distance)
    return _simulated(observed, (1 + far) / (1 + drawn), drawn, seed)


def _chi_squares(tables: Integers, wanted: Floats) -> Floats:
    """Pearson's statistics of tables (rows x columns x tables) where so many are expected."""
    excess = tables.reshape(wanted.size, -1).astype(float)
    excess -= wanted.reshape(-1, 1)
    found: Floats = (1 / wanted).ravel() @ np.square(excess, out=excess)
    return found


def _simulated(observed: Test, p: float, drawn: int, seed: int) -> Test:
    error = float(np.sqrt(p * (1 - p) / drawn))
    return Test("Monte-Carlo chi-square", observed.statistic, None, p, error=error, seed=seed, drawn=drawn)


def _portion(p: float, far: int, drawn: int, enough: int) -> int:
    """Tables that `enough` will take with a probability of about 98 % (negative binomial: the mean and two
    standard deviations), by what was drawn or else by the p of chi-square."""
    share, left = (far + 1) / (drawn + 1) if drawn else max(p, 1e-6), enough - far
    return 1 + int((left + 2 * np.sqrt(left * (1 - share) + 1)) / share)


def too_small(counts: Floats) -> bool:
    """Whether expected counts are too small for chi-square: any below 1, over a fifth below 5 (Cochran)."""
    return Contingency.of(counts).too_small


def independence(counts: Floats, seed: int = 2026) -> Test:
    """The test that suits the table: Pearson's where expected counts are large enough (`too_small`), else
    the exact one where it is the work of a moment, else Monte Carlo until p is known to a twentieth. The
    exact test is tried where there are fewer than MANY tables with these margins, or where so few are as far
    that no random one would be. `exact` itself follows far larger tables, for half a second."""
    return _suited(Contingency.of(counts), seed)


def suited(table: Contingency, seed: int = 2026) -> Test:
    """The same of a table that is laid out already."""
    return _suited(table, seed)


def _suited(table: Contingency, seed: int) -> Test:
    plain = table.pearson
    if not table.too_small:
        return plain
    if _log_tables(table.rows, table.columns) < log(MANY) or plain.p < 1 / REPLICATES:
        with suppress(TooMuchWork):
            p = freeman_halton(table.counts, MOMENT)
            return replace(plain, name="Freeman-Halton exact", df=None, p=p)
    return _monte_carlo(table, plain, seed, (REPLICATES, ENOUGH))


def _log_tables(rows: Floats, columns: Floats) -> float:
    """The log of how many tables have these margins, about: of all ways to fill the columns one by one, the
    part whose row sums come out, by their normal density (Gail and Mantel 1977); the mean of the logs by
    columns and by rows."""
    found, n = 0.0, rows.sum()
    for one, other in ((rows, columns), (columns, rows)):
        r = len(one)
        ways = (special.gammaln(other + r) - special.gammaln(other + 1)).sum() - len(other) * lgamma(r)
        spread = (other * (other + r)).sum() / (r * (r + 1))
        density = log(r) - (r - 1) * log(2 * pi * spread) - ((one - n / r) ** 2).sum() / spread
        found += (ways + density / 2) / 2
    return float(found)


@dataclass(frozen=True, slots=True)
class Strength:
    """Cramer's V with the limits of its interval."""

    value: float
    low: float
    high: float


def cramers_v(counts: Floats, level: float = 0.95) -> Strength:
    """Cramer's V = sqrt(X^2 / (n (k - 1))), k the smaller side, with the interval of `v_interval`."""
    table = Contingency.of(counts)
    return v_interval(table.statistic, table.df, table.scale, level)


def corrected_v(counts: Floats) -> float:
    """Cramer's V corrected for its bias upwards (Bergsma 2013): phi^2 - df/(n - 1), not below 0, over the
    corrected smaller side - 1; 0 where that is 0 too."""
    return Contingency.of(counts).corrected_v


def v_interval(statistic: float, df: int, scale: float, level: float = 0.95) -> Strength:
    """V = sqrt(X^2 / scale) with limits from the noncentral chi-square: the noncentralities under which X^2
    lies at the upper and the lower (1 - level) / 2 point, divided by the same scale n (k - 1)
    (Smithson 2003, Confidence Intervals, ch. 5; R: effectsize::cramers_v). The upper limit is at most 1.

    The limits are of the V of the process; that of a sample overstates it (under independence its square
    is df / scale on average), so that in a large table it may lie above the upper limit. Where the table
    fits independence better than chance would, the limit is 0 however few the people are: a verdict must
    look at `smallest_detectable` too.
    """
    tail = (1 - level) / 2
    limits = [_noncentrality(statistic, df, upper) for upper in (tail, 1 - tail)]
    value, low, high = (float(min(1.0, np.sqrt(x / scale))) for x in (statistic, *limits))
    return Strength(value, low, high)


def noncentrality(statistic: float, df: float, upper: float) -> float:
    """The noncentrality under which a chi-square exceeds `statistic` with probability `upper`; 0 when even
    the central one exceeds it more often. The root of a statistic above 1e8 is as good as normal."""
    return _noncentrality(statistic, df, upper)


@lru_cache(maxsize=1_000)
def _noncentrality(statistic: float, df: float, upper: float) -> float:
    if not (0 <= statistic < np.inf and 0 < df < 1e15 and 0 < upper < 1):
        raise UndefinedStatistic(f"no noncentrality for a statistic of {statistic:g} with df {df:g}")
    if statistic > 1e8:
        return max(0.0, float(np.sqrt(statistic) + special.ndtri(upper)) ** 2 - (df - 1))
    if special.chdtrc(df, statistic) >= upper:
        return 0.0

    def excess(ncp: float) -> float:
        return 1 - upper - float(special.chndtr(statistic, df, ncp))

    top = statistic + 10.0
    while excess(top) < 0:
        top *= 2
    return float(optimize.brentq(excess, 1e-12, top, xtol=1e-10, rtol=1e-12))


def smallest_detectable(df: float, scale: float, level: float = 0.95, power: float = 0.8) -> float:
    """The V that Pearson's test at 1 - level finds with the given power; scale = n (k - 1); at most 1."""
    critical = float(special.chdtri(df, 1 - level))
    return float(min(1.0, np.sqrt(_noncentrality(critical, df, power) / scale)))


guard(__name__)
