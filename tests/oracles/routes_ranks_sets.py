"""R's statistics of multiple-response sets."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analysis import multiple_response
from analysis.crosstabs import crosstab
from analysis.multiplicity import adjusted
from analysis.tallies import tally
from tests.oracles.beside import Pair
from tests.oracles.routes import Entry, route
from tests.oracles.routes_ranks import complete, numbers
from tests.oracles.sources import categories, having, with_set

KEYS = {
    "counts": "counts",
    "pct_of_valid": "percent_of_people",
    "pct_of_cases": "percent_of_choosing",
    "pct_of_responses": "percent_of_answers",
}
"""R's keys of a set's summary and the names of ours."""


def summary(one: multiple_response.Choices, value: Entry) -> Iterator[Pair]:
    for theirs, ours in KEYS.items():
        yield getattr(one, ours), list(value[theirs].values())
    yield (one.people, one.choosing), (value["n_valid"], value["n_any"])


@route("mr.summary")
def _summary(dataset: str, entry: Entry) -> Iterator[Pair]:
    value = entry["value"]
    one = multiple_response.choices(complete(dataset, entry))
    yield from summary(one, value)
    yield (one.answers, one.mean_answers), (value["n_responses"], value["mean_responses"])
    whole = tally(with_set(dataset, entry["args"]["variables"]), "set")
    yield [row.percent for row in whole.rows], list(value["pct_of_valid"].values())


@route("mr.weighted")
def _weighted(dataset: str, entry: Entry) -> Iterator[Pair]:
    *names, by = entry["args"]["variables"]
    data = having(dataset, *names, by)
    chosen = np.column_stack([numbers(data, name) for name in names])
    known, weights = np.isfinite(chosen).all(1), data.column(by).values
    yield from summary(multiple_response.choices(chosen[known], weights[known]), entry["value"])


@route("mr.percent_of_cases_by_group")
def _by_group(dataset: str, entry: Entry) -> Iterator[Pair]:
    *names, by = entry["args"]["variables"]
    data = having(dataset, *names, by)
    chosen = np.column_stack([numbers(data, name) for name in names])
    known = np.isfinite(chosen).all(1) & data.column(by).answered
    groups = multiple_response.choices_by(chosen[known], data.column(by).values[known])
    for code, one in groups:
        yield one.percent_of_choosing, [row[code] for row in entry["value"]["values"]]


@route("mr.item_chisq_by_group")
def _items(dataset: str, entry: Entry) -> Iterator[Pair]:
    *names, by = entry["args"]["variables"]
    data = categories(having(dataset, *names, by), [*names, by])
    tables = [np.array(crosstab(data, name, by).counts, dtype=float) for name in names]
    tests = multiple_response.item_tests(tables)
    rows = dict(zip(entry["value"]["rows"], entry["value"]["values"], strict=True))
    yield [one.test.statistic for one in tests], rows["X-squared"]
    yield [one.test.df for one in tests], rows["df"]
    p = [one.test.p for one in tests]
    yield p, rows["p"]
    yield [one.adjusted for one in tests], rows["p_holm"]
    yield adjusted(p, "bonferroni"), rows["p_bonferroni"]
    yield adjusted(p, "BH"), rows["p_bh"]


@route("mr.cochran_q")
def _cochran(dataset: str, entry: Entry) -> Iterator[Pair]:
    rows, value = complete(dataset, entry), entry["value"]
    test = multiple_response.cochran_q(rows)
    yield (test.statistic, test.df, len(rows)), (value["Q"], value["df"], value["n"])
    yield test.p, value["p.value"]
