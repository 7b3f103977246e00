"""Values of XPath said in our language: numbers, texts, days, references (functions: `xpath_functions`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from questionnaires.formats.xpath import (
    Call,
    Column,
    Lookup,
    Node,
    Number,
    Own,
    Pair,
    Ref,
    Text,
    references,
)
from questionnaires.formats.xpath_functions import CALLS
from questionnaires.formats.xpath_symbols import (
    DECIDING,
    DEVICE,
    LATER,
    NUMERIC,
    OF_MANY,
    OF_NUMBERS,
    Symbol,
    Tables,
    Untranslatable,
    chooser,
    looked_up,
    number_said,
    operand,
    parsed,
    quoted,
    within,
)

Said = tuple[str, str]
"""A value in our language, and its kind: number, text, date, time, code, codes."""


@dataclass(slots=True)
class Values:
    """Says values. `symbols` are the questions before; `own` is the question of `.`; `columns` those of
    its list (foreign -> ours) with `maps` for their values; `today` may be asked in checks only."""

    symbols: Mapping[str, Symbol]
    own: Symbol | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    today: bool = False
    roster: str = ""
    lists: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    """List -> choice -> column -> text, for values looked up there."""
    tables: Tables | None = None
    """Takes the tables in which values are looked up."""

    def cond(self, node: Node) -> str:
        """A condition; conditions are said by `xpath_ours.Translator`."""
        raise Untranslatable("a condition stands where a value is needed")

    def value(self, text: str) -> Said:
        """A value and its kind; Untranslatable with the reason."""
        return self.said(parsed(text))

    def symbol(self, node: Node) -> Symbol:
        """The question that a reference means; Untranslatable for one that cannot be spoken of here."""
        symbol = self.own if isinstance(node, Own) else self.symbols.get(getattr(node, "name", ""))
        if symbol is None:
            if isinstance(node, Own):
                raise Untranslatable("there is no answer that “.” could mean")
            raise Untranslatable(f"it speaks of “{getattr(node, 'name', '')}”, {LATER}")
        if symbol.kind == "gone":
            kind = symbol.gone if symbol.gone in ("media", "geography", "device") else ""
            raise Untranslatable(f"it speaks of “{getattr(node, 'name', '')}”, which is not asked here", kind)
        if symbol.roster and symbol.roster != self.roster:
            raise Untranslatable(f"it speaks of “{symbol.name}”, which is asked several times")
        return symbol

    def said(self, node: Node) -> Said:
        """A value and its kind."""
        found: Said
        match node:
            case Number(text):
                found = number_said(text), "number"
            case Text(text):
                found = quoted(text), "text"
            case Ref() | Own():
                found = self.reference(self.symbol(node))
            case Column(name) if name in self.columns:
                found = self.columns[name], "column"
            case Column(name):
                if self.columns:
                    raise Untranslatable(f"“{name}” is no column of the choices")
                found = '""', "text"  # a bare name is a part that a question does not have
            case Pair("+" | "-" | "*" | "div" | "mod" as operator, left, right):
                found = self._computed(operator, left, right)
            case Lookup():
                found = self.found(node)
            case Call(name, arguments):
                found = self._call(name, arguments)
            case _:
                found = f'if({self.cond(node)}, "true", "false")', "text"
        return found

    def reference(self, symbol: Symbol) -> Said:
        """The answer of a question as a value."""
        if symbol.kind == "rank":
            raise Untranslatable("the order of choices is used as a value")
        if symbol.kind in ("code", "codes") and not self.columns:
            renamed = [code for code, names in symbol.codes.items() if list(names) != [code]]
            if renamed:
                raise Untranslatable(f"the code “{renamed[0]}” has another name here")
        return symbol.name, symbol.kind

    def numeric(self, node: Node) -> str:
        """A value used as a number."""
        if isinstance(node, Pair) and node.operator in ("or", "and", "=", "!=", "<", "<=", ">", ">="):
            return f"if({self.cond(node)}, 1, 0)"
        if isinstance(node, Call) and node.name in ("selected", "not", "regex", "true", "false", *DECIDING):
            return f"if({self.cond(node)}, 1, 0)"
        said, kind = self.said(node)
        if kind not in NUMERIC:
            raise Untranslatable(f"“{said[:40]}” is used as a number")
        return f"days({said})" if kind == "date" else said

    def _computed(self, operator: str, left: Node, right: Node) -> Said:
        one, other = self.numeric(left), self.numeric(right)
        if operator == "mod":
            return f"remainder({one}, {other})", "number"
        sign = "/" if operator == "div" else operator
        first = operand(left, one) if operator != "+" else one
        return f"{first} {sign} {operand(right, other)}", "number"

    def _call(self, name: str, arguments: Sequence[Node]) -> Said:
        if name in DEVICE and not (name == "today" and self.today):
            raise Untranslatable(DEVICE[name], "device")
        if name in OF_NUMBERS:
            return self._of_numbers(name, arguments)
        if name in OF_MANY:
            return f"{OF_MANY[name]}({', '.join(self.several(one) for one in arguments)})", "number"
        simple = CALLS.get(name)
        if simple is not None and len(arguments) in simple[0]:
            return simple[1](self, arguments)
        if name in ("selected", "not", "regex", "true", "false", *DECIDING):
            return f'if({self.cond(Call(name, tuple(arguments)))}, "true", "false")', "text"
        raise Untranslatable(f"there is no function like {name}()")

    def _of_numbers(self, name: str, arguments: Sequence[Node]) -> Said:
        if not arguments or len(arguments) > 2:
            raise Untranslatable(f"{name}() has {len(arguments)} arguments")
        said = ", ".join(self.numeric(one) for one in arguments)
        return f"{OF_NUMBERS[name]}({said})", "number"

    def several(self, node: Node) -> str:
        """A value, or all values of a repeated question."""
        if isinstance(node, Lookup):
            return self.rows(node)
        symbol = self.symbols.get(node.name) if isinstance(node, Ref) else None
        if symbol is not None and symbol.roster and symbol.roster != self.roster:
            if symbol.kind not in ("number", "code", "text"):
                raise Untranslatable(f"“{symbol.name}” of all repetitions is used as a number")
            return f"{symbol.roster}_{symbol.name}"
        return self.numeric(node)

    def found(self, node: Lookup) -> Said:
        """A column of the choice that was chosen, written out choice by choice."""
        rows = self.lists.get(node.listed)
        for name in references(node):
            self.symbol(Ref(name))
        symbol = self.symbols.get(chooser(node.where))
        if rows is None or symbol is None or symbol.kind != "code" or node.column == "label":
            return f"entry({self.rows(node)}, 1)", "text"
        parts = [
            f'if({within(symbol.name, symbol.codes.get(code, ()))}, {quoted(row[node.column])}, "")'
            for code, row in rows.items()
            if row.get(node.column) and symbol.codes.get(code)
        ]
        said = f"join({', '.join(parts)})"
        if not parts or len(said) > 1_500:
            return f"entry({self.rows(node)}, 1)", "text"
        return said, "text"

    def rows(self, node: Lookup) -> str:
        """A column of the rows of a table that a comparison picks out."""
        match node.where:
            case None:
                return looked_up(self.tables, node.listed, node.column)
            case Column(name):
                return looked_up(self.tables, node.listed, node.column or name)
            case Pair("=", Column(name), other) | Pair("=", other, Column(name)):
                return looked_up(self.tables, node.listed, node.column or name, name, self.said(other)[0])
            case _:
                raise Untranslatable("an attached file is looked into in a way that is not known")
