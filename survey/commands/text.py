"""`text`: what people wrote, searched and counted."""

from __future__ import annotations

from pathlib import Path

import click

from survey.commands.analyse import codebook_option, data
from survey.commands.output import json_option, put_json, put_table, refusing, say


@click.command()
@click.argument("survey")
@click.argument("variable")
@click.option("--search", "words", default="", help="Only texts that hold all these words.")
@click.option("--frequency", is_flag=True, help="Count equal texts; with --words, the words in them.")
@click.option("--words", "single", is_flag=True, help="Count words, not whole texts (implies --frequency).")
@codebook_option
@json_option
def text(
    survey: str,
    variable: str,
    words: str,
    frequency: bool,
    single: bool,
    codebook: Path | None,
    as_json: bool,
) -> None:
    """Show the texts typed to VARIABLE of SURVEY in alphabetical order, or count them.

    Search, order and counting are blind to capitals and to letters that look alike.
    """
    with refusing():
        from analysis import text as texts

        typed = texts.texts(data(survey, codebook), variable)
        found = texts.search(typed, words)
        counted = frequency or single
        rows = texts.frequencies(found, words=single) if counted and found else ()
    say(f"{len(found)} of {len(typed)} texts")
    if as_json:
        told = [{"text": row.text, "count": row.count, "percent": row.percent} for row in rows]
        shown = {"rows": told} if counted else {"texts": texts.ordered(found)}
        put_json(
            {"variable": variable, "search": words, "texts_in_all": len(typed), "found": len(found), **shown}
        )
    elif counted:
        put_table(
            variable, ["text", "count", "%"], [[row.text, row.count, f"{row.percent:.1f}"] for row in rows]
        )
    else:
        put_table(variable, ["text"], [[one] for one in texts.ordered(found)])
