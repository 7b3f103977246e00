"""Cross-tabs, their tests and verdicts."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.codebook import CodebookError
from analysis.columns import Column
from analysis.crosstabs import crosstab
from analysis.design import Design
from analysis.errors import NotTabulable
from analysis.replication import jackknife
from analysis.tables import Crosstab
from analysis.tallies import tally
from tests.analysis.people import crossed, people


def of(counts: list[list[int]], margin: float = 0.2, seed: int = 2026) -> Crosstab:
    return crosstab(crossed(counts), "r", "c", margin=margin, seed=seed)


def test_counts_and_both_per_cents_stand_together() -> None:
    result = of([[10, 20], [30, 40]])
    assert result.counts == ((10, 20), (30, 40))
    assert result.column_percents[0] == pytest.approx((25, 100 / 3))
    assert result.row_percents[0] == pytest.approx((100 / 3, 200 / 3))
    assert result.expected[0] == pytest.approx((12, 18))


def test_column_intervals_hold_their_per_cents() -> None:
    result = of([[10, 20], [30, 40]])
    low, mid, high = (np.array(a) for a in (result.column_low, result.column_percents, result.column_high))
    assert (low < mid).all()
    assert (mid < high).all()


def test_people_missing_in_either_variable_stand_outside_the_table() -> None:
    result = crosstab(people(), "image", "place")
    assert result.n == 4
    assert result.missing == {"skipped": 2, "not_asked": 1}


def test_a_strong_dependence_is_shown() -> None:
    result = of([[40, 10], [10, 40]])
    assert result.test is not None
    assert result.test.name == "Pearson chi-square"
    assert result.association is not None
    assert result.association.verdict == "dependence shown"


def test_independence_is_shown_only_with_enough_people() -> None:
    few, many = of([[10, 10], [10, 10]]).association, of([[500, 500], [500, 500]]).association
    assert few is not None
    assert few.verdict == "cannot tell"
    assert many is not None
    assert many.verdict == "independence shown within the margin"
    assert many.high < many.margin


def test_a_narrower_margin_takes_the_verdict_back() -> None:
    found = of([[520, 480], [490, 510]], margin=0.05).association
    assert found is not None
    assert found.verdict == "cannot tell"
    assert "not below the margin of 0.05" in found.reason


def test_a_lucky_fit_of_few_people_is_called_too_few() -> None:
    found = of([[10, 10], [10, 10]]).association
    assert found is not None
    assert found.high == 0
    assert "such a sample could not tell it from a V of 0.20" in found.reason


def test_small_expected_counts_call_for_the_exact_test() -> None:
    test = of([[3, 0], [0, 3]]).test
    assert test is not None
    assert (test.name, test.df) == ("Freeman-Halton exact", None)
    assert test.p == pytest.approx(0.1)


def test_a_large_sparse_table_is_simulated_with_its_seed_and_error() -> None:
    counts = np.random.default_rng(1).integers(0, 4, (12, 12)).tolist()
    first, second = of(counts).test, of(counts).test
    assert first is not None
    assert first == second
    assert first.name == "Monte-Carlo chi-square"
    assert (first.seed, first.error is not None) == (2026, True)
    assert of(counts, seed=7).test != first


def test_a_simulated_table_tells_how_many_tables_were_drawn() -> None:
    found = of(np.random.default_rng(1).integers(0, 4, (12, 12)).tolist())
    assert found.test is not None
    assert found.test.drawn is not None
    assert found.test.error == pytest.approx((found.test.p * (1 - found.test.p) / found.test.drawn) ** 0.5)
    assert f"p from {found.test.drawn} random tables" in str(found)


def test_empty_rows_and_columns_stay_in_the_table_but_not_in_the_test() -> None:
    with_empty, without = of([[20, 0, 30], [0, 0, 0], [30, 0, 20]]), of([[20, 30], [30, 20]])
    assert (with_empty.empty_rows, with_empty.empty_columns) == (("r1",), ("c1",))
    assert with_empty.test == without.test
    assert with_empty.adjusted_residuals[1] == (0, 0, 0)


def test_one_row_of_people_is_refused_in_words() -> None:
    result = of([[20, 30], [0, 0]])
    assert (result.test, result.association) == (None, None)
    assert "at least two rows" in result.refusal


def test_nobody_at_all_is_refused_in_words() -> None:
    result = of([[0, 0], [0, 0]])
    assert result.n == 0
    assert "at least two rows" in result.refusal


def test_a_weighted_table_is_tested_by_rao_and_scott() -> None:
    weights = np.tile([1.0, 3.0], 50)
    test = crosstab(crossed([[40, 10], [10, 40]], Design(weights)), "r", "c").test
    assert test is not None
    assert test.name == "Rao-Scott F"
    assert test.p < 0.001


def test_an_option_of_a_set_is_crossed_but_the_set_is_not() -> None:
    assert crosstab(people(), "motive_chance", "place").n == 5
    with pytest.raises(NotTabulable, match="motive_chance"):
        crosstab(people(), "motive", "place")


@pytest.mark.parametrize("name", ["books", "comment", "place"])
def test_numbers_texts_and_the_variable_itself_are_not_crossed(name: str) -> None:
    with pytest.raises(NotTabulable, match=name):
        crosstab(people(), name, "place")


def test_an_unknown_variable_is_refused() -> None:
    with pytest.raises(CodebookError):
        crosstab(people(), "colour", "place")


def clustered(n: int) -> Design:
    return Design(1 + np.arange(n) % 3 / 2, clusters=np.arange(n) % 15)


def test_column_intervals_of_clustered_people_are_those_of_a_tally_within_the_column() -> None:
    counts = [[30, 14], [25, 31], [20, 40]]
    data = crossed(counts, clustered(160))
    table = crosstab(data, "r", "c")
    within = data.column("c").values == 1
    row = data.column("r")
    kept = np.where(within, row.values, -1)
    asked = Column(row.variable, kept, np.where(within, 0, 1).astype(np.int8))
    alone = tally(replace(data, columns={**data.columns, "r": asked}), "r")
    assert table.method == alone.method == "wilson_design"
    for i in range(3):
        assert table.column_low[i][1] == pytest.approx(alone.rows[i].low)
        assert table.column_high[i][1] == pytest.approx(alone.rows[i].high)


def test_column_intervals_of_people_who_repeat_their_cluster_do_not_shrink() -> None:
    once, often = ([[size * times for size in row] for row in ((9, 14), (25, 31))] for times in (1, 4))
    alone = crosstab(crossed(once, Design(clusters=range(79))), "r", "c")
    together = crosstab(crossed(often, Design(clusters=np.arange(4 * 79) // 4)), "r", "c")
    assert np.array(together.column_high) == pytest.approx(np.array(alone.column_high))


def test_a_column_of_one_cluster_has_no_interval() -> None:
    table = crosstab(
        crossed([[5, 20], [5, 20]], Design(clusters=[*[0] * 5, *range(1, 21), *[0] * 5, *range(1, 21)])),
        "r",
        "c",
    )
    assert (table.column_low[0][0], table.column_high[0][0]) == (0, 100)


def test_one_row_of_clustered_people_still_has_its_counts() -> None:
    table = crosstab(crossed([[20, 30], [0, 0]], Design(clusters=np.arange(50) % 10)), "r", "c")
    assert table.test is None
    assert table.column_high[0] == (100, 100)
    assert table.column_low[0][0] < 100


def test_people_of_one_cluster_are_counted_but_bound_nothing() -> None:
    table = crosstab(crossed([[5, 6], [7, 8]], Design(clusters=[1] * 26)), "r", "c")
    assert table.test is None
    assert (table.column_low[0][0], table.column_high[0][0]) == (0, 100)


def test_a_row_of_nobody_is_bounded_by_what_the_others_are_worth() -> None:
    table = crosstab(crossed([[20, 30], [30, 20], [0, 0]], Design(clusters=np.arange(100) % 20)), "r", "c")
    assert table.column_low[2] == (0, 0)
    assert 5 < table.column_high[2][0] < 40


def test_column_per_cents_under_replicates_are_bounded_as_the_tally_of_each_column_is() -> None:
    weights, units = np.linspace(1, 3, 120), np.arange(120) % 14
    replicates = replace(jackknife(Design(weights, clusters=units), 120).replicates, df=13)
    data = replace(crossed([[20, 30], [40, 30]]), design=Design(weights, replicates=replicates))
    found = crosstab(data, "r", "c")
    for j in range(2):
        rows = tally(data.where(data.column("c").values == j), "r").rows
        assert [row[j] for row in found.column_low] == pytest.approx([row.low for row in rows], rel=1e-9)
        assert [row[j] for row in found.column_high] == pytest.approx([row.high for row in rows], rel=1e-9)
    assert found.method == "wilson_design"
