"""The routes by which a sealed draft goes to another device and back. They never see what it says."""

from __future__ import annotations

import json
import re

from flask import Blueprint, Response, abort, current_app, request

from survey.languages import LANGUAGES, gettext
from survey.respondent.scripts import elsewhere_script
from survey.storage.errors import Busy, Full, NotOpen, UnknownSurvey
from survey.storage.fieldwork import Fieldwork, sealed_size
from survey.storage.values import Survey
from survey.web import N_, error_page

blueprint = Blueprint("elsewhere", __name__)

WORDS = {
    "head": N_("Go on with another device"),
    "what": N_(
        "Your answers so far are sealed on this device under a code that only you see. The server keeps them "
        "sealed, without your name, until you send your answers or the survey ends."
    ),
    "keep": N_("Seal my answers"),
    "kept": N_("Sealed as they are now. Write this code down, for the other device:"),
    "code": N_("Code from the other device"),
    "take": N_("Go on here"),
    "unknown": N_("Nothing is kept under this code. Please compare it letter by letter."),
    "long": N_("There is too much text to be sealed. Please go on with this device."),
    "failed": N_("That did not work. Your answers on this device are unchanged; please try again later."),
}
NAME = re.compile("[0-9a-f]{64}")
NAME_LENGTH = 64


@blueprint.get("/elsewhere/<name>/<int:wave>/<language>.js")
def script(name: str, wave: int, language: str) -> Response:
    """The script that seals and opens drafts: fetched only by those who ask for it."""
    if language not in LANGUAGES:
        abort(404)
    words = {key: gettext(language, message) for key, message in WORDS.items()}
    source = elsewhere_script().replace("'WORDS'", json.dumps(words, ensure_ascii=False))
    return Response(source.replace("'SIZE'", str(_size(_find(name, wave)))), mimetype="text/javascript")


@blueprint.put("/elsewhere/<name>/<int:wave>")
def keep(name: str, wave: int) -> Response:
    """Keep a sealed draft: its name, then so many bytes as every draft of the survey has."""
    survey, body = _find(name, wave), request.get_data()
    if len(body) != NAME_LENGTH + _size(survey):
        abort(400)
    try:
        _storage().keep_unfinished(survey, _named(body), body[NAME_LENGTH:])
    except (Busy, Full):
        return error_page(503)
    except NotOpen:
        abort(403)
    return Response(status=204)


@blueprint.post("/elsewhere/<name>/<int:wave>")
def give(name: str, wave: int) -> Response:
    """Give back the sealed draft of that name."""
    found = _storage().unfinished(_find(name, wave), _named(request.get_data()))
    if found is None:
        abort(404)
    return Response(found, mimetype="application/octet-stream")


@blueprint.delete("/elsewhere/<name>/<int:wave>")
def forget(name: str, wave: int) -> Response:
    """Delete the sealed draft of that name."""
    _storage().forget_unfinished(_find(name, wave), _named(request.get_data()))
    return Response(status=204)


@blueprint.errorhandler(Busy)
def busy(_: Busy) -> Response:
    """The database is out of reach for a moment."""
    return error_page(503)


def _named(body: bytes) -> str:
    name = body[:NAME_LENGTH].decode("ascii", "replace")
    return name if NAME.fullmatch(name) else abort(400)


def _size(survey: Survey) -> int:
    """The bytes of every sealed draft; twice those of a response, because it names every field."""
    return 2 * sealed_size(survey.source, survey.name)


def _find(name: str, wave: int) -> Survey:
    try:
        return _storage().find(f"{name}@{wave}")
    except UnknownSurvey:
        abort(404)


def _storage() -> Fieldwork:
    store: Fieldwork = current_app.extensions["saualnama"]
    return store
