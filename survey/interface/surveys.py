"""Closed surveys, for who has a token: what there is, exact tables, files."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, g

import analysis
from analysis import show
from analysis.codebook_files import to_json
from survey import exporting
from survey.interface.operations import (
    CSV,
    FORMAT,
    JSON,
    LANGUAGE,
    NAME,
    OBJECT,
    SURVEY,
    WAVE,
    Parameter,
    Values,
    as_csv,
    as_json,
    operation,
)
from survey.interface.shapes import TEXT, many, ref
from survey.researcher.data import Data
from survey.storage import NotClosed, Survey
from survey.style.files import file

PLACE = "/surveys/{survey}/{wave}"
TABLE = {JSON: OBJECT, CSV: TEXT}
VARIABLE = Parameter("variable", "A variable or set of its codebook.", NAME, example="attitude")
ROW = Parameter("row", "The stub: a variable.", NAME, required=True, example="attitude")
BY = Parameter("by", "The banner: a variable.", NAME, required=True, example="tenure")
MEASURE = Parameter("variable", "What is compared.", NAME, required=True, example="training_hours")
ITEM = Parameter("item", "A ranking.", NAME, required=True, example="dissatisfaction")
SCALE = Parameter("scale", "A scale of its codebook.", NAME, required=True, example="prestige")
POPULATION = Parameter(
    "population",
    "Speak of these very people (finite population), or of the process behind them.",
    {"type": "string", "enum": ["these", "process"], "default": "these"},
)


@operation("GET", "/surveys", answers={JSON: many(ref("Wave"))}, secured=True)
def surveys(values: Values) -> Response:
    """All surveys with their waves and states."""
    store = _data().store
    return as_json([_told(one, store.answered(one)) for one in store.surveys()])


@operation("GET", PLACE, SURVEY, WAVE, answers={JSON: ref("Progress")}, secured=True)
def survey(values: Values) -> Response:
    """One wave of a survey: its state, and how many of each stratum answered; never who."""
    found = _find(values)
    store = _data().store
    strata = [
        {"stratum": one.stratum, "size": one.size, "answered": one.answered} for one in store.progress(found)
    ]
    return as_json({**_told(found, store.answered(found)), "strata": strata})


@operation("GET", f"{PLACE}/codebook", SURVEY, WAVE, secured=True)
def codebook(values: Values) -> Response:
    """The codebook of a closed wave: variables, labels in every language, code lists, sets, scales."""
    return as_json(json.loads(to_json(_microdata(values).codebook)))


@operation(
    "GET", f"{PLACE}/tally/{{variable}}", SURVEY, WAVE, VARIABLE, POPULATION, LANGUAGE, FORMAT,
    answers={JSON: ref("Tally"), CSV: TEXT}, secured=True,
)  # fmt: skip
def tally(values: Values) -> Response:
    """The tally of a variable or set: counts, per cents with their intervals, base and missing."""
    return _table(_data().tally(_closed(values), values["variable"], _these(values)), values)


@operation(
    "GET", f"{PLACE}/crosstab", SURVEY, WAVE, ROW, BY, POPULATION, LANGUAGE, FORMAT,
    answers={JSON: ref("Crosstab"), CSV: TEXT}, secured=True,
)  # fmt: skip
def crosstab(values: Values) -> Response:
    """Two variables crossed, with the test, Cramer's V and the verdict on independence."""
    from survey.researcher.data import Crossing

    asked = Crossing(values["row"], values["by"], _these(values))
    return _table(_data().crosstab(_closed(values), asked), values)


@dataclass(frozen=True, slots=True)
class Verb:
    """A command of analysis that takes names of variables and nothing else."""

    function: Callable[..., Any]
    names: tuple[Parameter, ...]


VERBS = {
    "associate": Verb(analysis.associate, (ROW, BY)),
    "compare": Verb(analysis.compare, (MEASURE, BY)),
    "rank": Verb(analysis.rank, (ITEM,)),
    "scale": Verb(analysis.scale, (SCALE,)),
}


def _declare(word: str, verb: Verb) -> None:
    def asked(values: Values) -> Response:
        names = [values[one.name] for one in verb.names]
        return _table(verb.function(_microdata(values), *names), values)

    asked.__name__, asked.__doc__ = word, f"What `saualnama {word}` tells."
    parameters = (SURVEY, WAVE, *verb.names, LANGUAGE, FORMAT)
    operation("GET", f"{PLACE}/{word}", *parameters, answers=TABLE, secured=True)(asked)


for _word, _verb in VERBS.items():
    _declare(_word, _verb)


EXPORT = Parameter(
    "format",
    "Of the file: what `saualnama export` writes.",
    {"type": "string", "enum": list(exporting.labels())},
    example="csv",
)


@operation(
    "POST", f"{PLACE}/exports/{{format}}", SURVEY, WAVE, EXPORT, LANGUAGE,
    answers={"application/octet-stream": {"type": "string", "format": "binary"}}, secured=True,
)  # fmt: skip
def export(values: Values) -> Response:
    """Raw microdata of a closed wave as a file; each time leaves a line in the audit log."""
    asked = (values["format"], values["language"], g.account)
    name, content = exporting.download(_data().store, _closed(values), asked)
    return file(content, "application/octet-stream", name)


def _table(result: Any, values: Values) -> Response:
    language = values["language"]
    if values["format"] == "csv":
        return as_csv(show.as_csv(result, language))
    return as_json(show.as_json(result, language))


def _these(values: Values) -> bool:
    return bool(values["population"] == "these")


def _data() -> Data:
    found: Data = current_app.extensions["saualnama"]
    return found


def _find(values: Values) -> Survey:
    return _data().store.find(f"{values['survey']}@{values['wave']}")


def _closed(values: Values) -> Survey:
    found = _find(values)
    if found.state != "closed":
        raise NotClosed(f"{found.address} is {found.state}: there is nothing to read before it is closed")
    return found


def _microdata(values: Values) -> Any:
    return _data().microdata(_closed(values))


def _told(one: Survey, answered: int) -> dict[str, Any]:
    return {
        "survey": one.name,
        "wave": one.wave,
        "mode": one.mode,
        "state": one.state,
        "answered": answered,
        "title": dict(one.questionnaire.title),
    }
