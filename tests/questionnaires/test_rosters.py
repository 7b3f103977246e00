"""Rosters: blocks of items asked once for each, and what expressions say of all of them."""

from random import Random
from typing import Any

import pytest

from questionnaires import coding, routing
from questionnaires.problems import RULES
from questionnaires.questionnaire import Questionnaire
from questionnaires.types import question_types, type_of
from tests.questionnaires.tiny import problems, rules, source, tiny

ASKS = """
asks:
  - {item: age, type: number, whole: yes, min: 0, max: 17, question: {en: How old?}, required: yes}
  - {item: school, type: yes_no, shown if: age >= 6, question: {en: At school?}}
"""
LATER = """
- {item: total, type: calculated, value: sum(children_age), question: {en: All ages}}
- {item: pupils, type: note, shown if: answered children_school, question: {en: There are pupils.}}
- {item: known, type: calculated, value: count(children_age), question: {en: How many are known}}
"""


def roster(way: str, before: str = "", asks: str = ASKS, later: str = LATER) -> str:
    inner = "\n".join(f"  {line}" for line in asks.strip().splitlines())
    head = "- item: children\n  type: roster\n  question: {en: How many children?}\n  each: {en: Child}\n"
    return f"{before}{head}  {way}\n{inner}\n{later.strip()}"


HOW_MANY = tiny(roster("most: 3"))
ONE_BY_ONE = tiny(roster("most: 3\n  asked: one by one\n  another: {en: Another one?}"))
BEFORE = "- {item: kids, type: number, whole: yes, min: 0, max: 9, question: {en: Kids}}\n"
AS_MANY = tiny(roster("most: 3\n  as many as: kids", BEFORE))


def record(questionnaire: Questionnaire, **form: str) -> dict[str, Any]:
    routed = routing.route(questionnaire, routing.parse(questionnaire, {k: [v] for k, v in form.items()}))
    assert routed.problems == ()
    return coding.record(questionnaire, routed.answers, routed.write_ins)


def test_a_roster_makes_its_items_once_for_each_block() -> None:
    names = [one.name for one in HOW_MANY.items()][:7]
    assert names == ["children", *(f"children_{n}_{x}" for n in (1, 2, 3) for x in ("age", "school"))]
    assert HOW_MANY.item("children_2_age").question == {"en": "Child 2. How old?"}
    assert {one.name for one in coding.codebook(HOW_MANY).variables} >= set(names)


def test_as_many_blocks_are_asked_as_there_are() -> None:
    found = record(HOW_MANY, children="2", children_1_age="7", children_2_age="3", children_3_age="5")
    assert found["children"] == 2.0
    assert [found[f"children_{n}_age"] for n in (1, 2, 3)] == [7.0, 3.0, "not_asked"]
    assert [found[f"children_{n}_school"] for n in (1, 2)] == ["skipped", "not_asked"]
    assert (found["total"], found["known"]) == (10.0, 2.0)


def test_a_block_that_is_asked_must_be_answered_where_its_items_say_so() -> None:
    routed = routing.route(HOW_MANY, routing.parse(HOW_MANY, {"children": ["2"], "children_1_age": ["7"]}))
    assert [name for name, _ in routed.problems] == ["children_2_age"]
    assert "pupils" not in routed.asked
    routed = routing.route(
        HOW_MANY,
        routing.parse(HOW_MANY, {"children": ["1"], "children_1_age": ["7"], "children_1_school": ["no"]}),
    )
    assert "pupils" in routed.asked


def test_nobody_has_children_who_does_not_say_so() -> None:
    assert set(record(HOW_MANY)) >= {"total"}
    assert record(HOW_MANY, children_1_age="7")["children_1_age"] == "not_asked"
    assert record(HOW_MANY, children="0")["known"] == 0.0


def test_one_by_one_each_block_follows_a_yes() -> None:
    form = {"children": "yes", "children_1_age": "3", "children_1_more": "yes", "children_2_age": "5"}
    assert record(ONE_BY_ONE, **form)["total"] == 8.0
    assert record(ONE_BY_ONE, **form | {"children_1_more": "no"})["total"] == 3.0
    assert record(ONE_BY_ONE, **form | {"children": "no"})["children_2_age"] == "not_asked"
    assert "children_3_more" not in [one.name for one in ONE_BY_ONE.items()]


