"""What must start fast stays light: shown by what is imported, not by a stop-watch."""

import subprocess
import sys

import pytest

HEAVY = ("numpy", "scipy", "matplotlib")


def imported_by(code: str) -> set[str]:
    told = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_the_command_line_answers_help_without_web_database_or_numerics() -> None:
    modules = imported_by("import survey.commands")
    assert "click" in modules
    assert modules.isdisjoint({*HEAVY, "flask", "sqlalchemy", "rich", "yaml", "cryptography"})


@pytest.mark.parametrize("package", ["survey.respondent", "questionnaires.reader", "questionnaires.coding"])
def test_the_way_of_an_answer_needs_no_numerics(package: str) -> None:
    assert imported_by(f"import {package}").isdisjoint(HEAVY)


def test_the_whole_respondent_application_needs_no_numerics() -> None:
    code = "import survey.respondent.views, survey.respondent.document, survey.storage"
    assert imported_by(code).isdisjoint(HEAVY)
