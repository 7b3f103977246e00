"""`saualnama scale` on a data file with its codebook."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analysis.codebook_files import to_json
from survey.commands import main
from tests.analysis.test_scales_report import BOOK, NAMES, draw


@pytest.fixture
def file(tmp_path: Path) -> str:
    rows = [",".join((*NAMES, "town"))]
    rows += [",".join(str(int(v)) for v in row) + ",t" for row in draw()]
    (tmp_path / "staff.csv").write_text("\n".join(rows), "utf-8")
    (tmp_path / "staff.codebook.json").write_text(to_json(BOOK), "utf-8")
    return str(tmp_path / "staff.csv")


def run(*words: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, ["scale", *words])
    assert result.exit_code == status, result.output
    return result


def test_a_scale_is_shown_with_alpha_base_and_score(file: str) -> None:
    shown = run(file, "manner", "--language", "en").stdout
    assert "Cronbach's alpha 0." in shown
    assert "base: 60 people" in shown


def test_several_ratings_are_a_scale_too(file: str) -> None:
    whole, part = (json.loads(run(file, *names, "--json").stdout) for names in (NAMES, NAMES[:3]))
    assert whole["alpha"] == json.loads(run(file, "manner", "--json").stdout)["alpha"]
    assert len(part["items"]) == 3


def test_an_unknown_scale_is_refused_with_those_there_are(file: str) -> None:
    assert "scales and grids: manner, all" in run(file, "manners", status=1).stderr


def test_the_missing_rule_is_a_per_cent(file: str) -> None:
    assert json.loads(run(file, "manner", "--minimum", "50", "--json").stdout)["minimum"] == 0.5
    run(file, "manner", "--minimum", "150", status=2)
