"""R's tests of tables, stratified, paired or exact, by our functions of counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from analysis import agreement, goodness, paired, polychoric, stratified, trend
from analysis.conditional import exact_odds
from analysis.exact import freeman_halton
from analysis.hypotheses import without_empty
from analysis.tallies import tally
from tests.oracles.r_uniroot import uniroot
from tests.oracles.routes import ROUTES, Entry, Pair, route
from tests.oracles.routes_association import (
    compared_columns,
    each,
    edge_counts,
    numbers_of,
    one,
    refuses,
    table_of,
    tested,
)
from tests.oracles.sources import having


@route(*(f"xtab.column_proportions_{how}" for how in ("none", "bonferroni", "holm", "BH")))
def _columns(dataset: str, entry: Entry) -> Iterator[Pair]:
    how = entry["stat"].rpartition("_")[2]
    yield from compared_columns(table_of(dataset, entry), entry["value"], how)


@route("xtab.fisher_2x2", "xtab.fisher_2x2_greater")
def _fisher(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield from conditional(table_of(dataset, entry), entry["value"])


def conditional(tables: np.ndarray, value: Entry) -> Iterator[Pair]:
    """Exact odds beside R's, sought by R's coarse search; and our own precise ones close to those."""
    alternative = value.get("alternative", "two.sided").replace(".", "-")
    coarse = exact_odds(tables, alternative, root=uniroot)
    fine = exact_odds(tables, alternative)
    estimate = value["estimate"]
    theirs = [estimate["odds ratio"] if isinstance(estimate, dict) else estimate, *value["conf.int"]]
    yield fine.p, value["p.value"]
    for name, wanted in zip(("odds_ratio", "low", "high"), theirs, strict=True):
        yield from one(partial(getattr, coarse, name), wanted)
        if wanted not in (0, "Inf"):
            yield max(abs(_below_one(getattr(fine, name)) - _below_one(wanted)) - 1.3e-4, 0), 0


def _below_one(odds: float) -> float:
    """The number that R's search looks for, between 0 and 1, to 1.2e-4."""
    return min(odds, 1 / odds)


@route("cmh.exact")
def _exact(dataset: str, entry: Entry) -> Iterator[Pair]:
    strata = strata_of(dataset, entry)
    yield exact_odds(strata).statistic, entry["value"]["statistic"]
    yield from conditional(strata, entry["value"])


def strata_of(dataset: str, entry: Entry) -> np.ndarray:
    """The counts of an entry's three variables, strata x rows x columns."""
    row, column, stratum = entry["args"]["variables"][:3]
    columns = [having(dataset, row, column, stratum).column(name) for name in (stratum, row, column)]
    inside = np.logical_and.reduce([one_.answered for one_ in columns])
    shape = tuple(len(one_.variable.valid_codes) for one_ in columns)
    places = [one_.values[inside].astype(int) for one_ in columns]
    counts = np.bincount(np.ravel_multi_index(places, shape), minlength=int(np.prod(shape)))
    return counts.reshape(shape).astype(float)


@route("cmh.2x2xk", "cmh.2x2xk_continuity")
def _mantel_haenszel(dataset: str, entry: Entry) -> Iterator[Pair]:
    correct = entry["stat"].endswith("continuity")
    yield from common_odds(strata_of(dataset, entry), entry["value"], correct=correct)


def common_odds(strata: np.ndarray, value: Entry, *, correct: bool) -> Iterator[Pair]:
    found = stratified.mantel_haenszel(strata, correct=correct)
    yield from tested(found.test, value)
    yield [found.odds_ratio, found.low, found.high], [value["estimate"], *value["conf.int"]]


@route("cmh.breslow_day")
def _breslow_day(dataset: str, entry: Entry) -> Iterator[Pair]:
    found, value = stratified.breslow_day(strata_of(dataset, entry)), entry["value"]
    yield [found.odds_ratio, found.test.statistic], [value["mh_odds_ratio"], value["breslow_day"]]
    yield [found.test.df, found.test.p], [value["df"], value["p.value"]]
    assert found.tarone is not None
    yield [found.tarone.statistic, found.tarone.p], [value["tarone"], value["tarone_p"]]


