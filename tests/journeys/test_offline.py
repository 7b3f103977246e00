"""Without a network: the questionnaire opens, answers wait on the device, and each counts once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from survey.storage import Survey
from tests.journeys.conftest import ARGUMENTS, PATIENCE, Site, Visit, chromium, field_wave, running
from tests.journeys.test_filling import address, secret, step_through, thanked
from tests.survey.respondents import EVERY_TYPE

Visits = Callable[..., Visit]
DAY = 86_400_000
KEPT = "Қазір байланыс жоқ"
COPIES = """async () => {
  const found = []
  for (const name of await caches.keys())
    for (const one of await (await caches.open(name)).keys()) found.push(new URL(one.url).pathname)
  return found.sort()
}"""
TEXTS = """async () => {
  const copies = await caches.open((await caches.keys())[0])
  return (await Promise.all((await copies.matchAll()).map((one) => one.text()))).join()
}"""
WAITING = """() => new Promise((done) => {
  const opening = indexedDB.open('answers', 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore('waiting')
  opening.onsuccess = () => {
    const asked = opening.result.transaction('waiting').objectStore('waiting').getAll()
    asked.onsuccess = () => { opening.result.close(); done(asked.result) }
  }
})"""


@pytest.fixture
def shop(tmp_path: Path, browser: Browser) -> Iterator[Site]:
    """A server of one's own, which may be stopped."""
    with running(tmp_path / "site") as made:
        yield made


def until(page: Page, true: Callable[[], bool]) -> None:
    """Wait until something holds."""
    for _ in range(PATIENCE // 50):
        if true():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it never came true")


def copied(page: Page, count: int = 3) -> None:
    """Wait until the device has its copies of the questionnaire, one in each language."""
    until(page, lambda: len(page.evaluate(COPIES)) >= count)
    until(page, lambda: page.evaluate("!!navigator.serviceWorker.controller"))


def visited(site: Site, one: Visit, mode: str = "anonymous") -> Survey:
    """A fresh wave; the person has opened its link once."""
    survey = field_wave(site, mode=mode, source=EVERY_TYPE)
    link = "" if survey.mode == "open" else f"#{secret(site, survey)}"
    one.page.goto(address(site, survey) + link)
    copied(one.page)
    return survey


def sync(context: BrowserContext, page: Page) -> None:
    """What the browser does when the network is back."""
    devtools = context.new_cdp_session(page)
    found: list[str] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(one["registrationId"] for one in event["registrations"]),
    )
    devtools.send("ServiceWorker.enable")
    while not found:
        page.wait_for_timeout(50)
    origin = page.evaluate("origin")
    devtools.send(
        "ServiceWorker.dispatchSyncEvent",
        {"origin": origin, "registrationId": found[-1], "tag": "answers", "lastChance": False},
    )
    devtools.detach()


def test_after_the_first_visit_the_page_opens_without_a_server(shop: Site, visit: Visits) -> None:
    one = visit()
    survey = visited(shop, one)
    shop.stop()
    one.page.reload()
    expect(one.page.locator("h1")).to_have_text("Оқу залы")
    step_through(one.page, {"visited": ["no"], "more": ["Ауылда желі жоқ"]})
    one.page.click("#s")
    expect(one.page.locator("#m")).to_contain_text(KEPT)
    shop.start()
    one.page.evaluate("dispatchEvent(new Event('online'))")
    thanked(one.page)
    assert shop.store.answered(survey) == 1
    assert one.page.evaluate(WAITING) == []
    assert one.errors == []


def test_every_language_opens_without_a_server_and_keeps_the_answers(shop: Site, visit: Visits) -> None:
    one = visit()
    visited(shop, one)
    one.page.click("#n")
    one.page.check('[name=visited][value="no"]')
    shop.stop()
    one.page.click('[name=language][value="ru"]')
    expect(one.page.locator("h1")).to_have_text("Читальный зал")
    assert one.page.is_checked('[name=visited][value="no"]')


def test_only_empty_questionnaires_are_copied_and_only_what_waits_is_kept(shop: Site, visit: Visits) -> None:
    one = visit()
    survey = visited(shop, one)
    step_through(one.page, {"visited": ["yes"], "times": ["99999"], "more": ["сыр"]})
    one.page.click("#s")
    expect(one.page.locator(".a")).to_be_focused()
    paths = [f"/s/reading/{survey.wave}/{language}" for language in ("en", "kk", "ru")]
    assert one.page.evaluate(COPIES) == paths
    texts = one.page.evaluate(TEXTS)
    assert "сыр" not in texts
    assert secret(shop, survey) not in texts
    assert one.page.evaluate(WAITING) == []


def test_three_days_without_a_network_and_a_closed_browser_are_one_response(
    shop: Site, browser: Browser, tmp_path: Path
) -> None:
    survey = field_wave(shop, source=EVERY_TYPE)
    with a_browser(browser, tmp_path) as context:
        page = context.new_page()
        page.goto(f"{address(shop, survey)}#{secret(shop, survey)}")
        copied(page)
    shop.stop()
    with a_browser(browser, tmp_path) as context:
        page = context.new_page()
        page.goto(address(shop, survey))
        step_through(page, {"visited": ["no"], "more": ["Үш күн"]})
        page.click("#s")
        expect(page.locator("#m")).to_contain_text(KEPT)
        assert page.input_value("#secret") == secret(shop, survey)
    shop.start()
    with a_browser(browser, tmp_path) as context:
        page = context.new_page()
        page.clock.install(time=time.time() + 3 * DAY / 1000)
        page.goto(address(shop, survey))
        thanked(page)
        assert page.evaluate("localStorage.length") == 0
        assert page.evaluate(WAITING) == []
    assert shop.store.answered(survey) == 1


def test_a_page_left_open_for_three_days_sends_once_when_the_server_is_back(
    shop: Site, visit: Visits
) -> None:
    one = visit()
    one.page.clock.install()
    survey = visited(shop, one)
    step_through(one.page, {"visited": ["no"]})
    shop.stop()
    one.page.click("#s")
    expect(one.page.locator("#m")).to_contain_text(KEPT)
    one.page.clock.fast_forward(3 * DAY)
    expect(one.page.locator("#m")).to_contain_text(KEPT)
    shop.start()
    one.page.clock.fast_forward(DAY // 24)
    thanked(one.page)
    assert shop.store.answered(survey) == 1


def test_the_browser_sends_what_waits_though_the_page_is_closed_and_it_counts_once(
    shop: Site, visit: Visits
) -> None:
    one = visit()
    survey = visited(shop, one)
    step_through(one.page, {"visited": ["no"]})
    shop.stop()
    one.page.click("#s")
    expect(one.page.locator("#m")).to_contain_text(KEPT)
    one.page.close()
    shop.start()
    elsewhere = one.context.new_page()
    elsewhere.goto(f"{shop.base}/s/promise/kk")
    sync(one.context, elsewhere)
    until(elsewhere, lambda: not elsewhere.evaluate(WAITING))
    assert shop.store.answered(survey) == 1
    elsewhere.goto(address(shop, survey))
    thanked(elsewhere)
    assert shop.store.answered(survey) == 1


def test_a_lost_reply_is_asked_for_again_and_counts_once(shop: Site, visit: Visits) -> None:
    one = visit()
    survey = visited(shop, one)
    step_through(one.page, {"visited": ["no"]})
    lost: list[str] = []

    def lose(route: object) -> None:
        if route.request.method == "POST" and not lost:  # type: ignore[attr-defined]  # playwright's Route
            lost.append(str(route.fetch().status))  # type: ignore[attr-defined]
            route.abort()  # type: ignore[attr-defined]
        else:
            route.continue_()  # type: ignore[attr-defined]

    one.context.route("**/s/reading/**", lose)
    one.page.click("#s")
    expect(one.page.locator("#m")).to_contain_text(KEPT)
    assert lost == ["200"]
    assert shop.store.answered(survey) == 1
    one.page.evaluate("dispatchEvent(new Event('online'))")
    thanked(one.page)
    assert shop.store.answered(survey) == 1


def test_two_people_without_a_network_at_one_device_are_two_responses_of_an_open_survey(
    shop: Site, visit: Visits
) -> None:
    one = visit()
    survey = visited(shop, one, mode="open")
    for word in ("бірінші", "екінші"):
        shop.stop()
        one.page.goto(address(shop, survey))
        step_through(one.page, {"visited": ["no"], "more": [word]})
        one.page.click("#s")
        expect(one.page.locator("#m")).to_contain_text(KEPT)
        shop.start()
        one.page.evaluate("dispatchEvent(new Event('online'))")
        thanked(one.page)
    assert shop.store.answered(survey) == 2


@pytest.mark.parametrize("how", ["edit", "forget"])
def test_who_goes_on_editing_or_forgets_takes_back_what_waits(shop: Site, visit: Visits, how: str) -> None:
    one = visit()
    visited(shop, one)
    step_through(one.page, {"visited": ["no"]})
    shop.stop()
    one.page.click("#s")
    expect(one.page.locator("#m")).to_contain_text(KEPT)
    assert len(one.page.evaluate(WAITING)) == 1
    if how == "edit":
        one.page.fill("[name=more]", "Тағы")
    else:
        one.page.click("#f")
    until(one.page, lambda: not one.page.evaluate(WAITING))


def test_a_survey_that_has_ended_says_so_and_its_copy_goes(shop: Site, visit: Visits) -> None:
    one = visit()
    survey = visited(shop, one)
    shop.store.close(survey)
    one.page.goto(address(shop, survey))
    expect(one.page.locator("h1")).to_have_text("Бұл сауалнама аяқталды")
    until(one.page, lambda: len(one.page.evaluate(COPIES)) == 2)


def a_browser(browser: Browser, folder: Path) -> BrowserContext:
    """The same device each time, its browser started anew."""
    return browser.browser_type.launch_persistent_context(
        folder / "device", executable_path=chromium(), args=ARGUMENTS, locale="kk-KZ"
    )


def test_the_worker_is_fetched_only_when_the_page_is_complete(site: Site, visit: Visits) -> None:
    one = visit()
    one.context.add_init_script(
        "const own = ServiceWorkerContainer.prototype.register;"
        "ServiceWorkerContainer.prototype.register = function (...all) {"
        "window.registered = document.readyState; return own.apply(this, all) }"
    )
    visited(site, one)
    assert one.page.evaluate("registered") == "complete"
