"""The results: every published question in the sections of the questionnaire, who answered first."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.charts import kinds
from analysis.charts.registry import Result
from analysis.codebook import text
from analysis.disclosure.reasons import NotPublished
from analysis.publications import Question
from analysis.reports.beside import beside, broken_down, joint
from analysis.reports.captions import answers_by, answers_to, chart_of
from analysis.reports.document import Block, Figure, Heading, Link, Table, paragraph
from analysis.reports.registry import part
from analysis.reports.sentences import findings_of
from analysis.reports.sheets import answers
from analysis.reports.source import Asked, Group, Section, Source
from analysis.reports.verdicts import SHOWN, Judged, judged
from analysis.reports.words import say
from analysis.tables import Tally

Drawn = tuple[str, str, Result]


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
    caption = answers_to(source, question)
    table = answers(tally, caption, language, margins=source.margins, scale=asked.scale)
    yield Table(question.name, table)
    drawn: list[Drawn] = [(f"figure-{question.name}", chart_of(source, question), tally)]
    if source.group is not None and source.group.code and not asked.fact:
        try:
            served = source.publication.tally(question.name, source.group.filter)
        except NotPublished as refusal:
            reason = refusal.words(language)
            yield paragraph(say("not served", language, reason=reason), style="quiet")
        else:
            yield _grouped(source, question, served, source.group)
            drawn = _drawn(source, question, served, source.group)
    for anchor, caption, result in drawn:
        if kinds(result):
            yield Figure(anchor, caption, result, None, language, {"margins": source.margins})


def _grouped(source: Source, question: Question, served: Tally, group: Group) -> Table:
    """What the group answered beside everybody."""
    caption = answers_to(source, question, "beside")
    sheet = beside(question.total, served, group.label, caption, source.language)
    return Table(f"group-{question.name}", sheet)


def _drawn(source: Source, question: Question, served: Tally, group: Group) -> list[Drawn]:
    """The charts of a question in the report of a group (anchor, caption, what is drawn): everybody and the
    group side by side; of a grid one after the other."""
    name = f"figure-{question.name}"
    if served.items:
        own = answers_to(source, question, "shares of the group")
        return [(name, chart_of(source, question), question.total), (f"group-{name}", own, served)]
    key = "places beside" if served.kind == "ranking" else "shares beside"
    both = joint(question.total, served, group, source.language)
    return [(name, answers_to(source, question, key), both)]


def _dependences(source: Source, pairs: list[Judged]) -> Iterator[Block]:
    """The answers by the groups with which a test shows a dependence."""
    for one in pairs:
        line = "" if one.line is one.question.total else one.line.variable
        table = source.publication.breakdown(one.question.name, one.by, line=line)
        caption = answers_by(source, one.question, one.by, one.line)
        yield Table(f"by-{one.by}-{one.line.variable}", broken_down(table, caption, source.language, one))
