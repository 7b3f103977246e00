"""Numbers and labels as they are said."""

import pytest

from analysis.charts.speech import Speech, clean
from analysis.charts.words import LANGUAGES, WORDS


def test_kazakh_and_russian_write_a_decimal_comma_and_english_a_point():
    assert Speech("kk").percent(100 * 52 / 237) == "21,9\u00a0%"
    assert Speech("ru").percent(100 * 52 / 237) == "21,9\u00a0%"
    assert Speech("en").percent(100 * 52 / 237) == "21.9%"


def test_halves_are_rounded_up_as_on_paper():
    assert Speech("en").bare_percent(6.25) == "6.3"
    assert Speech("en").number(-0.25, 1) == "−0.3"


def test_what_rounds_to_nothing_has_no_sign():
    assert Speech("en").number(-0.04, 1, signed=True) == "0.0"
    assert Speech("en").number(0.04, 1, signed=True) == "0.0"


def test_signed_numbers_show_both_signs():
    assert Speech("kk").number(2.34, 1, signed=True) == "+2,3"
    assert Speech("kk").number(-2.34, 1, signed=True) == "−2,3"


def test_thousands_are_parted_as_the_language_does():
    assert Speech("kk").number(12345) == "12\u00a0345"
    assert Speech("en").number(12345) == "12,345"


@pytest.mark.parametrize(
    ("percent", "said"), [(4.99, "<5"), (0, "<5"), (5, "5"), (95.2, ">95"), (50.5, "51")]
)
def test_protected_shares_are_whole_and_hide_the_ends(percent, said):
    assert Speech("kk", whole=True).bare_percent(percent) == said


def test_a_protected_share_is_drawn_no_finer_than_it_is_said():
    speech = Speech("kk", whole=True)
    assert speech.drawn(0.1) == speech.drawn(4.9)
    assert speech.drawn(21.6) == speech.drawn(22.4) == 22


def test_levels_are_said_without_needless_decimals():
    assert Speech("kk").level(0.95) == "95\u00a0%"
    assert Speech("en").level(0.999) == "99.9%"


def test_labels_lose_what_cannot_be_seen_or_printed():
    assert clean("  екі\n\tсөз \u202e\u00ad") == "екі сөз"
    assert clean("a\x00b") == "a\ufffdb"


@pytest.mark.parametrize("key", WORDS)
def test_every_word_is_there_in_every_language_with_the_same_places(key):
    places = {language: sorted(_places(WORDS[key][language])) for language in LANGUAGES}
    assert places["kk"] == places["ru"] == places["en"]


def test_kazakh_words_hold_no_latin_look_alikes():
    kazakh = " ".join(words["kk"] for words in WORDS.values())
    assert not set("əƏ") & set(kazakh)


def _places(words):
    return [piece.split("}")[0] for piece in words.split("{")[1:]]
