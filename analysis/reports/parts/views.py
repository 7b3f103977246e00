"""The views that researchers keep, as the public may see them."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.charts import kinds
from analysis.disclosure.reasons import NotPublished
from analysis.reports.beside import broken_down
from analysis.reports.captions import answers_by, answers_to, chart_by, chart_of
from analysis.reports.document import Block, Figure, Heading, Table, paragraph
from analysis.reports.registry import part
from analysis.reports.sheets import answers
from analysis.reports.source import Source, View
from analysis.reports.words import say
from analysis.tables import Crosstab, Tally

MOST_BARS = 20
"""So many bars stand on a page beside their table."""


@part("views", 35)
def views(source: Source) -> Iterator[Block]:
    """Each view under its name: table and chart, or why the public may not see it. Nothing without views."""
    if not source.views:
        return
    yield Heading(1, say("kept views", source.language), "views")
    yield paragraph(say("views are public", source.language), style="quiet")
    for place, view in enumerate(source.views, start=1):
        yield Heading(2, view.title, f"view-{place}")
        yield from _view(source, view, f"view-{place}")


def _view(source: Source, view: View, anchor: str) -> Iterator[Block]:
    language = source.language
    try:
        found = source.publication.table(view.question, view.by, line=view.line)
    except NotPublished as refusal:
        yield paragraph(say("not served", language, reason=refusal.words(language)), style="quiet")
        return
    question = source.publication.question(view.question)
    if isinstance(found, Crosstab):
        line = question.lines[question.line(view.line)]
        caption, drawn = answers_by(source, question, view.by, line), chart_by(source, question)
        yield Table(f"{anchor}-table", broken_down(found, caption, language))
    else:
        caption, drawn = answers_to(source, question), chart_of(source, question)
        yield Table(f"{anchor}-table", answers(found, caption, language, margins=source.margins))
    if kinds(found):
        yield Figure(f"{anchor}-figure", drawn, found, _kind(found), language, {"margins": source.margins})


def _kind(found: Tally | Crosstab) -> str | None:
    """The chart of a view: of groups one that shows every answer, if one can, with as many bars as fit."""
    if isinstance(found, Tally):
        return None
    few = len(found.row_codes) * len(found.column_codes) <= MOST_BARS
    wanted = ("grouped", "stacked") if few else ("stacked", "grouped")
    return next((one for one in wanted if one in kinds(found)), None)
