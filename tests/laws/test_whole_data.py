"""The laws of what takes whole data, not variables one by one: all pairs, weighing, changes between waves.

The order of respondents does not matter, arguments stay untouched, people who were not asked change no pair,
and weights of another scale are the same weights.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import numpy as np
import pytest

from analysis.changes import change
from analysis.codebook import NOT_ASKED
from analysis.design import Design
from analysis.microdata import Microdata
from analysis.pairs import pairs
from analysis.weigh import weigh
from tests.analysis.people import CODEBOOK, records

CODED = ("image", "place", "a_pay", "a_work")
WEIGHTS = np.array([1.0, 2, 0.5, 1, 1.5, 1, 3] * 6)
Law = pytest.mark.parametrize("statistic", ["pairs", "weigh", "change"])


def crowd(design: Design | None = None, *more: dict[str, Any]) -> Microdata:
    """Forty-two people and more."""
    return Microdata.from_records(CODEBOOK, [*records() * 6, *more], design)


def numbers(statistic: str, data: Microdata) -> list[float]:
    """The figures of a result in one row."""
    return _FIGURES[statistic](data)


def _pairs(data: Microdata) -> list[float]:
    found = pairs(data, *CODED)
    tests = [] if found.p is None else [*found.p, *(found.df2 if found.df2 is not None else [])]
    return [*found.n, *found.statistic, *found.df, *found.v, *found.small, *tests]


def _weigh(data: Microdata) -> list[float]:
    codes = {name: data.column(name).variable.valid_codes for name in CODED[:2]}
    shares = {name: {code.value: 1 / len(some) for code in some} for name, some in codes.items()}
    found = weigh(data, shares)
    whole = data.design.weights_of(data.n).sum()
    return [figure for row in found.rows for figure in (row.before / whole, row.after)]


def _change(data: Microdata) -> list[float]:
    rows = change(data, crowd(), "image").rows
    return [figure for row in rows for figure in asdict(row).values() if isinstance(figure, float)]


_FIGURES: dict[str, Callable[[Microdata], list[float]]] = {
    "pairs": _pairs,
    "weigh": _weigh,
    "change": _change,
}


@Law
@pytest.mark.parametrize("weights", [None, WEIGHTS], ids=["equal", "weighted"])
def test_the_order_of_respondents_does_not_matter(statistic: str, weights: Any) -> None:
    data = crowd(Design(weights))
    shuffled = data.reordered(np.random.default_rng(5).permutation(data.n))
    assert numbers(statistic, shuffled) == pytest.approx(numbers(statistic, data), rel=1e-9, abs=1e-9)


@Law
def test_arguments_stay_untouched(statistic: str) -> None:
    data = crowd(Design(WEIGHTS))
    before = list(data.records())
    first = numbers(statistic, data)
    assert list(data.records()) == before
    assert data.design.weights_of(data.n).tolist() == WEIGHTS.tolist()
    assert numbers(statistic, data) == first


def test_people_who_were_not_asked_change_no_pair() -> None:
    outside = [{variable.name: NOT_ASKED for variable in CODEBOOK.variables}] * 5
    assert numbers("pairs", crowd(None, *outside)) == pytest.approx(numbers("pairs", crowd()), rel=1e-9)


@Law
def test_weights_of_another_scale_are_the_same_weights(statistic: str) -> None:
    ours, scaled = (numbers(statistic, crowd(Design(weights))) for weights in (WEIGHTS, 10 * WEIGHTS))
    assert scaled == pytest.approx(ours, rel=1e-9, abs=1e-9)
