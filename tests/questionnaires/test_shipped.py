"""What must stay true of every questionnaire that comes with the software, whoever rewords it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from questionnaires import lint
from questionnaires.questionnaire import Item, Option, Questionnaire
from questionnaires.reader import SHIPPED, shipped, shipped_names
from questionnaires.rehearsal import rehearse
from questionnaires.routing import parse, route

LANGUAGES = ("kk", "ru", "en")
LENGTHS = {"young-librarians": range(28, 34)}
"""Items of a questionnaire; 12 to 25 where nothing is said."""

every = pytest.mark.parametrize("name", shipped_names())


def texts(node: Any) -> Iterator[dict[str, str]]:
    """Every text of a file with its languages."""
    if isinstance(node, dict):
        if any(language in node for language in LANGUAGES):
            yield {language: node.get(language, "") for language in LANGUAGES}
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from texts(child)


def written(name: str) -> list[dict[str, str]]:
    return list(texts(yaml.load((SHIPPED / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader)))


def rated(questionnaire: Questionnaire) -> Iterator[tuple[Item, list[Option]]]:
    """The items whose answers have scores, with these answers."""
    for item in questionnaire.items():
        scored = [option for option in item.options if option.score is not None]
        if scored:
            yield item, scored


@every
def test_the_linter_has_nothing_to_say(name: str) -> None:
    assert lint.check(shipped(name)) == []


@every
def test_every_path_is_taken_by_simulated_people(name: str) -> None:
    done = rehearse(shipped(name), 200)
    assert done.coverage.missed == ()
    assert done.troubles == {}


@every
def test_every_text_stands_in_three_languages_and_kazakh_is_no_copy_of_the_russian(name: str) -> None:
    every_text = written(name)
    assert [text for text in every_text if not all(text.values())] == []
    alike = {text["kk"] for text in every_text if text["kk"] == text["ru"]}
    assert [one for one in alike if len(one.split()) > 1] == []


@every
def test_no_word_mixes_cyrillic_and_latin_letters(name: str) -> None:
    words = re.findall(r"\w+", (SHIPPED / f"{name}.yaml").read_text("utf-8"))
    assert [word for word in words if re.search("[A-Za-zƏə]", word) and re.search("[Ѐ-ӿ]", word)] == []


@every
def test_it_is_short_enough(name: str) -> None:
    assert len(list(shipped(name).items())) in LENGTHS.get(name, range(12, 26))


@every
def test_nothing_is_required_and_nothing_is_chosen_beforehand(name: str) -> None:
    assert [item.name for item in shipped(name).items() if item.required or item.default is not None] == []


@every
def test_scores_rise_by_even_steps(name: str) -> None:
    for item, scored in rated(shipped(name)):
        assert [option.score for option in scored] == list(range(1, len(scored) + 1)), item.name


@every
def test_facts_about_the_person_come_last_and_some_stay_beside_the_answers(name: str) -> None:
    questionnaire = shipped(name)
    flags = [item.background for item in questionnaire.items()]
    assert flags == sorted(flags)
    assert bool(questionnaire.keep) == any(flags)


def test_readers_are_asked_for_the_image_in_the_words_of_the_librarians() -> None:
    readers, librarians = shipped("readers"), shipped("young-librarians")
    for name in ("attitude", "image"):
        one, other = readers.item(name), librarians.item(name)
        assert (one.question, one.options, one.rows, one.nets) == (
            other.question,
            other.options,
            other.rows,
            other.nets,
        )
    labels = {row.name: row for row in librarians.item("statements").rows}
    shared = [row for row in readers.item("statements").rows if row.name in labels]
    assert len(shared) == 2
    assert all(row == labels[row.name] for row in shared)


def test_the_staff_of_a_system_is_asked_for_the_systems_of_the_librarians() -> None:
    systems = shipped("personnel").item("system").options
    assert systems == shipped("young-librarians").item("system").options


@pytest.mark.parametrize(("older", "asked_again"), [("7", []), ("6", ["age_63_more"])])
def test_numbers_of_staff_that_do_not_add_up_are_asked_about(older: str, asked_again: list[str]) -> None:
    questionnaire = shipped("personnel")
    given = {"staff": "10", "age_lt25": "1", "age_35_49": "2", "age_63_more": older}
    routed = route(questionnaire, parse(questionnaire, {name: [value] for name, value in given.items()}))
    assert [name for name, _ in routed.problems] == asked_again
