"""Bands: every value falls into exactly one, and the labels say which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires import house
from questionnaires.bands import ranges
from questionnaires.questionnaire import Bands
from tests.questionnaires.tiny import rules, source, tiny

ITEM = """
    - item: x
      type: number
      whole: yes
      question: {en: X}
      min: 0
      max: 60
      bands: {variable: b, label: {en: B}, starts at: [1, 4, 10], codes: [p, q, r, s], unit: years}
"""


@given(
    st.sets(st.integers(-50, 150), min_size=1, max_size=8),
    st.integers(-200, 200),
    st.none() | st.integers(1900, 2100),
)
def test_every_value_falls_into_exactly_one_band(starts: set[int], value: int, since: int | None) -> None:
    edges = tuple(sorted(starts))
    codes = tuple(f"b{place}" for place in range(len(edges) + 1))
    bands = Bands("b", {}, edges, codes, ({},) * len(codes), since)
    amount = value if since is None else since - value
    holding = [
        code
        for code, (low, high) in zip(codes, ranges(edges, (None, None)), strict=True)
        if (low is None or amount >= low) and (high is None or amount <= high)
    ]
    assert holding == [bands.code_of(value)]


def test_labels_are_generated_from_the_starts() -> None:
    bands = tiny(ITEM).item("x").bands
    assert bands is not None
    assert [label["en"] for label in bands.labels] == [
        "under 1 year",
        "1–3 years",
        "4–9 years",
        "10–60 years",
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("[1, 4, 10]", "[1, 4, 4]"), "bands-starts"),
        (("[1, 4, 10]", "[4, 1, 10]"), "bands-starts"),
        (("[1, 4, 10]", "[1, four, 10]"), "not-whole"),
        (("[p, q, r, s]", "[p, q, r]"), "bands-codes"),
        (("[p, q, r, s]", "[p, q, r, r]"), "repeated-entry"),
        (("[1, 4, 10]", "[1, 4, 70]"), "bands-outside"),
        (("[1, 4, 10]", "[0, 4, 10]"), "bands-outside"),
        (("whole: yes", "whole: no"), "bands-whole"),
        (("unit: years", "unit: yaers"), "not-allowed"),
        (("unit: years", "unit: years, years since: 20"), "out-of-range"),
        (("variable: b", "variable: x"), "duplicate-variable"),
    ],
)
def test_bands_that_would_gap_or_mislead_are_refused(change: tuple[str, str], expected: str) -> None:
    assert expected in rules(source(ITEM.replace(*change)))


def test_years_to_come_are_no_length_of_time() -> None:
    items = (
        ITEM.replace("number", "year").replace("whole: yes", "hint: {en: H}").replace("min: 0", "min: 2000")
    )
    late = items.replace("max: 60", "max: 2027").replace("unit", "years since: 2026, unit")
    assert rules(source(late)) == ["bands-future"]
    assert rules(source(late.replace("2027", "2026"))) == []


@pytest.mark.parametrize(
    ("low", "high", "kk", "ru", "en"),
    [
        (None, 0, "1 жылдан аз", "менее 1 года", "under 1 year"),
        (None, 4, "5 жылдан аз", "менее 5 лет", "under 5 years"),
        (None, 20, "21 жылдан аз", "менее 21 года", "under 21 years"),
        (None, 10, "11 жылдан аз", "менее 11 лет", "under 11 years"),
        (1, 1, "1 жыл", "1 год", "1 year"),
        (1, 3, "1–3 жыл", "1–3 года", "1–3 years"),
        (4, 9, "4–9 жыл", "4–9 лет", "4–9 years"),
        (10, 15, "10–15 жыл", "10–15 лет", "10–15 years"),
        (15, 22, "15–22 жыл", "15–22 года", "15–22 years"),
        (10, None, "10 жыл және одан көп", "10 лет и более", "10 years or more"),
        (31, None, "31 жыл және одан көп", "31 год и более", "31 years or more"),
    ],
)
def test_years_are_said_as_people_say_them(
    low: int | None, high: int | None, kk: str, ru: str, en: str
) -> None:
    assert house.amount(low, high, "years", ("kk", "ru", "en")) == {"kk": kk, "ru": ru, "en": en}


def test_ages_have_words_of_their_own() -> None:
    assert house.amount(None, 24, "age", ("kk", "ru", "en")) == {
        "kk": "25 жасқа дейін", "ru": "до 25 лет", "en": "under 25",
    }  # fmt: skip
    assert house.amount(25, 34, "age", ("kk", "ru", "en")) == {
        "kk": "25–34 жас", "ru": "25–34 года", "en": "25–34",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("number", "ending"),
    [(0, "ден"), (3, "тен"), (6, "дан"), (8, "ден"), (9, "дан"), (10, "нан"), (20, "дан"), (40, "тан"),
     (50, "ден"), (60, "тан"), (70, "тен"), (80, "нен"), (90, "нан"),
     (100, "ден"), (1000, "нан"), (345, "тен")],
)  # fmt: skip
def test_kazakh_endings_follow_the_spoken_number(number: int, ending: str) -> None:
    assert house.kazakh_ablative(number) == ending


def test_starts_that_are_no_numbers_of_an_item_with_no_limits_are_told() -> None:
    bands = "{variable: y, label: {en: Y}, starts at: [some], codes: [a, b]}"
    text = source(f"- {{item: x, type: number, whole: yes, question: {{en: X}}, bands: {bands}}}")
    assert "not-whole" in rules(text)
