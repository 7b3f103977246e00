"""Who may come in: sign-in, sign-out, and the door that every other page stands behind."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, current_app, g, redirect, request, session, url_for
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.wrappers import Response as AnyResponse
from wtforms import PasswordField, StringField

from survey.researcher.data import Data
from survey.storage import TooManyAttempts
from survey.style.pages import LANGUAGE, page, to_best_language, words
from survey.web import N_

blueprint = Blueprint("access", __name__)

OPEN_TO_ALL = frozenset({"style", "live", "access.start", "access.sign_in"})
"""The endpoints that need no session. All others do, those that are added later as well."""

WRONG = N_("This name and this password do not belong together.")
WAIT = N_("Too many wrong passwords for this name. Please try again in {seconds} seconds.")
EXPIRED = N_("This form is no longer valid, because you have signed in or out since. Please open it again.")


class SignIn(FlaskForm):
    """Name and password; no rule is checked here, so that a mistake in either looks the same."""

    name = StringField()
    password = PasswordField()


class Plain(FlaskForm):
    """A form that has nothing but its token."""


def guard(app: Flask) -> None:
    """Put every page of `app` behind the door, and every POST behind its token."""
    app.before_request(_require_session)
    CSRFProtect(app)
    app.register_error_handler(CSRFError, _show_expired)
    app.context_processor(lambda: {"account": g.get("account"), "token_form": Plain})


def data() -> Data:
    """The data of the instance that this application serves."""
    found: Data = current_app.extensions["saualnama"]
    return found


@blueprint.get("/")
def start() -> AnyResponse:
    """The list of surveys, in the language that the reader likes best."""
    return to_best_language("fieldwork.surveys")


@blueprint.route(f"/<{LANGUAGE}:language>/sign-in", methods=["GET", "POST"])
def sign_in() -> AnyResponse:
    """The form of name and password; the same words for an unknown name and a wrong password."""
    form = SignIn()
    problem, status = "", 200
    if form.validate_on_submit():
        try:
            token = data().store.sign_in(form.name.data or "", form.password.data or "")
        except TooManyAttempts as wait:
            token, problem, status = None, words().say(WAIT, seconds=wait.seconds), 429
        if token:
            return _begin(token)
        problem, status = problem or words().say(WRONG), max(status, 403)
    return page("researcher/sign-in.html", status, form=form, problem=problem)


@blueprint.post(f"/<{LANGUAGE}:language>/sign-out")
def sign_out() -> AnyResponse:
    """End the session on the server, then forget it here."""
    data().store.end_session(session.get("token", ""))
    session.clear()
    return redirect(url_for("access.sign_in"), 303)


def _begin(token: str) -> AnyResponse:
    """A new session, with nothing in it from before."""
    data().store.end_session(session.get("token", ""))
    session.clear()
    session["token"] = token
    return redirect(url_for("fieldwork.surveys"), 303)


def _require_session() -> AnyResponse | None:
    token = session.get("token")
    g.account = data().store.session_account(token) if isinstance(token, str) else None
    if g.account is not None or request.endpoint in OPEN_TO_ALL:
        return None
    if "HX-Request" in request.headers:  # a part of a page cannot become the sign-in: load the page anew
        return Response(status=401, headers={"HX-Refresh": "true"})
    return redirect(url_for("access.sign_in"), 303)


def _show_expired(_: CSRFError) -> Response:
    return page("style/refused.html", 400, reason=words().say(EXPIRED))
