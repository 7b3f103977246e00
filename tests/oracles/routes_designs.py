"""Estimates under designs and replicate weights: R's survey package by key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
import pytest

from analysis import design_shares
from analysis.aggregate import Aggregate
from analysis.design import effective_size
from analysis.errors import UndefinedStatistic
from analysis.estimates import degrees_of_freedom, joined, mean, ratio, total
from analysis.hypotheses import cramers_v
from analysis.microdata import Microdata
from tests.oracles.beside import Pair, number, one
from tests.oracles.routes import Entry, route
from tests.oracles.sources import design

REPLICATED = ("BRR", "Fay", "JK1", "JKn", "bootstrap")


def opened(dataset: str, entry: Entry) -> tuple[Microdata, list[str]]:
    """The data under the design of an entry, and its variables."""
    return design(dataset, entry["args"]["design"]), entry["args"]["variables"]


def indicators(data: Microdata, name: str) -> tuple[np.ndarray, np.ndarray]:
    """0/1 columns of the codes that occur, and who answered."""
    column = data.column(name)
    codes = range(len(column.variable.valid_codes))
    return np.stack([column.values == code for code in codes], 1).astype(float), column.answered


def values_of(data: Microdata, name: str) -> tuple[np.ndarray, np.ndarray]:
    column = data.column(name)
    return column.values.astype(float), column.answered


def is_level(data: Microdata, entry: Entry, name: str) -> np.ndarray:
    """Who has the label that the call compares the variable with."""
    label = re.search(rf'\b{re.escape(name)} == "([^"]*)"', entry["call"])
    assert label is not None
    codes = data.column(name).variable.valid_codes
    place = [code.label.get("en", code.value) for code in codes].index(label[1])
    return np.asarray(data.column(name).values == place)


def _errors(errors: np.ndarray, value: Entry) -> np.ndarray:
    """Standard errors, 0 where they are rounding: a total of a stratum that is known has none."""
    size = 1e-9 * np.abs(np.array(list(value["estimate"].values()), dtype=float))
    return np.where(errors < size, 0, errors)


def _estimated(found: Any, value: Entry, effects: Any = None) -> Iterator[Pair]:
    yield found.values, list(value["estimate"].values())
    yield _errors(found.standard_errors, value), _errors(np.array(list(value["se"].values())), value)
    if "deff" in value:
        theirs = [effect if effect is not None else "NaN" for effect in value["deff"].values()]
        if "NaN" in theirs:  # a category of nobody has no design effect: R's NaN is our refusal
            with pytest.raises(UndefinedStatistic):
                effects()
        else:
            yield effects(), theirs


@route("svy.mean_factor", "wt.mean_factor", *(f"rep_{kind}.mean_factor" for kind in REPLICATED))
def _mean_factor(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, (name,) = opened(dataset, entry)
    cells, inside = indicators(data, name)
    effects = lambda: design_shares.design_effects(cells, data.design, domain=inside)  # noqa: E731
    yield from _estimated(mean(cells, data.design, domain=inside), entry["value"], effects)


@route("svy.mean_factor_ci")
def _mean_factor_ci(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, (name,) = opened(dataset, entry)
    cells, inside = indicators(data, name)
    found = mean(cells, data.design, domain=inside)
    yield (
        found.intervals(0.95, degrees_of_freedom(data.design, data.n, np.ones(data.n, bool))),
        entry["value"]["values"],
    )


@route("svy.total_factor")
def _total_factor(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, (name,) = opened(dataset, entry)
    cells, inside = indicators(data, name)
    effects = lambda: design_shares.total_design_effects(cells, data.design, domain=inside)  # noqa: E731
    yield from _estimated(total(cells, data.design, domain=inside), entry["value"], effects)


@route("svy.mean")
def _mean(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, (name,) = opened(dataset, entry)
    values, inside = values_of(data, name)
    found, value = mean(values, data.design, domain=inside), entry["value"]
    effects = lambda: design_shares.design_effects(values, data.design, domain=inside)  # noqa: E731
    yield from _estimated(found, value["est"], effects)
    df = degrees_of_freedom(data.design, data.n, np.ones(data.n, bool))
    yield found.standard_errors[0] / found.values[0], value["cv"]
    yield found.intervals(0.95)[0], value["ci_normal"]
    yield found.intervals(0.95, df)[0], value["ci_t"]
    yield df, value["degf"]


@route("svy.mean_deff_replace")
def _mean_replace(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, (name,) = opened(dataset, entry)
    values, inside = values_of(data, name)
    effects = lambda: design_shares.design_effects(values, data.design, domain=inside, replacement=True)  # noqa: E731
    yield from _estimated(mean(values, data.design, domain=inside), entry["value"], effects)


@route("wt.mean", *(f"rep_{kind}.mean" for kind in REPLICATED))
def _plain_mean(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, (name,) = opened(dataset, entry)
    values, inside = values_of(data, name)
    yield from _estimated(mean(values, data.design, domain=inside), entry["value"])


@route("svy.total", "wt.total", *(f"rep_{kind}.total" for kind in REPLICATED))
def _total(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, (name,) = opened(dataset, entry)
    values, inside = values_of(data, name)
    effects = lambda: design_shares.total_design_effects(values, data.design, domain=inside)  # noqa: E731
    yield from _estimated(total(values, data.design, domain=inside), entry["value"], effects)


@route("svy.var")
def _var(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, (name,) = opened(dataset, entry)
    values, inside = values_of(data, name)
    found = design_shares.variance_of(
        values, data.design, domain=inside, people=np.count_nonzero(data.design.weights_of(data.n))
    )
    yield found.values[0], np.ravel(next(iter(entry["value"]["estimate"].values())))[0]
    yield found.standard_errors[0], np.ravel(next(iter(entry["value"]["se"].values())))[0]


def groups_of(data: Microdata, name: str) -> list[np.ndarray]:
    """The masks of the groups that hold somebody, in the order of the codes."""
    column = data.column(name)
    masks = [column.values == code for code in range(len(column.variable.valid_codes))]
    return [mask for mask in masks if mask.any()]


@route("svy.by_mean", *(f"rep_{kind}.by_mean" for kind in REPLICATED))
def _by_mean(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, (name, group) = opened(dataset, entry)
    (values, inside), value = values_of(data, name), entry["value"]
    domains = [inside & mask for mask in groups_of(data, group)]
    found = joined([mean(values, data.design, domain=domain) for domain in domains])
    yield (found.values, found.standard_errors), (value[name], value["se"])
    if "ci_l" in value:
        yield found.intervals(0.95).T, (value["ci_l"], value["ci_u"])
        yield found.standard_errors / found.values, value["cv"]
        for domain, theirs in zip(domains, value[f"DEff.{name}"], strict=True):
            yield from one(partial(_effect, values, data, domain), theirs)


def _effect(values: np.ndarray, data: Microdata, domain: np.ndarray) -> float:
    return float(design_shares.design_effects(values, data.design, domain=domain)[0])


@route("svy.by_factor")
def _by_factor(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, (name, group) = opened(dataset, entry)
    (cells, inside), value = indicators(data, name), entry["value"]
    found = [mean(cells, data.design, domain=inside & mask) for mask in groups_of(data, group)]
    labels = [code.label.get("en", code.value) for code in data.column(name).variable.valid_codes]
    yield np.array([one.values for one in found]).T, [value[name + label] for label in labels]
    errors = np.array([one.standard_errors for one in found]).T
    yield errors, [value[f"se.{name}{label}"] for label in labels]


@route("svy.by_total")
def _by_total(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, (name, group) = opened(dataset, entry)
    (values, inside), value = values_of(data, name), entry["value"]
    found = joined([total(values, data.design, domain=inside & mask) for mask in groups_of(data, group)])
    yield (found.values, found.standard_errors), (value[name], value["se"])


@route("svy.table")
def _table(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, names = opened(dataset, entry)
    sums = Aggregate.of(data.design, data.column(names[0]), data.column(names[1]))
    yield sums.weighted_table(), entry["value"]["values"]


@route("svy.cramers_v_weighted")
def _v(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, names = opened(dataset, entry)
    sums = Aggregate.of(data.design, data.column(names[0]), data.column(names[1]))
    yield from number(lambda: cramers_v(sums.weighted_table()).value, entry["value"])


@route("svy.ratio")
def _ratio(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, (name, other) = opened(dataset, entry)
    values, inside = values_of(data, name)
    below = is_level(data, entry, other).astype(float)
    found = ratio(values, below, data.design, domain=inside & data.column(other).answered)
    yield (found.values[0], found.standard_errors[0]), (entry["value"]["ratio"], entry["value"]["se"])


@route("svy.contrast")
def _contrast(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, (name, group) = opened(dataset, entry)
    values, inside = values_of(data, name)
    means = [mean(values, data.design, domain=inside & mask) for mask in groups_of(data, group)]
    found = joined(means).combined(np.array([1.0, -1.0] + [0.0] * (len(means) - 2)))
    yield (found.values[0], found.standard_errors[0]), (entry["value"]["est"], entry["value"]["se"])


@route("svy.domain_mean")
def _domain(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, (name, group) = opened(dataset, entry)
    values, inside = values_of(data, name)
    found = mean(values, data.design, domain=inside & is_level(data, entry, group))
    yield from _estimated(found, entry["value"])


@route("svy.kish_deff")
def _kish(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, _ = opened(dataset, entry)
    yield from kish(data.design.weights_of(data.n), entry["value"])


def kish(weights: np.ndarray, value: Entry) -> Iterator[Pair]:
    """n, sum, effective size, design effect and coefficient of variation of weights."""
    size = effective_size(weights)
    effect = weights.size / size
    ours = [weights.size, weights.sum(), size, effect]
    yield ours, [value[key] for key in ("n", "sum_w", "n_eff", "deff")]
    # where all weights are equal R's square root is of a rounding error, perhaps below 0
    varied = value["cv"] != "NaN" and value["cv"] > 1e-6
    yield max(effect - 1, 0) if varied else 0, value["cv"] ** 2 if varied else 0


@route("wt.weights")
def _weights(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, _ = opened(dataset, entry)
    replicates, value = data.design.replicates, entry["value"]
    weights = data.design.weights_of(data.n) if replicates is None else replicates.factors
    yield [weights.sum(), weights.min(), weights.max()], [value[key] for key in ("sum", "min", "max")]
    yield weights[:40], value["first40"]
    yield from kish(np.ravel(weights), value["kish"])


@route("svy.kappa")
def _kappa(dataset: str, entry: Entry) -> Iterator[Pair]:
    data, names = opened(dataset, entry)
    one, other = (data.column(name) for name in names)
    found = design_shares.kappa(
        one.values,
        other.values,
        data.design,
        categories=range(len(one.variable.valid_codes)),
        domain=one.answered & other.answered,
    )
    yield (found.values[0], found.standard_errors[0]), (entry["value"]["kappa"], entry["value"]["se"])
