"""The researcher's page of reports: methods told in a form, reports as files, every refusal in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from analysis.reports import forms
from survey.languages import LANGUAGES
from tests.reports.examples import methods
from tests.survey.readers import ATTACK, Rooms, fresh, in_the_field, publish, token

PAGE = "/en/reading/1/reports"
FILE = "/en/reading/1/report"


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[Rooms]:
    store = fresh(tmp_path)
    store.close(in_the_field(store))
    yield Rooms.over(store)
    store.engine.dispose()


@pytest.fixture
def client(rooms: Rooms) -> FlaskClient:
    client = rooms.colleague()
    assert publish(client).status_code == 303
    return client


@pytest.fixture
def told(rooms: Rooms, client: FlaskClient) -> FlaskClient:
    rooms.store.keep_methods(rooms.store.find("reading@1"), methods().plain())
    return client


def test_nobody_without_an_account_sees_the_page_or_a_report(rooms: Rooms) -> None:
    stranger = rooms.stranger()
    assert stranger.get(PAGE).status_code == 303
    assert stranger.get(FILE).status_code == 303


def test_the_page_names_what_is_lacking_and_the_report_is_refused(client: FlaskClient) -> None:
    page = client.get(PAGE).text
    assert "still lacking: Sponsor and funding" in page
    refusal = client.get(FILE)
    assert refusal.status_code == 400
    assert "sponsor (Sponsor and funding)" in refusal.text


def test_what_is_told_in_the_form_is_kept_and_comes_back(rooms: Rooms, client: FlaskClient) -> None:
    data = {"csrf_token": token(client.get(PAGE)), "sponsor.kk": "Әкімдік", "field_start": "2026-10-01"}
    assert client.post(PAGE, data=data).status_code == 303
    assert rooms.store.methods(rooms.store.find("reading@1")) == {
        "sponsor": {"kk": "Әкімдік"},
        "field_start": "2026-10-01",
    }
    assert ">Әкімдік</textarea>" in client.get(PAGE).text


def test_what_cannot_be_taken_comes_back_with_the_reason_in_the_language_of_the_page(
    client: FlaskClient,
) -> None:
    place = PAGE.replace("/en/", "/kk/")
    days = {"field_start": "2026-10-02", "field_end": "2026-10-01"}
    data = {"csrf_token": token(client.get(place)), "sponsor.ru": f"Акимат {ATTACK}", **days}
    answer = client.post(place, data=data)
    assert answer.status_code == 400
    assert "алғашқы күннен" in answer.text
    assert "Акимат &lt;script&gt;" in answer.text
    assert ATTACK not in answer.text


def test_a_post_without_its_token_keeps_nothing(rooms: Rooms, client: FlaskClient) -> None:
    assert client.post(PAGE, data={"sponsor.kk": "x"}).status_code == 400
    assert rooms.store.methods(rooms.store.find("reading@1")) == {}


@pytest.mark.parametrize("form", forms())
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_report_is_downloaded_in_every_language_and_format(
    told: FlaskClient, form: str, language: str
) -> None:
    answer = told.get(FILE, query_string={"in": language, "format": form})
    assert answer.status_code == 200
    assert answer.mimetype == forms()[form].mimetype.partition(";")[0]
    assert f'filename="reading-1-{language}.{form}"' in answer.headers["Content-Disposition"]


def test_a_group_stands_beside_everybody(told: FlaskClient) -> None:
    answer = told.get(FILE, query_string={"in": "en", "format": "html", "group": "place:camp"})
    assert "“Camp”" in answer.text
    assert "taken together" in answer.text or "Too few people" in answer.text


def test_what_authors_wrote_is_text_in_a_report(told: FlaskClient) -> None:
    page = told.get(FILE, query_string={"in": "en", "format": "html"}).text
    assert ATTACK not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"in": "de"}, "not asked in"),
        ({"in": "en", "format": "odt"}, "no format"),
        ({"in": "en", "group": "mood:good"}, "not broken down"),
        ({"in": "en", "group": "place:moon"}, "not broken down"),
    ],
)
def test_what_does_not_exist_is_refused_in_words(
    told: FlaskClient, asked: dict[str, str], words: str
) -> None:
    answer = told.get(FILE, query_string=asked)
    assert answer.status_code == 400
    assert words in answer.text


def test_an_unpublished_wave_has_no_report(rooms: Rooms) -> None:
    answer = rooms.colleague().get(FILE)
    assert answer.status_code == 400
    assert "has not been published" in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_stands_in_every_language(client: FlaskClient, language: str) -> None:
    assert client.get(PAGE.replace("/en/", f"/{language}/")).status_code == 200


def test_a_report_holds_nothing_that_the_public_may_not_see(told: FlaskClient) -> None:
    page = told.get(FILE, query_string={"in": "en", "format": "html"}).text
    assert "comment 0" not in page
    assert "person-" not in page
