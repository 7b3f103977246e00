"""Beginning on one device and going on with another, by a code that only the person sees."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from survey.languages import gettext
from tests.journeys.conftest import Site, field_wave
from tests.journeys.test_filling import Visits, address, problems_of, secret, step_through, thanked
from tests.survey.respondents import EVERY_TYPE


def kept(site: Site) -> int:
    with site.store.read() as connection:
        return int(connection.scalar(text("SELECT COUNT(*) FROM unfinished")) or 0)


def sealed(page: Page, language: str = "kk") -> str:
    """Press the buttons; the code that is shown."""
    page.click("#r")
    page.get_by_role("button", name=gettext(language, "Seal my answers")).click()
    expect(page.locator("#xs")).to_contain_text(re.compile("-[0-9a-z]{4}$"))
    return str(page.locator("#xs b").text_content())


def go_on(page: Page, code: str, language: str = "kk") -> None:
    page.click("#r")
    page.fill("#xc", code)
    page.get_by_role("button", name=gettext(language, "Go on here")).click()


@pytest.mark.parametrize("mode", ["anonymous", "open"])
def test_a_person_goes_on_with_another_device_and_it_counts_once(
    site: Site, visit: Visits, mode: str
) -> None:
    survey = field_wave(site, mode=mode, source=EVERY_TYPE)
    link = f"{address(site, survey)}#{secret(site, survey)}" if mode == "anonymous" else address(site, survey)
    one, other = visit(), visit(width=1280)
    one.page.goto(link)
    one.page.click("#n")
    one.page.check('[name=visited][value="no"]')
    before = kept(site)
    code = sealed(one.page)
    assert kept(site) == before + 1
    assert problems_of(one.page) == []
    other.page.goto(link)
    go_on(other.page, code.upper().replace("-", " ").replace("0", "O"))
    expect(other.page.locator('[name=visited][value="no"]')).to_be_checked()
    step_through(other.page, {"more": "сонда"})
    other.page.click("#s")
    thanked(other.page)
    other.page.wait_for_timeout(300)
    assert kept(site) == before
    step_through(one.page, {})
    one.page.click("#s")
    thanked(one.page)
    assert site.store.answered(survey) == 1
    assert [one.errors, other.errors] == [[], []]


def test_sealing_again_replaces_and_forgetting_deletes(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    one = visit()
    one.page.goto(f"{address(site, survey)}#{secret(site, survey)}")
    one.page.click("#n")
    one.page.check('[name=visited][value="no"]')
    before = kept(site)
    first = sealed(one.page)
    one.page.get_by_role("button", name=gettext("kk", "Seal my answers")).click()
    expect(one.page.locator("#xs")).not_to_contain_text(first)
    expect(one.page.locator("#xs")).to_contain_text(re.compile("-[0-9a-z]{4}$"))
    one.page.wait_for_timeout(300)
    assert kept(site) == before + 1
    with one.page.expect_navigation():
        one.page.click("#f")
    one.page.wait_for_timeout(300)
    assert kept(site) == before


def test_a_wrong_code_and_a_lost_network_are_told_and_change_nothing(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    one = visit()
    one.page.goto(f"{address(site, survey)}#{secret(site, survey)}")
    one.page.click("#n")
    one.page.check('[name=visited][value="no"]')
    go_on(one.page, "abcd-efgh-jkmn-pqrs")
    expect(one.page.locator("#xs")).to_contain_text("ештеңе сақталмаған")
    one.context.set_offline(True)
    one.page.get_by_role("button", name=gettext("kk", "Seal my answers")).click()
    expect(one.page.locator("#xs")).to_contain_text("болмады")
    assert one.page.is_checked('[name=visited][value="no"]')
    assert problems_of(one.page) == []


def test_what_the_server_gets_says_nothing(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    one = visit()
    one.page.goto(f"{address(site, survey)}#{secret(site, survey)}")
    step_through(one.page, {"visited": ["no"], "more": ["needle"]})
    with one.page.expect_request(lambda request: request.method == "PUT") as sent:
        code = sealed(one.page)
    body = sent.value.post_data_buffer or b""
    assert b"needle" not in body
    assert b"visited" not in body
    assert code.encode() not in body
    assert code.replace("-", "").encode() not in body
    assert secret(site, survey).encode() not in body
