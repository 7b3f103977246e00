"""Views that researchers keep: a table as it was looked at, under a name."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from survey.researcher.access import data
from survey.researcher.fieldwork import SURVEY, closed_survey
from survey.researcher.kept import FORGOTTEN, address_of
from survey.style.pages import Refused
from survey.web import N_

blueprint = Blueprint("views", __name__)

KEPT = N_("The view is kept: it stands in the list below and in reports.")
NO_NAME = N_("Please give the view a name of at most 120 letters.")


@blueprint.post(f"{SURVEY}/views")
def keep(name: str, wave: int) -> AnyResponse:
    """Keep a view under a name; one of the same name is replaced."""
    survey = closed_survey(name, wave)
    address = address_of(request.form.get("address", ""))
    try:
        data().store.keep_view(survey, request.form.get("view", ""), address)
    except ValueError as reason:
        raise Refused(NO_NAME) from reason
    session.pop(FORGOTTEN, None)
    flash(KEPT)
    return redirect(url_for("fieldwork.survey", name=name, wave=wave, _anchor="views"), 303)


@blueprint.post(f"{SURVEY}/views/forget")
def forget(name: str, wave: int) -> AnyResponse:
    """Forget a view; the next page offers to keep it again."""
    survey = closed_survey(name, wave)
    view = request.form.get("view", "")
    address = data().store.forget_view(survey, view)
    if address is not None:
        session[FORGOTTEN] = [survey.address, view, address]
    return redirect(url_for("fieldwork.survey", name=name, wave=wave, _anchor="views"), 303)
