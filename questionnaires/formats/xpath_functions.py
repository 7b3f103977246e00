"""Functions of XPath said in our language, each beside the number of arguments that it takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from questionnaires.formats.xpath import Call, Column, Lookup, Node, Number, Own, Pair, Ref, Text
from questionnaires.formats.xpath_symbols import (
    DATE_FORMS,
    DATE_PART,
    PARTS_OF_DAY,
    REFERENCE,
    Untranslatable,
    looked_up,
    quoted,
)

if TYPE_CHECKING:
    from questionnaires.formats.xpath_values import Said, Values


def choice(values: Values, arguments: Sequence[Node]) -> Said:
    """if()"""
    parts, kinds = [], set()
    node: Node = Call("if", tuple(arguments))
    while isinstance(node, Call) and node.name == "if" and len(node.arguments) == 3:
        condition, one, node = node.arguments
        said, kind = values.said(one)
        parts += [values.cond(condition), said]
        kinds |= set() if one == Text("") else {kind}
    said, kind = values.said(node)
    kinds |= set() if node == Text("") else {kind}
    found = next(iter(kinds)) if len(kinds) == 1 else "text"
    return f"if({', '.join((*parts, said))})", "text" if found in ("code", "codes") else found


def joined(values: Values, arguments: Sequence[Node]) -> Said:
    """concat()"""
    return f"join({', '.join(values.said(one)[0] for one in arguments)})", "text"


def joined_by(values: Values, arguments: Sequence[Node]) -> Said:
    """join(separator, ...)"""
    between, *parts = [
        values.said(arguments[0])[0],
        *(each for one in arguments[1:] for each in _each(values, one)),
    ]
    found = parts[:1]
    for one in parts[1:]:
        found += [between if len(arguments) > 2 else f'if(length({one}) > 0, {between}, "")', one]
    return f"join({', '.join(found)})", "text"


def _each(values: Values, node: Node) -> list[str]:
    """A value, or those of all blocks of a repeated question."""
    symbol = values.symbols.get(node.name) if isinstance(node, Ref) else None
    if symbol is None or not symbol.roster or symbol.roster == values.roster or not symbol.most:
        return [values.said(node)[0]]
    kind = values.reference(symbol)[1]
    if kind == "codes" or symbol.most * len(symbol.name) > 600:
        raise Untranslatable(f"“{symbol.name}” of all repetitions is put together")
    return [f"{symbol.roster}_{turn}_{symbol.name}" for turn in range(1, symbol.most + 1)]


def part(values: Values, arguments: Sequence[Node]) -> Said:
    """substr(text, from, to), places counted from 0."""
    said, *places = [values.said(one)[0] for one in arguments]
    if not all(re.fullmatch(r"[0-9]+", place) for place in places):
        raise Untranslatable("a part of a text is cut at a computed place")
    numbers = [int(place) for place in places]
    length = f", {max(numbers[1] - numbers[0], 0)}" if len(numbers) > 1 else ""
    return f"part({said}, {numbers[0] + 1}{length})", "text"


def length(values: Values, arguments: Sequence[Node]) -> Said:
    """string-length(); of what was not answered 0."""
    said = values.said(arguments[0])[0] if arguments else values.symbol(Own()).name
    return f"first(length({said}), 0)", "number"


def counted(values: Values, arguments: Sequence[Node]) -> Said:
    """count-selected()"""
    said, kind = values.said(arguments[0])
    if kind not in ("codes", "code"):
        raise Untranslatable("choices are counted in what is no choice")
    return f"count({said})", "number"


def indexed(values: Values, arguments: Sequence[Node]) -> Said:
    """indexed-repeat() with a number that is written out."""
    asked, _, place = arguments
    symbol = values.symbols.get(asked.name) if isinstance(asked, Ref) else None
    if symbol is None or not symbol.roster or symbol.roster == values.roster:
        raise Untranslatable("one repetition is picked out of what does not repeat")
    if isinstance(place, Number) and place.text.isdigit() and 0 < int(place.text) <= symbol.most:
        return f"{symbol.roster}_{place.text}_{symbol.name}", symbol.kind
    said = values.numeric(place)
    parts = [
        f'if({said} == {turn}, {symbol.roster}_{turn}_{symbol.name}, "")'
        for turn in range(1, symbol.most + 1)
    ]
    if symbol.kind == "codes" or len(parts) * len(parts[0]) > 1_500:
        raise Untranslatable("one of many repetitions is picked out")
    return f"join({', '.join(parts)})", "text"


def turn(values: Values, arguments: Sequence[Node]) -> Said:
    """position(..), index(): the number of the block."""
    if not values.roster or (arguments and arguments[0] != Column("..")):
        raise Untranslatable("a place is counted outside of a group that repeats")
    return "block", "number"


def repetitions(values: Values, arguments: Sequence[Node]) -> Said:
    """count() of a repeated question, or of rows of a table."""
    node = arguments[0]
    if isinstance(node, Lookup):
        return f"count({values.rows(node)})", "number"
    symbol = values.symbols.get(node.name) if isinstance(node, Ref) else None
    if symbol is not None and symbol.kind == "roster":
        return symbol.name, "number"
    raise Untranslatable("count() of what is no group that repeats")


def filled(values: Values, arguments: Sequence[Node]) -> Said:
    """count-non-empty() of a repeated question."""
    return f"count({values.several(arguments[0])})", "number"


def chosen_words(values: Values, arguments: Sequence[Node]) -> Said:
    """jr:choice-name(): the words of a choice, in the language of the form."""
    code, asked = arguments
    found = REFERENCE.fullmatch(asked.text) if isinstance(asked, Text) else None
    listed = values.tables.listed(found[1]) if found and values.tables else ""
    if not listed:
        raise Untranslatable("the question whose choice is named is not known")
    return values.found(Lookup(listed, Pair("=", Column("name"), code), "label"))


def first(values: Values, arguments: Sequence[Node]) -> Said:
    """coalesce()"""
    said = [values.said(one) for one in arguments]
    kinds = {kind for _, kind in said}
    kind = next(iter(kinds)) if len(kinds) == 1 else "text"
    return f"first({', '.join(one for one, _ in said)})", "text" if "code" in kind else kind


def as_date(values: Values, arguments: Sequence[Node]) -> Said:
    """date() of a text or a day."""
    said, kind = values.said(arguments[0])
    if kind == "number":
        raise Untranslatable("a day is made of a number")
    return said, "date"


def formatted(values: Values, arguments: Sequence[Node]) -> Said:
    """format-date() where it gives a part of the day, or the day as it is."""
    form = arguments[1]
    if not isinstance(form, Text):
        raise Untranslatable("the form of a date is computed")
    said = values.said(arguments[0])[0]
    if form.text == "%Y-%m-%d":
        return f"text({said})", "date"
    parts = list(DATE_PART.finditer(form.text))
    if form.text not in DATE_FORMS and "".join(one[0] for one in parts) == form.text:
        pieces = [PARTS_OF_DAY[one[2]].format(said) if one[2] else quoted(one[1]) for one in parts]
        return f"join({', '.join(pieces)})", "text"
    if form.text not in DATE_FORMS:
        raise Untranslatable(f"dates are not written as “{form.text}”")
    return f"{DATE_FORMS[form.text]}({said})", "number"


def pulled(values: Values, arguments: Sequence[Node]) -> Said:
    """pulldata()"""
    table, column, key, value = arguments
    if not isinstance(table, Text) or not isinstance(column, Text) or not isinstance(key, Text):
        raise Untranslatable("the table of pulldata() is computed")
    rows = looked_up(values.tables, table.text, column.text, key.text, values.said(value)[0])
    return f"entry({rows}, 1)", "text"


def entry(values: Values, arguments: Sequence[Node]) -> Said:
    """selected-at() of choices, item-at() of a text with marks between its parts; places from 0."""
    *between, of, place = arguments
    symbol = values.symbol(of) if isinstance(of, Ref | Own) and not between else None
    if symbol is not None and symbol.kind == "rank" and isinstance(place, Number) and place.text.isdigit():
        turn = int(place.text) + 1
        parts = [
            f'if({symbol.name}_{ours} == {turn}, {quoted(code)}, "")'
            for code, names in symbol.codes.items()
            for ours in names
        ]
        return f"join({', '.join(parts)})", "text"
    said = [values.said(of)[0], f"{values.numeric(place)} + 1", *(values.said(one)[0] for one in between)]
    return f"entry({', '.join(said)})", "text"


CALLS: Mapping[str, tuple[Sequence[int], Callable[[Values, Sequence[Node]], Said]]] = {
    "today": ((0,), lambda one, parts: ("today()", "date")),
    "if": ((3,), choice),
    "concat": (range(1, 100), joined),
    "join": (range(2, 100), joined_by),
    "substr": ((2, 3), part),
    "string-length": ((0, 1), length),
    "count-selected": ((1,), counted),
    "count": ((1,), repetitions),
    "count-non-empty": ((1,), filled),
    "jr:choice-name": ((2,), chosen_words),
    "position": ((1,), turn),
    "index": ((0,), turn),
    "indexed-repeat": ((3,), indexed),
    "pulldata": ((4,), pulled),
    "selected-at": ((2,), entry),
    "item-at": ((3,), entry),
    "coalesce": (range(1, 100), first),
    "string": ((1,), lambda one, parts: (f"text({one.said(parts[0])[0]})", "text")),
    "normalize-space": ((1,), lambda one, parts: (f"text({one.said(parts[0])[0]})", "text")),
    "date": ((1,), as_date),
    "decimal-date-time": ((1,), lambda one, parts: (f"days({one.said(parts[0])[0]})", "number")),
    "decimal-date": ((1,), lambda one, parts: (f"days({one.said(parts[0])[0]})", "number")),
    "format-date": ((2,), formatted),
    "once": ((1,), lambda one, parts: one.said(parts[0])),
    "lower-case": ((1,), lambda one, parts: (f"lower({one.said(parts[0])[0]})", "text")),
    "upper-case": ((1,), lambda one, parts: (f"upper({one.said(parts[0])[0]})", "text")),
}
