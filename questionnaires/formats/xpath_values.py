"""Values of XPath said in our language: numbers, texts, days, references, functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
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
from questionnaires.formats.xpath_symbols import (
    DATE_FORMS,
    DATE_PART,
    DECIDING,
    DEVICE,
    LATER,
    NUMERIC,
    OF_MANY,
    OF_NUMBERS,
    PARTS_OF_DAY,
    REFERENCE,
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
        found: Said
        match node:
            case Number(text):
                found = number_said(text), "number"
            case Text(text):
                found = quoted(text), "text"
            case Ref() | Own():
                found = self._reference(self.symbol(node))
            case Column(name) if name in self.columns:
                found = self.columns[name], "column"
            case Column(name):
                if self.columns:
                    raise Untranslatable(f"“{name}” is no column of the choices")
                found = '""', "text"  # a bare name is a part that a question does not have
            case Pair("+" | "-" | "*" | "div" | "mod" as operator, left, right):
                found = self._computed(operator, left, right)
            case Lookup():
                found = self._looked_up(node)
            case Call(name, arguments):
                found = self._call(name, arguments)
            case _:
                found = f'if({self.cond(node)}, "true", "false")', "text"
        return found

    def _reference(self, symbol: Symbol) -> Said:
        if symbol.kind == "rank":
            raise Untranslatable("the order of choices is used as a value")
        if symbol.kind in ("code", "codes") and not self.columns:
            renamed = [code for code, names in symbol.codes.items() if list(names) != [code]]
            if renamed:
                raise Untranslatable(f"the code “{renamed[0]}” has another name here")
        return symbol.name, symbol.kind

    def _numeric(self, node: Node) -> str:
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
        one, other = self._numeric(left), self._numeric(right)
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
            return f"{OF_MANY[name]}({', '.join(self._several(one) for one in arguments)})", "number"
        simple = _CALLS.get(name)
        if simple is not None and len(arguments) in simple[0]:
            return simple[1](self, arguments)
        if name in ("selected", "not", "regex", "true", "false", *DECIDING):
            return f'if({self.cond(Call(name, tuple(arguments)))}, "true", "false")', "text"
        raise Untranslatable(f"there is no function like {name}()")

    def _of_numbers(self, name: str, arguments: Sequence[Node]) -> Said:
        if not arguments or len(arguments) > 2:
            raise Untranslatable(f"{name}() has {len(arguments)} arguments")
        said = ", ".join(self._numeric(one) for one in arguments)
        return f"{OF_NUMBERS[name]}({said})", "number"

    def _several(self, node: Node) -> str:
        """A value, or all values of a repeated question."""
        if isinstance(node, Lookup):
            return self._rows(node)
        symbol = self.symbols.get(node.name) if isinstance(node, Ref) else None
        if symbol is not None and symbol.roster and symbol.roster != self.roster:
            if symbol.kind not in ("number", "code", "text"):
                raise Untranslatable(f"“{symbol.name}” of all repetitions is used as a number")
            return f"{symbol.roster}_{symbol.name}"
        return self._numeric(node)

    def choice(self, arguments: Sequence[Node]) -> Said:
        """if()"""
        parts, kinds = [], set()
        node: Node = Call("if", tuple(arguments))
        while isinstance(node, Call) and node.name == "if" and len(node.arguments) == 3:
            condition, one, node = node.arguments
            said, kind = self.said(one)
            parts += [self.cond(condition), said]
            kinds |= set() if one == Text("") else {kind}
        said, kind = self.said(node)
        kinds |= set() if node == Text("") else {kind}
        found = next(iter(kinds)) if len(kinds) == 1 else "text"
        return f"if({', '.join((*parts, said))})", "text" if found in ("code", "codes") else found

    def joined(self, arguments: Sequence[Node]) -> Said:
        """concat()"""
        return f"join({', '.join(self.said(one)[0] for one in arguments)})", "text"

    def joined_by(self, arguments: Sequence[Node]) -> Said:
        """join(separator, ...)"""
        between, *parts = [
            self.said(arguments[0])[0],
            *(each for one in arguments[1:] for each in self._each(one)),
        ]
        found = parts[:1]
        for one in parts[1:]:
            found += [between if len(arguments) > 2 else f'if(length({one}) > 0, {between}, "")', one]
        return f"join({', '.join(found)})", "text"

    def _each(self, node: Node) -> list[str]:
        """A value, or those of all blocks of a repeated question."""
        symbol = self.symbols.get(node.name) if isinstance(node, Ref) else None
        if symbol is None or not symbol.roster or symbol.roster == self.roster or not symbol.most:
            return [self.said(node)[0]]
        kind = self._reference(symbol)[1]
        if kind == "codes" or symbol.most * len(symbol.name) > 600:
            raise Untranslatable(f"“{symbol.name}” of all repetitions is put together")
        return [f"{symbol.roster}_{turn}_{symbol.name}" for turn in range(1, symbol.most + 1)]

    def part(self, arguments: Sequence[Node]) -> Said:
        """substr(text, from, to), places counted from 0."""
        said, *places = [self.said(one)[0] for one in arguments]
        if not all(re.fullmatch(r"[0-9]+", place) for place in places):
            raise Untranslatable("a part of a text is cut at a computed place")
        numbers = [int(place) for place in places]
        length = f", {max(numbers[1] - numbers[0], 0)}" if len(numbers) > 1 else ""
        return f"part({said}, {numbers[0] + 1}{length})", "text"

    def length(self, arguments: Sequence[Node]) -> Said:
        """string-length(); of what was not answered 0."""
        said = self.said(arguments[0])[0] if arguments else self.symbol(Own()).name
        return f"first(length({said}), 0)", "number"

    def counted(self, arguments: Sequence[Node]) -> Said:
        """count-selected()"""
        said, kind = self.said(arguments[0])
        if kind not in ("codes", "code"):
            raise Untranslatable("choices are counted in what is no choice")
        return f"count({said})", "number"

    def indexed(self, arguments: Sequence[Node]) -> Said:
        """indexed-repeat() with a number that is written out."""
        asked, _, place = arguments
        symbol = self.symbols.get(asked.name) if isinstance(asked, Ref) else None
        if symbol is None or not symbol.roster or symbol.roster == self.roster:
            raise Untranslatable("one repetition is picked out of what does not repeat")
        if isinstance(place, Number) and place.text.isdigit() and 0 < int(place.text) <= symbol.most:
            return f"{symbol.roster}_{place.text}_{symbol.name}", symbol.kind
        said = self._numeric(place)
        parts = [
            f'if({said} == {turn}, {symbol.roster}_{turn}_{symbol.name}, "")'
            for turn in range(1, symbol.most + 1)
        ]
        if symbol.kind == "codes" or len(parts) * len(parts[0]) > 1_500:
            raise Untranslatable("one of many repetitions is picked out")
        return f"join({', '.join(parts)})", "text"

    def turn(self, arguments: Sequence[Node]) -> Said:
        """position(..), index(): the number of the block."""
        if not self.roster or (arguments and arguments[0] != Column("..")):
            raise Untranslatable("a place is counted outside of a group that repeats")
        return "block", "number"

    def repetitions(self, arguments: Sequence[Node]) -> Said:
        """count() of a repeated question, or of rows of a table."""
        node = arguments[0]
        if isinstance(node, Lookup):
            return f"count({self._rows(node)})", "number"
        symbol = self.symbols.get(node.name) if isinstance(node, Ref) else None
        if symbol is not None and symbol.kind == "roster":
            return symbol.name, "number"
        raise Untranslatable("count() of what is no group that repeats")

    def filled(self, arguments: Sequence[Node]) -> Said:
        """count-non-empty() of a repeated question."""
        return f"count({self._several(arguments[0])})", "number"

    def chosen_words(self, arguments: Sequence[Node]) -> Said:
        """jr:choice-name(): the words of a choice, in the language of the form."""
        code, asked = arguments
        found = REFERENCE.fullmatch(asked.text) if isinstance(asked, Text) else None
        listed = self.tables.listed(found[1]) if found and self.tables else ""
        if not listed:
            raise Untranslatable("the question whose choice is named is not known")
        return self._looked_up(Lookup(listed, Pair("=", Column("name"), code), "label"))

    def first(self, arguments: Sequence[Node]) -> Said:
        """coalesce()"""
        said = [self.said(one) for one in arguments]
        kinds = {kind for _, kind in said}
        kind = next(iter(kinds)) if len(kinds) == 1 else "text"
        return f"first({', '.join(one for one, _ in said)})", "text" if "code" in kind else kind

    def as_date(self, arguments: Sequence[Node]) -> Said:
        """date() of a text or a day."""
        said, kind = self.said(arguments[0])
        if kind == "number":
            raise Untranslatable("a day is made of a number")
        return said, "date"

    def formatted(self, arguments: Sequence[Node]) -> Said:
        """format-date() where it gives a part of the day, or the day as it is."""
        form = arguments[1]
        if not isinstance(form, Text):
            raise Untranslatable("the form of a date is computed")
        said = self.said(arguments[0])[0]
        if form.text == "%Y-%m-%d":
            return f"text({said})", "date"
        parts = list(DATE_PART.finditer(form.text))
        if form.text not in DATE_FORMS and "".join(one[0] for one in parts) == form.text:
            pieces = [PARTS_OF_DAY[one[2]].format(said) if one[2] else quoted(one[1]) for one in parts]
            return f"join({', '.join(pieces)})", "text"
        if form.text not in DATE_FORMS:
            raise Untranslatable(f"dates are not written as “{form.text}”")
        return f"{DATE_FORMS[form.text]}({said})", "number"

    def _looked_up(self, node: Lookup) -> Said:
        """A column of the choice that was chosen, written out choice by choice."""
        rows = self.lists.get(node.listed)
        for name in references(node):
            self.symbol(Ref(name))
        symbol = self.symbols.get(chooser(node.where))
        if rows is None or symbol is None or symbol.kind != "code" or node.column == "label":
            return f"entry({self._rows(node)}, 1)", "text"
        parts = [
            f'if({within(symbol.name, symbol.codes.get(code, ()))}, {quoted(row[node.column])}, "")'
            for code, row in rows.items()
            if row.get(node.column) and symbol.codes.get(code)
        ]
        said = f"join({', '.join(parts)})"
        if not parts or len(said) > 1_500:
            return f"entry({self._rows(node)}, 1)", "text"
        return said, "text"

    def _rows(self, node: Lookup) -> str:
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

    def pulled(self, arguments: Sequence[Node]) -> Said:
        """pulldata()"""
        table, column, key, value = arguments
        if not isinstance(table, Text) or not isinstance(column, Text) or not isinstance(key, Text):
            raise Untranslatable("the table of pulldata() is computed")
        rows = looked_up(self.tables, table.text, column.text, key.text, self.said(value)[0])
        return f"entry({rows}, 1)", "text"

    def entry(self, arguments: Sequence[Node]) -> Said:
        """selected-at() of choices, item-at() of a text with marks between its parts; places from 0."""
        *between, of, place = arguments
        symbol = self.symbol(of) if isinstance(of, Ref | Own) and not between else None
        if (
            symbol is not None
            and symbol.kind == "rank"
            and isinstance(place, Number)
            and place.text.isdigit()
        ):
            turn = int(place.text) + 1
            parts = [
                f'if({symbol.name}_{ours} == {turn}, {quoted(code)}, "")'
                for code, names in symbol.codes.items()
                for ours in names
            ]
            return f"join({', '.join(parts)})", "text"
        said = [self.said(of)[0], f"{self._numeric(place)} + 1", *(self.said(one)[0] for one in between)]
        return f"entry({', '.join(said)})", "text"


_CALLS: Mapping[str, tuple[Sequence[int], Callable[[Values, Sequence[Node]], Said]]] = {
    "today": ((0,), lambda one, parts: ("today()", "date")),
    "if": ((3,), Values.choice),
    "concat": (range(1, 100), Values.joined),
    "join": (range(2, 100), Values.joined_by),
    "substr": ((2, 3), Values.part),
    "string-length": ((0, 1), Values.length),
    "count-selected": ((1,), Values.counted),
    "count": ((1,), Values.repetitions),
    "count-non-empty": ((1,), Values.filled),
    "jr:choice-name": ((2,), Values.chosen_words),
    "position": ((1,), Values.turn),
    "index": ((0,), Values.turn),
    "indexed-repeat": ((3,), Values.indexed),
    "pulldata": ((4,), Values.pulled),
    "selected-at": ((2,), Values.entry),
    "item-at": ((3,), Values.entry),
    "coalesce": (range(1, 100), Values.first),
    "string": ((1,), lambda one, parts: (f"text({one.said(parts[0])[0]})", "text")),
    "normalize-space": ((1,), lambda one, parts: (f"text({one.said(parts[0])[0]})", "text")),
    "date": ((1,), Values.as_date),
    "decimal-date-time": ((1,), lambda one, parts: (f"days({one.said(parts[0])[0]})", "number")),
    "decimal-date": ((1,), lambda one, parts: (f"days({one.said(parts[0])[0]})", "number")),
    "format-date": ((2,), Values.formatted),
    "once": ((1,), lambda one, parts: one.said(parts[0])),
    "lower-case": ((1,), lambda one, parts: (f"lower({one.said(parts[0])[0]})", "text")),
    "upper-case": ((1,), lambda one, parts: (f"upper({one.said(parts[0])[0]})", "text")),
}
