"""The public pages: the list of publications, a publication, one of its questions, files of each."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, current_app, g, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from analysis.disclosure.reasons import NotPublished
from analysis.publications import Publication, Question
from analysis.reports import forms
from analysis.tables import Crosstab, Tally
from survey.published.asking import Asked, Choices, Shown, answered
from survey.published.codebook import codebook_of
from survey.published.reports import Reports
from survey.published.shelf import Release, Shelf
from survey.style import POLICY
from survey.style.files import chart_file, file, table_file
from survey.style.links import Picture, picture
from survey.style.pages import LANGUAGE, Refused, language, page, show_refusal, to_best_language, words
from survey.web import N_

blueprint = Blueprint("published", __name__)
AMONG = N_("Only in the group: {groups}")
PLACE = f"/<{LANGUAGE}:language>/<name>/<int:wave>"
QUESTION = f"{PLACE}/<question>"


@blueprint.get("/")
def start() -> AnyResponse:
    """The list of publications, in the language that the reader likes best."""
    return to_best_language("published.releases")


@blueprint.get(f"/<{LANGUAGE}:language>/")
def releases() -> Response:
    """What has been published."""
    return page("published/releases.html", releases=_shelf().newest())


@blueprint.get(f"{PLACE}/")
def release(name: str, wave: int) -> Response:
    """A publication: what was asked, of whom, how, how people are protected, and every question."""
    found = _of(name, wave)
    told = _reports().told(found.survey, language())
    return page(
        "published/release.html",
        survey=found.survey,
        release=found.publication,
        gone=found.gone,
        told=told,
        formats=list(forms()),
    )


@blueprint.get(f"{PLACE}/report.<format>")
def report(name: str, wave: int, format: str) -> Response:
    """The report of the publication; 404 while its methods are not told."""
    found = _of(name, wave)
    content = _reports().file(found.survey, language(), format)
    if content is None:
        abort(404)
    return file(content, forms()[format].mimetype, f"{name}-{wave}-{language()}.{format}")


@blueprint.get(f"{QUESTION}/")
def question(name: str, wave: int, question: str) -> Response:
    """One question: base, table and chart of everybody; or by a variable, or among some people. What is not
    served is said above the form that asks for something else."""
    found = _of(name, wave)
    publication = found.publication
    known = publication.question(question)
    place = publication.questions.index(known)
    asked, result, refusal = answered(publication, question)
    shown = _about(publication, known, asked, result)
    return page(
        "published/question.html",
        400 if refusal else 200,
        live=True,
        survey=found.survey,
        shown=shown,
        release=publication,
        question=known,
        asked=asked,
        choices=Choices.of(publication, known, asked),
        result=result,
        refusal=refusal,
        picture=_picture(found, question, asked, result),
        before=publication.questions[place - 1] if place else None,
        after=publication.questions[place + 1] if place + 1 < len(publication.questions) else None,
    )


@blueprint.get(f"{QUESTION}/embed")
def embedded(name: str, wave: int, question: str) -> Response:
    """The chart of a table alone, with its base and source, for a frame on any site."""
    found = _of(name, wave)
    known = found.publication.question(question)
    asked = Asked.of(found.publication)
    result = asked.answer(found.publication, question)
    answer = page(
        "published/embedded.html",
        question=known,
        shown=_about(found.publication, known, asked, result),
        survey=found.survey,
        release=found.publication,
        asked=asked,
        result=result,
        picture=_picture(found, question, asked, result),
        here={"name": name, "wave": wave, "question": question},
    )
    answer.headers["Content-Security-Policy"] = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
    return answer


@blueprint.get(f"{PLACE}/codebook.csv")
def codebook(name: str, wave: int) -> Response:
    """The codebook of a publication: every question, filter variable and code with its labels."""
    content = codebook_of(_of(name, wave).publication)
    return file(content.encode(), "text/csv; charset=utf-8", f"{name}-{wave}-codebook.csv")


@blueprint.get(f"{QUESTION}/table.csv")
def table(name: str, wave: int, question: str) -> Response:
    """The table that the address asks for, as CSV."""
    publication = _of(name, wave).publication
    result = Asked.of(publication).answer(publication, question)
    return table_file(result, _file_name(name, wave, question))


@blueprint.get(f"{QUESTION}/chart.<any(svg,png):format>")
def chart(name: str, wave: int, question: str, format: str) -> Response:
    """A chart of such a table."""
    found = _of(name, wave)
    asked = Asked.of(found.publication)
    result = asked.answer(found.publication, question)
    _about(found.publication, found.publication.question(question), asked, result)
    key = (found.survey.id, found.publication.release, question, asked)
    return chart_file(_shelf().drawings, key, result, format, _file_name(name, wave, question))


@blueprint.errorhandler(NotPublished)
def refused(refusal: NotPublished) -> Response:
    """What is not served, in words."""
    status = 404 if refusal.unknown else 400
    return show_refusal(Refused("{reason}", reason=refusal.words(language())), status)


def keep(answer: Response) -> Response:
    """Let browsers and proxies keep what is public, and ask whether it still holds."""
    if answer.status_code == 200 and "Cache-Control" not in answer.headers:
        answer.headers["Cache-Control"] = "public, no-cache"
        answer.add_etag()
        answer.make_conditional(request)
    return answer


def _shelf() -> Shelf:
    found: Shelf = current_app.extensions["saualnama"]
    return found


def _reports() -> Reports:
    found: Reports = current_app.extensions["reports"]
    return found


def _picture(found: Release, question: str, asked: Asked, result: Tally | Crosstab) -> Picture | None:
    where: dict[str, Any] = {"name": found.survey.name, "wave": found.survey.wave, "question": question}
    table = url_for("published.table", **where, **asked.arguments)
    return picture(result, "published.chart", table, **where, **asked.arguments)


def _about(found: Publication, question: Question, asked: Asked, result: Tally | Crosstab) -> Shown:
    """What is shown; its charts say of it what their table does not."""
    shown = Shown.of(found, question, asked, result)
    among = words().labels(shown.among)
    g.about = (
        *([words().label(question.total.label)] if shown.line else []),
        *([words().say(AMONG, groups=among)] if among else []),
    )
    return shown


def _of(name: str, wave: int) -> Release:
    found = _shelf().of(name, wave)
    g.note, g.margins = found.survey.note, found.survey.mode != "open"
    return found


def _file_name(name: str, wave: int, question: str) -> str:
    told = [request.args.get("by", ""), *request.args.getlist("where"), request.args.get("line", "")]
    return "-".join([name, str(wave), question, *filter(None, told)])
