"""The routes of the respondent: the document out, the answers in. Nothing here writes a log or a cookie."""

from __future__ import annotations

import gzip
import secrets

from flask import Blueprint, Response, abort, current_app, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from questionnaires import routing
from questionnaires.types import type_of
from survey.languages import choose, gettext, known
from survey.respondent.document import Document, fresh, thanks
from survey.respondent.forms import Sending
from survey.respondent.pages import (
    Page,
    Typed,
    message_page,
    promise_page,
    questionnaire_page,
    translated,
)
from survey.respondent.scripts import worker
from survey.storage.errors import Busy, KeyTrouble, NotOpen, TooLong, UnknownInvitation, UnknownSurvey
from survey.storage.fieldwork import Fieldwork
from survey.storage.values import Survey
from survey.web import N_, error_page, policy

blueprint = Blueprint("respondent", __name__)

NOT_YET = (N_("This survey has not begun yet"), N_("Please come back later: your link stays valid."))
ENDED = (
    N_("This survey has ended"),
    N_(
        "Answers are no longer taken. "
        "Thank you for your interest: the results will be published on this site."
    ),
)
JUST_ENDED = N_("This survey has ended: your answers were not taken. Here is what you typed.")
NOT_TAKEN = {
    "draft": N_("This survey has not begun yet: your answers were not taken. Here is what you typed."),
    "closed": JUST_ENDED,
}
BUSY = N_(
    "We are busy for a moment: your answers are not sent yet. "
    "Nothing is lost; please send them once more in a few seconds."
)
UNKNOWN_CODE = N_("We do not know this code. Please compare it with your card, letter by letter.")
NO_CODE = N_("Please type the code of your invitation.")
ONCE_MORE = N_("Please send your answers once more: this page was not complete.")
NOTHING_YET = N_("Nothing has been answered yet. Answer at least one question before you send.")
TOO_LONG = N_("Your texts are too long together. Please make one of them shorter.")


@blueprint.errorhandler(Busy)
def busy(_: Busy) -> Response:
    """The database is out of reach for a moment."""
    return error_page(503)


@blueprint.get("/promise/<language>")
def promise(language: str) -> Response:
    """What we promise and what we cannot."""
    if language not in known():
        abort(404)
    return _answer(promise_page(language, known(), request.script_root))


@blueprint.get("/promise")
def promise_in_some_language() -> AnyResponse:
    """The promise in the language that the reader likes best."""
    return redirect(f"{request.script_root}/promise/{choose(request.headers.get('Accept-Language', ''))}")


@blueprint.get("/worker.js")
def offline() -> Response:
    """The service worker: fetched by the script when the page is complete, never needed to answer."""
    page = Page(worker(), policy(connect_src="'self'"))
    response = _answer(page)
    response.mimetype = "text/javascript"
    return response


@blueprint.get("/<name>/<int:wave>", defaults={"language": None})
@blueprint.get("/<name>/<int:wave>/<language>")
def ask(name: str, wave: int, language: str | None) -> Response:
    """The one document: the same bytes for all in a language, but for the form key of an open survey."""
    survey = _find(name, wave)
    language = _language(survey, language)
    if survey.state != "open":
        headline, advice = NOT_YET if survey.state == "draft" else ENDED
        words = gettext(language, headline), gettext(language, advice)
        return _answer(
            message_page(survey, language, request.script_root, *words),
            200 if survey.state == "draft" else 410,
        )
    document = fresh(survey, language, request.script_root)
    return _made(document, secrets.token_hex(16) if document.keyed else "")


@blueprint.post("/<name>/<int:wave>", defaults={"language": None})
@blueprint.post("/<name>/<int:wave>/<language>")
def submit(name: str, wave: int, language: str | None) -> Response:
    """The answers in, in one piece. A refused answer gives the page back with everything that was typed."""
    try:
        survey = _taking(name, wave)
    except Busy:
        return error_page(503)
    language = _language(survey, language)
    sending = Sending.of(request.form)
    if sending.language in survey.questionnaire.languages:
        return _again(survey, sending.language, Typed(_form()), 200)
    if survey.state != "open":
        headline = NOT_TAKEN[survey.state]
        return _again(survey, language, Typed(_form(), headline=gettext(language, headline)), 403)
    return _take(survey, language, sending)


def _form() -> dict[str, list[str]]:
    return request.form.to_dict(flat=False)


