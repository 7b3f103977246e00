"""Our conditions and values as XPath: the inverse of `xpath_ours`, from trees."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any


class Unsayable(ValueError):
    """What XPath of XLSForm has no words for."""


_COMPARE = {"==": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_ARITHMETIC = {"+": "+", "-": "-", "*": "*", "/": "div"}
_DECIDING = {"contains": "contains", "starts": "starts-with", "ends": "ends-with", "matches": "regex"}
_SAME = {
    "abs": "abs",
    "whole": "int",
    "power": "pow",
    "root": "sqrt",
    "exp": "exp",
    **{name: name for name in ("sin", "cos", "tan", "asin", "acos", "atan")},
    "log": "log",
    "number": "number",
    "round": "round",
    "join": "concat",
    "text": "string",
    "length": "string-length",
    "first": "coalesce",
    "today": "today",
    "days": "decimal-date-time",
    "max": "max",
    "min": "min",
}
_DATES = {"year": "%Y", "month": "%n", "day": "%e"}


class Sayer:
    """Says trees. `several` are the names of multiple choices, `known` everything that can be named, `own`
    the item of the check (written as a dot)."""

    def __init__(self, known: Collection[str], several: Collection[str], own: str = "") -> None:
        self._known, self._several, self._own = known, several, own

    def condition(self, tree: list[Any]) -> str:
        """A condition; Unsayable where there are no words."""
        match tree:
            case ["and" | "or" as word]:
                found = "true()" if word == "and" else "false()"
            case ["and" | "or" as word, *parts]:
                found = f" {word} ".join(self._part(part) for part in parts)
            case ["not", part]:
                found = f"not({self.condition(part)})"
            case ["answered", name]:
                found = f"{self._name(name)} != ''"
            case ["in", name, values]:
                found = " or ".join(self._equal(name, value) for value in values) or "false()"
            case ["==", name, value]:
                found = self._equal(name, value)
            case ["!=", name, value]:
                found = f"{self._name(name)} != '' and not({self._equal(name, value)})"
            case ["<" | "<=" | ">" | ">=" as word, name, value]:
                found = f"{self._name(name)} {word} {_literal(value)}"
            case ["is", word, left, right] if word in _COMPARE:
                found = f"{self.value(left)} {_COMPARE[word]} {self.value(right)}"
            case ["is", word, *parts] if word in _DECIDING:
                found = f"{_DECIDING[word]}({', '.join(map(self.value, parts))})"
            case _:
                raise Unsayable(f"“{tree[0]}” has no counterpart")
        return found

    def value(self, tree: Any) -> str:
        """A value; Unsayable where there are no words."""
        match tree:
            case str():
                found = self._name(tree)
            case int() | float():
                found = _literal(tree)
            case ["'", text]:
                found = _literal(text)
            case ["look_up", table, key]:
                found = self._rows(table, key)
            case ["entry", ["look_up", table, key], 1] if table.get("key"):
                found = self._pulled(table, key)
            case ["entry", of, place]:
                found = f"selected-at({self.value(of)}, {self.value(place)} - 1)"
            case ["sum" | "count" as word, ["look_up", table, key]]:
                found = f"{word}({self._rows(table, key)})"
            case ["score", name, scores]:
                found = self._scored(name, scores)
            case ["+" | "-" | "*" | "/" as word, left, right]:
                found = f"({self.value(left)} {_ARITHMETIC[word]} {self.value(right)})"
            case ["if", condition, one, other]:
                found = f"if({self.condition(condition)}, {self.value(one)}, {self.value(other)})"
            case [word, *parts]:
                found = self._call(word, parts)
        return found

    def _rows(self, table: Mapping[str, Any], key: Any) -> str:
        where = f"[{table['key']} = {self.value(key)}]" if table.get("key") else ""
        return f"instance('{table['table']}')/root/item{where}/{table['column']}"

    def _pulled(self, table: Mapping[str, Any], key: Any) -> str:
        names = ", ".join(_literal(table[one]) for one in ("table", "column", "key"))
        return f"pulldata({names}, {self.value(key)})"

    def _call(self, word: str, parts: list[Any]) -> str:
        said = [self.value(part) for part in parts]
        if word in _SAME:
            return f"{_SAME[word]}({', '.join(said)})"
        special = _SPECIAL.get(word)
        if special is not None:
            return special(said)
        if word in _DATES:
            return f"number(format-date({said[0]}, '{_DATES[word]}'))"
        if word == "count" and len(parts) == 1 and parts[0] in self._several:
            return f"count-selected({said[0]})"
        if word == "part" and all(isinstance(part, (int, float)) for part in parts[1:]):
            begin = int(parts[1]) - 1
            return f"substr({said[0]}, {begin}{f', {begin + int(parts[2])}' if len(parts) > 2 else ''})"
        raise Unsayable(f"“{word}” has no counterpart")

    def _scored(self, name: str, scores: Mapping[str, float]) -> str:
        said = "''"
        for code, score in reversed(list(scores.items())):
            said = f"if({self._equal(name, code)}, {_literal(score)}, {said})"
        return said

    def _part(self, tree: list[Any]) -> str:
        said = self.condition(tree)
        return f"({said})" if " and " in said or " or " in said else said

    def _equal(self, name: str, value: Any) -> str:
        if name in self._several:
            return f"selected({self._name(name)}, {_literal(value)})"
        return f"{self._name(name)} = {_literal(value)}"

    def _name(self, name: str) -> str:
        if name not in self._known:
            raise Unsayable(f"“{name}” has no counterpart")
        return "." if name == self._own else f"${{{name}}}"


_SPECIAL: Mapping[str, Callable[[list[str]], str]] = {
    "floor": lambda said: f"int({said[0]})",
    "remainder": lambda said: f"({said[0]} mod {said[1]})",
    "sum": lambda said: f"({' + '.join(f'coalesce({one}, 0)' for one in said)})",
}


def _literal(value: Any) -> str:
    if isinstance(value, (int, float)):
        return str(int(value)) if value == int(value) else repr(float(value))
    if "'" not in value:
        return f"'{value}'"
    if '"' not in value:
        return f'"{value}"'
    raise Unsayable("a text holds both kinds of quotation marks")
