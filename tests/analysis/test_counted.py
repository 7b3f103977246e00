"""Many columns counted in few passes: the same sums as each of them counted by itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from analysis import banner, counted, tally
from analysis.aggregate import Aggregate
from analysis.codebook import MISSING_KINDS, Code, Codebook, Net, Variable, VariableSet
from analysis.columns import Column
from analysis.counted import Side
from analysis.design import Design
from analysis.groups import Groups
from analysis.microdata import Microdata
from tests.analysis.people import CODEBOOK, records

BLOCKS = ("counts", "weights", "squares")


def columns(n: int, sizes: tuple[int, ...]) -> list[Column]:
    """Columns of so many valid codes each, with people missing of every kind."""
    numbers, found = np.random.default_rng(7), []
    for place, size in enumerate(sizes):
        codes = tuple(Code(str(i), {"en": str(i)}) for i in range(size))
        held = numbers.integers(-5, size, n)
        missing = np.maximum(-held, 0).astype(np.int8)
        found.append(Column(Variable(f"v{place}", {"en": ""}, codes=codes), np.maximum(held, -1), missing))
    return found


@pytest.mark.parametrize("by", [False, True])
@pytest.mark.parametrize("weights", [None, "weights"])
@pytest.mark.parametrize("n", [0, 500, counted.PORTION + 77])
def test_columns_counted_together_are_as_each_alone(n, weights, by):
    design = Design(weights=np.linspace(0.5, 2, n)) if weights and n else Design()
    first, *rest = columns(n, (3, 5, 2, 200, 40_000, 7, 4))
    sides = [Side.of(one) for one in rest]
    found = counted.counted(design, sides, Side.of(first) if by else None)
    for column, one in zip(rest, found, strict=True):
        alone = Aggregate.of(design, column, first if by else None)
        assert (one.stub, one.banner, one.missing()) == (alone.stub, alone.banner, alone.missing())
        assert (one.lightest, one.heaviest) == (alone.lightest, alone.heaviest)
        for block in BLOCKS:
            assert np.allclose(getattr(one, block), getattr(alone, block), rtol=1e-12, atol=0)


@pytest.mark.parametrize("by", [False, True])
def test_people_of_a_stratum_who_weigh_the_same_are_counted_by_stratum(by):
    n = counted.PORTION + 77
    strata = Groups.of(np.arange(n) % 3)
    design = Design(np.array([0.1, 2.7, 0.3])[strata.place])
    first, *rest = columns(n, (3, 5, 200, 7))
    sides = [Side.of(one) for one in rest]
    found = counted.counted(design, sides, Side.of(first) if by else None, strata)
    for column, one in zip(rest, found, strict=True):
        alone = Aggregate.of(Design(design.weights, strata), column, first if by else None)
        assert (one.strata, one.lightest, one.heaviest) == (alone.strata, 0.1, 2.7)
        for block in BLOCKS:
            assert np.allclose(getattr(one, block), getattr(alone, block), rtol=1e-12, atol=0)


def test_a_class_of_a_banner_and_everybody_are_parts_of_one_table():
    first, second = columns(500, (3, 4))
    whole = Aggregate.of(Design(), second, first)
    assert whole.everybody().counts.tolist() == Aggregate.of(Design(), second).counts.tolist()
    among = first.values == 1
    alone = Aggregate.of(Design(), second.take(among))
    assert whole.within(1).counts.tolist() == alone.counts.tolist()


@pytest.mark.parametrize("row", ["image", "motive", "a", "cause"])
def test_tallies_from_the_sums_of_a_banner_are_those_of_the_people_of_each_class(row):
    data = Microdata.from_records(CODEBOOK, records() * 6)
    place = data.column("place")
    for one in banner(data, row, "place", population=False).classes:
        code = [c.value for c in place.variable.valid_codes].index(one.code)
        assert one.tally == tally(data.where(place.values == code), row, population=False)


def test_people_of_a_set_who_lack_options_count_by_the_first_kind_and_choose_nothing():
    options = columns(800, (2, 2, 2))
    names = tuple(one.variable.name for one in options)
    labels = ({"en": ""},) * 3
    every = VariableSet("set", {"en": ""}, "multiple", names, names, labels, (Net("any", {"en": ""}, names),))
    book = Codebook("x", tuple(one.variable for one in options), (every,))
    found = tally(Microdata(book, 800, dict(zip(names, options, strict=True))), "set")
    held = np.array([one.held for one in options])
    answered = (held >= 0).all(0)
    kinds = [
        MISSING_KINDS[-next(one for one in person if one < 0) - 1] for person in held.T[~answered].tolist()
    ]
    assert found.missing == Counter(kinds)
    assert [row.count for row in found.rows] == ((held == 1) & answered).sum(1).tolist()
    assert [net.count for net in found.nets] == [int(((held == 1) & answered).any(0).sum())]


def test_equal_weights_count_as_none():
    data = Microdata.from_records(CODEBOOK, records() * 6, Design(population=400))
    equal = replace(data, design=Design(weights=np.ones(data.n), population=400))
    assert banner(equal, "motive", "place").everybody == banner(data, "motive", "place").everybody
