"""Whether an item can ever be asked: conditions tried with every kind of answer that could matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Any

from questionnaires.conditions import Condition
from questionnaires.questionnaire import Item, Questionnaire, Section
from questionnaires.types import type_of

MOST_TRIALS = 20_000
"""Conditions that would need more trials are taken to be reachable."""

Values = Mapping[str, Any]


def never_asked(questionnaire: Questionnaire) -> Iterator[Item]:
    """The items whose universe is empty, as far as trying out can tell."""
    universes: dict[str, list[Condition]] = {}
    owners: dict[str, Item] = {}
    for section in questionnaire.sections:
        for item in section.items:
            universes[item.name] = _conditions(section, item)
            if not _possible(item.name, universes, owners):
                yield item
            owners |= dict.fromkeys(_names(item), item)


def _conditions(section: Section, item: Item) -> list[Condition]:
    return [condition for condition in (section.shown_if, item.shown_if) if condition is not None]


def _names(item: Item) -> Iterator[str]:
    question_type = type_of(item)
    yield from (variable.name for variable in question_type.variables(item))
    yield from (one.name for one in question_type.sets(item))


def _possible(name: str, universes: dict[str, list[Condition]], owners: dict[str, Item]) -> bool:
    own = universes[name]
    asked_about = _closure(own, universes, owners)
    domains = {one: _domain(one, owners[one], universes) for one in asked_about if one in owners}
    texts = any("text" in domain for domain in domains.values())
    if not own or texts or prod(map(len, domains.values())) > MOST_TRIALS:
        return True
    for values in product(*domains.values()):
        known = {one: value for one, value in zip(domains, values, strict=True) if value is not None}
        if all(condition.test(known) for condition in own) and _consistent(known, universes, owners):
            return True
    return False


def _closure(
    own: list[Condition], universes: dict[str, list[Condition]], owners: dict[str, Item]
) -> list[str]:
    """The names in the conditions, those in the conditions of their items, and so on."""
    found: dict[str, None] = {}
    waiting = [name for condition in own for name in condition.names]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            more = universes[owners[name].name] if name in owners else []
            waiting += [other for condition in more for other in condition.names]
    return list(found)


def _consistent(known: Values, universes: dict[str, list[Condition]], owners: dict[str, Item]) -> bool:
    """Whether every answered item was itself asked."""
    return all(condition.test(known) for name in known for condition in universes[owners[name].name])


def _domain(name: str, item: Item, universes: dict[str, list[Condition]]) -> list[Any]:
    """None (not answered), and the answers that conditions could tell apart."""
    for one in type_of(item).sets(item):
        if one.name == name:
            options = list(one.options)
            pairs = [[a, b] for a in options for b in options if a < b]
            return [None, *([option] for option in options), *pairs, options]
    variable = next(one for one in type_of(item).variables(item) if one.name == name)
    if variable.level == "scale":
        return [None, *_numbers(name, item, universes)]
    if variable.level == "text":
        return [None, "text"]
    return [None, *(code.value for code in variable.valid_codes)]


def _numbers(name: str, item: Item, universes: dict[str, list[Condition]]) -> list[float]:
    """Every number that some condition compares with, its neighbours, and the limits."""
    found = {limit for limit in (item.low, item.high) if limit is not None} or {0.0}
    for conditions in universes.values():
        for condition in conditions:
            for number in _compared(condition.tree, name):
                found |= {number - 1, number - 0.5, number, number + 0.5, number + 1}
    low = item.low if item.low is not None else min(found)
    high = item.high if item.high is not None else max(found)
    return sorted({float(number) for number in found if low <= number <= high})


def _compared(tree: list[Any], name: str) -> Iterator[float]:
    if tree[0] in ("and", "or", "not"):
        for part in tree[1:]:
            yield from _compared(part, name)
    elif tree[1] == name and len(tree) > 2:
        yield from tree[2] if isinstance(tree[2], list) else [tree[2]]
