# ruff: noqa: E501 - an item reads best in one line
"""Server, script and style agree on what is asked: random answers to a questionnaire full of conditions."""

from __future__ import annotations

from collections.abc import Callable
from json import dumps
from random import Random

import pytest
from playwright.sync_api import Page

from questionnaires import routing
from questionnaires.questionnaire import Questionnaire
from questionnaires.types import type_of
from tests.journeys.conftest import Site, Visit, field_wave

CONDITIONS = (
    "one == a",
    "one != a",
    "one in [a, c]",
    "one not in [a, c]",
    "answered one",
    "not answered one",
    "not (one == a)",
    "one == a or some == x",
    "one == a and some == x",
    "not (one == a and some == x)",
    "rated < 3",
    "rated >= 2 and not (one == b)",
    "some == x",
    "some != x",
    "some in [y, z]",
    "answered some",
    "lines_first == yes",
    "answered lines_second",
    "answered lines",
    "order_p == 1",
    "order_q == 0",
    "answered order",
    "many >= 10",
    "many != 12",
    "many in [3, 12]",
    "answered many",
    "tenure == young",
    "tenure in [middle, old]",
    "answered words",
    "nested == yes",
    "nested != yes or one == c",
    "many * 2 > 20",
    "many + 1 == 2026 - entry",
    "many > entry - 2000",
    "many - -1 >= 10 / 2",
    "many / 0 > 1",
    "half > 10",
    "half == many / 2",
    'said == "ab"',
    "length(words) > 20",
    'contains(words, "ған")',
    'starts(words, "Ойдан")',
    'ends(lower(words), upper("x"))',
    'matches(words, "[А-Я].* .*")',
    'matches(text(many), "[0-9]")',
    'part(words, 1, 5) == "Ойдан"',
    'join(one, many) == "a3"',
    'words == "Ойдан шығарылған жауап"',
    "count(some) >= 2",
    "count(some, one, many) > 3",
    "sum(rated, many) > 10",
    "mean(rated, many) < 10",
    "min(rated, many) == 2",
    "max(order) == 2",
    "count(lines) == 2",
    "round(many / 7, 1) > 2.5",
    "round(0 - many / 2) == -3",
    "floor(many / 7) == ceiling(many / 7)",
    "remainder(many, 3) == 0",
    'entry(some, 2) != entry(some, 1) or entry("p|q|r", many, "|") == "q"',
    'if(many > 20, "much", many > 10, "some", "little") == "some"',
    "sin(many) > cos(many) and atan(many) > 1.5 or asin(many) == 0",
    "root(many) > 5 and power(many, 2) < 1000",
    "abs(many - 30) < 10 and whole(many / 3) > 5",
    "log(exp(many)) > 20",
    "first(rated, many) > 2",
    "number(rated) == 3",
    "if(one == a, many, 0) > 5",
    "mean(mood) > 1.5",
    "mood < high",
    'year("2026-11-22") - entry > 10',
    'days("2026-11-22") - days("2026-10-23") == many',
    'month("2026-11-22") + day("2026-11-22") < many',
    "one == one and not (rated != rated)",
    "some == one",
    "agrees == yes and not answered noted",
    "pick == p or seek != q",
    "boxes_first == x and count(boxes_second) > 0",
    "points_first > points_second",
    "sum(slide, money) >= 50",
    'when > "2026-06-30" or month(when) == 2',
    'hour < "12:00" and batch == pilot',
    "duel_q_p == p or duel_p_r != r",
    "matters_1_best == p",
    "matters_2_worst in [p, q]",
    "kids >= 2",
    "kids == 1 or not answered kids",
    "sum(kids_age) > 20",
    "answered kids_told and count(kids_likes) > 2",
    "pets_2_name == pets_1_name",
    "max(times_at) > 5",
)
TRILINGUAL = "{{kk: {0}, ru: {0}, en: {0}}}"


def text(word: str) -> str:
    return TRILINGUAL.format(word)


