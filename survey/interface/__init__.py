"""The HTTP interface: publications for every program, tables of closed surveys for those with a token."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask, Response
    from werkzeug.exceptions import HTTPException

    from survey.config import Settings
    from survey.interface.operations import Operation

PROBLEM = "application/problem+json"


def create_app(settings: Settings | None = None) -> Flask:
    """The WSGI application, to be mounted at /api. Without `settings` those of the environment hold."""
    from survey.config import Settings
    from survey.interface import publications, surveys  # noqa: F401 - they declare the operations
    from survey.interface.operations import operations
    from survey.published.shelf import Shelf
    from survey.researcher.data import Data
    from survey.storage import Store
    from survey.web import Application, add_headers, refuse_streams

    app = Application(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = 4096
    app.extensions["saualnama"] = Data(Store(settings or Settings.load()))
    app.extensions["shelf"] = Shelf(app.extensions["saualnama"].store)
    app.before_request(refuse_streams)
    app.after_request(add_headers)
    app.add_url_rule("/openapi.json", "openapi", _document)
    for one in operations():
        path = one.path.replace("{", "<").replace("}", ">")
        app.add_url_rule(path, one.name, _answering(one), methods=[one.method])
    _speak(app)
    return app


def _answering(asked: Operation) -> Any:
    from survey.interface.operations import checked

    def answer(**placed: str) -> Response:
        if asked.secured:
            _require_token()
        return asked.act(checked(asked, placed))

    return answer


def _require_token() -> None:
    """Unfit, 401, unless the request bears a token; `g.account` is whose it is."""
    from flask import current_app, g, request

    from survey.interface.operations import Unfit

    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    store = current_app.extensions["saualnama"].store
    g.account = store.token_account(token.strip()) if scheme.lower() == "bearer" and token else None
    if g.account is None:
        raise Unfit(401, "this needs a token of an account: Authorization: Bearer TOKEN")


def _document() -> Response:
    from flask import request

    from survey.interface.document import document
    from survey.interface.operations import as_json

    return as_json(document(request.script_root or "/"))


def _speak(app: Flask) -> None:
    """Every refusal as a problem in JSON."""
    from werkzeug.exceptions import HTTPException

    from analysis.codebook import CodebookError
    from analysis.disclosure.reasons import NotPublished
    from analysis.errors import UndefinedStatistic, UnreadableFile, UnwritableFile, WrongArgument
    from survey.interface.operations import Unfit
    from survey.storage import Busy, NotClosed, UnknownSurvey

    def told(status: int) -> Any:
        return lambda error: _problem(status, " ".join(str(error).split()))

    app.register_error_handler(Unfit, lambda error: _problem(error.status, error.detail))
    app.register_error_handler(NotPublished, lambda e: _problem(404 if e.unknown else 409, str(e)))
    app.register_error_handler(HTTPException, _http_problem)
    app.register_error_handler(Busy, _busy)
    for kind in (CodebookError, UnknownSurvey):
        app.register_error_handler(kind, told(404))
    for refusal in (UndefinedStatistic, UnreadableFile, UnwritableFile, WrongArgument, NotClosed):
        app.register_error_handler(refusal, told(409))
    app.register_error_handler(Exception, _failure)


def _problem(status: int, detail: str) -> Response:
    from survey.interface.operations import as_json

    title = HTTPStatus(status).phrase
    problem = as_json(
        {"type": "about:blank", "title": title, "status": status, "detail": detail}, status, PROBLEM
    )
    if status == HTTPStatus.UNAUTHORIZED:
        problem.headers["WWW-Authenticate"] = "Bearer"
    return problem


def _http_problem(error: HTTPException) -> Response:
    """An error of HTTP with the headers that belong to it (Allow)."""
    from flask import request

    status = error.code or 500
    if status < 400:
        return error.get_response()  # type: ignore[return-value]  # ours are Flask's
    there = f"{request.script_root}/openapi.json says what there is"
    problem = _problem(status, there if status in (404, 405) else (error.description or ""))
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            problem.headers[name] = value
    return problem


def _busy(error: Any) -> Response:
    problem = _problem(503, "the database is busy; try again in a few seconds")
    problem.headers["Retry-After"] = str(error.retry_after)
    return problem


def _failure(error: Exception) -> Response:
    from flask import current_app

    current_app.log_exception((type(error), error, error.__traceback__))  # type: ignore[arg-type]  # Flask's stub wants a raised one
    return _problem(500, "something went wrong on our side; please try once more in a few minutes")