def _take(survey: Survey, language: str, sending: Sending) -> Response:
    questionnaire = survey.questionnaire
    routed = routing.route(questionnaire, routing.parse(questionnaire, _form()))
    proof = sending.key if survey.mode == "open" else sending.secret
    problems = _problems(routed, language)
    missing = gettext(language, NO_CODE) if survey.mode == "anonymous" and not proof.strip() else ""
    if problems or missing:
        doubted = _doubted(routed)
        return _again(survey, language, Typed(_form(), problems, "", missing, doubted), 422)
    if not any(type_of(questionnaire.item(name)).asks for name in routed.answers):
        return _again(survey, language, Typed(_form(), headline=gettext(language, NOTHING_YET)), 422)
    return _store(survey, language, proof, routed)


def _store(survey: Survey, language: str, proof: str, routed: routing.Routed) -> Response:
    try:
        _storage().submit(survey, proof, {"answers": routed.answers, "write_ins": routed.write_ins})
    except UnknownInvitation:
        return _unknown(survey, language)
    except NotOpen:
        return _again(survey, language, Typed(_form(), headline=gettext(language, JUST_ENDED)), 403)
    except TooLong:
        return _again(survey, language, Typed(_form(), headline=gettext(language, TOO_LONG)), 422)
    except Busy as busy:
        return _busy(survey, language, busy)
    except KeyTrouble:
        current_app.logger.error("the key file of a survey in the field is missing or damaged")
        return _busy(survey, language, Busy())
    return _made(thanks(survey, language, request.script_root), _receipt(survey))


def _receipt(survey: Survey) -> str:
    """A receipt, or a dash where none can be made any more; the answer is on the disk in any case."""
    try:
        return _storage().receipt(survey)
    except (Busy, KeyTrouble):
        return "–"


def _unknown(survey: Survey, language: str) -> Response:
    if survey.mode == "anonymous":
        return _again(survey, language, Typed(_form(), code_problem=gettext(language, UNKNOWN_CODE)), 422)
    without = {name: values for name, values in _form().items() if name != "key"}
    return _again(survey, language, Typed(without, headline=gettext(language, ONCE_MORE)), 422)


def _busy(survey: Survey, language: str | None, busy: Busy) -> Response:
    language = _language(survey, language)
    page = _again(survey, language, Typed(_form(), headline=gettext(language, BUSY)), 503)
    page.headers["Retry-After"] = str(busy.retry_after)
    return page


def _problems(routed: routing.Routed, language: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, problem in routed.problems:
        words = translated(problem, language)
        if words not in found.setdefault(name, []):
            found[name].append(words)
    return found


def _doubted(routed: routing.Routed) -> frozenset[str]:
    """The items of which nothing is wrong but what a person can say is right."""
    hard = {name for name, problem in routed.problems if not problem.soft}
    return frozenset(name for name, _ in routed.problems) - hard


def _again(survey: Survey, language: str, typed: Typed, status: int) -> Response:
    """The questionnaire with everything typed; its form key stays, so that it counts once."""
    key = typed.fields.get("key", [""])[0] or secrets.token_hex(16)
    return _answer(questionnaire_page(survey, language, request.script_root, typed, key), status)


def _answer(page: Page, status: int = 200) -> Response:
    packed = _takes_gzip()
    body = page.html.encode("utf-8", "replace")
    return _bytes(
        gzip.compress(body, 6, mtime=0) if packed else body, status, packed=packed, policy=page.policy
    )


def _made(document: Document, key: str = "") -> Response:
    """A document from memory, with `key` in its place."""
    packed = _takes_gzip()
    body = document.compressed(key) if packed else document.plain(key)
    return _bytes(body, packed=packed, policy=document.policy)


def _bytes(body: bytes, status: int = 200, *, packed: bool, policy: str) -> Response:
    response = Response(body, status, mimetype="text/html")
    response.headers["Content-Security-Policy"] = policy
    response.headers["Vary"] = "Accept-Encoding, Accept-Language"
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    return response


def _takes_gzip() -> bool:
    return request.accept_encodings["gzip"] > 0


def _find(name: str, wave: int) -> Survey:
    try:
        survey = _storage().find(f"{name}@{wave}")
    except UnknownSurvey:
        abort(404)
    _known()[name, wave] = survey
    return survey


def _taking(name: str, wave: int) -> Survey:
    """The survey that an answer is for. One that was open is not looked up again: storing the answer looks
    whether it still is, and says so where the database is out of reach."""
    known = _known().get((name, wave))
    return known if known is not None and known.state == "open" else _find(name, wave)


def _known() -> dict[tuple[str, int], Survey]:
    """The surveys seen so far."""
    known: dict[tuple[str, int], Survey] = current_app.extensions.setdefault("saualnama-known", {})
    return known


def _language(survey: Survey, language: str | None) -> str:
    languages = survey.questionnaire.languages
    if language is None:
        return choose(request.headers.get("Accept-Language", ""), languages)
    return language if language in languages else abort(404)


def _storage() -> Fieldwork:
    store: Fieldwork = current_app.extensions["saualnama"]
    return store
