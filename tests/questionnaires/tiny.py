"""Questionnaires as small as the behaviour they show."""

from __future__ import annotations

from textwrap import dedent, indent

from questionnaires.problems import Problem, Problems
from questionnaires.questionnaire import Item, Questionnaire
from questionnaires.reader import read
from questionnaires.types import Parsed, type_of

HEAD = """\
questionnaire: tiny
version: "1"
languages: [en]
title: {en: Tiny}
"""

YES_NO = 'codes: {"yes": {en: "Yes"}, "no": {en: "No"}}'


def source(items: str, *, head: str = "", section: str = "", tail: str = "") -> str:
    """A questionnaire of one section with these items."""
    body = indent(dedent(items).strip(), "      ")
    extra = indent(dedent(section), "    ")
    return (
        f"{HEAD}{dedent(head)}sections:\n  - section: only\n    title: {{en: Only}}\n{extra}"
        f"    items:\n{body}\n{tail}"
    )


def tiny(items: str, **more: str) -> Questionnaire:
    """The questionnaire of `source`."""
    return read(source(items, **more))


def problems(text: str) -> list[Problem]:
    """The problems of a file."""
    try:
        read(text)
    except Problems as found:
        return list(found.problems)
    return []


def rules(text: str) -> list[str]:
    """The rules that a file breaks, in the order of the file."""
    return [problem.rule for problem in problems(text)]


def item(settings: str) -> Item:
    """The item `x` with these settings."""
    return tiny(f"- {{item: x, question: {{en: X}}, {settings}}}").item("x")


def parsed(one: Item, **fields: str | list[str]) -> Parsed:
    """What `one` reads from these fields; __ in a name stands for a dot."""
    form = {
        name.replace("__", "."): [value] if isinstance(value, str) else value
        for name, value in fields.items()
    }
    return type_of(one).parse(one, form)


def messages(one: Item, **fields: str | list[str]) -> list[str]:
    """The problems that `one` has with these fields, in English."""
    return [problem.message.format(**problem.values) for problem in parsed(one, **fields).problems]
