"""The HTTP interface: what it tells it keeps, and what it refuses it says in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import Client

from analysis import crosstab, show, tally
from survey import interface
from survey.interface import publications, surveys  # noqa: F401 - they declare the operations
from survey.interface.operations import operations
from survey.storage import Store
from tests.survey.readers import NAME, Rooms, fresh, in_the_field, publish, sign_in

WAVE = "/surveys/reading/1"
SECURED = [one for one in operations() if one.secured]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = fresh(tmp_path_factory.mktemp("interface"))
    made.close(in_the_field(made))
    publish(Rooms.over(made).colleague(), "place")
    yield made
    made.engine.dispose()


@pytest.fixture(scope="module")
def client(store: Store) -> FlaskClient:
    return interface.create_app(store.settings).test_client()


@pytest.fixture(scope="module")
def bearer(store: Store) -> dict[str, str]:
    return {"Authorization": f"Bearer {store.add_token(NAME, 'tests')}"}


def told(client: FlaskClient, path: str, headers: dict[str, str] | None = None, status: int = 200) -> Any:
    answer = client.get(path, headers=headers or {})
    assert answer.status_code == status, answer.text
    return answer.json


def test_a_tally_is_that_of_the_analysis(client: FlaskClient, bearer: dict[str, str], store: Store):
    microdata = store.microdata(store.find("reading@1"))
    expected = show.as_json(tally(microdata, "mood"), "ru")
    assert told(client, f"{WAVE}/tally/mood?language=ru", bearer) == expected
    process = told(client, f"{WAVE}/tally/mood?population=process", bearer)
    assert process == show.as_json(tally(microdata, "mood", population=False), "kk")


def test_a_cross_tab_comes_as_json_and_as_csv(client: FlaskClient, bearer: dict[str, str], store: Store):
    found = crosstab(store.microdata(store.find("reading@1")), "mood", "place")
    assert told(client, f"{WAVE}/crosstab?row=mood&by=place", bearer) == show.as_json(found, "kk")
    answer = client.get(f"{WAVE}/crosstab?row=mood&by=place&format=csv&language=en", headers=bearer)
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.text == show.as_csv(found, "en")


@pytest.mark.parametrize(
    "asked", ["associate?row=mood&by=place", "compare?variable=mood&by=place", "rank?item=needs"]
)
def test_the_words_of_the_command_line_answer(client: FlaskClient, bearer: dict[str, str], asked: str):
    assert told(client, f"{WAVE}/{asked}", bearer)


def test_a_survey_tells_totals_by_stratum_only(client: FlaskClient, bearer: dict[str, str]):
    assert {one["survey"] for one in told(client, "/surveys", bearer)} == {"reading"}
    found = told(client, WAVE, bearer)
    assert found["state"] == "closed"
    assert found["answered"] == sum(one["answered"] for one in found["strata"]) == 60


@pytest.mark.parametrize("operation", SECURED, ids=lambda one: one.name)
@pytest.mark.parametrize("header", [None, "Bearer ", "Bearer saualnama-x", "Basic YTpi"])
def test_nothing_that_is_secured_answers_without_a_token(
    client: FlaskClient, operation: Any, header: str | None
):
    path = operation.path.format(survey="reading", wave=1, variable="mood", format="csv")
    answer = client.open(path, method=operation.method, headers={"Authorization": header} if header else {})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        (f"{WAVE}/tally/nothing", 404, "nothing"),
        ("/surveys/other/1", 404, "other"),
        ("/surveys/reading/2", 404, "reading"),
        ("/surveys/reading/first", 400, "whole number"),
        (f"{WAVE}/crosstab?row=mood", 400, "'by' is missing"),
        (f"{WAVE}/crosstab?row=mood&row=why&by=place", 400, "more than once"),
        (f"{WAVE}/tally/mood?langauge=ru", 400, "'langauge' is no parameter"),
        (f"{WAVE}/tally/mood?language=tr", 400, "kk, ru, en"),
        (f"{WAVE}/crosstab?row=mood&by=mood", 409, "mood"),
        ("/nothing", 404, "/openapi.json says what there is"),
    ],
)
def test_a_refusal_says_what_is_wrong(
    client: FlaskClient, bearer: dict[str, str], path: str, status: int, words: str
):
    problem = told(client, path, bearer, status)
    assert problem["status"] == status
    assert words in problem["detail"]


@pytest.mark.parametrize("method", ["HEAD", "GET", "PUT", "PATCH", "DELETE"])
def test_an_export_leaves_by_no_other_method(
    client: FlaskClient, bearer: dict[str, str], store: Store, method: str
) -> None:
    before = store.audit_log()
    for more in ({}, {"X-HTTP-Method-Override": "POST"}):
        assert (
            client.open(f"{WAVE}/exports/csv", method=method, headers={**bearer, **more}).status_code == 405
        )
    assert store.audit_log() == before


def test_an_export_asks_for_a_token_that_is_one_now(client: FlaskClient, store: Store) -> None:
    before, place = store.audit_log(), f"{WAVE}/exports/csv"
    store.add_account("Ержан", "another quiet room")
    old = store.add_token("Ержан", "old")
    store.remove_account("Ержан")
    for headers in (
        {},
        {"Authorization": old},
        {"Authorization": f"Basic {old}"},
        {"Authorization": f"Bearer {old}"},
    ):
        assert client.post(place, headers=headers).status_code == 401
        assert client.post(f"{place}?token={old}&access_token={old}", headers=headers).status_code == 401
    cookie = {"Cookie": sign_in(Rooms.over(store).stranger()).headers["Set-Cookie"].partition(";")[0]}
    assert client.post(place, headers=cookie).status_code == 401
    assert store.audit_log() == before


def test_a_token_opens_no_page_of_the_researchers_side(store: Store, bearer: dict[str, str]) -> None:
    stranger = Rooms.over(store).stranger()
    assert stranger.get("/en/reading/1/export", headers=bearer).status_code == 303
    assert stranger.post("/en/reading/1/export", data={"format": "csv"}, headers=bearer).status_code in (
        303,
        400,
    )


def test_an_export_leaves_as_a_file_and_a_line_in_the_log(
    client: FlaskClient, bearer: dict[str, str], store: Store
):
    before = len(store.audit_log(store.find("reading@1")))
    answer = client.post(f"{WAVE}/exports/csv?language=ru", headers=bearer)
    assert answer.status_code == 200
    assert "reading-1" in answer.headers["Content-Disposition"]
    assert len(store.audit_log(store.find("reading@1"))) == before + 1
    assert client.get(f"{WAVE}/exports/csv", headers=bearer).status_code == 405
    assert client.post(f"{WAVE}/exports/exe", headers=bearer).status_code == 400


PUBLISHED = "/publications/reading/1"


def test_publications_are_open_to_everybody_and_tell_what_can_be_asked(client: FlaskClient):
    (one,) = told(client, "/publications?language=en")
    assert (one["survey"], one["wave"], one["release"], one["n"]) == ("reading", 1, 1, 60)
    found = told(client, f"{PUBLISHED}?language=en")
    assert found["title"] == "The reading room"
    by = {question["question"]: question["by"] for question in found["questions"]}
    assert by["mood"] == ["place"]
    (place,) = found["variables"]
    assert all(group["n"] % 5 == 0 for group in place["groups"])
    assert sum(len(group["codes"]) for group in place["groups"]) == 3


@pytest.mark.parametrize("asked", ["", "by=place", "where=place:town"])
def test_a_published_table_is_the_one_of_its_page(client: FlaskClient, store: Store, asked: str):
    page = Rooms.over(store).reader().get(f"/en/reading/1/mood/table.csv?{asked}")
    answer = client.get(f"{PUBLISHED}/tables/mood?language=en&format=csv&{asked}")
    assert page.status_code == answer.status_code == 200
    assert answer.text == page.text.removeprefix("\ufeff")


def test_groups_are_told_in_whole_per_cents_without_counts(client: FlaskClient):
    told_of = told(client, f"{PUBLISHED}/tables/mood?by=place")
    assert "counts" not in told_of or told_of["counts"] is None
    assert "expected" not in told_of or told_of["expected"] is None


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/publications/reading/2", 404, "reading"),
        (f"{PUBLISHED}/tables/nothing", 404, "nothing"),
        (f"{PUBLISHED}/tables/comment", 404, "comment"),
        (f"{PUBLISHED}/tables/mood?by=age", 404, "age"),
        (f"{PUBLISHED}/tables/mood?where=place:moon", 404, "moon"),
        (f"{PUBLISHED}/tables/mood?by=place&where=place:town", 409, ""),
        (f"{PUBLISHED}/tables/mood?where=a:b&where=c:d&where=e:f", 400, "twice"),
    ],
)
def test_what_is_not_published_is_refused_in_words(client: FlaskClient, path: str, status: int, words: str):
    assert words in told(client, path, status=status)["detail"]


def test_the_server_mounts_the_interface(store: Store, monkeypatch: pytest.MonkeyPatch):
    import wsgi

    monkeypatch.setenv("SAUALNAMA_INSTANCE", str(store.settings.instance))
    wsgi.make.cache_clear()
    client = Client(wsgi.make("application"))
    assert client.get("/api/openapi.json").json["servers"] == [{"url": "/api"}]
    assert client.get("/api/nothing").json["detail"] == "/api/openapi.json says what there is"
    assert client.get("/api/surveys").status_code == 401
    wsgi.make.cache_clear()
