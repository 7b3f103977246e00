"""R's statistics by key -> how we compute them, as pairs (ours, R's) of a data set's entry."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from scipy import stats

from analysis import exact, hypotheses, intervals
from analysis.aggregate import Aggregate
from analysis.crosstabs import crosstab, percents
from analysis.design import Design
from analysis.hypotheses import without_empty
from analysis.tallies import tally
from tests.oracles.beside import Pair, number, refuses
from tests.oracles.r_optim import reached
from tests.oracles.sources import NotCovered, categories, having, repeated, tabulated

Entry = dict[str, Any]
Route = Callable[[str, Entry], Iterator[Pair]]
ROUTES: dict[str, Route] = {}


def route(*stats: str) -> Callable[[Route], Route]:
    """Register a function for one or more keys."""

    def add(function: Route) -> Route:
        ROUTES.update(dict.fromkeys(stats, function))
        return function

    return add


def counts_of(dataset: str, entry: Entry) -> np.ndarray:
    """The two-way counts of an entry, through our own cross-tab; a row may stand for several people."""
    data, (row, column), times = tabulated(dataset, entry)
    return np.array(
        crosstab(data if times is None else repeated(data, times), row, column).counts, dtype=float
    )


def tally_of(dataset: str, entry: Entry) -> Any:
    """The tally of an entry's variable."""
    names = entry["args"]["variables"]
    return tally(categories(having(dataset, *names), names), names[0])


@route("freq.counts")
def _counts(dataset: str, entry: Entry) -> Iterator[Pair]:
    result = tally_of(dataset, entry)
    yield [*(row.count for row in result.rows), sum(result.missing.values())], list(entry["value"].values())


@route("freq.percent_valid")
def _valid(dataset: str, entry: Entry) -> Iterator[Pair]:
    result = tally_of(dataset, entry)
    yield [row.percent for row in result.rows], list(entry["value"].values())


@route("freq.percent_all")
def _all(dataset: str, entry: Entry) -> Iterator[Pair]:
    result = tally_of(dataset, entry)
    people = [*(row.count for row in result.rows), sum(result.missing.values())]
    yield [100 * count / result.n for count in people], list(entry["value"].values())


@route("freq.cumulative_percent")
def _cumulative(dataset: str, entry: Entry) -> Iterator[Pair]:
    result = tally_of(dataset, entry)
    yield np.cumsum([row.percent for row in result.rows]), list(entry["value"].values())


INTERVALS = {
    "wilson": intervals.wilson,
    "wilson_continuity": intervals.wilson_continuity,
    "wald": intervals.wald,
    "agresti_coull": intervals.agresti_coull,
    "clopper_pearson": intervals.clopper_pearson,
    "clopper_pearson_qbeta": intervals.clopper_pearson,
    "jeffreys": intervals.jeffreys,
}


@route(*(f"ci.{name}" for name in INTERVALS))
def _interval(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield _limits(entry["stat"].partition(".")[2], entry)


@route("edge.ci", "edge.huge")
def _edge_interval(dataset: str, entry: Entry) -> Iterator[Pair]:
    name = entry["id"].split("/")[2].partition("~")[0]
    if name not in INTERVALS:
        raise NotCovered(name)
    yield _limits(name, entry)


def _limits(name: str, entry: Entry) -> Pair:
    theirs = list(entry["value"].values()) if isinstance(entry["value"], dict) else entry["value"]
    return INTERVALS[name](entry["args"]["x"], entry["args"]["n"]), theirs[-2:]


@route("ci.fpc_wilson")
def _finite(dataset: str, entry: Entry) -> Iterator[Pair]:
    x, n, population = (entry["args"][key] for key in ("x", "n", "N"))
    limits = intervals.wilson_finite(x, n, population)
    yield [intervals.finite_size(n, population), *limits], list(entry["value"].values())


@route("ci.fpc_se")
def _finite_se(dataset: str, entry: Entry) -> Iterator[Pair]:
    x, n, population = (entry["args"][key] for key in ("x", "n", "N"))
    yield intervals.standard_error_finite(x, n, population), entry["value"]["se"]


@route("ci.fpc_hypergeometric")
def _hypergeometric(dataset: str, entry: Entry) -> Iterator[Pair]:
    x, n, population = (entry["args"][key] for key in ("x", "n", "N"))
    low, high = intervals.hypergeometric(x, n, population)
    yield [low, high, low / population, high / population], list(entry["value"].values())


@route("ci.multinomial_goodman")
def _goodman(dataset: str, entry: Entry) -> Iterator[Pair]:
    result = tally_of(dataset, entry)
    limits = intervals.goodman([row.count for row in result.rows])
    yield limits, [list(entry["value"][side].values()) for side in ("lower", "upper")]


TABLES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "xtab.counts": lambda counts: counts,
    "xtab.expected": hypotheses.expected,
    "xtab.residuals_pearson": hypotheses.pearson_residuals,
    "xtab.residuals_adjusted": hypotheses.adjusted_residuals,
    "xtab.row_percent": lambda counts: percents(counts, 1),
    "xtab.col_percent": lambda counts: percents(counts, 0),
    "xtab.total_percent": lambda counts: 100 * counts / counts.sum(),
}


