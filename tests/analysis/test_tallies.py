"""Tallies of every kind of variable."""

from dataclasses import replace

import pytest

from analysis.codebook import Code, Codebook, CodebookError, Variable, VariableSet
from analysis.design import Design
from analysis.intervals import wilson, wilson_finite
from analysis.microdata import Microdata
from analysis.tables import TallyRow
from analysis.tallies import tally
from tests.analysis.people import CODEBOOK, answers, people


def row_of(rows: tuple[TallyRow, ...], code: str) -> TallyRow:
    return next(row for row in rows if row.code == code)


def test_shares_are_of_those_who_answered_and_the_missing_are_told_apart() -> None:
    result = tally(people(), "image")
    assert (result.n, result.base, result.missing) == (7, 5, {"skipped": 1, "not_asked": 1})
    assert [(row.code, row.count, row.percent) for row in result.rows] == [
        ("good", 3, 60),
        ("boring", 1, 20),
        ("hectic", 1, 20),
    ]


def test_a_net_counts_its_codes_as_one() -> None:
    (net,) = tally(people(), "image").nets
    assert (net.code, net.count, net.percent) == ("negative", 2, 40)


def test_intervals_are_wilsons_and_use_the_finite_population() -> None:
    data = answers(*["good"] * 59, *["boring"] * 178, population=257)
    finite, process = tally(data, "image"), tally(data, "image", population=False)
    low, high = wilson_finite(59, 237, 257)
    assert (finite.rows[0].low, finite.rows[0].high) == pytest.approx((100 * low, 100 * high), rel=1e-12)
    low, high = wilson(59, 237)
    assert (process.rows[0].low, process.rows[0].high) == pytest.approx((100 * low, 100 * high), rel=1e-12)
    assert (finite.population, process.population) == (257, None)


def test_a_census_leaves_no_interval() -> None:
    row = tally(answers("good", "good", "boring", population=3), "image").rows[0]
    assert row.low == row.percent == row.high


def test_the_population_of_a_routed_item_shrinks_with_those_asked() -> None:
    data = answers(*["good"] * 10, *["not_asked"] * 10, population=40)
    assert tally(data, "image").population == 20


def test_an_empty_base_says_nothing_rather_than_nan() -> None:
    result = tally(answers("skipped", "skipped"), "image")
    assert result.base == 0
    assert [(row.percent, row.low, row.high) for row in result.rows] == [(0, 0, 100)] * 3


def test_weights_change_shares_and_state_their_worth() -> None:
    result = tally(answers("good", "boring", "boring", weights=[2, 1, 1]), "image")
    assert [row.percent for row in result.rows] == [50, 50, 0]
    assert result.effective_n == pytest.approx(16 / 6)
    assert result.rows[0].count == 1
    assert result.method == "wilson_weighted"


def test_multiple_choice_has_both_per_cents() -> None:
    result = tally(people(), "motive")
    chance = row_of(result.rows, "chance")
    assert (result.base, result.answers, result.missing) == (6, 9, {"skipped": 1})
    assert (chance.count, chance.percent) == (3, 50)
    assert chance.percent_of_answers == pytest.approx(100 / 3)


def test_a_net_of_options_counts_people_once_but_all_their_choices() -> None:
    (net,) = tally(people(), "motive").nets
    assert (net.count, net.percent_of_answers) == (5, pytest.approx(100 * 6 / 9))


def test_a_grid_tallies_each_row_on_its_own_base() -> None:
    result = tally(people(), "a")
    pay, work = result.items
    assert (result.base, pay.base, work.base) == (6, 6, 4)
    assert work.missing == {"skipped": 1, "refused": 1, "does_not_know": 1}
    assert pay.statistics["mean"] == pytest.approx(20 / 6)


def test_ranking_has_first_places_and_mean_ranks() -> None:
    result = tally(people(), "cause")
    pay = row_of(result.rows, "pay")
    assert (result.base, pay.count, pay.ranked) == (6, 3, 5)
    assert pay.percent == 50
    assert pay.mean_rank == pytest.approx(7 / 5)
    assert result.nets[0].count == 5


def test_a_number_has_its_statistics() -> None:
    found = tally(people(), "books").statistics
    assert found["mean"] == pytest.approx(26 / 6)
    assert (found["q1"], found["median"], found["q3"], found["min"], found["max"]) == (2, 3, 7, 1, 10)
    assert found["mean_low"] < found["mean"] < found["mean_high"]


def test_few_distinct_numbers_get_rows() -> None:
    rows = tally(people(), "books").rows
    assert [(row.code, row.count) for row in rows] == [("1", 1), ("2", 1), ("3", 2), ("7", 1), ("10", 1)]


def test_one_number_has_no_spread() -> None:
    found = tally(Microdata.from_records(CODEBOOK, [{"books": 4}]), "books").statistics
    assert found["mean"] == found["median"] == 4
    assert "sd" not in found
    assert "mean_low" not in found


