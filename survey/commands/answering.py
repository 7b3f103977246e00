"""What all commands of analysis share: their data, the form of the answer, and the program that gives it."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from survey.commands.calls import Call, call, program
from survey.commands.output import language_option, refusing, say, write_file

FORMS = ("text", "html", "json", "csv")
ENDED = ("html", "csv")
"""The forms that end with a line's end of their own."""

codebook_option = click.option(
    "--codebook",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The codebook of a data file (default: the file's name with .codebook.json).",
)
population_option = click.option(
    "--these/--process",
    "population",
    default=True,
    show_default=True,
    help="Speak of these very people (finite population), or of the process behind them.",
)
script_option = click.option(
    "--script", is_flag=True, help="Print the Python program that gives the same, instead of the answer."
)
_form_option = click.option(
    "--format", "form", type=click.Choice(FORMS), help="Of the answer (default: text)."
)
_json_option = click.option("--json", "form", flag_value="json", help="The same as --format json.")


Files = tuple[tuple[Path, Call], ...]
"""Files beside an answer: where, and the call that gives their bytes."""


def answering(function: Callable[..., Call | tuple[Call, Files]]) -> Callable[..., None]:
    """Make a command of a function that returns the call of a result (and perhaps of files beside it): the
    answer is the result in the form that is wished, or the program that gives it. Whatever the analysis
    refuses is a refusal in words."""

    @_json_option
    @_form_option
    @language_option
    @script_option
    @wraps(function)
    def command(form: str | None, language: str, script: bool, **options: Any) -> None:
        with refusing():
            found = function(**options)
            answer, files = found if isinstance(found, tuple) else (found, ())
            form = form or "text"
            told, end = said(answer, form, language), "" if form in ENDED else "\n"
            if script:
                writes = [written(place, content) for place, content in files]
                click.echo(program(*writes, call("builtins:print", told, end=end)))
                return
            words = told.made
            for place, content in files:
                write_file(place, content.made)
                say(f"Written: {place}")
            click.echo(words + end, nl=False)

    return command


def written(place: Path, content: Call) -> Call:
    """The statement that writes bytes to a file."""
    return call("pathlib:Path.write_bytes", call("pathlib:Path", str(place)), content)


def said(result: Call, form: str, language: str) -> Call:
    """The call that gives a result in a form (one of FORMS) and a language."""
    if form != "json":
        return call(f"analysis:show.as_{form}", result, language)
    content = call("analysis:show.as_json", result, language)
    return call("json:dumps", content, ensure_ascii=False, indent=2, allow_nan=False)


def data(source: str, codebook: Path | None = None, name: str = "data") -> Call:
    """The call that reads the microdata of a data file (with its codebook), or of a closed survey of the
    instance; Refused for a file that cannot be one."""
    if not os.path.isfile(source):
        return call("survey.commands.stored:microdata", source, name=name)
    from survey.commands.data_files import check

    check(Path(source), codebook)
    given = () if codebook is None else (str(codebook),)
    return call("analysis:read", source, *given, name=name)


def result(function: str, *arguments: Any, **options: Any) -> Call:
    """The call of a public function of analysis by its name."""
    return call(f"analysis:{function}", *arguments, name="result", **options)
