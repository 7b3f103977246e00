"""`export`: microdata as a file for other programs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from survey.commands.answering import Reading, data, file_options, of_files_only
from survey.commands.output import Refused, language_option, refusing, say, settings, write_file

if TYPE_CHECKING:
    from analysis.microdata import Microdata


@click.command("export")
@click.argument("survey")
@click.option("--format", "name", metavar="NAME", help="sav, dta, parquet, xlsx, csv, r, json, ddi, html.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; its end tells the format where that is not named.",
)
@click.option("--waves", is_flag=True, help="All closed waves of the survey in one table.")
@click.option("--apart", is_flag=True, help="Beside it FILE.apart.csv: exact facts and texts, in no order.")
@language_option
@file_options
def export_(
    survey: str,
    name: str | None,
    output: Path | None,
    waves: bool,
    apart: bool,
    language: str,
    reading: Reading,
) -> None:
    """Write the answers of SURVEY as a file for other programs, labels in --language.

    Whatever the format cannot keep is named. The answers of a survey leave a line in the audit log
    (`saualnama account log`). SURVEY may be a data file, which is written in another format.
    """
    from analysis.errors import UnwritableFile, WrongArgument

    with refusing(UnwritableFile, WrongArgument):
        from analysis.exports import export, format_of

        place = _place(survey, name, output)
        chosen = format_of(place, name).name
        found = _read(survey, reading, waves, (chosen, apart))
        done = export(found, place, language, format=chosen)  # type: ignore[arg-type]  # the option's languages
        if apart:
            _write_apart(found, place, language)
    for file in done.files:
        say(f"Written: {file}")
    for one in done.losses:
        say(f"Not kept: {one}")


def _place(survey: str, name: str | None, output: Path | None) -> Path:
    """Where to write; Refused for a format that there is not."""
    from analysis.exports import formats

    known = formats()
    if name is None and output is None:
        raise Refused(f"say --format ({', '.join(known)}) or --output FILE")
    if name is not None and name not in known:
        raise Refused(f"there is no format {name!r}; formats: {', '.join(known)}")
    if output is not None:
        if not output.parent.is_dir():
            raise Refused(f"there is no folder {output.parent}")
        return output
    stem = Path(survey).stem if os.path.isfile(survey) else survey.replace("@", "-")
    return Path(stem + known[name or ""].ending)


def _read(survey: str, reading: Reading, waves: bool, what: tuple[str, bool]) -> Microdata:
    """The microdata of a file, or of a survey, whose leaving is written into the log first."""
    if os.path.isfile(survey):
        if waves or what[1]:
            raise Refused("--waves and --apart are for a survey of the instance")
        read: Microdata = data(survey, reading).made
        return read
    of_files_only(survey, reading)
    if waves and what[1]:
        raise Refused("--apart is for one wave: exact facts of several waves do not share codes")
    from analysis.exports.waves import stacked
    from survey.exporting import APART, waves_of
    from survey.storage import Store

    store = Store(settings())
    closed = store.find_closed(survey)
    chosen = waves_of(store, closed) if waves else [closed]
    parts = [store.microdata(one) for one in chosen]
    together = [*zip(chosen, parts, strict=True)]
    found = stacked([(str(one.wave), part) for one, part in together]) if waves else parts[0]
    name, apart = what
    for one, part in together:
        for taken in (name, *([APART] if apart else [])):
            store.log_export(one, taken, _operator(), part.n)
    return found


def _write_apart(found: Microdata, place: Path, language: str) -> None:
    from analysis.exports.apart import apart_csv

    content = apart_csv(found, language)
    if not content:
        raise Refused("nothing is kept apart from the rows here")
    beside = place.with_name(f"{place.name.partition('.')[0]}.apart.csv")
    write_file(beside, content.encode("utf-8-sig"))
    say(f"Written: {beside}")


def _operator() -> str:
    """Who sits at the command line, as the system knows them."""
    from getpass import getuser

    try:
        return f"{getuser()} (command line)"
    except (KeyError, OSError):  # a user that the system has no name for
        return f"user {os.getuid()} (command line)"