def codes(*names: str, **flags: str) -> str:
    each = [f'"{name}": {{kk: {name}, ru: {name}, en: {name}{flags.get(name, "")}}}' for name in names]
    return "{" + ", ".join(each) + "}"


SOURCE = f"""
questionnaire: conditions
version: "1"
languages: [kk, ru, en]
title: {text("Conditions")}
introduction: {text("Hello")}
thanks: {text("Thanks")}
sections:
  - section: asking
    title: {text("Asking")}
    items:
      - {{item: one, type: single, question: {text("One")}, codes: {codes("a", "b", "c", "dk", dk=", missing: does_not_know")}}}
      - {{item: rated, type: single, question: {text("Rated")}, codes: {codes("1", "2", "3", **{str(i): f", score: {i}" for i in (1, 2, 3)})}}}
      - {{item: some, type: multiple, question: {text("Some")}, codes: {codes("x", "y", "z")}}}
      - {{item: lines, type: grid, question: {text("Lines")}, codes: {codes("yes", "no", "dk", dk=", missing: does_not_know")}, rows: {{first: {text("First")}, second: {text("Second")}}}}}
      - {{item: order, type: ranking, first: 2, question: {text("Order")}, codes: {codes("p", "q", "r")}}}
      - {{item: many, type: number, min: 0, max: 60, whole: yes, refused: yes, question: {text("Many")}}}
      - item: entry
        type: year
        min: 2000
        max: 2026
        question: {text("Entry")}
        bands: {{variable: tenure, label: {text("Tenure")}, years since: 2026, starts at: [4, 11], codes: [young, middle, old], unit: years}}
      - {{item: words, type: text, question: {text("Words")}}}
      - {{item: mood, type: single, question: {text("Mood")}, codes: {codes("low", "high", low=", score: 1", high=", score: 2")}}}
      - {{item: agrees, type: yes_no, question: {text("Agrees")}}}
      - {{item: noted, type: acknowledgement, question: {text("Noted")}, label: {text("Noted")}}}
      - {{item: pick, type: dropdown, question: {text("Pick")}, codes: {codes("p", "q")}}}
      - {{item: seek, type: dropdown, search: yes, question: {text("Seek")}, codes: {codes("p", "q")}}}
      - {{item: boxes, type: matrix, question: {text("Boxes")}, codes: {codes("x", "y")}, rows: {{first: {text("First")}, second: {text("Second")}}}}}
      - {{item: points, type: constant_sum, question: {text("Points")}, rows: {{first: {text("First")}, second: {text("Second")}}}}}
      - {{item: slide, type: slider, question: {text("Slide")}}}
      - {{item: money, type: decimal, min: 0, max: 90, question: {text("Money")}}}
      - {{item: when, type: date, from: 2026-01-01, to: 2026-12-31, question: {text("When")}}}
      - {{item: hour, type: time, question: {text("Hour")}}}
      - {{item: batch, type: hidden, code: pilot, question: {text("Batch")}}}
      - {{item: half, type: calculated, value: many / 2, question: {text("Half")}}}
      - {{item: said, type: calculated, gives: text, value: 'join("a", if(half > 10, "b", "c"))', question: {text("Said")}}}
      - {{item: duel, type: paired_comparison, question: {text("Duel")}, pairs: [[q, p], [p, r]], codes: {codes("p", "q", "r")}}}
      - {{item: matters, type: best_worst, best: {text("Best")}, worst: {text("Worst")}, question: {text("Matters")}, codes: {codes("p", "q", "r", "s")}}}
      - item: kids
        type: roster
        most: 3
        refused: yes
        question: {text("Kids")}
        each: {text("Kid")}
        asks:
          - {{item: age, type: number, min: 0, max: 17, whole: yes, question: {text("Age")}}}
          - {{item: told, type: yes_no, shown if: age > 5, question: {text("Told")}}}
          - {{item: likes, type: multiple, shown if: told == yes or one == a, question: {text("Likes")}, codes: {codes("x", "y")}}}
      - item: pets
        type: roster
        most: 3
        asked: one by one
        another: {text("Another?")}
        question: {text("Pets")}
        each: {text("Pet")}
        asks:
          - {{item: name, type: dropdown, question: {text("Name")}, codes: {codes("p", "q")}}}
      - item: times
        type: roster
        most: 2
        as many as: count(some)
        shown if: one == a or one == b
        question: {text("Times")}
        each: {text("Time")}
        asks:
          - {{item: at, type: decimal, min: 0, max: 9, question: {text("At")}}}
      - {{item: nested, type: single, shown if: one == a, question: {text("Nested")}, codes: {codes("yes", "no")}}}
  - section: asked
    title: {text("Asked")}
    shown if: not (one == c and some == z)
    items:
""" + "".join(
    f"      - {{item: target{i}, type: single, shown if: {dumps(condition)}, question: {text('Target')}, codes: {codes('u', 'v')}}}\n"
    for i, condition in enumerate(CONDITIONS)
)

