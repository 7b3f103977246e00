"""What a kept view is: the address of a table below that of its survey."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import request, session

from survey.storage import Survey
from survey.style.pages import Refused
from survey.web import N_

NOT_A_VIEW = N_("Only a table of this survey can be kept.")
SHOWN = ("by", "sort", "population", "weights", "row", "column", "show", "chart", "code", "since", "survey")
LOOKS = ("waves", "beside", "together", "words")
FORGOTTEN = "forgotten"


def forgotten(survey: Survey) -> tuple[str, str] | None:
    """The view of this survey that was forgotten last in this session: (name, address)."""
    found = session.get(FORGOTTEN)
    return (found[1], found[2]) if found and found[0] == survey.address else None


def here() -> str:
    """The table of this request as the address of a view: what follows the survey's own address."""
    path = request.path.split("/", 4)[4]
    asked = [(key, value) for key, value in request.args.items() if key in SHOWN]
    return f"{path}?{urlencode(asked)}" if asked else path


def address_of(given: str) -> str:
    """An address below the survey's own, made anew from its parts; Refused for any other."""
    parts = urlsplit(given)
    kind, _, question = parts.path.partition("/")
    name, _, look = question.partition("/")
    tallied = kind == "question" and name.isidentifier() and (look in LOOKS or question == name)
    known = parts.path == "crosstab" or tallied
    if parts.scheme or parts.netloc or not known:
        raise Refused(NOT_A_VIEW)
    asked = [(key, value) for key, value in parse_qsl(parts.query) if key in SHOWN]
    return f"{parts.path}?{urlencode(asked)}" if asked else parts.path
