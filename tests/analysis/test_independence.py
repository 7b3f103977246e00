"""What a table says of Cramer's V under a design: identities, edges, and words."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import special

from analysis import independence, words
from analysis.crosstabs import crosstab
from analysis.design import Design
from analysis.hypotheses import cramers_v, pearson, smallest_detectable
from analysis.independence import Evidence
from analysis.tables import Crosstab
from tests.analysis.people import crossed
from tests.simulations.populations import DRAWS, data, population

EVEN = np.array([[60.0, 40], [40, 60]])
TABLE = np.array([[52.0, 31, 17], [28, 40, 32]])


def under(counts: np.ndarray, design: Design) -> Evidence:
    data = crossed(counts.astype(int).tolist(), design)
    return independence.of_design(data.design, data.column("r"), data.column("c"))


def of(counts: list[list[int]], design: Design, margin: float = 0.2) -> Crosstab:
    return crosstab(crossed(counts, design), "r", "c", margin=margin)


def test_where_the_margins_are_even_the_limits_are_those_of_the_noncentral_chi_square() -> None:
    found, plain = independence.of_counts(EVEN).limits(), cramers_v(EVEN)
    assert (found.low, found.high) == pytest.approx((plain.low, plain.high), abs=1e-9)


def test_people_drawn_one_by_one_have_pearsons_p_and_power() -> None:
    found = independence.of_counts(TABLE)
    assert found.p == pytest.approx(pearson(TABLE).p)
    assert found.smallest_detectable() == pytest.approx(smallest_detectable(2, 200))
    assert found.design_effect == 1


def test_a_cluster_for_each_person_is_nearly_no_cluster() -> None:
    found, plain = under(TABLE * 10, Design(clusters=range(2000))), independence.of_counts(TABLE * 10)
    assert found.design_effect == pytest.approx(1, abs=0.06)
    assert found.limits().high == pytest.approx(plain.limits().high, abs=0.005)


def test_people_copied_within_their_cluster_tell_nothing_new() -> None:
    once = under(TABLE, Design(clusters=range(200)))
    thrice = under(TABLE * 3, Design(clusters=np.arange(600) // 3))
    assert thrice.limits().high == pytest.approx(once.limits().high, abs=1e-9)
    assert thrice.p == pytest.approx(once.p)
    assert thrice.smallest_detectable() == pytest.approx(once.smallest_detectable())
    assert thrice.design_effect == pytest.approx(3 * once.design_effect)


def test_the_scale_of_weights_changes_nothing() -> None:
    weights = 1.0 + np.arange(200) % 7
    one, other = (under(TABLE, Design(weights * factor)) for factor in (1, 1000))
    assert other.limits().high == pytest.approx(one.limits().high)
    assert other.p == pytest.approx(one.p)


def test_the_lower_limit_leaves_zero_where_the_test_rejects_in_its_tail() -> None:
    for shift in range(12):
        evidence = independence.of_counts(np.array([[50.0 + shift, 50], [50, 50 + shift]]))
        assert (evidence.limits().low > 0) == (evidence.p < 0.025)


def influence(shares: np.ndarray) -> float:
    """n times the variance of phi by the delta method, for any table."""
    rows, columns = shares.sum(1), shares.sum(0)
    ratio = shares / np.outer(rows, columns) - 1
    slopes = 2 * ratio - (ratio**2 @ columns)[:, None] - rows @ ratio**2
    phi2 = (np.outer(rows, columns) * ratio**2).sum()
    return float(((shares * slopes**2).sum() - (shares * slopes).sum() ** 2) / (4 * phi2))


def test_the_worst_shape_is_the_spread_of_phi_where_one_cell_holds_the_dependence() -> None:
    shares = population((4, 5), 0.2, "skew", "one cell")
    assert shares is not None
    worst = independence.worst_shape(shares.sum(1), shares.sum(0), np.array([0.2 * np.sqrt(3)]))
    assert influence(shares) == pytest.approx(float(worst[0]))


@pytest.mark.parametrize("seed", range(20))
def test_no_shape_spreads_more_than_the_worst(seed: int) -> None:
    random = np.random.default_rng(seed)
    rows, columns = random.dirichlet(np.full(3, 3)), random.dirichlet(np.full(4, 3))
    scores = random.normal(size=(3, 4))
    scores = scores - (scores @ columns)[:, None] - rows @ scores + rows @ scores @ columns
    apart = np.outer(rows, columns)
    shares = apart * (1 + 0.9 * scores / -scores.min())
    phi = np.sqrt((apart * (shares / apart - 1) ** 2).sum())
    assert influence(shares) <= independence.worst_shape(rows, columns, np.array([phi]))[0] * (1 + 1e-9)


def test_rare_codes_that_could_hide_a_dependence_widen_the_upper_limit() -> None:
    rare = np.array([[985.0, 7], [7, 1]])
    assert independence.of_counts(rare).limits().high > 2 * cramers_v(rare).high


def test_a_row_that_rests_on_one_cluster_shows_nothing() -> None:
    clusters = np.repeat([0, *range(1, 20)], [20] + [10] * 19)
    found = of([[18, 2], [95, 95]], Design(clusters=clusters)).association
    assert found is not None
    assert (found.low, found.high, found.smallest_detectable) == (0, 1, 1)
    assert found.verdict == "cannot tell"


@pytest.mark.parametrize("size", range(2, 21, 3))
def test_a_row_of_one_cluster_and_a_bit_leaves_v_unbounded(size: int) -> None:
    clusters = np.repeat([0, *range(1, 20)], [20] + [10] * 19)
    others = np.r_[clusters[:20], clusters[20 : 20 + size % 2], clusters[20 + size % 2 :]]
    found = of([[20 - size, size + size % 2], [95, 95 - size % 2]], Design(clusters=others)).association
    assert found is not None
    assert found.high == 1


def test_a_rejection_by_few_clusters_is_not_believed() -> None:
    chosen = np.array([14, 13, 15, *(7 + np.arange(17) % 7)])
    parts = [
        np.repeat(np.arange(20), np.where(few, how_many, 0))
        for few in (np.arange(20) < 3, np.arange(20) > 2)
        for how_many in (chosen, 20 - chosen)
    ]
    table = of(
        [[len(parts[0]), len(parts[1])], [len(parts[2]), len(parts[3])]],
        Design(clusters=np.concatenate(parts)),
    )
    found = table.association
    assert table.test is not None
    assert found is not None
    assert found.cautious_p is not None
    assert table.test.p < 0.05 < found.cautious_p
    assert found.verdict == "cannot tell"
    assert "rejects too readily; with that in mind p = " in found.reason


def test_clusters_with_one_and_the_same_table_are_refused_in_words() -> None:
    result = of([[20, 20], [20, 20]], Design(clusters=[i % 20 for i in range(80)]))
    assert result.test is None
    assert "no variance" in result.refusal


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("counts", [[[40, 20], [20, 40]], [[300, 300], [300, 300]], [[20, 20], [20, 23]]])
def test_the_reason_says_base_design_effect_margin_and_smallest_effect(
    counts: list[list[int]], language: str
) -> None:
    n = sum(map(sum, counts))
    table = of(counts, Design(np.tile([1.0, 2], n)[:n]), margin=0.25)
    assert table.test is not None
    assert table.association is not None
    said = words.reason(table.association, table.test, table.level, language)
    known = (table.association.design_effect, 0.25, table.association.smallest_detectable)
    assert said.startswith(f"{n} ")
    for value in known:
        assert value is not None
        assert words.number(value, language, 2) in said


@pytest.mark.parametrize("doubt", [1.0, 2.5])
@pytest.mark.parametrize("times", [0.01, 0.3, 1, 4])
def test_the_upper_limit_is_the_last_of_the_whole_grid(times: float, doubt: float) -> None:
    """Chernoff's bound leaves out only what the noncentral chi-square would exclude."""
    found = replace(independence.of_counts(TABLE), statistic=times * 20.0)
    factor = np.array([found._factor_at(v) for v in independence.GRID.tolist()]) * doubt
    law = found.statistic / factor, found.t1 / factor, independence.GRID**2 * found.scale / factor
    below = special.chndtr(*law)
    assert (independence._log_bound(*law) >= np.log(np.maximum(below, 1e-300)) - 1e-9).all()
    for tail in (0.005, 0.025, 0.1, 0.4):
        assert found._last(doubt, tail) == max(np.flatnonzero(below > tail), default=-1)


def test_thousands_in_clusters_whose_v_is_far_from_1_have_limits() -> None:
    shares, random = population((5, 5), 0.3, "skew", "diagonal"), np.random.default_rng(2026)
    assert shares is not None
    samples = [DRAWS["clusters of 20"](shares, 2000, random) for _ in range(5)]
    found = crosstab(data(samples[-1], (5, 5)), "r", "c").association
    assert found is not None
    assert 0.1 < found.low < found.value < found.high < 0.5
