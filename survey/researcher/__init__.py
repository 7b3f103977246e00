"""The researcher's application: accounts, the field, closing, results, publishing; it needs no script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from survey.web import Application, protect

if TYPE_CHECKING:
    from flask import Flask

    from survey.config import Settings

LARGEST_FORM = 256 * 1024
"""The most bytes of one POST: a sign-in, or a list of questions to publish."""


def create_app(settings: Settings | None = None) -> Flask:
    """The WSGI application, to be mounted at /researcher; without `settings` those of the environment."""
    from survey.config import Settings
    from survey.researcher import access, exports, fieldwork, further, publish, reports, results, views
    from survey.researcher.data import Data
    from survey.storage import Store
    from survey.style import dress
    from survey.style.pages import speak

    settings = settings or Settings.load()
    app = Application(__name__, static_folder=None)
    app.config.update(_configuration(settings))
    app.extensions["saualnama"] = Data(Store(settings))
    dress(app)
    access.guard(app)
    for part in (access, fieldwork, results, further, publish, exports, views, reports):
        app.register_blueprint(part.blueprint)
    return speak(protect(app))


def _configuration(settings: Settings) -> dict[str, object]:
    """The cookie names no path and no domain, so that under https it can bear the __Host- prefix."""
    https = settings.base_url.startswith("https:")
    return {
        "HOME": "fieldwork.surveys",
        "WAVE": "fieldwork.survey",
        "SECRET_KEY": settings.secret_key,
        "MAX_CONTENT_LENGTH": LARGEST_FORM,
        "MAX_FORM_MEMORY_SIZE": LARGEST_FORM,
        "SESSION_COOKIE_NAME": "__Host-saualnama" if https else "saualnama",
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session: a page left open must still work
        "WTF_CSRF_SSL_STRICT": False,  # it needs the Referer that our own policy holds back
    }
