"""Series: which answers and means of several tallies stand side by side."""

from dataclasses import replace

import pytest

from analysis.errors import DesignError, NotTabulable
from analysis.series import Series
from analysis.tallies import tally
from tests.analysis.people import named, people

DATA = people()
TWO = named("first"), named("second")


def test_answers_of_all_tallies_stand_side_by_side_in_the_order_of_the_last():
    image = tally(DATA, "image")
    fewer = replace(image, rows=tuple(reversed(image.rows[1:])))
    found = Series(TWO, (image, fewer)).rows
    assert [row.code for row in found] == ["hectic", "boring"]
    assert [one.value for one in found[0].values] == [image.rows[2].percent] * 2


def test_a_number_and_the_lines_of_a_grid_have_their_means():
    books = tally(DATA, "books")
    (row,) = Series(TWO, (books, books)).rows
    assert row.values[0].value == books.statistics["mean"]
    assert row.values[0].low == books.statistics["mean_low"]
    assert Series(TWO, (books, books)).means


def test_other_than_two_tallies_with_a_name_each_is_refused():
    image = tally(DATA, "image")
    with pytest.raises(DesignError, match="1 tallies, 2 names"):
        Series(TWO, (image,))
    with pytest.raises(DesignError, match="3 tallies, 2 names"):
        Series(TWO, (image,) * 3)


def test_tallies_that_share_nothing_are_refused():
    image = tally(DATA, "image")
    with pytest.raises(NotTabulable, match="several kinds"):
        Series(TWO, (image, tally(DATA, "books")))
    with pytest.raises(NotTabulable, match="share no answers"):
        Series(TWO, (image, tally(DATA, "place")))
