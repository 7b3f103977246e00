"""Wording checks: advice on what a question, a statement or an answer says, in Kazakh, Russian and English.

A rule is one module of this package: a function from a `Wording` to its `Finding`s, decorated with `rule`,
and its words in a table of the same name beside it (`<module>.toml`, one section a language). Its sentence
stands in `questionnaires.problems.RULES`. A language without a section is left alone by the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from questionnaires.problems import Place, Point

QUESTION, STATEMENT, OPTION, PROSE = "question", "statement", "option", "prose"
"""What a text is: it asks, it is rated (a row), it can be chosen, or it only tells."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer offered: its label in the language of the question, and its flags."""

    label: str
    missing: bool = False
    write_in: bool = False
    exclusive: bool = False
    score: float | None = None
    place: Place = Point()  # noqa: RUF009 - a frozen value


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in one language, with what stands around it.

    `beside` is the text in the file's first language where this is a translation of it. `choices` belong to
    questions; `unsure` is true where the house's own “I do not know” is offered; `conditional` where not
    everybody is asked; `background` where the question is on a fact about the person.
    """

    language: str
    text: str
    role: str = QUESTION
    type: str = ""
    choices: tuple[Choice, ...] = ()
    beside: str = ""
    beside_language: str = ""
    unsure: bool = False
    conditional: bool = False
    background: bool = False
    about: str = ""
    place: Place = Point()  # noqa: RUF009 - a frozen value


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule is broken: what its sentence says of it, and where, if not at the beginning of the text."""

    values: Mapping[str, Any] = field(default_factory=dict)
    place: Place | None = None


Rule = Callable[[Wording], Iterator[Finding]]

_RULES: dict[str, Rule] = {}


def rule(name: str) -> Callable[[Rule], Rule]:
    """Register the decorated function as the rule `name`."""

    def register(function: Rule) -> Rule:
        _RULES[name] = function
        return function

    return register


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by name: every module of this package is one or more."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return dict(sorted(_RULES.items()))


def broken(wording: Wording) -> Iterator[tuple[str, Finding]]:
    """The rules that a text breaks, each with its findings."""
    for name, find in rules().items():
        for found in find(wording):
            yield name, found
