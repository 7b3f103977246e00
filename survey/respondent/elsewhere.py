"""The routes by which a sealed draft goes to another device and back. They never see what it says."""

from __future__ import annotations

import gzip
import json
import re
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, request

from survey.languages import gettext, known
from survey.respondent.scripts import elsewhere_script
from survey.storage.errors import Busy, Full, NotOpen, UnknownSurvey
from survey.storage.fieldwork import Fieldwork, sealed_size
from survey.storage.values import Survey
from survey.web import N_, error_page

blueprint = Blueprint("elsewhere", __name__)

WORDS = {
    "head": N_("Go on with another device"),
    "what": N_(
        "Your answers so far are sealed on this device under four words that only you see. The server keeps "
        "them sealed, without your name, until you send your answers or the survey ends."
    ),
    "keep": N_("Seal my answers"),
    "kept": N_("Sealed as they are now. Write these four words down, for the other device:"),
    "code": N_("Four words from the other device"),
    "take": N_("Go on here"),
    "wait": N_("One moment…"),
    "first": N_("Please open your own link here first, or type the code of your card in the first part."),
    "four": N_("There should be four words, with spaces between them."),
    "which": N_("We do not know the word “{word}”. Do you mean this one?"),
    "unknown": N_(
        "Nothing is kept under these words. Please compare them; the link or card must be the same."
    ),
    "long": N_("There is too much text to be sealed. Please go on with this device."),
    "failed": N_("That did not work. Your answers on this device are unchanged; please try again later."),
}
LISTS = {path.stem: path for path in sorted(Path(__file__).with_name("words").glob("*.txt"))}
"""Language -> the list of words from which codes are drawn; docs/anonymity.md says what makes a good one."""

NAME = re.compile("[0-9a-f]{64}")
NAME_LENGTH = 64


@blueprint.get("/elsewhere/<name>/<int:wave>/<language>.js")
def script(name: str, wave: int, language: str) -> Response:
    """The script that seals and opens drafts: fetched only by those who ask for it."""
    if language not in known():
        abort(404)
    source = elsewhere_script()
    values = {"WORDS": _words(language), "SIZE": _size(_find(name, wave)), "LANGUAGES": _lists(language)}
    for place, value in values.items():
        source = source.replace(f"'{place}'", json.dumps(value, ensure_ascii=False))
    return _packed(source.encode(), "text/javascript")


@blueprint.get("/elsewhere/words/<language>")
def words(language: str) -> Response:
    """A list of words: the device draws a code from it, and looks up what was typed."""
    return _packed(_list(language), "text/plain") if language in LISTS else abort(404)


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


def _words(language: str) -> dict[str, str]:
    return {key: gettext(language, message) for key, message in WORDS.items()}


def _lists(language: str) -> list[str]:
    """The lists of words, that of the page's language first; else one of its relatives in another script."""
    relative = language.partition("-")[0]
    order = [language, relative, *known()]
    return sorted(LISTS, key=order.index)


@lru_cache
def _list(language: str) -> bytes:
    return LISTS[language].read_bytes()


def _packed(body: bytes, mimetype: str) -> Response:
    """What is fetched on wish, compressed where the browser can open it."""
    response = Response(mimetype=mimetype)
    response.headers["Vary"] = "Accept-Encoding"
    if request.accept_encodings["gzip"] > 0:
        response.headers["Content-Encoding"] = "gzip"
        body = gzip.compress(body, 9, mtime=0)
    response.set_data(body)
    return response


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
