"""Tables weighted to known totals: from sums by stratum, against the residuals of people one by one."""

import numpy as np
import pytest

from analysis import banners, sampled
from analysis.codebook import Code, Codebook, Variable
from analysis.columns import Column
from analysis.design import Design
from analysis.microdata import Microdata
from analysis.weighting import post_stratify

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
