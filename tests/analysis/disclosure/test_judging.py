"""Verdicts on noised numbers: how often they are wrong, and that they tell of nothing but these numbers."""

from __future__ import annotations

import numpy as np
import pytest

from analysis import hypotheses
from analysis.disclosure.judging import judged
from analysis.disclosure.noise import Noise

PEOPLE = 237


def noised(exact: np.ndarray, draw: np.random.Generator) -> np.ndarray:
    """A table (answers x groups) under the noise of a survey of its own."""
    keys = draw.integers(0, 2**64, int(exact.sum()), dtype=np.uint64)
    cells = np.repeat(np.arange(exact.size), exact.ravel())
    return Noise(draw.bytes(16), 1, keys).shown(cells, exact.size).reshape(exact.shape)


@pytest.mark.parametrize("small", [15, 118], ids=str)
def test_of_independent_answers_a_verdict_shows_dependence_as_seldom_as_it_says(small: int) -> None:
    """Pearson's test of the same numbers, which knows nothing of their noise, does so too often."""
    draw = np.random.default_rng(small)
    naive = ours = 0
    for _ in range(1000):
        group = draw.permutation(np.repeat([0, 1], [small, PEOPLE - small]))
        exact = np.zeros((5, 2), int)
        np.add.at(exact, (draw.choice(5, PEOPLE, p=[0.4, 0.25, 0.15, 0.1, 0.1]), group), 1)
        shown = noised(exact, draw)
        verdict = judged(shown)
        assert verdict is not None
        ours += verdict.association.verdict == "dependence shown"
        naive += hypotheses.pearson(shown[shown.any(1)].astype(float)).p < 0.05
    assert naive > ours
    assert naive > 100 or small > 100
    assert 20 < ours < 70


def test_a_plain_dependence_is_shown() -> None:
    verdict = judged(np.array([[40, 10], [20, 60]]))
    assert verdict is not None
    assert verdict.association.verdict == "dependence shown"
    assert verdict.association.value == 0.52  # of the numbers alone it would be 0.54
    assert verdict.association.people == 130


@pytest.mark.parametrize("shown", [[[12, 0], [30, 0]], [[0, 0], [12, 30]], [[0, 0], [0, 0]]], ids=str)
def test_without_two_answers_in_two_groups_there_is_no_verdict(shown: list[list[int]]) -> None:
    assert judged(np.array(shown)) is None


def test_independence_within_the_margin_is_shown_as_seldom_as_it_says_where_v_is_the_margin() -> None:
    """The noise takes nothing from the limits of V: they are wrong in 2.5 of 100 tables on either side."""
    draw = np.random.default_rng(9)
    shares = np.array([[0.35, 0.25], [0.15, 0.25]])
    assert hypotheses.cramers_v(shares * PEOPLE).value == pytest.approx(0.204, abs=0.001)
    wrong = np.zeros(2)
    for _ in range(1000):
        verdict = judged(noised(draw.multinomial(PEOPLE, shares.ravel()).reshape(2, 2), draw))
        assert verdict is not None
        wrong += [verdict.association.high < 0.2, verdict.association.low > 0.204]
    assert (wrong < 40).all()
