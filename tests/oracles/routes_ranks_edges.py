"""R's answers to tied, tiny and missing data; what R has no number for must be our refusal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from analysis import correlation, means, multiple_response, ordinal, ranks, repeated
from analysis.codebook import Code, Codebook, Variable
from analysis.design import Design
from analysis.estimates import mean
from analysis.means import Moments
from analysis.microdata import Microdata
from analysis.tallies import tally
from tests.oracles.beside import Pair, one, refuses
from tests.oracles.routes import Entry, route
from tests.oracles.sources import NotCovered

VECTOR = re.compile(r"(?<![\w.])(?:c\(([^()]*)\)|rep\(([^(),]+), (\d+)\)|matrix\(([^(),]+), (\d+), (\d+)\))")
Vectors = list[np.ndarray]


def literals(call: str) -> Vectors:
    """The vectors and constant matrices that stand in an R call, in order; NA is NaN, words are words."""
    found = []
    for listed, value, times, filled, rows, columns in VECTOR.findall(call):
        if listed:
            found.append(np.array([_word(word) for word in listed.split(", ")]))
        elif value:
            found.append(np.full(int(times), float(value)))
        else:
            found.append(np.full((int(rows), int(columns)), float(filled)))
    return found


def _word(word: str) -> Any:
    return word.strip('"') if '"' in word else np.nan if word == "NA" else float(word)


def _htest(compute: Callable[[], Any], value: Entry) -> Iterator[Pair]:
    """Statistic and p of an htest; an undefined p is an undefined test."""
    if value.get("p.value", "NaN") == "NaN":
        yield refuses(compute), True
        return
    test = compute()
    yield getattr(test, "statistic", None) if hasattr(test, "statistic") else test.u, value["statistic"]
    yield test.p, value["p.value"]


def _counts(vectors: Vectors) -> np.ndarray:
    """Counts of the first two vectors, those with both known."""
    first, second = np.asarray(vectors[0], dtype=float), vectors[1]
    known = np.isfinite(first) & np.array([str(one) != "nan" for one in second])
    return ranks.table_of(first[known], second[known])[0]


def _exact(vectors: Vectors, value: Entry) -> Iterator[Pair]:
    test = ranks.mann_whitney(_counts(vectors), "exact")
    yield (test.z, test.p), (value["statistic"], value["p.value"])


EDGES: dict[str, Callable[[Vectors, Any], Iterator[Pair]]] = {
    "mann_whitney": lambda v, value: _htest(lambda: ranks.mann_whitney(_counts(v)), value),
    "mann_whitney_exact": _exact,
    "kruskal": lambda v, value: _htest(lambda: ranks.kruskal_wallis(_counts(v)), value),
    "kruskal_drops_incomplete": lambda v, value: _htest(lambda: ranks.kruskal_wallis(_counts(v)), value),
    "kruskal_empty_group": lambda v, value: _htest(lambda: ranks.kruskal_wallis(_counts(v)), value),
    "friedman": lambda v, value: _htest(lambda: repeated.friedman(v[0]), value),
    "kendall_w": lambda v, value: one(lambda: repeated.kendall_w(v[0]).value, value["W_tie_corrected"]),
    "signed_rank_all_zero": lambda v, value: _htest(lambda: repeated.signed_rank(v[0] - v[1]), value),
    "cochran_q_no_variation": lambda v, value: one(
        lambda: multiple_response.cochran_q(v[0]).statistic, value["Q"]
    ),
    "dunn_constant": lambda v, value: one(lambda: ranks.dunn(_counts(v)), value["z"][0]),
    "jt_constant": lambda v, value: one(lambda: ranks.jonckheere_terpstra(_counts(v)).z, value["z"]),
    "cliff": lambda v, value: one(lambda: ranks.cliffs_delta(_counts(v)).value, value),
    "t_welch": lambda v, value: one(
        lambda: means.welch(Moments.of(v[0], v[1])).statistic, value.get("statistic", value)
    ),
    "tau_b": lambda v, value: one(lambda: ordinal.tau_b(_counts(v)).value, value),
    "cor_complete": lambda v, value: one(lambda: _pearson(v), value),
    "cor_no_complete_pair": lambda v, value: one(lambda: _pearson(v), value),
    "mean_all_missing": lambda v, value: one(lambda: _mean(v[0]).values[0], value),
    "table_all_missing": lambda v, value: iter([(_tally(v[0], value), list(value.values()))]),
    "table_useNA": lambda v, value: iter([(_tally(v[0], value), list(value.values()))]),
    "valid_percent": lambda v, value: iter([(_tally(v[0], value, percent=True), list(value.values()))]),
}
"""The edges that follow from the vectors in the call."""


@route("edge.ties", "edge.tiny", "edge.missing")
def _edge(dataset: str, entry: Entry) -> Iterator[Pair]:
    name = entry["id"].split("/")[2].partition("#")[0]
    if name in DESIGNS:
        yield from DESIGNS[name](entry["args"], entry["value"])
    elif name == "spearman":
        yield from _spearman(literals(entry["call"]), entry["value"])
    elif name in EDGES:
        yield from EDGES[name](literals(entry["call"]), entry["value"])
    else:
        raise NotCovered(name)


def _spearman(v: Vectors, value: Any) -> Iterator[Pair]:
    """The coefficient, or R's whole test."""
    if not isinstance(value, dict):
        yield from one(lambda: correlation.spearman(_counts(v)).value, value)
        return
    found = correlation.spearman(_counts(v))
    yield (found.value, found.statistic), (value["estimate"], value["statistic"])
    yield found.p, value["p.value"]


