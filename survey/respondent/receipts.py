"""The page where a receipt can be checked: that an answer was counted, never whose or what."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, request

from survey.languages import gettext
from survey.respondent.pages import receipt_page
from survey.storage.errors import Busy, UnknownSurvey
from survey.storage.fieldwork import Fieldwork
from survey.web import N_, error_page

blueprint = Blueprint("receipts", __name__)

GENUINE = N_("This receipt is genuine: an answer to this survey was counted.")
UNKNOWN = N_("This is no receipt of this survey. Please compare it letter by letter.")
ENDED = N_("This survey has ended and its keys are destroyed: receipts can no longer be checked.")


@blueprint.get("/receipt/<name>/<int:wave>/<language>")
@blueprint.post("/receipt/<name>/<int:wave>/<language>")
def receipt(name: str, wave: int, language: str) -> Response:
    """The page, and what is to be said of the receipt that was typed. Nothing is noted."""
    store: Fieldwork = current_app.extensions["saualnama"]
    try:
        survey = store.find(f"{name}@{wave}")
    except UnknownSurvey:
        abort(404)
    if language not in survey.questionnaire.languages:
        abort(404)
    typed, said = request.form.get("receipt", "")[:80], ""
    if survey.state == "closed":
        said = gettext(language, ENDED)
    elif typed.strip():
        said = gettext(language, GENUINE if store.is_receipt(survey, typed) else UNKNOWN)
    page = receipt_page(survey, language, request.script_root, typed, said)
    response = Response(page.html, mimetype="text/html")
    response.headers["Content-Security-Policy"] = page.policy
    return response


@blueprint.errorhandler(Busy)
def busy(_: Busy) -> Response:
    """The database is out of reach for a moment."""
    return error_page(503)
