"""What the applications share: error pages, headers, and being joined by path or alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.test import Client

import wsgi
from survey.languages import LANGUAGES
from survey.storage import KeyTrouble
from survey.web import ERRORS, Application, policy, protect
from tests.survey.respondents import fielded


def failing(error: Exception) -> Client:
    app = protect(Application("failing"))

    @app.get("/fail/<language>")
    def fail(language: str) -> str:
        raise error

    return Client(app)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", sorted(ERRORS))
def test_every_error_has_a_page_in_the_readers_language(status: int, language: str) -> None:
    from werkzeug.exceptions import HTTPException

    class Raised(HTTPException):
        code = status

    page = failing(Raised()).get(f"/fail/{language}")
    assert page.status_code == status
    assert f'<html lang="{language}">' in page.text
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_an_unforeseen_error_shows_nothing_of_itself() -> None:
    page = failing(ValueError("inner secret")).get("/fail/en")
    assert page.status_code == 500
    assert "inner secret" not in page.text
    assert "Traceback" not in page.text


def test_a_busy_server_says_when_to_come_back() -> None:
    assert int(failing(ServiceUnavailable()).get("/fail/kk").headers["Retry-After"]) > 0


def test_a_policy_names_styles_and_scripts_by_their_hashes() -> None:
    allowed = policy(["a{}"], [], img_src="'self'")
    assert "style-src 'sha256-" in allowed
    assert "script-src" not in allowed
    assert "img-src 'self'; " in allowed
    assert allowed.count("img-src") == 1


def test_each_application_runs_alone_and_all_run_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    field = fielded(tmp_path)
    monkeypatch.setenv("SAUALNAMA_INSTANCE", str(tmp_path))
    path = f"/s{field.url}/kk"
    assert Client(wsgi.make("respondent")).get(path).status_code == 200
    assert Client(wsgi.make("respondent")).get("/").status_code == 404
    assert Client(wsgi.make("researcher")).get(path).status_code == 404
    assert Client(wsgi.make("application")).get(path).text == Client(wsgi.make("respondent")).get(path).text
    wsgi.make.cache_clear()


def test_a_server_does_not_start_without_the_keys_of_the_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    field = fielded(tmp_path)
    monkeypatch.setenv("SAUALNAMA_INSTANCE", str(tmp_path))
    (field.store.settings.keys / f"{field.survey.id}.key").rename(tmp_path / "away")
    for name in ("application", "respondent", "researcher"):
        with pytest.raises(KeyTrouble, match="put it back"):
            wsgi.make(name)


def test_a_server_that_asks_for_an_unknown_application_is_told() -> None:
    with pytest.raises(AttributeError, match="no application 'nobody'"):
        wsgi.make("nobody")
