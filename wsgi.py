"""The applications for a server: `gunicorn wsgi:application` joins them by path; each can also run alone.

`wsgi:respondent` serves questionnaires under /s and `wsgi:researcher` the researcher's side under
/researcher, `wsgi:interface` programs under /api, so that a careful operator keeps them in processes of
their own, even on other machines. An application is made when the server asks for it, so that the
respondent's process never loads the researcher's code.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import Any

from werkzeug.middleware.dispatcher import DispatcherMiddleware

Wsgi = Any

_PLACES = {"respondent": "/s", "researcher": "/researcher", "interface": "/api"}


@lru_cache
def make(name: str) -> Wsgi:
    """The WSGI application called `name`: application, respondent, researcher, interface or published.

    `survey.storage.KeyTrouble` where a survey in the field lacks its key file: nothing is served then.
    """
    if name in ("application", *_PLACES):
        _start()
    if name == "application":
        mounts = {place: _create(one) for one, place in _PLACES.items()}
        return DispatcherMiddleware(_create("published"), mounts)
    if name == "published":
        return _create(name)
    if name in _PLACES:
        return DispatcherMiddleware(_nothing(), {_PLACES[name]: _create(name)})
    raise AttributeError(f"wsgi has no application {name!r}")


def __getattr__(name: str) -> Wsgi:
    if name.startswith("_"):
        raise AttributeError(name)
    return make(name)


def _start() -> None:
    """Finish what an interrupted closing left, and refuse to serve without the keys of the field."""
    from survey.config import Settings
    from survey.storage import start

    start(Settings.load())


def _nothing() -> Wsgi:
    """What stands at / when an application runs alone: the page that says that nothing is there."""
    from survey.web import Application, protect

    return protect(Application("survey.web", static_folder=None))


def _create(name: str) -> Wsgi:
    application: Wsgi = import_module(f"survey.{name}").create_app()
    return application
