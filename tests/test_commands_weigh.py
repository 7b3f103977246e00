"""`saualnama weigh`, `change`, `rank` and `associate`: words, files and refusals."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analysis.codebook_files import to_json
from survey.commands import main
from tests.analysis.people import CODEBOOK, NAMES, records

MARGINS = "variable,code,total\nplace,town,60\nplace,village,40\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    rows = [",".join(row[name] for name in NAMES) for row in records() * 3]
    (tmp_path / "d.csv").write_text("\n".join([",".join(NAMES), *rows]), "utf-8")
    (tmp_path / "d.codebook.json").write_text(to_json(CODEBOOK), "utf-8")
    (tmp_path / "m.csv").write_text(MARGINS)
    return tmp_path


def run(*words: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == status, result.output
    if status == 1:
        assert isinstance(result.exception, SystemExit)
        assert result.stdout == ""
        assert result.stderr.splitlines()[-1].startswith("Refused: ")
    return result


def test_weights_sum_to_the_known_totals(folder: Path) -> None:
    shown = run("weigh", "d.csv", "m.csv", "--language", "en")
    assert "Written: d.weights.csv" in shown.stderr
    assert "design effect" in shown.stdout
    rows = list(csv.DictReader((folder / "d.weights.csv").open()))
    places = [row["place"] for row in records() * 3]
    town, village = (
        sum(float(row["weight"]) for row, place in zip(rows, places, strict=True) if place == one)
        for one in ("town", "village")
    )
    assert town / village == pytest.approx(1.5)


def test_totals_may_be_json_and_weights_go_where_they_are_wished(folder: Path) -> None:
    (folder / "m.json").write_text('{"place": {"town": 0.6, "village": 0.4}}')
    run("weigh", "d.csv", "m.json", "--output", "w.csv")
    assert sorted(path.name for path in folder.glob("*.csv")) == ["d.csv", "m.csv", "w.csv"]


@pytest.mark.parametrize(
    ("margins", "words"),
    [
        ("variable,code,total\nplace,city,60\n", "'place' has no code 'city'"),
        ("variable,code,total\nplaces,town,60\n", "did you mean place"),
        ("variable,code,total\nplace,town,x\n", "line 2"),
        ("variable,code,total\nplace,town,60\n", "village"),
        ("variable,code,total\nplace,town,0\nplace,village,0\n", "sum to 0"),
    ],
)
def test_totals_that_cannot_be_are_refused_and_nothing_is_written(
    folder: Path, margins: str, words: str
) -> None:
    (folder / "m.csv").write_text(margins)
    assert words in run("weigh", "d.csv", "m.csv", status=1).stderr
    assert not (folder / "d.weights.csv").exists()


def test_a_place_that_cannot_be_written_is_refused() -> None:
    assert "cannot be written" in run("weigh", "d.csv", "m.csv", "--output", "no/w.csv", status=1).stderr


def test_a_wave_against_itself_has_not_changed() -> None:
    content = json.loads(run("change", "d.csv", "d.csv", "image", "--json").stdout)
    assert {row["change"] for row in content["rows"]} == {0}
    assert (
        "The question has not changed." in run("change", "d.csv", "d.csv", "image", "--language", "en").stdout
    )


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("change", "d.csv", "d.csv", "imge"), "did you mean image"),
        (("change", "d.csv", "d.csv", "image", "--code", "bad"), "no code 'bad'"),
        (("change", "d.csv", "d.csv", "image", "--person", "place"), "not tell who"),
        (("change", "d.csv", "d.csv", "comment"), "no share"),
        (("rank", "d.csv", "image"), "no ranking"),
        (("rank", "d.csv", "cause", "--by", "books"), "no codes"),
        (("rank", "d.csv", "cause", "--by", "motive"), "it is a set (multiple): name one of motive_chance"),
        (("associate", "d.csv", "image", "image"), "with itself"),
        (("associate", "d.csv", "image", "books"), "books"),
        (("associate", "d.csv", "image", "place", "--within", "image"), "with itself"),
    ],
)
def test_what_cannot_be_is_refused_in_words(words: tuple[str, ...], reason: str) -> None:
    assert reason in run(*words, status=1).stderr


def test_wrong_options_are_wrong_usage() -> None:
    run("associate", "d.csv", "image", "place", "--adjust", "bonf", status=2)
    run("change", "d.csv", "d.csv", "image", "--days", "2022-01-01", "yesterday", status=2)
    run("weigh", "d.csv", "m.csv", "--trim", "1", status=2)
    run("tally", "d.csv", "image", "--format", "pdf", status=2)


def test_a_page_of_html_and_rows_of_csv_are_formats_too() -> None:
    assert run("rank", "d.csv", "cause", "--format", "html").stdout.startswith('<div class="table" lang="')
    rows = list(
        csv.DictReader(run("associate", "d.csv", "a_pay", "a_work", "--format", "csv").stdout.splitlines())
    )
    assert {row["part"] for row in rows} == {"measure", "test"}
