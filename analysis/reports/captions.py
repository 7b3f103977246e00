"""What tables and charts of a question show, in words: which question, which line of it, by which groups."""

from __future__ import annotations

from analysis.codebook import text
from analysis.publications import Question
from analysis.reports.source import Source
from analysis.reports.words import say
from analysis.tables import Tally

FIGURES = {"number": "spread of", "ranking": "places of"}
"""What charts show that do not show the shares of answers."""


def answers_to(source: Source, question: Question, key: str = "answers to") -> str:
    """The caption of a table of a question; `key` says of whom."""
    return _of(source, question, key)


def answers_by(source: Source, question: Question, by: str, line: Tally | None = None) -> str:
    """The caption of a question by the groups of a variable; of a grid, of its `line`."""
    language, label = source.language, text(source.publication.variable(by).label, source.language)
    number = source.asked_of(question.name).number
    if line is None or line is question.total:
        return say("answers by", language, number=number, by=label)
    of_line = text(line.label, language).rstrip(".")
    return say("line by", language, number=number, line=of_line, by=label)


def chart_by(source: Source, question: Question) -> str:
    """The caption of the chart of a question by groups."""
    return _of(source, question, "shares in groups")


def chart_of(source: Source, question: Question) -> str:
    """The caption of the chart of a question."""
    return _of(source, question, FIGURES.get(question.total.kind, "shares of"))


def _of(source: Source, question: Question, key: str) -> str:
    """The words `key` with the number of the item; what an item yields beside its own answers is named."""
    asked = source.asked_of(question.name)
    said = say(key, source.language, number=asked.number)
    return said if question.name == asked.name else f"{said} ({text(question.total.label, source.language)})"