def test_one_by_one_the_least_are_asked_of_everybody() -> None:
    way = "most: 3\n  least: 2\n  asked: one by one\n  another: {en: Another one?}\n  shown if: kids > 0"
    questionnaire = tiny(roster(way, BEFORE))
    asked = routing.asked(questionnaire, {"kids": 1})
    assert {"children_1_age", "children_2_age", "children_2_more"} <= asked
    assert not {"children_1_more", "children_3_age"} & asked
    assert "children_1_age" not in routing.asked(questionnaire, {"kids": 0})


def test_an_earlier_answer_can_say_how_many() -> None:
    found = record(AS_MANY, kids="2", children_1_age="3", children_2_age="5", children_3_age="5")
    assert (found["children"], found["total"]) == (2.0, 8.0)
    assert not type_of(AS_MANY.item("children")).asks


def test_bands_and_checks_stand_in_every_block() -> None:
    asks = """
asks:
  - item: age
    type: number
    whole: yes
    min: 0
    max: 17
    question: {en: How old?}
    bands: {variable: stage, label: {en: Stage}, starts at: [7], codes: [small, big], unit: age}
    checks: [{holds if: age < 12, soft: yes, say: {en: That old?}}]
  - {item: pupil, type: note, shown if: stage == big, question: {en: A pupil}}
"""
    questionnaire = tiny(roster("most: 2", asks=asks, later=""))
    form = {"children": ["2"], "children_1_age": ["6"], "children_2_age": ["12"]}
    routed = routing.route(questionnaire, routing.parse(questionnaire, form))
    assert [name for name, _ in routed.problems] == ["children_2_age"]
    assert "children_2_pupil" in routed.asked
    assert "children_1_pupil" not in routed.asked
    assert coding.record(questionnaire, routed.answers, {})["children_2_stage"] == "big"


@pytest.mark.parametrize(
    ("way", "asks", "expected"),
    [
        ("least: 0", ASKS, ["missing-key"]),
        ("most: 31", ASKS, ["out-of-range"]),
        ("most: 3\n  asked: one by one", ASKS, ["missing-key"]),
        ("most: 3\n  as many as: nobody", ASKS, ["condition-name"]),
        ("most: 3\n  as many as: children", ASKS, ["condition-self"]),
        ("most: 3", "asks: []", ["empty-list"]),
        ("most: 3", "asks: [{item: a, type: text, question: {en: A}, shown if: x == 1}]", ["condition-name"]),
        ("most: 3", "asks: [{item: a, type: roster}]", ["roster-nested"]),
        ("most: 3", "asks: [{item: a, type: note, question: {en: A}, colour: red}]", ["unknown-key"]),
        ("most: 30", "asks: [" + "{item: a, type: note}, " * 21 + "]", ["roster-large"]),
    ],
)
def test_a_broken_roster_is_told_once(way: str, asks: str, expected: list[str]) -> None:
    assert rules(source(roster(way, asks=asks, later=""))) == expected
    assert set(expected) <= set(RULES)


def test_a_name_that_a_roster_unites_is_taken() -> None:
    later = "- {item: children_age, type: text, question: {en: A}}"
    found = problems(source(roster("most: 2", later=later)))
    assert [one.rule for one in found] == ["duplicate-variable"]


def test_a_roster_is_a_type_that_repeats() -> None:
    assert [name for name, one in question_types().items() if one.repeats] == ["roster"]
    random = Random(1)
    drawn = [type_of(HOW_MANY.item("children")).draw(HOW_MANY.item("children"), random)[0] for _ in range(50)]
    assert {"0", "1", "2", "3"} == set(drawn)


def test_a_block_knows_its_number() -> None:
    questionnaire = tiny("""
        - item: kids
          type: roster
          most: 3
          question: {en: How many}
          each: {en: Child}
          asks:
            - {item: place, type: calculated, value: block * 10, question: {en: P}}
            - {item: older, type: yes_no, shown if: block > 1, question: {en: Older than the one before}}
    """)
    found = routing.route(questionnaire, routing.parse(questionnaire, {"kids": ["2"]}))
    assert found.answers["kids_2_place"] == 20
    assert "kids_2_older" in found.asked
    assert "kids_1_older" not in found.asked
