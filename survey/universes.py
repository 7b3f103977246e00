"""Universes in words: where each variable of a condition is asked, and the condition as people read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from analysis.codebook import Text, text
from questionnaires.conditions import condition
from questionnaires.questionnaire import Item, Questionnaire, Section
from questionnaires.types import type_of
from survey.languages import gettext
from survey.web import N_

LINKS = {"and": N_(" and "), "or": N_(" or ")}

SAID = {
    "answered": N_("you answered question {number}"),
    "==": N_("in question {number} you answered: {answers}"),
    "in": N_("in question {number} you answered: {answers}"),
    "!=": N_("in question {number} you did not answer: {answers}"),
}

DECIDE = N_("it follows so from your answers to the questions {numbers}")

LIMITS = {
    "<": N_("your answer to question {number} is less than {limit}"),
    "<=": N_("your answer to question {number} is at most {limit}"),
    ">": N_("your answer to question {number} is more than {limit}"),
    ">=": N_("your answer to question {number} is at least {limit}"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a variable of a condition is asked: `field` is None when CSS cannot see it."""

    item: Item
    section: Section
    number: int
    labels: dict[str, Text]
    field: str | None = None
    row: Text | None = None

    @property
    def universe(self) -> list[Any]:
        """The condition under which the item is asked, its section's included."""
        return joined(self.section, self.item)


def joined(*asked: Section | Item) -> list[Any]:
    """One tree of all their universes; an empty "and" holds always."""
    return ["and", *(one.shown_if.tree for one in asked if one.shown_if)]


def sources(questionnaire: Questionnaire) -> dict[str, Source]:
    """Variable name -> where it is asked."""
    found: dict[str, Source] = {}
    number = 0
    for section in questionnaire.sections:
        for item in section.items:
            number += type_of(item).asks
            found.update(_sources(item, section, number))
    return found


def _sources(item: Item, section: Section, number: int) -> Iterator[tuple[str, Source]]:
    labels = {option.value: option.label for option in item.options}
    seen = item.name if type_of(item).seen_by_style else None
    yield item.name, Source(item, section, number, labels, seen)
    for row in item.rows:
        yield (
            f"{item.name}_{row.name}",
            Source(item, section, number, labels, f"{item.name}.{row.name}", row.label),
        )
    for option in item.options:
        yield f"{item.name}_{option.value}", Source(item, section, number, {}, None, option.label)


def in_words(tree: list[Any], known: dict[str, Source], language: str) -> str:
    """A universe as the respondent reads it: "Only if in question 2 you answered: Yes."."""
    return gettext(language, "Only if {condition}.", condition=_say(tree, known, language))


def _say(tree: list[Any], known: dict[str, Source], language: str) -> str:
    word, *parts = tree
    if word in ("and", "or"):
        link = gettext(language, LINKS[word])
        return link.join(_say(part, known, language) for part in parts)
    if word == "not":
        inner = _say(parts[0], known, language)
        return gettext(language, "it is not so that {condition}", condition=inner)
    if word == "is":
        return _computed(tree, known, language)
    return _comparison(word, known[parts[0]], parts[1:], language)


def _computed(tree: list[Any], known: dict[str, Source], language: str) -> str:
    """A comparison of computed values in words: which questions decide."""
    names = [name for name in condition("", tree).names if name in known]
    numbers = dict.fromkeys(str(known[one].number) for name in names for one in asked_for(name, known))
    return gettext(language, DECIDE, numbers=", ".join(numbers))


def asked_for(name: str, known: dict[str, Source]) -> Iterator[str]:
    """The questions behind a name: itself, or those from which it is computed."""
    computed = known[name].item.computes
    if computed is None:
        yield name
    for one in computed.names if computed else ():
        yield from asked_for(one, known) if one in known else ()


def _comparison(word: str, source: Source, operands: list[Any], language: str) -> str:
    where, answers = _place(source, language), _answers(source, operands, language)
    if word in LIMITS:
        return gettext(language, LIMITS[word], number=where, limit=answers)
    return gettext(language, SAID[word], number=where, answers=answers)


def _place(source: Source, language: str) -> str:
    row = f" ({text(source.row, language)})" if source.row else ""
    return f"{source.number}{row}"


def _answers(source: Source, operands: Iterable[Any], language: str) -> str:
    values = [value for one in operands for value in (one if isinstance(one, list) else [one])]
    labels = [text(source.labels.get(str(value), str(value)), language) for value in values]
    either = LINKS["or"]
    return gettext(language, either).join(labels)
