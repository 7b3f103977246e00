"""`scale` and `rank`: the reliability of a scale, the worths of a ranking."""

from __future__ import annotations

import click

from survey.commands.answering import Reading, answering, data, file_options, population_option, result
from survey.commands.calls import Call


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
@file_options
@population_option
@answering
def scale(survey: str, scale: tuple[str, ...], minimum: float, reading: Reading, population: bool) -> Call:
    """Report on SCALE of SURVEY: items, alpha with its interval, omega, and the scores.

    SCALE is a scale of the questionnaire, a grid, or the names of several ratings.
    """
    name = scale[0] if len(scale) == 1 else scale
    return result("scale", data(survey, reading), name, minimum=minimum / 100, population=population)


@click.command()
@click.argument("survey")
@click.argument("item")
@click.option("--by", help="A variable: the worths in each of its groups.")
@file_options
@answering
def rank(survey: str, item: str, by: str | None, reading: Reading) -> Call:
    """Tell what the options of the ranking ITEM of SURVEY are worth to people: the chance of each to be put
    first (Plackett-Luce), with its interval."""
    return result("rank", data(survey, reading), item, by=by)
