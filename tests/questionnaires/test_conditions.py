"""Conditions: the grammar, what holds, and what names mean."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires import lint
from questionnaires.conditions import ConditionError, parse
from tests.questionnaires.tiny import YES_NO, problems, source, tiny


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a == x", ["==", "a", "x"]),
        ("a == 'two words'", ["==", "a", "two words"]),
        ("a in [x, 1_3]", ["in", "a", ["x", "1_3"]]),
        ("a not in [x]", ["and", ["answered", "a"], ["not", ["in", "a", ["x"]]]]),
        ("not answered a", ["not", ["answered", "a"]]),
        ("a == x or b == y and c == z",
         ["or", ["==", "a", "x"], ["and", ["==", "b", "y"], ["==", "c", "z"]]]),
        ("(a == x or b == y) and c > -1.5",
         ["and", ["or", ["==", "a", "x"], ["==", "b", "y"]], [">", "c", "-1.5"]]),
        ("a==x\n  and b!=y", ["and", ["==", "a", "x"], ["!=", "b", "y"]]),
        ("not not a == x", ["not", ["not", ["==", "a", "x"]]]),
    ],
)  # fmt: skip
def test_a_condition_becomes_a_tree(text: str, tree: list[Any]) -> None:
    assert parse(text).tree == tree


def test_a_condition_knows_its_names_in_order() -> None:
    assert parse("b == 1 and (answered a or b in [2])").names == ("b", "a")


@pytest.mark.parametrize(
    ("text", "values", "holds"),
    [
        ("a == x", {"a": "x"}, True),
        ("a == x", {}, False),
        ("a != x", {"a": "y"}, True),
        ("a != x", {}, False),
        ("not a == x", {}, True),
        ("a not in [x]", {}, False),
        ("a not in [x]", {"a": "y"}, True),
        ("n == 3", {"n": 3.0}, True),
        ("n in [1, 3]", {"n": 3.0}, True),
        ("n > 9", {"n": 10}, True),
        ("n > 9", {"n": "10"}, True),
        ("n <= 2.5", {"n": 2.5}, True),
        ("n < 5", {}, False),
        ("n < 5", {"n": "many"}, False),
        ("m == a", {"m": ["b", "a"]}, True),
        ("m != a", {"m": ["b", "a"]}, False),
        ("m in [c, a]", {"m": ["a"]}, True),
        ("answered m", {"m": []}, False),
        ("answered a", {"a": "0"}, True),
        ("answered n", {"n": 0.0}, True),
    ],
)
def test_a_condition_holds_or_does_not(text: str, values: dict[str, Any], holds: bool) -> None:
    assert parse(text).test(values) is holds


@pytest.mark.parametrize(
    ("text", "position", "said"),
    [
        ("a = b", 2, "write == (two signs)"),
        ("a == b && c == d", 7, "write “and”"),
        ("a == ", 5, "a code or a number is needed"),
        ("a in [b", 7, "“]” is missing"),
        ("a in []", 6, "a code or a number is needed"),
        ("a b", 2, "comes =="),
        ("(a == b", 7, "“)” is missing"),
        ("a == b c == d", 7, "“and” or “or” is needed"),
        ("and a == b", 0, "the name of an item is needed"),
        ("answered (a)", 9, "the name of an item is needed"),
        ("a == 'b", 5, "never closed"),
        ("жас == 3", 0, "“ж” cannot be used"),
        ("", 0, "the name of an item is needed"),
    ],
)
def test_an_error_says_where_and_what(text: str, position: int, said: str) -> None:
    with pytest.raises(ConditionError) as raised:
        parse(text)
    assert raised.value.position == position
    assert said in raised.value.values["what"]


@pytest.mark.parametrize(
    "text", ["(" * 1_000_000, "not " * 250_000, "not " * 300, "(" * 300, "a" * 1_000_000]
)
def test_nesting_and_length_are_bounded_quickly(text: str) -> None:
    start = time.process_time()
    with pytest.raises(ConditionError):
        parse(text)
    assert time.process_time() - start < 0.05


@given(st.text())
def test_no_text_breaks_the_parser(text: str) -> None:
    position = 0
    try:
        parse(text).test({})
    except ConditionError as error:
        position = error.position
    assert 0 <= position <= len(text)


A_B = "codes: {a: {en: A}, b: {en: B}}"
ITEMS = f"""
    - {{item: s, type: single, question: {{en: S}}, codes: rated}}
    - {{item: m, type: multiple, question: {{en: M}}, {A_B}, does not know: yes}}
    - {{item: g, type: grid, question: {{en: G}}, {YES_NO}, rows: {{r: {{en: R}}, q: {{en: Q}}}}}}
    - {{item: k, type: ranking, question: {{en: K}}, {A_B[:-1]}, c: {{en: C}}}}, first: 2}}
    - {{item: n, type: number, question: {{en: N}}, min: 0}}
    - {{item: t, type: text, question: {{en: T}}}}
    - item: y
      type: year
      question: {{en: Y}}
      min: 2000
      max: 2026
      bands: {{variable: b, label: {{en: B}}, years since: 2026, starts at: [1, 4], codes: [new, mid, old]}}
    - {{item: z, type: note, question: {{en: Z}}, shown if: "CONDITION"}}
