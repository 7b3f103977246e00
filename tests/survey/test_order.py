# ruff: noqa: E501 - an item reads best in one line
"""What of a shuffled questionnaire goes into the page."""

from __future__ import annotations

import re
from pathlib import Path

from questionnaires import reader
from survey.respondent import order
from survey.respondent.scripts import needed
from survey.universes import sources
from tests.survey.respondents import Field, fielded

TEXT = "{{kk: {0}, ru: {0}, en: {0}}}"


def said(word: str) -> str:
    return TEXT.format(word)


CODES = ", ".join(f"{one}: {said(one.upper())}" for one in "abcde")
SHUFFLED = f"""
questionnaire: shuffled
version: "1"
languages: [kk, ru, en]
title: {said("Shuffled")}
sections:
  - section: only
    title: {said("Only")}
    order: random
    items:
      - item: pick
        type: single
        order: random
        question: {said("Pick")}
        codes: {{{CODES}, other: {{kk: O, ru: O, en: O, write in: yes}}, none: {{kk: N, ru: N, en: N, fixed: yes}}}}
      - {{item: liked, type: yes_no, question: {said("Liked")}}}
      - {{item: why, type: text, shown if: liked == yes, question: {said("Why")}}}
      - {{item: told, type: note, question: {said("Told")}}}
      - {{item: first, type: text, question: {said("First")}}}
      - {{item: grid, type: grid, order: random, question: {said("Grid")}, rows: {{{CODES}}}, codes: {{p: {said("P")}, q: {said("Q")}}}}}
      - {{item: rank, type: ranking, order: random, first: 2, question: {said("Rank")}, codes: {{{CODES}}}}}
      - {{item: many, type: number, question: {said("Many")}}}
"""


def test_what_hangs_together_stays_together() -> None:
    questionnaire = reader.read(SHUFFLED)
    assert order.joined(questionnaire.sections[0], sources(questionnaire)) == {"why", "first"}


def test_the_page_marks_what_is_shuffled_and_what_stays(tmp_path: Path) -> None:
    page = fielded(tmp_path, source=SHUFFLED).get().text
    assert '<section id="s-only" data-r>' in page
    assert re.findall(r'id="q-(\w+)"[^>]* data-r', page) == ["pick", "grid", "rank"]
    assert re.findall(r'id="q-(\w+)"[^>]* data-g', page) == ["why", "first"]
    assert re.findall(r'value="(\w+)" data-k', page) == ["none"]


def test_where_nothing_is_shuffled_nothing_is_added(field: Field) -> None:
    assert "order" not in needed(field.survey.questionnaire)
    assert " data-r" not in field.get().text.partition("<script>")[0]
