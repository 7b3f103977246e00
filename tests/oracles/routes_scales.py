"""R's statistics of scales by key -> how we compute them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import comb
from typing import Any

import numpy as np

from analysis.errors import NoVariation, TooFew, UndefinedStatistic
from analysis.scales import (
    adequacy,
    halves,
    intraclass,
    moments,
    ordinal,
    principal,
    reliability,
    scores,
)
from analysis.scales.items import Items
from tests.oracles.beside import Pair
from tests.oracles.routes import Entry, route
from tests.oracles.scale_items import correlations, covariances, items_of, people, signs


@route("scale.score_mean")
def _mean(dataset: str, entry: Entry) -> Iterator[Pair]:
    found, value = scores.mean_scores(items_of(dataset, entry)), entry["value"]
    yield (found.n, found.mean, found.sd), (value["n"], value["mean"], value["sd"])
    first = value["first20"]
    known = [place for place, one in enumerate(first) if isinstance(one, (int, float))]
    yield found.known[: len(first)].nonzero()[0], known
    yield found.values[known], [first[place] for place in known]


@route("scale.score_sum_complete")
def _sum(dataset: str, entry: Entry) -> Iterator[Pair]:
    found = scores.sum_scores(items_of(dataset, entry))
    yield (found.n, found.mean, found.sd), list(entry["value"].values())


@route("scale.score_min_valid")
def _minimum(dataset: str, entry: Entry) -> Iterator[Pair]:
    found = scores.mean_scores(items_of(dataset, entry), 0.8)
    yield (found.n, found.mean, found.sd), list(entry["value"].values())


@route("scale.alpha_listwise")
def _alpha(dataset: str, entry: Entry) -> Iterator[Pair]:
    n = len(people(dataset, entry))
    found, value = reliability.alpha(covariances(dataset, entry)), entry["value"]
    yield (n, found.raw, found.standardized), (value["n"], value["raw"], value["standardized"])
    yield (found.lambda6, found.average_r), (value["g6"], value["average_r"])
    yield (found.signal_noise, found.standard_error(n)), (value["signal_noise"], value["ase"])


@route("scale.alpha_pairwise")
def _alpha_pairwise(dataset: str, entry: Entry) -> Iterator[Pair]:
    found = reliability.alpha(moments.pairwise_covariance(items_of(dataset, entry)))
    yield (found.raw, found.standardized, found.lambda6, found.average_r), list(entry["value"].values())


@route("scale.alpha_if_deleted")
def _deleted(dataset: str, entry: Entry) -> Iterator[Pair]:
    plain, r = covariances(dataset, entry), correlations(dataset, entry)
    yield reliability.alpha_if_deleted(plain), entry["value"]["raw_alpha"]
    yield reliability.alpha_if_deleted(r), entry["value"]["std.alpha"]


@route("scale.item_statistics")
def _items(dataset: str, entry: Entry) -> Iterator[Pair]:
    x, value = people(dataset, entry), entry["value"]
    found = reliability.item_statistics(moments.covariance(x))
    yield np.full(x.shape[1], len(x)), value["n"]
    yield (found.raw_r, found.standardized_r), (value["raw.r"], value["std.r"])
    yield found.rest_r, value["r.drop"]
    yield found.corrected_r is None, "NaN" in value["r.cor"]
    if found.corrected_r is not None:
        yield found.corrected_r, value["r.cor"]
    yield (x.mean(0), np.sqrt(np.diag(moments.covariance(x)))), (value["mean"], value["sd"])


@route("scale.item_rest")
def _rest(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield reliability.item_rest(covariances(dataset, entry)), list(entry["value"].values())


@route("scale.alpha_ci_feldt")
def _feldt(dataset: str, entry: Entry) -> Iterator[Pair]:
    x, value = people(dataset, entry), entry["value"]
    alpha = reliability.raw_alpha(moments.covariance(x))
    limits = reliability.feldt(alpha, *x.shape)
    yield limits, (value["psych_lower"], value["psych_upper"])
    yield (alpha, *limits), list(value["feldt"].values())


@route("scale.guttman")
def _guttman(dataset: str, entry: Entry) -> Iterator[Pair]:
    found = reliability.guttman(covariances(dataset, entry))
    ours = (found.lambda1, found.lambda2, found.lambda3, found.lambda5, found.lambda6)
    yield ours, list(entry["value"].values())


@route("scale.guttman_correlation_psych")
def _split_halves(dataset: str, entry: Entry) -> Iterator[Pair]:
    """psych turns items around that load negatively on the first component, and tries half of the
    choices of k // 2 items while these are at most 10,000, else 10,000 random ones."""
    r = correlations(dataset, entry)
    sign = np.where(principal.components(r, 1).loadings[:, 0] < 0, -1.0, 1.0)
    r = r * np.outer(sign, sign)
    best = halves.splits(r, most=10_000, first=-(-comb(len(r), len(r) // 2) // 2))
    found, value = reliability.guttman(r), entry["value"]
    yield (best.best, best.worst), (value["lambda4_max"], value["beta_min"])
    yield (found.lambda3, found.lambda2, found.lambda6), [value[f"lambda{i}"] for i in (3, 2, 6)]


MATRICES: dict[str, Callable[[Items], np.ndarray]] = {
    "scale.cor_pearson": moments.pairwise_correlation,
    "scale.cov_listwise": lambda one: moments.covariance(one.complete),
    "scale.cor_spearman": lambda one: moments.spearman(one.complete),
}


@route(*MATRICES)
def _matrix(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield MATRICES[entry["stat"]](items_of(dataset, entry)), entry["value"]["values"]


@route("scale.kmo")
def _kmo(dataset: str, entry: Entry) -> Iterator[Pair]:
    found = adequacy.kmo(correlations(dataset, entry))
    yield found.overall, entry["value"]["overall"]
    yield found.items, list(entry["value"]["items"].values())


@route("scale.bartlett")
def _bartlett(dataset: str, entry: Entry) -> Iterator[Pair]:
    found = adequacy.bartlett(correlations(dataset, entry), len(people(dataset, entry)))
    yield (found.statistic, found.df), (entry["value"]["chisq"], entry["value"]["df"])
    yield found.p, entry["value"]["p.value"]


@route("scale.eigenvalues")
def _eigenvalues(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield principal.eigenvalues(correlations(dataset, entry)), entry["value"]


@route("scale.parallel_analysis")
def _parallel(dataset: str, entry: Entry) -> Iterator[Pair]:
    x, value = people(dataset, entry), entry["value"]
    found = principal.parallel_analysis(moments.correlation(x), len(x), replicates=5_000, seed=42)
    yield found.actual, value["actual"]
    yield found.suggested, value["suggested"]
    spread = (found.random_p95 - found.random_mean) / 1.645 / 500**0.5  # of a mean of R's 500 samples
    for name, ours, error in (("mean", found.random_mean, spread), ("p95", found.random_p95, 2.1 * spread)):
        far = np.maximum(0.02, 4 * error)
        yield np.maximum(np.abs(ours - value[f"random_{name}"]) - far, 0), np.zeros(len(ours))


@route("scale.pca")
def _pca(dataset: str, entry: Entry) -> Iterator[Pair]:
    theirs = np.array(entry["value"]["loadings"]["values"])
    found = principal.components(correlations(dataset, entry), theirs.shape[1])
    yield found.values, entry["value"]["values"]
    yield found.loadings * signs(found.loadings, theirs), theirs


@route("scale.spearman_brown_split")
def _odd_even(dataset: str, entry: Entry) -> Iterator[Pair]:
    found = halves.odd_even(covariances(dataset, entry))
    yield (found.r, found.reliability), list(entry["value"].values())


@route("scale.icc")
def _icc(dataset: str, entry: Entry) -> Iterator[Pair]:
    found, value = intraclass.intraclass(people(dataset, entry)[:200]), entry["value"]
    assert [one.kind for one in found] == value["type"]
    yield [one.value for one in found], value["icc"]
    yield [one.statistic for one in found], value["F"]
    for one, p in zip(found, value["p"], strict=True):
        yield one.p, p


def refused(compute: Callable[[], Any], *errors: type[UndefinedStatistic]) -> Pair:
    """Whether a computation is refused by one of these names, where R has no number."""
    try:
        return compute(), "a refusal"
    except errors:
        return True, True


def _changed(x: np.ndarray, what: str) -> np.ndarray:
    """The matrix that R's line makes of the inline one."""
    if what.endswith("constant_item"):
        return np.column_stack([x[:, :2], np.full(len(x), 2.0)])
    if what == "alpha_all_constant":
        return np.full_like(x, 3)
    return np.column_stack([x[:, 0], 6 - x[:, 0], x[:, 1]]) if what == "alpha_negative" else x


@route("edge.scale")
def _edge(dataset: str, entry: Entry) -> Iterator[Pair]:
    what, value, args = entry["id"].rpartition("/")[2], entry["value"], entry["args"]
    if what == "feldt_alpha_one":
        yield (1, *reliability.feldt(1.0, 10, 4)), list(value.values())
    elif what == "one_person":
        yield refused(lambda: moments.covariance(np.array([[1.0, 2, 3]])), TooFew)
    else:
        inline = np.array(args["matrix_column_major"], dtype=float).reshape(args["ncol"], -1).T
        yield from _edge_alpha(moments.covariance(_changed(inline, what)), what, value)


def _edge_alpha(c: np.ndarray, what: str, value: Any) -> Iterator[Pair]:
    if what == "alpha_psych":
        found = reliability.alpha(c)
        yield (found.raw, found.standardized), list(value.values())
    elif what == "cor_constant_item":
        yield refused(lambda: moments.standardized(c), NoVariation)
        yield moments.standardized(c[:2, :2]), np.array(value["values"])[:2, :2].astype(float)
    elif isinstance(value, (int, float)):
        yield reliability.raw_alpha(c), value
    else:
        yield refused(lambda: reliability.raw_alpha(c), NoVariation)


def smoothed(rho: np.ndarray) -> np.ndarray:
    """psych's cor.smooth: pairs of sparse items may have correlations that no one distribution has. Its
    negative eigenvalues become small positive ones; others' packages, and ours, leave the pairs alone."""
    values, vectors = np.linalg.eigh(rho)
    if values.min() >= np.finfo(float).eps:
        return rho
    values[values < 1e-12] = 1e-10
    whole = vectors @ np.diag(values * len(rho) / values.sum()) @ vectors.T
    spread = np.sqrt(np.diag(whole))
    return np.asarray(whole / np.outer(spread, spread))


@route("scale.polychoric_psych")
def _polychoric(dataset: str, entry: Entry) -> Iterator[Pair]:
    """psych has as many columns of cuts as the item with most categories; the others' stay empty."""
    found, value = ordinal.polychoric_matrix(people(dataset, entry)), entry["value"]
    yield smoothed(found.rho), value["rho"]["values"]
    for cuts, theirs in zip(found.cuts, value["tau"]["values"], strict=True):
        known = [one for one in theirs if isinstance(one, (int, float))]
        yield cuts, list(dict.fromkeys(known))  # a category of nobody has the same cut twice


@route("scale.polychoric_lavaan")
def _polychoric_lavaan(dataset: str, entry: Entry) -> Iterator[Pair]:
    yield ordinal.polychoric_matrix(people(dataset, entry)).rho, entry["value"]["values"]


@route("scale.alpha_ordinal")
def _alpha_ordinal(dataset: str, entry: Entry) -> Iterator[Pair]:
    x = people(dataset, entry)
    rho = ordinal.polychoric_matrix(x).rho
    yield ordinal.ordinal_alpha(x), reliability.raw_alpha(rho)
    yield reliability.raw_alpha(smoothed(rho)), entry["value"]
