"""Tests, intervals and quantiles under designs: R's survey package by key."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from analysis import weighted_tests
from analysis.chi_square_sums import imhof, saddlepoint
from analysis.design_shares import share
from analysis.design_tests import rank_test, t_test
from analysis.estimates import degrees_of_freedom
from analysis.quantiles import quantiles
from analysis.tables import Test
from tests.oracles.beside import Pair, refuses
from tests.oracles.routes import Entry, route
from tests.oracles.routes_designs import REPLICATED, is_level, opened, values_of

METHODS = ("logit", "beta", "xlogit", "asin", "mean", "likelihood")


@route(*(f"svy.ciprop_{method}" for method in METHODS))
def _share(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, (name,) = opened(dataset, entry)
    method = entry["stat"].rpartition("_")[2]
    found = share(is_level(data, entry, name), data.design, domain=data.column(name).answered, method=method)
    ours = [found.value, found.standard_error, found.low, found.high]
    theirs = [entry["value"]["p"], entry["value"]["se"], *entry["value"]["ci"]]
    if method == "asin":  # R squares the sine of an angle below 0 or above 90 degrees, and comes back inside
        pairs = [pair for pair in zip(ours, theirs, strict=True) if pair[0] not in (0, 1)]
        ours, theirs = ([pair[side] for pair in pairs] for side in (0, 1))
    if method == "logit":  # R stops its iterations at a relative 1e-8, and those of raking before
        yield np.max(np.abs(np.divide(ours, theirs) - 1)) > 1e-7, False
    else:
        yield ours, theirs


@route(*(f"svy.chisq_{one}" for one in ("F", "Chisq", "Wald", "adjWald", "saddlepoint")),
       *(f"rep_{kind}.chisq_F" for kind in REPLICATED))  # fmt: skip
def _chisq(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, names = opened(dataset, entry)
    row, column = (data.column(name) for name in names)
    test = weighted_tests.design_based(data.design, row, column, statistic=entry["stat"].rpartition("_")[2])
    value = entry["value"]
    if np.ravel(value["statistic"]).tolist() == ["NaN"]:
        yield bool(np.isfinite(test.statistic)), True  # R keeps categories of nobody
        return
    yield test.statistic, np.ravel(value["statistic"])[0]
    if value["parameter"] is not None:
        ours = [one for one in (test.df, test.df2) if one is not None]
        yield ours, value["parameter"]
    p = float(np.ravel(value["p.value"])[0])
    if entry["stat"].endswith("saddlepoint"):
        yield _saddled(test, weighted_tests.spectrum(data.design, row, column), p), p
    else:
        yield test.p, p


def _saddled(test: Test, found: weighted_tests.RaoScott, p: float) -> float:
    """Our p; where the degrees of freedom are whole, of those or one fewer: R cuts off what is behind the
    point, and rounding may leave it just below a whole number."""
    whole = round(found.df2)
    if abs(found.df2 - whole) > 1e-6 * whole:
        return test.p
    eigen = np.array(found.eigenvalues)
    cut = [saddlepoint(test.statistic, eigen, whole * more) for more in (1, 1 + 1e-11)]
    return min(cut, key=lambda one: abs(one - p))


@route("svy.chisq_lincom")
def _lincom(dataset: str, entry: Entry) -> Iterator[Pair]:
    """own.R leaves people of weight 0 out of the degrees of freedom; survey's svychisq, and ours, do not."""
    data, names = opened(dataset, entry)
    row, column = (data.column(name) for name in names)
    found, value = weighted_tests.spectrum(data.design, row, column), entry["value"]
    test = weighted_tests.design_based(data.design, row, column, statistic="lincom")
    counted = [degrees_of_freedom(data.design, data.n, who) for who in (np.ones(data.n, bool), None)]
    fewer = counted[0] / counted[1]
    yield (test.statistic, found.df2 * fewer), (value["statistic"], value["ddf"])
    yield found.eigenvalues, sorted(np.ravel(value["eigenvalues"]), reverse=True)
    eigenvalues = np.array(found.eigenvalues)
    yield test.p if fewer == 1 else imhof(test.statistic, eigenvalues, found.df2 * fewer), value["p.value"]


@route(*(f"svy.quantile_{rule}" for rule in ("math", "school", "hf7", "beta", "xlogit")))
def _quantiles(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, (name,) = opened(dataset, entry)
    values, inside = values_of(data, name)
    word = entry["stat"].rpartition("_")[2]
    rule, interval = ("math", word) if word in ("beta", "xlogit") else (word, "mean")
    shares = [float(p) for p in entry["value"]["rows"]]
    found = quantiles(values, data.design, shares, domain=inside, rule=rule, interval=interval)  # type: ignore[arg-type]
    for p, theirs in zip(shares, entry["value"]["values"], strict=True):
        near = [p, p - 1e-9, p + 1e-9]
        found = quantiles(values, data.design, near, domain=inside, rule=rule, interval=interval)  # type: ignore[arg-type]
        yield _rounded([[q.value, q.low, q.high, q.standard_error] for q in found], theirs)


def _rounded(ours: list[list[float]], theirs: list[Any]) -> Pair:
    """Where a share is reached exactly, R's rounding of running sums tells this side of it or that. Its
    limits beyond the smallest and the greatest answer are NaN, ours these answers."""
    known = [place for place, one in enumerate(theirs) if isinstance(one, int | float)]
    wanted = np.array([theirs[place] for place in known], dtype=float)
    rows = [np.array(row)[known] for row in ours]
    return min(rows, key=lambda row: float(np.abs(row - wanted).max())), wanted


@route(*(f"rep_{kind}.median" for kind in REPLICATED))
def _median(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, (name,) = opened(dataset, entry)
    values, inside = values_of(data, name)
    (q,) = quantiles(values, data.design, [0.5], domain=inside)
    yield [[q.value, q.low, q.high, q.standard_error]], entry["value"]["values"]


@route(*(f"svy.ranktest_{one}" for one in ("wilcoxon", "vanderwaerden", "median", "kruskal")))
def _ranks(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, (name, group) = opened(dataset, entry)
    (values, inside), groups = values_of(data, name), data.column(group)
    rank = partial(
        rank_test,
        values,
        groups.values,
        data.design,
        domain=inside & groups.answered,
        scores=entry["stat"].rpartition("_")[2],
    )
    value = entry["value"]
    if isinstance(value["statistic"], int | float) and abs(value["statistic"]) > 1e12:
        yield refuses(rank), True  # scores are constant in each group: R divides by its rounding
        return
    found = rank()
    if hasattr(found, "test"):
        yield (
            (found.test.statistic, found.test.df, found.test.p),
            (value["statistic"], value["df"], value["p.value"]),
        )
        if "diff" in value:
            yield found.value, value["diff"]
    else:
        # R calls the degrees of freedom "statistic" and the statistic "parameter" here
        yield (found.df, found.statistic), (value["statistic"], np.ravel(value["df"])[0])
        yield found.p, value["p.value"]


@route("svy.ttest")
def _t(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, (name, group) = opened(dataset, entry)
    (values, inside), groups = values_of(data, name), data.column(group)
    found, value = t_test(values, groups.values, data.design, domain=inside & groups.answered), entry["value"]
    yield (found.test.statistic, found.test.df, found.test.p), (value["t"], value["df"], value["p.value"])
    yield (found.value, found.low, found.high), (value["diff"], *value["ci"])
