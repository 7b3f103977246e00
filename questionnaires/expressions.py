"""Conditions and values as an author writes them into a file: universes, checks, offers, computed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from questionnaires import conditions, piping, universes
from questionnaires.conditions import Condition, Expression
from questionnaires.fields import Fields
from questionnaires.grammar import syntax, value_syntax
from questionnaires.meanings import Fail, Meaning
from questionnaires.nodes import Scalar
from questionnaires.problems import Point, nearest
from questionnaires.questionnaire import Check, Item, Option
from questionnaires.references import Scope, item_names
from questionnaires.settled import Constant
from questionnaires.terms import ConditionError


def condition(fields: Fields, scope: Scope, key: str = "shown if") -> Condition | None:
    """The condition after `key`; None when there is none or it has problems."""
    node = fields.scalar(key)
    return _condition(node, _Names(fields, scope, node)) if node else None


def value(fields: Fields, scope: Scope, key: str) -> Expression | None:
    """The value after `key`; None when there is none or it has problems."""
    node = fields.scalar(key)
    if node is None:
        return None
    names = _Names(fields, scope, node)
    before = len(scope.report)
    try:
        tree = universes.value_of(value_syntax(node.text), names.known())
    except ConditionError as error:
        names.fail(error.rule, error.position, **error.values)
        return None
    return conditions.expression(node.text.strip(), tree) if len(scope.report) == before else None


def checks(fields: Fields, scope: Scope) -> tuple[Check, ...]:
    """The checks of an item, which may speak of the item itself."""
    found = []
    for node in fields.nodes("checks") if "checks" in fields else ():
        inner = fields.fields(node, f"{fields.about}: this check")
        if inner is None:
            continue
        place = inner.scalar("holds if", needed=True)
        holds = _condition(place, _Names(inner, scope, place, checks=True)) if place else None
        said, soft = piping.full(inner, scope, "say"), inner.flag("soft")
        inner.close()
        if holds is not None:
            found.append(Check(holds, said, soft))
    return tuple(found)


def offered(fields: Fields, scope: Scope, item: Item) -> Item:
    """The item with the condition of each option, where “offer if” filters them by their columns."""
    node = fields.scalar("offer if")
    if node is None:
        return item
    if not any(option.columns or option.awaited for option in item.options):
        fields.report("offer-columns", "offer if")
        return item
    options = tuple(_offered(option, _Names(fields, scope, node), node) for option in item.options)
    return replace(item, options=options)


def _offered(option: Option, names: _Names, node: Scalar) -> Option:
    if option.missing:
        return option
    names.more = {name: Constant(name, text) for name, text in option.columns.items()}
    return replace(option, offered_if=_condition(node, names))


def _condition(node: Scalar, names: _Names) -> Condition | None:
    before = len(names.scope.report)
    try:
        tree = universes.resolve(syntax(node.text), names.known())
    except ConditionError as error:
        names.fail(error.rule, error.position, **error.values)
        return None
    return conditions.condition(node.text.strip(), tree) if len(names.scope.report) == before else None


class _Names:
    """The names that a condition at `node` can speak of, and where its problems go."""

    def __init__(self, fields: Fields, scope: Scope, node: Scalar | None, *, checks: bool = False) -> None:
        self.scope = scope
        self.more: Mapping[str, Meaning] = {}
        self._own = frozenset(name.text for name in item_names(fields.node))
        self._node = node
        self._checks = checks

    def known(self) -> universes.Scope:
        fail: Fail = self.fail
        names = self.scope.names(dict(self.more))
        return universes.Scope(names, fail, self._checks, self.scope.lookups)

    def fail(self, rule: str, position: int, /, **values: Any) -> None:
        """Report a problem at its place; of an unknown name as much as can be said."""
        node, scope = self._node, self.scope
        if node is None:
            return
        place = Point(node.line, node.column + node.shift + position)
        if rule != "condition-name":
            scope.report.add(rule, place, **values)
            return
        name = values["value"]
        later = scope.later(name)
        if later and later[0] in self._own:
            scope.report.add("condition-self", place, value=name)
        elif later:
            scope.forward = True
        elif not scope.unclear(name):
            scope.report.add("condition-name", place, value=name, hint=nearest(name, scope.meanings))
