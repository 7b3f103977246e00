"""Universes that speak of something later: the order of deciding, and circles."""

from questionnaires import lint, proof, routing
from questionnaires.rehearsal import rehearse
from tests.questionnaires.tiny import YES_NO, rules, source, tiny

ABOVE = f"""
- {{item: why, type: text, shown if: twice > 4, question: {{en: Why so many?}}}}
- {{item: told, type: text, shown if: answered why and kind == "yes", question: {{en: What else?}}}}
- {{item: twice, type: calculated, value: many * 2, question: {{en: Twice}}}}
- {{item: kind, type: single, question: {{en: Kind?}}, {YES_NO}}}
- {{item: many, type: number, whole: yes, min: 0, max: 9, question: {{en: How many?}}}}
"""
BLOCKS = """
- item: kids
  type: roster
  most: 2
  question: {en: How many?}
  each: {en: Child}
  asks:
    - {item: school, type: text, shown if: age > 5, question: {en: Which school?}}
    - {item: age, type: number, question: {en: How old?}}
"""
LATER_SECTION = """
  - section: second
    title: {en: Second}
    items:
      - {item: z, type: text, question: {en: Z}}
"""


def asked(items: str, **form: str) -> list[str]:
    questionnaire = tiny(items)
    found = routing.route(questionnaire, routing.parse(questionnaire, {k: [v] for k, v in form.items()}))
    return [item.name for item in questionnaire.items() if item.name in found.asked]


def test_a_universe_can_speak_of_what_is_asked_later() -> None:
    assert asked(ABOVE, many="2", why="so", kind="yes") == ["twice", "kind", "many"]
    assert asked(ABOVE, many="3", kind="yes") == ["why", "twice", "kind", "many"]
    assert asked(ABOVE, many="3", kind="yes", why="so") == ["why", "told", "twice", "kind", "many"]


def test_in_a_block_too() -> None:
    assert asked(BLOCKS, kids="1", kids_1_age="4") == ["kids", "kids_1_age"]
    assert asked(BLOCKS, kids="1", kids_1_age="7") == ["kids", "kids_1_school", "kids_1_age"]


def test_a_section_can_wait_for_a_later_one() -> None:
    items = "- {item: a, type: text, question: {en: A}}"
    questionnaire = tiny(items, section="shown if: answered z\n", tail=LATER_SECTION)
    form = routing.parse(questionnaire, {"a": ["x"], "z": ["y"]})
    assert routing.route(questionnaire, form).answers == {"a": "x", "z": "y"}
    assert routing.route(questionnaire, routing.parse(questionnaire, {"a": ["x"]})).answers == {}


def test_a_text_can_show_what_is_asked_later() -> None:
    items = ABOVE.replace("Why so many?", '"Why {many}?"')
    assert rules(source(items)) == []
    assert rules(source(items.replace("{many}", "{how_many}"))) == ["pipe-name"]


def test_the_proof_and_the_rehearsal_follow_the_order_of_deciding() -> None:
    questionnaire = tiny(ABOVE)
    kinds = {one.item.name: one.verdict.kind for one in proof.prove(questionnaire) if one.about == "asked"}
    assert set(kinds.values()) == {"possible"}
    assert rehearse(questionnaire, 60).coverage.items == (5, 5)
    assert [one.rule for one in lint.check(questionnaire)] == ["condition-later", "condition-later"]


def test_what_goes_round_in_a_circle_is_told_at_its_universe() -> None:
    circle = ABOVE.replace("type: number, whole", "type: number, shown if: answered told, whole")
    assert rules(source(circle)) == ["condition-circle"]
    assert rules(source("- {item: a, type: text, shown if: answered a, question: {en: A}}")) == [
        "condition-self"
    ]
