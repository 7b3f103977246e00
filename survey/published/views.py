"""The public pages: the list of publications, a publication, one of its questions, files of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, current_app, g, request
from werkzeug.wrappers import Response as AnyResponse

from analysis.tables import Crosstab, Tally
from survey.frozen import Question, Release
from survey.storage import Published, Store
from survey.style.drawing import Drawings
from survey.style.files import chart_file, table_file
from survey.style.links import Picture, picture
from survey.style.pages import LANGUAGE, page, to_best_language

blueprint = Blueprint("published", __name__)
PLACE = f"/<{LANGUAGE}:language>/<name>/<int:wave>"
QUESTION = f"{PLACE}/<question>"
TOTAL = "total"


class Shelf:
    """The publications of an instance. Nothing else of its store is ever asked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.drawings = Drawings()
        self._read: dict[tuple[str, int], Release] = {}

    def newest(self) -> list[Release]:
        """The newest release of every published wave, by name and wave."""
        found = {one.survey.id: one for one in self._store.publications()}
        return [self._release(one) for one in found.values()]

    def of(self, name: str, wave: int) -> Release:
        """The newest release of a wave; UnknownSurvey, or 404, when there is none."""
        found = self._store.publication(self._store.find(f"{name}@{wave}"))
        if found is None:
            abort(404)
        return self._release(found)

    def _release(self, published: Published) -> Release:
        """A release never changes, so that it is thawed once."""
        key = (published.survey.id, published.release)
        if key not in self._read:
            self._read[key] = Release.of(published)
        return self._read[key]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One breakdown of a question with its chart."""

    option: str
    table: Crosstab
    picture: Picture | None


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
    return page("published/release.html", release=_of(name, wave))


@blueprint.get(f"{QUESTION}/")
def question(name: str, wave: int, question: str) -> Response:
    """One question: base, table and chart of everybody, then by the classes of the banner."""
    found = _of(name, wave)
    asked = _question(found, question)
    place = found.questions.index(asked)
    where = {"name": name, "wave": wave, "question": question}
    return page(
        "published/question.html",
        release=found,
        question=asked,
        picture=_picture(asked.tally, TOTAL, where),
        drawn=_drawn(asked, where),
        before=found.questions[place - 1] if place else None,
        after=found.questions[place + 1] if place + 1 < len(found.questions) else None,
    )


@blueprint.get(f"{QUESTION}/<part>.csv")
def table(name: str, wave: int, question: str, part: str) -> Response:
    """A table as CSV: `total`, or `by-` and the option or line that is broken down."""
    asked = _question(_of(name, wave), question)
    return table_file(_part(asked, part), f"{name}-{wave}-{question}-{part}")


@blueprint.get(f"{QUESTION}/<part>.<any(svg,png):format>")
def chart(name: str, wave: int, question: str, part: str, format: str) -> Response:
    """A chart of such a table."""
    found = _of(name, wave)
    result = _part(_question(found, question), part)
    key = (found.survey.id, found.number, question, part)
    return chart_file(_shelf().drawings, key, result, format, f"{name}-{wave}-{question}-{part}")


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


def _question(found: Release, name: str) -> Question:
    return found.question(name) or abort(404)


def _part(asked: Question, part: str) -> Tally | Crosstab:
    """The tally, or one of the breakdowns; 404 for any other part."""
    if part == TOTAL:
        return asked.tally
    tables: Iterable[Crosstab] = (table for option, table in asked.breakdowns if part == _by(option))
    return next(iter(tables), None) or abort(404)


def _by(option: str) -> str:
    return f"by-{option}" if option else "by"


def _drawn(asked: Question, where: dict[str, Any]) -> list[Drawn]:
    return [Drawn(option, table, _picture(table, _by(option), where)) for option, table in asked.breakdowns]


def _picture(result: Tally | Crosstab, part: str, where: dict[str, Any]) -> Picture | None:
    from flask import url_for

    file = url_for("published.table", part=part, **where)
    return picture(result, "published.chart", file, **where, part=part)
