"""`scale`: the reliability and the scores of a scale."""

from __future__ import annotations

from pathlib import Path

import click

from survey.commands.analyse import codebook_option, data, population_option, put_result
from survey.commands.output import json_option, language_option, refusing


@click.command()
@click.argument("survey")
@click.argument("scale", nargs=-1, required=True)
@click.option(
    "--minimum",
    type=click.FloatRange(0, 100),
    default=80,
    show_default=True,
    help="The per cent of the items that a person must have answered to have a score.",
)
@codebook_option
@population_option
@language_option
@json_option
def scale(
    survey: str,
    scale: tuple[str, ...],
    minimum: float,
    codebook: Path | None,
    population: bool,
    language: str,
    as_json: bool,
) -> None:
    """Report on SCALE of SURVEY: items, alpha with its interval, omega, and the scores.

    SCALE is a scale of the questionnaire, a grid, or the names of several ratings.
    """
    with refusing():
        from analysis import show
        from analysis.scales import scale as scaled

        name = scale[0] if len(scale) == 1 else scale
        result = scaled(data(survey, codebook), name, minimum=minimum / 100, population=population)
        put_result(show.as_json(result, language) if as_json else show.as_text(result, language), as_json)
