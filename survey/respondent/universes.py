"""Universes without script: said in words beside the item, and as CSS that hides what is not asked.

The rules of style use :has() over radio buttons and check boxes. What cannot be known that way (a number,
a ranking) never hides anything: the words stay, and the server drops what was not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from analysis.codebook import Text, text
from questionnaires.conditions import condition
from questionnaires.functions import number_of, related
from questionnaires.questionnaire import Item, Questionnaire, Section
from questionnaires.types import type_of
from survey.languages import gettext
from survey.web import N_

Literal = tuple[str, bool]
"""A selector of checked fields, and whether it must be there or must not."""

Terms = list[tuple[Literal, ...]]
"""Conjunctions; each alone is enough to be sure."""

MOST_TERMS = 16

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


def deciders(section: Section, known: dict[str, Source]) -> list[str]:
    """The items whose answers decide whether a section is asked: those that its universe speaks of, and its
    items' universes where each has one."""
    asked = [item for item in section.items if item.computes is None]
    universes = [item.shown_if for item in asked if item.shown_if]
    inner = universes if len(universes) == len(asked) else []
    conditions = [*([section.shown_if] if section.shown_if else []), *inner]
    names = (name for one in conditions for name in one.names if name in known)
    return list(dict.fromkeys(known[found].item.name for name in names for found in _asked(name, known)))


def computes(questionnaire: Questionnaire) -> bool:
    """Whether the page must compute values: for items that nobody is asked, universes or offers."""
    items = list(questionnaire.items())
    conditions = [
        *(section.shown_if for section in questionnaire.sections),
        *(item.shown_if for item in items),
        *(option.offered_if for item in items for option in item.options),
    ]
    needed = any(one is not None and _has_values(one.tree) for one in conditions)
    return needed or any(item.computes for item in items)


def _has_values(tree: list[Any]) -> bool:
    if tree[0] in ("and", "or", "not"):
        return any(map(_has_values, tree[1:]))
    return bool(tree[0] == "is")


def hiding_rules(questionnaire: Questionnaire) -> str:
    """CSS that hides each item and section that is certainly not asked."""
    known = sources(questionnaire)
    rules: list[str] = []
    for section in questionnaire.sections:
        rules += _hidden(f"#s-{section.name}", joined(section), known)
        for item in section.items:
            rules += _hidden(f"#q-{item.name}", joined(item), known)
    hiding = ",".join(rules)
    return f"@supports selector(:has(a)){{{hiding}{{display:none}}}}" if rules else ""


def _hidden(target: str, tree: list[Any], known: dict[str, Source]) -> list[str]:
    terms = sure(tree, False, known)[:MOST_TERMS]
    return [f"form{''.join(map(_selector, term))} {target}" for term in terms if term]


def _selector(literal: Literal) -> str:
    fields, there = literal
    return f":has({fields})" if there else f":not(:has({fields}))"


def sure(tree: list[Any], wanted: bool, known: dict[str, Source]) -> Terms:
    """Terms of checked fields, each of which makes sure that `tree` is `wanted`; none if CSS cannot know."""
    word, *parts = tree
    if word == "not":
        return sure(parts[0], not wanted, known)
    if word == "is":
        return []
    if word in ("and", "or"):
        results = [sure(part, wanted, known) for part in parts]
        return _every(results) if (word == "and") == wanted else [term for terms in results for term in terms]
    return _leaf(word, parts, wanted, known)


def _every(results: list[Terms]) -> Terms:
    most = 1
    for terms in results:
        most *= len(terms)
    if most > MOST_TERMS:
        return []
    return [
        tuple(dict.fromkeys(literal for term in terms for literal in term)) for terms in product(*results)
    ]


def _leaf(word: str, parts: list[Any], wanted: bool, known: dict[str, Source]) -> Terms:
    source = known.get(parts[0])
    values = None if source is None else _values(source, word, parts[1:])
    if source is None or source.field is None or values is None:
        return []
    asked = sure(source.universe, wanted, known)
    if not values:
        return [] if wanted else [()]
    checked = ",".join(f"[name={_quoted(source.field)}][value={_quoted(value)}]:checked" for value in values)
    literal: Terms = [((checked, wanted),)]
    return _every([literal, asked]) if wanted else literal + asked


def _values(source: Source, word: str, operands: list[Any]) -> list[str] | None:
    """The codes that make a comparison true; None when that cannot be said by codes."""
    valid = [option.value for option in source.item.options if not option.missing]
    if word == "answered":
        return valid
    if word == "==":
        return [str(operands[0])]
    if word == "in":
        return [str(value) for value in operands[0]]
    if word == "!=" and source.item.type != "multiple":
        return [value for value in valid if value != str(operands[0])]
    if word in LIMITS and valid and None not in map(number_of, valid):
        return [value for value in valid if related(word, value, operands[0])]
    return None


def _quoted(value: str) -> str:
    """A CSS string; what is no plain letter or digit goes out as its number, so that nothing can end it."""
    safe = (c if c.isascii() and (c.isalnum() or c in "_.-") else f"\\{ord(c):x} " for c in value)
    return f'"{"".join(safe)}"'


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
    numbers = dict.fromkeys(str(known[one].number) for name in names for one in _asked(name, known))
    return gettext(language, DECIDE, numbers=", ".join(numbers))


def _asked(name: str, known: dict[str, Source]) -> Iterator[str]:
    """The questions behind a name: itself, or those from which it is computed."""
    computed = known[name].item.computes
    if computed is None:
        yield name
    for one in computed.names if computed else ():
        yield from _asked(one, known) if one in known else ()


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
