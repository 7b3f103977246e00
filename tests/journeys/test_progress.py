# ruff: noqa: E501 - an item reads best in one line
"""Progress over the way that can still be gone."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.journeys.conftest import Site, field_wave
from tests.journeys.test_filling import Visits, address

SOURCE = """
questionnaire: ways
version: "1"
languages: [en]
title: {en: Ways}
sections:
  - {section: asking, title: {en: Asking}, items: [{item: leads, type: yes_no, question: {en: Leads?}}]}
  - {section: managers, title: {en: Managers}, shown if: leads == yes, items: [{item: staff, type: number, question: {en: Staff?}}]}
  - {section: middle, title: {en: Middle}, items: [{item: mood, type: yes_no, question: {en: Mood?}}]}
  - {section: single, title: {en: Single}, items: [{item: why, type: text, shown if: mood == no, question: {en: Why?}}]}
  - {section: last, title: {en: Last}, items: [{item: more, type: text, question: {en: More?}}]}
"""


def said(page: Page) -> str:
    text = str(page.locator("#o").text_content())
    now, all_ = page.locator("#p").evaluate("bar => [bar.value, bar.max]")
    assert text == f"Part {now} of {all_}"
    return f"{now}/{all_}"


def test_the_end_never_moves_further_off(site: Site, visit: Visits) -> None:
    survey = field_wave(site, mode="open", source=SOURCE)
    one = visit()
    one.page.goto(address(site, survey, "en"))
    seen = [said(one.page)]
    one.page.click("#n")
    one.page.check('[name=leads][value="no"]')
    seen.append(said(one.page))
    one.page.click("#n")
    seen.append(said(one.page))
    one.page.check('[name=mood][value="no"]')
    seen.append(said(one.page))
    one.page.click("#n")
    one.page.click("#n")
    seen.append(said(one.page))
    assert seen == ["1/6", "2/5", "3/5", "3/5", "5/5"]
    assert one.page.is_visible("#s")
    assert one.errors == []


def test_what_was_passed_over_unanswered_is_not_on_the_way_any_more(site: Site, visit: Visits) -> None:
    survey = field_wave(site, mode="open", source=SOURCE)
    one = visit()
    one.page.goto(address(site, survey, "en"))
    for _ in range(3):
        one.page.click("#n")
    assert said(one.page) == "4/4"
