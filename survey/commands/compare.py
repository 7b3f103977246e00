"""`compare`, `banner`, `associate`, `pairs`: groups, how two variables hang together, all of them at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from survey.commands.answering import (
    Reading,
    answering,
    data,
    file_options,
    population_option,
    result,
)
from survey.commands.calls import Call
from survey.commands.crossing import crossed


def _adjust_option(default: str) -> Callable[[Any], Any]:
    """`--adjust` of the commands that say which columns differ."""
    return click.option(
        "--adjust",
        type=click.Choice(["bonferroni", "holm", "BH", "none"]),
        default=default,
        show_default=True,
        help="Of the p of pairs of columns.",
    )


@click.command()
@click.argument("survey")
@click.argument("variable")
@click.option("--by", required=True, help="The variable whose groups are compared.")
@click.option("--margin", type=click.FloatRange(min=0), help="The effect below which nothing matters.")
@file_options
@answering
def compare(survey: str, variable: str, by: str, margin: float | None, reading: Reading) -> Call:
    """Compare VARIABLE (or a multiple-response set) of SURVEY between groups: ratings by ranks, numbers by
    means, names by the table, a set option by option; with effect size, interval and verdict."""
    return result("compare", crossed(data(survey, reading), variable, by), variable, by, margin=margin)


@click.command()
@click.argument("survey")
@click.argument("question")
@click.option("--by", required=True, help="The banner: the variable whose codes make the columns.")
@_adjust_option("holm")
@file_options
@population_option
@answering
def banner(survey: str, question: str, by: str, adjust: str, reading: Reading, population: bool) -> Call:
    """Tally a whole QUESTION of SURVEY (a variable or a set, nets too) for everybody and each code of a
    banner, side by side; letters tell which columns differ."""
    found = crossed(data(survey, reading), by)
    return result("banner", found, question, by, population=population, adjust=adjust)


@click.command()
@click.argument("survey")
@click.argument("row")
@click.argument("column")
@click.option("--within", help="A third variable: tests within its groups (Cochran-Mantel-Haenszel).")
@_adjust_option("bonferroni")
@file_options
@answering
def associate(survey: str, row: str, column: str, within: str | None, adjust: str, reading: Reading) -> Call:
    """Measure how ROW and COLUMN of SURVEY hang together: every measure that suits them, with its error and
    interval, the tests beside Pearson's, and which column shares differ."""
    found = crossed(data(survey, reading), row, column, *filter(None, [within]))
    return result("associate", found, row, column, within=within, adjust=adjust)


@click.command()
@click.argument("survey")
@click.argument("variables", nargs=-1)
@click.option(
    "--strongest", type=click.IntRange(min=1), default=20, show_default=True, help="How many pairs."
)
@file_options
@answering
def pairs(survey: str, variables: tuple[str, ...], strongest: int, reading: Reading) -> Call:
    """Cross all pairs of VARIABLES of SURVEY (a set stands for its variables; without names all coded ones)
    and show the strongest by Cramer's V, with p of each and p adjusted for all of them."""
    return result("pairs", crossed(data(survey, reading), *variables), *variables, strongest=strongest)
