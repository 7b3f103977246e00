"""Words, numbers and suffixes in Kazakh, Russian and English."""

from __future__ import annotations

import datetime
import subprocess
import sys

import pytest

from survey.languages import (
    LANGUAGES,
    choose,
    date,
    gettext,
    number,
    percent,
    repair,
    spoken,
    suffix,
    with_suffix,
)
from survey.languages.completeness import lacking, messages, unused

# What the last spoken word of a number takes, from a grammar table, not from the rules of the code:
# genitive, dative, accusative, locative, ablative, instrumental, possessive.
CASES = ("genitive", "dative", "accusative", "locative", "ablative", "instrumental", "possessive")
TABLE = {
    0: "дің ге ді де ден мен і",
    1: "дің ге ді де ден мен і",
    2: "нің ге ні де ден мен сі",
    3: "тің ке ті те тен пен і",
    4: "тің ке ті те тен пен і",
    5: "тің ке ті те тен пен і",
    6: "ның ға ны да дан мен сы",
    7: "нің ге ні де ден мен сі",
    8: "дің ге ді де ден бен і",
    9: "дың ға ды да дан бен ы",
    10: "ның ға ды да нан мен ы",
    20: "ның ға ны да дан мен сы",
    30: "дың ға ды да дан бен ы",
    40: "тың қа ты та тан пен ы",
    50: "дің ге ді де ден мен і",
    60: "тың қа ты та тан пен ы",
    70: "тің ке ті те тен пен і",
    80: "нің ге ді де нен мен і",
    90: "ның ға ды да нан мен ы",
    100: "дің ге ді де ден бен і",
    1000: "ның ға ды да нан мен ы",
}


def last_spoken(n: int) -> int:
    if n % 10 or n == 0:
        return n % 10
    if n % 100:
        return n % 100
    return 100 if n % 1000 else 1000


@pytest.mark.parametrize("case", CASES)
def test_every_number_to_a_thousand_takes_the_suffix_of_its_last_spoken_word(case: str) -> None:
    for n in range(1001):
        expected = TABLE[last_spoken(n)].split()[CASES.index(case)]
        assert with_suffix(n, case) == f"{n}-{expected}"


def test_the_suffixes_of_the_design_come_out() -> None:
    assert with_suffix(22, "possessive", percent=True) == "22\N{NO-BREAK SPACE}%-ы"
    assert with_suffix(257, "possessive") == "257-сі"
    assert with_suffix(35, "ablative") == "35-тен"


def test_numbers_are_spoken_in_words() -> None:
    assert spoken(257) == "екі жүз елу жеті"
    assert spoken(1000) == "мың"
    assert spoken(119_000) == "жүз он тоғыз мың"
    assert spoken(0) == "нөл"


def test_a_word_takes_its_suffix_by_its_last_vowel_and_sound() -> None:
    assert suffix("Қарағанды", "locative") == "да"
    assert suffix("Теміртау", "ablative") == "дан"
    assert suffix("сауалнама", "accusative") == "ны"


def test_spoken_refuses_what_it_cannot_say() -> None:
    with pytest.raises(ValueError, match="0 to 999999"):
        spoken(-1)


@pytest.mark.parametrize(
    ("typed", "repaired"),
    [
        ("Сəтпаев", "Сәтпаев"),
        ("Əлеуметтік", "Әлеуметтік"),
        ("РR", "PR"),
        ("кіtапхана", "кіtапхана"),
        ("iс", "іс"),
        ("COVID", "COVID"),
        ("35 жасқа", "35 жасқа"),
        ("Azərbaycan", "Azərbaycan"),
    ],
)
def test_look_alike_letters_are_repaired_within_a_word(typed: str, repaired: str) -> None:
    assert repair(typed) == repaired


def test_repair_changes_nothing_twice() -> None:
    once = repair("Сəтбаев қаласы, РR, «Əдiлет»")
    assert repair(once) == once == "Сәтбаев қаласы, PR, «Әділет»"


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_every_message_of_the_sources_is_translated(language: str) -> None:
    assert lacking(language) == {}


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_no_translation_is_left_over(language: str) -> None:
    assert unused(language) == []


def test_the_extractor_sees_sources_and_templates() -> None:
    found = messages()
    assert found["There is no such page"].startswith("survey/web.py")
    assert found["(required)"].startswith("questionnaires/types/parts.html")
    assert found["Please answer this question."].startswith("questionnaires/types/messages.py")


def test_kazakh_messages_hold_no_latin_look_alikes() -> None:
    for message in messages():
        words = gettext("kk", message)
        assert repair(words) == words
        assert "ə" not in words


def test_places_in_a_message_are_filled() -> None:
    assert gettext("kk", "Place {place}", place=3) == "3-орын"
    assert gettext("en", "Place {place}", place=3) == "Place 3"
    assert gettext("ru", "Place {place}", place="{x}") == "{x}-е место"


def test_numbers_and_dates_follow_cldr() -> None:
    assert number("kk", 1234.5) == "1\N{NO-BREAK SPACE}234,5"
    assert number("en", 1234.5, 0) == "1,234"
    assert number("ru", 3, 2) == "3,00"
    assert percent("kk", 0.224, 1) == "22,4%"
    assert percent("ru", 0.22) == "22\N{NO-BREAK SPACE}%"
    assert date("kk", datetime.date(2026, 11, 22)).split() == ["2026", "ж.", "22", "қараша"]


def test_the_readers_language_is_taken_from_the_browser() -> None:
    assert choose("kk-KZ,ru;q=0.9") == "kk"
    assert choose("de, ru;q=0.5") == "ru"
    assert choose("de") == "kk"
    assert choose("ru", ["en"]) == "en"


def test_catalogues_are_read_only_when_somebody_needs_them() -> None:
    code = "import sys, survey.languages; print('babel.messages' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
