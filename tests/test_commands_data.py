"""The commands of analysis on files that people made: refused in words, never with a traceback."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from survey.commands import main

YES_NO = [{"value": "yes", "label": {"en": "Yes"}}, {"value": "no", "label": {"en": "No"}}]
AGREES = {"name": "agrees", "label": {"en": "Agrees"}, "codes": YES_NO}
TOWN = {"name": "town", "label": {"en": "Town"}, "codes": YES_NO, "background": True}
VILLAGE = {**TOWN, "name": "village"}
SAID = {"name": "said", "label": {"en": "Said"}, "level": "text"}
BOOK: dict[str, Any] = {"name": "d", "variables": [AGREES, TOWN, VILLAGE, SAID]}
CSV = b"agrees,town,village,said\n" + b"yes,withheld,no,a\nno,withheld,yes,b\n" * 6


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    put(tmp_path)
    return tmp_path


def put(folder: Path, data: bytes = CSV, book: Any = BOOK) -> None:
    (folder / "d.csv").write_bytes(data)
    written = book if isinstance(book, bytes) else json.dumps(book).encode()
    (folder / "d.codebook.json").write_bytes(written)


def run(*words: str, status: int = 1) -> Result:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == status, result.output
    if status == 1:
        assert isinstance(result.exception, SystemExit)
        assert result.stdout == ""
        assert result.stderr.splitlines()[-1].startswith("Refused: ")
    return result


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (CSV.replace(b",", b";"), "semicolons"),
        (CSV.replace(b",", b"\t"), "tabs"),
        (CSV + "yes,no,no,Абай\n".encode("cp1251"), "UTF-8"),
        (CSV.decode().encode("utf-16"), "UTF-8"),
        (CSV + b"yes,no,no," + b"h" * 200_000 + b"\n", "not CSV"),
        (b"", "not in the file"),
        (b"agrees,agrees,town,village,said\n", "twice"),
        (CSV + b"maybe,no,no,x\n", "line 14, column 'agrees'"),
    ],
)
def test_a_faulty_data_file_is_refused(folder: Path, data: bytes, words: str) -> None:
    put(folder, data)
    assert words in run("tally", "d.csv", "agrees").stderr


def test_of_very_many_problems_the_first_are_told(folder: Path) -> None:
    put(folder, CSV + b"maybe,no,no,x\n" * 500 + b"m" * 5000 + b",no,no,x\n")
    lines = run("tally", "d.csv", "agrees").stderr.splitlines()
    assert len(lines) == 22
    assert max(map(len, lines)) < 300


@pytest.mark.parametrize(
    ("book", "words"),
    [
        (b"", "not JSON"),
        (b"\xff", "not JSON in UTF-8"),
        (b"[" * 100_000, "nested"),
        ([], "object"),
        ({"variables": [1]}, "variables[1] must be an object"),
        ({"variables": [{**AGREES, "codes": 1}]}, "variables[1].codes must be a list"),
        ({"variables": [{**AGREES, "label": [1]}]}, "variables[1].label must be text"),
        ({"variables": [{**AGREES, "codes": [{"value": "1", "score": "x"}]}]}, "score must be a number"),
        ({"variables": [AGREES], "sets": [{"name": "s", "variables": [["agrees"]]}]}, "sets[1].variables[1]"),
    ],
)
def test_a_faulty_codebook_is_refused_with_its_place(folder: Path, book: Any, words: str) -> None:
    put(folder, book=book)
    assert words in run("tally", "d.csv", "agrees").stderr


def test_what_was_withheld_at_closing_cannot_be_crossed_and_the_refusal_says_what_can(folder: Path) -> None:
    put(folder)
    for words in (
        ("crosstab", "d.csv", "agrees", "--by", "town"),
        ("chart", "d.csv", "town", "--by", "agrees"),
        ("compare", "d.csv", "agrees", "--by", "town"),
        ("associate", "d.csv", "village", "agrees", "--within", "town"),
    ):
        reason = run(*words).stderr
        assert "'town' was withheld" in reason
        assert "can be crossed: village." in reason
        assert "keep with answers" in reason


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("said",), "no chart suits 'said'"),
        (("town",), "nobody answered"),
        (("agrees", "--kind", "ranks"), "bars"),
        (("agrees", "--kind", "nonsense"), "bars"),
        (("agrees", "--by", "village", "--kind", "dots", "--code", "maybe"), "yes"),
        (("agrees", "--output", "no-such-folder/a.svg"), "cannot be written"),
    ],
)
def test_a_chart_that_cannot_be_is_refused(folder: Path, words: tuple[str, ...], reason: str) -> None:
    put(folder)
    assert reason in run("chart", "d.csv", *words).stderr
    assert sorted(path.name for path in folder.iterdir()) == ["d.codebook.json", "d.csv"]


def test_a_name_too_long_to_be_a_file_is_no_survey(folder: Path) -> None:
    assert "saualnama init" in run("tally", "x" * 9000, "agrees").stderr


def test_a_file_that_is_not_there_is_told_as_a_file(folder: Path) -> None:
    assert "there is no file e.csv" in run("tally", "e.csv", "agrees").stderr
