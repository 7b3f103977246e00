"""What all web applications share: security headers, error pages in the reader's language, quiet logs."""

from __future__ import annotations

import traceback
from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from flask import Flask, Response, current_app, request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.exceptions import HTTPException, LengthRequired

from analysis.look import DARK, FONTS, LIGHT, css
from survey.languages import N_, choose, direction, gettext, known

ONWARD = N_("To the beginning")
ERRORS = {
    400: (N_("This request cannot be understood"), N_("Please go back and try once more.")),
    403: (N_("This page is not for you"), N_("You may not open it with the account that you use now.")),
    404: (N_("There is no such page"), N_("Please check the address: a letter may be missing or too many.")),
    405: (N_("This page works in another way"), N_("Please open it again from its own address.")),
    410: (N_("This page is no longer here"), N_("It was here, but its time is over.")),
    413: (
        N_("That is more than we can take"),
        N_("Go back with your browser: what you typed is still there. Please make the long texts shorter."),
    ),
    429: (N_("Too many tries"), N_("Please wait a minute and try once more.")),
    500: (
        N_("Something went wrong on our side"),
        N_(
            "Go back with your browser: what you typed is still there. Please try once more in a few minutes."
        ),
    ),
    503: (
        N_("We are busy for a moment"),
        N_("Go back with your browser: what you typed is still there. Please try once more in a minute."),
    ),
}
"""Status -> headline and advice. Other statuses take the words of 400 or 500."""

BUSY_SECONDS = 5
"""How long a browser is asked to wait when the server is busy."""

DIRECTIVES = {
    "default-src": "'none'",
    "img-src": "data:",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
"""The content security policy of a page that needs nothing; the empty picture of a tab is a data: address."""


class Application(Flask):
    """A Flask application whose log names where an error arose, and never a path, a value or an address."""

    def log_exception(self, exc_info: Any) -> None:
        """Log the kind of error and its places in the source; its message may quote what a person typed."""
        kind, _, places = exc_info
        lines = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(places)]
        self.logger.error("%s at %s", getattr(kind, "__name__", kind), " < ".join(reversed(lines)))


def protect(app: Flask) -> Flask:
    """Give `app` the security headers and the error pages; returns it."""
    app.before_request(refuse_streams)
    app.after_request(add_headers)
    app.register_error_handler(HTTPException, show_error)
    app.register_error_handler(Exception, show_failure)
    return app


def refuse_streams() -> None:
    """Take no body of unknown length, nor one that ends before its length: a line that was cut would give us
    a part of an answer, which reads like a whole one. Browsers always say the length."""
    if "Transfer-Encoding" in request.headers:
        raise LengthRequired
    # gunicorn says that its streams end by themselves; without that word werkzeug counts the bytes
    request.environ.pop("wsgi.input_terminated", None)


def add_headers(response: Response) -> Response:
    """The headers of every answer; a page that set its own content security policy keeps it."""
    if 300 < response.status_code < 400 and response.location:
        _keep_here(response)
    headers = response.headers
    headers.setdefault("Content-Security-Policy", policy())
    headers.setdefault("Cache-Control", "no-store")
    headers.setdefault("Referrer-Policy", "no-referrer")
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def _keep_here(redirect: Response) -> None:
    """A redirect leads to a path of ours, whatever host the request named."""
    address = urlsplit(redirect.location or "")
    redirect.location = urlunsplit(("", "", "/" + address.path.lstrip("/"), address.query, ""))
    redirect.set_data(b"")


def policy(styles: Iterable[str] = (), scripts: Iterable[str] = (), **more: str) -> str:
    """A content security policy that allows exactly these inline styles and scripts, by their hashes.

    `more` sets directives: `img_src="'self' data:"` allows pictures.
    """
    hashed = {"style-src": list(styles), "script-src": list(scripts)}
    directives = DIRECTIVES | {
        name: " ".join(map(source_hash, texts)) for name, texts in hashed.items() if texts
    }
    directives |= {name.replace("_", "-"): value for name, value in more.items()}
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def source_hash(text: str) -> str:
    """The CSP source expression of an inline style or script."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def reader_language(offered: Iterable[str] = ()) -> str:
    """The language of this request: the last word of its path if it is one, else what the browser likes."""
    offered = tuple(offered) or known()
    last = request.path.rpartition("/")[2]
    return last if last in offered else choose(request.headers.get("Accept-Language", ""), offered)


def show_failure(error: Exception) -> Response:
    """The page of an error that nobody foresaw; the log learns where it arose."""
    current_app.log_exception((type(error), error, error.__traceback__))  # type: ignore[arg-type]  # Flask's stub wants a raised one
    return error_page(500)


def show_error(error: HTTPException) -> Response:
    """The page of an HTTP error, with the headers that belong to it (Allow, Retry-After)."""
    if error.response is not None:
        return error.response  # type: ignore[return-value]  # ours are Flask's
    if error.code is not None and error.code < 400:
        return error.get_response()  # type: ignore[return-value]  # ours are Flask's
    page = error_page(error.code or 500)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            page.headers[name] = value
    return page


def error_page(status: int, language: str | None = None, home: str = "") -> Response:
    """A small complete page that says in words what is wrong and what to do; `home` is where a link leads."""
    language = language or reader_language()
    headline, advice = ERRORS.get(status) or ERRORS[400 if status < 500 else 500]
    html = _template().render(
        language=language,
        title=gettext(language, headline),
        advice=gettext(language, advice),
        home=home,
        onward=gettext(language, ONWARD),
    )
    page = Response(html, status, mimetype="text/html")
    page.headers["Content-Security-Policy"] = policy([style()])
    if status == 503:
        page.headers["Retry-After"] = str(BUSY_SECONDS)
    return page


def colours() -> str:
    """The colours of the one look as CSS custom properties, light and dark."""
    dark = f"@media(prefers-color-scheme:dark){{:root{{{css(DARK)}}}}}"
    return f":root{{{css(LIGHT)}color-scheme:light dark}}{dark}"


@lru_cache
def style() -> str:
    """The inline style of the error pages."""
    return (
        f"{colours()}body{{margin:0 auto;max-width:38rem;padding:2.5rem 1rem;font:18px/1.5 {FONTS};"
        "background:var(--paper);color:var(--ink)}h1{font-size:26px;line-height:1.25}a{color:var(--accent)}"
    )


@lru_cache
def _template() -> Any:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    environment.globals.update(style=style, direction=direction)
    return environment.get_template("error.html")
