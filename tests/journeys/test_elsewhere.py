"""Beginning on one device and going on with another, by four words that only the person sees."""

from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from playwright.sync_api import Page, expect
from sqlalchemy import text

from survey.anonymity import code_of, printed
from survey.languages import gettext
from survey.respondent import elsewhere
from tests.attacks.drafts import derived, part
from tests.journeys.conftest import Site, field_wave
from tests.journeys.test_filling import Visits, address, problems_of, secret, step_through, thanked
from tests.survey.respondents import EVERY_TYPE

LISTS = {name: path.read_text("utf-8").split() for name, path in elsewhere.LISTS.items()}


def kept(site: Site) -> int:
    with site.store.read() as connection:
        return int(connection.scalar(text("SELECT COUNT(*) FROM unfinished")) or 0)


def sealed(page: Page, language: str = "kk") -> str:
    """Press the buttons; the code that is shown."""
    page.click("#r")
    page.get_by_role("button", name=gettext(language, "Seal my answers")).click()
    expect(page.locator("#xw")).to_be_visible()
    return str(page.locator("#xw").text_content())


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
    go_on(other.page, code.upper().replace(" ", "  ", 1))
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
    expect(one.page.locator("#xw")).to_be_visible()
    one.page.wait_for_timeout(300)
    assert kept(site) == before + 1
    with one.page.expect_navigation():
        one.page.click("#f")
    one.page.wait_for_timeout(300)
    assert kept(site) == before


def test_wrong_words_and_a_lost_network_are_told_and_change_nothing(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    one = visit()
    one.page.goto(f"{address(site, survey)}#{secret(site, survey)}")
    one.page.click("#n")
    one.page.check('[name=visited][value="no"]')
    go_on(one.page, " ".join(LISTS["kk"][:4]))
    expect(one.page.locator("#xs")).to_contain_text("ештеңе сақталмаған")
    one.context.set_offline(True)
    one.page.get_by_role("button", name=gettext("kk", "Seal my answers")).click()
    expect(one.page.locator("#xs")).to_contain_text("болмады")
    assert one.page.is_checked('[name=visited][value="no"]')
    assert problems_of(one.page) == []


@pytest.mark.parametrize(
    ("typed", "strange", "meant"),
    [
        ("балапан дәптер жұлдыз терезэ", "терезэ", "терезе"),
        ("window gardin planet river", "gardin", "garden"),
    ],
)
def test_an_unknown_word_is_named_and_the_nearest_offered(
    site: Site, visit: Visits, typed: str, strange: str, meant: str
) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    one = visit()
    one.page.goto(f"{address(site, survey)}#{secret(site, survey)}")
    go_on(one.page, typed)
    expect(one.page.locator("#xs")).to_contain_text(f"«{strange}»")
    assert problems_of(one.page) == []
    one.page.locator("#xs button").click()
    expect(one.page.locator("#xc")).to_have_value(typed.replace(strange, meant))
    expect(one.page.locator("#xc")).to_be_focused()
    one.page.fill("#xc", " ".join(typed.replace(strange, meant).split()[:2]))
    one.page.get_by_role("button", name=gettext("kk", "Go on here")).click()
    expect(one.page.locator("#xs")).to_contain_text("төрт сөз")


def latin(words: str) -> str:
    """On the keys of the English layout."""
    return words.translate(
        str.maketrans(
            "йцукенгшщзхъфывапролджэячсмитьбюәіңғүұқөһ", "qwertyuiop[]asdfghjkl;'zxcvbnm,.2345890-="
        )
    )


TYPING = {
    "with the letters of a Russian keyboard": lambda words: words.translate(
        str.maketrans("әғіңөұүқһ", "агинoуукх")
    ),
    "without spaces": lambda words: words.replace(" ", ""),
    "with too many": " ".join,
    "with hyphens, in capitals": lambda words: words.replace(" ", "-").upper(),
    "with Latin letters that look alike": lambda words: words.translate(str.maketrans("аеорсху", "aeopcxy")),
    "on the other layout": latin,
}


def test_words_are_known_again_however_they_are_typed(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    link = f"{address(site, survey)}#{secret(site, survey)}"
    one = visit()
    one.page.goto(link)
    step_through(one.page, {"visited": ["no"]})
    words = sealed(one.page)
    for typing in TYPING.values():
        other = visit()
        other.page.goto(link)
        go_on(other.page, typing(words), "kk")
        expect(other.page.locator('[name=visited][value="no"]')).to_be_checked()
        other.context.close()


def test_words_drawn_in_one_language_are_known_in_another(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    one, other = visit(), visit()
    one.page.goto(f"{address(site, survey, 'kk')}#{secret(site, survey)}")
    step_through(one.page, {"visited": ["no"]})
    words = sealed(one.page)
    assert set(words.split()) <= set(LISTS["kk"])
    other.page.goto(f"{address(site, survey, 'en')}#{secret(site, survey)}")
    go_on(other.page, words, "en")
    expect(other.page.locator('[name=visited][value="no"]')).to_be_checked()


def test_the_code_of_the_card_is_as_good_as_the_link_and_nothing_opens_without(
    site: Site, visit: Visits
) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    person = secret(site, survey)
    one, other = visit(), visit()
    one.page.goto(f"{address(site, survey)}#{person}")
    step_through(one.page, {"visited": ["no"]})
    words = sealed(one.page)
    other.page.goto(address(site, survey))
    go_on(other.page, words)
    expect(other.page.locator("#xs")).to_contain_text("өз сілтемеңізді")
    other.page.fill("#secret", printed(code_of(person)).upper())
    other.page.get_by_role("button", name=gettext("kk", "Go on here")).click()
    expect(other.page.locator('[name=visited][value="no"]')).to_be_checked()


SENT = """() => {
  const really = fetch
  window.fetch = async (url, options) => {
    const body = options && options.method == 'PUT' && await options.body.arrayBuffer()
    if (body) window.sent = [...new Uint8Array(body)]
    return really(url, options)
  }
}"""
"""Notes what a page puts on the server."""


def test_what_the_server_gets_says_nothing(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    person = secret(site, survey)
    one = visit()
    one.page.goto(f"{address(site, survey)}#{person}")
    step_through(one.page, {"visited": ["no"], "more": ["needle"]})
    one.page.evaluate(SENT)
    words = sealed(one.page)
    body = bytes(one.page.evaluate("sent"))
    for told in (b"needle", b"visited", person.encode(), *map(str.encode, words.split())):
        assert told not in body
    root = derived(words, f"{survey.address.replace('@', '/')} {code_of(person)}")
    assert body[:64].decode() == part(root, "name").hex()
    draft = AESGCM(part(root, "key")).decrypt(body[64:76], body[76:], b"").decode()
    assert ["more", "needle"] in json.loads(draft)
    assert person not in draft


def test_nothing_of_the_words_is_fetched_before_somebody_asks(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=EVERY_TYPE)
    one = visit()
    one.page.goto(f"{address(site, survey)}#{secret(site, survey)}")
    step_through(one.page, {"visited": ["no"]})
    assert not [url for url in one.requests if "elsewhere" in url]
    one.page.click("#r")
    expect(one.page.locator("#xc")).to_be_visible()
    assert not [url for url in one.requests if "/words/" in url]
