"""Publications, for every program: what was frozen, in the numbers that the public pages show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, current_app

from analysis import show
from analysis.codebook import text
from analysis.disclosure.reasons import say
from analysis.publications import FilterVariable, Publication, Question
from survey.interface.operations import (
    CSV,
    FORMAT,
    JSON,
    LANGUAGE,
    NAME,
    SURVEY,
    WAVE,
    Parameter,
    Values,
    as_csv,
    as_json,
    operation,
)
from survey.interface.shapes import TEXT, many, ref
from survey.published.shelf import Release, Shelf

PLACE = "/publications/{survey}/{wave}"
QUESTION = Parameter("question", "A published question.", NAME, example="attitude")
BY = Parameter(
    "by",
    "The filter variable whose groups make the columns; without it one table.",
    NAME,
    example="tenure",
)
TERM: Mapping[str, Any] = {"type": "string", "minLength": 3, "maxLength": 320}
WHERE = Parameter(
    "where",
    "Of whom: VARIABLE:GROUP, given once, or twice where there is no `by`; without it everybody.",
    {"type": "array", "items": TERM, "maxItems": 2},
)
LINE = Parameter("line", "Of a grid that is broken down: which line; the first by default.", NAME)


@operation("GET", "/publications", LANGUAGE, answers={JSON: many(ref("Release"))})
def publications(values: Values) -> Response:
    """All publications, the newest release of each wave."""
    return as_json([_told(one, values["language"]) for one in _shelf().newest()])


@operation("GET", PLACE, SURVEY, WAVE, LANGUAGE, answers={JSON: ref("Publication")})
def publication(values: Values) -> Response:
    """A publication: who answered, the groups that tables can be asked by, and every question."""
    found, language = _of(values), values["language"]
    publication = found.publication
    return as_json(
        {
            **_told(found, language),
            "least": publication.least,
            "variables": [_variable(one, language) for one in publication.variables],
            "groups": dict(publication.filters),
            "questions": [_question(publication, one, language) for one in publication.questions],
        }
    )


@operation(
    "GET", f"{PLACE}/tables/{{question}}", SURVEY, WAVE, QUESTION, BY, WHERE, LINE, LANGUAGE, FORMAT,
    answers={JSON: {"oneOf": [ref("Tally"), ref("GroupTally"), ref("Breakdown")]}, CSV: TEXT},
)  # fmt: skip
def table(values: Values) -> Response:
    """A table of a publication: of everybody exact, of groups protected, the same as on its page."""
    found = _of(values).publication
    where = found.filter(*values["where"])
    result = found.table(values["question"], values["by"] or "", where, values["line"] or "")
    language = values["language"]
    if values["format"] == "csv":
        return as_csv(show.as_csv(result, language))
    return as_json(show.as_json(result, language))


def _shelf() -> Shelf:
    found: Shelf = current_app.extensions["shelf"]
    return found


def _of(values: Values) -> Release:
    return _shelf().of(values["survey"], values["wave"])


def _told(found: Release, language: str) -> dict[str, Any]:
    publication = found.publication
    return {
        "survey": found.survey.name,
        "wave": found.survey.wave,
        "mode": found.survey.mode,
        "release": publication.release,
        "title": text(publication.title, language),
        "languages": list(publication.languages),
        "n": publication.n,
        "population": publication.population,
    }


def _variable(one: FilterVariable, language: str) -> dict[str, Any]:
    """A filter variable with its recoding: which codes each group unites, its people to the nearest 5."""
    groups = [
        {"group": c.code, "label": text(c.label, language), "codes": list(c.codes), "n": c.n}
        for c in one.classes
    ]
    return {
        "variable": one.name,
        "label": text(one.label, language),
        "groups": groups,
        "in_no_group": one.apart,
    }


def _question(publication: Publication, one: Question, language: str) -> dict[str, Any]:
    by = [v.name for v in publication.variables if not one.why and publication.served(one.name, v.name)]
    return {
        "question": one.name,
        "label": text(one.total.label, language),
        "kind": one.total.kind,
        "base": one.total.base,
        "lines": [line.variable for line in one.total.items],
        "by": by,
        "no_groups": say(one.why, language) if one.why else "",
    }
