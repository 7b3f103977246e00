"""Values in conditions, checks, offers and computed items: what they mean and what is wrong with them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires import coding, routing
from questionnaires.conditions import evaluated, parse
from questionnaires.functions import FUNCTIONS, safe_pattern
from questionnaires.questionnaire import Questionnaire
from questionnaires.routing import Routed
from tests.questionnaires.tiny import problems, rules, source, tiny

ITEMS = """
- {item: age, type: number, min: 0, max: 120, question: {en: Age}}
- {item: years, type: number, question: {en: Years}}
- {item: name, type: text, question: {en: Name}}
- {item: mood, type: single, question: {en: Mood}, codes: {low: {en: L, score: 1}, high: {en: H, score: 5}}}
- {item: likes, type: multiple, question: {en: Likes}, codes: {a: {en: A}, b: {en: B}}}
- {item: rows, type: grid, question: {en: Rows}, rows: {x: {en: X}, y: {en: Y}}, codes: {"1": {en: "1"}, "2": {en: "2"}}}
"""  # noqa: E501 - an item reads best in one line


def asking(condition: str) -> Questionnaire:
    return tiny(ITEMS + f"- {{item: target, type: text, shown if: '{condition}', question: {{en: T}}}}")


def holds(condition: str, **form: str | list[str]) -> bool:
    return "target" in routed(asking(condition), **form).asked


def routed(questionnaire: Questionnaire, **form: str | list[str]) -> Routed:
    fields = {
        key.replace("__", "."): [value] if isinstance(value, str) else value for key, value in form.items()
    }
    return routing.route(questionnaire, routing.parse(questionnaire, fields))


@pytest.mark.parametrize(
    ("condition", "form", "expected"),
    [
        ("age > years", {"age": "40", "years": "12"}, True),
        ("age > years", {"age": "40"}, False),
        ("age - years >= 16", {"age": "40", "years": "30"}, False),
        ("2 * (age + years) == 100", {"age": "40", "years": "10"}, True),
        ("age - -5 == 45", {"age": "40"}, True),
        ("age == 40 - 0", {"age": "40"}, True),
        ("age / 0 > 1", {"age": "40"}, False),
        ('name == "Айгүл"', {"name": "Айгүл"}, True),
        ('name != "Айгүл"', {}, False),
        ('name > "B"', {"name": "C"}, True),
        ("mood >= high", {"mood": "high"}, True),
        ("mean(mood, age) == 5", {"mood": "high", "age": "5"}, True),
        ("count(likes) == 2", {"likes": ["a", "b"]}, True),
        ("count(likes) == 0", {}, True),
        ("sum(rows) == 3", {"rows__x": "1", "rows__y": "2"}, True),
        ("sum(rows) == 3", {}, False),
        ("if(age > 30, years, 0) == 7", {"age": "40", "years": "7"}, True),
        ('matches(name, "[A-Z]{2}\\d+")', {"name": "AB12"}, True),
        ('matches(name, "[A-Z]{2}\\d+")', {"name": "AB"}, False),
        ('not contains(lower(name), "x")', {"name": "X"}, False),
    ],
)
def test_a_comparison_of_values_holds_or_does_not(
    condition: str, form: dict[str, Any], expected: bool
) -> None:
    assert holds(condition, **form) is expected


@pytest.mark.parametrize(
    ("condition", "rule"),
    [
        ("age > yeers", "condition-number"),
        ("age > yeers + 1", "condition-name"),
        ("rows > 1", "condition-parts"),
        ("rows + 1 > 1", "condition-several"),
        ("age + 1", "condition"),
        ("sum(age)", "condition"),
        ("sum(age > 1) > 1", "condition"),
        ("(age > 1) + 2 > 1", "condition"),
        ("if(age, 1, 2) > 1", "condition"),
        ("abs(age, 2) > 1", "condition-arguments"),
        ("cube(age) > 1", "condition-function"),
        ("year(today()) > 2000", "condition-today"),
        ("matches(name, name)", "condition-pattern"),
        ('matches(name, "(a+)+b")', "condition-pattern"),
        ("name == age1", "condition-text"),
    ],
)
def test_what_is_wrong_with_a_value_is_said(condition: str, rule: str) -> None:
    text = source(ITEMS + f"- {{item: target, type: text, shown if: '{condition}', question: {{en: T}}}}")
    assert rules(text) == [rule]


@pytest.mark.parametrize(
    ("pattern", "safe"),
    [
        (r"[A-Z]{2}-\d{4}", True),
        (r"^\+?7\d{10}$", True),
        (r"(ab|cd)x", True),
        (r"(\w+\s?){1,3}", True),
        (r"(a+)+", False),
        (r"(a|a)*", False),
        (r"((a+)b)*c", False),
        (r"(a*){2,}", False),
        (r"(a)\1", False),
        ("a" * 201, False),
        ("(", False),
        (".*.*.*.*", False),
    ],
)
def test_a_pattern_that_could_take_long_is_refused(pattern: str, safe: bool) -> None:
    assert safe_pattern(pattern) is safe


values = st.one_of(
    st.none(), st.floats(allow_nan=False), st.text(max_size=8), st.lists(st.text(max_size=3), max_size=3)
)


@given(name=st.sampled_from(sorted(FUNCTIONS)), given_values=st.lists(values, min_size=3, max_size=3))
def test_no_value_breaks_a_function(name: str, given_values: list[Any]) -> None:
    function = FUNCTIONS[name]
    parts: list[Any] = ["a", "b", "c"][: 3 if function.most is None else function.most]
    parts[:1] = [["answered", "a"]] if name == "if" else parts[:1]
    parts[1:2] = [["'", "x+"]] if name == "matches" else parts[1:2]
    found = evaluated([name, *parts])(dict(zip("abc", given_values, strict=True)))
    assert found is None or isinstance(found, (str, list, bool)) or abs(found) <= float("inf")
    assert found == found  # noqa: PLR0124 - only NaN differs from itself


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ('entry(likes, 2) == "b"', True),
        ('entry(likes, 3) == "b"', False),
        ('entry("p|q|r", age - 28, "|") == "q"', True),
        ('entry(name, 0) == "Ann"', False),
        ('if(age > 50, "many", age > 20, "some", "few") == "some"', True),
        ("if(age > 50, 1, age > 40, 2, age > 30, 3, age > 20, 4, 5) == 4", True),
        ("round(atan(1) * 4, 4) == 3.1416 and not (asin(2) < 9)", True),
    ],
)
def test_entries_angles_and_several_conditions(condition: str, expected: bool) -> None:
    assert holds(condition, age="30", name="Ann Lee", likes=["a", "b"]) is expected


@pytest.mark.parametrize(
    "value", ["if(age > 5, 1, age, 2, 3)", "if(age > 5, 1, age > 6)", "if(age > 5, 1, 2, 3)"]
)
def test_conditions_and_values_of_if_take_turns(value: str) -> None:
    assert rules(
        source(ITEMS + f"- {{item: t, type: calculated, value: '{value}', question: {{en: T}}}}")
    ) in (
        ["condition"],
        ["condition-arguments"],
    )


CHECKED = """
- {item: age, type: number, question: {en: Age}}
- item: years
  type: number
  question: {en: Years}
  checks:
    - {holds if: years <= age, say: {en: More years than you are old.}}
    - {holds if: years < 50, soft: yes, say: {en: That is long. Is it right?}}
