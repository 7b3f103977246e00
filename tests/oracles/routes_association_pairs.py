"""R's tests of paired answers, agreement and fit, and of very large counts, by our functions of counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from analysis import (
    agreement,
    goodness,
    paired,
    trend,
)
from analysis.conditional import exact_odds
from tests.oracles.beside import Pair, one
from tests.oracles.routes import ROUTES, Entry, route, tally_of
from tests.oracles.routes_association import (
    each,
    edge_counts,
    numbers_of,
    table_of,
    tested,
    tested_or_refused,
)
from tests.oracles.routes_association_strata import column_major, common_odds


@route("gof.chisq")
def _goodness(dataset: str, entry: Entry) -> Iterator[Pair]:
    counts = np.array([row.count for row in tally_of(dataset, entry).rows])
    yield from tested(goodness.chi_square(counts), entry["value"])


@route("paired.bowker")
def _bowker(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield from tested_or_refused(lambda: paired.bowker(table_of(dataset, entry)), entry["value"])


@route("paired.mcnemar", "paired.mcnemar_continuity", "paired.mcnemar_exact")
def _mcnemar(dataset: str, entry: Entry) -> Iterator[Pair]:
    counts = table_of(dataset, entry)
    if entry["stat"].endswith("exact"):
        yield paired.mcnemar_exact(counts).p, entry["value"]
    else:
        correct = entry["stat"].endswith("continuity")
        yield from tested_or_refused(lambda: paired.mcnemar(counts, correct=correct), entry["value"])


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
        yield found.interval(), np.clip(value["ci"], -1, 1)  # vcd's may end beyond a perfect agreement


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
