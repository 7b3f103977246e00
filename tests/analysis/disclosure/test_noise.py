"""The law of noise: as it is written down, and the same for the same people however they are asked for."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.disclosure.noise import LAW, PORTION, Noise, Sums, nearest_five, noised, percents
from analysis.errors import WrongArgument
from tests.analysis.disclosure.people import noise_for

ROWS = [1, 2, 3, 4, 5, 6, 40]


@pytest.mark.parametrize("count", ROWS)
def test_noise_follows_the_law(count: int) -> None:
    """100,000 cell keys: no drift, variance 2, never more than 3, never 1 or 2 people."""
    noise = noise_for(0)
    draw = np.random.default_rng(count)
    keys = draw.integers(0, 2**64, 100_000, dtype=np.uint64).tolist()
    shown = noised(np.full(len(keys), count), np.array([noise.chance(key) for key in keys]))
    steps = shown - count
    print(f"{count} people: mean {steps.mean():+.4f}, variance {steps.var():.3f}")
    assert abs(steps.mean()) < 0.02
    assert steps.var() == pytest.approx(1.373 if count == 4 else 2, rel=0.02)
    assert abs(steps).max() <= 3
    assert not set(shown.tolist()) & {1, 2}
    for step, share in LAW[min(count, 6)]:
        assert (steps == step).mean() == pytest.approx(share, abs=0.008)


def test_nobody_stays_nobody() -> None:
    assert not noised(np.zeros(3), np.array([0.0, 0.5, 0.999999])).any()


def test_the_same_people_have_the_same_noise_whatever_else_is_asked() -> None:
    noise = noise_for(200)
    draw = np.random.default_rng(1)
    some = draw.random(200) < 0.2
    alone = noise.shown(np.where(some, 0, -1), 1)[0]
    for _ in range(20):
        others = draw.integers(0, 4, 200)
        assert noise.shown(np.where(some, 4, others), 5)[4] == alone


@pytest.mark.parametrize("n", [0, 9, PORTION, PORTION + 7])
def test_cell_keys_are_exact_sums_mod_two_to_the_64(n: int) -> None:
    """Of the largest keys that there are too, and beyond what floats hold."""
    draw = np.random.default_rng(n)
    keys = draw.integers(2**64 - 2**40, 2**64, n, dtype=np.uint64)
    place = draw.integers(-1, 3, n)
    sums = Noise(bytes(32), 1, keys).sums(place, 4)
    for cell in range(4):
        inside = keys[place == cell].tolist()
        assert (int(sums.people[cell]), int(sums.keys[cell])) == (len(inside), sum(inside) % 2**64)
    largest = Noise(bytes(32), 1, np.full(n, 2**64 - 1, np.uint64)).sums(np.zeros(n, np.int64), 1)
    assert int(largest.keys[0]) == n * (2**64 - 1) % 2**64


def test_united_cells_have_the_noise_of_their_people() -> None:
    noise, draw = noise_for(900), np.random.default_rng(3)
    kind, cell = draw.integers(0, 30, 900), draw.integers(0, 4, 900)
    group = draw.integers(-1, 5, 30)
    sums = noise.sums(kind * 4 + cell, 120).shaped(30, 4).united(group, 5)
    at = np.where(group[kind] >= 0, group[kind] * 4 + cell, -1)
    assert noise.told(sums).tolist() == noise.shown(at, 20).reshape(5, 4).tolist()
    both = Sums.beside([sums.whole(), sums])
    assert noise.told(both)[:, 0].tolist() == noise.shown(group[kind], 5).tolist()


def test_noise_is_another_by_snapshot_and_by_secret_and_does_not_depend_on_the_order() -> None:
    noise, place = noise_for(3000), np.arange(3000) // 10
    shown = noise.shown(place, 300)
    order = np.random.default_rng(5).permutation(3000)
    shuffled = Noise(noise.secret, 1, noise.keys[order])
    assert (shuffled.shown(place[order], 300) == shown).all()
    for other in (
        Noise(noise.secret, 2, noise.keys),
        Noise(b"another secret of 30 bytes....", 1, noise.keys),
    ):
        assert (other.shown(place, 300) == shown).mean() < 0.35


def test_one_person_more_or_less_changes_the_noise_of_a_group() -> None:
    noise, same = noise_for(2000), 0
    for first in range(0, 2000, 20):
        place = np.full(2000, -1)
        place[first : first + 20] = 0
        whole = noise.shown(place, 1)[0] - 20
        place[first] = -1
        same += whole == noise.shown(place, 1)[0] - 19
    assert same < 40


def test_what_noise_is_made_of_is_checked() -> None:
    keys = np.zeros(3, np.uint64)
    with pytest.raises(WrongArgument, match="16 to 64 bytes"):
        Noise(b"short", 1, keys)
    with pytest.raises(WrongArgument, match="uint64"):
        Noise(bytes(32), 1, keys.astype(float))


def test_per_cents_are_whole_from_five_to_ninety_five() -> None:
    assert percents([0, 4, 5, 50, 95, 96, 100], 100) == (0, 0, 5, 50, 95, 100, 100)
    assert percents([0, 0], 0) == (0, 0)


def test_numbers_of_people_go_to_the_nearest_five() -> None:
    assert [nearest_five(n) for n in (10, 12, 13, 17, 18)] == [10, 10, 15, 15, 20]