FILL = """form => {
  for (const field of document.querySelectorAll('input:not([type=hidden]),select,textarea')) {
    const values = form[field.name] || []
    if (field.type == 'radio' || field.type == 'checkbox') field.checked = values.includes(field.value)
    else field.value = values[0] || ''
  }
  document.querySelector('#i-words').dispatchEvent(new Event('input', {bubbles: true}))
}"""
SHOWN_BY_SCRIPT = "() => [...document.querySelectorAll('.q')].filter(q => !q.hidden).map(q => q.id.slice(2))"
SHOWN_BY_STYLE = (
    "() => [...document.querySelectorAll('.q')].filter(q => q.offsetParent).map(q => q.id.slice(2))"
)


def some_answers(questionnaire: Questionnaire, random: Random) -> dict[str, list[str]]:
    """The fields of random answers to about two thirds of the items, the targets left out."""
    form: dict[str, list[str]] = {}
    for item in questionnaire.sections[0].items:
        if random.random() < 0.7:
            answer, texts = type_of(item).draw(item, random)
            form |= type_of(item).fill(item, answer, texts)
    return form


def shown(page: Page, form: dict[str, list[str]], ask: str) -> set[str]:
    page.evaluate(FILL, form)
    return set(page.evaluate(ask))


def answered_by_hand(questionnaire: Questionnaire, form: dict[str, list[str]]) -> set[str]:
    """The items that are asked, without those that are computed."""
    asked = routing.route(questionnaire, routing.parse(questionnaire, form)).asked
    return {item.name for item in questionnaire.items() if item.name in asked and type_of(item).asks}


@pytest.fixture
def cases() -> list[Random]:
    return [Random(seed) for seed in range(60)]


def test_the_script_shows_exactly_what_the_server_asks(
    site: Site, visit: Callable[..., Visit], cases: list[Random]
) -> None:
    survey = field_wave(site, source=SOURCE)
    one = visit()
    one.page.goto(f"{site.base}/s/conditions/{survey.wave}/en")
    for random in cases:
        form = some_answers(survey.questionnaire, random)
        asked = answered_by_hand(survey.questionnaire, form)
        assert shown(one.page, form, SHOWN_BY_SCRIPT) == asked, form


def test_style_never_hides_what_the_server_asks(
    site: Site, visit: Callable[..., Visit], cases: list[Random]
) -> None:
    survey = field_wave(site, source=SOURCE)
    one = visit(script=False)
    one.page.goto(f"{site.base}/s/conditions/{survey.wave}/en")
    hidden = 0
    for random in cases:
        form = some_answers(survey.questionnaire, random)
        asked = answered_by_hand(survey.questionnaire, form)
        visible = shown(one.page, form, SHOWN_BY_STYLE)
        assert visible >= asked, form
        hidden += len(list(survey.questionnaire.items())) - len(visible)
    assert hidden > 10 * len(cases)
