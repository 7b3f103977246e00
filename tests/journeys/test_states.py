"""Every state of the respondent's side for people who see, hear or steer it in another way."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from survey.languages import gettext
from tests.journeys.conftest import PATIENCE, Site, field_wave
from tests.journeys.test_elsewhere import sealed
from tests.journeys.test_filling import LANGUAGES, Visits, address, problems_of, secret, step_through, thanked
from tests.survey.respondents import EVERY_TYPE


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_in_thanks_and_receipt(site: Site, visit: Visits, language: str) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    one = visit()
    one.page.goto(f"{address(site, survey, language)}#{secret(site, survey)}")
    step_through(one.page, {"visited": ["no"]})
    one.page.click("#s")
    thanked(one.page, language)
    assert problems_of(one.page) == []
    receipt = str(one.page.locator("b.o").text_content())
    one.page.get_by_role("link", name=gettext(language, "Check a receipt")).click()
    assert problems_of(one.page) == []
    one.page.fill("#receipt", receipt)
    one.page.click("#s")
    genuine = gettext(language, "This receipt is genuine: an answer to this survey was counted.")
    expect(one.page.get_by_role("status")).to_have_text(genuine)
    assert problems_of(one.page) == []


def test_axe_finds_nothing_and_choices_are_seen_in_forced_colours(site: Site, browser: Browser) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    context = browser.new_context(viewport={"width": 360, "height": 740}, forced_colors="active")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{address(site, survey)}#{secret(site, survey)}")
    assert problems_of(page) == []
    page.click("#n")
    page.check('[name=visited][value="yes"]')
    ring = "() => getComputedStyle(document.querySelector('label:has(:checked)')).outlineStyle"
    assert page.evaluate(ring) == "solid"
    assert problems_of(page) == []
    step_through(page, {"times": ["x"]})
    assert problems_of(page) == []
    page.click("#s")
    expect(page.locator(".a")).to_be_focused()
    assert problems_of(page) == []
    sealed(page)
    assert problems_of(page) == []
    context.close()


def tree(page: Page) -> str:
    return page.locator("body").aria_snapshot()


def test_the_accessibility_tree_says_what_is_on_the_screen(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    one = visit()
    one.page.goto(f"{address(site, survey, 'en')}#{secret(site, survey)}")
    said = tree(one.page)
    assert 'heading "The reading room" [level=1]' in said
    assert 'progressbar "Part 1 of 3"' in said
    assert 'button "Next"' in said
    assert "Have you been here?" not in said
    one.page.click("#n")
    said = tree(one.page)
    assert 'heading "Visits" [level=2]' in said
    assert 'group "Have you been here? (required)":' in said
    assert 'radio "Yes"' in said
    assert "What for?" not in said
    one.page.check('[name=visited][value="yes"]')
    said = tree(one.page)
    assert 'radio "Yes" [checked]' in said
    assert 'group "What for?":' in said
    assert 'checkbox "Something else"' in said
    assert re.search(
        'group "Do you agree\\?":\n *- text: .*\n *- group "It is quiet":|group "It is quiet":', said
    )
    one.page.click("#n")
    said = tree(one.page)
    assert 'combobox "Place 1"' in said
    assert 'textbox "How many times?"' in said
    assert 'button "Send my answers"' in said


def test_a_problem_is_told_at_its_item_and_as_an_alert(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    one = visit()
    one.page.goto(f"{address(site, survey, 'en')}#{secret(site, survey)}")
    step_through(one.page, {"visited": ["yes"], "times": ["x"]})
    one.page.click("#s")
    expect(one.page.get_by_role("alert")).to_be_focused()
    said = tree(one.page)
    assert "alert:" in said
    assert 'link "How many times?"' in said
    described = str(one.page.locator("#i-times").get_attribute("aria-describedby")).split()
    assert described == ["h-times", "e-times"]


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_state_scrolls_sideways(site: Site, visit: Visits, width: int) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    one = visit(width=width)
    one.page.goto(f"{address(site, survey)}#{secret(site, survey)}")

    def fits() -> bool:
        return bool(one.page.evaluate("document.documentElement.scrollWidth") <= width)

    sealed(one.page)
    assert fits()
    step_through(one.page, {"visited": ["no"]})
    one.page.click("#s")
    thanked(one.page)
    assert fits()
    one.page.get_by_role("link", name="Түбіртекті тексеру").click()
    assert fits()
