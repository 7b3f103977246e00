"""Universes without script: CSS that hides what is not asked (`survey.universes` says them in words).

The rules of style use :has() over radio buttons and check boxes. What cannot be known that way (a number,
a ranking) never hides anything: the words stay, and the server drops what was not asked.
"""

from __future__ import annotations

from itertools import product
from typing import Any

from questionnaires.functions import number_of, related
from questionnaires.questionnaire import Questionnaire, Section
from survey.universes import LIMITS, Source, asked_for, joined, sources

Literal = tuple[str, bool]
"""A selector of checked fields, and whether it must be there or must not."""

Terms = list[tuple[Literal, ...]]
"""Conjunctions; each alone is enough to be sure."""

MOST_TERMS = 16


def deciders(section: Section, known: dict[str, Source]) -> list[str]:
    """The items whose answers decide whether a section is asked: those that its universe speaks of, and its
    items' universes where each has one."""
    asked = [item for item in section.items if item.computes is None]
    universes = [item.shown_if for item in asked if item.shown_if]
    inner = universes if len(universes) == len(asked) else []
    conditions = [*([section.shown_if] if section.shown_if else []), *inner]
    names = (name for one in conditions for name in one.names if name in known)
    return list(dict.fromkeys(known[found].item.name for name in names for found in asked_for(name, known)))


def computes(questionnaire: Questionnaire) -> bool:
    """Whether the page must compute values: for items that nobody is asked, defaults, universes or offers."""
    items = list(questionnaire.items())
    conditions = [
        *(section.shown_if for section in questionnaire.sections),
        *(item.shown_if for item in items),
        *(option.offered_if for item in items for option in item.options),
    ]
    needed = any(one is not None and _has_values(one.tree) for one in conditions)
    return needed or any(item.computes or item.starts for item in items)


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
