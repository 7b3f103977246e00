"""`check`: what an author wants to know of a questionnaire file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from survey.commands.output import Refused, json_option, put_json, put_table, say

if TYPE_CHECKING:
    from questionnaires.problems import Problem


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
def check(file: Path, as_json: bool) -> None:
    """Print every problem of the questionnaire FILE with line and column, or a summary of it.

    Warnings do not make the check fail; problems do (exit status 1).
    """
    from questionnaires import lint, reader
    from questionnaires.problems import Problems

    try:
        questionnaire = reader.load(file)
    except Problems as found:
        if as_json:
            put_json({"problems": [_as_json(problem) for problem in found.problems], "warnings": []})
        else:
            _show(file, found.problems)
        raise Refused(f"{len(found.problems)} to mend in {file}") from found
    warnings = lint.check(questionnaire)
    summary = lint.summary(questionnaire)
    if as_json:
        put_json({"problems": [], "warnings": [_as_json(w) for w in warnings], "summary": dict(summary)})
        return
    _show(file, warnings, "warning: ")
    put_table(str(file), ("", ""), summary)
    say("The file is in order." if not warnings else f"The file works; {len(warnings)} to look at.")


def _as_json(problem: Problem) -> dict[str, object]:
    return {name: getattr(problem, name) for name in ("line", "column", "rule", "message")}


def _show(file: Path, problems: Iterable[Problem], kind: str = "") -> None:
    for problem in problems:
        click.echo(f"{file}:{problem.line}:{problem.column}: {kind}{problem.message} ({problem.rule})")
