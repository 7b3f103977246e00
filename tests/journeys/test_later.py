"""Universes that speak of later answers, computed defaults and tables, while a person answers."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.conftest import Site, field_wave
from tests.journeys.test_filling import Visits, address, secret
from tests.questionnaires.test_order import ABOVE
from tests.questionnaires.test_routing import NEEDED
from tests.questionnaires.tiny import source

STARTED = """
- {item: price, type: number, default from: 'entry(look_up("prices", "price", "book", title), 1)', question: {en: Price?}}
- {item: title, type: text, question: {en: Title?}}
"""  # noqa: E501 - an item reads best in one line
TABLE = "lookups: {prices: {columns: [book, price], rows: [[abai, '900'], [auezov, '1200']]}}\n"
SHOWN = "() => [...document.querySelectorAll('.q')].filter(q => !q.hidden).map(q => q.id.slice(2))"


def test_what_waits_for_a_later_answer_appears_with_it(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=source(ABOVE))
    one = visit()
    one.page.goto(address(site, survey, "en"))
    one.page.click("#n")
    assert one.page.evaluate(SHOWN) == ["kind", "many"]
    one.page.fill("[name=many]", "3")
    assert one.page.evaluate(SHOWN) == ["why", "kind", "many"]
    one.page.fill("[name=why]", "so")
    one.page.check('[name=kind][value="yes"]')
    assert one.page.evaluate(SHOWN) == ["why", "told", "kind", "many"]
    one.page.fill("[name=many]", "1")
    assert one.page.evaluate(SHOWN) == ["kind", "many"]
    assert one.errors == []


def test_a_computed_default_goes_once_into_an_empty_field(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=source(STARTED, head=TABLE))
    one = visit()
    one.page.goto(address(site, survey, "en"))
    one.page.click("#n")
    one.page.fill("[name=title]", "abai")
    expect(one.page.locator("[name=price]")).to_have_value("900")
    one.page.fill("[name=price]", "")
    one.page.fill("[name=title]", "auezov")
    expect(one.page.locator("[name=price]")).to_have_value("")
    assert one.errors == []


def test_a_note_that_stops_says_so_and_is_found_from_the_summary(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=source(NEEDED))
    one = visit()
    one.page.set_viewport_size({"width": 360, "height": 700})
    one.page.goto(f"{address(site, survey, 'en')}#{secret(site, survey)}")
    one.page.click("#n")
    one.page.fill("[name=place]", "here")
    one.page.check('[name=works][value="no"]')
    one.page.click("#s")
    one.page.click(".a a")
    expect(one.page.locator("#q-stop")).to_be_focused()
    expect(one.page.locator("#q-stop .e")).to_have_text("Not both.")
    assert one.errors == []
