"""`nonresponse`: who answered of those who should, and what the silent could change."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from survey.commands.analyse import data
from survey.commands.output import Refused, json_option, language_option, put_json, put_table, refusing

if TYPE_CHECKING:
    from analysis.nonresponse import Dispositions, ResponseRates
    from analysis.worst_case import WorstCase


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
@language_option
@json_option
def nonresponse(
    survey: str, variable: str | None, file: Path | None, eligible: float | None, language: str, as_json: bool
) -> None:
    """Response rates RR1 to RR6 of SURVEY by stratum; worst-case bounds of the shares of VARIABLE.

    Without --dispositions the sampling frame of the survey counts: it lists eligible people, and the
    silent among them are nonrespondents, so that RR1, RR3 and RR5 agree.
    """
    with refusing():
        from analysis import nonresponse as rates
        from analysis import worst_case
        from analysis.tallies import tally

        found = rates.response_rates(_frame(survey, file), eligible)
        size = found.overall.dispositions.eligible
        worst = None
        if variable is not None:
            worst = worst_case.worst_case(tally(data(survey, None), variable), size)
        if as_json:
            told = {"worst_case": worst_case.as_json(worst, language)} if worst else {}
            put_json({"survey": survey, **rates.as_json(found), **told})
        else:
            _show_rates(found)
            _show_bounds(worst, language)


def _frame(survey: str, file: Path | None) -> dict[str, Dispositions]:
    from analysis.nonresponse import Dispositions
    from survey.storage import Store

    if file is not None:
        return {name: Dispositions.of_codes(codes) for name, codes in _codes(file).items()}
    if Path(survey).is_file():
        raise Refused(f"{survey} has no sampling frame: give --dispositions FRAME.csv")
    from survey.commands.output import settings

    store = Store(settings())
    progress = store.progress(store.find(survey))
    if not progress:
        raise Refused(f"{survey} was open to everybody and has no sampling frame: there is no response rate")
    return {one.stratum: Dispositions.of_frame(one.size, one.answered) for one in progress}


def _codes(file: Path) -> dict[str, list[str]]:
    """Stratum -> disposition codes; a refusal names the row that lacks one."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = list(csv.DictReader(opened))
    except (UnicodeDecodeError, csv.Error) as reason:
        raise Refused(f"{file} is not CSV in UTF-8: {reason}") from reason
    codes: dict[str, list[str]] = defaultdict(list)
    for number, row in enumerate(rows, start=2):
        if not row.get("stratum") or not row.get("disposition"):
            raise Refused(f"{file}, row {number}: stratum and disposition must both be filled")
        codes[row["stratum"].strip()].append(row["disposition"])
    return codes


def _show_rates(found: ResponseRates) -> None:
    heads = ["stratum", "eligible", "unknown", "answered", *found.overall.rates, "weight"]
    rows = []
    for one in (*found.strata, found.overall):
        counts = one.dispositions
        shares = [f"{one.rates[rate]:.4f}" if rate in one.rates else "-" for rate in found.overall.rates]
        weight = "-" if one.weight is None else f"{one.weight:.4f}"
        numbers = [str(count) for count in (counts.eligible, counts.unknown, counts.answered)]
        rows.append([one.code or "all", *numbers, *shares, weight])
    put_table(f"Response rates (AAPOR); e = {found.e:g}", heads, rows)


def _show_bounds(worst: WorstCase | None, language: str) -> None:
    from analysis.codebook import text

    for one in () if worst is None else worst.items or (worst,):
        rows = [
            [
                text(row.label, language),
                row.count,
                *(f"{share:.1f}" for share in (row.percent, row.low, row.high)),
            ]
            for row in (*one.rows, *one.nets)
        ]
        title = f"{text(one.label, language)}: {one.base} answered, {one.missing} of {one.population} missing"
        click.echo(title)
        put_table("Worst case", ["answer", "count", "percent", "lowest", "highest"], rows)
