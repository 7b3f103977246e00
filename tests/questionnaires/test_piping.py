"""Earlier answers in texts, as the file is read."""

from __future__ import annotations

import pytest

from questionnaires import piping
from tests.questionnaires.tiny import YES_NO, problems, source, tiny

BEFORE = f"""
- {{item: town, type: text, question: {{en: Town?}}}}
- {{item: works, type: single, question: {{en: Works?}}, {YES_NO}}}
- {{item: room, type: grid, question: {{en: Room?}}, rows: {{quiet: {{en: Quiet}}}}, {YES_NO}}}
- {{item: order, type: ranking, question: {{en: Order?}}, codes: {{a: {{en: A}}, b: {{en: B}}}}}}
- {{item: sum, type: calculated, value: length(town), question: {{en: Sum}}}}
"""
AFTER = "- {item: later, type: text, question: {en: Later}}\n"


def asking(text: str, more: str = "") -> str:
    return source(f'{BEFORE}- {{item: x, type: text, question: {{en: "{text}"}}{more}}}\n{AFTER}')


@pytest.mark.parametrize("name", ["town", "works", "room_quiet", "sum"])
def test_a_text_may_show_an_earlier_answer(name: str) -> None:
    assert problems(asking(f"In {{{name}}}?")) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("In {nowhere}?", "pipe-name"),
        ("In {x}?", "pipe-name"),
        ("In {room}?", "pipe-value"),
        ("In {order}?", "pipe-value"),
    ],
)
def test_what_cannot_be_shown_is_told_with_its_place(text: str, rule: str) -> None:
    file = asking(text)
    [found] = problems(file)
    assert found.rule == rule
    line = file.splitlines()[found.line - 1]
    assert line[found.column - 1 :].startswith(text[3:-1])


def test_hints_answers_and_lines_are_looked_at_too() -> None:
    more = ", hint: {en: '{a}'}"
    rows = "rows: {r: {en: '{b}'}}, codes: {p: {en: '{c}'}, q: {en: Q}}"
    grid = f"- {{item: y, type: grid, question: {{en: Y}}, {rows}}}"
    found = problems(asking("A {{ brace", more).replace(AFTER.strip(), grid))
    assert [one.values["value"] for one in found] == ["a", "b", "c"]


def test_in_a_roster_short_names_mean_the_same_block() -> None:
    read = tiny("""
        - item: kids
          type: roster
          most: 2
          question: {en: How many?}
          each: {en: Child}
          asks:
            - {item: name, type: text, question: {en: Name?}}
            - {item: age, type: number, question: {en: "How old is {name}?"}}
    """)
    questions = [item.question["en"] for item in read.items() if item.name.endswith("age")]
    assert [one.partition(". ")[2] for one in questions] == [f"How old is {{kids_{i}_name}}?" for i in (1, 2)]


def test_a_doubled_brace_is_a_brace_and_other_braces_stay() -> None:
    assert piping.filled("{{a} {b} { } {1}", str.upper) == "{a} B { } {1}"
    assert not piping.pipes(tiny("- {item: x, type: text, question: {en: 'A {{brace} { 1'}}"))