"""


def test_a_hard_check_refuses_with_the_authors_words() -> None:
    found = routed(tiny(CHECKED), age="30", years="31").problems
    assert [(name, one.values["said"]["en"], one.soft) for name, one in found] == [
        ("years", "More years than you are old.", False)
    ]


def test_a_soft_check_is_settled_by_saying_that_it_is_right() -> None:
    assert [one.soft for _, one in routed(tiny(CHECKED), age="90", years="60").problems] == [True]
    assert routed(tiny(CHECKED), age="90", years="60", years__sure="yes").problems == ()
    assert routed(tiny(CHECKED), age="30", years="60", years__sure="yes").problems != ()


def test_an_item_that_was_not_answered_is_not_checked() -> None:
    assert routed(tiny(CHECKED), age="30").problems == ()


def test_a_check_may_ask_for_the_day() -> None:
    held = CHECKED.replace("years < 50", "2000 + years <= year(today())")
    assert routed(tiny(held), age="99", years="20").problems == ()


OFFERED = """
- {item: region, type: single, question: {en: R}, codes: {n: {en: N}, s: {en: S}}}
- item: town
  type: single
  question: {en: Town}
  offer if: place == region
  codes:
    north: {en: North, columns: {place: n}}
    south: {en: South, columns: {place: s}}
    other: {en: Other, columns: {place: ""}}
