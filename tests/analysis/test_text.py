"""Texts are compared as people read them: blind to capitals and to letters that look alike."""

from __future__ import annotations

import pytest

from analysis.errors import DesignError, NobodyAnswered, NotTabulable
from analysis.letters import ALPHABET, fold, skeleton, sort_key
from analysis.text import CodeFrame, agreement, disputed, frequencies, ordered, search, texts
from tests.analysis.people import people

FRAME = CodeFrame("why", {"pay": {"en": "Pay"}, "fame": {"en": "Fame"}, "room": {"en": "Room"}})


def test_the_latin_schwa_and_capitals_make_no_difference() -> None:
    assert fold("С\u0259тпаев") == fold("СӘТПАЕВ") == "сәтпаев"
    assert search(["\u018fлеуметтік көмек", "басқа"], "әлеум") == ("\u018fлеуметтік көмек",)


def test_a_word_typed_wholly_in_twins_is_found() -> None:
    assert search(["cop", "сор", "сорт", "бор"], "сор") == ("cop", "сор", "сорт")


def test_every_word_of_a_search_must_stand_in_the_text() -> None:
    assert search(["жалақы аз", "жалақы", "аз"], "АЗ жалақы") == ("жалақы аз",)
    assert search(["a", "b"], "  ") == ("a", "b")


def test_the_alphabet_is_kazakh_and_complete() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 42
    assert ordered(["Үй", "құс", "Уақыт", "кісі", "əн", "ана"]) == ("ана", "əн", "кісі", "құс", "Уақыт", "Үй")


def test_folding_and_its_skeleton_change_nothing_twice() -> None:
    for word in ("С\u0259тбаев  қаласы", "РR", "Ёлка", "COVID-19", "й"):
        assert fold(fold(word)) == fold(word)
        assert skeleton(skeleton(word)) == skeleton(word)
        assert sort_key(fold(word)) == sort_key(word)


def test_equal_texts_are_counted_once_under_their_usual_spelling() -> None:
    found = frequencies(["Жалақы", "жалақы ", "жалақы", "ж\u0430л\u0061қы", "Атақ"])
    assert [(row.text, row.count, row.percent) for row in found] == [("жалақы", 4, 80.0), ("Атақ", 1, 20.0)]


def test_words_are_counted_by_people_not_by_use() -> None:
    found = frequencies(["аз, аз, аз!", "өте аз"], words=True)
    assert [(row.text, row.count) for row in found] == [("аз", 2), ("өте", 1)]


def test_texts_of_microdata_leave_out_the_missing() -> None:
    assert texts(people(), "comment") == ("nice", "=1+1", "<b>", "quiet")
    with pytest.raises(NotTabulable):
        texts(people(), "image")
    with pytest.raises(NobodyAnswered):
        frequencies([])


def test_coders_who_agree_have_a_kappa_of_one() -> None:
    coding = [{"pay"}, {"fame"}, {"pay"}, {"room"}]
    assert {one.kappa for one in agreement(FRAME, coding, coding)} == {1.0}
    assert FRAME.counts(coding) == {"pay": 2, "fame": 1, "room": 1}


def test_kappa_of_two_coders_is_cohen_s() -> None:
    yes_no = CodeFrame("two", {"a": {}, "b": {}})
    cells = (("a", "a", 20), ("a", "b", 5), ("b", "a", 10), ("b", "b", 15))
    first = [{one} for one, _, count in cells for _ in range(count)]
    second = [{two} for _, two, count in cells for _ in range(count)]
    whole, a, b = agreement(yes_no, first, second)
    assert whole.kappa == pytest.approx(0.4, rel=1e-12)
    assert (a.kappa, b.kappa) == pytest.approx((0.4, 0.4), rel=1e-12)
    assert whole.agreed == 0.7


def test_a_code_that_nobody_used_has_no_kappa_but_a_reason() -> None:
    rows = agreement(FRAME, [{"pay"}, {"fame"}], [{"pay"}, {"pay"}])
    assert rows[3].code == "room"
    assert (rows[3].kappa, rows[3].agreed) == (None, 1.0)
    assert rows[3].refusal


def test_texts_of_several_codes_are_compared_code_by_code() -> None:
    frame = CodeFrame("why", FRAME.codes, several=True)
    rows = agreement(frame, [{"pay", "room"}, set(), {"pay"}], [{"pay"}, set(), {"pay", "room"}])
    assert [row.code for row in rows] == ["pay", "fame", "room"]
    assert rows[0].kappa == 1.0


def test_what_coders_dispute_is_listed() -> None:
    assert disputed(["a", "b"], [{"pay"}, {"fame"}], [{"pay"}, {"room"}]) == (("b", ("fame",), ("room",)),)


def test_codings_that_do_not_fit_are_refused() -> None:
    for first, second in (
        ([{"pay"}], []),
        ([{"other"}], [{"pay"}]),
        ([set()], [{"pay"}]),
        (["pay"], [{"pay"}]),
    ):
        with pytest.raises(DesignError):
            agreement(FRAME, first, second)
    with pytest.raises(NobodyAnswered):
        agreement(FRAME, [], [])
    with pytest.raises(DesignError):
        CodeFrame("one", {"a": {}})
