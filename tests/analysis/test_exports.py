"""What exported files hold: cut labels, kinds of missing, sets, stale dictionaries, formulas, DDI, waves."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pyreadstat
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import analysis
from analysis.codebook import Code, Codebook, CodebookError, Net, Variable
from analysis.columns import Column
from analysis.design import Design
from analysis.errors import UnwritableFile, WrongArgument
from analysis.exports import export, formats
from analysis.exports.apart import apart_csv
from analysis.exports.names import Rule, cut, fitting, told_apart
from analysis.exports.numbers import numbered
from analysis.exports.plain import field, plain_words, write
from analysis.exports.prepared import prepared
from analysis.exports.waves import stacked
from analysis.microdata import Microdata
from analysis.spreadsheets import guarded_text
from tests.analysis.hostile_people import KAZAKH, TEXTS, hostile_people
from tests.analysis.microdata_of_all_kinds import microdata
from tests.analysis.people import CODEBOOK, people


def small(*variables: Variable, **rows: list[Any]) -> Microdata:
    book = Codebook("small", variables, languages=("en",))
    records = [dict(zip(rows, row, strict=True)) for row in zip(*rows.values(), strict=True)]
    return Microdata.from_records(book, records, Design())


def question(name: str, *codes: str, **missing: str) -> Variable:
    plain = [Code(code, {"en": code.title()}) for code in codes]
    flagged = [Code(code, {"en": code.title()}, kind) for code, kind in missing.items()]
    return Variable(name, {"en": name}, "nominal", (*plain, *flagged))


@settings(max_examples=200, deadline=None)
@given(st.text(), st.integers(4, 60))
def test_a_label_is_cut_at_bytes_and_never_within_a_letter(text: str, size: int) -> None:
    kept = cut(text, size)
    assert len(kept.encode()) <= size
    plain = " ".join(text.replace("\0", " ").split())
    assert kept == plain or (kept.endswith("…") and plain.startswith(kept[:-1]))


def test_long_kazakh_labels_fit_spss_and_are_named_as_a_loss(tmp_path: Path) -> None:
    long = "Мамандықты қайта таңдасаңыз, тағы да кітапханашы болар ма едіңіз? " * 4
    variable = Variable("q", {"en": long}, "nominal", (Code("1", {"en": long}),))
    done = export(small(variable, q=["1"]), tmp_path / "d.sav")
    _, meta = pyreadstat.read_sav(tmp_path / "d.sav")
    label, value = meta.column_names_to_labels["q"], meta.variable_value_labels["q"][1.0]
    assert len(label.encode()) <= 256
    assert len(value.encode()) <= 120
    assert label.endswith("…")
    assert {"end of variable labels", "end of value labels"} <= {one.what["en"] for one in done.losses}


@given(st.lists(st.text(max_size=40), max_size=8))
def test_names_fit_and_are_kept_apart(names: list[str]) -> None:
    found = fitting(names, Rule(12, frozenset({"BY"})))
    assert len({one.upper() for one in found}) == len(names)
    assert all(len(one.encode()) <= 12 and one[0].isalpha() and re.fullmatch(r"\w+", one) for one in found)


@given(st.lists(st.text("аб \n", max_size=9), max_size=6), st.integers(8, 40))
@example(["a", "a", "a [0]"], 20)
def test_labels_are_told_apart_in_every_size(labels: list[str], size: int) -> None:
    marks = [str(place) for place in range(len(labels))]
    found = told_apart(labels, marks, size)
    assert len(set(found)) == len(found)
    assert all(len(one.encode()) <= size for one in found)


def test_stata_keeps_capitals_kazakh_names_of_32_letters_and_texts_of_any_length(tmp_path: Path) -> None:
    data = hostile_people()
    done = export(data, tmp_path / "d.dta", "kk")
    frame = pd.read_stata(tmp_path / "d.dta")
    assert [*frame.columns[8:13]] == ["a" * 31 + "x", "a" * 30 + "_2", "Q", "if_2", "TO"]
    assert [*frame.columns[13:15]] == [f"{KAZAKH[:32]}", f"{KAZAKH[:30]}_2"]
    assert frame["text"].tolist() == [one.strip() for one in TEXTS]
    assert [*frame["rating"].cat.categories[:2]] == ["Same ұ [-2]", "Same ұ [-1]"]
    assert not [one for one in done.losses if one.what["en"] == "end of long texts"]


@pytest.mark.parametrize("ending", ["sav", "dta"])
def test_numbers_that_programs_take_for_missing_ones_are_refused(tmp_path: Path, ending: str) -> None:
    data = small(Variable("n", {"en": "n"}, "scale"), n=[1e300, "not_asked"])
    with pytest.raises(UnwritableFile, match="n: SPSS and Stata hold no number from 1e300 on"):
        export(data, tmp_path / f"d.{ending}")
    assert not [*tmp_path.iterdir()]


def test_every_loss_of_hostile_data_is_named_in_three_languages(tmp_path: Path) -> None:
    found = {}
    for name, one in formats().items():
        losses = one.losses(prepared(hostile_people()))
        found[name] = [loss.what["en"] for loss in losses]
        for language in ("kk", "ru", "en"):
            lines = {loss.said(language) for loss in losses}
            assert len(lines) == len(losses)
            assert language == "en" or lines.isdisjoint(map(str, losses))
    kept = ["labels in the other languages", "score", "name of codes", "unit", "limits", "name"]
    cut = ["end of the title", "end of variable labels", "line breaks in labels"]
    assert found == {
        "sav": [*kept, *cut[:2], "end of value labels", cut[2], "end of long texts"],
        "dta": [*kept, *cut, "set"],
        "r": ["labels in the other languages"],
        "xlsx": ["end of long texts"],
        "csv": [],
        "parquet": [],
        "json": [],
        "ddi": ["score", "unit in the other languages"],
        "html": ["answers", "labels in the other languages"],
        "codebook": ["answers"],
    }


def test_a_number_that_is_written_as_a_missing_code_is_named_as_a_loss() -> None:
    flagged = Variable("n", {"en": "n"}, "scale", (Code("-9", {"en": "no"}, "refused"),))
    column = Column(flagged, np.array([-9.0, 1.0]), np.zeros(2, np.int8))
    data = Microdata(Codebook("c", (flagged,)), 2, {"n": column})
    for name in ("csv", "json", "xlsx"):
        assert [loss.where for loss in formats()[name].losses(data)] == [("n",)]
    assert formats()["sav"].losses(data) == ()


def test_a_workbook_keeps_every_digit(tmp_path: Path) -> None:
    numbers = [0.1 + 0.2, 2.0**53 + 2, 1e299, -1 / 3, 1e-300, 5.0]
    export(small(Variable("n", {"en": "n"}, "scale"), n=numbers), tmp_path / "d.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "d.xlsx").worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == numbers


def test_codes_that_are_numbers_stay_and_ratings_take_their_scores() -> None:
    codes = (Code("agree", {"en": "a"}, score=5), Code("not", {"en": "n"}, score=1))
    rating = Variable("r", {"en": "r"}, "ordinal", codes)
    data = small(rating, question("q", "1", "5", "other"), r=["agree"], q=["5"])
    assert numbered(data.column("r")).valid == (5, 1)
    assert numbered(data.column("q")).valid == (1, 5, 6)


def test_every_kind_of_missing_is_user_missing_in_spss_and_a_letter_in_stata(tmp_path: Path) -> None:
    variable = question("q", "yes", dk="does_not_know", later="refused", no_time="refused")
    kinds = ["yes", "dk", "later", "no_time", "not_asked", "withheld", ""]
    data = small(variable, q=kinds)
    export(data, tmp_path / "d.sav")
    export(data, tmp_path / "d.dta")
    values, meta = pyreadstat.read_sav(tmp_path / "d.sav", user_missing=True)
    labels = {**meta.variable_value_labels["q"]}
    assert [labels.get(one) for one in values["q"]] == [
        "Yes",
        "Dk",
        "Later",
        "No_Time",
        "not asked",
        "withheld",
        None,
    ]
    told = [(one["lo"], one["hi"]) for one in meta.missing_ranges["q"]]
    missing = {label for number, label in labels.items() if any(low <= number <= high for low, high in told)}
    assert missing == set(labels.values()) - {"Yes"}
    stata, about = pyreadstat.read_dta(tmp_path / "d.dta", user_missing=True, output_format="dict")
    assert list(stata["q"]) == [1.0, "d", "r", "a", "n", "w", None]
    assert about.variable_value_labels["q"]["a"] == "No_Time"


def test_numbers_keep_away_from_negative_answers(tmp_path: Path) -> None:
    data = small(Variable("t", {"en": "t"}, "scale"), t=[-37.5, "not_asked", 4])
    assert numbered(data.column("t")).missing[0].number == -104
    export(data, tmp_path / "d.sav")
    assert analysis.read(tmp_path / "d.sav").column("t").values.tolist() == [-37.5, 0.0, 4.0]


def test_multiple_choice_is_a_set_inside_the_file(tmp_path: Path) -> None:
    export(people(), tmp_path / "d.sav", "ru")
    _, meta = pyreadstat.read_sav(tmp_path / "d.sav")
    found = meta.mr_sets["motive"]
    assert found["variable_list"] == ["motive_chance", "motive_wish", "motive_money"]
    assert (found["is_dichotomy"], found["counted_value"], found["label"]) == (True, 1, "motive (ru)")


def test_a_file_that_another_program_changed_is_read_as_it_says_itself(tmp_path: Path) -> None:
    data = small(question("q", "yes", "no"), q=["yes", "no", "no"])
    export(data, tmp_path / "d.sav")
    content = (tmp_path / "d.sav").read_bytes()
    assert analysis.read(tmp_path / "d.sav").codebook == data.codebook
    (tmp_path / "d.sav").write_bytes(content.replace(b"\x03Yes", b"\x03Not", 1))
    found = analysis.read(tmp_path / "d.sav").codebook.variable("q")
    assert [code.label["en"] for code in found.codes] == ["Not", "No"]


def test_weights_are_on_in_spss_and_the_design_stands_in_columns(tmp_path: Path) -> None:
    weighted = replace(people(), design=Design([1.0, 2, 3, 4, 5, 6, 7], population=100))
    assert [v.level for v in prepared(weighted).codebook.variables[-2:]] == ["weight", "fpc"]
    export(weighted, tmp_path / "d.sav")
    weight_index = int.from_bytes((tmp_path / "d.sav").read_bytes()[76:80], "little")
    assert weight_index == len(CODEBOOK.variables) + 1
    assert analysis.read(tmp_path / "d.sav").design.population == 100


def test_nothing_runs_in_a_spreadsheet(tmp_path: Path) -> None:
    attack = Variable(
        "=1+1", {"en": '=HYPERLINK("x")'}, "nominal", (Code("@x", {"en": "+1"}), Code("-3", {"en": "-"}))
    )
    text = Variable("t", {"en": "t"}, "text")
    data = Microdata.from_records(
        Codebook("c", (attack, text)),
        [{"=1+1": "@x", "t": "=cmd|' /C calc'!A0"}, {"=1+1": "-3", "t": "\t=1"}],
    )
    export(data, tmp_path / "d.csv")
    export(data, tmp_path / "d.xlsx")
    for row in csv.reader((tmp_path / "d.csv").open(encoding="utf-8", newline="")):
        assert not [cell for cell in row if cell.startswith(tuple("=+@\t")) or re.match(r"-\D", cell)]
    for sheet in openpyxl.load_workbook(tmp_path / "d.xlsx"):
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert analysis.read(tmp_path / "d.csv").column("t").values.tolist() == ["=cmd|' /C calc'!A0", "=1"]


@settings(max_examples=60, deadline=None, suppress_health_check=[*HealthCheck])
@given(microdata())
def test_csv_is_as_the_standard_library_writes_it(data: Microdata) -> None:
    """Each answer, guarded and quoted by itself."""
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(map(guarded_text, data.columns))
    fields = [[*map(field, plain_words(column))] for column in data.columns.values()]
    rows.writerows(zip(*fields, strict=True))
    with TemporaryDirectory() as folder:
        write(data, Path(folder, "d.csv"), "kk")
        assert Path(folder, "d.csv").read_bytes().decode() == out.getvalue()


def test_more_rows_than_a_sheet_has_are_refused() -> None:
    rows = np.zeros(1_048_576, np.int64)
    data = small(question("q", "yes"), q=["yes"]).where(np.ones(1, bool))
    big = Column(data.codebook.variables[0], rows, np.zeros(len(rows), np.int8))
    with pytest.raises(UnwritableFile, match="1048575 rows"):
        export(Microdata(data.codebook, len(rows), {"q": big}), "d.xlsx")


def test_more_columns_than_a_sheet_has_are_refused(tmp_path: Path) -> None:
    one = small(question("q", "yes"), q=["yes"]).column("q")
    columns = {f"q{i}": one.under(replace(one.variable, name=f"q{i}")) for i in range(16_385)}
    book = Codebook("wide", tuple(column.variable for column in columns.values()))
    with pytest.raises(UnwritableFile, match="16384 columns, not 16385"):
        export(Microdata(book, 1, columns), tmp_path / "d.xlsx")


def test_a_workbook_is_made_to_be_read(tmp_path: Path) -> None:
    """Frozen heads as high as their texts, columns as wide as theirs, numbers as numbers."""
    export(hostile_people(), tmp_path / "d.xlsx", "kk")
    data, labels, codebook, carried = openpyxl.load_workbook(tmp_path / "d.xlsx").worksheets
    for sheet in (data, labels, codebook):
        assert (sheet.freeze_panes, sheet["A1"].font.b, sheet["A1"].alignment.wrap_text) == ("A2", True, True)
    assert labels.row_dimensions[1].height == 150
    assert data.column_dimensions["A"].width < data.column_dimensions["J"].width
    assert {cell.data_type for cell in data["Q"][1:]} == {"n"}
    assert codebook["A2"].alignment.wrap_text
    assert carried.sheet_state == "hidden"


def test_an_unknown_format_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(WrongArgument, match="no format 'exe'; known: sav, dta, r, xlsx"):
        export(people(), "d.csv", format="exe")
    with pytest.raises(WrongArgument, match=r"ends as 'd\.exe' does"):
        export(people(), "d.exe")


def test_the_page_shows_every_label_and_count_and_holds_no_script(tmp_path: Path) -> None:
    hostile = Variable("q", {"en": "<script>alert(1)</script>"}, "nominal", (Code("a", {"en": "<b>A</b>"}),))
    page = export(small(hostile, q=["a", "a", ""]), tmp_path / "d.html").files[0].read_text("utf-8")
    assert "<script" not in page
    assert "&lt;b&gt;A&lt;/b&gt;</th><td>2</td><td>100.0</td>" in page
    for language in ("kk", "ru", "en"):
        page = export(people(), tmp_path / "d.html", language).files[0].read_text("utf-8")
        questions = [CODEBOOK.set_of(name) or CODEBOOK.variable(name) for name in CODEBOOK.questions()]
        assert all(one.label[language] in page for one in questions)
        assert not re.search(r"https?://|<script|@import", page)


def test_the_page_shows_quantities_of_every_size(tmp_path: Path) -> None:
    sizes = small(Variable("n", {"en": "n"}, "scale"), n=[1e-7, 0, 1234.56, 1e299])
    page = export(sizes, tmp_path / "d.html", "ru").files[0].read_text("utf-8")
    assert "наименьшее 0,0; медиана 617,3; наибольшее 1e+299; среднее 2,5e+298" in page
    tiny = export(small(Variable("n", {"en": "n"}, "scale"), n=[1.5e-7]), tmp_path / "d.html", "kk")
    assert "ең азы 1,5e-07" in tiny.files[0].read_text("utf-8")


def test_what_is_kept_apart_is_counted_by_itself_in_no_order() -> None:
    text = Variable("said", {"en": "said"}, "text")
    rows = Codebook("c", (question("q", "yes"), text))
    apart = {
        "said": (text, ["b", "=a", "b", "not_asked"]),
        "q": (rows.variables[0], ["yes", "yes", "", "yes"]),
    }
    data = Microdata.from_records(rows, [{"q": "yes", "said": "withheld"}] * 4, Design(), apart)
    assert apart_csv(data).splitlines() == [
        *("variable,value,label,people", "said,'=a,,1", "said,b,,2", "said,not_asked,not asked,1"),
        *("q,yes,Yes,3", "q,skipped,skipped,1"),
    ]
    assert apart_csv(people()) == ""


def first_version() -> Microdata:
    return small(
        question("a", "x", "gone"), question("b", "yes", dk="does_not_know"), a=["x", "gone"], b=["yes", "dk"]
    )


def second_version() -> Microdata:
    new = Variable("c", {"en": "c"}, "scale")
    net = replace(
        question("a", "new", "x"), nets=(Net("n", {"en": "n"}, ("new",)),), label={"en": "a reworded"}
    )
    return small(new, net, c=[4.0], a=["new"])


def test_columns_and_codes_stay_where_they_were_over_versions(tmp_path: Path) -> None:
    both = stacked([("1", first_version()), ("2", second_version())])
    assert [v.name for v in both.codebook.variables] == ["wave", "a", "b", "c"]
    a = both.codebook.variable("a")
    assert [code.value for code in a.codes] == ["x", "gone", "new"]
    assert (a.label["en"], a.codes[1].label["en"]) == ("a reworded", "Gone")
    assert [*both.records()] == [
        {"wave": "1", "a": "x", "b": "yes", "c": "not_asked"},
        {"wave": "1", "a": "gone", "b": "does_not_know", "c": "not_asked"},
        {"wave": "2", "a": "new", "b": "not_asked", "c": 4.0},
    ]
    assert numbered(first_version().column("a")).valid == numbered(both.column("a")).valid[:2]
    export(both, tmp_path / "d.sav")
    assert [*analysis.read(tmp_path / "d.sav").records()] == [*both.records()]


def test_a_rating_keeps_the_order_of_its_newest_version() -> None:
    def rating(*codes: str) -> Microdata:
        return small(replace(question("r", *codes), level="ordinal"), r=[codes[0]])

    both = stacked([("1", rating("low", "middle", "high")), ("2", rating("none", "low", "high"))])
    assert [code.value for code in both.codebook.variable("r").codes] == ["none", "low", "middle", "high"]


def test_populations_of_waves_are_strata() -> None:
    waves = [
        (name, replace(first_version(), design=Design(population=n))) for name, n in (("1", 10), ("2", 20))
    ]
    assert stacked(waves).design.stratum_sizes == {"1": 10, "2": 20}


@pytest.mark.parametrize(("other", "said"), [
    (Variable("a", {"en": "a"}, "scale"), "'a' is nominal and scale"),
    (question("a", "x", gone="refused"), "'gone' of 'a' is missing in one wave"),
])  # fmt: skip
def test_versions_that_contradict_are_refused_by_name(other: Variable, said: str) -> None:
    with pytest.raises(CodebookError, match=said):
        stacked([("1", first_version()), ("2", small(other, a=[""]))])
