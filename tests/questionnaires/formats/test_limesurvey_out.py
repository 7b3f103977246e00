"""Our questionnaires leave as .lss and come back the same, but for what is declared."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from questionnaires.formats import Loss, formats, read, safe_xml
from questionnaires.questionnaire import Item, Questionnaire
from questionnaires.reader import read as read_ours
from questionnaires.reader import shipped, shipped_names
from tests.questionnaires.test_lookups import VILLAGE
from tests.questionnaires.test_routing import NEEDED
from tests.questionnaires.tiny import tiny

NAMES = shipped_names()


def written(questionnaire: Questionnaire) -> tuple[bytes, tuple[Loss, ...]]:
    write = formats()["limesurvey"].write
    assert write is not None
    return write(questionnaire)


def comparable(item: Item) -> dict[str, Any]:
    """What of an item must come back: all but what is declared lost."""
    options = [
        (option.value, option.label, option.write_in, option.exclusive and not option.missing)
        for option in item.options
        if item.type not in ("number", "year") or not option.missing
    ]
    return {
        "name": item.name,
        "type": "number" if item.type == "year" else item.type,
        "texts": (item.question, item.hint),
        "options": options,
        "rows": [replace(row, reversed=False) for row in item.rows],
        "limits": (
            item.low,
            item.high,
            item.required,
            item.settings.get("length"),
            item.settings.get("first"),
        ),
        "universe": item.shown_if and item.shown_if.tree,
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_questionnaire_comes_back_the_same(name: str) -> None:
    before = shipped(name)
    content, losses = written(before)
    back = read(content, f"{name}.lss")
    after = read_ours(back.source)
    assert [comparable(item) for item in after.items()] == [comparable(item) for item in before.items()]
    assert (after.title, after.introduction, after.thanks) == (
        before.title,
        before.introduction,
        before.thanks,
    )
    assert [one.title for one in after.sections] == [one.title for one in before.sections]
    assert back.losses == ()
    assert all(loss.declared for loss in losses)


WHOLE = """
questionnaire: trip
version: "1"
languages: [en]
title: {en: Trip}
codes:
  rate: {"1": {en: Bad, score: 1}, "2": {en: Good, score: 2}}
sections:
  - section: a
    title: {en: A}
    items:
      - item: long_name_of_an_item_here
        type: single
        question: {en: "Q < 1 & 2?"}
        codes: {first_code: {en: A}, first_cove: {en: B}}
      - item: many
        type: multiple
        question: {en: M}
        codes: {a: {en: A}, o: {en: O, write in: yes}, n: {en: N, exclusive: yes}}
      - {item: g, type: grid, question: {en: G}, codes: rate, rows: {x_y: {en: X}, z: {en: Z}}}
      - {item: pole, type: grid, question: {en: G}, codes: rate, rows: {p: {left: {en: L}, right: {en: R}}}}
      - {item: m, type: matrix, question: {en: M}, codes: {a: {en: A}, b: {en: B}}, rows: {r: {en: R}}}
      - {item: sum_of, type: constant_sum, question: {en: S}, total: 10, rows: {a: {en: A}, b: {en: B}}}
      - {item: n, type: number, question: {en: N}, min: 0, max: 9.5}
      - {item: d, type: date, question: {en: D}, from: 2020-01-01}
      - {item: t, type: time, question: {en: T}}
      - {item: ok, type: acknowledgement, question: {en: O}, label: {en: I agree}}
      - {item: twice, type: calculated, value: n * 2, question: {en: Twice}}
      - {item: note_here, type: note, question: {en: "**So** it is"}}
  - section: b
    title: {en: B}
    shown if: long_name_of_an_item_here == first_cove
    items:
      - {item: u, type: text, question: {en: U}, shown if: "many in [a, n] and n < 5"}
      - {item: v, type: text, question: {en: U}, shown if: "not (g_z == 1) or twice >= 3 or sum_of_a > 2"}
      - {item: w, type: text, question: {en: W}, shown if: "answered many and ok == yes and m_r == b"}
"""


def test_every_type_comes_back() -> None:
    before = read_ours(WHOLE)
    content, _ = written(before)
    after = read_ours(read(content, "trip.lss").source)
    asked = [item for item in after.items() if item.type != "calculated"]
    wanted = [comparable(item) for item in before.items() if item.type != "calculated"]
    for found, expected in zip([comparable(item) for item in asked], wanted, strict=True):
        universe, other = found.pop("universe"), expected.pop("universe")
        assert found == expected
        assert bool(universe) == bool(other)
    answers = {"n": 4, "many": ["a"], "long_name_of_an_item_here": "first_cove"}
    for name in ("u", "v", "w"):
        one, two = before.item(name).shown_if, after.item(name).shown_if
        assert one is not None
        assert two is not None
        assert one.test(answers) == two.test(answers)
        assert one.test({}) == two.test({})


def test_texts_cannot_leave_their_place() -> None:
    text = WHOLE.replace("I agree", '"]]> & <b>"')
    root = safe_xml.tree(written(read_ours(text))[0])
    assert "]]&gt; &amp; &lt;b&gt;" in [one.text for one in root.all("question")]


def test_what_limesurvey_has_no_word_for_is_named() -> None:
    text = WHOLE.replace("value: n * 2", "value: days(d)").replace("twice >= 3", "starts(u, 'x')")
    losses = written(read_ours(text))[1]
    assert {(loss.kind, loss.place) for loss in losses} >= {("value", "twice"), ("routing", "v")}


def test_what_only_some_must_answer_and_lists_to_come_are_named() -> None:
    losses = [*written(tiny(NEEDED))[1], *written(tiny(VILLAGE))[1]]
    assert {loss.place for loss in losses} == {"place", "stop", "village"}
