"""Conditions such as `tenure in [lt1, 1_3] and not (position == manager)`, without eval.

A text becomes a syntax tree (`grammar.syntax`), the syntax tree a list that JSON can hold (`plain`, or
`universes.resolve` when the variables are known), the list a closure (`compiled`). The same list goes to
the respondent's script. Values, such as `2026 - entry_year`, go the same way and become an `Expression`.

Trees of values: a number, the name of a variable as a string, `["'", text]`, `[function, *values]`,
`["score", name, {code: score}]`, `["look_up", {"rows": {text: texts}, ...}, value]`.
Trees of conditions compare values by `["is", operator, left, right]`, or
`["is", function, *values]` where a function decides.

A comparison with something that was not answered is false, `!=` and `not in` included; `not` turns that
around. Numbers are compared as numbers. Of a multiple choice, `motive == a` says that a was chosen.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from questionnaires.functions import FUNCTIONS, Value, arithmetic, number_of, related, text_of
from questionnaires.grammar import decides, syntax
from questionnaires.terms import (
    RELATIONS,
    Answered,
    Call,
    Compare,
    Computed,
    ConditionError,
    Joined,
    Negated,
    Related,
    Syntax,
    Word,
)

__all__ = [
    "Condition",
    "ConditionError",
    "Expression",
    "comparison",
    "compiled",
    "condition",
    "evaluated",
    "expression",
    "number_of",
    "parse",
    "plain",
]

Test = Callable[[Mapping[str, Any]], bool]
"""Says whether the condition holds for the values known so far (variable -> value; unanswered: absent)."""

Evaluate = Callable[[Mapping[str, Any]], Value]
"""Gives the value for the values known so far; None when something it needs is missing."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition ready for use. `source` is the author's text; `tree` nested lists for JSON, for example
    `["and", ["in", "tenure", ["lt1"]], ["not", ["answered", "x"]]]`; `names` the variables it asks about."""

    source: str
    tree: list[Any]
    names: tuple[str, ...]
    test: Test = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Expression:
    """A value ready for use, computed from other variables; the parts are those of a condition."""

    source: str
    tree: Any
    names: tuple[str, ...]
    value: Evaluate = field(compare=False, repr=False)


def parse(text: str) -> Condition:
    """The condition of `text`, its variables unknown; ConditionError when it cannot be understood."""
    return condition(text, plain(syntax(text)))


def condition(source: str, tree: list[Any]) -> Condition:
    """The condition of a tree."""
    return Condition(source, tree, tuple(dict.fromkeys(_names(tree))), compiled(tree))


def expression(source: str, tree: Any) -> Expression:
    """The expression of a tree."""
    return Expression(source, tree, tuple(dict.fromkeys(_value_names(tree))), evaluated(tree))


def plain(node: Syntax) -> list[Any]:
    """The tree of a condition whose variables are not known: numbers may be meant as codes or numbers."""
    match node:
        case Joined(word, parts):
            return [word, *map(plain, parts)]
        case Negated(part):
            return ["not", plain(part)]
        case Answered(name):
            return ["answered", name.text]
        case Related(left, operator, right):
            return ["is", operator, _plain_value(left), _plain_value(right)]
        case Compare(name, operator, operands):
            return comparison(operator, name.text, [word.text for word in operands])
        case _:
            return ["is", *_plain_value(node)]


def _plain_value(node: Syntax) -> Any:
    if isinstance(node, Word):
        number = number_of(node.text) if node.kind == "word" else None
        return ["'", node.text] if node.kind == "quoted" else node.text if number is None else number
    if isinstance(node, Computed):
        return [node.operator, _plain_value(node.left), _plain_value(node.right)]
    if isinstance(node, Call) and node.name.text == "if":
        *parts, found = (plain(one) if decides(one) else _plain_value(one) for one in node.arguments)
        for place in range(len(parts) - 2, -1, -2):
            found = ["if", parts[place], parts[place + 1], found]
        return found
    if isinstance(node, Call):
        return [node.name.text, *map(_plain_value, node.arguments)]
    return plain(node)


def comparison(word: str, name: str, values: list[Any]) -> list[Any]:
    """The tree of one comparison; “not in” becomes “answered and not in”."""
    if word == "in":
        return ["in", name, values]
    if word == "not in":
        return ["and", ["answered", name], ["not", ["in", name, values]]]
    return [word, name, values[0]]


def compiled(tree: list[Any]) -> Test:
    """The closure of a tree."""
    word = tree[0]
    if word in ("and", "or"):
        return _joined(word, [compiled(part) for part in tree[1:]])
    if word == "not":
        return _negated(compiled(tree[1]))
    if word == "is":
        return _related(tree[1], [evaluated(part) for part in tree[2:]])
    return _single(word, *tree[1:])


def evaluated(tree: Any) -> Evaluate:
    """The closure of a value's tree."""
    match tree:
        case str():
            found: Evaluate = operator.methodcaller("get", tree)
        case ["'", text]:
            found = _always(text)
        case ["score", name, scores]:
            found = _scored(name, scores)
        case ["look_up", table, key]:
            found = _looked_up(table["rows"], evaluated(key))
        case ["+" | "-" | "*" | "/" as word, left, right]:
            found = _computed(word, evaluated(left), evaluated(right))
        case ["if", condition, *parts]:
            found = _called("if", [compiled(condition), *map(evaluated, parts)])
        case [word, *parts]:
            found = _called(word, [evaluated(part) for part in parts])
        case number:
            found = _always(number)
    return found


def _always(value: Value) -> Evaluate:
    return lambda values: value


def _scored(name: str, scores: Mapping[str, float]) -> Evaluate:
    return lambda values: scores.get(values.get(name, ""))


def _looked_up(rows: Mapping[str, list[str]], key: Evaluate) -> Evaluate:
    return lambda values: rows.get(text_of(key(values)))


def _computed(word: str, left: Evaluate, right: Evaluate) -> Evaluate:
    return lambda values: arithmetic(word, left(values), right(values))


def _called(word: str, arguments: list[Callable[[Mapping[str, Any]], Any]]) -> Evaluate:
    function = FUNCTIONS[word]

    def call(values: Mapping[str, Any]) -> Value:
        known = [argument(values) for argument in arguments]
        if not function.of_missing and any(one in (None, "", []) for one in known):
            return None
        found: Value = function.compute(*known)
        return found

    return call


def _related(word: str, parts: list[Evaluate]) -> Test:
    if word in FUNCTIONS:
        call = _called(word, [*parts])
        return lambda values: bool(call(values))
    left, right = parts
    return lambda values: related(word, left(values), right(values))


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
    holds = RELATIONS[word]

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
    elif tree[0] == "is":
        for part in tree[2:]:
            yield from _value_names(part)
    else:
        yield tree[1]


def _value_names(tree: Any) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, list) and tree[0] == "score":
        yield tree[1]
    elif isinstance(tree, list) and tree[0] != "'":
        for place, part in enumerate(tree[1:]):
            yield from _names(part) if tree[0] == "if" and place == 0 else _value_names(part)
