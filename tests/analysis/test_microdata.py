"""Microdata from records and from files."""

import re
from pathlib import Path

import numpy as np
import pytest

from analysis.codebook import Codebook, CodebookError, Variable
from analysis.codebook_files import to_json
from analysis.design import Design
from analysis.errors import DesignError, MicrodataError, UnreadableFile
from analysis.microdata import Microdata
from tests.analysis.people import CODEBOOK, coded, named, people, records

BOOK = Codebook(
    "b",
    (coded("place", "town", "village"), Variable("age", named("age"), "scale", low=0), coded("x", "1", "2")),
)


def from_csv(tmp_path: Path, text: str, book: Codebook = BOOK) -> Microdata:
    (tmp_path / "d.csv").write_text(text, "utf-8")
    (tmp_path / "d.json").write_text(to_json(book), "utf-8")
    return Microdata.from_files(tmp_path / "d.csv", tmp_path / "d.json")


def test_missing_kinds_are_told_apart() -> None:
    assert people().column("a_work").kinds() == {"skipped": 1, "refused": 1, "does_not_know": 1}
    assert people().column("image").kinds() == {"skipped": 1, "not_asked": 1}


def test_records_come_back_as_they_went_in() -> None:
    again = Microdata.from_records(CODEBOOK, list(people().records()))
    assert list(again.records()) == list(people().records())
    assert [row["image"] for row in again.records()] == [row["image"] for row in records()]


def test_numbers_are_taken_for_codes_and_an_absent_variable_was_skipped() -> None:
    data = Microdata.from_records(BOOK, [{"x": 1, "age": 30}, {"x": 2.0, "place": None}])
    assert data.column("x").words() == ["1", "2"]
    assert data.column("place").kinds() == {"skipped": 2}


def test_columns_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        people().column("books").values[0] = 5
    with pytest.raises(TypeError):
        people().columns["x"] = people().column("books")


def test_every_value_that_does_not_fit_is_named_with_line_and_column(tmp_path: Path) -> None:
    with pytest.raises(MicrodataError) as caught:
        from_csv(tmp_path, "place,age,x\ntown,30,1\ncity,old,1\nvillage,-1,\n")
    assert str(caught.value).splitlines() == [
        "line 3, column 'place': 'city' is not one of its codes: town, village",
        "line 3, column 'age': 'old' is not a number",
        "line 4, column 'age': '-1' is below 0",
    ]


def test_a_header_that_does_not_fit_is_named(tmp_path: Path) -> None:
    with pytest.raises(MicrodataError) as caught:
        from_csv(tmp_path, "place,place,colour\n")
    said = str(caught.value)
    assert "'place': stands twice" in said
    assert "'colour': is not in the codebook" in said
    assert "'age': is in the codebook but not in the file" in said


def test_a_line_with_too_few_fields_is_named(tmp_path: Path) -> None:
    with pytest.raises(MicrodataError, match=r"line 3.*2 fields, the header 3"):
        from_csv(tmp_path, "place,age,x\ntown,30,1\ntown,30\n")


def test_a_byte_order_mark_and_quoted_line_breaks_are_no_problem(tmp_path: Path) -> None:
    book = Codebook("b", (Variable("comment", named("comment"), "text"), coded("x", "1")))
    data = from_csv(tmp_path, '\ufeffcomment,x\n"one\ntwo",1\n', book)
    assert data.column("comment").words() == ["one\ntwo"]


def test_a_weight_column_becomes_the_design_of_a_file(tmp_path: Path) -> None:
    book = Codebook("b", (coded("x", "1"), Variable("w", named("w"), "weight")))
    assert from_csv(tmp_path, "x,w\n1,2\n1,0.5\n", book).design.weights_of(2).tolist() == [2, 0.5]


def test_an_unknown_variable_is_refused_with_its_neighbours() -> None:
    with pytest.raises(CodebookError, match="did you mean image"):
        people().column("imag")


@pytest.mark.parametrize(
    ("design", "said"),
    [
        (lambda: Design(weights=[1, -1]), "negative or no numbers, first in row 2"),
        (lambda: Design(weights=[1, float("nan")]), "first in row 2"),
        (lambda: Design(weights=[0, 0]), "all weights are 0"),
        (lambda: people(Design(weights=[1, 2])), "2 weights for 7 people"),
        (lambda: people(Design(population=5)), "7 people cannot come from a population of 5"),
        (lambda: Design(population=10, stratum_sizes={"a": 4, "b": 5}), "hold 9 people together"),
        (lambda: Design(strata=["a", "a"], stratum_sizes={"a": 1}), "'a': 2 rows of 1"),
    ],
)
def test_a_design_that_contradicts_itself_is_refused(design: object, said: str) -> None:
    with pytest.raises(DesignError, match=said):
        design()


def test_stratum_sizes_give_the_population() -> None:
    assert Design(stratum_sizes={"a": 4, "b": 5}).population == 9


def test_a_part_of_the_people_keeps_their_weights() -> None:
    data = people(Design(weights=np.arange(1, 8), population=20))
    part = data.where(data.column("place").values == 0)
    assert (part.n, part.design.weights_of(3).tolist(), part.design.population) == (3, [1, 3, 5], None)


def test_a_valid_code_may_be_spelled_like_a_missing_kind() -> None:
    book = Codebook("b", (coded("vote", "given", "refused"),))
    column = Microdata.from_records(book, [{"vote": "refused"}, {"vote": "skipped"}]).column("vote")
    assert column.values.tolist() == [1, -1]
    assert column.kinds() == {"skipped": 1}


@pytest.mark.parametrize(("size", "kind"), [(2, np.int8), (128, np.int8), (300, np.int16)])
def test_codes_take_the_fewest_bytes_and_nobody_is_lost(size: int, kind: type) -> None:
    codes = [str(place) for place in range(size)]
    book = Codebook("wide", (coded("x", *codes),))
    column = Microdata.from_records(book, [{"x": codes[-1]}, {"x": "refused"}, {}]).column("x")
    assert column.values.dtype == kind
    assert column.values.tolist() == [size - 1, -1, -1]
    assert column.positions.tolist() == [size - 1, size + 1, size]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    for missing in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(UnreadableFile, match=f"{re.escape(str(missing))} cannot be read: "):
            Microdata.from_files(missing, CODEBOOK)
    with pytest.raises(UnreadableFile, match=r"none\.json cannot be read: No such file"):
        Microdata.from_files(tmp_path / "none.csv", tmp_path / "none.json")
