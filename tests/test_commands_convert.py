"""`saualnama convert`: foreign files in, losses named, refusals with sheet and row."""

import zipfile
from pathlib import Path

from click.testing import CliRunner

from analysis.microdata import Microdata
from questionnaires import reader
from survey.commands import main
from tests.questionnaires.formats.lss import lsr, lss, question

FORM = "| survey |\n| | type | name | label |\n| | text | a | A |\n| | image | b | B |\n"


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["convert", *map(str, arguments)])
    return done.exit_code, done.output


def test_an_import_prints_what_was_not_kept(tmp_path: Path) -> None:
    (tmp_path / "form.md").write_text(FORM)
    code, said = run(tmp_path / "form.md", tmp_path / "form.yaml")
    assert code == 0
    assert "/b\tmedia\tby design" in said
    assert [item.name for item in reader.load(tmp_path / "form.yaml").items()] == ["a"]


def test_an_invalid_form_is_refused_with_sheet_and_row(tmp_path: Path) -> None:
    (tmp_path / "form.md").write_text(FORM.replace("text", "texxt"))
    code, said = run(tmp_path / "form.md", tmp_path / "form.yaml")
    assert code == 1
    assert "sheet “survey”, row 2: there is no question type “texxt”" in said
    assert not (tmp_path / "form.yaml").exists()


def test_one_of_the_files_must_be_ours(tmp_path: Path) -> None:
    (tmp_path / "form.md").write_text(FORM)
    assert run(tmp_path / "form.md", tmp_path / "form.xlsx")[0] == 1


def test_responses_stand_beside_the_questionnaire(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "s.lsa", "w") as archive:
        archive.writestr("survey_1.lss", lss(questions=[question(1, "N", "age")]))
        archive.writestr("survey_1_responses.lsr", lsr([{"id": 1, "_1X1X1": "40"}]))
    assert run(tmp_path / "s.lsa", tmp_path / "mine.yaml")[0] == 0
    data = Microdata.from_files(tmp_path / "mine.csv", tmp_path / "mine.codebook.json")
    assert list(data.records()) == [{"age": 40.0}]
