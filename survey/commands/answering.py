"""What all commands of analysis share: their data, the form of the answer, and the program that gives it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any

import click

from survey.commands.calls import Call, call, program
from survey.commands.output import Refused, language_option, refusing, say, write_file

FORMS = ("text", "html", "json", "csv")
ENDED = ("html", "csv")
"""The forms that end with a line's end of their own."""

_FILE_OPTIONS = (
    click.option(
        "--codebook",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="The codebook of a data file (default: the file's name with .codebook.json).",
    ),
    click.option("--weight", metavar="NAME", help="The column of a data file with what each person counts."),
    click.option("--strata", metavar="NAME", help="The column with the strata that people were drawn in."),
    click.option(
        "--cluster", metavar="NAME", multiple=True, help="The column with the drawn clusters; again by stage."
    ),
    click.option("--nest", is_flag=True, help="Clusters are numbered anew in every stratum."),
    click.option(
        "--fpc", metavar="NAME", multiple=True, help="How many units there are, or their fraction; by stage."
    ),
    click.option("--replicates", metavar="PATTERN", help='The columns of replicate weights ("repw*").'),
    click.option("--replicate-method", metavar="NAME", help='BRR, "Fay 0.3", JK1, JK2 or bootstrap.'),
    click.option("--repeated", metavar="NAME", help="The column with how many people a row stands for."),
    click.option(
        "--lonely",
        type=click.Choice(["fail", "remove", "certainty", "adjust", "average"]),
        help="The rule for a stratum with one drawn unit (default: fail).",
    ),
)
_FILE_WORDS = (
    *("codebook", "weight", "strata", "cluster", "nest", "fpc", "replicates"),
    *("replicate_method", "repeated", "lonely"),
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


Reading = Mapping[str, Any]
"""How a data file is read: the keywords of `analysis.read` that a person gave."""


def file_options(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of data files, handed over as one `reading`. The columns that they name
    tell how people were chosen; a codebook tells it by its levels."""

    @wraps(function)
    def command(**options: Any) -> None:
        given = {name: options.pop(name) for name in _FILE_WORDS}
        told = {name: _single(value) for name, value in given.items() if value not in (None, (), False)}
        function(reading=told, **options)

    for option in reversed(_FILE_OPTIONS):
        command = option(command)
    return command


def _single(value: Any) -> Any:
    return value[0] if isinstance(value, tuple) and len(value) == 1 else value


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


def data(source: str, reading: Reading, name: str = "data") -> Call:
    """The call that reads the microdata of a data file (with its codebook), or of a closed survey of the
    instance; Refused for a file that cannot be one, and for a survey with options of a file."""
    if not os.path.isfile(source):
        if Path(source).suffix:  # no name of a survey has a dot
            raise Refused(f"there is no file {source}")
        of_files_only(source, reading)
        return call("survey.commands.stored:microdata", source, name=name)
    from survey.commands.data_files import check

    sampling = dict(reading)
    codebook = sampling.pop("codebook", None)
    check(Path(source), codebook)
    given = () if codebook is None else (str(codebook),)
    return call("analysis:read", source, *given, name=name, **sampling)


def of_files_only(source: str, reading: Reading) -> None:
    """Refused where options by which files are read are given with a survey, which is read by none."""
    if reading:
        told = ", ".join(f"--{one.replace('_', '-')}" for one in reading)
        raise Refused(f"{source} is no data file; only a file is read by {told}")


def result(function: str, *arguments: Any, **options: Any) -> Call:
    """The call of a public function of analysis by its name."""
    return call(f"analysis:{function}", *arguments, name="result", **options)
