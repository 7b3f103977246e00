"""`weigh` and `change`: weights that agree with the population, and what changed between two waves."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from survey.commands.answering import Files, Reading, answering, data, file_options, population_option, result
from survey.commands.calls import Call, call


@click.command()
@click.argument("survey")
@click.argument("margins", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--method", type=click.Choice(["rake", "linear", "logit"]), default="rake", show_default=True)
@click.option("--bounds", type=float, nargs=2, metavar="LOW HIGH", help="Of the ratio of new to old weights.")
@click.option(
    "--trim",
    "limits",
    type=float,
    nargs=2,
    metavar="LOW HIGH",
    help="Trim weights to these multiples of their mean.",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Where the weights go (CSV).")
@file_options
@answering
def weigh(
    survey: str, margins: Path, output: Path | None, reading: Reading, **options: Any
) -> tuple[Call, Files]:
    """Weigh SURVEY so that it agrees with the totals of MARGINS: a CSV file with the columns variable, code
    and total, or JSON {"sex": {"f": 120, "m": 80}}.

    Shows what each category counts before and after, the factors and the design effect; the weights are
    written to --output (for a data file: NAME.weights.csv beside it).
    """
    known = call("analysis:read_margins", str(margins), name="margins")
    weighed = result("weigh", data(survey, reading), known, **options)
    place = output or (Path(survey).with_suffix(".weights.csv") if os.path.isfile(survey) else None)
    weights = call("builtins:str.encode", call("analysis:weights_csv", weighed))
    return weighed, () if place is None else ((place, weights),)


@click.command()
@click.argument("first")
@click.argument("second")
@click.argument("variable")
@click.option("--code", help="One answer only.")
@click.option("--person", help="The variable of both waves that tells who each row is.")
@click.option(
    "--days",
    type=click.DateTime(["%Y-%m-%d"]),
    nargs=2,
    metavar="DAY DAY",
    help="When the waves were: which systems changed their region in between.",
)
@file_options
@population_option
@answering
def change(
    first: str,
    second: str,
    variable: str,
    days: tuple[datetime, datetime] | None,
    reading: Reading,
    **options: Any,
) -> Call:
    """Tell how VARIABLE changed from the wave FIRST to the wave SECOND ("librarians@1 librarians@2", or two
    data files): every share and the mean with its change, interval and p, and what changed in the question.
    """
    dated: tuple[date, ...] | None = None if days is None else tuple(day.date() for day in days)
    waves = data(first, reading, "first"), data(second, reading, "second")
    return result("change", *waves, variable, days=dated, **options)
