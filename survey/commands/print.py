"""`print`: the paper form of a questionnaire."""

from __future__ import annotations

from pathlib import Path

import click

from survey.commands.named import named
from survey.commands.output import refusing, say, write_file


@click.command("print")
@click.argument("questionnaire")
@click.option("--language", default="", help="The language of the form (default: the first).")
@click.option("--large", is_flag=True, help="Large print: 18 points instead of 10.")
@click.option(
    "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Write the PDF here."
)
def print_(questionnaire: str, language: str, large: bool, output: Path) -> None:
    """Print QUESTIONNAIRE as a paper form (PDF on A4): the path of a file, or the name of a shipped one.

    Boxes to tick have their codes beside them, for whoever types the answers in; no field is for a name.
    """
    from survey import paper

    with refusing(paper.PaperError):
        read = named(questionnaire)
        made = paper.pdf(read, language or read.languages[0], large)
    write_file(output, made)
    say(f"{output}: {len(made) / 1000:.0f} kB, A4{', large print' if large else ''}")
