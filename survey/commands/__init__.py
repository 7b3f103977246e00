"""The command line: everything that the web can do, for scripts.

Data goes to standard output; words and progress to standard error. Exit status: 0 done, 1 refused
with a reason, 2 wrong usage. Modules here import late, so that `--help` answers at once.
"""

from __future__ import annotations

import click

from survey.commands import (
    analyse,
    check,
    compare,
    convert,
    demo,
    export,
    fieldwork,
    forecast,
    instance,
    nonresponse,
    print,
    publish,
    regress,
    rehearse,
    report,
    scale,
    serve,
    text,
    weigh,
)
from survey.commands.output import Commands

HELP = """Saualnama: questionnaires out, answers in, tallies, cross-tabs and charts.

SURVEY is a survey of the instance ("young-librarians", or "young-librarians@2" for its second wave) or,
for the commands of analysis, a data file. SAUALNAMA_INSTANCE names the folder of the
instance (default: ./instance).
"""


@click.group(
    cls=Commands,
    help=HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="saualnama")
def main() -> None:
    """Entry point of the `saualnama` command."""


for command in (
    instance.init,
    instance.account,
    fieldwork.survey,
    fieldwork.invite,
    serve.serve,
    demo.demo,
    check.check,
    rehearse.rehearse,
    print.print_,
    forecast.forecast,
    convert.convert,
    analyse.tally,
    analyse.crosstab,
    scale.scale,
    analyse.chart,
    analyse.audit,
    nonresponse.nonresponse,
    text.text,
    compare.compare,
    compare.banner,
    compare.associate,
    compare.pairs,
    scale.rank,
    regress.regress,
    weigh.weigh,
    weigh.change,
    export.export_,
    publish.publish,
    report.report,
    report.methods,
):
    main.add_command(command)
