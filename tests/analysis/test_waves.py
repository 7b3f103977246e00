"""Between two waves: changes with their errors, changed words, and regions as they were on the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from analysis.codebook import Code, Codebook, CodebookError, Variable
from analysis.design import Design
from analysis.errors import DesignError, NobodyAnswered, NotTabulable
from analysis.microdata import Microdata
from analysis.regions import moved, region_label, region_of
from analysis.waves import change, differences
from tests.analysis.people import CODEBOOK, answers

BOOK = Codebook("numbers", (Variable("x", {"en": "X"}, "scale"),))
FIVE = {"zhezkazgan", "satpayev", "karazhal", "zhanaarka", "ulytau"}


def numbers(values: list[float], population: int | None = None) -> Microdata:
    return Microdata.from_records(BOOK, [{"x": value} for value in values], Design(population=population))


X, Y = [1.0, 4, 2, 8, 5, 7], [2.0, 5, 5, 9, 4, 9]


def test_independent_shares_change_with_the_sum_of_their_variances() -> None:
    found = change(
        answers(*["good"] * 20, *["boring"] * 30), answers(*["good"] * 30, *["boring"] * 30), "image", "good"
    )
    assert found.change == pytest.approx(0.1)
    assert found.standard_error == pytest.approx((0.4 * 0.6 / 49 + 0.25 / 59) ** 0.5, rel=1e-12)
    assert (found.covariance, found.both, found.bases) == (0.0, None, (50, 60))


def test_a_whole_panel_is_the_paired_comparison() -> None:
    found = change(numbers(X), numbers(Y), "x", people=(range(6), range(6)))
    apart = np.array(Y) - np.array(X)
    assert found.change == pytest.approx(apart.mean())
    assert found.standard_error == pytest.approx(apart.std(ddof=1) / 6**0.5, rel=1e-12)
    assert found.both == 6


def test_the_order_of_the_rows_does_not_matter() -> None:
    straight = change(numbers(X), numbers(Y), "x", people=(list("abcdef"), list("abcdef")))
    turned = change(numbers(X), numbers(Y[::-1]), "x", people=(list("abcdef"), list("fedcba")))
    assert turned.standard_error == pytest.approx(straight.standard_error, rel=1e-12)


def test_people_of_one_wave_only_bring_no_covariance() -> None:
    apart = change(numbers(X), numbers(Y), "x", people=(range(6), range(6, 12)))
    assert apart == replace(change(numbers(X), numbers(Y), "x"), both=0)


def test_a_census_of_both_waves_has_no_error_and_no_test() -> None:
    found = change(numbers(X, 6), numbers(Y, 6), "x", people=(range(6), range(6)))
    assert (found.standard_error, found.p) == (0.0, None)
    assert found.refusal


def test_an_overlap_as_large_as_chance_makes_it_shares_nothing_in_a_finite_population() -> None:
    people = (range(6), [0, 1, 2, 6, 7, 8])
    assert change(numbers(X, 12), numbers(Y, 12), "x", people=people).covariance == 0
    assert change(numbers(X, 12), numbers(Y, 12), "x", people=people, population=False).covariance > 0


def test_what_cannot_be_compared_is_refused_by_name() -> None:
    data, other = numbers(X), numbers(Y)
    with pytest.raises(DesignError, match="twice"):
        change(data, other, "x", people=([1] * 6, range(6)))
    with pytest.raises(DesignError, match="5 people"):
        change(data, other, "x", people=(range(5), range(6)))
    with pytest.raises(DesignError, match="same size"):
        change(numbers(X, 10), numbers(Y, 12), "x", people=(range(6), range(6)))
    with pytest.raises(NotTabulable):
        change(answers("good", "boring"), answers("good", "boring"), "image")
    with pytest.raises(CodebookError, match="no code"):
        change(answers("good", "boring"), answers("good", "boring"), "image", "bad")
    with pytest.raises(NobodyAnswered):
        change(answers("skipped", "skipped"), answers("good", "boring"), "image", "good")


def test_changed_words_and_codes_are_shown_beside_the_change() -> None:
    image = CODEBOOK.variable("image")
    codes = (*image.codes[:2], Code("quiet", {"en": "quiet"}))
    reworded = replace(image, label={**image.label, "en": "Image now"}, codes=codes)
    book = Codebook("second", (reworded, *CODEBOOK.variables[1:-1], Variable("new", {"en": "New"})))
    found = differences(CODEBOOK, book)
    assert [(d.variable, d.what, d.place, d.before, d.after) for d in found] == [
        ("image", "label", "en", "image", "Image now"),
        ("image", "code", "hectic", "hectic", ""),
        ("image", "code", "quiet", "", "quiet"),
        ("comment", "variable", "", "comment", ""),
        ("new", "variable", "", "", "new"),
    ]
    assert differences(book, book) == ()
    second = Microdata.from_records(book, [{"image": "good"}, {"image": "boring"}])
    assert len(change(answers("good", "boring"), second, "image", "good").wording) == 3


def test_five_systems_moved_to_the_region_of_ulytau_on_the_eighth_of_june_2022() -> None:
    systems = [*FIVE, "karaganda", "temirtau"]
    assert moved(systems, date(2022, 6, 7), date(2022, 6, 8)).keys() == FIVE
    assert moved(systems, date(2022, 6, 8), date(2026, 1, 1)) == {}
    assert region_of("zhezkazgan", date(2021, 1, 1)) == "karaganda_region"
    assert region_label("ulytau_region")["kk"] == "Ұлытау облысы"


def test_unknown_systems_and_regions_are_refused() -> None:
    with pytest.raises(CodebookError):
        region_of("atlantis", date(2022, 1, 1))
    with pytest.raises(CodebookError):
        region_label("atlantis")
