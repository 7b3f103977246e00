"""`tally`, `crosstab`, `chart`, `audit`: analysis of a closed survey or of a data file with its codebook."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from survey.commands.output import (
    Refused,
    json_option,
    language_option,
    put_json,
    put_table,
    refusing,
    say,
    settings,
    write_file,
)

if TYPE_CHECKING:
    from analysis.microdata import Microdata

codebook_option = click.option(
    "--codebook",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The codebook of a data file (default: the file's name with .codebook.json).",
)
population_option = click.option(
    "--these/--process",
    "population",
    default=True,
    show_default=True,
    help="Speak of these very people (finite population), or of the process behind them.",
)


@click.command()
@click.argument("survey")
@click.argument("variable")
@codebook_option
@population_option
@language_option
@json_option
def tally(
    survey: str, variable: str, codebook: Path | None, population: bool, language: str, as_json: bool
) -> None:
    """Tally VARIABLE (or a set: multiple choice, grid, ranking) of SURVEY."""
    with refusing():
        from analysis import show
        from analysis.tallies import tally as tallied

        result = tallied(data(survey, codebook), variable, population=population)
        put_result(show.as_json(result, language) if as_json else show.as_text(result, language), as_json)


@click.command()
@click.argument("survey")
@click.argument("row")
@click.option("--by", "column", required=True, help="The banner: the variable in the columns.")
@codebook_option
@population_option
@language_option
@json_option
def crosstab(
    survey: str, row: str, column: str, codebook: Path | None, population: bool, language: str, as_json: bool
) -> None:
    """Cross-tabulate ROW by a banner, with test, Cramer's V and the verdict on independence."""
    with refusing():
        from analysis import show
        from survey.commands.crossing import crossed

        result = crossed(data(survey, codebook), row, column, population=population)
        put_result(show.as_json(result, language) if as_json else show.as_text(result, language), as_json)


@click.command()
@click.argument("survey")
@click.argument("variable")
@click.option("--by", "column", help="A banner variable: the chart of a cross-tab.")
@click.option("--kind", help="Which chart; without it the one that suits best.")
@click.option("--code", help="The row code that a chart of one row shows.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="FILE.svg or FILE.png.")
@codebook_option
@language_option
def chart(
    survey: str,
    variable: str,
    column: str | None,
    kind: str | None,
    code: str | None,
    output: Path | None,
    codebook: Path | None,
    language: str,
) -> None:
    """Draw VARIABLE of SURVEY: SVG to standard output or --output, its text alternative to standard error."""
    if output is not None and output.suffix not in (".svg", ".png"):
        raise click.BadParameter("the file must end in .svg or .png", param_hint="--output")
    from analysis import charts

    with refusing(charts.ChartRefusal):
        from analysis.tallies import tally as tallied
        from survey.commands.crossing import crossed

        found = data(survey, codebook)
        result = tallied(found, variable) if column is None else crossed(found, variable, column)
        chosen = kind or suiting(result, variable)
        picture_format: Literal["svg", "png"] = "png" if output and output.suffix == ".png" else "svg"
        picture = charts.render(result, chosen, language=language, format=picture_format, code=code)
        words = charts.alternative(result, chosen, language=language)
    if output is None:
        sys.stdout.buffer.write(picture)
    else:
        write_file(output, picture)
    say(words)


def suiting(result: Any, name: str) -> str:
    """The chart that suits a result best; a refusal where none does."""
    from analysis import charts

    kinds = charts.kinds(result)
    if not kinds:
        raise Refused(f"no chart suits {name!r}: nobody answered it, or its answers are words")
    return kinds[0]


@click.command()
@click.argument("survey", default="young-librarians@1")
@click.argument("figures", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@codebook_option
@language_option
@json_option
def audit(survey: str, figures: Path | None, codebook: Path | None, language: str, as_json: bool) -> None:
    """Compare published FIGURES with what the analysis computes from the records of SURVEY.

    Without arguments: the figures of the talk on young librarians, against the demo's survey.
    """
    with refusing():
        from analysis.audit import audit as audited
        from survey.commands.figures import read_figures

        facts = read_figures(figures or Path(__file__).parent.parent / "demo_data" / "seed-facts.json")
        result = audited(facts, data(survey, codebook), frame_counts(survey))
        if as_json:
            from analysis import show

            put_json(show.as_json(result, language))
        else:
            show_audit(result, language)


def show_audit(result: Any, language: str) -> None:
    """Print an audit as a table, then what cannot be right."""
    from analysis import show

    content = show.as_json(result, language)
    heads = ("id", "published", "count", "base", "computed", "agrees", "reason")
    rows = [
        ["" if figure.get(head) is None else figure[head] for head in heads] for figure in content["figures"]
    ]
    put_table("Published figures against the records", heads, rows)
    for verdict in content.get("verdicts", ()):
        click.echo(f"- {verdict if isinstance(verdict, str) else verdict['text']}")


def frame_counts(survey: str) -> dict[str, int]:
    """Stratum -> people in the sampling frame; empty for a data file, which has no frame."""
    from survey.storage import Store

    if os.path.isfile(survey):
        return {}
    store = Store(settings())
    return {stratum: size for stratum, size, _ in store.progress(store.find(survey))}


def data(source: str, codebook: Path | None) -> Microdata:
    """The microdata of a CSV file with its codebook, or of a closed survey of the instance."""
    if os.path.isfile(source):
        from survey.commands.data_files import microdata

        return microdata(Path(source), codebook)
    from survey.storage import Store

    store = Store(settings())
    return store.microdata(store.find_closed(source))


def put_result(result: Any, as_json: bool) -> None:
    """Write a result to standard output, as JSON or as the readable text."""
    if as_json:
        put_json(result)
    else:
        click.echo(result)
