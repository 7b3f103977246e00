"""Advice: each warning with a questionnaire that deserves it."""

import pytest

from questionnaires import lint, reader
from questionnaires.letters import mixed
from tests.questionnaires.tiny import YES_NO, source, tiny

RATED = "codes: {a: {en: A, score: 1}, b: {en: B, score: 2}}"


def advice(items: str, **more: str) -> list[str]:
    """The rules of the warnings."""
    return [problem.rule for problem in lint.check(tiny(items, **more))]


def test_a_sound_questionnaire_gets_no_advice() -> None:
    assert advice(f"- {{item: a, type: single, question: {{en: A}}, {YES_NO}}}") == []


@pytest.mark.parametrize(
    ("condition", "asked"),
    [
        ("a == yes", True),
        ("a == yes and a == no", False),
        ("a == yes and b == yes", True),
        ("a == no and b == yes", False),
        ("n > 3 and n < 4", True),
        ("n > 10", False),
        ("n >= 10", True),
        ("not answered n", True),
        ("m == p and m == q", True),
        ("m == p and not answered m", False),
    ],
)
def test_an_item_that_can_never_be_asked_is_told(condition: str, asked: bool) -> None:
    items = f"""
        - {{item: a, type: single, question: {{en: A}}, {YES_NO}}}
        - {{item: b, type: single, question: {{en: B}}, {YES_NO}, shown if: a == yes}}
        - {{item: n, type: number, question: {{en: N}}, min: 0, max: 10}}
        - {{item: m, type: multiple, question: {{en: M}}, codes: {{p: {{en: P}}, q: {{en: Q}}}}}}
        - {{item: x, type: note, question: {{en: X}}, shown if: {condition}}}
    """
    assert advice(items) == ([] if asked else ["never-asked"])


def test_a_long_question_is_told_with_its_line() -> None:
    [found] = lint.check(tiny(f"- {{item: a, type: text, question: {{en: {'word ' * 60}}}}}"))
    assert (found.rule, found.line) == ("long-question", 9)


def test_a_required_background_item_needs_a_way_out() -> None:
    item = f"- {{item: a, type: single, question: {{en: A}}, {YES_NO}, required: yes, background: yes}}"
    assert advice(item) == ["no-way-out"]
    assert advice(item.replace("required: yes", "required: yes, refused: yes")) == []


def test_scales_of_different_codes_or_one_item_are_told() -> None:
    items = f"""
        - {{item: a, type: single, question: {{en: A}}, {RATED}}}
        - {{item: b, type: single, question: {{en: B}}, {RATED.replace("2", "5")}}}
    """
    assert advice(items, tail="scales: {s: {en: S, items: [a, b]}}\n") == ["scale-codes"]
    assert advice(items, tail="scales: {s: {en: S, items: [a]}}\n") == ["scale-short"]


def test_a_code_list_that_nobody_uses_is_told() -> None:
    items = "- {item: a, type: text, question: {en: A}}"
    assert advice(items, head="codes: {c: {a: {en: A}, b: {en: B}}}\n") == ["unused-codes"]


def test_a_multiple_choice_of_exclusive_answers_is_told() -> None:
    codes = "codes: {a: {en: A, exclusive: yes}, b: {en: B, exclusive: yes}}"
    assert advice(f"- {{item: a, type: multiple, question: {{en: A}}, {codes}}}") == ["all-excluding"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Кітапхана", []),
        ("Web-беттер, SMS және IT", []),
        ("кiтап", ["кiтап"]),
        ("əдебиет пен өлең", ["əдебиет"]),
        ("РR және жарнама", ["РR"]),
        ("o кітап", ["o"]),
        ("Plain English o", []),
    ],
)
def test_latin_letters_in_cyrillic_words_are_found(text: str, found: list[str]) -> None:
    assert mixed(text) == found


def test_a_mixed_word_is_told_where_it_stands() -> None:
    text = source("- {item: a, type: text, question: {en: Жақсы əдебиет}}")
    text = text.replace("en", "kk")
    [found] = lint.check(reader.read(text))
    line = text.splitlines()[found.line - 1]
    assert (found.rule, line[found.column - 1 :][:7]) == ("mixed-letters", "əдебиет")


def test_a_summary_says_what_the_questionnaire_holds() -> None:
    summary = dict(lint.summary(reader.shipped("young-librarians")))
    assert summary["languages"] == "kk, ru, en"
    assert summary["items"].startswith("30: 19 single")
    assert summary["takes about"].endswith(" min")


def test_an_item_that_contradicts_another_names_its_line() -> None:
    items = f"""
        - {{item: a, type: single, question: {{en: A}}, {YES_NO}}}
        - {{item: b, type: single, question: {{en: B}}, {YES_NO}, shown if: a == yes}}
        - {{item: c, type: note, question: {{en: C}}, shown if: a == no and b == yes}}
    """
    [found] = lint.check(tiny(items))
    assert (found.rule, found.line) == ("never-asked", 11)
    assert found.message.endswith("cannot come true together with that of “b” (line 10).")


def test_an_item_of_a_roster_that_can_never_be_shown_is_told_once() -> None:
    items = """
        - item: kids
          type: roster
          most: 4
          question: {en: K}
          each: {en: Kid}
          asks:
            - {item: age, type: number, min: 0, max: 9, question: {en: Age}}
            - {item: old, type: note, question: {en: Old}, shown if: age > 9}
    """
    assert advice(items) == ["never-asked"]


def test_the_summary_tells_the_paths_and_what_cannot_be_told() -> None:
    items = """
        - {item: w, type: text, question: {en: W}}
        - {item: a, type: note, question: {en: A}, shown if: 'matches(w, "[A-Z]{9}")'}
        - {item: b, type: note, question: {en: B}, shown if: answered w and not answered w}
    """
    rows = lint.summary(tiny(items))
    assert ("paths", "1 of 3 items are asked of somebody, 1 of nobody") in rows
    [told] = [value for name, value in rows if name == "cannot tell"]
    assert told == "a (whether anybody is asked): the text of “w” is computed with"
