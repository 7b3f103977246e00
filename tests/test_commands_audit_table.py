"""`saualnama audit --figures`: a table of published figures audited alone, without a survey."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey.commands import main

TALK = Path(__file__).parent.parent / "docs" / "talk-figures.csv"


def audit(*words: str) -> Result:
    return CliRunner().invoke(main, ["audit", *words])


def test_a_table_needs_no_survey_and_no_instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAUALNAMA_INSTANCE", str(tmp_path / "none"))
    found = audit("--figures", str(TALK), "--json")
    assert found.exit_code == 0
    assert {one["check"] for one in json.loads(found.stdout)["findings"]} >= {"impossible_rows", "groups"}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("form", ["text", "html", "csv"])
def test_it_answers_in_every_form_and_language(form: str, language: str) -> None:
    found = audit("--figures", str(TALK), "--format", form, "--language", language)
    assert found.exit_code == 0
    assert "237" in found.stdout


def test_what_is_no_table_is_refused_with_its_line(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("label,percent\nyes,12.3\nno,lots\n")
    found = audit("--figures", str(wrong))
    assert found.exit_code == 1
    assert "line 3, percent: 'lots' is not a number" in found.stderr


def test_a_survey_beside_it_is_wrong_usage() -> None:
    assert audit("young-librarians@1", "--figures", str(TALK)).exit_code == 2
