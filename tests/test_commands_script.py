"""`--script` prints a Python program of the public API; run, it gives what the command gives."""

import io
import json
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.codebook_files import to_json
from survey.commands import main
from survey.commands.calls import call, program
from tests import test_commands
from tests.analysis.people import CODEBOOK, NAMES, records

DATA = {
    "tally": ["d.csv", "image", "--process"],
    "crosstab": ["d.csv", "image", "--by", "place"],
    "banner": ["d.csv", "image", "--by", "place", "--adjust", "BH"],
    "associate": ["d.csv", "a_pay", "a_work", "--within", "place", "--adjust", "holm"],
    "pairs": ["d.csv", "a_pay", "a_work", "place", "--strongest", "2"],
    "compare": ["d.csv", "a_pay", "--by", "place", "--margin", "0.3"],
    "scale": ["d.csv", "a_pay", "a_work", "--minimum", "50"],
    "rank": ["d.csv", "cause", "--by", "place"],
    "regress": ["d.csv", "books ~ place", "--base", "place=village"],
    "weigh": ["d.csv", "m.csv", "--method", "linear", "--trim", "0.1", "5"],
    "change": ["d.csv", "e.csv", "image", "--days", "2022-01-01", "2023-01-01"],
    "nonresponse": ["d.csv", "image", "--dispositions", "f.csv", "--eligible", "0.5"],
    "text": ["d.csv", "comment", "--words", "--search", "i"],
    "audit": ["d.csv", "p.json"],
    "chart": ["d.csv", "image", "--by", "place"],
}
"""Every command that has --script, as it is tried here."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    rows = [",".join(row[name] for name in NAMES) for row in records() * 3]
    for name in "de":
        (tmp_path / f"{name}.csv").write_text("\n".join([",".join(NAMES), *rows[name == "e" :]]), "utf-8")
        (tmp_path / f"{name}.codebook.json").write_text(to_json(CODEBOOK), "utf-8")
    (tmp_path / "m.csv").write_text("variable,code,total\nplace,town,60\nplace,village,40\n")
    (tmp_path / "f.csv").write_text(
        "stratum,disposition\n" + "a,1.1\n" * 15 + "b,1.1\n" * 6 + "a,3.1\nb,2.1\n"
    )
    figure = {"id": "i", "variable": "image", "category": "good", "published_percent": "40.0"}
    (tmp_path / "p.json").write_text(json.dumps({"figures": [figure]}))
    return tmp_path


def run(*words: str) -> str:
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    return done.stdout


def result_of(script: str) -> str:
    """What a program prints."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="")
    with redirect_stdout(out):
        exec(compile(script, "<script>", "exec", dont_inherit=True), {"__name__": "__main__"})
    out.flush()
    return out.buffer.getvalue().decode().replace("\r\n", "\n")  # as the runner does


def test_every_command_of_analysis_has_a_script_that_is_tried_here() -> None:
    scripted = {name for name, one in main.commands.items() if any(o.name == "script" for o in one.params)}
    assert scripted == DATA.keys()


@pytest.mark.parametrize("name", sorted(DATA.keys() - {"chart"}))
def test_the_program_gives_what_the_command_gives(name: str) -> None:
    printed = run(name, *DATA[name], "--format", "json", "--language", "kk")
    script = run(name, *DATA[name], "--format", "json", "--language", "kk", "--script")
    assert "import analysis\n" in script
    assert "survey" not in script
    assert json.loads(result_of(script)) == json.loads(printed)
    assert len(json.loads(printed)) > 1


@pytest.mark.parametrize("form", ["text", "html", "csv"])
def test_the_program_gives_every_form(form: str) -> None:
    for name in sorted(DATA.keys() - {"chart"}):
        words = (name, *DATA[name], "--format", form, "--language", "ru")
        assert result_of(run(*words, "--script")) == run(*words)


def test_a_chart_is_the_same_picture(folder: Path) -> None:
    assert result_of(run("chart", *DATA["chart"], "--script")) == run("chart", *DATA["chart"])
    script = run("chart", *DATA["chart"], "--output", "c.png", "--script")
    assert not (folder / "c.png").exists()
    result_of(script)
    written = (folder / "c.png").read_bytes()
    run("chart", *DATA["chart"], "--output", "c.png")
    assert (folder / "c.png").read_bytes() == written


def test_weights_are_written_beside_the_data_by_both(folder: Path) -> None:
    script = run("weigh", *DATA["weigh"], "--script")
    assert not (folder / "d.weights.csv").exists()
    run("weigh", *DATA["weigh"])
    kept = (folder / "d.weights.csv").read_bytes()
    assert kept.startswith(b"row,weight\r\n1,")
    (folder / "d.weights.csv").unlink()
    result_of(script)
    assert (folder / "d.weights.csv").read_bytes() == kept


def test_the_program_runs_on_its_own() -> None:
    script = run("tally", *DATA["tally"], "--json", "--script")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == json.loads(run("tally", *DATA["tally"], "--json"))


def test_a_stored_survey_is_read_as_the_command_reads_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAUALNAMA_INSTANCE", str(folder / "instance"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    test_commands.draft(folder)
    run("invite", "reading-room", test_commands.frame(folder, "id,system\n1,abay\n2,shet\n"))
    run("survey", "open", "reading-room")
    run("survey", "close", "reading-room", "--yes")
    for words in (
        ("tally", "reading-room", "visited"),
        ("nonresponse", "reading-room", "visited"),
        ("audit", "reading-room", "p.json"),
    ):
        script = run(*words, "--json", "--script")
        assert "survey.commands.stored" in script
        assert json.loads(result_of(script)) == json.loads(run(*words, "--json"))


def test_what_stands_as_it_is_by_default_is_not_written() -> None:
    given = call(
        "analysis:tally", call("analysis:read", "d.csv", name="data"), "x", population=True, level=0.9
    )
    assert program(given) == "\n".join(
        ["import analysis", "", "data = analysis.read('d.csv')", "analysis.tally(data, 'x', level=0.9)"]
    )


@pytest.mark.parametrize("name", ["it's", 'a"b', "c\\d", "x\ny", "ә); import os #"])
def test_no_name_can_break_out_of_its_quotes(name: str) -> None:
    script = program(call("builtins:print", call("builtins:str", name, name="kept")))
    assert result_of(script) == f"{name}\n"
