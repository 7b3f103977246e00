"""What must stay true of the shipped questionnaire, whoever rewords it."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

import questionnaires
import survey
from questionnaires import lint
from questionnaires.questionnaire import Item, Questionnaire
from questionnaires.reader import shipped

LANGUAGES = ("kk", "ru", "en")
FILE = Path(questionnaires.__file__).parent / "shipped" / "young-librarians.yaml"
FACTS = Path(survey.__file__).parent / "demo_data" / "seed-facts.json"
OTHERWISE = {
    ("adaptation", "mentor_assigned"): "asked as the item `mentor`",
    ("education", "not_published"): "the nine people who gave no level: refused",
    ("age_group", "lt35"): "the whole frame; asked in finer bands",
    ("age_group", "ge35"): "nobody of the frame",
}
NOT_ASKED = {"reader_view": "asked of readers", "wave": "of the survey, not of a person"}


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return shipped("young-librarians")


def texts(node: Any) -> Iterator[dict[str, str]]:
    """Every group of the file that holds a text in some language."""
    if isinstance(node, dict):
        if any(language in node for language in LANGUAGES):
            yield {language: node.get(language, "") for language in LANGUAGES}
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from texts(child)


@pytest.fixture(scope="module")
def written() -> list[dict[str, str]]:
    return list(texts(yaml.load(FILE.read_text("utf-8"), yaml.BaseLoader)))


def names(item: Item) -> set[str]:
    """The words by which the answers of an item are known."""
    nets, rows = (net.name for net in item.nets), (row.name for row in item.rows)
    return {*nets, *rows, *(option.value for option in item.options)}


def test_every_text_stands_in_all_three_languages(written: list[dict[str, str]]) -> None:
    assert len(written) > 200
    assert [text for text in written if not all(text.values())] == []


def test_no_word_mixes_cyrillic_and_latin_letters() -> None:
    words = re.findall(r"\w+", FILE.read_text("utf-8"))
    mixed = [word for word in words if re.search("[A-Za-zƏə]", word) and re.search("[Ѐ-ӿ]", word)]
    assert mixed == []


def test_kazakh_is_not_a_copy_of_the_russian(written: list[dict[str, str]]) -> None:
    alike = {text["kk"] for text in written if text["kk"] == text["ru"]}
    assert alike == {"20–24", "25–29", "30–34", "Филология", "Экономика", "Дизайн", "Библиограф"}


def test_the_linter_has_nothing_to_say(questionnaire: Questionnaire) -> None:
    assert lint.check(questionnaire) == []


def test_there_are_about_thirty_items(questionnaire: Questionnaire) -> None:
    assert 28 <= len(list(questionnaire.items())) <= 33


def test_every_type_of_question_is_used(questionnaire: Questionnaire) -> None:
    used = {item.type for item in questionnaire.items()}
    assert {"single", "multiple", "grid", "ranking", "number", "year", "text", "note"} <= used


@pytest.mark.parametrize(
    "fact", json.loads(FACTS.read_text("utf-8"))["variables"], ids=lambda fact: fact["id"]
)
def test_the_variables_and_codes_of_the_talk_are_asked(
    questionnaire: Questionnaire, fact: dict[str, Any]
) -> None:
    name = fact["id"]
    if name in NOT_ASKED or name == "tenure":
        return
    asked = names(questionnaire.item(name))
    wanted = {code.lower() for code in fact["categories"] if (name, code) not in OTHERWISE}
    assert wanted - asked == set()


def test_nobody_need_give_an_education(questionnaire: Questionnaire) -> None:
    refusals = [o.value for o in questionnaire.item("education").options if o.missing == "refused"]
    assert refusals == ["refused"]


def test_all_nineteen_systems_are_offered_and_no_other(questionnaire: Questionnaire) -> None:
    facts = json.loads(FACTS.read_text("utf-8"))
    offered = {option.value for option in questionnaire.item("system").options}
    assert offered == {district["id"] for district in facts["districts"]} | {"regional_or_other"}


@pytest.mark.parametrize(
    ("year", "band"),
    [
        (2026, "lt1"),
        (2025, "1_3"),
        (2023, "1_3"),
        (2022, "4_10"),
        (2017, "4_10"),
        (2016, "10_15"),
        (2011, "10_15"),
    ],
)
def test_the_year_of_entry_gives_the_length_of_service(
    questionnaire: Questionnaire, year: int, band: str
) -> None:
    bands = questionnaire.item("entry_year").bands
    assert bands is not None
    assert (bands.name, bands.code_of(year)) == ("tenure", band)


def test_the_negative_image_is_a_net_of_four_separate_adjectives(questionnaire: Questionnaire) -> None:
    (net,) = questionnaire.item("attitude").nets
    assert (net.name, net.codes) == ("negative", ("boring", "not_worth_it", "without_prestige", "hectic"))


def test_each_adjective_is_rated_in_the_words_of_the_choice(questionnaire: Questionnaire) -> None:
    choice, rating = questionnaire.item("attitude"), questionnaire.item("image")
    offered = {o.value: o.label for o in choice.options if o.value != "other_or_none"}
    assert {row.name: row.label for row in rating.rows} == offered


def test_three_subscales_of_four_statements_share_out_all_twelve(questionnaire: Questionnaire) -> None:
    rows = {f"statements_{row.name}": row for row in questionnaire.item("statements").rows}
    assert [scale.name for scale in questionnaire.scales] == ["prestige", "conditions", "growth"]
    assert sorted(v for scale in questionnaire.scales for v in scale.variables) == sorted(rows)
    for scale in questionnaire.scales:
        assert [rows[v].reversed for v in scale.variables].count(True) == len(scale.variables) / 2 == 2


def test_neighbouring_statements_belong_to_different_subscales(questionnaire: Questionnaire) -> None:
    scale_of = {v: scale.name for scale in questionnaire.scales for v in scale.variables}
    order = [scale_of[f"statements_{row.name}"] for row in questionnaire.item("statements").rows]
    assert all(a != b for a, b in pairwise(order))


@pytest.mark.parametrize(
    ("language", "joins"), [("kk", "және|әрі|сондай-ақ"), ("ru", "и|а также"), ("en", "and|as well as")]
)
def test_a_statement_holds_one_idea(questionnaire: Questionnaire, language: str, joins: str) -> None:
    joined = re.compile(rf"\b({joins})\b", re.IGNORECASE)
    statements = [row.label[language] for row in questionnaire.item("statements").rows]
    assert [text for text in statements if joined.search(text)] == []


@pytest.mark.parametrize("name", ["statements", "image", "satisfaction", "mentor_help"])
def test_ratings_are_labelled_at_each_of_five_points(questionnaire: Questionnaire, name: str) -> None:
    scores = [o.score for o in questionnaire.item(name).options if o.missing is None]
    assert scores == [1, 2, 3, 4, 5]


def test_nine_causes_of_dissatisfaction_are_ranked_to_the_third(questionnaire: Questionnaire) -> None:
    item = questionnaire.item("dissatisfaction")
    assert (len(item.options), item.settings["first"]) == (9, 3)


def test_sensitive_questions_follow_the_promise_and_background_comes_last(
    questionnaire: Questionnaire,
) -> None:
    order = [item.name for item in questionnaire.items()]
    neutral, sensitive = order[: order.index("promise")], order[order.index("promise") :]
    assert {"motive", "mentor", "training_need", "attitude", "image"} <= set(neutral)
    assert {"satisfaction", "statements", "dissatisfaction", "intention_to_leave"} <= set(sensitive)
    assert [i.background for i in questionnaire.items()] == sorted(
        i.background for i in questionnaire.items()
    )


def test_nothing_is_required_because_taking_part_is_voluntary(questionnaire: Questionnaire) -> None:
    assert [item.name for item in questionnaire.items() if item.required] == []


def test_no_figure_of_the_talk_leads_the_respondent(written: list[dict[str, str]]) -> None:
    assert [text for text in written if "%" in "".join(text.values())] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_are_short_and_the_whole_is_light(
    questionnaire: Questionnaire, written: list[dict[str, str]], language: str
) -> None:
    questions = [item.question[language] for item in questionnaire.items() if item.type != "note"]
    assert max(map(len, questions)) <= 110
    assert sum(len(text[language]) for text in written) <= 9000
