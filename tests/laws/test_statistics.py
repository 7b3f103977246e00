"""Laws that every registered statistic keeps. Registering a statistic is being tested here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import product
from typing import Any

import numpy as np
import pytest

from analysis.codebook import NOT_ASKED
from analysis.design import Design
from analysis.errors import UndefinedStatistic
from analysis.microdata import Microdata
from analysis.statistics import Statistic, register, statistics
from tests.analysis.people import CODEBOOK, people, records

WEIGHTS = np.array([1.0, 2, 0.5, 1, 1.5, 1, 3] * 6)
KINDS = {
    "coded": ("image", "place", "a_pay"),
    "numeric": ("books",),
    "text": ("comment",),
    "multiple": ("motive",),
    "grid": ("a",),
    "ranking": ("cause",),
}
Case = tuple[Statistic, tuple[str, ...]]


def cases() -> Iterator[Case]:
    """Every statistic with variables that suit it."""
    for statistic in statistics().values():
        suited = [[name for kind in sorted(kinds) for name in KINDS[kind]] for kinds in statistic.takes]
        for names in product(*suited):
            if len(set(names)) == len(names):
                yield statistic, names


def crowd(design: Design | None = None) -> Microdata:
    """Forty-two people."""
    return Microdata.from_records(CODEBOOK, records() * 6, design)


def found(statistic: Statistic, data: Microdata, names: tuple[str, ...]) -> Any:
    """What the statistic gives, or the kind of its refusal where these data do not define it."""
    try:
        return statistic.function(data, *names)
    except UndefinedStatistic as refusal:
        return {"refused": type(refusal).__name__}


def leaves(value: Any, path: str = "") -> dict[str, Any]:
    """All numbers and words of a result, by their place in it."""
    if is_dataclass(value):
        named = [(one.name, getattr(value, one.name)) for one in fields(value)]
    elif isinstance(value, dict):
        named = list(value.items())
    elif isinstance(value, (tuple, list)):
        named = list(enumerate(value))
    else:
        return {path: value}
    return {key: leaf for name, part in named for key, leaf in leaves(part, f"{path}/{name}").items()}


def same(one: Any, other: Any, *apart_from: str) -> bool:
    """Whether two results agree in every leaf whose path ends in none of these names."""
    mine, theirs = (
        {key: leaf for key, leaf in leaves(result).items() if not set(key.split("/")) & set(apart_from)}
        for result in (one, other)
    )
    return mine.keys() == theirs.keys() and all(_alike(leaf, theirs[key]) for key, leaf in mine.items())


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, (int, float)):
        return bool(np.isclose(one, other, rtol=1e-9, atol=1e-9))
    return bool(one == other)


law = pytest.mark.parametrize(
    ("statistic", "names"), list(cases()), ids=lambda value: getattr(value, "name", None) or "-".join(value)
)


@law
@pytest.mark.parametrize("weights", [None, WEIGHTS], ids=["equal", "weighted"])
def test_the_order_of_respondents_does_not_matter(
    statistic: Statistic, names: tuple[str, ...], weights: Any
) -> None:
    data = crowd(Design(weights, population=60))
    shuffled = data.reordered(np.random.default_rng(5).permutation(data.n))
    assert same(found(statistic, data, names), found(statistic, shuffled, names))


@law
def test_arguments_stay_untouched(statistic: Statistic, names: tuple[str, ...]) -> None:
    data = crowd(Design(WEIGHTS, population=60))
    before = list(data.records()), data.design.weights_of(data.n).tolist()
    found(statistic, data, names)
    assert (list(data.records()), data.design.weights_of(data.n).tolist()) == before


@law
def test_the_same_call_gives_the_same_result(statistic: Statistic, names: tuple[str, ...]) -> None:
    data = crowd(Design(population=60))
    assert found(statistic, data, names) == found(statistic, data, names)


@law
def test_people_outside_the_universe_change_nothing_but_their_own_number(
    statistic: Statistic, names: tuple[str, ...]
) -> None:
    outside = [{variable.name: NOT_ASKED for variable in CODEBOOK.variables}] * 5
    more = Microdata.from_records(CODEBOOK, [*outside, *records() * 6])
    ours, theirs = found(statistic, crowd(), names), found(statistic, more, names)
    assert same(ours, theirs, "n", "missing")
    if not isinstance(ours, dict):
        assert sum(theirs.missing.values()) == sum(ours.missing.values()) + 5


@law
def test_people_of_a_domain_are_all_that_counts_in_it(statistic: Statistic, names: tuple[str, ...]) -> None:
    data = crowd(Design(WEIGHTS))
    chosen = np.arange(data.n) % 7 < 4
    alone = Microdata.from_records(
        CODEBOOK,
        [row for row, taken in zip(records() * 6, chosen, strict=True) if taken],
        Design(WEIGHTS[chosen]),
    )
    assert same(found(statistic, data.where(chosen), names), found(statistic, alone, names))


@law
def test_weights_scale_sums_and_leave_shares_alone(statistic: Statistic, names: tuple[str, ...]) -> None:
    data = crowd(Design(WEIGHTS, population=60))
    tripled = replace(data, design=data.design.scaled(3))
    ours, theirs = found(statistic, data, names), found(statistic, tripled, names)
    assert same(ours, theirs, "weighted", "weighted_base")
    assert [3 * leaf for key, leaf in leaves(ours).items() if "/weighted" in key] == pytest.approx(
        [leaf for key, leaf in leaves(theirs).items() if "/weighted" in key]
    )


@law
def test_equal_weights_are_no_weights_for_the_shares(statistic: Statistic, names: tuple[str, ...]) -> None:
    plain, equal = crowd(), crowd(Design(np.full(42, 2.5)))
    assert same(
        found(statistic, plain, names),
        found(statistic, equal, names),
        "weighted",
        "weighted_base",
    )


@law
def test_no_result_holds_a_number_that_is_none(statistic: Statistic, names: tuple[str, ...]) -> None:
    for data in (crowd(), people(), crowd().where(np.zeros(42, bool))):
        numbers = [leaf for leaf in leaves(found(statistic, data, names)).values() if isinstance(leaf, float)]
        assert np.isfinite(numbers).all()


def test_a_name_is_registered_once() -> None:
    with pytest.raises(ValueError, match="registered already"):
        register("tally", lambda: None)
