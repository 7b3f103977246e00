"""Filling in a questionnaire with a real browser: languages, no script, keyboard, no network."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from questionnaires.questionnaire import Questionnaire
from questionnaires.routing import asked
from questionnaires.types import type_of
from survey.languages import gettext
from survey.storage import Survey
from tests.journeys.conftest import Site, Visit, field_wave, running
from tests.survey.respondents import EVERY_TYPE

Visits = Callable[..., Visit]
LANGUAGES = ("kk", "ru", "en")
BREAK_OUR_SCRIPT = "const parse = JSON.parse; JSON.parse = t => t.includes('{at}') ? null.x : parse(t)"
THANKS = {language: gettext(language, "Thank you: your answers were counted") for language in LANGUAGES}


def address(site: Site, survey: Survey, language: str = "kk") -> str:
    return f"{site.base}/s/{survey.name}/{survey.wave}/{language}"


def secret(site: Site, survey: Survey, person: int = 0) -> str:
    return site.store.invitations(survey)[person].secret


def invited(
    site: Site, visit: Visits, *, source: str | None = EVERY_TYPE, **window: Any
) -> tuple[Survey, Visit]:
    """A fresh wave, and a window in which a person followed the link of an invitation."""
    survey = field_wave(site, source=source)
    one = visit(**window)
    one.page.goto(f"{address(site, survey)}#{secret(site, survey)}")
    return survey, one


def send_offline(one: Visit) -> None:
    """Send where there is no network: the answers wait."""
    one.context.set_offline(True)
    one.page.click("#s")
    expect(one.page.locator("#m")).to_contain_text("Қазір байланыс жоқ")


def answers_of(questionnaire: Questionnaire, seed: int = 7) -> dict[str, list[str]]:
    """The fields of a complete random answer, by field name, in the order of the questionnaire."""
    random = Random(seed)
    drawn = {item.name: type_of(item).draw(item, random) for item in questionnaire.items()}
    on_the_way = asked(questionnaire, {name: answer for name, (answer, _) in drawn.items()})
    form: dict[str, list[str]] = {}
    for item in questionnaire.items():
        if item.name in on_the_way:
            answer, texts = drawn[item.name]
            form |= type_of(item).fill(item, answer, texts)
    return form


def fill_in(page: Page, form: dict[str, list[str]]) -> None:
    """Fill every field that is on the screen."""
    for name, values in form.items():
        for value in values:
            put(page, name, value)


def put(page: Page, name: str, value: str) -> None:
    field = page.locator(f'[name="{name}"]').first
    if not field.is_visible():
        return
    if field.get_attribute("type") in ("radio", "checkbox"):
        page.check(f'[name="{name}"][value="{value}"]')
    elif field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)


def step_through(page: Page, form: dict[str, list[str]]) -> None:
    """Fill screen after screen up to the last one."""
    for _ in range(30):
        fill_in(page, form)
        if page.locator("#s").is_visible():
            return
        page.locator("#n").click()
    raise AssertionError("the questionnaire never ends")


def thanked(page: Page, language: str = "kk") -> None:
    expect(page.locator("h1")).to_have_text(THANKS[language])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_person_fills_in_everything(site: Site, visit: Visits, language: str, script: bool) -> None:
    survey = field_wave(site)
    form = answers_of(survey.questionnaire)
    one = visit(script=script)
    one.page.goto(f"{address(site, survey, language)}#{secret(site, survey)}")
    if script:
        step_through(one.page, form)
    else:
        one.page.fill("#secret", secret(site, survey))
        fill_in(one.page, form)
    one.page.locator("#s").click()
    thanked(one.page, language)
    assert site.store.answered(survey) == 1
    assert one.errors == []


def test_script_and_form_send_the_same_answers(site: Site, visit: Visits) -> None:
    survey = field_wave(site)
    form = answers_of(survey.questionnaire)
    bodies = []
    for script in (True, False):
        one = visit(script=script)
        one.page.goto(address(site, survey))
        one.page.fill("#secret", "x")
        if script:
            step_through(one.page, form)
        else:
            fill_in(one.page, form)
        with one.page.expect_request(lambda request: request.method == "POST") as sent:
            one.page.locator("#s").click()
        bodies.append(sent.value.post_data)
    assert bodies[0] == bodies[1]


def test_a_document_is_one_request_to_one_place(site: Site, visit: Visits) -> None:
    survey = field_wave(site)
    one = visit()
    refused: list[str] = []
    one.page.on("console", lambda message: refused.append(message.text))
    one.page.goto(address(site, survey))
    one.page.wait_for_load_state("networkidle")
    assert one.requests == [address(site, survey)]
    assert refused == []
    assert one.context.cookies() == []


def test_the_links_secret_leaves_the_address_bar_and_is_kept(site: Site, visit: Visits) -> None:
    survey, one = invited(site, visit, source=None)
    assert "#" not in one.page.url
    expect(one.page.locator("#code")).to_be_hidden()
    one.page.locator("#n").click()
    one.page.close()
    again = one.context.new_page()
    again.goto(address(site, survey))
    assert again.input_value("#secret") == secret(site, survey)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_another_language_keeps_the_answers(site: Site, visit: Visits, script: bool) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    one = visit(script=script)
    one.page.goto(address(site, survey, "kk"))
    one.page.fill("#secret", secret(site, survey))
    if script:
        one.page.locator("#n").click()
    one.page.check('[name=visited][value="yes"]')
    one.page.check('[name=reasons][value="other"]')
    one.page.fill('[name="reasons.other.text"]', "Қонақ")
    one.page.click('[name=language][value="ru"]')
    expect(one.page.locator("html")).to_have_attribute("lang", "ru")
    expect(one.page.locator("h1")).to_have_text("Читальный зал")
    assert one.page.is_checked('[name=visited][value="yes"]')
    assert one.page.input_value('[name="reasons.other.text"]') == "Қонақ"
    assert one.page.input_value("#secret") == secret(site, survey)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_refused_answer_loses_nothing_and_leads_to_the_problem(
    site: Site, visit: Visits, script: bool
) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    one = visit(script=script)
    one.page.goto(address(site, survey, "kk"))
    form = {"secret": [secret(site, survey)], "visited": ["yes"], "times": ["100"], "more": ["Бәрі\nжақсы"]}
    if script:
        step_through(one.page, form)
    else:
        fill_in(one.page, form)
    one.page.locator("#s").click()
    expect(one.page.locator(".a")).to_be_focused()
    one.page.click('.a a[href="#q-times"]')
    expect(one.page.locator("#q-times")).to_be_visible()
    assert one.page.input_value("[name=more]") == "Бәрі\nжақсы"
    one.page.fill("[name=times]", "10")
    expect(one.page.locator("#q-often")).to_be_visible()
    one.page.locator("#s").click()
    thanked(one.page)


def test_the_keyboard_alone_is_enough(site: Site, visit: Visits) -> None:
    _, one = invited(site, visit, width=1280)
    press_until(one.page, "#n")
    expect(one.page.locator("#s-visits h2")).to_be_focused()
    press_until(one.page, '[name="visited"]', "Space")
    press_until(one.page, "#n")
    press_until(one.page, "[name=times]", None)
    one.page.keyboard.type("3")
    press_until(one.page, "#s")
    thanked(one.page)


def press_until(page: Page, target: str, key: str | None = "Enter") -> None:
    """Press Tab until `target` has the focus, then `key`."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("target => document.activeElement.matches(target)", target):
            if key:
                page.keyboard.press(key)
            return
    raise AssertionError(f"Tab never reaches {target}")


