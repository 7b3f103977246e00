"""`report` and `methods`: what people read of a closed survey, and how it was made."""

from __future__ import annotations

import re
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from survey.commands.output import (
    Refused,
    json_option,
    put_json,
    put_table,
    refusing,
    say,
    settings,
    write_file,
)

if TYPE_CHECKING:
    from analysis.reports import Source, Statement


@click.command()
@click.argument("survey")
@click.option("--language", default="kk", show_default=True, help="kk, ru or en.")
@click.option("--format", "form", default="docx", show_default=True, help="docx, html or pdf.")
@click.option("--by", metavar="VARIABLE", help="A report for each group of VARIABLE, in a folder.")
@click.option("--output", type=click.Path(path_type=Path), help="The file or folder; with --by, the folder.")
def report(survey: str, language: str, form: str, by: str | None, output: Path | None) -> None:
    """Write the report of SURVEY, from its newest publication.

    It holds what the public may see and nothing more. It is refused until the methods are told
    (`saualnama methods`). With --by each group stands beside all who took part; a small group within those
    that it was merged with.
    """
    from analysis.disclosure.reasons import NotPublished
    from analysis.reports import MethodsError, forms
    from survey import reporting
    from survey.storage import Store

    with refusing(MethodsError, NotPublished):
        if form not in forms():
            raise MethodsError("no format", format=form, known=", ".join(forms()))
        store = Store(settings())
        found = store.find_closed(survey)
        source, stem = reporting.source(store, found, language), f"{found.name}-{found.wave}-{language}"
        if by is None:
            name = f"{stem}.{form}"
            place = output / name if output and output.is_dir() else output or Path(name)
            _write({place: source}, form)
            return
        folder = output or Path(f"{stem}-by-{by}")
        groups = reporting.by_groups(source, found.questionnaire, by)
        folder.mkdir(parents=True, exist_ok=True)
        names = {code: re.sub(r"[^\w+-]", "_", code) for code in groups}
        places = enumerate(groups.items(), start=1)
        _write({folder / f"{place:02}-{names[code]}.{form}": one for place, (code, one) in places}, form)


def _write(wanted: dict[Path, Source], form: str) -> None:
    """Write every report, telling which when there are several."""
    from analysis.reports import report as made
    from analysis.reports import write

    several = click.progressbar(wanted.items(), label=f"Writing {len(wanted)} reports", file=sys.stderr)
    with several if len(wanted) > 1 else nullcontext(wanted.items()) as progress:
        for path, source in progress:
            write_file(path, write(made(source), form))
    for path in wanted:
        say(f"{path}: {path.stat().st_size / 1000:.0f} kB")


@click.command()
@click.argument("survey")
@click.option(
    "--from", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A YAML file."
)
@click.option(
    "--set", "told", multiple=True, metavar="ELEMENT[.LANGUAGE]=TEXT", help="One element; may repeat."
)
@json_option
def methods(survey: str, file: Path | None, told: tuple[str, ...], as_json: bool) -> None:
    """Tell how SURVEY was made, or show what has been told: what its reports disclose.

    The elements are those that AAPOR asks everybody to disclose who reports a survey. A text without
    .LANGUAGE stands for every language of the survey.
    """
    from analysis.reports import MethodsError, Statement
    from survey import reporting
    from survey.storage import Store

    with refusing(MethodsError):
        store = Store(settings())
        found = store.find(survey)
        languages, statement = found.questionnaire.languages, reporting.statement(store, found)
        changes = [_from_file(file)] if file else []
        changes += [_set(one) for one in told]
        for one in changes:
            statement = statement.changed(Statement.read(one, languages))
        if changes:
            store.keep_methods(found, Statement.read(statement.plain(), languages).plain())
    if as_json:
        put_json(statement.plain())
    else:
        _show(found.address, statement, languages)


def _from_file(file: Path) -> Any:
    import yaml

    from analysis.reports import MethodsError

    try:
        return yaml.safe_load(file.read_text("utf-8")) or {}
    except yaml.YAMLError as reason:
        raise MethodsError("no yaml", name=file, why=reason) from reason
    except UnicodeDecodeError as reason:
        raise MethodsError("no utf-8", name=file) from reason


def _set(told: str) -> dict[str, Any]:
    """One --set as a statement: {"sponsor": {"kk": ...}}, or {"sponsor": ...} for every language."""
    place, equals, text = told.partition("=")
    name, dot, language = place.strip().partition(".")
    if not equals:
        raise Refused(f"--set takes ELEMENT=TEXT or ELEMENT.LANGUAGE=TEXT, not {told!r}")
    return {name: {language: text} if dot else text}


def _show(address: str, statement: Statement, languages: tuple[str, ...]) -> None:
    """Each element with what it asks for and what was told; then what is still lacking."""
    from analysis.reports.element_words import ASKED
    from analysis.reports.methods import ELEMENTS

    rows = []
    for name in ELEMENTS:
        day = statement.day(name)
        texts = [f"{one}: {text}" for one in languages if (text := statement.text(name, one))]
        rows.append((name, ASKED[name]["en"], str(day) if day else " / ".join(texts)))
    put_table(f"Methods of {address}", ("element", "asks", "told"), rows)
    for language in languages:
        if lacking := statement.lacking(language):
            say(f"Lacking in {language}: {', '.join(lacking)}")
