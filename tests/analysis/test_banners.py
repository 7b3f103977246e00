"""Banner tables: tallies of classes side by side, and letters that say which differ."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analysis import banner, crosstab, show, tally
from analysis.banners import lines, parts
from analysis.codebook import Code
from analysis.columns import Column
from analysis.design import Design
from analysis.errors import NotTabulable, TooFew, WrongArgument
from analysis.microdata import Microdata
from analysis.multiplicity import UnknownAdjustment
from analysis.proportions import column_proportions, letters
from tests.analysis.people import CODEBOOK, records


def crowd(design: Design | None = None) -> Microdata:
    return Microdata.from_records(CODEBOOK, records() * 6, design)


def test_a_class_has_the_per_cents_and_limits_of_its_column_in_the_cross_tab():
    data = crowd()
    found, table = banner(data, "image", "place"), crosstab(data, "image", "place")
    for j, one in enumerate(found.classes):
        both = one.tally.rows
        assert [row.percent for row in both] == pytest.approx([row[j] for row in table.column_percents])
        assert [row.low for row in both] == pytest.approx([row[j] for row in table.column_low])
        assert one.tally.base == sum(row[j] for row in table.counts)


def test_everybody_is_the_tally_of_everybody():
    assert banner(crowd(), "motive", "place").everybody == tally(crowd(), "motive")


def test_a_class_counts_only_its_people():
    data = crowd()
    place = data.column("place")
    for one in banner(data, "a", "place").classes:
        code = [c.value for c in place.variable.valid_codes].index(one.code)
        size = int((place.values == code).sum())
        assert one.tally.n == size
        assert all(part.base + sum(part.missing.values()) == size for part in parts(one.tally))


def test_a_class_under_a_design_is_a_domain_of_the_whole():
    weights, strata = np.tile([1.0, 2, 0.5], 14), np.repeat(["x", "y"], 21)
    data = crowd(Design(weights=weights, strata=strata))
    table = crosstab(data, "image", "place")
    for j, one in enumerate(banner(data, "image", "place").classes):
        assert [row.percent for row in one.tally.rows] == pytest.approx(
            [row[j] for row in table.column_percents]
        )


@pytest.mark.parametrize("population", [True, False])
@pytest.mark.parametrize("row", ["image", "motive", "a", "cause", "books"])
def test_people_drawn_one_by_one_are_counted_class_by_class_as_a_stratum_is_as_a_whole(row, population):
    n = crowd().n
    designs = Design(population=100), Design(strata=["all"] * n, stratum_sizes={"all": 100})
    first, second = (banner(crowd(design), row, "place", population=population) for design in designs)
    assert first.letters == second.letters
    for one, other in zip(first.classes, second.classes, strict=True):
        for part, same in zip(parts(one.tally), parts(other.tally), strict=True):
            assert (part.n, part.base, part.missing) == (same.n, same.base, same.missing)
            assert part.population == same.population
            assert [row.low for row in lines(part)] == pytest.approx([row.low for row in lines(same)])
            assert part.statistics == pytest.approx(same.statistics)


def test_letters_are_those_of_the_column_proportions_of_a_code_and_of_a_net():
    answers = [{"image": "good", "place": "town"}] * 40 + [{"image": "bad", "place": "town"}] * 10
    answers += [{"image": "good", "place": "village"}] * 10 + [{"image": "bad", "place": "village"}] * 40
    codes = [code.value for code in CODEBOOK.variable("image").valid_codes]
    places = [code.value for code in CODEBOOK.variable("place").valid_codes]
    known = {"good": codes[0], "bad": codes[1], "town": places[0], "village": places[1]}
    data = Microdata.from_records(
        CODEBOOK, [{name: known[value] for name, value in one.items()} for one in answers]
    )
    found = banner(data, "image", "place")
    by_code = dict(zip([row.code for row in lines(found.everybody)], found.letters[0], strict=True))
    assert by_code[codes[0]] == ("B", "")
    assert by_code[codes[1]] == ("", "A")
    expected = letters(column_proportions(np.array([[40.0, 10], [10, 40]]), "holm"), 2)
    assert expected == (("B", ""), ("", "A"))


def test_what_cannot_be_broken_down_is_refused_by_name():
    with pytest.raises(NotTabulable, match="text"):
        banner(crowd(), "comment", "place")
    with pytest.raises(NotTabulable, match="itself"):
        banner(crowd(), "place", "place")
    with pytest.raises(NotTabulable, match="codes"):
        banner(crowd(), "image", "books")
    nobody = Microdata.from_records(CODEBOOK, [{"image": record.get("image")} for record in records()])
    with pytest.raises(TooFew, match="place"):
        banner(nobody, "image", "place")


def test_a_column_of_whom_only_some_were_asked_counts_the_others_as_not_asked():
    column = crowd().column("image")
    some = np.arange(len(column.missing)) < 10
    found = column.asked(some)
    assert found.kinds()["not_asked"] >= len(column.missing) - 10
    assert found.take(some).words() == column.take(some).words()
    with pytest.raises(WrongArgument):
        column.asked(some[:3])
    assert isinstance(found, Column)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_table_names_classes_by_their_letters_and_explains_them(language: str):
    told = show.as_text(banner(crowd(), "image", "place"), language)
    assert "A: " in told
    assert "B: " in told
    explained = {"kk": "p түзетуі: Холм", "ru": "поправка p: Холм", "en": "p adjusted: Holm"}
    assert explained[language].lower() in told.lower()


@pytest.mark.parametrize("row", ["books", "image"])
def test_a_banner_of_more_classes_than_letters_is_refused_for_numbers_too(row: str):
    wide = replace(CODEBOOK.variable("place"), codes=tuple(Code(f"c{i}", {"en": str(i)}) for i in range(27)))
    others = tuple(one for one in CODEBOOK.variables if one.name != "place")
    book = replace(CODEBOOK, variables=(*others, wide))
    answers = [{**record, "place": f"c{i}"} for i, record in enumerate((records() * 27)[:27])]
    with pytest.raises(TooFew, match="26 letters for the 27 classes"):
        banner(Microdata.from_records(book, answers), row, "place")


def test_an_adjustment_that_is_none_is_named_even_where_nothing_is_adjusted() -> None:
    data = Microdata.from_records(CODEBOOK, records())
    with pytest.raises(UnknownAdjustment, match="'no such'"):
        banner(data, "comment", "place", adjust="no such")
