"""`regress`: a regression of a closed survey, or of a data file with its codebook."""

from __future__ import annotations

from typing import Any

import click

from survey.commands.answering import Reading, answering, data, file_options, result
from survey.commands.calls import Call
from survey.commands.output import Refused


@click.command()
@click.argument("survey")
@click.argument("formula")
@click.option("--family", type=click.Choice(["gaussian", "binomial", "ordinal"]), help="By the outcome.")
@click.option("--link", type=click.Choice(["logit", "probit"]), default="logit", help="Of an ordinal model.")
@click.option("--event", multiple=True, help="The outcome's code (or codes) that a binomial model predicts.")
@click.option("--base", "bases", multiple=True, metavar="VARIABLE=CODE", help="What to compare codes with.")
@click.option("--interval", type=click.Choice(["wald", "profile"]), default="wald", show_default=True)
@click.option(
    "--process/--these",
    "process",
    default=True,
    show_default=True,
    help="Speak of the process behind the people, or of these very people (finite population).",
)
@file_options
@answering
def regress(
    survey: str,
    formula: str,
    event: tuple[str, ...],
    bases: tuple[str, ...],
    process: bool,
    reading: Reading,
    **options: Any,
) -> Call:
    """Regress an outcome of SURVEY on predictors: FORMULA is "outcome ~ a + b", "a:b" an interaction,
    "a*b" both and it, "score(a)" a rating as a number."""
    options |= {"event": event or None, "bases": dict(map(_base, bases)) or None, "population": not process}
    return result("regress", data(survey, reading), formula, **options)


def _base(words: str) -> tuple[str, str]:
    name, equals, code = words.partition("=")
    if not equals:
        raise Refused(f"--base {words}: write VARIABLE=CODE")
    return name, code
