"""The respondent's application: the whole questionnaire out in one document, the answers in by one POST."""

from __future__ import annotations

from typing import TYPE_CHECKING

from survey.web import Application, protect

if TYPE_CHECKING:
    from flask import Flask

    from survey.config import Settings

LARGEST_ANSWER = 512 * 1024
"""The most bytes of one POST; far above what the longest questionnaire can hold."""


def create_app(settings: Settings | None = None) -> Flask:
    """The WSGI application, to be mounted at /s. Without `settings` those of the environment hold."""
    from survey.config import Settings
    from survey.respondent import elsewhere, receipts, views
    from survey.storage.fieldwork import Fieldwork

    app = Application("survey.respondent", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_ANSWER
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_ANSWER
    app.config["MAX_FORM_PARTS"] = 2000
    app.extensions["saualnama"] = Fieldwork(settings or Settings.load())
    app.register_blueprint(views.blueprint)
    app.register_blueprint(elsewhere.blueprint)
    app.register_blueprint(receipts.blueprint)
    return protect(app)
