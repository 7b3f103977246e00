"""Rankings as worths: in all, by group, under a design, in words."""

import numpy as np
import pytest

from analysis import show
from analysis.codebook import Codebook, VariableSet
from analysis.design import Design
from analysis.errors import NotTabulable
from analysis.microdata import Microdata
from analysis.plackett_luce import plackett_luce
from analysis.rankings import _united, pulls, rank
from tests.analysis.people import coded, named, ranks

OPTIONS = ("pay", "room", "fame")
BOOK = Codebook(
    "wishes",
    (coded("place", "town", "village"), *(ranks(f"w_{one}") for one in OPTIONS)),
    (
        VariableSet(
            "w",
            named("wishes"),
            "ranking",
            tuple(f"w_{one}" for one in OPTIONS),
            OPTIONS,
            tuple(named(one) for one in OPTIONS),
            first=2,
        ),
    ),
)
ORDERS = [(1, 2, 0), (1, 0, 2), (2, 1, 0), (0, 1, 2), (2, 0, 1), (1, 2, 0)] * 20


def wishes(orders: list[tuple[int, ...]] = ORDERS, design: Design | None = None) -> Microdata:
    rows = [
        {"place": ("town", "village")[i % 2]}
        | {f"w_{one}": str(place) for one, place in zip(OPTIONS, order, strict=True)}
        for i, order in enumerate(orders)
    ]
    return Microdata.from_records(BOOK, rows, design)


def test_worths_are_those_of_the_model_and_sum_to_all() -> None:
    (group,) = rank(wishes(), "w").groups
    worths = plackett_luce(np.array(ORDERS))
    assert [row.share for row in group.rows] == pytest.approx(100 * worths.share)
    assert sum(row.share for row in group.rows) == pytest.approx(100)
    assert [row.standard_error for row in group.rows] == pytest.approx(worths.errors)
    assert all(0 < row.low < row.share < row.high < 100 for row in group.rows)


def test_groups_are_the_people_of_each_alone() -> None:
    both = rank(wishes(), "w", by="place")
    town = rank(wishes(ORDERS[::2]), "w").groups[0]
    assert [group.base for group in both.groups] == [60, 60]
    assert both.groups[0].rows == town.rows


def test_a_derivative_sums_to_nothing_at_the_worths() -> None:
    table = np.array(ORDERS)
    assert pulls(table, plackett_luce(table).share).sum(0) == pytest.approx(np.zeros(3), abs=1e-9)


def test_errors_of_a_design_agree_with_leaving_out_a_cluster_at_a_time() -> None:
    clusters = np.arange(len(ORDERS)) % 30
    rows = rank(wishes(design=Design(clusters=clusters.tolist())), "w").groups[0].rows
    table = np.array(ORDERS)
    logs = np.array([plackett_luce(table[clusters != c]).log for c in range(30)])
    jackknife = np.sqrt(29 / 30 * ((logs - logs.mean(0)) ** 2).sum(0))
    assert [row.standard_error for row in rows] == pytest.approx(jackknife, rel=0.03)


def test_a_weight_of_two_is_the_person_twice_for_the_worth() -> None:
    weights = np.where(np.arange(len(ORDERS)) < 6, 2.0, 1.0)
    weighted = rank(wishes(design=Design(weights)), "w").groups[0].rows
    twice = rank(wishes(ORDERS + ORDERS[:6]), "w").groups[0].rows
    assert [row.share for row in weighted] == pytest.approx([row.share for row in twice])


def test_what_is_always_first_is_refused_in_words_of_each_language() -> None:
    found = rank(wishes([(1, 2, 0), (1, 0, 2)] * 5), "w")
    assert found.groups[0].rows == ()
    assert "no bound" in show.as_text(found)
    assert "шегі жоқ" in show.as_text(found, "kk")
    assert "не ограничена" in show.as_text(found, "ru")


def test_what_is_no_ranking_is_refused_with_those_there_are() -> None:
    with pytest.raises(NotTabulable, match="rankings: w"):
        rank(wishes(), "place")


@pytest.mark.parametrize("options", [1, 5, 40])
def test_equal_rankings_are_united_with_their_people(options: int):
    table = np.random.default_rng(options).integers(0, 3, (300, options))
    kinds, people = _united(table)
    whole = sorted(map(tuple, np.repeat(kinds, people.astype(int), axis=0).tolist()))
    assert whole == sorted(map(tuple, table.tolist()))
    assert len(set(map(tuple, kinds.tolist()))) == len(kinds)
