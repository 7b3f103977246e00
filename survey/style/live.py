"""Parts of a page that are exchanged without loading it anew, where the browser runs scripts.

htmx 2.0.11 (Zero-Clause BSD), served by ourselves: forms and links that bear its attributes fetch the same
address as they would without it, and the parts that have changed are taken from the page that comes. Nothing
is answered otherwise to a script, and every page does without one. `live.js` beside it lets the browser speak
where there is no network.
"""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response

from survey.web import source_hash

HERE = Path(__file__).parent
PARTS = (HERE / "htmx.min.js", HERE / "live.js")

CONFIG = {
    "allowEval": False,  # no code in attributes
    "includeIndicatorStyles": False,  # no style of its own beside ours
    "historyCacheSize": 0,  # nothing that was read stays in the browser's storage
    "refreshOnHistoryMiss": True,  # going back loads the page that was there
    "selfRequestsOnly": True,
    "scrollIntoViewOnBoost": False,
    "responseHandling": [
        {"code": "200|400", "swap": True},  # a refusal is a page too
        {"code": "...", "swap": True, "target": "body", "select": "main", "swapOverride": "innerHTML"},
    ],
}
"""What htmx may do and keep; its `htmx-config`."""


@lru_cache
def script() -> str:
    """The script as it is served."""
    return "\n".join(part.read_text("utf-8") for part in PARTS)


@lru_cache
def integrity() -> str:
    """What the script's element says of its bytes; the policy lets no other script run."""
    return source_hash(script()).strip("'")


@lru_cache
def version() -> str:
    """A name that changes with the script, so that browsers may keep it for long."""
    return sha256(script().encode()).hexdigest()[:12]


def policy(policy: str) -> str:
    """A content security policy with this script, by its bytes, and its requests to ourselves."""
    return f"{policy}; script-src '{integrity()}'; connect-src 'self'"


def enliven(app: Flask) -> Flask:
    """Give `app` the script's address, and its templates what they say of it; returns it."""
    app.add_url_rule("/live-<version>.js", "live", show_script)
    app.jinja_env.globals.update(
        live_version=version, live_integrity=integrity, live_config=json.dumps(CONFIG)
    )
    return app


def show_script(version: str) -> Response:
    """The script; whatever version is asked for, since an old page may still be open."""
    answer = Response(script(), mimetype="text/javascript")
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer
