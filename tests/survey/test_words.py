"""The lists from which codes of four words are drawn: enough of them, common, and unmistakable."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations, pairwise

import pytest

from survey.languages import LANGUAGES
from survey.respondent.elsewhere import LISTS
from tests.attacks.drafts import FOLDED
from tests.survey.respondents import Field

LETTERS = {"kk": "[а-яәғқңөұүһі]+", "ru": "[а-я]+", "en": "[a-z]+"}
UNWANTED = {
    "kk": "өлім өлі соғыс қан түрме арақ шарап темекі ұры жын шайтан құдай алла дін мешіт шіркеу ауру есек "
    "шошқа ит мылқау соқыр ақымақ жалқау семіз кедей",
    "ru": "смерть труп война кровь тюрьма водка вино пиво табак вор черт бог дурак осел свинья жирный рак "
    "гроб убийца яд бомба пуля",
    "en": "death dead war blood prison vodka wine beer tobacco thief devil god stupid ass pig fat cancer "
    "coffin kill poison bomb bullet slave hell sex drug",
}
"""Nobody should get these on a slip of paper: grief, faith, vice, insult."""


def words(language: str) -> list[str]:
    return LISTS[language].read_text("utf-8").split()


def near(word: str) -> set[str]:
    """Words with one letter changed, lost or added share one of these."""
    places = range(len(word) + 1)
    return {f"{word[:at]}?{word[at:]}" for at in places} | {f"{word[:at]}?{word[at + 1 :]}" for at in places}


def test_every_language_of_the_house_has_a_list() -> None:
    assert set(LISTS) == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_is_worth_eleven_bits(language: str) -> None:
    listed = words(language)
    assert len(set(listed)) == len(listed) == 2**11
    assert listed == sorted(listed)
    assert all(re.fullmatch(LETTERS[language], word) for word in listed)
    assert {3 <= len(word) <= 9 for word in listed} == {True}


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_wrong_letter_never_makes_another_word(language: str) -> None:
    """Nor does a keyboard without the Kazakh letters."""
    alike = defaultdict(set)
    for word in words(language):
        for pattern in near(word.translate(FOLDED)):
            alike[pattern].add(word)
    assert [pair for group in alike.values() for pair in combinations(sorted(group), 2)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_begins_another(language: str) -> None:
    """Neither inflected twice, nor to be parted in two ways where the spaces are missing."""
    listed = sorted(word.translate(FOLDED) for word in words(language))
    assert [pair for pair in pairwise(listed) if pair[1].startswith(pair[0])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_hurts(language: str) -> None:
    assert set(words(language)) & set(UNWANTED[language].split()) == set()


def test_a_list_is_sent_to_those_who_ask_for_it(field: Field) -> None:
    client = field.app.test_client()
    answer = client.get("/elsewhere/words/kk")
    assert answer.text.split() == words("kk")
    packed = client.get("/elsewhere/words/kk", headers={"Accept-Encoding": "gzip"})
    assert len(packed.data) < 9000
    assert client.get("/elsewhere/words/de").status_code == 404