@route(*TABLES)
def _table(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield TABLES[entry["stat"]](counts_of(dataset, entry)), _numbers(entry["value"]["values"])


@route("xtab.counts_with_missing")
def _with_missing(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, names, _ = tabulated(dataset, entry)
    sums = Aggregate.of(data.design, data.column(names[0]), data.column(names[1]))
    whole, r, c = sums.counts.sum(0), sums.stub.valid, sums.banner.valid
    rows = np.vstack([whole[:r], whole[r:].sum(0, keepdims=True)])
    both = np.hstack([rows[:, :c], rows[:, c:].sum(1, keepdims=True)])
    keep_row, keep_column = both[-1].any(), both[:, -1].any()
    yield both[: None if keep_row else -1, : None if keep_column else -1], entry["value"]["values"]


@route("xtab.chisq")
def _chisq(dataset: str, entry: Entry) -> Iterator[Pair]:
    counts, value = counts_of(dataset, entry), entry["value"]
    test = hypotheses.pearson(counts)
    yield from number(lambda: test.statistic, value["statistic"])
    yield from number(lambda: test.p, value["p.value"])
    yield from degrees(test, counts, value["parameter"])


@route("xtab.g_test")
def _g(dataset: str, entry: Entry) -> Iterator[Pair]:
    counts, value = counts_of(dataset, entry), entry["value"]
    test = hypotheses.likelihood_ratio(counts)
    yield test.statistic, value["statistic"]
    yield from degrees(test, counts, value["df"])
    yield stats.chi2.sf(test.statistic, value["df"]), value["p.value"]


def degrees(test: Any, counts: np.ndarray, theirs: int) -> Iterator[Pair]:
    """R counts the degrees of freedom of categories of nobody, too."""
    rows, columns = counts.shape
    kept, *_ = without_empty(counts)
    yield (rows - 1) * (columns - 1), theirs
    yield test.df, (kept.shape[0] - 1) * (kept.shape[1] - 1)


@route("xtab.chisq_monte_carlo")
def _monte_carlo(dataset: str, entry: Entry) -> Iterator[Pair]:
    counts, value = counts_of(dataset, entry), entry["value"]
    test = hypotheses.monte_carlo(counts, replicates=9_999)
    if value["mc_se"] == "NaN":
        yield from number(lambda: test.p, value["p"])
        return
    allowed = 4 * math.hypot(value["mc_se"], test.error or 0) + 2 / 9_999
    yield max(abs(test.p - value["p"]) - allowed, 0), 0


@route("xtab.fisher_rxc")
def _fisher(dataset: str, entry: Entry) -> Iterator[Pair]:
    counts = counts_of(dataset, entry)
    try:
        yield exact.freeman_halton(counts, work=600_000_000), entry["value"]
    except exact.TooMuchWork as error:
        raise NotCovered("the exact test's bound") from error


@route("xtab.cells_expected_below_5")
def _small(dataset: str, entry: Entry) -> Iterator[Pair]:
    wanted = hypotheses.expected(counts_of(dataset, entry))
    below = wanted < 5
    yield [below.sum(), 100 * below.mean(), wanted.min()], list(entry["value"].values())


@route("xtab.cramers_v_ci")
def _v(dataset: str, entry: Entry) -> Iterator[Pair]:
    """Our limits must have the tails that R wanted, and be R's where those have them, too."""
    counts = without_empty(counts_of(dataset, entry))[0]
    found, test = hypotheses.cramers_v(counts), hypotheses.pearson(counts)
    scale = counts.sum() * (min(counts.shape) - 1)
    value, *limits = (entry["value"][key][0] for key in ("Cramers_v", "CI_low", "CI_high"))
    yield found.value, value
    for ours, theirs, wanted in zip((found.low, found.high), limits, (0.025, 0.975), strict=True):
        here, there = (stats.ncx2.sf(test.statistic, test.df, v**2 * scale) for v in (ours, theirs))
        if 0 < ours < 1:
            yield here, wanted
        if reached(there, wanted) or not 0 < theirs < 1:
            yield ours, theirs


@route("xtab.cramers_v_bias_corrected")
def _corrected(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield hypotheses.corrected_v(counts_of(dataset, entry)), entry["value"]


@route("xtab.weighted_counts", "xtab.weighted_col_percent", "xtab.weighted_cramers_v")
def _weighted(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, names, weights = tabulated(dataset, entry)
    sums = Aggregate.of(Design(weights), data.column(names[0]), data.column(names[1])).weighted_table()
    if entry["stat"].endswith("cramers_v"):
        yield from number(lambda: hypotheses.cramers_v(sums).value, entry["value"])
    else:
        ours = sums if entry["stat"].endswith("counts") else percents(sums, 0)
        yield ours, _numbers(entry["value"]["values"])


@route("edge.table")
def _edge_table(dataset: str, entry: Entry) -> Iterator[Pair]:
    """R's NaN is our 0 (a residual or per cent of nobody) or a refusal; R's test of 1 x k is our refusal."""
    counts, what = np.array(entry["table"]["values"], dtype=float), entry["id"].rpartition("~")[2]
    kept, *_ = without_empty(counts)
    if min(kept.shape) < 2 and what != "col_percent":
        yield refuses(lambda: hypotheses.pearson(kept)), True
    elif what.startswith("chisq"):
        yield from _edge_chisq(what, kept, entry["value"])
    else:
        compute = {
            "expected": "xtab.expected",
            "stdres": "xtab.residuals_adjusted",
            "col_percent": "xtab.col_percent",
        }
        yield TABLES[compute[what]](counts), _numbers(entry["value"]["values"])


def _edge_chisq(what: str, kept: np.ndarray, value: Entry) -> Iterator[Pair]:
    test = hypotheses.pearson(kept)
    if what == "chisq_dropping_empty":
        yield (*kept.shape, test.statistic, test.df), list(value.values())[:4]
        yield test.p, value["p.value"]
    else:
        yield from number(lambda: test.p, value["p.value"])


def _numbers(values: list[list[Any]]) -> list[list[float]]:
    return [[0.0 if value == "NaN" else value for value in row] for row in values]