def _pearson(v: Vectors) -> float:
    known = np.isfinite(v[0]) & np.isfinite(v[1])
    counts, rows, columns = ranks.table_of(v[0][known], v[1][known])
    return correlation.pearson(counts, rows, columns).value


def _mean(values: np.ndarray) -> Any:
    known = np.isfinite(values)
    return mean(np.where(known, values, 0), Design(), domain=known)


def _tally(values: np.ndarray, theirs: Entry, *, percent: bool = False) -> list[float]:
    """The counts of a coded variable with R's levels, the missing ones last where R counts them."""
    names = [name for name in theirs if name != "<NA>"]
    variable = Variable("x", {"en": "x"}, codes=tuple(Code(name, {"en": name}) for name in names))
    rows = [{"x": None if np.isnan(one) else one} for one in values]
    result = tally(Microdata.from_records(Codebook("edge", (variable,)), rows), "x")
    found = [row.percent if percent else row.count for row in result.rows]
    return [*found, sum(result.missing.values())] if "<NA>" in theirs else found


def _svymean(args: Entry, value: Any) -> Iterator[Pair]:
    x = np.array(args["x"], dtype=float)
    known = np.isfinite(x)
    one = mean(np.where(known, x, 0), Design(args["w"]), domain=known)
    yield (one.values[0], one.standard_errors[0]), (value["estimate"]["x"], value["se"]["x"])


def _not_answered(args: Entry, value: Any) -> Iterator[Pair]:
    """R answers NA where a missing value was not left out."""
    x = np.array(args["x"], dtype=float)
    yield from one(lambda: mean(x, Design(args["w"])).values[0], value)


def _one_person(args: Entry, value: Any) -> Iterator[Pair]:
    yield from one(lambda: mean(np.array([2.0]), Design([3.0])).standard_errors[0], value)


def _census(args: Entry, value: Any) -> Iterator[Pair]:
    """A stratum of which everybody was asked; its people are written as "a x3, b x4"."""
    parts = [part.split(" x") for part in args["strata"].split(", ")]
    strata = [name for name, times in parts for _ in range(int(times))]
    one = mean(np.array(args["x"], dtype=float), _weights(strata, args["N"]))
    yield (one.values[0], one.standard_errors[0]), (value["estimate"]["x"], value["se"]["x"])


def _weights(strata: list[str], sizes: dict[str, int]) -> Design:
    each = [sizes[name] / strata.count(name) for name in strata]
    return Design(each, strata, stratum_sizes=sizes)


DESIGNS: dict[str, Callable[[Entry, Any], Iterator[Pair]]] = {
    "svymean_na": _svymean,
    "svymean_na_kept": _not_answered,
    "one_person_mean": _one_person,
    "district_of_3_fpc": _census,
}
"""The edges of means under a design."""
