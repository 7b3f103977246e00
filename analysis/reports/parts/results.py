"""The results: every published question in the sections of the questionnaire, who answered first."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.charts import kinds
from analysis.codebook import text
from analysis.disclosure.reasons import NotPublished
from analysis.publications import Question
from analysis.reports.beside import beside, broken_down
from analysis.reports.document import Block, Figure, Heading, Link, Table, paragraph
from analysis.reports.registry import part
from analysis.reports.sentences import findings_of
from analysis.reports.sheets import answers
from analysis.reports.source import Asked, Group, Section, Source
from analysis.reports.verdicts import SHOWN, Judged, judged
from analysis.reports.words import say


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


def _section(source: Source, section: Section, pairs: list[Judged]) -> Iterator[Block]:
    title = section.title
    if _is_profile(section):
        title = say("profile", source.language, title=title)
    yield Heading(2, title, f"section-{source.sections.index(section) + 1}")
    for asked in section.asked:
        for question in source.published(asked):
            yield from _question(source, asked, question)
            yield from _dependences(source, asked, [one for one in pairs if one.question is question])


def _question(source: Source, asked: Asked, question: Question) -> Iterator[Block]:
    """The question, what its numbers say, its table and its chart; the group of the report beside."""
    language, tally = source.language, question.total
    words = asked.question if question.name == asked.name else text(tally.label, language)
    yield Heading(3, f"{asked.number}. {words}", f"question-{question.name}")
    for one in findings_of(source, asked, question):
        yield paragraph(f"{one.said} (", Link(one.table), ")")
    caption = say("answers to", language, number=asked.number)
    yield Table(question.name, answers(tally, caption, language, margins=source.margins))
    if source.group is not None and source.group.code and not asked.fact:
        yield from _grouped(source, asked, question, source.group)
    if kinds(tally):
        drawn = say("shares of", language, number=asked.number)
        yield Figure(f"figure-{question.name}", drawn, tally, None, language, {"margins": source.margins})


def _grouped(source: Source, asked: Asked, question: Question, group: Group) -> Iterator[Block]:
    """What the group answered beside everybody, or why that is not shown."""
    try:
        served = source.publication.tally(question.name, group.filter)
    except NotPublished as refusal:
        yield paragraph(
            say("not served", source.language, reason=refusal.words(source.language)), style="quiet"
        )
        return
    caption = say("beside", source.language, number=asked.number)
    yield Table(
        f"group-{question.name}", beside(question.total, served, group.label, caption, source.language)
    )


def _dependences(source: Source, asked: Asked, pairs: list[Judged]) -> Iterator[Block]:
    """The answers by the groups with which a test shows a dependence."""
    for one in pairs:
        line = "" if one.line is one.question.total else one.line.variable
        table = source.publication.breakdown(one.question.name, one.by, line=line)
        by = text(source.publication.variable(one.by).label, source.language)
        caption = say("answers by", source.language, number=asked.number, by=by)
        yield Table(f"by-{one.by}-{one.line.variable}", broken_down(table, caption, source.language, one))
