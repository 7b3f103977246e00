"""R's measures of association of two categorical variables, by our functions of the table's counts."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np

from analysis import association, correlation, fourfold, hypotheses, ordinal, proportions, trend
from analysis.errors import DesignError, UndefinedStatistic
from analysis.hypotheses import without_empty
from analysis.tables import Test
from analysis.tallies import tally
from tests.oracles.routes import Entry, Pair, crosstab_of, route
from tests.oracles.sources import having

Values = Mapping[str, Callable[[], Any]]


def each(value: Entry, ours: Values) -> Iterator[Pair]:
    """Every value of R's that we have by its key; where R has no number, we must refuse."""
    for key, compute in ours.items():
        yield from one(compute, value[key])


def one(compute: Callable[[], Any], theirs: Any) -> Iterator[Pair]:
    """Our value beside R's; a refusal beside an error or what is no number; infinity as a word."""
    if theirs in ("NaN", None) or (isinstance(theirs, dict) and "error" in theirs):
        yield refuses(compute), True
    elif theirs in ("Inf", "-Inf"):
        yield math.copysign(1, compute()) if math.isinf(compute()) else 0, 1 if theirs == "Inf" else -1
    else:
        yield compute(), theirs


def refuses(compute: Callable[[], Any]) -> bool:
    """Whether a computation ends in one of our named errors."""
    try:
        compute()
    except (UndefinedStatistic, DesignError):
        return True
    return False


def tested(test: Test, value: Entry) -> Iterator[Pair]:
    """Statistic, degrees of freedom and p of a test beside R's htest."""
    yield (test.statistic, test.df), (value["statistic"], value["parameter"])
    yield test.p, value["p.value"]


def table_of(dataset: str, entry: Entry) -> np.ndarray:
    """The counts of an entry's first two variables; a third one only says how often R took a row."""
    return np.array(crosstab_of(dataset, *entry["args"]["variables"][:2]).counts, dtype=float)


def edge_counts(entry: Entry) -> np.ndarray:
    """The table beside an edge entry's call."""
    return np.array(entry["table"]["values"], dtype=float)


