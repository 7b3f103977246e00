"""Publishing: choose what, see it as the public will beside what is exact, then freeze it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from analysis.codebook import CodebookError, Text, Variable
from analysis.disclosure.gate import why_no_filter
from analysis.disclosure.ground import Ground
from analysis.disclosure.reasons import NotPublished
from analysis.disclosure.recoding import classes_of
from analysis.disclosure.sides import Side, refusals, sides
from analysis.publications import Filter, Publication, Question
from survey.publishing import Draft
from survey.releases import PublicationRefused
from survey.researcher.access import data
from survey.researcher.fieldwork import SURVEY, closed_survey, survey_of
from survey.researcher.results import CODED, label_of
from survey.storage import Survey
from survey.style.files import chart_file
from survey.style.links import picture
from survey.style.pages import Refused, language, page
from survey.web import N_

blueprint = Blueprint("publish", __name__)

PUBLISHED = N_("It is published: everybody can read it now.")
NOTHING_TO_PUBLISH = N_("There is nothing to publish: too few people answered.")


@dataclass(frozen=True, slots=True)
class Fact:
    """A variable that answers could be broken down by: its classes with their people, or why it has none."""

    name: str
    label: Text
    classes: tuple[tuple[Text, int], ...]
    why: str


@blueprint.get(f"{SURVEY}/publish")
def choose(name: str, wave: int) -> Response:
    """Which questions, and by what they are broken down; what cannot be, with the reason.

    In the field nothing is shown before it is published: who looked after every answer could tell the last.
    """
    survey = _fielded(name, wave)
    releases = data().store.publications(survey)
    if survey.state == "open":
        answered = data().store.answered(survey)
        return page("researcher/publish_open.html", survey=survey, releases=releases, answered=answered)
    draft = _draft(survey)
    codebook = draft.microdata.codebook
    questions = [(one, label_of(codebook, one), _why_not(draft, one)) for one in codebook.questions()]
    if all(why for _, _, why in questions):
        raise Refused(NOTHING_TO_PUBLISH)
    return page(
        "researcher/publish.html",
        survey=survey,
        questions=questions,
        facts=data().once((survey.id, "facts", len(draft.earlier)), lambda: _facts(draft)),
        fixed=draft.filters,
    )


@blueprint.get(f"{SURVEY}/publish/preview")
def preview(name: str, wave: int) -> Response:
    """What the public would see, from the same templates; nothing is published yet."""
    survey = closed_survey(name, wave)
    release = _publication(_draft(survey), request.args)
    where: dict[str, Any] = {"name": name, "wave": wave, "filter": request.args.getlist("filter")}
    return page(
        "researcher/preview.html",
        survey=survey,
        release=release,
        chosen=list(request.args.items(multi=True)),
        filters=request.args.getlist("filter"),
        pictures={
            one.name: picture(one.total, "publish.preview_chart", **where, question=one.name)
            for one in release.questions
        },
    )


@dataclass(frozen=True, slots=True)
class Table:
    """A question, or a line of it, in the classes of a fact, from both sides; or why there is none."""

    label: Text
    line: Text
    sides: tuple[Side, ...]
    why: str = ""


@blueprint.get(f"{SURVEY}/publish/sides/<question>")
def both_sides(name: str, wave: int, question: str) -> Response:
    """A question from both sides: exact, as the public would see it, and why a group is refused."""
    survey = closed_survey(name, wave)
    draft, filters = _draft(survey), request.args.getlist("filter") or None
    with _in_words():
        publication, ground = draft.publication([question], filters), draft.ground(filters)
        exact = data().tally(survey, question, population=False)
    asked = publication.question(question)
    key = (survey.id, "sides", language(), len(draft.earlier), question, *ground.names)
    return page(
        "researcher/sides.html",
        survey=survey,
        question=asked,
        exact=exact,
        tables=[
            table
            for by in ground.names
            for table in data().once((key, by), partial(_tables, draft, ground, asked, by))
        ],
        served=sum("&" in key for key in publication.filters),
        refused=[(_labels(publication, group), why) for group, why in refusals(ground).items()],
    )


@blueprint.get(f"{SURVEY}/publish/<question>.<any(svg,png):format>")
def preview_chart(name: str, wave: int, question: str, format: str) -> Response:
    """A chart of the preview: the question as everybody together answered it, recoded for the public."""
    survey = closed_survey(name, wave)
    draft, filters = _draft(survey), tuple(request.args.getlist("filter"))
    with _in_words():
        total = draft.publication([question], filters).tally(question)
    key = (survey.id, "preview", question, filters, draft.noise.snapshot)
    return chart_file(data().drawings, key, total, format, f"{name}-{wave}-{question}")


@blueprint.post(f"{SURVEY}/publish")
def publish(name: str, wave: int) -> AnyResponse:
    """Freeze what was previewed as the next release; of a wave in the field all that can be published."""
    survey = _fielded(name, wave)
    draft = _draft(survey)
    found = _publication(draft, request.form) if survey.state == "closed" else _whole(draft)
    with _in_words():
        data().store.publish(survey, found.content)
    flash(PUBLISHED)
    return redirect(url_for("fieldwork.survey", name=name, wave=wave), 303)


def _fielded(name: str, wave: int) -> Survey:
    """A wave that people could answer; 404 for a draft."""
    survey = survey_of(name, wave)
    return abort(404) if survey.state == "draft" else survey


def _draft(survey: Survey) -> Draft:
    """What can be published of a wave; Refused while it is too early."""
    with _in_words():
        return data().draft(survey)


def _publication(draft: Draft, chosen: MultiDict[str, str]) -> Publication:
    """What was chosen; Refused, in words, when a rule forbids it."""
    with _in_words():
        return draft.publication(chosen.getlist("question"), chosen.getlist("filter"))


def _why_not(draft: Draft, question: str) -> str:
    """The key of the reason why a question cannot be published now; "" where it can."""
    return draft.reasons[question] or ("few new" if question in draft.few_new else "")


def _labels(publication: Publication, group: Filter) -> list[Text]:
    found = [publication.variable(name).class_of(code) for name, code in group.terms]
    return [one.label for one in found if one]


def _tables(draft: Draft, ground: Ground, asked: Question, by: str) -> list[Table]:
    """A table for each line of a question."""
    label = ground.classes[by].variable.label
    labels = [one.label if asked.total.items else {} for one in asked.lines]
    try:
        found = sides(draft.microdata, ground, asked.name, by)
    except NotPublished as refusal:
        return [Table(label, line, (), refusal.words(language())) for line in labels]
    return [Table(label, *pair) for pair in zip(labels, map(tuple, found), strict=True)]


def _whole(draft: Draft) -> Publication:
    with _in_words():
        return draft.publication()


def _facts(draft: Draft) -> list[Fact]:
    variables = draft.microdata.codebook.variables
    return [_fact(draft, one) for one in variables if one.background and one.level in CODED]


def _fact(draft: Draft, variable: Variable) -> Fact:
    if why := why_no_filter(draft.microdata, variable.name):
        return Fact(variable.name, variable.label, (), why)
    before = draft.before.get(variable.name, ())
    found = classes_of(draft.microdata.column(variable.name), before)
    sizes = zip((code.label for code in found.variable.valid_codes), found.sizes, strict=True)
    return Fact(variable.name, variable.label, tuple(sizes), "")


@contextmanager
def _in_words() -> Iterator[None]:
    """What a rule forbids is said on a page."""
    try:
        yield
    except PublicationRefused as refusal:
        raise Refused(refusal.message, **refusal.values) from refusal
    except NotPublished as refusal:
        if refusal.reason == "question":
            abort(404)
        raise Refused("{reason}", reason=refusal.words(language())) from refusal
    except CodebookError:
        abort(404)
