"""`saualnama nonresponse` tells rates by stratum and bounds of shares, or says what it lacks."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey.commands import main

BOOK = {"name": "d", "variables": [{"name": "agrees", "codes": [{"value": "yes"}, {"value": "no"}]}]}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d.csv").write_text("agrees\n" + "yes\nno\n" * 4)
    (tmp_path / "d.codebook.json").write_text(json.dumps(BOOK))
    (tmp_path / "f.csv").write_text("stratum,disposition\n" + "town,1.1\n" * 8 + "town,2.1\nvillage,2.2\n")
    return tmp_path


def run(*words: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, ["nonresponse", *words])
    assert result.exit_code == status, result.output
    return result


def test_rates_and_bounds_stand_in_one_json_object() -> None:
    told = json.loads(run("d.csv", "agrees", "--dispositions", "f.csv", "--json").stdout)
    assert told["overall"]["rates"]["RR1"] == 0.8
    assert [one["weight"] for one in told["strata"]] == [9 / 8, None]
    assert [(row["low"], row["high"]) for row in told["worst_case"]["rows"]] == [(40, 60), (40, 60)]


def test_the_table_names_strata_answers_and_bounds() -> None:
    printed = run("d.csv", "agrees", "--dispositions", "f.csv").stdout
    assert ["village", "1", "0", "0", "0.0000"] in [line.split()[:5] for line in printed.splitlines()]
    assert "8 answered, 2 of 10 missing" in printed


def test_a_data_file_without_a_frame_has_no_rates() -> None:
    assert "has no sampling frame" in run("d.csv", status=1).stderr


def test_a_frame_with_an_empty_place_is_refused_with_its_row(folder: Path) -> None:
    (folder / "f.csv").write_text("stratum,disposition\ntown,1.1\ntown,\n")
    assert "row 3" in run("d.csv", "--dispositions", "f.csv", status=1).stderr


def test_people_who_may_be_eligible_stand_in_the_bounds_unless_e_is_0(folder: Path) -> None:
    (folder / "f.csv").write_text("stratum,disposition\n" + "town,1.1\n" * 8 + "town,3.2\ntown,2.1\n")
    printed = run("d.csv", "agrees", "--dispositions", "f.csv").stdout
    assert "8 answered, 2 of 10 missing" in printed
    without = run("d.csv", "agrees", "--dispositions", "f.csv", "--eligible", "0").stdout
    assert "8 answered, 1 of 9 missing" in without