@route("xtab.chisq_yates")
def _yates(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield from tested(fourfold.yates(table_of(dataset, entry)), entry["value"])


@route("xtab.assoc")
def _assoc(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield from each(entry["value"], _assoc_of(table_of(dataset, entry)))


def _assoc_of(counts: np.ndarray) -> Values:
    return {
        "phi": lambda: association.phi(counts),
        "contingency": lambda: association.contingency(counts),
        "cramers_v": lambda: association.cramers_v(counts),
    }


@route("xtab.tschuprow_t")
def _tschuprow(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield association.tschuprow_t(table_of(dataset, entry)), entry["value"]


@route("xtab.yule_q")
def _yule(dataset: str, entry: Entry) -> Iterator[Pair]:
    counts = table_of(dataset, entry)
    yield [fourfold.yule_q(counts), fourfold.yule_y(counts)], list(entry["value"].values())


def _lambdas(counts: np.ndarray) -> Values:
    given_row, given_column = (
        _measure(association.goodman_kruskal_lambda, counts, g) for g in ("row", "column")
    )
    return {
        "lambda_col_given_row": lambda: given_row().value,
        "lambda_cr_ase1": lambda: given_row().standard_error,
        "lambda_row_given_col": lambda: given_column().value,
        "lambda_rc_ase1": lambda: given_column().standard_error,
        "lambda_symmetric": lambda: association.symmetric_lambda(counts),
    }


def _taus(counts: np.ndarray) -> Values:
    return {
        "tau_col_given_row": lambda: association.goodman_kruskal_tau(counts).value,
        "tau_row_given_col": lambda: association.goodman_kruskal_tau(counts, "column").value,
    }


def _uncertainties(counts: np.ndarray) -> Values:
    given_row, given_column = (_measure(association.uncertainty, counts, g) for g in ("row", "column"))
    return {
        "u_col_given_row": lambda: given_row().value,
        "u_cr_ase1": lambda: given_row().standard_error,
        "u_row_given_col": lambda: given_column().value,
        "u_rc_ase1": lambda: given_column().standard_error,
        "u_symmetric": lambda: association.symmetric_uncertainty(counts),
    }


def _measure(function: Callable[..., Any], counts: np.ndarray, given: str) -> Callable[[], Any]:
    return lambda: function(counts, given)


DIRECTED = {
    "xtab.lambda": _lambdas,
    "xtab.goodman_kruskal_tau": _taus,
    "xtab.uncertainty": _uncertainties,
}


@route(*DIRECTED)
def _directed(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield from each(entry["value"], DIRECTED[entry["stat"]](table_of(dataset, entry)))


@route("xtab.odds_ratio_wald", "xtab.risk_ratio_wald")
def _ratio(dataset: str, entry: Entry) -> Iterator[Pair]:
    ratio = fourfold.odds_ratio if "odds" in entry["stat"] else fourfold.risk_ratio
    found = ratio(table_of(dataset, entry))
    yield [found.value, found.low, found.high], list(entry["value"].values())


@route("xtab.prop_diff_newcombe_free")
def _difference(dataset: str, entry: Entry) -> Iterator[Pair]:
    counts, value = table_of(dataset, entry), entry["value"]
    found = fourfold.difference(counts)
    yield found.value, value["estimate"]["prop 1"] - value["estimate"]["prop 2"]
    yield [found.low, found.high], value["conf.int"]
    yield hypotheses.pearson(counts).p, value["p.value"]


@route("edge.table_measures")
def _edge(dataset: str, entry: Entry) -> Iterator[Pair]:
    counts, value, what = edge_counts(entry), entry["value"], entry["id"].rpartition("~")[2]
    kinds = {"lambda": _lambdas, "gktau": _taus, "uncertainty": _uncertainties}
    if what in kinds:
        yield from each(value, kinds[what](counts))
    elif what == "assoc":
        yield from _edge_assoc(counts, value)
    else:
        yield from compared_columns(counts, value, "bonferroni")


def _edge_assoc(counts: np.ndarray, value: Entry) -> Iterator[Pair]:
    """R keeps empty rows and then has NaN, and has a phi for 2 x 2 only; a single row is our refusal."""
    kept, *_ = without_empty(counts)
    if min(kept.shape) < 2:
        yield from ((refuses(compute), True) for compute in _assoc_of(counts).values())
        return
    yield hypotheses.likelihood_ratio(kept).statistic, value["g"]
    known = {key: f for key, f in _assoc_of(counts).items() if value[key] not in ("NaN", None)}
    yield from each(value, known)


MEASURES: dict[str, tuple[str, Callable[[np.ndarray], Any]]] = {
    "gamma": ("gamma", ordinal.gamma),
    "tau_b": ("tau_b", ordinal.tau_b),
    "tau_c": ("tau_c", ordinal.tau_c),
    "somers_d_col_given_row": ("somers_d_cr", ordinal.somers_d),
    "somers_d_row_given_col": ("somers_d_rc", lambda counts: ordinal.somers_d(counts, "column")),
    "somers_d_symmetric": ("somers_d_symmetric", lambda counts: ordinal.somers_d(counts, "both")),
}


def compared_columns(counts: np.ndarray, value: Entry, how: str) -> Iterator[Pair]:
    """Every pair of columns in every row; R's NaN is our None, R's refusal ours."""
    if "error" in value or not counts.sum():
        yield refuses(lambda: proportions.column_proportions(counts, how)), True
    else:
        rows = proportions.column_proportions(counts, how)
        for pairs, theirs in zip(rows, value.values(), strict=True):
            for key, name in (("z", "z"), ("p", "p"), ("p_adjusted", "adjusted")):
                ours = [getattr(pair, name) for pair in pairs]
                wanted = [None if number == "NaN" else number for number in theirs[key]]
                yield [x is None for x in ours], [x is None for x in wanted]
                yield [x for x in ours if x is not None], [x for x in wanted if x is not None]


def _ordinal(counts: np.ndarray) -> Values:
    """Every measure with its two standard errors, by R's keys."""
    ours: dict[str, Callable[[], Any]] = {}
    for name, (short, measure) in MEASURES.items():
        ours[name] = partial(_part, measure, counts, "value")
        ours[f"{short}_ase1"] = partial(_part, measure, counts, "standard_error")
        ours[f"{short}_ase0"] = partial(_part, measure, counts, "null_error")
    return ours


def _part(measure: Callable[[np.ndarray], Any], counts: np.ndarray, name: str) -> Any:
    return getattr(measure(counts), name)


@route("ordinal.measures", "edge.table_ordinal")
def _measures(dataset: str, entry: Entry) -> Iterator[Pair]:
    counts = edge_counts(entry) if "table" in entry else table_of(dataset, entry)
    value = entry["value"]
    if counts.sum():
        yield ordinal.pair_counts(counts), (value["concordant_pairs"], value["discordant_pairs"])
    yield from each(value, {key: f for key, f in _ordinal(counts).items() if key in value})


@route("ordinal.gamma")
def _gamma(dataset: str, entry: Entry) -> Iterator[Pair]:
    found = ordinal.gamma(table_of(dataset, entry))
    yield [found.value, found.standard_error], [entry["value"]["gamma"], entry["value"]["ase"]]
    yield found.interval(), entry["value"]["conf.int"]


@route("ordinal.tau_b")
def _tau_b(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield ordinal.tau_b(table_of(dataset, entry)).value, entry["value"]


@route("ordinal.spearman_table")
def _rho(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield correlation.spearman(table_of(dataset, entry)).value, entry["value"]


CORRELATIONS = {
    "ordinal.spearman": correlation.spearman,
    "ordinal.pearson": correlation.pearson,
    "ordinal.kendall_test": correlation.kendall,
}


@route(*CORRELATIONS)
def _correlation(dataset: str, entry: Entry) -> Iterator[Pair]:
    found, value = CORRELATIONS[entry["stat"]](table_of(dataset, entry)), entry["value"]
    yield [found.value, found.statistic], [value["estimate"], value["statistic"]]
    yield found.p, value["p.value"]
    if "conf.int" in value:
        yield [found.df, found.low, found.high], [value["parameter"], *value["conf.int"]]


@route("ordinal.linear_by_linear", "ordinal.linear_by_linear_coin")
def _linear(dataset: str, entry: Entry) -> Iterator[Pair]:
    counts, value = table_of(dataset, entry), entry["value"]
    found = correlation.linear_by_linear(counts)
    if "r" in value:
        yield [found.value, found.statistic**2], [value["r"], value["M2"]]
    else:
        yield found.statistic, value["statistic"]
    yield found.p, value["p.value"]


@route("ordinal.summary")
def _summary(dataset: str, entry: Entry) -> Iterator[Pair]:
    (name,) = entry["args"]["variables"]
    found = ordinal.summary(np.array([row.count for row in tally(having(dataset, name), name).rows]))
    value = entry["value"]
    yield [found.n, found.mean, found.sd, found.median], [value[key] for key in ("n", "mean", "sd", "median")]
    yield found.quartiles_7, list(value["q_type7"].values())
    yield found.quartiles_6, list(value["q_type6"].values())
    ours = [found.top_two, found.bottom_two, found.mode]
    yield ours, [value[key] for key in ("top2", "bottom2", "mode")]


@route("trend.cochran_armitage", "trend.cochran_armitage_z")
def _trend(dataset: str, entry: Entry) -> Iterator[Pair]:
    found, value = trend.cochran_armitage(table_of(dataset, entry)), entry["value"]
    p = value.get("p.two.sided", value.get("p.value"))
    yield found.statistic if "z" in value else found.statistic**2, value.get("z", value.get("statistic"))
    yield found.p, p


@route("edge.trend")
def _edge_trend(dataset: str, entry: Entry) -> Iterator[Pair]:
    cases, base = numbers_of(entry["call"])
    value = entry["value"]
    if "error" in value:
        yield refuses(lambda: trend.trend_of_shares(cases, base)), True
    else:
        found = trend.trend_of_shares(cases, base)
        yield [found.statistic**2, found.p], [value["statistic"], value["p.value"]]


def numbers_of(call: str) -> list[np.ndarray]:
    """The vectors c(...) in the text of a call."""
    found = re.findall(r"(?<![\w.])c\(([^()]*)\)", call)
    return [np.array([float(part) for part in text.split(",")]) for text in found]
