"""`survey` and `invite`: a wave from its questionnaire to its closing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from survey.commands.named import named
from survey.commands.output import (
    Refused,
    json_option,
    put_json,
    put_table,
    refusing,
    say,
    say_progress,
    settings,
    write_file,
)

if TYPE_CHECKING:
    from survey.storage import Store, Survey


@click.group()
def survey() -> None:
    """Surveys: create, open, close, list."""


@survey.command()
@click.argument("questionnaire")
@click.option("--mode", type=click.Choice(["anonymous", "open"]), default="anonymous", show_default=True)
@click.option(
    "--note", default="", help="A line shown on every page, for example that the people are invented."
)
def create(questionnaire: str, mode: str, note: str) -> None:
    """Create the next wave of QUESTIONNAIRE: the path of a file, or the name of a shipped one.

    The wave is a draft: load its sampling frame (`saualnama invite`), then open it.
    """
    with refusing():
        read = named(questionnaire)
        made = store().create_survey(read.name, read.source, mode=mode, note=note)
    say(f"{address(made)} is a draft in {mode} mode.")
    say(f"Next: {'saualnama invite ' + address(made) + ' FRAME.csv, then ' if mode == 'anonymous' else ''}"
        f"saualnama survey open {address(made)}")  # fmt: skip


@survey.command("open")
@click.argument("name")
def open_(name: str) -> None:
    """Open the survey NAME: from now on answers come in, and its mode and frame are locked."""
    with refusing():
        opened = store().open_survey(store().find(name))
    say(f"{address(opened)} is open at {url(opened)}")


@survey.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
def close(name: str, yes: bool) -> None:
    """Close the survey NAME for good: open the box, coarsen background facts, destroy the keys."""
    with refusing():
        found = store().find(name)
        if not yes and not click.confirm(
            f"Closing {address(found)} ends the field for good and destroys its keys. Close?", err=True
        ):
            raise Refused("nothing was closed")
        closed = store().close(found, say_progress)
        say(f"{address(closed)} is closed with {store().answered(closed)} responses; its keys are destroyed.")


@survey.command("list")
@json_option
def list_(as_json: bool) -> None:
    """List the surveys of the instance."""
    with refusing():
        rows = [
            {
                "name": one.name,
                "wave": one.wave,
                "mode": one.mode,
                "state": one.state,
                "answered": store().answered(one),
                "url": url(one),
            }
            for one in store().surveys()
        ]
    if as_json:
        put_json(rows)
    else:
        heads = ("name", "wave", "mode", "state", "answered", "url")
        put_table("Surveys", heads, [[row[head] for head in heads] for row in rows])


@click.command()
@click.argument("name")
@click.argument("frame", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--person", default="id", show_default=True, help="The column of FRAME that names a person.")
@click.option("--stratum", default="system", show_default=True, help="The column of FRAME with the stratum.")
@click.option(
    "--cards", type=click.Path(dir_okay=False, path_type=Path), help="Write printable cards (HTML)."
)
@json_option
def invite(
    name: str, frame: Path | None, person: str, stratum: str, cards: Path | None, as_json: bool
) -> None:
    """Invite people to the survey NAME: load the sampling FRAME (CSV), print each one's link and code.

    Without FRAME the invitations of a frame that was loaded before are printed again. Links are secrets:
    keep what this prints as you keep keys, and destroy it when the invitations are out.
    """
    with refusing():
        found = store().find(name)
        if frame is not None:
            people = read_frame(frame, person, stratum)
            store().load_frame(found, people)
            say(f"{len(people)} people in {len({s for _, s in people})} strata.")
        invitations = store().invitations(found)
        if cards is not None:
            from survey.cards import cards_html

            write_file(cards, cards_html(found, invitations).encode("utf-8"))
            say(f"Cards to print: {cards}")
    rows = [{"person": i.person, "stratum": i.stratum, "link": i.url, "code": i.code} for i in invitations]
    if as_json:
        put_json(rows)
    else:
        put_csv(rows)


def read_frame(path: Path, person: str, stratum: str) -> list[tuple[str, str]]:
    """(person, stratum) for each row of a frame file; a refusal names the row and the column."""
    import csv

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except UnicodeDecodeError as reason:
        raise Refused(f"{path} is not UTF-8 text; save it as CSV UTF-8") from reason
    except csv.Error as reason:
        raise Refused(f"{path} is not CSV: {reason}") from reason
    for column in (person, stratum):
        if rows and column not in rows[0]:
            raise Refused(f"{path} has no column {column!r}; its columns: {', '.join(map(str, rows[0]))}")
    for number, row in enumerate(rows, start=2):
        if not (row[person] or "").strip() or not (row[stratum] or "").strip():
            raise Refused(f"{path}, row {number}: {person!r} and {stratum!r} must both be filled")
    return [(row[person].strip(), row[stratum].strip()) for row in rows]


def put_csv(rows: list[dict[str, str]]) -> None:
    """Write invitations as CSV to standard output; a name that a spreadsheet would run begins with '."""
    import csv
    import sys

    from analysis.spreadsheets import harmless

    writer = csv.DictWriter(sys.stdout, ["person", "stratum", "link", "code"], lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: harmless(text) for name, text in row.items()} for row in rows)


def address(found: Survey) -> str:
    """How a person names this wave on the command line."""
    return f"{found.name}@{found.wave}"


def url(found: Survey) -> str:
    """Where the questionnaire of this wave is filled."""
    return f"{settings().base_url}/s/{found.name}/{found.wave}"


def store() -> Store:
    """The store of this instance; a refusal when there is no instance yet."""
    from survey.storage import Store

    return Store(settings())
