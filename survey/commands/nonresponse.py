"""`nonresponse`: who answered of those who should, and what the silent could change."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from survey.commands.answering import Reading, answering, data, file_options, result
from survey.commands.calls import Call, call
from survey.commands.output import Refused


@click.command()
@click.argument("survey")
@click.argument("variable", required=False)
@click.option(
    "--dispositions",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A frame (CSV) with columns stratum and disposition: AAPOR codes such as 1.1, 2.11, 3.19, 4.1.",
)
@click.option("--eligible", type=float, help="e, the share of unknown people taken as eligible (0 to 1).")
@file_options
@answering
def nonresponse(
    survey: str, variable: str | None, file: Path | None, eligible: float | None, reading: Reading
) -> Call:
    """Response rates RR1 to RR6 of SURVEY by stratum; worst-case bounds of the shares of VARIABLE.

    Without --dispositions the sampling frame of the survey counts: it lists eligible people, and the
    silent among them are nonrespondents, so that RR1, RR3 and RR5 agree.
    """
    asked: tuple[Any, ...] = () if variable is None else (data(survey, reading), variable)
    return result("responses", _frame(survey, file), *asked, eligible=eligible)


def _frame(survey: str, file: Path | None) -> Call:
    if file is not None:
        return call("analysis:read_frame", str(file), name="frame")
    if os.path.isfile(survey):
        raise Refused(f"{survey} has no sampling frame: give --dispositions FRAME.csv")
    return call("survey.commands.stored:frame", survey, name="frame")