"""


def test_options_are_offered_by_their_columns() -> None:
    questionnaire = tiny(OFFERED.replace('place: ""', "place: s"))
    options = questionnaire.item("town").options
    assert [one.offered_if and one.offered_if.tree for one in options] == [
        ["==", "region", "n"],
        ["==", "region", "s"],
        ["==", "region", "s"],
    ]
    assert routed(questionnaire, region="n", town="north").problems == ()
    assert [name for name, _ in routed(questionnaire, region="n", town="south").problems] == ["town"]


def test_a_filter_without_columns_is_reported() -> None:
    text = source(OFFERED.replace(", columns: {place: n}", "").replace(", columns: {place: s}", ""))
    assert "offer-columns" in rules(text) or "empty-value" in rules(text)


COMPUTED = """
- {item: entry, type: year, min: 1980, max: 2026, question: {en: Entry}}
- item: tenure
  type: calculated
  question: {en: Tenure}
  value: 2026 - entry
  whole: yes
  min: 0
  max: 60
  bands: {variable: band, label: {en: B}, starts at: [4], codes: [new, old], unit: years}
- {item: thanks, type: text, shown if: band == old, question: {en: T}}
"""


def test_a_computed_item_is_answered_by_nobody_and_leads_on() -> None:
    questionnaire = tiny(COMPUTED)
    found = routed(questionnaire, entry="2000", tenure="3", thanks="ok")
    assert dict(found.answers) == {"entry": 2000, "tenure": 26, "thanks": "ok"}
    record = coding.record(questionnaire, found.answers, {})
    assert (record["tenure"], record["band"]) == (26.0, "old")
    assert coding.record(questionnaire, {}, {})["tenure"] == "skipped"


def test_a_computed_item_needs_its_value() -> None:
    assert rules(source("- {item: a, type: calculated, question: {en: A}}")) == ["missing-key"]


def test_a_value_knows_its_place() -> None:
    text = source("- {item: a, type: calculated, question: {en: A}, value: 2 + two}")
    assert [(one.line, one.column) for one in problems(text)] == [(9, 67)]


def test_a_universe_with_values_is_understood_without_its_questionnaire() -> None:
    assert parse("age - 10 > years").test({"age": 40.0, "years": 12.0})


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("type: number, min: 1, default: 3", []),
        ("type: text, default: Abay", []),
        ("type: number, max: 1, default: 3", ["default-unfit"]),
        ("type: yes_no, default: yes", ["default-choice"]),
        ("type: note, default: x", ["default-unfit"]),
    ],
)
def test_a_default_must_be_an_answer_and_no_choice(item: str, found: list[str]) -> None:
    assert rules(source(f"- {{item: a, question: {{en: A}}, {item}}}")) == found


def test_a_choice_between_values_can_hang_on_any_condition() -> None:
    questionnaire = asking('if(contains(name, "a") and not (age > 9), 1, 2) == 1')
    assert "target" in routing.asked(questionnaire, {"name": "Abay", "age": 5})
    assert "target" not in routing.asked(questionnaire, {"name": "Abay", "age": 10})
    tree = parse('if(contains(name, "a"), 1, 2) == 1').tree
    assert tree == ["is", "==", ["if", ["is", "contains", "name", ["'", "a"]], 1, 2], 1]
