"""What an address asks of a published question, and what else it could ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request

from analysis.codebook import Text
from analysis.disclosure.reasons import NotPublished
from analysis.publications import EVERYBODY, Filter, FilterVariable, Publication, Question
from analysis.tables import Crosstab, Tally


@dataclass(frozen=True, slots=True)
class Asked:
    """By which variable, among whom, of a grid which line."""

    by: str = ""
    where: Filter = EVERYBODY
    line: str = ""

    @classmethod
    def of(cls, found: Publication) -> Asked:
        """What this request asks; NotPublished for a variable or a group that there is not."""
        wheres = filter(None, request.args.getlist("where"))
        return cls(request.args.get("by", ""), found.filter(*wheres), request.args.get("line", ""))

    @property
    def arguments(self) -> dict[str, Any]:
        """The same as arguments of an address."""
        told = {"by": self.by, "where": terms(self.where), "line": self.line}
        return {key: value for key, value in told.items() if value}

    def answer(self, found: Publication, question: str) -> Tally | Crosstab:
        """The table that was asked for; NotPublished where it is not served."""
        return found.table(question, self.by, self.where, self.line)


def answered(found: Publication, question: str) -> tuple[Asked, Tally | Crosstab, NotPublished | None]:
    """What is asked and the table of it; where that is not served, the table of everybody and why."""
    try:
        asked = Asked.of(found)
        return asked, asked.answer(found, question), None
    except NotPublished as refusal:
        if refusal.unknown:
            raise
        return Asked(), found.tally(question), refusal


def terms(group: Filter) -> list[str]:
    """A group as an address tells it."""
    return [f"{name}:{code}" for name, code in group.terms]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a table shows, in labels: by what it is broken down, of a grid which line, among whom, and which
    groups or lines are left out of it."""

    by: Text
    line: Text
    among: tuple[Text, ...]
    hidden: tuple[Text, ...]

    @classmethod
    def of(cls, found: Publication, question: Question, asked: Asked, result: Tally | Crosstab) -> Shown:
        """The labels of what was asked and answered."""
        among = tuple(_label(found, Filter.of(term)) for term in asked.where.terms)
        if not isinstance(result, Crosstab):
            there = {one.variable for one in result.items}
            return cls(
                {}, {}, among, tuple(one.label for one in question.total.items if one.variable not in there)
            )
        by = found.variable(asked.by)
        line = question.lines[question.line(asked.line)].label if question.total.items else {}
        hidden = (one.label for one in by.classes if one.code not in result.column_codes)
        return cls(by.label, line, among, tuple(hidden))


@dataclass(frozen=True, slots=True)
class Choices:
    """What a form offers for a question: filter variables it is broken down by, groups among whom it can be
    asked (address, label), and the lines of a grid (name, label). Everything that is offered is served."""

    by: tuple[FilterVariable, ...]
    among: tuple[tuple[str, Text], ...]
    lines: tuple[tuple[str, Text], ...]

    @classmethod
    def of(cls, found: Publication, question: Question, asked: Asked) -> Choices:
        """The choices beside what is asked now."""
        if question.why:
            return cls((), (), ())
        by = tuple(v for v in found.variables if found.served(question.name, v.name, line=asked.line))
        wheres = found.wheres(question.name, asked.by) if asked.by else _groups(found, question)
        lines = tuple((line.variable, line.label) for line in question.total.items)
        return cls(by, tuple((terms(one)[0], _label(found, one)) for one in wheres), lines)


def _groups(found: Publication, question: Question) -> list[Filter]:
    """The groups of one term that a question is served in."""
    one_term = [Filter.of((v.name, c.code)) for v in found.variables for c in v.classes]
    return [one for one in one_term if any(question.groups.get(one.key, ()))]


def _label(found: Publication, group: Filter) -> Text:
    """The label of a group of one term: "Length of service: 4-9 years"."""
    ((name, code),) = group.terms
    variable = found.variable(name)
    labels = next(one.label for one in variable.classes if one.code == code)
    return {language: _named(variable.label.get(language, name), label) for language, label in labels.items()}


def _named(variable: str, label: str) -> str:
    """ "Length of service: 4-9 years"; a question ends with its own mark."""
    return f"{variable}{'' if variable.endswith('?') else ':'} {label}"
