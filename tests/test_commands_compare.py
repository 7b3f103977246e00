"""`saualnama compare`: words, JSON and refusals."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey.commands import main

BOOK = {
    "dataset": "readers",
    "variables": [
        {
            "name": "place",
            "type": "nominal",
            "categories": [{"code": c, "label": c} for c in ("town", "village")],
        },
        {
            "name": "liking",
            "type": "ordinal",
            "categories": [{"code": c, "label": c} for c in ("1", "2", "3")],
        },
        {"name": "books", "type": "scale"},
    ],
}
ROWS = "place,liking,books\n" + "town,1,2\ntown,2,4\ntown,1,3\nvillage,3,9\nvillage,3,8\nvillage,,7\n" * 3


@pytest.fixture
def readers(tmp_path: Path) -> str:
    (tmp_path / "readers.csv").write_text(ROWS, "utf-8")
    (tmp_path / "readers.codebook.json").write_text(json.dumps(BOOK), "utf-8")
    return str(tmp_path / "readers.csv")


def run(*words: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, ["compare", *words])
    assert result.exit_code == status, result.output
    return result


def test_ratings_are_compared_in_words(readers: str) -> None:
    said = run(readers, "liking", "--by", "place", "--language", "en").stdout
    assert "Mann-Whitney, exact" in said
    assert "Cliff's delta = -1.00" in said
    assert "base: 15 people; missing: skipped 3." in said


def test_numbers_are_compared_as_json(readers: str) -> None:
    content = json.loads(run(readers, "books", "--by", "place", "--json").stdout)
    assert (content["kind"], content["test"]["name"], content["verdict"]) == (
        "means",
        "Welch's t",
        "dependence shown",
    )
    assert [group["mean"] for group in content["groups"]] == [3, 8]


def test_a_margin_is_taken_and_a_negative_one_refused(readers: str) -> None:
    content = json.loads(run(readers, "books", "--by", "place", "--margin", "0.1", "--json").stdout)
    assert content["effect"]["margin"] == 0.1
    run(readers, "books", "--by", "place", "--margin", "-1", status=2)


def test_groups_without_codes_and_unknown_names_are_refused(readers: str) -> None:
    assert "no codes to compare by" in run(readers, "liking", "--by", "books", status=1).stderr
    assert "did you mean place" in run(readers, "liking", "--by", "plase", status=1).stderr
