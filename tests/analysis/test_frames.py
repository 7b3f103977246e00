"""Data frames with columns of every kind: a value or a named error, never a guess without a word."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyreadstat
import pytest

from analysis import imports
from analysis.columns import Column
from analysis.errors import MicrodataError, WrongArgument
from analysis.microdata import Microdata

FILE = Path(__file__).with_name("files") / "sets.sav"


def column(values: Any) -> Column:
    return Microdata.from_frame(pd.DataFrame({"x": values})).column("x")


def shown(values: Any) -> tuple[str, list[Any], int]:
    """Level, what occurs in the order of the codes (or of the values), how many are skipped."""
    found = column(values)
    coded = [code.value for code in found.variable.codes]
    return found.variable.level, coded or list(found.frequencies()), found.kinds().get("skipped", 0)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (pd.Categorical(["low", "high", None], ["low", "", "high"]), ("nominal", ["low", "high"], 1)),
        (pd.Categorical([3, 1, None], [3, 2, 1], ordered=True), ("ordinal", ["3", "2", "1"], 1)),
        (pd.Categorical([2.0, 1.5]), ("nominal", ["1.5", "2"], 0)),
        (pd.Categorical([1, "a"], ["a", 1]), ("nominal", ["a", "1"], 0)),
        (pd.Categorical([None, None], ["a", "b"]), ("nominal", ["a", "b"], 2)),
        (pd.cut([1, 2, 3, 4], [0, 2, 4]), ("ordinal", ["(0, 2]", "(2, 4]"], 0)),
        (pd.array([True, None, False], dtype="boolean"), ("nominal", ["no", "yes"], 1)),
        (pd.array([None, None], dtype="boolean"), ("nominal", ["no", "yes"], 2)),
        (np.array([True, True]), ("nominal", ["no", "yes"], 0)),
        (pd.Series([True, None], dtype=object), ("nominal", ["no", "yes"], 1)),
        (pd.array([1, None, 2], dtype="Int64"), ("scale", [1.0, 2.0], 1)),
        (pd.array([1.5, None], dtype="Float64"), ("scale", [1.5], 1)),
        (pd.array(["a", None, "a"], dtype="string"), ("nominal", ["a"], 1)),
        (pd.Series([pd.NA, "a", "a", pd.NaT, float("nan")], dtype=object), ("nominal", ["a"], 3)),
        (pd.Series([np.int64(1), np.float32("nan")], dtype=object), ("scale", [1.0], 1)),
        (pd.Series([Decimal("1.5"), Decimal("NaN")]), ("scale", [1.5], 1)),
        (pd.Series([1, "1", 1.0, "a", "a"], dtype=object), ("nominal", ["1", "a"], 0)),
        (pd.Series([2.5, "b", True], dtype=object), ("text", ["2.5", "b", "yes"], 0)),
        (pd.to_datetime(pd.Series(["2022-06-08", None])), ("text", ["2022-06-08"], 1)),
        (pd.Series([datetime(2022, 6, 8, 9, 30), date(2022, 6, 8)], dtype=object),
         ("text", ["2022-06-08 09:30:00", "2022-06-08"], 0)),
        (pd.to_timedelta(pd.Series([1, None]), unit="D"), ("text", ["1 days 00:00:00"], 1)),
        (pd.Series([None, None]), ("scale", [], 2)),
        (pd.Series(["", ""]), ("text", [], 2)),
        (pd.Series([], dtype=float), ("scale", [], 0)),
    ],
)  # fmt: skip
def test_a_column_of_any_kind_has_one_reading(values: Any, expected: tuple[str, list[Any], int]) -> None:
    assert shown(values) == expected


@pytest.mark.parametrize("cell", [[1, 2], (1,), {"a": 1}, {1}, b"a", 1 + 2j, np.array([1, 2])])
def test_a_cell_that_holds_no_one_answer_is_refused_with_its_place(cell: Any) -> None:
    with pytest.raises(MicrodataError, match=r"row 2, column 'x': .* holds no one answer"):
        column(pd.Series([None, cell], dtype=object))


@pytest.mark.parametrize(
    "number", [float("inf"), Decimal("-Infinity"), 10**400], ids=["float", "decimal", "whole"]
)
def test_a_number_that_is_not_finite_is_refused(number: Any) -> None:
    with pytest.raises(MicrodataError, match=r"row 1, column 'x': .*not a finite number"):
        column(pd.Series([number], dtype=object))


def named(*names: Any) -> list[str]:
    whole = pd.DataFrame([range(len(names))], columns=pd.Index(names, tupleize_cols=False))
    return list(Microdata.from_frame(whole).columns)


def test_every_column_has_a_name_of_its_own() -> None:
    assert named(0, "b", None, "", ("c", 1)) == ["0", "b", "column_3", "column_4", "c_1"]
    for names in (["a", "a"], ["0", 0], ["column_2", ""]):
        with pytest.raises(MicrodataError, match="same name"):
            named(*names)


@pytest.mark.parametrize("frame", [[1, 2], {"x": [1]}, None, pd.Series([1])])
def test_what_is_no_data_frame_is_refused(frame: Any) -> None:
    with pytest.raises(WrongArgument, match="a data frame with its rows is needed"):
        Microdata.from_frame(frame)


def test_arrow_s_columns_are_read_as_those_of_pandas() -> None:
    arrow = pytest.importorskip("pyarrow")
    table = arrow.table({"b": [True, None], "n": [1, None], "d": [date(2022, 6, 8), None]})
    found = Microdata.from_frame(table)
    assert [one.frequencies() for one in found.columns.values()] == [{"yes": 1}, {1.0: 1}, {"2022-06-08": 1}]


def test_labels_that_a_frame_carries_are_those_of_its_file() -> None:
    """pandas.read_spss keeps the metadata in attrs; who calls pyreadstat can put them there."""
    frame, meta = pyreadstat.read_sav(str(FILE), user_missing=True)
    frame.attrs = vars(meta)
    found, file = Microdata.from_frame(frame), imports.read(FILE)
    for name in frame.columns:
        assert found.column(name).variable == file.column(name).variable
        assert found.column(name).frequencies() == file.column(name).frequencies()
    assert found.column("why_1").kinds() == {"skipped": 1, "refused": 2}


def test_labels_of_variables_stay_with_categories_made_of_their_values() -> None:
    found = Microdata.from_frame(pd.read_spss(FILE)).column("reads").variable
    assert found.label["en"] == "Reads"
    assert {code.value for code in found.valid_codes} == {"Can read", "No"}


def test_the_smallest_fraction_of_a_population_is_of_an_endless_one() -> None:
    frame = pd.DataFrame({"trust": ["yes", "no", "yes"], "drawn": [1e-320] * 3})
    with np.errstate(all="raise"):
        found = Microdata.from_frame(frame, fpc="drawn")
    assert found.n == 3
