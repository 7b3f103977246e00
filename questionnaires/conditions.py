"""Conditions such as `tenure in [lt1, 1_3] and not (position == manager)`, without eval.

A text becomes a syntax tree (`grammar.syntax`), the syntax tree a list that JSON can hold (`plain`, or
`universes.resolve` when the variables are known), the list a closure (`compiled`). The same list goes to
the respondent's script.

A comparison with something that was not answered is false, `!=` and `not in` included; `not` turns that
around. Numbers are compared as numbers. Of a multiple choice, `motive == a` says that a was chosen.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from questionnaires.grammar import Answered, ConditionError, Joined, Negated, Syntax, syntax

__all__ = [
    "Condition",
    "ConditionError",
    "comparison",
    "compiled",
    "condition",
    "number_of",
    "parse",
    "plain",
]

Test = Callable[[Mapping[str, Any]], bool]
"""Says whether the condition holds for the values known so far (variable -> value; unanswered: absent)."""

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?\Z")
_ORDER = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition ready for use. `source` is the author's text; `tree` nested lists for JSON, for example
    `["and", ["in", "tenure", ["lt1"]], ["not", ["answered", "x"]]]`; `names` the variables it asks about."""

    source: str
    tree: list[Any]
    names: tuple[str, ...]
    test: Test = field(compare=False, repr=False)


def parse(text: str) -> Condition:
    """The condition of `text`, its variables unknown; ConditionError when it cannot be understood."""
    return condition(text, plain(syntax(text)))


def condition(source: str, tree: list[Any]) -> Condition:
    """The condition of a tree."""
    return Condition(source, tree, tuple(dict.fromkeys(_names(tree))), compiled(tree))


def plain(node: Syntax) -> list[Any]:
    """The tree of a condition whose variables are not known: numbers may be meant as codes or numbers."""
    if isinstance(node, Joined):
        return [node.word, *(plain(part) for part in node.parts)]
    if isinstance(node, Negated):
        return ["not", plain(node.part)]
    if isinstance(node, Answered):
        return ["answered", node.name.text]
    return comparison(node.operator, node.name.text, [word.text for word in node.operands])


def comparison(word: str, name: str, values: list[Any]) -> list[Any]:
    """The tree of one comparison; “not in” becomes “answered and not in”."""
    if word == "in":
        return ["in", name, values]
    if word == "not in":
        return ["and", ["answered", name], ["not", ["in", name, values]]]
    return [word, name, values[0]]


def number_of(text: Any) -> float | None:
    """The number that `text` is or writes, or None."""
    if isinstance(text, (int, float)):
        return text
    return float(text) if isinstance(text, str) and _NUMBER.match(text) else None


def compiled(tree: list[Any]) -> Test:
    """The closure of a tree."""
    word = tree[0]
    if word in ("and", "or"):
        return _joined(word, [compiled(part) for part in tree[1:]])
    if word == "not":
        return _negated(compiled(tree[1]))
    return _single(word, *tree[1:])


def _single(word: str, name: str, value: Any = None) -> Test:
    if word == "answered":
        return _answered(name)
    if word in ("==", "in"):
        return _within(name, value if word == "in" else [value])
    if word == "!=":
        return _joined("and", [_answered(name), _negated(_within(name, [value]))])
    return _ordered(word, name, number_of(value))


def _negated(part: Test) -> Test:
    return lambda values: not part(values)


def _joined(word: str, parts: list[Test]) -> Test:
    if len(parts) == 2:
        one, two = parts
        if word == "and":
            return lambda values: one(values) and two(values)
        return lambda values: one(values) or two(values)
    every = all if word == "and" else any
    return lambda values: every(part(values) for part in parts)


def _answered(name: str) -> Test:
    return lambda values: values.get(name) not in (None, "", [], ())


def _within(name: str, wanted: list[Any]) -> Test:
    known = frozenset(wanted) | {n for n in map(number_of, wanted) if n is not None}

    def test(values: Mapping[str, Any]) -> bool:
        value = values.get(name)
        if value.__class__ is list:
            return not known.isdisjoint(value)
        return value in known

    return test


def _ordered(word: str, name: str, limit: float | None) -> Test:
    if limit is None:
        return lambda values: False
    holds = _ORDER[word]

    def test(values: Mapping[str, Any]) -> bool:
        value = values.get(name)
        if value.__class__ is not float:
            value = number_of(value)
        return value is not None and holds(value, limit)

    return test


def _names(tree: list[Any]) -> Iterator[str]:
    if tree[0] in ("and", "or", "not"):
        for part in tree[1:]:
            yield from _names(part)
    else:
        yield tree[1]
