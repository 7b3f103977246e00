"""Rank tests: identities between independent routes, brute force, and hostile calls."""

from itertools import combinations
from math import comb

import numpy as np
import pytest
from scipy import stats

from analysis import ranks
from analysis.errors import NotANumber, NoVariation, TooFew, TooMuchWork, UndefinedStatistic
from analysis.means import Moments, anova
from analysis.rank_sums import UnknownMethod, midranks, rank_sum_p

TABLE = np.array([[4.0, 1, 3], [6, 2, 5], [3, 7, 2], [1, 8, 4], [2, 2, 9]])
TWO = TABLE[:, :2]
FUNCTIONS = (
    ranks.kruskal_wallis,
    ranks.median_test,
    ranks.epsilon_squared,
    ranks.dunn,
    ranks.pairwise_wilcoxon,
    ranks.jonckheere_terpstra,
)
TWO_GROUPS = (ranks.mann_whitney, ranks.cliffs_delta)


def spread_out(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A value and a group for each person of a table."""
    level, group = np.indices(counts.shape)
    times = counts.astype(int).ravel()
    return np.repeat(level.ravel(), times).astype(float), np.repeat(group.ravel(), times)


def test_a_table_is_made_of_values_and_their_groups_in_any_order() -> None:
    values, groups = spread_out(TABLE)
    order = np.random.default_rng(1).permutation(len(values))
    counts, levels, names = ranks.table_of(values[order], groups[order])
    assert counts.tolist() == TABLE.tolist()
    assert (levels.tolist(), names.tolist()) == ([0, 1, 2, 3, 4], [0, 1, 2])


def test_midranks_are_those_of_the_people() -> None:
    values, _ = spread_out(TABLE)
    assert np.unique(stats.rankdata(values)).tolist() == midranks(TABLE.sum(1)).tolist()


def test_h_is_the_variance_ratio_of_the_ranks() -> None:
    values, groups = spread_out(TABLE)
    f, h = anova(Moments.of(stats.rankdata(values), groups)), ranks.kruskal_wallis(TABLE)
    share = f.statistic * f.df / (f.statistic * f.df + f.df2)
    assert ranks.epsilon_squared(TABLE)[0] == pytest.approx(share) == pytest.approx(h.statistic / 58)


def test_two_groups_have_one_test_by_three_names() -> None:
    plain = ranks.mann_whitney(TWO, "normal")
    assert plain.z**2 == pytest.approx(ranks.kruskal_wallis(TWO).statistic)
    assert plain.p == pytest.approx(ranks.kruskal_wallis(TWO).p)
    assert plain.z == pytest.approx(ranks.dunn(TWO)[0].statistic)


def test_delta_and_u_count_the_pairs_of_people() -> None:
    (a, b), pairs = TWO.T, np.indices((5, 5))
    higher = np.outer(a, b)[pairs[0] > pairs[1]].sum()
    lower = np.outer(a, b)[pairs[0] < pairs[1]].sum()
    delta = ranks.cliffs_delta(TWO)
    assert delta.value == pytest.approx((higher - lower) / (a.sum() * b.sum()))
    assert ranks.mann_whitney(TWO).u == pytest.approx(higher + (a * b).sum() / 2)
    assert delta.low < delta.value < delta.high


def test_turning_the_values_or_the_groups_around_turns_the_sign() -> None:
    one, other = ranks.mann_whitney(TWO), ranks.mann_whitney(TWO[::-1])
    assert (one.z, one.p) == pytest.approx((-other.z, other.p))
    assert ranks.cliffs_delta(TWO).low == pytest.approx(-ranks.cliffs_delta(TWO[:, ::-1]).high)
    up, down = ranks.jonckheere_terpstra(TABLE), ranks.jonckheere_terpstra(TABLE[::-1])
    assert (up.z, up.increasing) == pytest.approx((-down.z, down.decreasing))


@pytest.mark.parametrize("values", [[1, 2, 3, 4, 5, 6, 7], [1, 1, 2, 2, 2, 5, 9], [0, 0, 0, 0, 0, 0, 1]])
@pytest.mark.parametrize("chosen", [(0, 1, 2), (0, 3), (1, 4, 5, 6)])
def test_the_exact_p_is_that_of_all_divisions_of_the_people(
    values: list[float], chosen: tuple[int, ...]
) -> None:
    groups = np.array([0 if i in chosen else 1 for i in range(7)])
    counts, *_ = ranks.table_of(np.array(values, dtype=float), groups)
    order = stats.rankdata(values)
    sums = np.array([order[list(part)].sum() for part in combinations(range(7), len(chosen))])
    far = np.abs(sums - len(chosen) * 4) >= abs(order[list(chosen)].sum() - len(chosen) * 4) - 1e-9
    assert ranks.mann_whitney(counts, "exact").p == pytest.approx(far.mean())


def test_the_exact_p_of_many_people_nears_the_normal_one() -> None:
    counts = np.array([[30.0, 18], [25, 30], [15, 22]])
    exact, normal = ranks.mann_whitney(counts, "exact").p, ranks.mann_whitney(counts, "normal").p
    assert exact == pytest.approx(normal, rel=0.05)


def test_the_exact_test_says_when_it_would_take_too_long() -> None:
    with pytest.raises(TooMuchWork, match="steps"):
        rank_sum_p(np.eye(2).repeat(1000, axis=0))


def test_jonckheeres_statistic_adds_up_the_pairs_of_groups() -> None:
    found = ranks.jonckheere_terpstra(TABLE)
    pairs = [ranks.mann_whitney(TABLE[:, [j, i]]).u for i, j in ((0, 1), (0, 2), (1, 2))]
    assert found.statistic == pytest.approx(sum(pairs))
    assert found.p == pytest.approx(2 * min(found.increasing, found.decreasing))


def test_two_groups_trend_as_they_differ() -> None:
    assert ranks.jonckheere_terpstra(TWO).z == pytest.approx(-ranks.mann_whitney(TWO, "normal").z)


def test_the_variance_of_the_trend_is_that_of_all_orders_of_the_people() -> None:
    values, groups = np.array([1.0, 1, 2, 3, 3, 3]), np.array([0, 0, 1, 1, 2, 2])
    generator, found = np.random.default_rng(7), ranks.jonckheere_terpstra(ranks.table_of(values, groups)[0])
    drawn = [
        ranks.jonckheere_terpstra(ranks.table_of(generator.permutation(values), groups)[0]).statistic
        for _ in range(4000)
    ]
    assert np.mean(drawn) == pytest.approx(found.expected, rel=0.03)
    assert np.var(drawn) == pytest.approx(found.variance, rel=0.08)


def test_the_median_test_looks_only_above_the_median() -> None:
    assert ranks.median_scores(np.array([[2.0, 0], [0, 2]])).tolist() == [0, 1]
    assert ranks.median_scores(np.array([[1.0, 1], [2, 1], [1, 1]])).tolist() == [0, 0, 1]


def test_empty_levels_and_groups_fall_out() -> None:
    wider = np.zeros((7, 5))
    wider[np.ix_([0, 2, 3, 5, 6], [0, 2, 4])] = TABLE
    for function in FUNCTIONS:
        assert function(wider) == function(TABLE)


def test_a_summary_describes_each_group() -> None:
    values, groups = spread_out(TABLE)
    for one in ranks.summaries(values, groups):
        own = values[groups == one.group]
        assert one.n == len(own)
        assert (one.mean, one.sd, one.median) == pytest.approx((own.mean(), own.std(ddof=1), np.median(own)))
        assert one.mean_rank == pytest.approx(stats.rankdata(values)[groups == one.group].mean())


def test_one_person_has_no_standard_deviation() -> None:
    assert [one.sd for one in ranks.summaries(np.array([1.0, 2]), np.array([5, 9]))] == [None, None]


def test_a_complete_separation_is_a_point() -> None:
    assert ranks.cliffs_delta(np.eye(2) * 3).low == -1 == ranks.cliffs_delta(np.eye(2) * 3).high


def test_a_thousand_million_people_are_no_trouble() -> None:
    for function in FUNCTIONS:
        function(TABLE * 1e9)
    assert ranks.kruskal_wallis(TABLE * 1e9).p == 0
    assert ranks.cliffs_delta(TWO * 1e9).value == pytest.approx(ranks.cliffs_delta(TWO).value)


@pytest.mark.parametrize("function", FUNCTIONS + TWO_GROUPS)
@pytest.mark.parametrize(
    ("counts", "error"),
    [
        (np.zeros((0, 0)), TooFew),
        (np.zeros((3, 2)), TooFew),
        (np.array([[1.0], [2.0]]), TooFew),
        (np.array([[1.0, -1], [2, 3]]), NotANumber),
        (np.array([[1.0, np.nan], [2, 3]]), NotANumber),
        (np.array([1.0, 2]), NotANumber),
    ],
)
def test_what_cannot_be_compared_is_refused(function: object, counts: np.ndarray, error: type) -> None:
    with pytest.raises(error):
        function(counts)


@pytest.mark.parametrize("function", [*FUNCTIONS, ranks.mann_whitney])
def test_people_who_all_answer_alike_are_refused(function: object) -> None:
    with pytest.raises(NoVariation):
        function(np.array([[3.0, 4]]))


def test_three_groups_are_no_two() -> None:
    for function in TWO_GROUPS:
        with pytest.raises(TooFew, match="not 3"):
            function(TABLE)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_values_that_are_no_numbers_are_refused(bad: float) -> None:
    with pytest.raises(UndefinedStatistic, match="finite"):
        ranks.table_of(np.array([1.0, bad]), np.array([0, 1]))


def test_the_continuity_correction_is_scipys() -> None:
    values, groups = spread_out(TWO)
    theirs = stats.mannwhitneyu(values[groups == 0], values[groups == 1], method="asymptotic")
    assert (ranks.mann_whitney(TWO).u, ranks.mann_whitney(TWO).p) == pytest.approx(tuple(theirs))


def test_the_interval_of_delta_has_the_error_of_equal_groups_in_fishers_z() -> None:
    one = ranks.cliffs_delta(TWO)
    width = np.arctanh(one.high) - np.arctanh(one.low)
    assert width == pytest.approx(2 * 1.959963985 * np.sqrt(37 / (3 * 16 * 20)))


def test_the_exact_test_refuses_weights_and_crowds_at_once() -> None:
    with pytest.raises(NotANumber, match="whole people"):
        ranks.mann_whitney(TWO / 2.5, "exact")
    with pytest.raises(TooMuchWork):
        ranks.mann_whitney(TWO * 1e9, "exact")


def test_unknown_methods_levels_and_lengths_are_refused() -> None:
    with pytest.raises(UnknownMethod, match="exakt"):
        ranks.mann_whitney(TWO, "exakt")
    with pytest.raises(UndefinedStatistic, match="level"):
        ranks.cliffs_delta(TWO, level=95)
    with pytest.raises(UndefinedStatistic, match="3 values but 2 groups"):
        ranks.table_of(np.arange(3.0), np.array([0, 1]))


def drawn_one_by_one(counts: np.ndarray) -> float:
    """The exact p from the joint distribution of how many are drawn and their sum, person by person."""
    scores = np.repeat((2 * midranks(counts.sum(1))).astype(int), counts.sum(1).astype(int))
    m, n = int(counts[:, 0].sum()), len(scores)
    ways = np.zeros((m + 1, int(scores.sum()) + 1))
    ways[0, 0] = 1
    for score in scores.tolist():
        ways[1:, score:] += ways[:-1, : ways.shape[1] - score].copy()
    observed = int(2 * midranks(counts.sum(1)) @ counts[:, 0])
    far = abs(n * np.arange(ways.shape[1]) - m * scores.sum()) >= abs(n * observed - m * scores.sum())
    return float(ways[m][far].sum() / ways[m].sum())


@pytest.mark.parametrize("seed", range(12))
def test_the_exact_rank_sum_of_halves_put_together_is_that_of_all_people(seed: int) -> None:
    random = np.random.default_rng(seed)
    counts = random.integers(0, 5, (random.integers(2, 9), 2)).astype(float) + np.eye(2)[seed % 2]
    counts[0, 1 - seed % 2] += 1
    assert rank_sum_p(counts) == pytest.approx(drawn_one_by_one(counts), rel=1e-12)


def test_the_exact_rank_sum_of_hundreds_of_people_is_near_the_normal_one() -> None:
    counts = np.bincount(2 * (np.arange(538) ** 2 % 97) + np.arange(538) % 2, minlength=194).reshape(-1, 2)
    exact, normal = (ranks.mann_whitney(counts.astype(float), method) for method in ("exact", "continuity"))
    assert exact.p == pytest.approx(normal.p, abs=0.001)


def test_a_separation_of_hundreds_of_people_has_its_tiny_p() -> None:
    apart = np.eye(2).repeat(200, axis=0)
    assert ranks.mann_whitney(apart, "exact").p == pytest.approx(2 / comb(400, 200), rel=1e-9)


def test_the_median_of_the_greatest_numbers_is_a_number() -> None:
    (one,) = ranks.summaries(np.array([1e308]), np.zeros(1, int))
    assert one.median == pytest.approx(1e308)
