"""Plackett-Luce: closed forms, the likelihood's own slope, simulation, and hostile calls."""

import numpy as np
import pytest
from scipy import special, stats

from analysis.errors import NotANumber, TooFew, WrongArgument
from analysis.plackett_luce import NotConnected, equal_worths, plackett_luce

WORTH = np.array([0.4, 0.3, 0.2, 0.1])


def drawn(n: int, seed: int = 2026, first: int = 4) -> np.ndarray:
    """n rankings by people whose exponential waiting times follow the worths."""
    waits = np.random.default_rng(seed).exponential(1 / WORTH, (n, 4))
    ranks = stats.rankdata(waits, axis=1).astype(int)
    return np.where(ranks <= first, ranks, 0)


def log_likelihood(logs: np.ndarray, ranks: np.ndarray) -> float:
    """Straight from the definition, ranking by ranking."""
    total = 0.0
    for row in ranks:
        for place in range(1, row.max() + 1):
            left = logs[(row >= place) | (row == 0)]
            total += float(logs[row == place][0] - special.logsumexp(left))
    return total


def test_of_two_options_the_worth_is_the_share_of_firsts_with_its_logit_error() -> None:
    one = plackett_luce(np.array([[1, 2]] * 30 + [[2, 1]] * 10))
    value, error, chance = one.ahead(0, 1)
    assert (chance, value) == pytest.approx((0.75, np.log(3)))
    assert error == pytest.approx(np.sqrt(1 / 30 + 1 / 10))


def test_of_first_choices_only_the_worths_are_their_shares() -> None:
    firsts = np.repeat(np.eye(3, dtype=int), [5, 3, 2], axis=0)
    assert plackett_luce(firsts).share == pytest.approx([0.5, 0.3, 0.2])


@pytest.mark.parametrize("first", [2, 4])
def test_the_likelihood_is_flat_at_the_worths_and_bends_by_the_errors(first: int) -> None:
    ranks, step = drawn(60, first=first), 1e-4
    one = plackett_luce(ranks)
    assert one.log_likelihood == pytest.approx(log_likelihood(one.log, ranks))
    centring = np.eye(4) - 0.25
    bends = np.zeros((4, 4))
    for i in range(4):
        up, down = (log_likelihood(one.log + sign * step * np.eye(4)[i], ranks) for sign in (1, -1))
        assert (up - down) / (2 * step) == pytest.approx(0, abs=1e-5)
        for j in range(4):
            corners = [
                a * b * log_likelihood(one.log + step * (a * np.eye(4)[i] + b * np.eye(4)[j]), ranks)
                for a in (1, -1)
                for b in (1, -1)
            ]
            bends[i, j] = -sum(corners) / (4 * step**2)
    assert one.covariance @ bends == pytest.approx(centring, abs=1e-4)


def test_many_rankings_give_the_worths_back() -> None:
    one = plackett_luce(drawn(20_000))
    assert one.share == pytest.approx(WORTH, abs=0.01)
    assert one.log.sum() == pytest.approx(0, abs=1e-12)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    truth = np.log(WORTH) - np.log(WORTH).mean()
    held = np.zeros(4)
    for seed in range(300):
        low, high = plackett_luce(drawn(80, seed, first=3)).intervals()
        held += (low <= truth) & (truth <= high)
    assert (np.abs(held / 300 - 0.95) < 0.04).all()


def test_equal_worths_are_rejected_as_rarely_as_said() -> None:
    generator = np.random.default_rng(5)
    p = [
        equal_worths(stats.rankdata(generator.uniform(size=(60, 3)), axis=1).astype(int)).p
        for _ in range(300)
    ]
    assert np.mean(np.array(p) < 0.05) < 0.09
    assert equal_worths(drawn(200)).p < 1e-6


def test_a_weight_is_so_many_people_and_the_order_of_options_does_not_matter() -> None:
    ranks = drawn(30)
    one, twice = plackett_luce(ranks), plackett_luce(np.vstack([ranks, ranks]))
    heavy = plackett_luce(ranks, np.full(30, 2.0))
    assert heavy.log == pytest.approx(twice.log)
    assert heavy.errors == pytest.approx(one.errors / np.sqrt(2))
    assert plackett_luce(ranks[:, ::-1]).log == pytest.approx(one.log[::-1])


def test_who_ranked_nothing_or_weighs_nothing_changes_nothing() -> None:
    ranks = drawn(30)
    more = np.vstack([ranks, np.zeros((5, 4), int), np.tile([4, 3, 2, 1], (6, 1))])
    weights = np.r_[np.ones(35), np.zeros(6)]
    assert plackett_luce(more, weights).share == pytest.approx(plackett_luce(ranks).share)
    assert plackett_luce(more, weights).people == 30


def test_an_option_that_always_wins_has_no_worth() -> None:
    with pytest.raises(NotConnected, match="never"):
        plackett_luce(np.array([[1, 2, 3], [1, 3, 2]]))


@pytest.mark.parametrize("ranks", [[[1, 1, 2]], [[1, 3, 0]], [[-1, 1, 2]], [[2, 3, 0]], [[1.5, 1, 2]]])
def test_ties_gaps_and_what_is_no_rank_are_refused(ranks: list[list[int]]) -> None:
    with pytest.raises(NotANumber):
        plackett_luce(np.array(ranks))


def test_nobody_and_nothing_to_rank_are_refused() -> None:
    for ranks in (np.zeros((0, 3)), np.zeros((4, 3), int), np.ones((3, 1), int), np.array([1, 2])):
        with pytest.raises(TooFew):
            plackett_luce(ranks)
    for weights in (np.array([-1.0]), np.array([np.nan]), np.ones(2)):
        with pytest.raises((NotANumber, WrongArgument)):
            plackett_luce(np.array([[1, 2]]), weights)
