"""R's comparisons of groups by ranks and means, of repeated measures, and of multiple-response sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from scipy import stats

from analysis import means, multiple_response, ranks, repeated
from analysis.means import Moments
from analysis.microdata import Microdata
from tests.oracles.beside import Pair, refuses
from tests.oracles.r_optim import reached
from tests.oracles.routes import Entry, Route, route
from tests.oracles.sources import having


def numbers(data: Microdata, name: str) -> np.ndarray:
    """Numbers as they are, places of codes from 1 on, as R's as.numeric gives; NaN where missing."""
    column = data.column(name)
    values = column.values + (1.0 if column.coded else 0.0)
    return np.where(column.answered, values, np.nan)


def grouped(dataset: str, entry: Entry) -> tuple[np.ndarray, np.ndarray]:
    """Values and places of groups of the people who have both."""
    name, by = entry["args"]["variables"][:2]
    data = having(dataset, name, by)
    both = data.column(name).answered & data.column(by).answered
    return numbers(data, name)[both], data.column(by).values[both]


def complete(dataset: str, entry: Entry) -> np.ndarray:
    """The variables of the people who have them all, n x k."""
    names = entry["args"]["variables"]
    data = having(dataset, *names)
    rows = np.column_stack([numbers(data, name) for name in names])
    return rows[np.isfinite(rows).all(1)]


def htest(test: Any, value: Entry) -> Iterator[Pair]:
    yield test.statistic, value["statistic"]
    df = [test.df] if test.df2 is None else [test.df, test.df2]
    theirs = value["parameter"]
    yield df, list(theirs.values()) if isinstance(theirs, dict) else [theirs]
    yield test.p, value["p.value"]


def of_counts(*stats: str) -> Callable[[Callable[[np.ndarray, Any], Iterator[Pair]]], Route]:
    """A route that needs nothing but the counts levels x groups and R's value."""

    def add(function: Callable[[np.ndarray, Any], Iterator[Pair]]) -> Route:
        def pairs(dataset: str, entry: Entry) -> Iterator[Pair]:
            return function(ranks.table_of(*grouped(dataset, entry))[0], entry["value"])

        return route(*stats)(pairs)

    return add


def of_moments(*stats: str) -> Callable[[Callable[[Moments, Any], Iterator[Pair]]], Route]:
    """A route that needs nothing but the groups' moments and R's value."""

    def add(function: Callable[[Moments, Any], Iterator[Pair]]) -> Route:
        def pairs(dataset: str, entry: Entry) -> Iterator[Pair]:
            return function(Moments.of(*grouped(dataset, entry)), entry["value"])

        return route(*stats)(pairs)

    return add


@route("rank.group_summary")
def _summary(dataset: str, entry: Entry) -> Iterator[Pair]:
    values, groups = grouped(dataset, entry)
    known = {one.group: one for one in ranks.summaries(values, groups)}
    for place, n in enumerate(entry["value"]["n"]):
        assert (known[place].n if place in known else 0) == n
        for key in ("mean", "sd", "median", "mean_rank"):
            theirs = entry["value"][key][place]
            ours = getattr(known[place], key) if place in known else None
            yield (ours is None, True) if theirs is None else (ours, theirs)


@of_counts("rank.kruskal_wallis")
def _kruskal(counts: np.ndarray, value: Any) -> Iterator[Pair]:
    yield from htest(ranks.kruskal_wallis(counts), value)


@of_counts("rank.median_test")
def _median(counts: np.ndarray, value: Any) -> Iterator[Pair]:
    if value["p.value"] == "NaN":  # nobody above the median, or nobody else
        yield refuses(lambda: ranks.median_test(counts)), True
        return
    test = ranks.median_test(counts)
    two = counts.shape[1] == 2
    ours = ranks.standardized(counts, ranks.median_scores(counts)) if two else test.statistic
    yield (ours, test.p), (value["statistic"], value["p.value"])


@of_counts("rank.epsilon_squared")
def _epsilon(counts: np.ndarray, value: Any) -> Iterator[Pair]:
    yield ranks.epsilon_squared(counts), list(value.values())


