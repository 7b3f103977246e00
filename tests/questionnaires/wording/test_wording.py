"""The wording checks on files: where they point, what they leave alone, what silences them."""

import pytest

from questionnaires import lint, reader, rules
from questionnaires.problems import Problem
from questionnaires.wording import QUESTION, STATEMENT, Choice, Wording, broken
from tests.questionnaires.tiny import tiny

VAGUE = "- {item: a, type: text, question: {en: Do you often come?}%s}"
TWO = """\
questionnaire: two
version: "1"
languages: [%s, %s]
title: {%s: A, %s: B}
sections:
  - section: only
    title: {%s: A, %s: B}
    items:
      - {item: a, type: text, question: {%s: "%s", %s: "%s"}}
"""


def advice(items: str, **more: str) -> list[Problem]:
    return lint.check(tiny(items, **more))


def both(first: str, one: str, second: str, other: str) -> list[str]:
    """The rules that a text breaks in the second language beside the first."""
    text = TWO % (first, second, first, second, first, second, first, one, second, other)
    return [problem.rule for problem in lint.check(reader.read(text))]


def scale(*choices: Choice, language: str = "en") -> list[str]:
    return [name for name, _ in broken(Wording(language, "How is it?", QUESTION, "single", choices))]


def test_a_finding_stands_at_its_text() -> None:
    [found] = advice(VAGUE % "")
    assert (found.rule, found.line, found.column) == ("vague", 9, 46)
    assert found.message.startswith("Item “a”: “often” (en) means something else to everybody.")


def test_a_finding_of_an_answer_stands_at_the_answer() -> None:
    codes = "{a: {en: A friend}, b: {en: Someone else}}"
    [found] = advice(f"- {{item: a, type: single, question: {{en: Who came?}}, codes: {codes}}}")
    assert (found.rule, found.line) == ("no-write-in", 9)
    assert found.column > 60


def test_a_rule_is_silenced_where_the_author_knows_better() -> None:
    assert advice(VAGUE % f", silence: [{rules.number_of('vague')}]") == []


def test_a_shared_list_is_told_of_once() -> None:
    head = "codes: {c: {a: {en: 1–3}, b: {en: 3–5}}}\n"
    items = "- {item: %s, type: single, question: {en: How many?}, codes: c}\n"
    assert [one.rule for one in advice(items % "x" + items % "y", head=head)] == ["bands-overlap"]


def test_items_of_a_roster_are_looked_at() -> None:
    asks = "asks: [{item: c, type: text, question: {en: Do you often meet?}}]"
    items = f"- {{item: r, type: roster, most: 2, question: {{en: How many?}}, each: {{en: One}}, {asks}}}"
    assert [one.rule for one in advice(items)] == ["vague"]


def test_a_language_without_tables_is_left_alone() -> None:
    assert both("en", "How do you come here?", "de", "Kommen Sie oft und gern nie zu uns?") == []


@pytest.mark.parametrize(
    ("kk", "ru", "rules"),
    [
        ("Екі рет.", "Дважды.", []),
        ("Он екі ай.", "12 месяцев.", []),
        ("Бес күн.", "Шесть дней.", ["translation-numbers"]),
        ("Ол келмеді.", "Он не пришёл.", []),
        ("Ол келмеді.", "Он пришёл.", ["translation-negation"]),
        ("Ол келді ме, келмеді ме?", "Он пришёл?", []),
        ("Ыңғайсыз орын.", "Место неудобно.", []),
        ("Бір\\n\\nекінші", "Один", ["translation-parts"]),
        ("- бір\\n- тағы", "- ещё", ["translation-parts"]),
    ],
)
def test_a_translation_is_held_to_its_original(kk: str, ru: str, rules: list[str]) -> None:
    assert both("kk", kk, "ru", ru) == rules


def test_scores_of_uneven_steps_and_a_middle_at_the_edge_are_told() -> None:
    good, middle, bad = Choice("Good", score=1), Choice("Fair", score=2), Choice("Bad", score=4)
    assert scale(good, middle, bad) == ["unbalanced-scale"]
    assert scale(Choice("Good"), Choice("Fair"), Choice("Bad")) == []
    assert scale(Choice("Fair"), Choice("Good"), Choice("Bad")) == ["unbalanced-scale"]


def test_yes_no_and_something_else_are_no_scale() -> None:
    labels = ("Да", "Нет", "Не знал о такой возможности")
    assert scale(*map(Choice, labels), language="ru") == []
    assert scale(*map(Choice, ("Да", "Нет", "Скорее нет")), language="ru") == []
    assert scale(*map(Choice, ("Да", "Скорее да", "Нет")), language="ru") == []
    assert scale(*map(Choice, ("Yes, and finished", "Yes, I am studying", "No"))) == []
    assert scale(*map(Choice, ("Да, полностью", "Да, вполне", "Скорее да", "Нет")), language="ru") != []


def test_a_scale_from_nothing_upwards_is_no_imbalance() -> None:
    labels = ("Not at all satisfied", "A little satisfied", "Rather satisfied", "Very satisfied")
    assert scale(*map(Choice, labels)) == []


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        (("0–9", "10–19", "20+"), []),
        (("50 and over", "35–49", "18–34"), []),
        (("1–1.9", "2–2.9", "3 or more"), []),
        (("up to 5", "5–9", "10 or more"), []),
        (("up to 5", "6–9", "10 or more"), []),
        (("under 5", "6–9", "10 or more"), ["bands-gap"]),
        (("from 1 to 3", "from 3 to 5", "more than 5"), ["bands-overlap"]),
        (("9:00–12:00", "12:00–15:00"), []),
        (("School 1", "School 2", "School 5"), []),
        (("under 1 month", "1–5 months", "6–11 months", "1 year or more"), []),
    ],
)
def test_bands_are_read_as_people_read_them(labels: tuple[str, ...], found: list[str]) -> None:
    assert scale(*map(Choice, labels)) == found


@pytest.mark.parametrize(
    ("text", "negative"),
    [
        ("Мамандықтың мәртебесін көтерді.", False),
        ("Балаға бөлме бар.", False),
        ("Маған көңіл бөлмейді.", True),
        ("Көрме маған ұнады.", False),
        ("Ондай көрмені көрмеді.", True),
        ("Келмеген оқырманға хабарлайды.", False),
        ("Ол әлі келмеген.", True),
        ("Жалақының жоқтығын айтады.", False),
        ("Мұнда орын жоқ.", True),
        ("Біз сауалнамаға жауап бердік.", False),
    ],
)
def test_kazakh_negation_is_read_in_the_verb(text: str, negative: bool) -> None:
    assert ("negated" in dict(broken(Wording("kk", text, STATEMENT)))) == negative


def test_a_list_is_one_thing_where_it_is_not_judged() -> None:
    asked = "Занимаетесь ли вы в кружках, студиях и клубах?"
    judged = "Довольны ли вы залом, сайтом и фондом?"
    assert "double-barrelled" not in dict(broken(Wording("ru", asked)))
    assert "double-barrelled" in dict(broken(Wording("ru", judged)))


def test_very_long_texts_take_no_time() -> None:
    for text in ("өзгерсе " * 20_000 + "?", "А" * 100_000, "кітап мен " * 10_000):
        assert "long-question" in dict(broken(Wording("kk", text, QUESTION, "single")))


def test_numbers_at_the_end_of_a_long_text_are_compared() -> None:
    filler = "сөз " * 300
    for number, same in (("пять", True), ("шесть", False)):
        found = both("kk", filler + "бес", "ru", "слово " * 180 + number)
        assert ("translation-numbers" not in found) == same
