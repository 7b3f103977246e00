"""`saualnama text` shows, searches and counts what people wrote in a file."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey.commands import main

BOOK = {"name": "d", "variables": [{"name": "said", "level": "text"}, {"name": "n", "level": "scale"}]}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d.csv").write_text("said,n\nҮлкен зал,1\n\u018fдемі,2\nәдемі,3\n,4\n", "utf-8")
    (tmp_path / "d.codebook.json").write_text(json.dumps(BOOK))


def run(*words: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, ["text", "d.csv", *words])
    assert result.exit_code == status, result.output
    return result


def test_texts_stand_in_alphabetical_order() -> None:
    lines = run("said").stdout.splitlines()
    assert [line for line in lines if line in ("\u018fдемі", "әдемі", "Үлкен зал")] == lines[4:7]
    assert "base: 3 people; missing: skipped 1." in lines


def test_a_search_finds_look_alikes_and_frequency_unites_them() -> None:
    told = json.loads(run("said", "--search", "ӘДЕМІ", "--frequency", "--json").stdout)
    assert (told["found"], told["texts_in_all"]) == (2, 3)
    assert [(row["count"], row["percent"]) for row in told["rows"]] == [(2, 100)]


def test_words_are_counted() -> None:
    assert ["зал", "1", "33.3"] in [line.split() for line in run("said", "--words").stdout.splitlines()]


def test_a_number_is_no_text() -> None:
    assert "is no text" in run("n", status=1).stderr