@of_counts("rank.jonckheere_terpstra")
def _trend(counts: np.ndarray, value: Any) -> Iterator[Pair]:
    one = ranks.jonckheere_terpstra(counts)
    yield (one.statistic, one.expected, one.variance, one.z), list(value.values())[:4]
    yield from zip((one.p, one.increasing, one.decreasing), list(value.values())[4:], strict=True)


@of_counts("rank.mann_whitney")
def _mann_whitney(counts: np.ndarray, value: Any) -> Iterator[Pair]:
    test = ranks.mann_whitney(counts)
    yield test.u, value["statistic"]
    yield test.p, value["p.value"]


@of_counts("rank.mann_whitney_no_continuity")
def _plain(counts: np.ndarray, value: Any) -> Iterator[Pair]:
    test = ranks.mann_whitney(counts, "normal")
    yield test.u, value["statistic"]
    yield test.p, value["p.value"]


@of_counts("rank.mann_whitney_exact")
def _exact(counts: np.ndarray, value: Any) -> Iterator[Pair]:
    test = ranks.mann_whitney(counts, "exact")
    yield test.z, value["statistic"]
    yield test.p, value["p.value"]


@of_counts("rank.mann_whitney_exact_ranktests")
def _exact_if_small(counts: np.ndarray, value: Any) -> Iterator[Pair]:
    """wilcox.exact is exact below 50 people in each group only."""
    yield ranks.mann_whitney(counts, "exact" if counts.sum(0).max() < 50 else "normal").p, value


@of_counts("rank.cliffs_delta")
def _delta(counts: np.ndarray, value: Any) -> Iterator[Pair]:
    yield ranks.cliffs_delta(counts).value, value


@of_counts("rank.rank_biserial_ci")
def _biserial(counts: np.ndarray, value: Any) -> Iterator[Pair]:
    one = ranks.cliffs_delta(counts)
    yield (one.value, one.low, one.high), [value[key][0] for key in ("r_rank_biserial", "CI_low", "CI_high")]


@route("rank.dunn_holm", "rank.dunn_bonferroni", "rank.dunn_BH")
def _dunn(dataset: str, entry: Entry) -> Iterator[Pair]:
    counts, value = ranks.table_of(*grouped(dataset, entry))[0], entry["value"]
    pairs = ranks.dunn(counts, entry["stat"].removeprefix("rank.dunn_"))
    yield ranks.mean_ranks(counts), list(value["mean_ranks"].values())
    yield [one.statistic for one in pairs], value["z"]
    yield [one.p for one in pairs], value["p"]
    yield [one.adjusted for one in pairs], value["p_adjusted"]


@of_counts("rank.pairwise_wilcoxon_holm")
def _pairwise(counts: np.ndarray, value: Any) -> Iterator[Pair]:
    pairs = ranks.pairwise_wilcoxon(counts)
    yield [one.adjusted for one in pairs], [value["values"][one.second - 1][one.first] for one in pairs]


@of_moments("mean.t_student")
def _student(groups: Moments, value: Any) -> Iterator[Pair]:
    yield from student_t(means.student(groups), value)
    yield groups.mean, list(value["estimate"].values())


@of_moments("mean.t_welch")
def _welch(groups: Moments, value: Any) -> Iterator[Pair]:
    yield from student_t(means.welch(groups), value)
    yield groups.mean, list(value["estimate"].values())


def student_t(one: means.Difference, value: Any) -> Iterator[Pair]:
    yield (one.statistic, one.df), (value["statistic"], value["parameter"])
    yield one.p, value["p.value"]
    yield (one.low, one.high), value["conf.int"]


@of_moments("mean.anova")
def _anova(groups: Moments, value: Any) -> Iterator[Pair]:
    yield from htest(means.anova(groups), value)


@of_moments("mean.anova_welch")
def _welch_anova(groups: Moments, value: Any) -> Iterator[Pair]:
    yield from htest(means.welch_anova(groups), value)


