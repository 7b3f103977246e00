"""XPath said in our language: conditions with the same meaning, or the reason why there is none.

In XPath what was not answered is an empty text, and `!=` holds for it; here it is missing and a comparison
with it false. So `!=` becomes `not (… == …)`, and an empty text `not answered`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from questionnaires.formats.xpath import Call, Column, Node, Number, Own, Pair, Ref, Text
from questionnaires.formats.xpath_symbols import (
    DECIDING,
    FALSE,
    TRUE,
    AnyCode,
    Symbol,
    Untranslatable,
    number_said,
    parsed,
    quoted,
    within,
)
from questionnaires.formats.xpath_values import Values
from questionnaires.functions import number_of
from questionnaires.patterns import strict
from questionnaires.terms import RELATIONS

_OURS = {"=": "=="}
_FLIPPED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(slots=True)
class Translator(Values):
    """Says conditions too. `compared`: column of choices -> the coded question that it is compared with."""

    compared: dict[str, Symbol] = field(default_factory=dict)

    def condition(self, text: str) -> str:
        """A condition; Untranslatable with the reason."""
        return self.cond(parsed(text))

    def cond(self, node: Node) -> str:
        match node:
            case Pair("or" | "and" as word, _, _):
                parts = [self.cond(part) for part in series(node, word)]
                found = f" {word} ".join(enclosed(part) for part in parts)
            case Pair(operator, left, right) if operator in _FLIPPED:
                found = self._compare(operator, left, right)
            case Call("not", (part,)):
                found = f"not ({self.cond(part)})"
            case Call("true" | "false" as word, ()):
                found = TRUE if word == "true" else FALSE
            case Call("selected", (of, what)):
                found = self._selected(of, what)
            case Call("regex", (of, Text(pattern))):
                found = f"matches({self.said(of)[0]}, {quoted(_pattern(pattern))})"
            case Call(name, (one, two)) if name in DECIDING:
                found = f"{DECIDING[name]}({self.said(one)[0]}, {self.said(two)[0]})"
            case Call("boolean", (part,)):
                found = self.cond(part)
            case Call("boolean-from-string", (part,)):
                found = self._boolean(part)
            case Ref() | Own():
                found = self._truth(self.symbol(node))
            case _:
                said, kind = self.said(node)
                found = f"{said} != 0" if kind == "number" else f"length({said}) > 0"
        return found

    def _boolean(self, node: Node) -> str:
        said = self.said(node)[0]
        return f'{said} == "true" or {said} == "1"'

    def _truth(self, symbol: Symbol) -> str:
        return f"{symbol.name} != 0" if symbol.kind == "number" else f"answered {symbol.name}"

    def _compare(self, operator: str, left: Node, right: Node) -> str:
        if operator == "!=":
            return f"not ({self._compare('=', left, right)})"
        if isinstance(left, Text | Number) and not isinstance(right, Text | Number):
            left, right, operator = right, left, _FLIPPED[operator]
        if isinstance(right, Call) and right.name in ("true", "false") and operator == "=":
            said = self.cond(left)
            return said if right.name == "true" else f"not ({said})"
        if isinstance(left, Text | Number) and isinstance(right, Text | Number):
            return self._settled(operator, left, right)
        if isinstance(right, Text) and not right.text and operator == "=":
            return self._empty(left)
        if isinstance(left, Ref | Own) and isinstance(right, Text | Number):
            return self._known(self.symbol(left), operator, right)
        if isinstance(right, Call) and right.name == "now" and self.today:
            operator, right = ("<=" if "<" in operator else ">"), Call("today", ())
        return self._related(operator, left, right)

    def _settled(self, operator: str, left: Text | Number, right: Text | Number) -> str:
        """Two literals: as numbers if both are, else as texts, which have no order."""
        one, other = number_of(left.text), number_of(right.text)
        if operator == "=" and isinstance(left, Text) and isinstance(right, Text):
            return TRUE if left.text == right.text else FALSE
        if one is None or other is None:
            return FALSE
        return TRUE if RELATIONS[_OURS.get(operator, operator)](one, other) else FALSE

    def _empty(self, node: Node) -> str:
        if isinstance(node, Ref | Own):
            return f"not answered {self.symbol(node).name}"
        said, kind = self.said(node)
        return FALSE if kind == "column" else f"not (length({said}) > 0)"

    def _known(self, symbol: Symbol, operator: str, literal: Text | Number) -> str:
        """A question beside a literal."""
        name, word = symbol.name, _OURS.get(operator, operator)
        number = number_of(literal.text)
        if symbol.kind == "code":
            return self._coded(symbol, operator, literal)
        if symbol.kind == "codes":
            chosen = self._chosen(symbol, literal.text)
            if operator != "=":
                raise Untranslatable("several choices have no order")
            return chosen if chosen == FALSE else f"{chosen} and count({name}) == 1"
        if symbol.kind == "number":
            if number is None:
                return FALSE
            return f"{name} {word} {number_said(literal.text)}"
        if isinstance(literal, Number):
            return f"number({name}) {word} {number_said(literal.text)}"
        if symbol.kind == "rank":
            raise Untranslatable("an order of choices is compared with a text")
        return f"{name} {word} {quoted(literal.text)}"

    def _coded(self, symbol: Symbol, operator: str, literal: Text | Number) -> str:
        """Which codes satisfy the comparison."""
        limit = number_of(literal.text)
        if operator == "=" and isinstance(literal, Text):
            found = list(symbol.codes.get(literal.text, ()))
        elif isinstance(symbol.codes, AnyCode) and operator != "=":
            raise Untranslatable("codes that are still to come have no order")
        elif isinstance(symbol.codes, AnyCode):
            found = list(symbol.codes[literal.text])
        elif limit is None:
            raise Untranslatable("codes are compared with a text by their order")
        else:
            holds = RELATIONS[_OURS.get(operator, operator)]
            found = [
                ours
                for code, names in symbol.codes.items()
                for ours in names
                if (number := number_of(code)) is not None and holds(number, limit)
            ]
        return within(symbol.name, found)

    def _chosen(self, symbol: Symbol, code: str) -> str:
        return within(symbol.name, symbol.codes.get(code, ()))

    def _selected(self, of: Node, what: Node) -> str:
        if isinstance(of, Ref | Own) and isinstance(what, Text | Number):
            symbol = self.symbol(of)
            if symbol.kind in ("code", "codes"):
                return self._chosen(symbol, what.text.strip())
        if isinstance(what, Column):
            return self._related("=", what, of)
        said, kind = self.said(of)
        part = self.said(what)[0]
        if kind == "codes":
            return f"{said} == {part}"
        return f'contains(join(" ", {said}, " "), join(" ", {part}, " "))'

    def _related(self, operator: str, left: Node, right: Node) -> str:
        word = _OURS.get(operator, operator)
        (one, kind), (other, other_kind) = self.said(left), self.said(right)
        self._pair_column(left, right)
        self._pair_column(right, left)
        if "rank" in (kind, other_kind):
            raise Untranslatable("an order of choices is compared")
        if {kind, other_kind} == {"date", "number"}:
            one = f"days({one})" if kind == "date" else one
            other = f"days({other})" if other_kind == "date" else other
        if kind == "text" and other_kind == "number":
            one = f"number({one})"
        if other_kind == "text" and kind == "number":
            other = f"number({other})"
        said = f"{one} {word} {other}"
        if word == "==" and isinstance(left, Ref | Own) and isinstance(right, Ref | Own):
            names = (self.symbol(left).name, self.symbol(right).name)
            return f"({said}) or (not answered {names[0]} and not answered {names[1]})"
        return said

    def _pair_column(self, column: Node, other: Node) -> None:
        if isinstance(column, Column) and isinstance(other, Ref | Own):
            symbol = self.symbol(other)
            if symbol.kind in ("code", "codes"):
                self.compared[column.name] = symbol


def series(node: Node, word: str) -> list[Node]:
    """The parts of a chain of “and” or “or”."""
    if isinstance(node, Pair) and node.operator == word:
        return [*series(node.left, word), *series(node.right, word)]
    return [node]


def enclosed(said: str) -> str:
    return f"({said})" if re.search(r" (?:and|or) ", said) else said


def _pattern(pattern: str) -> str:
    """The pattern for the whole text: marks of begin and end go without saying."""
    plain = strict(pattern).removeprefix("^")
    return plain[:-1] if plain.endswith("$") and not plain.endswith("\\$") else plain
