"""Reports of a published wave as files to keep, and the methods that they need first."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from analysis.codebook import Text, text
from analysis.disclosure.reasons import NotPublished
from analysis.reports import MethodsError, Source, Statement, forms, report, write
from analysis.reports.element_words import ASKED
from analysis.reports.element_words import ELEMENTS as NAMED
from analysis.reports.methods import ELEMENTS, LONGEST
from survey import reporting
from survey.languages import NAMES
from survey.researcher.access import data
from survey.researcher.fieldwork import SURVEY, closed_survey, survey_of
from survey.storage import Survey
from survey.style.files import file
from survey.style.pages import Refused, language, page
from survey.web import N_

blueprint = Blueprint("reports", __name__)

KEPT = N_("The methods are kept.")


@blueprint.get(f"{SURVEY}/reports")
def reports(name: str, wave: int) -> Response:
    """What can be downloaded, the methods as they were told, and what is still lacking."""
    survey = survey_of(name, wave)
    return _page(survey, _typed(reporting.statement(data().store, survey), survey))


@blueprint.post(f"{SURVEY}/reports")
def tell(name: str, wave: int) -> AnyResponse:
    """Keep the methods; what cannot be taken comes back with the reason and everything that was typed."""
    survey = survey_of(name, wave)
    typed = {field: request.form.get(field, "") for field in _fields(survey)}
    try:
        told = Statement.read(_elements(typed), survey.questionnaire.languages)
    except MethodsError as refusal:
        return _page(survey, typed, refusal.words(language()))
    data().store.keep_methods(survey, told.plain())
    flash(KEPT)
    return redirect(url_for("reports.reports", name=name, wave=wave), 303)


@blueprint.get(f"{SURVEY}/report")
def download(name: str, wave: int) -> Response:
    """The report as a file in the language, the format and for the group that the address asks for."""
    survey = closed_survey(name, wave)
    told, format = request.args.get("in", language()), request.args.get("format", "docx")
    by, _, code = request.args.get("group", "").partition(":")
    try:
        source = reporting.source(data().store, survey, told)
        made = write(report(_of_group(source, survey, by, code)), format)
    except (MethodsError, NotPublished) as refusal:
        raise Refused("{reason}", reason=refusal.words(language())) from refusal
    group = f"-{code}" if code else ""
    return file(made, forms()[format].mimetype, f"{name}-{wave}-{told}{group}.{format}")


def _of_group(source: Source, survey: Survey, by: str, code: str) -> Source:
    """The same for one group; MethodsError where there is none of that code."""
    if not by:
        return source
    groups = reporting.by_groups(source, survey.questionnaire, by)
    if code not in groups:
        raise MethodsError("not broken down", name=f"{by}:{code}", known=", ".join(groups))
    return groups[code]


def _page(survey: Survey, typed: MultiDict[str, str] | dict[str, str], problem: str = "") -> Response:
    statement = reporting.statement(data().store, survey)
    return page(
        "researcher/reports.html",
        400 if problem else 200,
        survey=survey,
        typed=typed,
        problem=problem,
        most=LONGEST,
        elements=[
            (one, text(NAMED[one.name], language()), text(ASKED[one.name], language()))
            for one in ELEMENTS.values()
        ],
        spoken={code: NAMES.get(code, code) for code in survey.questionnaire.languages},
        lacking={code: _named(statement.lacking(code)) for code in survey.questionnaire.languages},
        formats=list(forms()),
        groups=_groups(survey),
        published=bool(data().store.publications(survey)) and survey.state == "closed",
    )


def _named(elements: tuple[str, ...]) -> str:
    return ", ".join(text(NAMED[name], language()) for name in elements)


def _groups(survey: Survey) -> list[tuple[Text, list[tuple[str, str]]]]:
    """The variables of the publication with (address, label) of each group, in the words of the page."""
    try:
        source = reporting.source(data().store, survey, _spoken(survey))
    except (MethodsError, NotPublished):
        return []
    found = []
    for variable in source.publication.variables:
        groups = reporting.by_groups(source, survey.questionnaire, variable.name)
        labels = [(f"{variable.name}:{code}", one.group.name) for code, one in groups.items() if one.group]
        found.append((variable.label, labels))
    return found


def _spoken(survey: Survey) -> str:
    languages = survey.questionnaire.languages
    return language() if language() in languages else languages[0]


def _fields(survey: Survey) -> list[str]:
    """The fields of the form: a day has one, a text one for each language."""
    languages = survey.questionnaire.languages
    return [
        field
        for one in ELEMENTS.values()
        for field in ([one.name] if one.kind == "day" else [f"{one.name}.{code}" for code in languages])
    ]


def _typed(statement: Statement, survey: Survey) -> dict[str, str]:
    """What stands in the fields of the form."""
    found: dict[str, str] = {}
    for field in _fields(survey):
        name, _, code = field.partition(".")
        found[field] = statement.text(name, code) if code else str(statement.day(name) or "")
    return found


def _elements(typed: dict[str, str]) -> dict[str, Any]:
    """The fields of the form as a statement."""
    found: dict[str, Any] = {}
    for field, given in typed.items():
        name, _, code = field.partition(".")
        if code:
            found.setdefault(name, {})[code] = given
        else:
            found[name] = given
    return found