@of_moments("mean.cohens_d")
def _cohen(groups: Moments, value: Any) -> Iterator[Pair]:
    """Our limits must have the tails that R wanted, and be R's where those have them, too."""
    one, test = means.cohens_d(groups), means.student(groups)
    d, *limits = (value[key][0] for key in ("Cohens_d", "CI_low", "CI_high"))
    yield one.value, d
    scale = one.value / test.statistic
    for ours, theirs, wanted in zip((one.low, one.high), limits, (0.025, 0.975), strict=True):
        here, there = (stats.nct.sf(test.statistic, test.df, limit / scale) for limit in (ours, theirs))
        yield here, wanted
        if reached(there, wanted):
            yield ours, theirs


@of_moments("mean.tukey_hsd")
def _tukey(groups: Moments, value: Any) -> Iterator[Pair]:
    """R's qtukey is right to some 1e-7 of itself: limits are compared in units of their interval."""
    for one, (difference, low, high, p) in zip(means.tukey(groups), value["values"], strict=True):
        unit = one.high - one.low
        yield (
            (one.difference / unit, one.low / unit, one.high / unit),
            (difference / unit, low / unit, high / unit),
        )
        yield one.adjusted, p


@route("repeated.friedman", "mr.cochran_q_friedman_check")
def _friedman(dataset: str, entry: Entry) -> Iterator[Pair]:
    rows = complete(dataset, entry)
    yield from htest(repeated.friedman(rows), entry["value"])
    if entry["stat"].startswith("mr."):
        yield from htest(multiple_response.cochran_q(rows), entry["value"])


@route("repeated.kendall_w")
def _kendall(dataset: str, entry: Entry) -> Iterator[Pair]:
    one, value = repeated.kendall_w(complete(dataset, entry)), entry["value"]
    ours = (one.value, one.uncorrected, one.test.statistic, one.test.df)
    yield ours, [value[key] for key in ("W_tie_corrected", "W_uncorrected", "chisq", "df")]
    yield one.test.p, value["p.value"]
    yield (one.raters, one.objects), (value["raters"], value["objects"])


def paired(dataset: str, entry: Entry) -> np.ndarray:
    """First less second of the people who have both."""
    rows = complete(dataset, entry)
    difference: np.ndarray = rows[:, 0] - rows[:, 1]
    return difference


@route("repeated.wilcoxon_signed_rank", "repeated.wilcoxon_signed_rank_no_continuity")
def _signed(dataset: str, entry: Entry) -> Iterator[Pair]:
    method = "normal" if entry["stat"].endswith("no_continuity") else "continuity"
    test = repeated.signed_rank(paired(dataset, entry), method)
    yield test.v, entry["value"]["statistic"]
    yield test.p, entry["value"]["p.value"]


@route("repeated.wilcoxon_pratt_coin")
def _pratt(dataset: str, entry: Entry) -> Iterator[Pair]:
    """coin computes the p of a positive z as 1 - Phi(z): its 0 is our small p."""
    test = repeated.signed_rank(paired(dataset, entry), "normal", "pratt")
    yield test.z, entry["value"]["statistic"]
    yield test.p, entry["value"]["p.value"]


@route("repeated.wilcoxon_exact_midrank")
def _midrank(dataset: str, entry: Entry) -> Iterator[Pair]:
    """The first 40 people only, as the note says; below 50 differences wilcox.exact is exact."""
    test = repeated.signed_rank(paired(dataset, entry)[:40], "exact")
    yield test.v, entry["value"]["V"]
    yield test.p, entry["value"]["p.value"]


@route("repeated.sign_test")
def _sign(dataset: str, entry: Entry) -> Iterator[Pair]:
    test = repeated.sign_test(paired(dataset, entry))
    yield (test.statistic, test.df), (entry["value"]["n_pos"], entry["value"]["n_nonzero"])
    yield test.p, entry["value"]["p.value"]


@route("repeated.t_paired")
def _paired_t(dataset: str, entry: Entry) -> Iterator[Pair]:
    one = repeated.paired_t(paired(dataset, entry))
    yield from student_t(one, entry["value"])
    yield one.value, entry["value"]["estimate"]
