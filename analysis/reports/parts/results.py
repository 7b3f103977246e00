"""The results: every published question in the sections of the questionnaire, who answered first."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass

from analysis.charts import kinds
from analysis.charts.registry import Result
from analysis.codebook import text
from analysis.disclosure.reasons import NotPublished
from analysis.publications import Question
from analysis.reports.beside import beside, broken_down, joint, of_grid
from analysis.reports.captions import answers_by, answers_to, chart_of
from analysis.reports.document import Block, Figure, Heading, Link, Table, paragraph
from analysis.reports.registry import part
from analysis.reports.sentences import findings_of
from analysis.reports.sheets import answers
from analysis.reports.source import Asked, Group, Section, Source
from analysis.reports.verdicts import SHOWN, Judged, judged
from analysis.reports.words import say
from analysis.tables import Tally

MOST_BARS = 5
"""Of so many answers people and group are compared by bars; of more they would fill the page."""


@part("results", 30)
def results(source: Source) -> Iterator[Block]:
    """The sections about the people themselves first, the others as they were asked."""
    yield Heading(1, say("results", source.language), "results")
    told = [one for one in source.sections if any(map(source.published, one.asked))]
    pairs = judged(source.publication) if source.margins else []
    for section in sorted(told, key=lambda one: not _is_profile(one)):
        yield from _section(source, section, [one for one in pairs if one.verdict == SHOWN])


def _is_profile(section: Section) -> bool:
    return all(one.fact for one in section.asked)


def _title(source: Source, section: Section) -> str:
    """Its title; that of the section about the people says so in the words of a report."""
    if not _is_profile(section):
        return section.title
    profiles = [one for one in source.sections if _is_profile(one)]
    if len(profiles) == 1:
        return say("profile", source.language)
    return say("part of profile", source.language, title=section.title)


def _section(source: Source, section: Section, pairs: list[Judged]) -> Iterator[Block]:
    title = _title(source, section)
    yield Heading(2, title, f"section-{source.sections.index(section) + 1}")
    for asked in section.asked:
        for question in source.published(asked):
            yield from _question(source, asked, question)
            yield from _dependences(source, [one for one in pairs if one.question is question])


def _question(source: Source, asked: Asked, question: Question) -> Iterator[Block]:
    """The question, what its numbers say, its table and its chart; the group of the report beside."""
    language, tally = source.language, question.total
    words = asked.question if question.name == asked.name else text(tally.label, language)
    yield Heading(3, f"{asked.number}. {words}", f"question-{question.name}")
    for one in findings_of(source, asked, question):
        yield paragraph(f"{one.said} (", Link(one.table), ")")
    served = yield from _served(source, asked, question)
    sheet = answers(tally, answers_to(source, question), language, margins=source.margins, scale=asked.scale)
    if source.group is None or served is None:
        yield Table(question.name, sheet)
        drawn = [Drawn(f"figure-{question.name}", chart_of(source, question), tally)]
    elif served.items:
        yield Table(question.name, sheet)
        caption = answers_to(source, question, "of the group")
        yield Table(f"group-{question.name}", of_grid(served, source.group, caption, language))
        drawn = _one_by_one(source, question, served)
    else:
        yield Table(question.name, beside(sheet, tally, served, source.group, language))
        drawn = [_both(source, question, served, source.group)]
    yield from (chart.figure(source) for chart in drawn if kinds(chart.result))


def _served(source: Source, asked: Asked, question: Question) -> Generator[Block, None, Tally | None]:
    """What the group of the report answered; a sentence where that is not shown, nothing of facts."""
    if source.group is None or not source.group.code or asked.fact:
        return None
    try:
        return source.publication.tally(question.name, source.group.filter)
    except NotPublished as refusal:
        reason = refusal.words(source.language)
        yield paragraph(say("not served", source.language, reason=reason), style="quiet")
        return None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart before it is a figure: what is drawn as which kind, in which order."""

    anchor: str
    caption: str
    result: Result
    kind: str | None = None

    def figure(self, source: Source) -> Figure:
        """The chart as a block; two groups stand in the order of the answers."""
        wishes = {"margins": source.margins} | ({"order": "code"} if self.kind else {})
        return Figure(self.anchor, self.caption, self.result, self.kind, source.language, wishes)


def _one_by_one(source: Source, question: Question, served: Tally) -> list[Drawn]:
    """The charts of a grid: everybody, then the group."""
    name, own = f"figure-{question.name}", answers_to(source, question, "shares of the group")
    return [Drawn(name, chart_of(source, question), question.total), Drawn(f"group-{name}", own, served)]


def _both(source: Source, question: Question, served: Tally, group: Group) -> Drawn:
    """Everybody and the group in one chart: bars of a few answers, dots on a line of many."""
    key = "places beside" if served.kind == "ranking" else "shares beside"
    both = joint(question.total, served, group, source.language)
    kind = "grouped" if len(both.row_codes) <= MOST_BARS else "gap"
    return Drawn(f"figure-{question.name}", answers_to(source, question, key), both, kind)


def _dependences(source: Source, pairs: list[Judged]) -> Iterator[Block]:
    """The answers by the groups with which a test shows a dependence."""
    for one in pairs:
        line = "" if one.line is one.question.total else one.line.variable
        table = source.publication.breakdown(one.question.name, one.by, line=line)
        caption = answers_by(source, one.question, one.by, one.line)
        yield Table(f"by-{one.by}-{one.line.variable}", broken_down(table, caption, source.language, one))
