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
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--rules", "show_rules", is_flag=True, help="Print the catalogue of rules instead.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of questionnaire files, for editors.")
@json_option
def check(file: Path | None, show_rules: bool, schema: bool, as_json: bool) -> None:
    """Print every problem of the questionnaire FILE with line, column and number, or a summary of it.

    Warnings do not make the check fail; problems do (exit status 1).
    """
    if show_rules:
        from questionnaires import rules

        click.echo(rules.page(), nl=False)
    elif schema:
        from questionnaires.schema import schema as made

        put_json(made())
    elif file is None:
        raise click.UsageError("Missing argument 'FILE'.")
    else:
        _check(file, as_json)


def _check(file: Path, as_json: bool) -> None:
    from questionnaires import lint, proof, reader
    from questionnaires.problems import Problems

    try:
        questionnaire = reader.load(file)
    except Problems as found:
        if as_json:
            put_json({"problems": [_as_json(problem) for problem in found.problems], "warnings": []})
        else:
            _show(file, found.problems)
        raise Refused(f"{len(found.problems)} to mend in {file}") from found
    proved = proof.prove(questionnaire)
    warnings = lint.check(questionnaire, proved)
    summary = lint.summary(questionnaire, proved)
    if as_json:
        put_json({"problems": [], "warnings": [_as_json(w) for w in warnings], "summary": dict(summary)})
        return
    _show(file, warnings, "warning: ")
    put_table(str(file), ("", ""), summary)
    say("The file is in order." if not warnings else f"The file works; {len(warnings)} to look at.")


def _as_json(problem: Problem) -> dict[str, object]:
    from questionnaires.rules import number_of

    named = {name: getattr(problem, name) for name in ("line", "column", "rule", "message")}
    return {**named, "number": number_of(problem.rule)}


def _show(file: Path, problems: Iterable[Problem], kind: str = "") -> None:
    from questionnaires.rules import number_of

    for problem in problems:
        rule = f"{number_of(problem.rule)} {problem.rule}"
        click.echo(f"{file}:{problem.line}:{problem.column}: {kind}{problem.message} ({rule})")
