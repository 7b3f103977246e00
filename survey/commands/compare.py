"""`compare`: a variable between the groups of another, by the test that suits it."""

from __future__ import annotations

from pathlib import Path

import click

from survey.commands.analyse import codebook_option, data, put_result
from survey.commands.output import json_option, language_option, refusing


@click.command()
@click.argument("survey")
@click.argument("variable")
@click.option("--by", required=True, help="The variable whose groups are compared.")
@click.option("--margin", type=click.FloatRange(min=0), help="The effect below which nothing matters.")
@codebook_option
@language_option
@json_option
def compare(
    survey: str,
    variable: str,
    by: str,
    margin: float | None,
    codebook: Path | None,
    language: str,
    as_json: bool,
) -> None:
    """Compare VARIABLE (or a multiple-response set) of SURVEY between groups: ratings by ranks, numbers by
    means, names by the table, a set option by option; with effect size, interval and verdict."""
    with refusing():
        from analysis import show
        from analysis.compare import compare as compared

        result = compared(data(survey, codebook), variable, by, margin=margin)
        put_result(show.as_json(result, language) if as_json else show.as_text(result, language), as_json)
