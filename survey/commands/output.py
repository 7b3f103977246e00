"""How commands speak: words to standard error, data to standard output, refusals with a reason."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from survey.config import Settings


_ADDRESS = "DATABASE_URL is no address of a database: postgresql://NAME:PASSWORD@HOST:PORT/DATABASE or sqlite:///FILE"


_UNANSWERED = (
    "nobody answered the question above, so nothing was done; --help tells how to answer it beforehand"
)


class Refused(click.ClickException):
    """The command understood and declined; the message says why and what to do. Exit status 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """Print the reason to standard error."""
        click.echo(f"Refused: {self.message}", err=True)


def say(words: str) -> None:
    """Tell a person something, on standard error."""
    click.echo(words, err=True)


def say_progress(sentence: str, done: int, of: int) -> None:
    """Say on standard error how a long work goes on: what is done now (a sentence with the places {done} and
    {all}), and how much of how much."""
    say(sentence.format(done=f"{done:,}", all=f"{of:,}"))


def put_json(value: Any) -> None:
    """Write a value as JSON to standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))


def put_table(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Write a table to standard output: ruled on a terminal, tab-separated into a pipe or file."""
    from rich.console import Console
    from rich.table import Table

    console = Console()
    if not console.is_terminal:
        for row in (heads, *rows):
            click.echo("\t".join(str(cell) for cell in row))
        return
    table = Table(*heads, title=title)
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    console.print(table)


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; a refusal says why it cannot be written."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as reason:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise Refused(f"{path} cannot be written: {reason.strerror}") from reason


@contextmanager
def refusing(*more: type[Exception]) -> Iterator[None]:
    """Turn the named errors of the rooms below (and `more`), and what the machine denies, into a refusal.

    Anything else is a defect and shows as one.
    """
    from sqlalchemy.exc import SQLAlchemyError

    from analysis.codebook import CodebookError
    from analysis.errors import DesignError, MicrodataError, UndefinedStatistic, UnreadableFile
    from questionnaires.problems import Problems
    from survey.anonymity import KeyTrouble
    from survey.config import NotInitialised
    from survey.storage import StorageError

    named: tuple[type[Exception], ...] = (CodebookError, DesignError, UndefinedStatistic, UnreadableFile)
    named += (KeyTrouble, NotInitialised, StorageError, *more)
    try:
        yield
    except Problems as found:
        say(str(found))
        raise Refused(f"{len(found.problems)} to mend in the questionnaire; they stand above") from found
    except MicrodataError as found:
        from survey.commands.data_files import tell

        tell(str(found).splitlines())
        raise Refused("the data do not fit their codebook; what to mend stands above") from found
    except named as reason:
        raise Refused(_one_line(reason)) from reason
    except SQLAlchemyError as reason:
        raise Refused(_broken(reason)) from reason
    except BrokenPipeError:
        raise
    except OSError as reason:
        raise denied(reason) from reason


def denied(reason: OSError) -> Refused:
    """The refusal for what the machine denies; closed pipes are left to click, which ends quietly."""
    place = f"{reason.filename}: " if reason.filename else ""
    return Refused(f"{place}{reason.strerror or reason}")


class Commands(click.Group):
    """Commands whose output may meet a full disk, and whose questions nobody: these are refusals too."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except click.Abort as reason:
            say("")
            raise Refused(_UNANSWERED) from reason
        except BrokenPipeError:
            raise
        except OSError as reason:
            raise denied(reason) from reason


def _one_line(reason: object) -> str:
    return " ".join(str(reason).split())


def _broken(reason: Any) -> str:
    words = _one_line(getattr(reason, "orig", None) or reason)
    lacking = "no such table" in words or "does not exist" in words
    return f"the database cannot be used: {words}{'; run `saualnama init` first' if lacking else ''}"


def settings() -> Settings:
    """The settings of the instance that this process works on; Refused where they lead nowhere."""
    from survey.config import Settings

    chosen = Settings.load()
    _check_address(chosen)
    return chosen


def _check_address(chosen: Settings) -> None:
    # the address may hold a password, so that no message repeats it
    from importlib.util import find_spec

    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(chosen.database_url)
    except (ArgumentError, ValueError) as reason:
        raise Refused(_ADDRESS) from reason
    sqlite = url.drivername == "sqlite" and url.database not in (None, "", ":memory:")
    if not sqlite and url.drivername != "postgresql+psycopg":
        raise Refused(_ADDRESS)
    if not sqlite and find_spec("psycopg") is None:
        raise Refused("PostgreSQL needs its driver: pip install 'saualnama[postgres]'")


def default_language() -> str:
    """The person's language by the locale of the terminal; English where it is none of ours."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return locale[:2] if locale[:2] in ("kk", "ru") else "en"


def language_option(command: Any) -> Any:
    """The option --language, shared by the commands that print labels."""
    return click.option(
        "--language", type=click.Choice(["kk", "ru", "en"]), default=default_language, help="Of the labels."
    )(command)


def json_option(command: Any) -> Any:
    """The option --json, shared by the commands that print data."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")(command)
