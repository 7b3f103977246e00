"""The public application: what was published, and nothing else. It reads publications only, and the
methods and questionnaires that their reports disclose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from survey.web import Application, protect

if TYPE_CHECKING:
    from flask import Flask

    from survey.config import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The WSGI application, to be mounted at the root. Without `settings` those of the environment hold."""
    from survey.config import Settings
    from survey.published.reports import Reports
    from survey.published.shelf import Shelf
    from survey.published.views import blueprint, keep
    from survey.storage import Store
    from survey.style import dress
    from survey.style.pages import speak

    app = Application(__name__, static_folder=None)
    app.config.update({"HOME": "published.releases", "WAVE": "published.release", "MAX_CONTENT_LENGTH": 4096})
    store = Store(settings or Settings.load())
    app.extensions["saualnama"], app.extensions["reports"] = Shelf(store), Reports(store)
    dress(app)
    app.register_blueprint(blueprint)
    speak(protect(app))
    app.after_request(keep)
    return app
