"""`tally`, `crosstab`, `chart`, `audit`: analysis of a closed survey or of a data file with its codebook."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from survey.commands.answering import (
    Reading,
    answering,
    data,
    file_options,
    population_option,
    result,
    script_option,
    written,
)
from survey.commands.calls import Call, call, program
from survey.commands.crossing import crossed
from survey.commands.output import Refused, language_option, refusing, say, write_file

FACTS = Path(__file__).parent.parent / "demo_data" / "seed-facts.json"
"""The figures of the talk on young librarians."""


@click.command()
@click.argument("survey")
@click.argument("variable")
@file_options
@population_option
@answering
def tally(survey: str, variable: str, reading: Reading, population: bool) -> Call:
    """Tally VARIABLE (or a set: multiple choice, grid, ranking) of SURVEY."""
    return result("tally", data(survey, reading), variable, population=population)


@click.command()
@click.argument("survey")
@click.argument("row")
@click.option("--by", "column", required=True, help="The banner: the variable in the columns.")
@file_options
@population_option
@answering
def crosstab(survey: str, row: str, column: str, reading: Reading, population: bool) -> Call:
    """Cross-tabulate ROW by a banner, with test, Cramer's V and the verdict on independence."""
    return result("crosstab", crossed(data(survey, reading), row, column), row, column, population=population)


@click.command()
@click.argument("survey")
@click.argument("variable")
@click.option("--by", "column", help="A banner variable: the chart of a cross-tab.")
@click.option("--kind", help="Which chart; without it the one that suits best.")
@click.option("--code", help="The row code that a chart of one row shows.")
@click.option("--day", help="YYYY-MM-DD: the day whose regions a tile map shows (default: the newest).")
@click.option("--theme", type=click.Choice(["light", "dark", "print"]), help="Default: light.")
@click.option("--width", type=int, help="In px: 720, or 360 for phones.")
@click.option("--against", metavar="SURVEY", help="A second wave or survey beside it: slopes, or --kind gap.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="FILE.svg or FILE.png.")
@file_options
@language_option
@script_option
def chart(
    survey: str,
    variable: str,
    column: str | None,
    against: str | None,
    output: Path | None,
    reading: Reading,
    script: bool,
    kind: str | None,
    **wishes: Any,
) -> None:
    """Draw VARIABLE of SURVEY: SVG to standard output or --output, its text alternative to standard error."""
    if output is not None and output.suffix not in (".svg", ".png"):
        raise click.BadParameter("the file must end in .svg or .png", param_hint="--output")
    from analysis import charts

    with refusing(charts.ChartRefusal):
        found = data(survey, reading)
        second = None if against is None else data(against, reading, "second")
        drawn = drawable(found, variable, column, kind, second)
        wishes = {name: value for name, value in wishes.items() if value is not None}
        wishes["kind"] = kind or suiting(drawn.made, variable)
        picture_format = "png" if output and output.suffix == ".png" else "svg"
        picture = call("analysis:chart", drawn, name="picture", format=picture_format, **wishes)
        words = charts.alternative(drawn.made, **wishes)
        if script:
            put = call("sys:stdout.buffer.write", picture) if output is None else written(output, picture)
            click.echo(program(put))
            return
        if output is not None:
            write_file(output, picture.made)
        else:
            sys.stdout.buffer.write(picture.made)
    say(words)


def drawable(found: Call, variable: str, column: str | None, kind: str | None, second: Call | None) -> Call:
    """The call of the result that a chart of this kind is drawn from."""
    if second is not None:
        return _beside(found, second, variable, kind)
    if column is not None:
        return result("crosstab", crossed(found, variable, column), variable, column)
    if kind == "upset":
        return call("analysis.combinations:combinations", found, variable, name="result")
    if kind == "texts":
        return result("open_answers", found, variable, counted="words")
    return result("tally", found, variable)


def _beside(found: Call, second: Call, variable: str, kind: str | None) -> Call:
    """Two surveys side by side: their change, or for a gap or trend the tallies of both."""
    if kind not in ("gap", "trend", "box"):
        return result("change", found, second, variable)
    in_time = kind == "trend"
    return call("analysis.series:beside", found, second, variable, in_time=in_time, name="result")


def suiting(drawn: Any, name: str) -> str:
    """The chart that suits a result best; a refusal where none does."""
    from analysis import charts

    kinds = charts.kinds(drawn)
    if not kinds:
        raise Refused(f"no chart suits {name!r}: nobody answered it, or its answers are words")
    return kinds[0]


@click.command()
@click.argument("survey", required=False)
@click.argument("figures", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--figures",
    "table",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A table of published figures (CSV or JSON), audited alone: no survey is needed.",
)
@file_options
@answering
def audit(survey: str | None, figures: Path | None, table: Path | None, reading: Reading) -> Call:
    """Compare published FIGURES with what the analysis computes from the records of SURVEY.

    Without arguments: the figures of the talk on young librarians, against the demo's survey. With
    --figures FILE: which figures of a table are impossible or contradict each other, whoever was asked.
    """
    if table is not None:
        if survey or reading:
            raise click.UsageError(
                "--figures audits a table alone; leave SURVEY, FIGURES and the options of data files out"
            )
        return result("audit_table", str(table))
    source = survey or "young-librarians@1"
    facts = call("analysis:read_figures", str(figures or FACTS), name="figures")
    frame: Any = {} if os.path.isfile(source) else call("survey.commands.stored:strata", source, name="frame")
    return result("audit", facts, data(source, reading), frame)
