"""Tables in which values are looked up, and what is still to come from a file."""

import pytest

from questionnaires import lint, proof, routing
from questionnaires.rehearsal import rehearse
from tests.questionnaires.tiny import rules, source, tiny

ROWS = '[[abai, "900", a], [abai, "1200", b], [bible, "", c]]'
PRICES = f"lookups: {{prices: {{columns: [book, price, shelf], rows: {ROWS}}}}}\n"
AWAITED = "lookups: {prices: {to come: prices.csv}}\n"
ITEMS = """
- {item: title, type: text, question: {en: Which book?}}
- {item: price, type: calculated, value: 'VALUE', question: {en: Price}}
"""
VILLAGE = """
- {item: district, type: text, question: {en: Which district?}}
- item: village
  type: single
  question: {en: Which village?}
  codes: {to come: villages.csv, code from: id, columns: {of: District}}
  offer if: of == district
- {item: why, type: text, shown if: village == abai, question: {en: Why there?}}
"""


def price(value: str, title: str, tables: str = PRICES) -> object:
    questionnaire = tiny(ITEMS.replace("VALUE", value), head=tables)
    return routing.route(questionnaire, routing.parse(questionnaire, {"title": [title]})).answers.get("price")


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ('entry(look_up("prices", "price", "book", title), 1)', 900),
        ('entry(look_up("prices", "price", "book", title), 2)', 1200),
        ('count(look_up("prices", "shelf"))', 3),
        ('max(look_up("prices", "price"))', 1200),
        ('sum(look_up("prices", "price", "book", title))', 2100),
    ],
)
def test_a_value_is_looked_up_in_the_rows_that_fit(value: str, found: float) -> None:
    assert price(value, "abai") == found
    assert price(value, "abai", AWAITED) in (None, 0)


def test_what_is_not_in_the_table_is_missing() -> None:
    assert price('entry(look_up("prices", "price", "book", title), 1)', "bible") is None


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ('look_up("prices", "cost")', "look-up-column"),
        ('look_up("price", "cost")', "look-up-name"),
        ('look_up(prices, "price")', "look-up"),
        ('look_up("prices", "price", "book")', "look-up"),
        ('look_up("prices", "price", title, title)', "look-up"),
    ],
)
def test_a_wrong_place_in_a_table_is_told(value: str, rule: str) -> None:
    assert rules(source(ITEMS.replace("VALUE", value), head=PRICES)) == [rule]


def test_what_is_to_come_can_be_spoken_of_and_is_called_to_mind() -> None:
    questionnaire = tiny(VILLAGE, head=AWAITED)
    assert questionnaire.awaited == ("villages.csv", "prices.csv")
    assert [one.rule for one in lint.check(questionnaire)] == ["still-to-come", "still-to-come"]
    kinds = {one.item.name: one.verdict.kind for one in proof.prove(questionnaire) if one.about == "asked"}
    assert kinds == {"district": "possible", "village": "possible", "why": "open"}
    assert len(rehearse(questionnaire, 10).responses) == 10
