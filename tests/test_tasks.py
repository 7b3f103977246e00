"""The pages of tasks: every example runs and prints what its page says, from data that can be made again."""

import doctest
import re
import runpy
import shutil
from pathlib import Path

import pytest

import analysis
from survey.commands import main
from tests.worked import EXACT, INTRODUCTION, PAGES, TASKS, agrees, answer, commands, examples

COMMANDS = [
    pytest.param(command, said, id=f"{page.stem}-{number}")
    for page in PAGES
    for number, (command, said) in enumerate(commands(page.read_text("utf-8")), start=1)
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(TASKS / "data", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)


def test_the_data_are_made_again_byte_for_byte() -> None:
    made = runpy.run_path(str(TASKS / "data/make.py"))["files"]()
    kept = {path.name: path.read_bytes() for path in (TASKS / "data").iterdir() if path.is_file()}
    assert {name: text.encode() for name, text in made.items()} == {
        name: content for name, content in kept.items() if name not in ("make.py", "README.md")
    }


@pytest.mark.parametrize(("command", "said"), COMMANDS)
def test_a_command_prints_what_its_page_says(command: str, said: str) -> None:
    printed = answer(command)
    assert agrees(said, printed), printed


def test_every_command_of_analysis_is_shown_with_its_answer() -> None:
    scripted = {name for name, one in main.commands.items() if any(o.name == "script" for o in one.params)}
    assert scripted <= {param.values[0].split()[1] for param in COMMANDS if param.values[1]}


@pytest.mark.parametrize("page", [INTRODUCTION, *PAGES], ids=lambda page: page.stem)
def test_the_python_of_a_page_prints_what_it_says(page: Path) -> None:
    test = examples(page.read_text("utf-8"), page.name)
    assert doctest.DocTestRunner(optionflags=EXACT).run(test).failed == 0


@pytest.mark.parametrize("page", [one for one in PAGES if one.stem != "README"], ids=lambda page: page.stem)
def test_a_page_shows_how_to_do_its_task_how_to_read_it_and_what_not_to_conclude(page: Path) -> None:
    text = page.read_text("utf-8")
    assert re.findall(r"^## (.*)", text, re.MULTILINE) == ["Read it", "Do not conclude", "Source"]
    assert ">>> " in text
    assert f"]({page.name})" in (TASKS / "README.md").read_text("utf-8")
    named = set(re.findall(r"`analysis\.(\w+)\(?`", text))
    assert all(hasattr(analysis, name) for name in named), named
