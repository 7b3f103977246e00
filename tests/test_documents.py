"""The documents tell the truth: every command they show exists, every example works."""

import re
import shlex
from pathlib import Path

import click
import pytest

from questionnaires import coding, reader, routing
from survey.commands import main
from survey.respondent import pages
from survey.storage import Survey
from tests.laws.test_question_types import registered

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
COMMANDS = [
    (path.name, line)
    for path in DOCUMENTS
    for line in re.findall(r"^\$ saualnama (.*?)(?:\s+#.*|\s+>.*)?$", path.read_text("utf-8"), re.MULTILINE)
]


def command_of(words: list[str]) -> tuple[click.Command, list[str]]:
    command: click.Command = main
    while isinstance(command, click.Group):
        command = command.commands[words.pop(0)]
    return command, words


@pytest.mark.parametrize(("document", "line"), COMMANDS)
def test_a_command_in_a_document_exists_with_its_options(
    document: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAUALNAMA_PASSWORD", "not asked for")
    command, words = command_of(shlex.split(line))
    words = [str(_stand_in(tmp_path, word)) for word in words]
    command.make_context(command.name, words)


def _stand_in(folder: Path, word: str) -> Path | str:
    if not re.search(r"\.(csv|yaml|json|xlsx)$", word):
        return word
    (folder / word).touch()
    return folder / word


def test_the_documents_show_commands() -> None:
    assert len(COMMANDS) > 10


def test_the_example_questionnaire_reads_without_a_problem() -> None:
    text = (ROOT / "docs/questionnaires.md").read_text("utf-8")
    example = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)[0]
    questionnaire = reader.read(example)
    assert [item.type for item in questionnaire.items()] == [
        "single",
        "multiple",
        "grid",
        "ranking",
        "year",
        "text",
    ]


NEW_TYPE = """
questionnaire: new-type
version: "1"
languages: [kk, ru, en]
title: {kk: К, ru: Р, en: E}
sections:
  - section: one
    title: {kk: К, ru: Р, en: E}
    items:
      - {item: agreed, type: liking, question: {kk: К, ru: Р, en: E}, required: yes}
      - {item: more, type: text, question: {kk: К, ru: Р, en: E}, shown if: agreed == like}
"""


def test_the_new_question_type_of_the_guide_needs_its_own_folder_only(tmp_path: Path) -> None:
    example = re.findall(r"```python\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL)[0]
    with registered(tmp_path, example):
        questionnaire = reader.read(NEW_TYPE)
        survey = Survey("0" * 32, "new-type", 1, "open", "open", NEW_TYPE, "")
        page = pages.questionnaire_page(survey, "kk", "/s").html
        routed = routing.route(
            questionnaire, routing.parse(questionnaire, {"agreed": ["like"], "more": ["a"]})
        )
        record = coding.record(questionnaire, routed.answers, {})
    assert len(re.findall("<input[^>]*name=[\"']?agreed", page)) == 2
    assert record == {"agreed": "like", "more": "a"}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_inside_the_project_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text("utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_every_test_that_the_page_on_security_names_exists() -> None:
    text = (ROOT / "docs/security.md").read_text("utf-8")
    named = re.findall(r"`((?:tests/\w+/)?test_\w+\.py)(?:::(\w+))?`", text)
    assert len(named) > 10
    for file, test in named:
        path = ROOT / (file if "/" in file else f"tests/attacks/{file}")
        assert f"def {test}" in path.read_text("utf-8"), (file, test)
