"""The counting kernel: joint counts of many columns against counts of one pair at a time."""

from __future__ import annotations

import math

import numpy as np
import pytest

from analysis import packed
from analysis.arrays import Floats, Integers
from analysis.errors import WrongArgument
from analysis.packed import Burt

SIZES = [3, 2, 1, 9, 4, 40, 2, 2, 5]


def columns(n: int, seed: int = 1) -> list[Integers]:
    """Columns of SIZES with a tenth of the answers missing."""
    random = np.random.default_rng(seed)
    return [
        np.where(random.random(n) < 0.1, -1, random.integers(0, size, n)).astype(np.int8) for size in SIZES
    ]


def by_pair(given: list[Integers], i: int, j: int, weights: Floats | None = None) -> Floats:
    """The table of two columns by one bincount."""
    both = (given[i] >= 0) & (given[j] >= 0)
    cells = given[i][both].astype(int) * SIZES[j] + given[j][both]
    counts = np.bincount(cells, None if weights is None else weights[both], SIZES[i] * SIZES[j])
    return counts.reshape(SIZES[i], SIZES[j])


def block(whole: Floats | Integers, i: int, j: int) -> Floats | Integers:
    starts = np.concatenate([[0], np.cumsum(SIZES)])
    return whole[starts[i] : starts[i + 1], starts[j] : starts[j + 1]]


def fsum(values: Floats) -> float:
    return math.fsum(values.tolist())


def agree(found: Burt, given: list[Integers], weights: Floats) -> None:
    """Every count is exact, every sum of weights that of math.fsum."""
    for i in range(len(SIZES)):
        for j in range(len(SIZES)):
            assert (block(found.counts, i, j) == by_pair(given, i, j)).all()
    for i, j in ((0, 1), (4, 3), (8, 8)):
        for a, b in np.ndindex(SIZES[i], SIZES[j]):
            inside = (given[i] == a) & (given[j] == b)
            assert block(found.weights, i, j)[a, b] == pytest.approx(fsum(weights[inside]), rel=1e-12)
            assert block(found.squares, i, j)[a, b] == pytest.approx(fsum(weights[inside] ** 2), rel=1e-10)


@pytest.mark.parametrize("n", [1, 2, 237, 5000, 40_000])
def test_every_table_of_every_pair_is_counted_exactly(n: int) -> None:
    given = columns(n)
    agree(Burt.of(given, SIZES), given, np.ones(n))


def test_chunks_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    given = columns(5000)
    monkeypatch.setattr(packed, "ROWS", 700)
    agree(Burt.of(given, SIZES), given, np.ones(5000))


@pytest.mark.parametrize("rows", [900, 1 << 18])
def test_sums_of_any_weights_are_those_of_fsum(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    given, weights = columns(5000), np.random.default_rng(2).lognormal(0, 3, 5000)
    monkeypatch.setattr(packed, "ROWS", rows)
    agree(Burt.of(given, SIZES, weights), given, weights)


@pytest.mark.parametrize("rows", [900, 1 << 18])
def test_few_weights_give_the_same_sums(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(3)
    given, weights = columns(5000), np.array([0.1, 0.7, 3.3, 0.0])[random.integers(0, 4, 5000)]
    monkeypatch.setattr(packed, "ROWS", rows)
    monkeypatch.setattr(packed, "MANY", 50)
    assert packed._alike(weights) is not None
    agree(Burt.of(given, SIZES, weights), given, weights)


def test_a_million_tenths_are_a_hundred_thousand() -> None:
    yes = np.zeros(1_000_000, np.int8)
    weights = np.full(1_000_000, 0.1)
    weights[:70] = np.linspace(0.05, 0.15, 70)
    assert Burt.of([yes, yes], [1, 1], weights).weights[0, 1] == pytest.approx(fsum(weights), rel=1e-15)


def test_nobody_and_nothing_are_counted_as_such() -> None:
    assert Burt.of([], []).counts.shape == (0, 0)
    assert not Burt.of([np.zeros(0, np.int8)] * 2, [2, 3]).counts.any()
    assert Burt.of([np.full(4, -1, np.int8), np.zeros(4, np.int8)], [0, 1]).counts.tolist() == [[4]]


def test_a_pack_holds_no_more_codes_than_asked_unless_one_column_does() -> None:
    packs = packed._packs(SIZES, 60, np.float64)
    assert sorted(column for pack in packs for column in pack.columns) == list(range(len(SIZES)))
    assert all(pack.size <= 60 or len(pack.columns) == 1 for pack in packs)
    assert [pack.size for pack in packs] == sorted((pack.size for pack in packs), reverse=True)


def test_a_column_of_more_codes_than_a_pack_holds_is_counted_too() -> None:
    random = np.random.default_rng(6)
    wide, narrow = random.integers(-1, 300, 4000), random.integers(-1, 2, 4000)
    found = Burt.of([narrow, wide], [2, 300]).counts
    both = (wide >= 0) & (narrow >= 0)
    assert (found[:2, 2:].ravel() == np.bincount(narrow[both] * 300 + wide[both], minlength=600)).all()
    assert (found[2:, 2:] == np.diag(np.bincount(wide[wide >= 0], minlength=300))).all()


@pytest.mark.parametrize("place", [2, 100])
def test_places_beyond_the_categories_are_refused(place: int) -> None:
    with pytest.raises(WrongArgument, match="beyond its categories"):
        Burt.of([np.zeros(3, np.int8), np.array([1, place, -1], np.int8)], [1, 2])
