"""Earlier answers in texts, while a person answers."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.conftest import Site, field_wave
from tests.journeys.test_filling import Visits, address, problems_of, secret
from tests.survey.test_piping import PIPED

HOSTILE = "<img src=x onerror=alert(1)> {visited}"


def test_texts_follow_the_answers_and_show_them_as_text(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=PIPED)
    one = visit()
    one.page.goto(f"{address(site, survey, 'en')}#{secret(site, survey)}")
    one.page.click("#n")
    one.page.check('[name=visited][value="yes"]')
    one.page.check('[name=reasons][value="books"]')
    one.page.check('[name="room.quiet"][value="2"]')
    one.page.click("#n")
    expect(one.page.locator("#q-times .l")).to_have_text("5. You said Yes. How {often?")
    expect(one.page.locator("#h-times")).to_have_text("Because of <i>Books")
    one.page.fill("[name=times]", "12")
    expect(one.page.locator("#q-often label").nth(1)).to_have_text("I said Agree")
    one.page.fill("[name=village]", HOSTILE)
    expect(one.page.locator("#q-more .l")).to_contain_text(f"What of {HOSTILE}?")
    one.page.fill("[name=village]", "")
    expect(one.page.locator("#q-more .l")).to_contain_text("What of [your answer to question 11]?")
    assert problems_of(one.page) == []
    assert one.errors == []


def test_an_answer_that_is_not_asked_any_more_is_not_shown(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=PIPED)
    one = visit()
    one.page.goto(address(site, survey, "en"))
    one.page.click("#n")
    one.page.check('[name=visited][value="yes"]')
    one.page.check('[name=reasons][value="books"]')
    one.page.check('[name=visited][value="no"]')
    one.page.click("#n")
    expect(one.page.locator("#h-times")).to_have_text("Because of [your answer to question 2]")


def test_the_entries_of_lists_follow_too(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=PIPED)
    one = visit()
    one.page.goto(f"{address(site, survey, 'en')}#{secret(site, survey)}")
    one.page.click("#n")
    one.page.check('[name=visited][value="yes"]')
    one.page.click("#n")
    ranked = one.page.locator('[name="needs.1"] [value=hours]')
    expect(ranked).to_have_text("For Yes")
    one.page.select_option('[name="needs.1"]', "hours")
    one.page.fill("[name=since]", "2001")
    expect(one.page.locator("[name=town] [value=temirtau]")).to_have_text("Temirtau {2001")
    one.page.select_option("[name=town]", "temirtau")
    found = one.page.locator("#l-village option").first
    expect(found).to_have_attribute("value", "Temirtau {2001, Aktas & <b>")
    one.page.fill("[name=since]", "")
    expect(found).to_have_attribute("value", "Temirtau {[your answer to question 6], Aktas & <b>")
    one.page.fill("[name=village]", str(found.get_attribute("value")))
    assert problems_of(one.page) == []
    one.page.click("#s")
    expect(one.page.locator("h1")).to_contain_text("counted")
    assert one.errors == []
