"""`text`: what people wrote, searched and counted."""

from __future__ import annotations

import click

from survey.commands.answering import Reading, answering, data, file_options, result
from survey.commands.calls import Call


@click.command()
@click.argument("survey")
@click.argument("variable")
@click.option("--search", "words", default="", help="Only texts that hold all these words.")
@click.option("--frequency", is_flag=True, help="Count equal texts; with --words, the words in them.")
@click.option("--words", "single", is_flag=True, help="Count words, not whole texts (implies --frequency).")
@file_options
@answering
def text(survey: str, variable: str, words: str, frequency: bool, single: bool, reading: Reading) -> Call:
    """Show the texts typed to VARIABLE of SURVEY in alphabetical order, or count them.

    Search, order and counting are blind to capitals and to letters that look alike.
    """
    counted = "words" if single else "texts" if frequency else ""
    return result("open_answers", data(survey, reading), variable, search_for=words, counted=counted)
