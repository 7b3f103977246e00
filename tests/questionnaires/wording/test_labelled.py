"""How often the wording checks are right: precision and recall on the labelled sets, a rule and a language at
a time, and what they must not fall below."""

from collections import Counter
from functools import cache

import pytest

from questionnaires.wording import rules
from tests.questionnaires.wording.labelled import FRESH, HELD_OUT, LANGUAGES, Labelled, labelled

ALL = "all rules"

LOWEST = {
    (HELD_OUT, "kk"): (0.94, 1.0),
    (HELD_OUT, "ru"): (0.97, 0.97),
    (HELD_OUT, "en"): (0.95, 0.97),
    (FRESH, "kk"): (0.86, 0.74),
    (FRESH, "ru"): (0.85, 0.62),
    (FRESH, "en"): (0.91, 0.88),
}
"""Measured when each part was first run (the fresh English one: after the last change), rounded down:
precision and recall over all rules."""

CLEAN = {"kk": 0.95, "ru": 0.98, "en": 0.98}
"""The same for good items: the share of them of which nothing is said."""

MISSED = {("ru", "untranslated"): 1, ("en", "jargon"): 1}
WRONG = {
    ("kk", "negated"): 1,
    ("kk", "no-write-in"): 1,
    ("kk", "unbalanced-scale"): 1,
    ("ru", "no-write-in"): 1,
    ("en", "absolute"): 1,
    ("en", "unbalanced-scale"): 1,
}
"""What the held-out part showed then; no rule may do worse in any language."""


@cache
def _set(language: str, part: str) -> list[Labelled]:
    return [one for one in labelled(language) if one.part == part]


@cache
def _counts(language: str, part: str) -> dict[str, Counter[str]]:
    """Rule -> how often it was right, wrong (said of what does not break it) or missed."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in rules()}
    for one in _set(language, part):
        found = one.found()
        for name in rules():
            kinds = {(True, True): "right", (True, False): "wrong", (False, True): "missed"}
            if kind := kinds.get((name in found, name in one.breaks)):
                counts[name][kind] += 1
    return counts


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_set_is_large_and_half_of_it_is_good(language: str) -> None:
    every = labelled(language)
    assert len(every) >= 100
    assert {one.part for one in every} == {HELD_OUT, FRESH, "development"}
    assert 0.45 <= sum(not one.breaks for one in every) / len(every) <= 0.55
    assert {name for one in every for name in one.breaks} == set(rules())


@pytest.mark.parametrize("part", ["development", HELD_OUT, FRESH])
def test_precision_and_recall_are_printed(part: str, capsys: pytest.CaptureFixture[str]) -> None:
    counts = {language: _counts(language, part) for language in LANGUAGES}
    lines = [f"\n{part:24}" + "".join(f"{one}: precision recall (of)   " for one in LANGUAGES)]
    for name in (*rules(), ALL):
        cells = (_cell(_total(counts[one]) if name == ALL else counts[one][name]) for one in LANGUAGES)
        lines.append(f"{name:24}" + "".join(cells))
    with capsys.disabled():
        print("\n".join(lines))
    assert len(lines) == len(rules()) + 2


@pytest.mark.parametrize(("part", "language"), LOWEST)
def test_what_was_not_tuned_on_is_found_as_it_was_measured(part: str, language: str) -> None:
    every = _total(_counts(language, part))
    precision, recall = LOWEST[part, language]
    assert _share(every, "wrong") >= precision
    assert _share(every, "missed") >= recall


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rule_does_worse_than_it_was_measured(language: str) -> None:
    for name, of in _counts(language, HELD_OUT).items():
        assert of["missed"] <= MISSED.get((language, name), 0), name
        assert of["wrong"] <= WRONG.get((language, name), 0), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_good_wording_little_is_said(language: str) -> None:
    good = [one for one in _set(language, HELD_OUT) if not one.breaks]
    assert sum(not one.found() for one in good) / len(good) >= CLEAN[language]


def _total(counts: dict[str, Counter[str]]) -> Counter[str]:
    return sum(counts.values(), Counter())


def _cell(of: Counter[str]) -> str:
    of_all = of["right"] + of["missed"]
    precision = f"{_share(of, 'wrong'):.2f}" if of["right"] + of["wrong"] else "-"
    recall = f"{_share(of, 'missed'):.2f}" if of_all else "-"
    return f"    {precision:>9} {recall:>6} ({of_all})".ljust(29)


def _share(of: Counter[str], against: str) -> float:
    """Right out of right and `against`."""
    return of["right"] / max(1, of["right"] + of[against])
