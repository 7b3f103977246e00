"""The questionnaire: every question in its exact wording, whom it was put to, and how many answered."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.publications import Question
from analysis.reports.document import Block, Heading, Items, Link, Paragraph, Words, paragraph
from analysis.reports.registry import part
from analysis.reports.sheets import based
from analysis.reports.source import Asked, Source
from analysis.reports.words import say


@part("questionnaire", 40)
def questionnaire(source: Source) -> Iterator[Block]:
    """The questions in the order in which they were asked, with their answers and bases."""
    yield Heading(1, say("questionnaire", source.language), "questionnaire")
    for place, section in enumerate(source.sections, start=1):
        yield Heading(2, section.title or say("no title", source.language), f"asked-{place}")
        for asked in section.asked:
            yield from _asked(source, asked)


def _asked(source: Source, asked: Asked) -> Iterator[Block]:
    yield paragraph(Words(f"{asked.number}. {asked.question}", strong=bool(asked.variables)))
    for said in (asked.only, asked.hint):
        if said:
            yield paragraph(said, style="quiet")
    if asked.rows:
        yield Items(tuple(paragraph(row) for row in asked.rows))
    if asked.options:
        answers = " · ".join(label for _, label in asked.options)
        yield paragraph(say("offered", source.language, answers=answers))
    for question in source.published(asked):
        yield _base(source, question)
    if asked.variables and not source.published(asked):
        yield paragraph(say("not published", source.language), style="quiet")


def _base(source: Source, question: Question) -> Paragraph:
    """Of whom the answers stand in which table, and who did not answer."""
    told = based(question.total, source.language)
    return paragraph(f"{told} ", Link(question.name), ".", style="quiet")
