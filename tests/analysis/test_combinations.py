"""Combinations of options, against the tally and a plain count."""

import csv
import io
from collections import Counter

import pytest

from analysis import show
from analysis.codebook import CodebookError
from analysis.combinations import combinations
from analysis.design import Design
from analysis.errors import NotTabulable, WrongArgument
from analysis.microdata import Microdata
from analysis.tallies import tally
from tests.analysis.people import CODEBOOK, people, records

DATA = people()
NAMES = ("motive_chance", "motive_wish", "motive_money")


def test_every_combination_is_counted_as_by_hand():
    found = combinations(DATA, "motive", least=1)
    full = [row for row in records() if all(row.get(name) in ("0", "1") for name in NAMES)]
    by_hand = Counter(
        tuple(name.removeprefix("motive_") for name in NAMES if row[name] == "1") for row in full
    )
    assert {row.codes: row.count for row in found.rows} == by_hand
    assert found.base == len(full)
    assert found.others == (0, 0)


def test_options_are_chosen_as_often_as_in_the_tally():
    counted = tally(DATA, "motive")
    found = combinations(DATA, "motive")
    assert [many for _, _, many in found.options] == [row.count for row in counted.rows]
    assert (found.base, found.missing) == (counted.base, counted.missing)


def test_rare_combinations_are_counted_together_and_nobody_is_lost():
    found = combinations(DATA, "motive", least=2)
    assert all(row.count >= 2 for row in found.rows)
    assert sum(row.count for row in found.rows) + found.others[1] == found.base
    assert [row.count for row in found.rows] == sorted((row.count for row in found.rows), reverse=True)


def test_the_order_of_people_does_not_matter():
    turned = Microdata.from_records(CODEBOOK, list(reversed(records())), Design())
    assert combinations(turned, "motive", least=1) == combinations(DATA, "motive", least=1)


def test_what_is_no_multiple_choice_is_refused():
    with pytest.raises(NotTabulable, match="'image' is no multiple choice"):
        combinations(DATA, "image")
    with pytest.raises(CodebookError):
        combinations(DATA, "nothing")
    with pytest.raises(WrongArgument, match="1 person at least"):
        combinations(DATA, "motive", least=0)


def test_rarer_combinations_stand_as_one_line_and_one_record():
    found = combinations(DATA, "motive", least=2)
    many, count = found.others
    assert many
    assert f"other combinations ({many}, each of fewer than 2 people)" in show.as_text(found, "en")
    records = list(csv.DictReader(io.StringIO(show.as_csv(found, "en"))))
    assert int(records[-1]["count"]) == count
    assert sum(int(one["count"]) for one in records) == found.base


def test_many_options_are_counted_like_few(monkeypatch: pytest.MonkeyPatch):
    found = combinations(DATA, "motive", least=1)
    monkeypatch.setattr("analysis.combinations.FEW", 0)
    assert combinations(DATA, "motive", least=1) == found
