"""The HTTP interface: what it tells it keeps, and what it refuses it says in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import Client

from analysis import crosstab, show, tally
from survey import interface
from survey.interface import surveys  # noqa: F401 - declares the operations
from survey.interface.operations import operations
from survey.storage import Store
from tests.survey.readers import NAME, fresh, in_the_field

WAVE = "/surveys/reading/1"
SECURED = [one for one in operations() if one.secured]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = fresh(tmp_path_factory.mktemp("interface"))
    made.close(in_the_field(made))
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
        (f"{WAVE}/crosstab?row=mood&row=why&by=place", 400, "twice"),
        (f"{WAVE}/tally/mood?langauge=ru", 400, "'langauge' is no parameter"),
        (f"{WAVE}/tally/mood?language=tr", 400, "kk, ru, en"),
        (f"{WAVE}/crosstab?row=mood&by=mood", 409, "mood"),
        ("/nothing", 404, "openapi.json"),
    ],
)
def test_a_refusal_says_what_is_wrong(
    client: FlaskClient, bearer: dict[str, str], path: str, status: int, words: str
):
    problem = told(client, path, bearer, status)
    assert problem["status"] == status
    assert words in problem["detail"]


def test_the_server_mounts_the_interface(store: Store, monkeypatch: pytest.MonkeyPatch):
    import wsgi

    monkeypatch.setenv("SAUALNAMA_INSTANCE", str(store.settings.instance))
    wsgi.make.cache_clear()
    client = Client(wsgi.make("application"))
    assert client.get("/api/openapi.json").json["servers"] == [{"url": "/api"}]
    assert client.get("/api/surveys").status_code == 401
    wsgi.make.cache_clear()