"""
RATED = """
    codes:
      rated:
        "low": {en: L, score: 1}
        "high": {en: H, score: 5}
        "middle": {en: M, score: 3}
        dont_know: {en: D, missing: does_not_know}
"""


def tree_of(condition: str) -> list[Any]:
    """The tree of a condition over ITEMS."""
    shown_if = tiny(ITEMS.replace("CONDITION", condition), head=RATED).item("z").shown_if
    assert shown_if is not None
    return shown_if.tree


@pytest.mark.parametrize(
    ("condition", "tree"),
    [
        ("s == low", ["==", "s", "low"]),
        ("s != low", ["in", "s", ["high", "middle"]]),
        ("s > low", ["in", "s", ["high", "middle"]]),
        ("s <= middle", ["in", "s", ["low", "middle"]]),
        ("answered s", ["in", "s", ["low", "high", "middle"]]),
        ("m == a", ["==", "m", "a"]),
        ("answered m", ["in", "m", ["a", "b"]]),
        ("m != a", ["and", ["in", "m", ["a", "b"]], ["not", ["in", "m", ["a"]]]]),
        ("g_r == yes", ["==", "g_r", "yes"]),
        ("answered g", ["or", ["answered", "g_r"], ["answered", "g_q"]]),
        ("k_a <= 2", ["in", "k_a", ["1", "2"]]),
        ("answered k", ["answered", "k_a"]),
        ("n >= 2", [">=", "n", 2]),
        ("n in [1, 2.5]", ["in", "n", [1, 2.5]]),
        ("answered t", ["answered", "t"]),
        ("b == new", [">", "y", 2025]),
        ("b == mid", ["and", ["<=", "y", 2025], [">", "y", 2022]]),
        ("b in [mid, old]", ["<=", "y", 2025]),
        ("b in [new, old]", ["or", [">", "y", 2025], ["<=", "y", 2022]]),
        ("b != new", ["<=", "y", 2025]),
        ("b >= mid", ["<=", "y", 2025]),
        ("answered b", ["answered", "y"]),
    ],
)
def test_known_names_are_written_out_for_the_page(condition: str, tree: list[Any]) -> None:
    assert tree_of(condition) == tree


@pytest.mark.parametrize(
    ("condition", "rule"),
    [
        ("s == lo", "condition-code"),
        ("s == dont_know", "condition-missing"),
        ("m > a", "condition-order"),
        ("g == yes", "condition-parts"),
        ("n == many", "condition-number"),
        ("t == x", "condition-text"),
        ("nobody == x", "condition-name"),
        ("z == x", "condition-self"),
        ("b == newer", "condition-code"),
        ("s = low", "condition"),
        ("(" * 40, "condition-deep"),
        ("a" * 11_000, "condition-long"),
    ],
)
def test_a_condition_that_cannot_be_gets_its_rule(condition: str, rule: str) -> None:
    assert [p.rule for p in problems(source(ITEMS.replace("CONDITION", condition), head=RATED))] == [rule]


def test_every_problem_of_a_condition_is_told_at_its_own_column() -> None:
    text = source(ITEMS.replace("CONDITION", "s == lo and nobody == 1"), head=RATED)
    line = next(line for line in text.splitlines() if "shown if" in line)
    assert [p.column - 1 for p in problems(text)] == [line.index("lo and"), line.index("nobody")]


def test_a_condition_on_a_later_item_is_advised_against_with_its_line() -> None:
    items = f"""
        - {{item: a, type: note, question: {{en: A}}, shown if: later == yes}}
        - {{item: later, type: single, question: {{en: B}}, {YES_NO}}}
    """
    [found] = lint.check(tiny(items))
    assert (found.rule, found.line, found.values["line"]) == ("condition-later", 9, 10)


def test_a_broken_item_does_not_break_the_conditions_on_it() -> None:
    items = """
        - {item: a, type: singel, question: {en: A}}
        - {item: b, type: note, question: {en: B}, shown if: a == yes and a_r == no}
    """
    assert [p.rule for p in problems(source(items))] == ["unknown-type"]
