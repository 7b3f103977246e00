"""XPath and what we make of it agree on every expression here, for all answers and missing ones."""

import math
import re
from itertools import product
from typing import Any

import pytest

from questionnaires import routing
from questionnaires.formats.xpath import Call, Node, NotXPath, Number, Pair, Ref, Text, parse
from questionnaires.formats.xpath_ours import Translator
from questionnaires.formats.xpath_symbols import Symbol, Untranslatable
from tests.questionnaires.tiny import tiny

ITEMS = """
- {item: a, type: single, question: {en: A}, codes: {"1": {en: Y}, "2": {en: N}, "3": {en: M}}}
- {item: n, type: number, question: {en: N}}
- {item: t, type: text, question: {en: T}}
- {item: m, type: multiple, question: {en: M}, codes: {x: {en: X}, y: {en: Y}}}
"""
CODES = {code: (code,) for code in ("1", "2", "3")}
SYMBOLS = {
    "a": Symbol("a", "code", CODES),
    "n": Symbol("n", "number"),
    "t": Symbol("t", "text"),
    "m": Symbol("m", "codes", {"x": ("x",), "y": ("y",)}),
}
ANSWERS: dict[str, tuple[str, ...]] = {
    "a": ("", "1", "3"),
    "n": ("", "0", "7"),
    "t": ("", "ab", "7"),
    "m": ("", "x", "x y"),
}


def number(value: Any) -> float:
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, float):
        return value
    return float(value) if re.fullmatch(r"\s*-?\d+(\.\d*)?\s*", value) else math.nan


def text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else str(value)
    return str(value)


def true(value: Any) -> bool:
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return value if isinstance(value, bool) else bool(value)


def xpath(node: Node, answers: dict[str, str]) -> Any:  # noqa: PLR0911 - one for each kind of node
    """The value of an expression as XPath 1.0 and the functions of XForms define it."""
    match node:
        case Number(said):
            return float(said)
        case Text(said):
            return said
        case Ref(name):
            return answers[name]
        case Pair("and" | "or" as word, left, right):
            both = (true(xpath(left, answers)), true(xpath(right, answers)))
            return all(both) if word == "and" else any(both)
        case Pair("=" | "!=" as word, left, right):
            one, other = xpath(left, answers), xpath(right, answers)
            numeric = isinstance(one, float) or isinstance(other, float)
            same = number(one) == number(other) if numeric else text(one) == text(other)
            return same == (word == "=")
        case Pair(word, left, right):
            return relation(word, number(xpath(left, answers)), number(xpath(right, answers)))
        case Call(name, parts):
            return function(name, [xpath(part, answers) for part in parts])
        case _:
            raise AssertionError(node)


def relation(word: str, one: float, other: float) -> Any:
    found = {"<": one < other, "<=": one <= other, ">": one > other, ">=": one >= other}
    return found[word] if word in found else {"+": one + other, "-": one - other, "*": one * other}[word]


def function(name: str, parts: list[Any]) -> Any:
    found = {
        "not": lambda: not true(parts[0]),
        "selected": lambda: parts[1] in parts[0].split(),
        "count-selected": lambda: float(len(parts[0].split())),
        "string-length": lambda: float(len(parts[0])),
        "if": lambda: parts[1] if true(parts[0]) else parts[2],
        "true": lambda: True,
        "contains": lambda: parts[1] in parts[0],
        "regex": lambda: re.fullmatch(parts[1], parts[0]) is not None,
        "coalesce": lambda: parts[0] or parts[1],
    }
    return found[name]()


EXPRESSIONS = [
    "${a} = '1'",
    "${a} != '1'",
    "${a} = 1 or ${n} > 3",
    "${a} >= 2",
    "${a} < 3 and not(${n} >= 7)",
    "'1' = ${a}",
    "3 > ${n}",
    "${a} = ''",
    "${t} != ''",
    "not(${t} = 'ab')",
    "${n} + 1 = 8",
    "${n} != 7",
    "${n} * 2 - 1 > 3 and (${a} = '3' or selected(${m}, 'y'))",
    "selected(${m}, 'x') and not(selected(${m}, 'y'))",
    "selected(${m}, 'z')",
    "${m} = 'x'",
    "count-selected(${m}) = 0",
    "count-selected(${m}) >= 2",
    "string-length(${t}) = 0",
    "string-length(${t}) < 2",
    "contains(${t}, 'b')",
    "regex(${t}, '[a-z]+')",
    "${n} = ${t}",
    "${a} = ${t}",
    "if(${n} > 3, 'big', 'small') = 'big'",
    "coalesce(${t}, 'none') = 'none'",
    "selected(${a}, '3') = true()",
    "${t}",
    "not(${t})",
    "${n} > ${a}",
]


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_a_condition_means_what_xpath_means(expression: str) -> None:
    ours = Translator(SYMBOLS).condition(expression)
    target = (
        f"- {{item: z, type: text, question: {{en: Z}}, shown if: {ours!r}}}"
        if "'" not in ours
        else ("- item: z\n  type: text\n  question: {en: Z}\n  shown if: >-\n    " + ours)
    )
    questionnaire = tiny(ITEMS + target)
    for values in product(*ANSWERS.values()):
        answers = dict(zip(ANSWERS, values, strict=True))
        form = {name: value.split() if name == "m" else [value] for name, value in answers.items() if value}
        asked = routing.route(questionnaire, routing.parse(questionnaire, form)).asked
        assert ("z" in asked) == true(xpath(parse(expression), answers)), (ours, answers)


@pytest.mark.parametrize(
    "expression", ["${a", "a b", "${a} = ", "1 +* 2", "f(", "'open", "(" * 100 + "1" + ")" * 100]
)
def test_what_is_no_xpath_is_said_to_be_none(expression: str) -> None:
    with pytest.raises(NotXPath):
        parse(expression)


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("pulldata('f', 'x', 'y', ${a}) = 1", "an attached file"),
        ("${later} = 1", "comes later"),
        ("now() > 1", "the time of answering"),
        ("${t} = concat('\"', \"'\")", None),
    ],
)
def test_what_cannot_be_said_has_a_reason(expression: str, why: str | None) -> None:
    if why is None:
        assert Translator(SYMBOLS).condition(expression) == "t == join('\"', \"'\")"
        return
    with pytest.raises(Untranslatable, match=why):
        Translator(SYMBOLS).condition(expression)