def test_enter_in_a_text_field_goes_on_and_does_not_change_the_language(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    one = visit()
    one.page.goto(address(site, survey))
    one.page.fill("#secret", "abc")
    one.page.press("#secret", "Enter")
    expect(one.page.locator("#s-visits h2")).to_be_focused()
    assert len(one.requests) == 1


def test_universes_follow_the_answers(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    one = visit()
    one.page.goto(address(site, survey))
    one.page.click("#n")
    expect(one.page.locator("#q-reasons")).to_be_hidden()
    one.page.check('[name=visited][value="yes"]')
    expect(one.page.locator("#q-reasons")).to_be_visible()
    expect(one.page.locator("#n")).to_be_visible()
    one.page.check('[name=reasons][value="books"]')
    one.page.check('[name=reasons][value="nothing"]')
    assert not one.page.is_checked('[name=reasons][value="books"]')
    expect(one.page.locator("#s")).to_be_visible()
    one.page.check('[name=visited][value="no"]')
    expect(one.page.locator("#n")).to_be_visible()


def test_style_alone_hides_what_is_not_asked(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    one = visit(script=False)
    one.page.goto(address(site, survey))
    expect(one.page.locator("#q-reasons")).to_be_hidden()
    one.page.check('[name=visited][value="yes"]')
    expect(one.page.locator("#q-reasons")).to_be_visible()
    expect(one.page.locator("#q-often .u")).to_be_visible()
    one.page.check('[name=reasons][value="nothing"]')
    expect(one.page.locator("#s-wishes")).to_be_hidden()
    one.page.check('[name=visited][value="no"]')
    expect(one.page.locator("#s-wishes")).to_be_visible()


def test_answers_wait_on_the_device_until_the_network_is_back(site: Site, visit: Visits) -> None:
    survey, one = invited(site, visit)
    step_through(one.page, {"visited": ["no"], "more": ["Желі жоқ"]})
    send_offline(one)
    assert one.page.input_value("[name=more]") == "Желі жоқ"
    one.context.set_offline(False)
    thanked(one.page)
    assert site.store.answered(survey) == 1


def test_answers_that_wait_are_not_sent_while_the_person_edits_them(site: Site, visit: Visits) -> None:
    survey, one = invited(site, visit)
    step_through(one.page, {"visited": ["no"]})
    send_offline(one)
    one.page.fill("[name=more]", "Тағы")
    one.context.set_offline(False)
    one.page.evaluate("dispatchEvent(new Event('online'))")
    expect(one.page.locator("#m")).to_be_empty()
    assert site.store.answered(survey) == 0
    one.page.click("#s")
    thanked(one.page)


def test_answers_that_wait_are_sent_at_the_next_visit(site: Site, visit: Visits) -> None:
    survey, one = invited(site, visit)
    step_through(one.page, {"visited": ["no"]})
    send_offline(one)
    one.page.close()
    one.context.set_offline(False)
    later = one.context.new_page()
    later.goto(address(site, survey))
    thanked(later)
    assert site.store.answered(survey) == 1


def test_the_draft_outlives_a_closed_window_and_ends_with_the_thanks(site: Site, visit: Visits) -> None:
    survey, one = invited(site, visit)
    one.page.click("#n")
    one.page.check('[name=visited][value="no"]')
    one.page.close()
    again = one.context.new_page()
    again.goto(address(site, survey))
    assert again.is_checked('[name=visited][value="no"]')
    step_through(again, {})
    again.click("#s")
    thanked(again)
    assert again.evaluate("localStorage.length") == 0


def test_the_device_forgets_when_asked(site: Site, visit: Visits) -> None:
    _, one = invited(site, visit)
    one.page.click("#n")
    one.page.check('[name=visited][value="no"]')
    with one.page.expect_navigation():
        one.page.click("#f")
    assert not one.page.is_checked('[name=visited][value="no"]')
    assert one.page.evaluate("localStorage.length") == 0


def test_two_people_at_one_computer_do_not_see_each_others_drafts(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    one = visit()
    for person in (0, 1, 0):
        one.page.goto("about:blank")
        one.page.goto(f"{address(site, survey)}#{secret(site, survey, person)}")
        seen = one.page.is_checked('[name=visited][value="no"]')
        assert seen == (person == 0 and len(one.requests) > 2)
        if person == 0 and not seen:
            one.page.click("#n")
            one.page.check('[name=visited][value="no"]')


def test_a_browser_that_forbids_storage_still_sends(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    one = visit()
    one.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error() }})"
    )
    one.page.goto(f"{address(site, survey)}#{secret(site, survey)}")
    step_through(one.page, {"visited": ["no"]})
    one.page.click("#s")
    thanked(one.page)
    assert one.errors == []


def test_a_script_that_breaks_leaves_a_form_that_works(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    one = visit()
    one.context.add_init_script(BREAK_OUR_SCRIPT)
    one.page.goto(address(site, survey))
    fill_in(one.page, {"secret": [secret(site, survey)], "visited": ["no"], "more": ["Бәрібір"]})
    one.page.click("#s")
    thanked(one.page)


def test_a_busy_server_is_asked_again(site: Site, visit: Visits) -> None:
    _, one = invited(site, visit)
    step_through(one.page, {"visited": ["no"]})
    one.context.route("**/s/**", lambda route: route.fulfill(status=503, body="busy"))
    one.page.click("#s")
    expect(one.page.locator("#m")).to_contain_text("сақталды")
    one.context.unroute("**/s/**")
    one.page.evaluate("dispatchEvent(new Event('online'))")
    thanked(one.page)


def test_a_page_of_eight_hours_ago_is_taken_after_the_server_was_restarted(
    tmp_path: Path, visit: Visits
) -> None:
    with running(tmp_path) as site:
        survey = field_wave(site, mode="open", source=EVERY_TYPE)
        one = visit(script=False)
        one.page.goto(address(site, survey))
        fill_in(one.page, {"visited": ["no"], "more": ["Сегіз сағат"]})
        site.stop()
        site.start()
        one.page.click("#s")
        thanked(one.page)
        assert site.store.answered(survey) == 1


def test_fifty_posts_at_once_over_the_wire_are_one_response(site: Site) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    body = urlencode({"secret": secret(site, survey), "visited": "no"}).encode()

    def post(_: int) -> int:
        with urlopen(address(site, survey), body) as answer:
            status: int = answer.status
            return status

    with ThreadPoolExecutor(50) as pool:
        assert set(pool.map(post, range(50))) == {200}
    assert site.store.answered(survey) == 1


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_nothing_scrolls_sideways_at_320_px(site: Site, visit: Visits, script: bool) -> None:
    survey = field_wave(site)
    one = visit(width=320, script=script)
    one.page.goto(address(site, survey, "kk"))
    while True:
        assert one.page.evaluate("document.documentElement.scrollWidth") <= 320
        if not script or one.page.is_visible("#s"):
            return
        one.page.click("#n")


def test_every_target_is_large_enough_for_a_thumb(site: Site, visit: Visits) -> None:
    survey = field_wave(site)
    one = visit(width=360, script=False)
    one.page.goto(address(site, survey))
    heights = one.page.evaluate(
        "[...document.querySelectorAll('label:not(.l),button,select,summary,input:not([type]),textarea')]"
        ".filter(e => e.offsetParent).map(e => e.getBoundingClientRect().height)"
    )
    assert len(heights) > 100
    assert min(heights) >= 44


def problems_of(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA and its best practices."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_any_screen(site: Site, visit: Visits, language: str, dark: bool) -> None:
    survey = field_wave(site)
    form = answers_of(survey.questionnaire)
    one = visit(dark=dark)
    one.page.goto(address(site, survey, language))
    while True:
        assert problems_of(one.page) == []
        fill_in(one.page, form)
        if one.page.is_visible("#s"):
            break
        one.page.click("#n")
    one.page.click("#s")
    expect(one.page.locator(".a")).to_be_focused()
    assert problems_of(one.page) == []
    one.page.fill("#secret", secret(site, survey))
    step_through(one.page, form)
    one.page.click("#s")
    thanked(one.page, language)
    assert problems_of(one.page) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_the_long_form_and_the_promise(site: Site, visit: Visits, width: int) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    one = visit(width=width)
    one.context.add_init_script(BREAK_OUR_SCRIPT)
    one.page.goto(address(site, survey))
    expect(one.page.locator("#q-more")).to_be_visible()
    assert problems_of(one.page) == []
    one.page.check('[name=visited][value="yes"]')
    one.page.fill("[name=times]", "x")
    one.page.click("#s")
    assert problems_of(one.page) == []
    for language in LANGUAGES:
        one.page.goto(f"{site.base}/s/promise/{language}")
        assert problems_of(one.page) == []


def test_the_draft_never_leaves_the_device(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    one = visit()
    one.page.goto(address(site, survey))
    one.page.click("#n")
    one.page.check('[name=visited][value="yes"]')
    one.page.click('[name=language][value="en"]')
    expect(one.page.locator("html")).to_have_attribute("lang", "en")
    assert [re.sub(".*/", "", url) for url in one.requests] == ["kk", "en"]
