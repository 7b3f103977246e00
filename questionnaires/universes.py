"""Conditions and values resolved: their names known, translated to what the respondent's page can see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from questionnaires import lookups
from questionnaires.functions import FUNCTIONS, linear_pattern, number_of, safe_pattern
from questionnaires.meanings import NEVER, Fail, Meaning, Tree, Unclear, whole
from questionnaires.questionnaire import Lookup
from questionnaires.terms import Answered, Call, Compare, Computed, Joined, Negated, Related, Syntax, Word


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that can be spoken of, and where problems go. `checks`: whether it is a check, which
    only the server decides: there the day may be asked, and patterns may repeat inside what repeats."""

    meanings: Mapping[str, Meaning]
    fail: Fail
    checks: bool = False
    lookups: Mapping[str, Lookup | None] = field(default_factory=dict)


def resolve(node: Syntax, scope: Scope) -> Tree:
    """The tree of a condition; problems go to `scope.fail`."""
    match node:
        case Joined(word, parts):
            return [word, *(resolve(part, scope) for part in parts)]
        case Negated(part):
            return ["not", resolve(part, scope)]
        case Related(left, operator, right):
            return _related(operator, value_of(left, scope), value_of(right, scope))
        case Answered(name):
            meaning = scope.meanings.get(name.text)
            return meaning.answered() if meaning else _unknown(name, scope)
        case Compare(name):
            return _compare(node, scope.meanings.get(name.text), scope)
        case Call():
            return ["is", *_call(node, scope)]
        case _:
            raise TypeError(f"{node!r} is no condition")


def _unknown(name: Word, scope: Scope) -> Tree:
    scope.fail("condition-name", name.at, value=name.text[:60])
    return NEVER


def _compare(node: Compare, meaning: Meaning | None, scope: Scope) -> Tree:
    """A name with a word: its code, its number or its text; else with the value of what the word names."""
    word = node.operands[0]
    named = word.kind == "word" and word.text in scope.meanings
    if meaning is None and (number_of(node.name.text) is None or node.operator in ("in", "not in")):
        return _unknown(node.name, scope)
    if meaning is None or (named and node.operator not in ("in", "not in") and not meaning.knows(word)):
        return _related(node.operator, value_of(node.name, scope), value_of(word, scope))
    return meaning.compare(node, scope.fail)


def _related(operator: str, left: Any, right: Any) -> Tree:
    """A comparison of two values; of a name with a constant in the short form that styles understand."""
    constant = _constant(right)
    if isinstance(left, str) and constant is not None:
        return [operator, left, constant] if operator in ("==", "!=") else ["is", operator, left, right]
    constant = _constant(left)
    if isinstance(right, str) and constant is not None and operator in ("==", "!="):
        return [operator, right, constant]
    return ["is", operator, left, right]


def _constant(tree: Any) -> Any:
    if isinstance(tree, (int, float)):
        return whole(tree)
    return tree[1] if isinstance(tree, list) and tree[0] == "'" else None


def value_of(node: Syntax, scope: Scope) -> Any:
    """The tree of a value; problems go to `scope.fail`."""
    match node:
        case Word():
            return _word(node, scope)
        case Computed(left, operator, right):
            return [operator, value_of(left, scope), value_of(right, scope)]
        case Call():
            return _call(node, scope)
        case _:
            return resolve(node, scope)


def _word(word: Word, scope: Scope) -> Any:
    """A literal, or the value of a name that has exactly one."""
    if word.kind == "quoted":
        return ["'", word.text]
    number = number_of(word.text)
    if number is not None:
        return whole(number)
    meaning = scope.meanings.get(word.text)
    if meaning is None:
        _unknown(word, scope)
        return ["'", ""]
    values = meaning.values()
    if len(values) == 1:
        return values[0]
    if values:
        scope.fail("condition-several", word.at, name=word.text)
    elif not isinstance(meaning, Unclear):
        scope.fail("condition-no-value", word.at, name=word.text)
    return ["'", ""]


def _call(node: Call, scope: Scope) -> list[Any]:
    word = node.name.text
    if word == "today" and not scope.checks:
        scope.fail("condition-today", node.name.at)
    if word == "look_up":
        return lookups.tree(node, scope.lookups, scope.fail, lambda one: value_of(one, scope))
    if word == "matches":
        _pattern(node, scope)
    if word == "if":
        return _chosen(node.arguments, scope)
    return [word, *(tree for one in node.arguments for tree in _arguments(word, one, scope))]


def _chosen(arguments: Sequence[Syntax], scope: Scope) -> Tree:
    """`if` with several conditions as one within another."""
    *pairs, last = arguments
    found = value_of(last, scope)
    for place in range(len(pairs) - 2, -1, -2):
        found = ["if", resolve(pairs[place], scope), value_of(pairs[place + 1], scope), found]
    return list(found)


def _arguments(function: str, node: Syntax, scope: Scope) -> list[Any]:
    """One argument; the name of a grid or ranking stands for all its parts where any number is taken."""
    if isinstance(node, Word) and node.kind == "word" and FUNCTIONS[function].most is None:
        meaning = scope.meanings.get(node.text)
        if meaning is not None:
            return meaning.values() or [_word(node, scope)]
    return [value_of(node, scope)]


def _pattern(node: Call, scope: Scope) -> None:
    """The second argument of `matches`: written out, and such that it cannot take long."""
    pattern = node.arguments[1]
    said = pattern.text if isinstance(pattern, Word) and pattern.kind == "quoted" else None
    if said is None or not (safe_pattern(said) or (scope.checks and linear_pattern(said))):
        scope.fail("condition-pattern", node.name.at)