def test_texts_are_only_counted() -> None:
    result = tally(people(), "comment")
    assert (result.kind, result.base, result.rows) == ("text", 4, ())


def test_facts_kept_apart_from_the_rows_are_tallied_exactly() -> None:
    rows = [{"place": "withheld"}, {"place": "town"}]
    apart = {"place": (CODEBOOK.variable("place"), ["village", "town"])}
    data = Microdata.from_records(CODEBOOK, rows, Design(population=4), apart)
    assert [row.count for row in tally(data, "place").rows] == [1, 1]


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(CodebookError, match="there is no variable 'colour'"):
        tally(people(), "colour")


def drawn_together(times: int, **design: object) -> TallyRow:
    """The row of "good" (13 of 40 clusters) when everybody of a cluster says the same."""
    data = answers(*(one for one in [*["good"] * 13, *["boring"] * 27] for _ in range(times)))
    clusters = [place // times for place in range(40 * times)]
    drawn = Design(clusters=clusters, **design)  # type: ignore[arg-type]
    return tally(replace(data, design=drawn), "image").rows[0]


def test_people_who_repeat_their_cluster_are_worth_the_cluster() -> None:
    one, several = drawn_together(1), drawn_together(5)
    assert (several.low, several.high) == pytest.approx((one.low, one.high), abs=1e-9)
    low, high = wilson(13, 40)
    assert (one.low, one.high) == pytest.approx((100 * low, 100 * high), abs=0.8)
    assert one.high > 100 * high


def test_a_code_that_nobody_gave_is_worth_what_the_others_are() -> None:
    data = answers(*(one for one in [*["good"] * 13, *["boring"] * 27] for _ in range(5)))
    data = replace(data, design=Design(clusters=[place // 5 for place in range(200)]))
    nobody = row_of(tally(data, "image").rows, "hectic")
    assert nobody.low == nobody.percent == 0
    assert nobody.high == pytest.approx(100 * wilson(0, 40)[1], rel=0.12)
    assert nobody.high > 2 * 100 * wilson(0, 200)[1]


def test_where_all_clusters_say_the_same_each_is_worth_one_person() -> None:
    data = replace(answers(*["good"] * 60), design=Design(clusters=[place // 10 for place in range(60)]))
    everybody = tally(data, "image").rows[0]
    assert everybody.high == 100
    assert everybody.low < 100 * wilson(6, 6)[0]


def test_a_census_of_clusters_leaves_no_interval() -> None:
    row = drawn_together(5, stage_sizes=(40,), population=200)
    assert row.low == row.percent == row.high
    assert drawn_together(5, stage_sizes=(80,), population=400).high < drawn_together(5).high


def test_a_finite_population_of_people_corrects_nothing_where_clusters_were_drawn() -> None:
    row = drawn_together(5, population=210)
    assert (row.low, row.high) == (drawn_together(5).low, drawn_together(5).high)


def test_one_cluster_says_nothing() -> None:
    data = replace(answers("good", "good", "boring"), design=Design(clusters=[1, 1, 1]))
    row = tally(data, "image").rows[0]
    assert (row.low, row.high) == (0, 100)


def test_weights_within_strata_go_by_the_design() -> None:
    weights, strata = [1.0] * 40 + [5.0] * 20, ["a"] * 40 + ["b"] * 20
    data = answers(*(["good", "boring"] * 20 + ["good"] * 18 + ["boring"] * 2))
    kish, design = (tally(replace(data, design=Design(weights, one)), "image") for one in (None, strata))
    assert (kish.method, design.method) == ("wilson_weighted", "wilson_design")
    assert design.rows[0].high - design.rows[0].low < kish.rows[0].high - kish.rows[0].low


def test_options_and_their_nets_go_by_the_design() -> None:
    alone = people(Design(clusters=range(7)))
    together = people(Design(clusters=[0, 0, 1, 1, 2, 2, 2]))
    assert tally(alone, "motive").nets[0].high < tally(together, "motive").nets[0].high
    assert tally(alone, "cause").rows[0].high < tally(together, "cause").rows[0].high
    assert tally(alone, "books").rows[0].high < tally(together, "books").rows[0].high


def test_a_grid_whose_first_row_is_partly_answered_tells_who_answered_none() -> None:
    codes = (Code("1", {"en": "1"}), Code("2", {"en": "2"}))
    rows = tuple(Variable(name, {"en": name}, "ordinal", codes) for name in ("g_a", "g_b"))
    grid = VariableSet("g", {"en": "g"}, "grid", ("g_a", "g_b"), ("a", "b"), ({"en": "a"}, {"en": "b"}))
    records = [{"g_a": "1"}, {"g_b": "2"}, {"g_a": "refused", "g_b": "refused"}, {"g_a": "2", "g_b": "1"}]
    found = tally(Microdata.from_records(Codebook("b", rows, (grid,)), records), "g")
    assert (found.base, dict(found.missing)) == (3, {"refused": 1})
