"""R's measures and tests of ordered categories, by our functions of the table's counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from analysis import (
    correlation,
    ordinal,
    polychoric,
    trend,
)
from tests.oracles.beside import Pair, refuses
from tests.oracles.r_optim import polychoric_error
from tests.oracles.routes import Entry, route, tally_of
from tests.oracles.routes_association import Values, each, edge_counts, numbers_of, table_of

MEASURES: dict[str, tuple[str, Callable[[np.ndarray], Any]]] = {
    "gamma": ("gamma", ordinal.gamma),
    "tau_b": ("tau_b", ordinal.tau_b),
    "tau_c": ("tau_c", ordinal.tau_c),
    "somers_d_col_given_row": ("somers_d_cr", ordinal.somers_d),
    "somers_d_row_given_col": ("somers_d_rc", lambda counts: ordinal.somers_d(counts, "column")),
    "somers_d_symmetric": ("somers_d_symmetric", lambda counts: ordinal.somers_d(counts, "both")),
}


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
    found = ordinal.summary(np.array([row.count for row in tally_of(dataset, entry).rows]))
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


@route("xtab.tetrachoric")
def _tetrachoric(dataset: str, entry: Entry) -> Iterator[Pair]:
    counts, value = table_of(dataset, entry), entry["value"]
    if value["se"] > 1:  # R's search goes towards a correlation of 1 and stops somewhere
        yield refuses(lambda: polychoric.polychoric(counts)), True
        return
    found = polychoric.polychoric(counts)
    yield [found.rho, found.standard_error], [value["rho"], value["se"]]


@route("ordinal.polychoric_ml")
def _polychoric(dataset: str, entry: Entry) -> Iterator[Pair]:
    """R's search stops a little below the maximum. Its likelihood must be ours at its parameters, ours no
    lower; and rho within the tolerance of R's, or as near as R's loss of deviance allows (se sqrt(loss))."""
    counts, value = table_of(dataset, entry), entry["value"]
    found = polychoric.polychoric(counts)
    assert found.test is not None
    there = polychoric.deviance(counts, value["rho"], value["row_cuts"], value["col_cuts"])
    error = polychoric_error(counts, value["rho"], value["row_cuts"], value["col_cuts"])
    filled = 2e-6 * np.count_nonzero(counts)  # polychor adds 1e-6 to each count of the saturated model
    yield [there + filled, found.test.df, error], [value["chisq"], value["df"], value["se"]]
    yield max(abs(found.standard_error / value["se"] - 1) - 1e-2, 0), 0
    loss = there - found.test.statistic
    yield max(-loss, 0), 0
    allowed = 1e-4 + value["se"] * max(loss, 0) ** 0.5
    yield max(abs(found.rho - value["rho"]) - allowed, 0), 0


@route("ordinal.polychoric_two_step")
def _two_step(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield polychoric.two_step(table_of(dataset, entry)), entry["value"]
