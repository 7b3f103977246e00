"""What every page of the reading applications has: its language in the address, its words, its headers."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, current_app, g, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from survey.languages import LANGUAGES, NAMES, choose
from survey.storage import Busy, UnknownSurvey
from survey.style import POLICY
from survey.style.live import policy as alive
from survey.style.words import KINDS, MODES, STATES, STATISTICS, VERDICTS, VIEWS, Words
from survey.web import error_page, show_error

LANGUAGE = f"any({','.join(LANGUAGES)})"
"""The converter of the language that begins every page's address."""


class Refused(Exception):
    """What a reader asked for cannot be done; `message` is an English sentence with {places}."""

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message)
        self.message, self.values = message, values


def speak(app: Flask) -> Flask:
    """Give `app` addresses that begin with a language, templates that speak it, and error pages in it.

    `app.config["HOME"]` is the endpoint of the list of everything, "WAVE" that of a wave.
    """
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)
    app.context_processor(_context)
    app.register_error_handler(HTTPException, _show_error)
    app.register_error_handler(Refused, show_refusal)
    app.register_error_handler(UnknownSurvey, lambda _: _error(404))
    app.register_error_handler(Busy, lambda _: _error(503))
    return app


def language() -> str:
    """The language of this request: the one in its address, else what the browser likes best."""
    chosen: str | None = g.get("language")
    if chosen:
        return chosen
    first = request.path.lstrip("/").partition("/")[0]
    return first if first in LANGUAGES else choose(request.headers.get("Accept-Language", ""))


def words() -> Words:
    """The words of this request; without margins of error where the survey shown allows none."""
    return Words(language(), margins=g.get("margins", True))


def page(template: str, status: int = 200, *, live: bool = False, **values: Any) -> Response:
    """A page from its template; of a `live` one parts are exchanged where the browser runs scripts."""
    answer = Response(render_template(template, live=live, **values), status, mimetype="text/html")
    answer.headers["Content-Security-Policy"] = alive(POLICY) if live else POLICY
    return answer


def to_best_language(endpoint: str) -> AnyResponse:
    """A redirect to `endpoint` in the language that the reader likes best, Kazakh by default."""
    answer = redirect(url_for(endpoint, language=choose(request.headers.get("Accept-Language", ""))))
    answer.vary.add("Accept-Language")
    return answer


def show_refusal(refusal: Refused, status: int = 400) -> Response:
    """The page that says why something cannot be done."""
    say = words().say
    values = {name: say(one) if name == "reason" else one for name, one in refusal.values.items()}
    return page("style/refused.html", status, reason=say(refusal.message, **values))


def _show_error(error: HTTPException) -> Response:
    """The shared error page, in the language of the address."""
    if error.response is not None or (error.code or 500) < 400:
        return show_error(error)
    answer = _error(error.code or 500)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            answer.headers[name] = value
    return answer


def _error(status: int) -> Response:
    """The shared error page with a link that leads on."""
    return error_page(status, language(), url_for(_home(), language=language()))


def _take_language(endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "language" in values:
        g.language = values.pop("language")


def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    if "language" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "language"):
        values["language"] = language()


def _context() -> dict[str, Any]:
    w = words()
    return {
        "_": w.say,
        "w": w,
        "language": w.language,
        "languages": NAMES,
        "in_language": _in_language,
        "home": _home(),
        "back": _back,
        "note": w.note(g.get("note", "")),
        "kinds": KINDS,
        "states": STATES,
        "modes": MODES,
        "verdicts": VERDICTS,
        "crosstab_views": VIEWS,
        "statistic_names": STATISTICS,
    }


def _in_language(code: str) -> str:
    """This page in another language; the list of everything where this page takes no language."""
    if request.endpoint is None or "language" not in g or request.method != "GET":
        return url_for(_home(), language=code)
    address = url_for(request.endpoint, **{**(request.view_args or {}), "language": code})
    asked = urlencode(list(request.args.items(multi=True)))
    return f"{address}?{asked}" if asked else address


def _back() -> str:
    """Where a reader who was refused goes on: the page of the wave, or the list of everything."""
    asked, place = request.view_args or {}, current_app.config["WAVE"]
    if "wave" not in asked or request.endpoint == place:
        return url_for(_home())
    return url_for(place, name=asked["name"], wave=asked["wave"])


def _home() -> str:
    return str(current_app.config["HOME"])
