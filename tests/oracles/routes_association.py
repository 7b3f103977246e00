"""R's measures of association of two categorical variables, by our functions of the table's counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np

from analysis import association, fourfold, hypotheses, proportions
from analysis.hypotheses import without_empty
from analysis.tables import Test
from tests.oracles.beside import Pair, number, one, refuses
from tests.oracles.routes import Entry, counts_of, route

Values = Mapping[str, Callable[[], Any]]


def each(value: Entry, ours: Values) -> Iterator[Pair]:
    """Every value of R's that we have by its key; where R has no number, we must refuse."""
    for key, compute in ours.items():
        yield from one(compute, value[key])


def tested(test: Test, value: Entry) -> Iterator[Pair]:
    """Statistic, degrees of freedom and p of a test beside R's htest."""
    yield (test.statistic, test.df), (value["statistic"], value["parameter"])
    yield test.p, value["p.value"]


def tested_or_refused(compute: Callable[[], Test], value: Entry) -> Iterator[Pair]:
    """A test beside R's; a refusal where R has no number."""
    if value["statistic"] in ("NaN", None):
        yield refuses(compute), True
    else:
        yield from tested(compute(), value)


def numbers(value: Entry) -> Entry:
    """What R has numbers for: it has none for an empty row, which we leave out, nor for 1 / 0 twice."""
    return {key: one_ for key, one_ in value.items() if one_ not in ("NaN", None)}


def table_of(dataset: str, entry: Entry) -> np.ndarray:
    """The counts of the table in an entry's call."""
    return counts_of(dataset, entry)


def edge_counts(entry: Entry) -> np.ndarray:
    """The table beside an edge entry's call."""
    return np.array(entry["table"]["values"], dtype=float)


@route("xtab.chisq_yates")
def _yates(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield from tested_or_refused(lambda: fourfold.yates(table_of(dataset, entry)), entry["value"])


@route("xtab.assoc")
def _assoc(dataset: str, entry: Entry) -> Iterator[Pair]:
    for key, ours in _assoc_of(table_of(dataset, entry)).items():
        yield from number(ours, entry["value"][key])


def _assoc_of(counts: np.ndarray) -> Values:
    return {
        "phi": lambda: association.phi(counts),
        "contingency": lambda: association.contingency(counts),
        "cramers_v": lambda: association.cramers_v(counts),
    }


@route("xtab.tschuprow_t")
def _tschuprow(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield from number(lambda: association.tschuprow_t(table_of(dataset, entry)), entry["value"])


@route("xtab.yule_q")
def _yule(dataset: str, entry: Entry) -> Iterator[Pair]:
    counts = table_of(dataset, entry)
    ours = {"Q": fourfold.yule_q, "Y": fourfold.yule_y}
    for key, theirs in entry["value"].items():
        yield from number(partial(ours[key], counts), theirs)


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
    if not all(isinstance(number, int | float) for number in entry["value"].values()):
        yield refuses(lambda: ratio(table_of(dataset, entry))), True
        return
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
    ours = _assoc_of(counts)
    yield from each(value, {key: ours[key] for key in numbers(value) if key in ours})


def numbers_of(call: str) -> list[np.ndarray]:
    """The vectors c(...) in the text of a call."""
    found = re.findall(r"(?<![\w.])c\(([^()]*)\)", call)
    return [np.array([float(part) for part in text.split(",")]) for text in found]


@route(*(f"xtab.column_proportions_{how}" for how in ("none", "bonferroni", "holm", "BH")))
def _columns(dataset: str, entry: Entry) -> Iterator[Pair]:
    how = entry["stat"].rpartition("_")[2]
    yield from compared_columns(table_of(dataset, entry), entry["value"], how)


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
