"""Random tables: margins, their law, and that they follow from the margins and the seed alone."""

from itertools import permutations
from math import comb

import numpy as np
import pytest
from scipy import stats

from analysis import random_tables as r
from analysis.errors import TooMuchWork
from analysis.hypotheses import monte_carlo

TABLE = np.array([[6.0, 1, 2, 4], [12, 5, 3, 0]])


def drawn(counts: np.ndarray, size: int, seed: int = 3) -> np.ndarray:
    _, draw = r.random_tables(counts, seed)
    parts = [draw(size)]
    while sum(part.shape[2] for part in parts) < size:
        parts.append(draw(size))
    return np.concatenate(parts, axis=2)


@pytest.mark.parametrize("most", [r.SHUFFLED, 0])
def test_random_tables_have_the_margins_and_the_law(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(r, "SHUFFLED", most)
    tables = drawn(TABLE, 30_000)
    assert (tables.sum(0) == [[4], [5], [6], [18]]).all()
    assert (tables.sum(1) == [[13], [20]]).all()
    share = float((tables[0, 3] == 6).mean())
    assert share == pytest.approx(comb(18, 6) * comb(15, 7) / comb(33, 13), abs=0.012)
    assert tables.mean(2) == pytest.approx(r.random_tables(TABLE, 3)[0], abs=0.04)


@pytest.mark.parametrize("people", [237, 300])
def test_people_of_every_number_keep_their_margins(people: int) -> None:
    counts = np.ones((4, 6))
    counts[0, 0] += people - 24
    tables = drawn(counts, 20_000)
    assert (tables.sum((0, 1)) == people).all()
    assert tables.mean(2) == pytest.approx(r.random_tables(counts, 3)[0], abs=0.03)


def test_which_are_the_rows_and_their_order_change_nothing() -> None:
    table = np.array([[3.0, 1, 0, 2], [1, 4, 2, 0], [0, 2, 3, 5]])
    assert monte_carlo(table, 5, 999).p == monte_carlo(table.T[[2, 0, 3, 1]], 5, 999).p
    square = table[:, 1:]
    assert monte_carlo(square, 5, 999).p == monte_carlo(square.T, 5, 999).p


def test_the_tables_are_the_same_in_however_many_portions() -> None:
    _, draw = r.random_tables(TABLE, 8)
    portions = np.concatenate([draw(7), draw(1), draw(92)], axis=2)
    assert (portions == drawn(TABLE, 100, seed=8)).all()
    assert (portions != drawn(TABLE, 100, seed=9)).any()


def test_all_orders_are_equally_likely() -> None:
    orders = r._orders(1, 4, 0)[:, :24_000]
    assert (np.sort(orders, axis=0) == np.arange(4)[:, None]).all()
    known = {order: place for place, order in enumerate(permutations(range(4)))}
    counts = np.bincount([known[tuple(order)] for order in orders.T.tolist()], minlength=24)
    assert stats.chisquare(counts).pvalue > 0.001


def test_an_order_whose_keys_tie_is_left_out() -> None:
    numbers = np.arange(16, dtype=np.uint32).reshape(4, 4) << 8
    numbers[1, 0], numbers[2, 1] = numbers[1, 1], numbers[2, 0]
    assert r._in_order(numbers, np.uint8).tolist() == [[0, 1, 2, 3]] * 2


def test_the_same_random_numbers_order_any_number_of_people() -> None:
    some, more = r._orders(3, 4, 0), r._orders(3, 5, 0)
    assert r._numbers(3, 0)[:4].argsort().tolist() == some[:, 0].tolist()
    assert r._numbers(3, 0)[:5].argsort().tolist() == more[:, 0].tolist()
    assert (r._numbers(3, 0) != r._numbers(3, 1)).any()


def test_more_people_than_can_be_drawn_are_refused() -> None:
    with pytest.raises(TooMuchWork, match="too many"):
        r.random_tables(TABLE * 1e9, 1)


def test_a_seed_gives_the_tables_it_has_always_given() -> None:
    table = np.array([[20.0, 3, 40, 9, 1], [60, 10, 70, 33, 2], [5, 1, 30, 14, 2]])
    assert monte_carlo(TABLE, 2026, 19_999).p == 0.05285
    assert monte_carlo(table, 2026, 19_999).p == 0.01335
    assert monte_carlo(table, 7, 19_999, 100).drawn == 6567
