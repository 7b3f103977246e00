"""Every registered statistic has a command that gives the same numbers, or refuses what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from analysis import show
from analysis.codebook_files import to_json
from analysis.statistics import statistics
from survey.commands import main
from tests.analysis.people import CODEBOOK, NAMES, records
from tests.laws.test_statistics import crowd, found, law

WORDS = {
    "tally": lambda one: ["tally", "d.csv", one],
    "crosstab": lambda row, column: ["crosstab", "d.csv", row, "--by", column],
    "associate": lambda row, column: ["associate", "d.csv", row, column],
    "banner": lambda one, by: ["banner", "d.csv", one, "--by", by],
    "compare": lambda one, by: ["compare", "d.csv", one, "--by", by],
    "scale": lambda one: ["scale", "d.csv", one],
    "rank": lambda one: ["rank", "d.csv", one],
    "open answers": lambda one: ["text", "d.csv", one],
    "regress": lambda outcome, predictor: ["regress", "d.csv", f"{outcome} ~ {predictor}"],
}
"""How a statistic is asked for on the command line."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [",".join(row[name] for name in NAMES) for row in records() * 6]
    (tmp_path / "d.csv").write_text("\n".join([",".join(NAMES), *rows]), "utf-8")
    (tmp_path / "d.codebook.json").write_text(to_json(CODEBOOK), "utf-8")


def test_every_statistic_has_a_command() -> None:
    assert WORDS.keys() == statistics().keys()


@law
def test_a_command_gives_what_its_statistic_gives(statistic: Any, names: tuple[str, ...]) -> None:
    expected = found(statistic, crowd(), names)
    done = CliRunner().invoke(main, [*WORDS[statistic.name](*names), "--json", "--language", "ru"])
    if isinstance(expected, dict):
        assert (done.exit_code, done.stderr[:9]) == (1, "Refused: "), done.output
    else:
        assert json.loads(done.stdout) == show.as_json(expected, "ru")
