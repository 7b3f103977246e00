"""A researcher and a reader at real browsers: from the field to the published charts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from survey.commands.demo import free_port
from survey.languages import gettext
from tests.journeys.conftest import Visit, serve
from tests.survey.readers import NAME, PASSWORD, fresh, in_the_field

Visits = Callable[..., Visit]
WAVE = "kk/reading/1"
READY = {"researcher": ("", "question/mood", "question/room", "crosstab?row=mood&column=place", "publish")}
FURTHER = (
    "mood",
    "mood/waves",
    "mood/waves?since=1",
    "room/waves",
    "mood/beside?survey=reading@1",
    "room/beside?survey=reading@1",
    "mood/beside?survey=nowhere",
    "why/together",
    "comment",
    "comment/words",
)
SETTLED = (
    "This wave has been published with these groups already. Others beside them would let people be told "
    "apart, so they stay for good."
)
PUBLIC = (
    "kk/",
    f"{WAVE}/",
    f"{WAVE}/mood/",
    f"{WAVE}/why/",
    f"{WAVE}/room/",
    f"{WAVE}/needs/",
    f"{WAVE}/mood/?by=place&chart=dots&code=bad",
)


@dataclass(frozen=True)
class House:
    """A served instance: wave 1 is closed, 2 in the field, 3 in the field until a test closes it; all
    three waves of another survey are closed."""

    base: str

    def open(self, visit: Visit, place: str) -> Page:
        visit.page.goto(f"{self.base}/{place}")
        return visit.page

    def enter(self, visit: Visit) -> Page:
        page = self.open(visit, "researcher/kk/sign-in")
        page.get_by_label(kk("Name"), exact=True).fill(NAME)
        page.get_by_label(kk("Password")).fill(PASSWORD)
        page.get_by_role("button", name=kk("Sign in"), exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(kk("Surveys"))
        return page


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[House]:
    folder, port = tmp_path_factory.mktemp("house"), free_port("127.0.0.1")
    base = f"http://127.0.0.1:{port}"
    store = fresh(folder, base)
    store.close(in_the_field(store))
    for _ in range(2):
        in_the_field(store)
    for _ in range(3):
        store.close(in_the_field(store, name="visits"))
    server = serve(folder, port)
    yield House(base)
    server.terminate()
    server.wait(20)


def kk(message: str, **values: object) -> str:
    return gettext("kk", message, **values)


def fits_and_is_accessible(page: Page) -> None:
    """Nothing is wider than the window, no picture is broken, axe finds nothing."""
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    pictures = page.locator("img:visible")
    for i in range(pictures.count()):
        pictures.nth(i).scroll_into_view_if_needed()
        expect(pictures.nth(i)).not_to_have_js_property("naturalWidth", 0)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], page.url


def test_a_wave_is_published_and_read_without_a_script(house: House, visit: Visits) -> None:
    page = house.enter(visit(1280, script=False))
    page.locator("a[href$='/reading/1/']").click()
    page.get_by_role("link", name=kk("Publish"), exact=True).click()
    page.locator("#filter-place").check()
    page.get_by_role("button", name=kk("See what the public will see")).click()
    expect(page.get_by_text(kk("This is a preview: nothing is published yet.")).last).to_be_visible()
    page.get_by_role("button", name=kk("Publish this for good")).last.click()
    page.get_by_role("link", name=kk("The public page")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Оқу залы")
    page.get_by_role("link", name="Көңіл күй?").click()
    expect(page.get_by_text(kk("Answered: {base} of {n}", base=60, n=60))).to_be_visible()
    expect(page.locator("img").first).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_table_is_asked_for_with_and_without_a_script(house: House, visit: Visits, script: bool) -> None:
    publish_once(house, visit(1280))
    guest = visit(1280, script=script)
    page = house.open(guest, f"{WAVE}/mood/")
    page.get_by_label(kk("Broken down by")).select_option("place")
    page.get_by_role("button", name=kk("Show"), exact=True).press("Enter")
    expect(page.locator("#shown")).to_have_text(kk("Broken down by: {variable}", variable="Орын"))
    page.locator("#chart-stacked").press("Enter")
    expect(page.locator("#chart-stacked")).to_have_attribute("aria-current", "true")
    assert page.url.startswith(f"{house.base}/{WAVE}/mood/?by=place&chart=stacked")
    page.locator("#languages").get_by_role("link", name="English").click()
    expect(page.locator("#shown")).to_have_text("Broken down by: Place")
    expect(page.locator("#chart-stacked")).to_have_attribute("aria-current", "true")
    assert guest.errors == []


def test_only_what_has_changed_is_exchanged_and_the_focus_stays(house: House, visit: Visits) -> None:
    page = house.enter(visit(1280))
    page.goto(f"{house.base}/researcher/{WAVE}/question/mood")
    page.evaluate("window.loaded = 'once'")
    page.locator("#by").select_option("place")
    page.locator("#show").press("Enter")
    expect(page.locator("#shown")).to_contain_text(kk("Broken down by: {variable}", variable="Орын"))
    expect(page.locator("#show")).to_be_focused()
    assert page.evaluate("window.loaded") == "once"
    page.go_back()
    expect(page.locator("#shown")).not_to_contain_text("Орын")
    assert "Оқу" not in page.evaluate("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)")


def test_without_a_network_a_click_does_what_it_would_without_scripts(house: House, visit: Visits) -> None:
    publish_once(house, visit(1280))
    guest = visit(1280)
    page = house.open(guest, f"{WAVE}/mood/")
    page.route(
        "**/mood/?*",
        lambda route: route.abort() if route.request.resource_type == "xhr" else route.continue_(),
    )
    page.get_by_label(kk("Broken down by")).select_option("place")
    page.get_by_role("button", name=kk("Show"), exact=True).press("Enter")
    expect(page.locator("#shown")).to_have_text(kk("Broken down by: {variable}", variable="Орын"))
    assert page.url.startswith(f"{house.base}/{WAVE}/mood/?by=place")


def test_who_is_signed_out_meanwhile_is_led_to_the_sign_in(house: House, visit: Visits) -> None:
    guest = visit(1280)
    page = house.enter(guest)
    page.goto(f"{house.base}/researcher/{WAVE}/question/mood")
    guest.context.clear_cookies()
    page.locator("#show").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(kk("Sign in"))


@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, True)])
def test_the_researchers_pages_fit_and_are_accessible(
    house: House, visit: Visits, width: int, dark: bool
) -> None:
    guest = visit(width, dark=dark)
    fits_and_is_accessible(house.open(guest, "researcher/kk/sign-in"))
    fits_and_is_accessible(house.enter(guest))
    places = [f"{WAVE}/{place}" for place in READY["researcher"]] + ["kk/reading/2/", "kk/reading/2/close"]
    for place in places:
        fits_and_is_accessible(house.open(guest, f"researcher/{place}"))
    assert guest.errors == []


@pytest.mark.parametrize(("width", "dark"), [(360, True), (1280, False)])
def test_further_looks_fit_and_are_accessible(house: House, visit: Visits, width: int, dark: bool) -> None:
    guest = visit(width, dark=dark)
    house.enter(guest)
    for place in FURTHER:
        page = house.open(guest, f"researcher/kk/visits/3/question/{place}")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        fits_and_is_accessible(page)
    fits_and_is_accessible(
        house.open(guest, "researcher/kk/visits/3/crosstab?row=mood&column=place&chart=dots&code=bad")
    )


@pytest.mark.parametrize(("width", "dark"), [(360, True), (1280, False)])
def test_the_public_pages_fit_and_are_accessible(house: House, visit: Visits, width: int, dark: bool) -> None:
    publish_once(house, visit(1280))
    guest = visit(width, dark=dark)
    for place in PUBLIC:
        page = house.open(guest, place)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        fits_and_is_accessible(page)
    assert all(request.startswith((house.base, "data:")) for request in guest.requests)


def test_a_phone_gets_a_chart_drawn_for_it_and_darkness_a_dark_one(house: House, visit: Visits) -> None:
    guest = visit(360, dark=True)
    publish_once(house, visit(1280))
    page = house.open(guest, f"{WAVE}/mood/")
    source = page.locator("img").first.evaluate("picture => picture.currentSrc")
    assert "width=360" in source
    assert "theme=dark" in source


def test_a_chart_is_kept_as_a_file(house: House, visit: Visits) -> None:
    page = house.enter(visit(1280))
    page.goto(f"{house.base}/researcher/{WAVE}/question/mood")
    for words, end in ((kk("Chart as {format}", format="PNG"), "png"), (kk("Table as CSV"), "csv")):
        with page.expect_download() as kept:
            page.get_by_role("link", name=words).click()
        assert kept.value.suggested_filename == f"reading-1-mood.{end}"


def test_a_wave_is_closed_only_after_a_yes_and_then_read(house: House, visit: Visits) -> None:
    page = house.enter(visit(360))
    page.goto(f"{house.base}/researcher/kk/reading/3/close")
    page.get_by_label(kk("I know that this cannot be undone.")).check()
    page.get_by_role("button", name=kk("Close for good")).click()
    expect(page.get_by_role("link", name=kk("Cross two variables"))).to_be_visible()


def publish_once(house: House, guest: Visit) -> None:
    """Publish wave 1 by place unless it has been."""
    page = house.enter(guest)
    page.goto(f"{house.base}/researcher/{WAVE}/publish")
    if not page.get_by_text(kk(SETTLED)).count():
        page.locator("#filter-place").check()
        page.get_by_role("button", name=kk("See what the public will see")).click()
        page.get_by_role("button", name=kk("Publish this for good")).last.click()
