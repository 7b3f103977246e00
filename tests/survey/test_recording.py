"""Responses coded item by item are the records of `questionnaires.coding`, one after the other."""

from random import Random
from typing import Any

import pytest

from questionnaires import coding, reader
from questionnaires.questionnaire import Item, Questionnaire, Section
from questionnaires.types import type_of
from survey.recording import Recording
from tests.laws.test_question_types import ITEMS
from tests.questionnaires.test_routing import CHAIN
from tests.questionnaires.tiny import tiny

SHIPPED = ("young-librarians", "readers", "personnel", "newcomers")
PEOPLE = 60


def drawn(questionnaire: Questionnaire, seed: int) -> list[tuple[dict[str, Any], dict[str, str]]]:
    """Responses, some items left out, some answered as many do."""
    random, found = Random(seed), []
    for _ in range(PEOPLE):
        answers, write_ins = {}, {}
        for item in questionnaire.items():
            answer, texts = type_of(item).draw(item, random)
            if random.random() < 0.9:
                answers[item.name] = answer
                write_ins |= {f"{item.name}.{option}": text for option, text in texts.items()}
        found.append((answers, write_ins if random.random() < 0.7 else {}))
    return found


def columns(questionnaire: Questionnaire, responses: list) -> dict[str, list]:
    recording = Recording(questionnaire)
    for answers, write_ins in responses:
        recording.add(answers, write_ins)
    return {name: [*column.values()] for name, column in recording.columns()}


def records(questionnaire: Questionnaire, responses: list) -> dict[str, list]:
    found = [coding.record(questionnaire, *one) for one in responses]
    return {name: [one[name] for one in found] for name in found[0]}


QUESTIONNAIRES = [*map(reader.shipped, SHIPPED), tiny(CHAIN)]


@pytest.mark.parametrize("questionnaire", QUESTIONNAIRES, ids=lambda one: one.name)
def test_columns_are_the_records_of_people_one_by_one(questionnaire: Questionnaire):
    responses = drawn(questionnaire, 1)
    assert columns(questionnaire, responses) == records(questionnaire, responses)


@pytest.mark.parametrize("item", ITEMS, ids=lambda one: f"{one.type}-{one.line}")
def test_so_they_are_for_every_type_of_question(item: Item):
    questionnaire = Questionnaire("q", "1", ("en",), {}, (Section("s", {}, (item,)),))
    responses = [*drawn(questionnaire, 2), ({}, {}), ({item.name: None}, {})]
    if item.type in ("number", "year", "text", "ranking"):
        responses.append(({item.name: {"missing": "refused"}}, {}))
    assert columns(questionnaire, responses) == records(questionnaire, responses)


def test_words_that_look_like_another_answer_are_told_from_it():
    questionnaire = tiny("[{item: t, type: text, question: {en: T}, refused: yes}]")
    said = ["{'missing': 'refused'}", {"missing": "refused"}, "skipped", "not asked", None]
    responses = [({"t": one}, {}) for one in said]
    assert columns(questionnaire, responses) == records(questionnaire, responses)
