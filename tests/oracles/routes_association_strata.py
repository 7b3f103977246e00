"""R's tests of tables in strata and its exact tests, by our functions of counts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from analysis import (
    stratified,
)
from analysis.conditional import exact_odds
from analysis.exact import freeman_halton
from analysis.hypotheses import without_empty
from tests.oracles.beside import Pair, one, refuses
from tests.oracles.r_uniroot import uniroot
from tests.oracles.routes import Entry, route
from tests.oracles.routes_association import edge_counts, table_of, tested, tested_or_refused
from tests.oracles.sources import repeated, tabulated


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
    strata, value = strata_of(dataset, entry), entry["value"]
    if value["conf.int"] == [0, "Inf"]:  # one table only has these margins: R's p is 1
        yield (refuses(lambda: exact_odds(strata)), value["p.value"]), (True, 1)
        return
    yield exact_odds(strata).statistic, value["statistic"]
    yield from conditional(strata, value)


def strata_of(dataset: str, entry: Entry) -> np.ndarray:
    """The counts of an entry's three variables, strata x rows x columns."""
    data, (row, column, stratum), times = tabulated(dataset, entry)
    columns = [
        (data if times is None else repeated(data, times)).column(name) for name in (stratum, row, column)
    ]
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
    yield from tested_or_refused(lambda: stratified.mantel_haenszel_test(strata, correct=correct), value)
    if value["estimate"] in (0, "Inf", "NaN"):
        yield refuses(lambda: stratified.mantel_haenszel(strata)), True
        return
    found = stratified.mantel_haenszel(strata, correct=correct)
    yield [found.odds_ratio, found.low, found.high], [value["estimate"], *value["conf.int"]]


@route("cmh.breslow_day")
def _breslow_day(dataset: str, entry: Entry) -> Iterator[Pair]:
    """A stratum in which a variable is constant gives R a division of 0 by 0, or of its rounding, and one
    degree of freedom."""
    strata, value = strata_of(dataset, entry), entry["value"]
    told = strata[strata.sum(1).all(1) & strata.sum(2).all(1)]
    if len(told) < 2 or value["mh_odds_ratio"] == "Inf":
        yield refuses(lambda: stratified.breslow_day(strata)), True
        return
    found = stratified.breslow_day(strata)
    assert found.tarone is not None
    if isinstance(value["breslow_day"], float):
        yield [found.odds_ratio, found.test.statistic], [value["mh_odds_ratio"], value["breslow_day"]]
    yield [found.test.df, value["df"]], [len(told) - 1, len(strata) - 1]
    if len(told) == len(strata):
        yield [found.test.p, found.tarone.p], [value["p.value"], value["tarone_p"]]
        yield found.tarone.statistic, value["tarone"]


@route("cmh.woolf")
def _woolf(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield from tested(stratified.woolf(strata_of(dataset, entry)).test, entry["value"])


@route("cmh.generalized")
def _generalized(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield from tested(stratified.general_association(strata_of(dataset, entry)), entry["value"])


@route("cmh.coin")
def _coin(dataset: str, entry: Entry) -> Iterator[Pair]:
    strata, value = strata_of(dataset, entry), entry["value"]
    if value["statistic"] == 0 and value["p.value"] == 1:  # coin's answer where there is nothing to test
        yield refuses(lambda: stratified.general_association(strata)), True
        return
    found = stratified.general_association(strata)
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
