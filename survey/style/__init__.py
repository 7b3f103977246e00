"""The look of the two reading applications: one style sheet, shared page parts, drawn charts.

The researcher's pages and the public pages are built from the same templates, so that what a researcher
previews is what the public will read. `live` says which script some of them carry; none needs it.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response
from jinja2 import ChoiceLoader, FileSystemLoader

from analysis import look
from survey.style.live import enliven

HERE = Path(__file__).parent

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""The content security policy of pages: style and pictures of our own, no script; `live` allows one."""

FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
"""The policy of files: an SVG keeps the style inside it and can do nothing else."""


@lru_cache
def stylesheet() -> str:
    """The style sheet: the tokens of `analysis.look`, then the rules that use them."""
    dark, print_ = look.css(look.DARK), look.css(look.PRINT)
    return (
        f":root{{{_tokens()}{look.css(look.LIGHT)}color-scheme:light dark}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f"@media print{{:root{{{print_}}}}}\n" + (HERE / "site.css").read_text("utf-8")
    )


@lru_cache
def version() -> str:
    """A name that changes with the style sheet, so that browsers may keep it for long."""
    return sha256(stylesheet().encode()).hexdigest()[:12]


def dress(app: Flask) -> Flask:
    """Give `app` the shared templates and the style sheet's address; returns it."""
    own = [app.jinja_loader] if app.jinja_loader else []
    app.jinja_loader = ChoiceLoader([*own, FileSystemLoader(HERE / "templates")])
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.add_url_rule("/style-<version>.css", "style", show_style)
    app.jinja_env.globals["style_version"] = version
    return enliven(app)


def show_style(version: str) -> Response:
    """The style sheet; whatever version is asked for, since an old page may still be open."""
    sheet = Response(stylesheet(), mimetype="text/css")
    sheet.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return sheet


def _tokens() -> str:
    sizes = "".join(f"--size-{name}:{size / 16:g}rem;" for name, size in look.SIZES.items())
    spaces = "".join(f"--space-{i}:{step}px;" for i, step in enumerate(look.SPACES, start=1))
    return (
        f"{sizes}{spaces}--font:{look.FONTS};--measure:{look.MEASURE};"
        f"--line-height:{look.LINE_HEIGHT};--radius:{look.RADIUS}px;"
    )
