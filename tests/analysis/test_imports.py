"""Files of other programs become microdata: labels, missing values and sets survive."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import pytest

from analysis import imports
from analysis.codebook_files import to_json
from analysis.crosstabs import crosstab
from analysis.errors import MicrodataError, UnreadableFile
from analysis.microdata import Microdata
from analysis.tallies import tally
from tests.analysis.people import CODEBOOK, people

FRAME = pd.DataFrame({"likes": [1.0, 2, 2, 9, None], "age": [20.5, 30, 41, 97, 99], "said": [*"abcd", ""]})
LABELS: dict[str, Any] = {"likes": {1: "Yes", 2: "No", 9: "Refused"}, "age": {99: "Does not know"}}
RANGES: dict[str, Any] = {"likes": [9], "age": [{"lo": 97, "hi": 99}]}


@pytest.fixture
def sav(tmp_path: Path) -> Path:
    file = tmp_path / "d.sav"
    pyreadstat.write_sav(FRAME, file, variable_value_labels=LABELS, missing_ranges=RANGES)
    return file


def test_labelled_numbers_are_codes_and_others_numbers_or_texts(sav: Path) -> None:
    book = imports.read(sav).codebook
    assert [variable.level for variable in book.variables] == ["nominal", "scale", "text"]
    assert [code.label["en"] for code in book.variable("likes").valid_codes] == ["Yes", "No"]


def test_user_missing_values_keep_their_code_and_tell_their_kind(sav: Path) -> None:
    data = imports.read(sav)
    assert data.column("likes").kinds() == {"skipped": 1, "refused": 1}
    assert data.column("likes").frequencies() == {"1": 1, "2": 2, "9": 1}
    assert data.column("age").kinds() == {"skipped": 1, "does_not_know": 1}
    assert data.where(data.column("likes").answered).column("age").frequencies() == {20.5: 1, 30: 1, 41: 1}


def test_an_imported_file_is_tallied_and_crossed_like_any_other(sav: Path) -> None:
    data = imports.read(sav)
    assert [row.count for row in tally(data, "likes").rows] == [1, 2]
    with pytest.raises(ValueError, match="likes"):
        crosstab(data, "likes", "likes")


def test_stata_s_letters_are_missing_codes(tmp_path: Path) -> None:
    file = tmp_path / "d.dta"
    frame = pd.DataFrame({"x": pd.Series([1.0, 2.0, "a"], dtype=object)})
    labels: Any = {"x": {1: "One", 2: "Two", "a": "Refused"}}
    pyreadstat.write_dta(frame, file, variable_value_labels=labels, missing_user_values={"x": ["a"]})
    column = imports.read(file).column("x")
    assert (column.frequencies(), column.kinds()) == ({"1": 1, "2": 1, "a": 1}, {"refused": 1})


def test_portable_files_are_read(tmp_path: Path) -> None:
    file = tmp_path / "d.por"
    pyreadstat.write_por(FRAME[["likes", "age"]], file)
    assert list(imports.read(file).columns) == ["LIKES", "AGE"]


def test_a_data_frame_under_a_codebook_is_the_same_as_its_records() -> None:
    whole = people()
    data = Microdata.from_frame(pd.DataFrame(list(whole.records())), CODEBOOK)
    assert list(data.records()) == list(whole.records())


def test_a_data_frame_that_does_not_fit_is_refused_with_every_place() -> None:
    with pytest.raises(MicrodataError, match="not in the codebook") as found:
        Microdata.from_frame(pd.DataFrame({"other": [1]}), CODEBOOK)
    assert len(found.value.problems) == 1 + len(CODEBOOK.variables)
    with pytest.raises(MicrodataError, match="finite"):
        Microdata.from_frame(pd.DataFrame({"x": [float("inf")]}))


def test_parquet_with_its_codebook_is_the_same_data(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    frame = pd.DataFrame(list(people().records())).astype(str)
    frame.to_parquet(tmp_path / "d.parquet")
    (tmp_path / "d.codebook.json").write_text(to_json(CODEBOOK), "utf-8")
    assert tally(imports.read(tmp_path / "d.parquet"), "motive") == tally(people(), "motive")


def test_a_csv_file_without_codebook_is_taken_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("x,,x\na,1,\na,2,skipped\n", "utf-8")
    columns = imports.read(tmp_path / "d.csv").columns
    assert {name: one.frequencies() for name, one in columns.items()} == {
        "column_1": {"a": 2},
        "column_2": {"1": 1, "2": 1},
        "column_3": {"skipped": 1},
    }


@pytest.mark.parametrize("name", ["d.sav", "d.por", "d.dta", "d.parquet", "d.xyz"])
def test_what_is_no_such_file_is_refused_by_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile, match=r"not a file|no format"):
        imports.read(tmp_path / name)
    (tmp_path / name).write_bytes(b"\x00not data\xff")
    with pytest.raises(UnreadableFile, match=r"cannot be read|no format|needs pyarrow"):
        imports.read(tmp_path / name)
