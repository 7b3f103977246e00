"""SPSS's multiple-response sets, from a file that PSPP wrote (files/sets.sps says what stands in it)."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from analysis import imports
from analysis.codebook import VariableSet
from analysis.columns import Column
from analysis.errors import UnreadableFile
from analysis.imports.counted import counted_values
from analysis.imports.labelled import Labelled
from analysis.imports.sets import response_sets
from analysis.microdata import Microdata
from analysis.tallies import tally

FILE = Path(__file__).with_name("files") / "sets.sav"


@pytest.fixture(scope="module")
def data() -> Microdata:
    return imports.read(FILE)


def named(data: Microdata, name: str) -> VariableSet:
    found = data.codebook.set_of(name)
    assert found
    return found


def chosen(data: Microdata, name: str) -> dict[str, int]:
    return {row.code: row.count for row in tally(data, name).rows}


def test_a_set_of_dichotomies_counts_the_chosen_among_those_who_answered_any(data: Microdata) -> None:
    assert named(data, "media").label["en"] == "Қандай БАҚ"
    assert chosen(data, "media") == {"tv": 2, "radio": 1, "web": 2}
    assert tally(data, "media").base == 4
    assert data.column("media_tv").kinds() == {"skipped": 2}


def test_a_set_of_categories_has_an_option_for_every_code(data: Microdata) -> None:
    assert [label["en"] for label in named(data, "why_set").option_labels] == ["Books", "People", "Quiet"]
    assert chosen(data, "why_set") == {"1": 2, "2": 3, "3": 1}
    assert tally(data, "why_set").base == 3


def test_a_set_never_takes_the_name_of_a_variable(data: Microdata) -> None:
    assert data.codebook.set_of("why") is None
    assert data.column("why_1").frequencies() == {"1": 1, "2": 1, "3": 1, "99": 2}


def test_a_set_may_count_a_word_and_call_its_options_by_it(data: Microdata) -> None:
    assert chosen(data, "words") == chosen(data, "can") == {"reads": 2, "writes": 3}
    assert [label["en"] for label in named(data, "words").option_labels] == ["Reads", "Writes"]
    assert [label["en"] for label in named(data, "can").option_labels] == ["Can read", "Can write"]


def test_categories_without_labels_are_the_answers_that_were_given(data: Microdata) -> None:
    assert chosen(data, "numbers") == {"7": 3, "8": 2, "9": 1}


@pytest.mark.parametrize("order", ["<", ">"])
def test_which_value_is_counted_is_read_from_either_byte_order(tmp_path: Path, order: str) -> None:
    def numbers(*values: int) -> bytes:
        return struct.pack(f"{order}{len(values)}i", *values)

    sets = "$a=D4 Да 1 A x y\n$b=C 0  x y\n$c=E 11 2 -1 0  x y\n".encode()
    variable = numbers(2, 0, 1, -2, 0, 0) + b"X".ljust(8) + numbers(5) + b"Label   " + bytes(16)
    labels = numbers(3, 2) + bytes(8) + b"\7" + b"1234567" + bytes(8) + b"\x08" + b"12345678" + bytes(7)
    others = numbers(4, 1, 1) + numbers(6, 1) + bytes(80) + numbers(7, 3, 4, 8) + bytes(32)
    header = (b"$FL2".ljust(64) + numbers(2)).ljust(176)
    file = tmp_path / "d.sav"
    file.write_bytes(header + variable + labels + others + numbers(7, 19, 1, len(sets)) + sets + numbers(999))
    assert counted_values(file, "utf-8") == {"a": "Да", "c": "-1"}


def test_a_file_that_ends_before_its_sets_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "cut.sav"
    whole = FILE.read_bytes()
    for end in range(0, whole.index(b"$media"), 13):
        file.write_bytes(whole[:end])
        with pytest.raises(UnreadableFile, match=r"cut\.sav"):
            counted_values(file, "utf-8")


def test_a_set_of_dichotomies_that_counts_nothing_is_refused() -> None:
    columns: dict[str, Column] = {"a": Labelled("a", "", (1, None), {1: "Yes"}).column()}
    raw = {"m": {"type": "D", "is_dichotomy": True, "label": "", "variable_list": ["a"]}}
    with pytest.raises(UnreadableFile, match="'m' does not say"):
        response_sets(raw, columns, {})
