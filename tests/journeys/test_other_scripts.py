"""A language that has only a catalogue and a column: Kazakh in Latin letters, and from right to left."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from survey.languages import gettext
from survey.respondent import create_app
from tests.journeys.test_filling import Visits, problems_of, step_through
from tests.survey.respondents import EVERY_TYPE, Field, fielded
from tests.survey.scripts_of_kazakh import SCRIPTS, catalogues, questionnaire

THANKS = "Thank you: your answers were counted"


@pytest.fixture
def field(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Field]:
    """A survey in three scripts; their catalogues lie in a folder of the test."""
    folder = tmp_path / "catalogues"
    folder.mkdir()
    with catalogues(folder, monkeypatch.setattr):
        yield fielded(tmp_path, source=questionnaire(EVERY_TYPE))


@pytest.fixture
def base(field: Field) -> Iterator[str]:
    """The address of the survey."""
    server = make_server("127.0.0.1", 0, create_app(replace(field.store.settings)), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}{field.url}"
    server.shutdown()


@pytest.mark.parametrize("language", SCRIPTS)
def test_it_is_offered_by_its_own_name_and_says_how_it_is_written(field: Field, language: str) -> None:
    page = field.get(language).text
    assert f'<html lang="{language}"' in page
    assert ('dir="rtl"' in page) == (language == "kk-Arab")
    assert 'lang="kk-Latn">Qazaqşa</button>' in field.get("kk").text
    assert "قازاق" in field.get("kk").text
    assert field.app.test_client().get(f"/promise/{language}").status_code == 200
    liked = field.app.test_client().get(field.url, headers={"Accept-Language": f"{language}-CN, ru;q=0.5"})
    assert f'<html lang="{language}"' in liked.text
    assert f'<html lang="{language}"' in field.app.test_client().get(f"/nothing/{language}").text


def left(page: Page, selector: str) -> float:
    """Where an element begins, in pixels from the left."""
    return float(page.locator(selector).evaluate("e => e.getBoundingClientRect().left"))


@pytest.mark.parametrize("language", SCRIPTS)
@pytest.mark.parametrize("width", [320, 1280])
def test_a_person_fills_in_everything_in_it(
    field: Field, base: str, visit: Visits, language: str, width: int
) -> None:
    one = visit(width=width)
    one.page.goto(f"{base}/{language}#{field.secrets()[0]}")
    mirrored = language == "kk-Arab"
    assert (left(one.page, "#o") < left(one.page, "#p")) == mirrored
    step_through(one.page, {"visited": ["yes"], "times": ["x"]})
    assert (left(one.page, "#b") > left(one.page, "#s")) == mirrored
    assert one.page.evaluate("document.documentElement.scrollWidth") <= width
    one.page.click("#s")
    expect(one.page.locator(".a")).to_be_focused()
    line = one.page.locator(".a").evaluate("e => getComputedStyle(e).borderRightWidth")
    assert (line == "4px") == mirrored
    assert problems_of(one.page) == []
    assert one.page.evaluate("document.documentElement.scrollWidth") <= width
    one.page.fill("[name=times]", "3")
    step_through(one.page, {})
    one.page.click("#s")
    expect(one.page.locator("h1")).to_have_text(gettext(language, THANKS))
    receipt = one.page.locator("b.o")
    assert receipt.evaluate("e => getComputedStyle(e).direction") == "ltr"
    assert problems_of(one.page) == []
    assert (field.answered(), one.errors) == (1, [])


def test_words_for_another_device_are_those_of_its_relative(field: Field, base: str, visit: Visits) -> None:
    one = visit()
    one.page.goto(f"{base}/kk-Arab#{field.secrets()[0]}")
    one.page.click("#r")
    one.page.locator("#x button").first.click()
    expect(one.page.locator("#xw")).to_have_attribute("lang", "kk")
    assert problems_of(one.page) == []
