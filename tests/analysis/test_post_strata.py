"""Tables weighted to known totals: from sums by stratum, against the residuals of people one by one."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest

from analysis import banners, sampled, tallies, tally_people
from analysis.codebook import Code, Codebook, Variable
from analysis.columns import Column
from analysis.design import Design
from analysis.microdata import Microdata
from analysis.weighting import post_stratify
from tests.analysis.people import CODEBOOK, records

PEOPLE = 900
DRAW = np.random.default_rng(7)
GROUPS = np.array(["x", "y", "z"], object)[DRAW.integers(0, 3, PEOPLE)]
TOTALS = {"x": 5000, "y": 700, "z": 2500}


def column(name: str, codes: int) -> Column:
    known = tuple(Code(str(place), {"en": str(place)}) for place in range(codes))
    values = DRAW.integers(-1, codes, PEOPLE)
    return Column(
        Variable(name, {"en": name}, "nominal", known), values, np.where(values < 0, 1, 0).astype(np.int8)
    )


@pytest.mark.parametrize("population", [None, 8200])
def test_sums_by_stratum_say_the_same_as_people_one_by_one(population, monkeypatch: pytest.MonkeyPatch):
    row, by = column("row", 4), column("by", 6)
    design = post_stratify(Design(population=population), GROUPS, TOTALS)
    found = sampled.of_people(design, row, by)
    assert sampled.post_strata(design) is not None
    monkeypatch.setattr(sampled, "post_strata", lambda _: None)
    people = sampled.of_people(design, row, by)
    for name in ("shares", "covariance", "people", "weight", "df", "support"):
        assert np.allclose(getattr(found, name), getattr(people, name), rtol=1e-9, atol=1e-18), name


def test_other_designs_are_left_to_people():
    uneven = Design(DRAW.uniform(1, 2, PEOPLE))
    drawn = Design(strata=GROUPS)
    twice = post_stratify(post_stratify(Design(), GROUPS, TOTALS), GROUPS, TOTALS)
    for design in (Design(), uneven, *(post_stratify(one, GROUPS, TOTALS) for one in (uneven, drawn)), twice):
        assert sampled.post_strata(design) is None


def crowd() -> Microdata:
    """Answers with every kind of missing, weighted to the totals of three groups."""
    plain = Microdata.from_records(CODEBOOK, records() * 60, Design(population=8200))
    columns = {name: one.take(DRAW.permutation(plain.n)) for name, one in plain.columns.items()}
    held = DRAW.integers(-4, 5, plain.n)
    kinds = np.maximum(-held, 0).astype(np.int8)
    columns["a_pay"] = Column(columns["a_pay"].variable, np.maximum(held, -1), kinds)
    groups = np.array(["x", "y", "z"], object)[DRAW.integers(0, 3, plain.n)]
    return replace(plain, columns=columns, design=post_stratify(plain.design, groups, TOTALS))


def numbers(found: object) -> dict[str, object]:
    """All figures of a result by their place in it."""

    def leaves(one: object, path: str) -> Iterator[tuple[str, object]]:
        if is_dataclass(one):
            one = {part.name: getattr(one, part.name) for part in fields(one)}
        if isinstance(one, Mapping):
            yield from (leaf for key, value in one.items() for leaf in leaves(value, f"{path}.{key}"))
        elif isinstance(one, tuple):
            yield from (leaf for key, value in enumerate(one) for leaf in leaves(value, f"{path}.{key}"))
        else:
            yield path, one

    return dict(leaves(found, ""))


@pytest.mark.parametrize("population", [True, False])
@pytest.mark.parametrize("row", ["image", "a", "motive", "cause"])
def test_weighted_banners_are_made_of_sums_alone_and_say_the_same(row, population, monkeypatch):
    data = crowd()
    with monkeypatch.context() as sums_only:
        sums_only.setattr(tallies, "describe", None)
        sums_only.setattr(banners, "crosstab", None)
        found = numbers(banners.banner(data, row, "place", population=population))
    monkeypatch.setattr(banners, "_sums_say_all", lambda *_: False)
    monkeypatch.setattr(sampled, "post_strata", lambda _: None)
    monkeypatch.setattr(tally_people, "post_strata", lambda _: None)
    people = numbers(banners.banner(data, row, "place", population=population))
    assert found.keys() == people.keys()
    assert {key: value for key, value in found.items() if not isinstance(value, float)} == {
        key: value for key, value in people.items() if not isinstance(value, float)
    }
    for key, value in found.items():
        if isinstance(value, float):
            assert value == pytest.approx(people[key], rel=1e-12, abs=1e-12), key


def test_who_weighs_nothing_is_no_degree_of_freedom_of_a_class(monkeypatch: pytest.MonkeyPatch):
    data = crowd()
    light = Design(np.where(np.arange(data.n) % 3, 1.0, 0.0))
    found = numbers(banners.banner(replace(data, design=light), "a", "place"))
    monkeypatch.setattr(banners, "_sums_say_all", lambda *_: False)
    assert found == numbers(banners.banner(replace(data, design=light), "a", "place"))


@pytest.mark.parametrize("population", [True, False])
def test_classes_of_a_weighted_banner_follow_from_sums(population, monkeypatch: pytest.MonkeyPatch):
    row, by = column("row", 4), column("by", 3)
    design = post_stratify(Design(population=8200), GROUPS, TOTALS)
    book = Codebook("q", (row.variable, by.variable))
    data = Microdata(book, PEOPLE, {"row": row, "by": by}, design)
    found = banners.banner(data, "row", "by", population=population)
    monkeypatch.setattr(banners, "_sums_say_all", lambda *_: False)
    people = banners.banner(data, "row", "by", population=population)
    assert found.letters == people.letters
    for one, other in zip(found.classes, people.classes, strict=True):
        assert (one.tally.base, one.tally.missing) == (other.tally.base, other.tally.missing)
        for here, there in zip(one.tally.rows, other.tally.rows, strict=True):
            assert (here.percent, here.low, here.high) == pytest.approx(
                (there.percent, there.low, there.high)
            )
