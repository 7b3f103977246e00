"""The surveys, how far each has come, and the closing. Totals by stratum only: never who."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from analysis.codebook import Codebook, Text
from questionnaires.coding import codebook
from survey.researcher.access import data
from survey.researcher.closing import MANY, grows
from survey.researcher.kept import forgotten
from survey.storage import Survey, WrongState
from survey.style.pages import LANGUAGE, Refused, language, page
from survey.web import N_

blueprint = Blueprint("fieldwork", __name__)
SURVEY = f"/<{LANGUAGE}:language>/<name>/<int:wave>"

NOT_IN_THE_FIELD = N_("Only a survey that is in the field can be closed.")
CONFIRM = N_("Please tick the box that says that you want to close, then close.")


@dataclass(frozen=True, slots=True)
class Part:
    """The questions of one section, (name, label, kind) each."""

    title: Text
    questions: tuple[tuple[str, Text, str], ...]


def survey_of(name: str, wave: int) -> Survey:
    """The survey of an address, whose note every page about it shows; 404 when there is none."""
    found = data().store.find(f"{name}@{wave}")
    g.note, g.margins = found.note, found.mode != "open"
    return found


def closed_survey(name: str, wave: int) -> Survey:
    """The closed survey of an address; 404 while there is nothing to read."""
    found = survey_of(name, wave)
    if found.state != "closed":
        abort(404)
    return found


@blueprint.get(f"/<{LANGUAGE}:language>/")
def surveys() -> Response:
    """All surveys, the newest wave of each first."""
    store = data().store
    found = sorted(store.surveys(), key=lambda one: (one.name, -one.wave))
    rows = [(one, store.answered(one), sum(store.strata(one).values())) for one in found]
    return page("researcher/surveys.html", rows=rows)


@blueprint.get(f"{SURVEY}/")
def survey(name: str, wave: int) -> Response:
    """A survey: its progress in the field, and what can be read when it is closed."""
    found = survey_of(name, wave)
    store = data().store
    strata = store.progress(found)
    closed = found.state == "closed"
    return page(
        "researcher/survey.html",
        survey=found,
        answered=store.answered(found),
        size=sum(one.size for one in strata),
        strata=strata,
        stratum_labels=stratum_labels(codebook(found.questionnaire), [one.stratum for one in strata]),
        link=store.link(found),
        contents=contents(found) if closed else (),
        recoding=recoding(found) if closed else (),
        releases=store.publications(found),
        views=store.views(found) if closed else (),
        forgotten=forgotten(found),
        public=f"{store.settings.base_url}/{language()}/{name}/{wave}/",
    )


@blueprint.route(f"{SURVEY}/close", methods=["GET", "POST"])
def close(name: str, wave: int) -> AnyResponse:
    """What closing does, in words; then, confirmed, the closing."""
    found = survey_of(name, wave)
    if found.state != "open":
        raise Refused(NOT_IN_THE_FIELD)
    if request.method == "POST" and request.form.get("confirmed") == "yes":
        return grows(found) if data().store.answered(found) >= MANY else _closed(found)
    store = data().store
    return page(
        "researcher/close.html",
        400 if request.method == "POST" else 200,
        survey=found,
        answered=store.answered(found),
        size=sum(store.strata(found).values()),
        problem=CONFIRM if request.method == "POST" else "",
    )


def _closed(found: Survey) -> AnyResponse:
    try:
        data().store.close(found)
    except WrongState as late:
        raise Refused(NOT_IN_THE_FIELD) from late
    return redirect(url_for("fieldwork.survey", name=found.name, wave=found.wave), 303)


def contents(found: Survey) -> list[Part]:
    """Every question of a closed survey by section, in the order of the questionnaire."""
    microdata = data().microdata(found)
    codebook = microdata.codebook
    places: dict[str, list[tuple[str, Text, str]]] = {}
    titles = {section.name: section.title for section in found.questionnaire.sections}
    for name in codebook.questions():
        section = _section_of(found, codebook, name)
        places.setdefault(section, []).append((name, _label(codebook, name), _kind(codebook, name)))
    return [Part(titles.get(section, {}), tuple(questions)) for section, questions in places.items()]


def recoding(found: Survey) -> list[tuple[Text, str, list[list[Text]], int]]:
    """What closing did to background facts: (label of the variable, change, merged codes, rows)."""
    book = codebook(found.questionnaire)
    return [
        (book.variable(note["variable"]).label, note["change"], _merged(book, note), note["rows"])
        for note in data().store.recoding(found)
        if book.has(note["variable"])
    ]


def stratum_labels(codebook: Codebook, strata: Iterable[str]) -> dict[str, Text | str]:
    """A label for each stratum: that of the code of the same name, where one variable has them all."""
    wanted = set(strata)
    for variable in codebook.variables:
        labels = {code.value: code.label for code in variable.codes}
        if wanted and wanted <= set(labels):
            return {code: labels[code] for code in wanted}
    return {code: code for code in wanted}


def _merged(codebook: Codebook, note: dict[str, Any]) -> list[list[Text]]:
    labels = {code.value: code.label for code in codebook.variable(note["variable"]).codes}
    return [[labels[code] for code in group if code in labels] for group in note["groups"]]


def _section_of(found: Survey, codebook: Codebook, name: str) -> str:
    """The section whose item yields that question: by its name, its band, or how the name begins."""
    best, place = -1, ""
    for section in found.questionnaire.sections:
        for item in section.items:
            band = item.bands.name if item.bands else ""
            fits = name in (item.name, band) or name.startswith(f"{item.name}_")
            if fits and len(item.name) + 99 * (name in (item.name, band)) > best:
                best, place = len(item.name) + 99 * (name in (item.name, band)), section.name
    return place


def _label(codebook: Codebook, name: str) -> Text:
    one = codebook.set_of(name)
    return one.label if one else codebook.variable(name).label


def _kind(codebook: Codebook, name: str) -> str:
    one = codebook.set_of(name)
    if one:
        return one.kind
    level = codebook.variable(name).level
    return {"scale": "number", "text": "text"}.get(level, "single")
