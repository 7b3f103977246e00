"""Raw microdata of a closed survey as files: by POST, behind the door, never without a line in the log."""

from __future__ import annotations

from flask import Blueprint, Response, g, request

from analysis.errors import UnreadableFile, UnwritableFile
from analysis.exports.losses import by_reason
from survey import exporting
from survey.languages import LANGUAGES
from survey.researcher.access import data
from survey.researcher.fieldwork import SURVEY, closed_survey
from survey.style import FILE_POLICY
from survey.style.files import safe_name
from survey.style.pages import Refused, language, page
from survey.web import N_

blueprint = Blueprint("exports", __name__)

NO_FORMAT = N_("There is no format of that name. Please choose one of the list.")
NO_LANGUAGE = N_("There are no labels in that language. Please choose one of the list.")
NOT_MADE = N_("This file cannot be made here: {reason}")


@blueprint.get(f"{SURVEY}/export")
def choose(name: str, wave: int) -> Response:
    """Which format and what it does not keep, labels in which language; who took what before."""
    survey = closed_survey(name, wave)
    people = data().microdata(survey)
    losses = data().once((survey.id, "losses"), lambda: exporting.losses(people))
    return page(
        "researcher/exports.html",
        survey=survey,
        people=people.n,
        formats=exporting.labels(),
        losses={name: by_reason(lost, language()) for name, lost in losses.items()},
        lines=data().store.audit_log(survey),
    )


@blueprint.post(f"{SURVEY}/export")
def download(name: str, wave: int) -> Response:
    """The file, once its line stands in the log."""
    survey = closed_survey(name, wave)
    format, chosen = request.form.get("format", ""), request.form.get("language", "")
    if format not in exporting.labels():
        raise Refused(NO_FORMAT)
    if chosen not in LANGUAGES:
        raise Refused(NO_LANGUAGE)
    try:
        file, content = exporting.download(data().store, survey, (format, chosen, g.account))
    except (UnreadableFile, UnwritableFile) as reason:
        raise Refused(NOT_MADE, reason=str(reason)) from reason
    answer = Response(content, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{safe_name(file)}"'
    answer.headers["Content-Security-Policy"] = FILE_POLICY
    answer.headers["Cache-Control"] = "no-store"
    return answer
