"""The public pages: the list of publications, a publication, one of its questions, files of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, current_app, g, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from analysis.disclosure.reasons import NotPublished
from analysis.publications import Filter, Publication
from analysis.tables import Crosstab, Tally
from survey.published.shelf import Release, Shelf
from survey.style.files import chart_file, table_file
from survey.style.links import picture
from survey.style.pages import LANGUAGE, Refused, language, page, show_refusal, to_best_language

blueprint = Blueprint("published", __name__)
PLACE = f"/<{LANGUAGE}:language>/<name>/<int:wave>"
QUESTION = f"{PLACE}/<question>"


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks of a question: by which variable, among whom, of a grid which line."""

    by: str
    where: Filter
    line: str

    @classmethod
    def of(cls, found: Publication) -> Asked:
        """What this request asks; 404, in words, for a variable or a group that there is not."""
        wheres = request.args.getlist("where")
        return cls(
            request.args.get("by", ""), found.filter(*filter(None, wheres)), request.args.get("line", "")
        )

    @property
    def arguments(self) -> dict[str, Any]:
        """The same as arguments of an address."""
        where = [f"{name}:{code}" for name, code in self.where.terms]
        told = {"by": self.by, "where": where, "line": self.line}
        return {key: value for key, value in told.items() if value}

    def answer(self, found: Publication, question: str) -> Tally | Crosstab:
        """The table that was asked for; NotPublished where it is not served."""
        if self.by:
            return found.breakdown(question, self.by, self.where, self.line)
        return found.tally(question, self.where)


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
    return page("published/release.html", survey=found.survey, release=found.publication)


@blueprint.get(f"{QUESTION}/")
def question(name: str, wave: int, question: str) -> Response:
    """One question: base, table and chart of everybody; or by a variable, or among some people."""
    found = _of(name, wave)
    publication, asked = found.publication, Asked.of(found.publication)
    known = publication.question(question)
    place = publication.questions.index(known)
    where: dict[str, Any] = {"name": name, "wave": wave, "question": question}
    result = asked.answer(publication, question)
    table = url_for("published.table", **where, **asked.arguments)
    return page(
        "published/question.html",
        survey=found.survey,
        release=publication,
        question=known,
        asked=asked,
        result=result,
        picture=picture(result, "published.chart", table, **where, **asked.arguments),
        table=table,
        before=publication.questions[place - 1] if place else None,
        after=publication.questions[place + 1] if place + 1 < len(publication.questions) else None,
    )


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


def _of(name: str, wave: int) -> Release:
    found = _shelf().of(name, wave)
    g.note, g.margins = found.survey.note, found.survey.mode != "open"
    return found


def _file_name(name: str, wave: int, question: str) -> str:
    told = [request.args.get("by", ""), *request.args.getlist("where"), request.args.get("line", "")]
    return "-".join([name, str(wave), question, *filter(None, told)])