@route("cmh.woolf")
def _woolf(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield from tested(stratified.woolf(strata_of(dataset, entry)).test, entry["value"])


@route("cmh.generalized")
def _generalized(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield from tested(stratified.general_association(strata_of(dataset, entry)), entry["value"])


@route("cmh.coin")
def _coin(dataset: str, entry: Entry) -> Iterator[Pair]:
    found, value = stratified.general_association(strata_of(dataset, entry)), entry["value"]
    yield [found.statistic, found.p], [value["statistic"], value["p.value"]]


@route("cmh.per_stratum_and_overall", "ordinal.cmh_table")
def _landis(dataset: str, entry: Entry) -> Iterator[Pair]:
    counts = table_of(dataset, entry) if entry["stat"].startswith("ordinal") else strata_of(dataset, entry)
    found = stratified.cochran_mantel_haenszel(counts)
    tests = {
        "cor": found.correlation,
        "rmeans": found.row_means,
        "cmeans": found.column_means,
        "general": found.general,
    }
    for name, row in zip(entry["value"]["rows"], entry["value"]["values"], strict=True):
        yield (tests[name].statistic, tests[name].df, tests[name].p), [float(number) for number in row]


@route("edge.cmh")
def _edge_cmh(dataset: str, entry: Entry) -> Iterator[Pair]:
    strata = column_major(entry["args"]["array_column_major"], entry["args"]["dim"])
    if "error" in entry["value"]:
        yield refuses(lambda: stratified.mantel_haenszel(strata, correct=False)), True
    else:
        yield from common_odds(strata, entry["value"], correct=False)


def column_major(values: Any, shape: Any) -> np.ndarray:
    """R's array of rows x columns x strata as strata x rows x columns."""
    return np.array(values, dtype=float).reshape(shape, order="F").transpose(2, 0, 1)


@route("gof.chisq")
def _goodness(dataset: str, entry: Entry) -> Iterator[Pair]:
    (name,) = entry["args"]["variables"]
    counts = np.array([row.count for row in tally(having(dataset, name), name).rows])
    yield from tested(goodness.chi_square(counts), entry["value"])


@route("paired.bowker")
def _bowker(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield from tested(paired.bowker(table_of(dataset, entry)), entry["value"])


@route("paired.mcnemar", "paired.mcnemar_continuity", "paired.mcnemar_exact")
def _mcnemar(dataset: str, entry: Entry) -> Iterator[Pair]:
    counts = fourfold_of(dataset, entry)
    if entry["stat"].endswith("exact"):
        yield paired.mcnemar_exact(counts).p, entry["value"]
    else:
        found = paired.mcnemar(counts, correct=entry["stat"].endswith("continuity"))
        yield from tested(found, entry["value"])


def fourfold_of(dataset: str, entry: Entry) -> np.ndarray:
    """The table of an entry; where its call says `d$x >= "label"`, of below and from that label on."""
    counts, names = table_of(dataset, entry), entry["args"]["variables"]
    for axis, name in enumerate(names):
        cut = re.search(rf'd\${name} >= "([^"]*)"', entry["call"])
        if cut:
            labels = [code.label["en"] for code in having(dataset, name).column(name).variable.valid_codes]
            counts = np.add.reduceat(counts, [0, labels.index(cut[1])], axis)
    return counts


@route("paired.stuart_maxwell")
def _stuart_maxwell(dataset: str, entry: Entry) -> Iterator[Pair]:
    found, value = paired.stuart_maxwell(table_of(dataset, entry)), entry["value"]
    plain, other = found.stuart_maxwell, found.bhapkar
    assert other is not None
    yield [plain.statistic, plain.df, other.statistic], [value[k] for k in ("statistic", "df", "bhapkar")]
    yield plain.p, value["p.value"]
    yield other.p, value["bhapkar_p"]


@route("paired.stuart_maxwell_coin", "paired.mh_ordinal_coin")
def _coin_margins(dataset: str, entry: Entry) -> Iterator[Pair]:
    counts, value = table_of(dataset, entry), entry["value"]
    ordered = entry["stat"].endswith("ordinal_coin")
    test = paired.ordinal_homogeneity(counts) if ordered else paired.stuart_maxwell(counts).stuart_maxwell
    yield [test.statistic, test.p], [value["statistic"], value["p.value"]]


WEIGHTS: dict[str, agreement.Weights] = {
    "agreement.kappa": "none",
    "agreement.weighted_kappa_linear": "linear",
    "agreement.weighted_kappa_quadratic": "quadratic",
}


@route(*WEIGHTS)
def _kappa(dataset: str, entry: Entry) -> Iterator[Pair]:
    found, value = agreement.kappa(table_of(dataset, entry), WEIGHTS[entry["stat"]]), entry["value"]
    yield [found.value, found.standard_error], [value["kappa"], value["ase"]]
    if "ci" in value:
        yield found.interval(), value["ci"]


@route("agreement.percent")
def _percent(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield agreement.percent(table_of(dataset, entry)), entry["value"]


@route("edge.kappa")
def _edge_kappa(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield from kappa_of(matrix_of(entry["call"]), entry["value"])


def kappa_of(counts: np.ndarray, value: Entry) -> Iterator[Pair]:
    yield from each(
        value,
        {
            "kappa": lambda: agreement.kappa(counts).value,
            "ase": lambda: agreement.kappa(counts).standard_error,
        },
    )


def matrix_of(call: str) -> np.ndarray:
    """The square matrix(c(...), k) or diag(c(...)) in the text of a call."""
    (values,) = numbers_of(call)
    if "diag(" in call:
        return np.diag(values)
    return values.reshape(round(len(values) ** 0.5), -1).T


@route("edge.mcnemar")
def _edge_mcnemar(dataset: str, entry: Entry) -> Iterator[Pair]:
    counts, value, call = matrix_of(entry["call"]), entry["value"], entry["call"]
    if "stuart" in call:
        yield from one(lambda: paired.stuart_maxwell(counts).stuart_maxwell.statistic, value)
        return
    correct = "correct = FALSE" not in call

    def test() -> Any:
        return paired.mcnemar(counts, correct=correct) if len(counts) == 2 else paired.bowker(counts)

    yield from each(value, {"statistic": lambda: test().statistic, "p.value": lambda: test().p})


INTERVAL = ROUTES["edge.huge"]


@route("edge.huge")
def _huge(dataset: str, entry: Entry) -> Iterator[Pair]:
    what, call, value = entry["id"].split("/")[2], entry["call"], entry["value"]
    if what == "mcnemar":
        yield from tested(paired.mcnemar(edge_counts(entry), correct=False), value)
    elif what == "cmh":
        values, shape = numbers_of(call)
        yield from common_odds(column_major(values, shape.astype(int)), value, correct=False)
    elif what == "kappa":
        yield from kappa_of(matrix_of(call), value)
    elif what == "prop_trend":
        found = trend.trend_of_shares(*numbers_of(call))
        yield [found.statistic**2, found.p], [value["statistic"], value["p.value"]]
    elif what == "fisher_fails":
        yield from one(lambda: exact_odds(matrix_of(call)).p, value)
    else:
        yield from INTERVAL(dataset, entry)


@route("edge.table_fisher")
def _edge_fisher(dataset: str, entry: Entry) -> Iterator[Pair]:
    counts, value = edge_counts(entry), entry["value"]
    kept, *_ = without_empty(counts)
    if min(kept.shape) < 2:
        yield refuses(lambda: exact_odds(counts)), True
        yield refuses(lambda: freeman_halton(counts)), True
        return
    yield freeman_halton(counts), value["p.value"]
    if "estimate" in value:
        yield from conditional(counts, value)


@route("xtab.tetrachoric")
def _tetrachoric(dataset: str, entry: Entry) -> Iterator[Pair]:
    found = polychoric.polychoric(table_of(dataset, entry))
    yield [found.rho, found.standard_error], [entry["value"]["rho"], entry["value"]["se"]]


@route("ordinal.polychoric_ml")
def _polychoric(dataset: str, entry: Entry) -> Iterator[Pair]:
    """R's search stops a little below the maximum. Its likelihood must be ours at its parameters, ours no
    lower; and rho within the tolerance of R's, or as near as R's loss of deviance allows (se sqrt(loss))."""
    counts, value = table_of(dataset, entry), entry["value"]
    found = polychoric.polychoric(counts)
    assert found.test is not None
    there = polychoric.deviance(counts, value["rho"], value["row_cuts"], value["col_cuts"])
    yield [there, found.test.df, found.standard_error], [value["chisq"], value["df"], value["se"]]
    loss = there - found.test.statistic
    yield max(-loss, 0), 0
    allowed = 1e-4 + value["se"] * max(loss, 0) ** 0.5
    yield max(abs(found.rho - value["rho"]) - allowed, 0), 0


@route("ordinal.polychoric_two_step")
def _two_step(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield polychoric.two_step(table_of(dataset, entry)), entry["value"]
