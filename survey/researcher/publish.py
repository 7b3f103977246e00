"""Publishing: choose what, see it as the public will, then freeze it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Blueprint, Response, abort, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from analysis.codebook import CodebookError
from survey import protection, publishing
from survey.frozen import Release
from survey.protection import PublicationRefused
from survey.researcher.access import data
from survey.researcher.fieldwork import SURVEY, closed_survey
from survey.researcher.results import label_of
from survey.storage import Published, Survey
from survey.style.files import chart_file
from survey.style.links import picture
from survey.style.pages import Refused, page
from survey.web import N_

blueprint = Blueprint("publish", __name__)

NOTHING_TO_PUBLISH = N_("There is nothing to publish: too few people answered.")


@blueprint.get(f"{SURVEY}/publish")
def choose(name: str, wave: int) -> Response:
    """Which questions, and by what they are broken down; each banner with its classes after merging."""
    survey = closed_survey(name, wave)
    microdata = data().microdata(survey)
    questions = [
        (one, label_of(microdata.codebook, one), protection.why_not(microdata, one))
        for one in microdata.codebook.questions()
    ]
    if all(why for _, _, why in questions):
        raise Refused(NOTHING_TO_PUBLISH)
    return page(
        "researcher/publish.html",
        survey=survey,
        questions=questions,
        banners=protection.banners(microdata),
        fixed=_fixed_banner(survey),
        releases=data().store.publications(survey),
    )


@blueprint.get(f"{SURVEY}/publish/preview")
def preview(name: str, wave: int) -> Response:
    """What the public would see, from the same templates; nothing is published yet."""
    survey = closed_survey(name, wave)
    release = _drafted(survey, request.args)
    where = {"name": name, "wave": wave}
    return page(
        "researcher/preview.html",
        survey=survey,
        release=release,
        chosen=list(request.args.items(multi=True)),
        pictures={one.name: _picture(one.tally, one.name, where) for one in release.questions},
    )


@blueprint.get(f"{SURVEY}/publish/<question>.<any(svg,png):format>")
def preview_chart(name: str, wave: int, question: str, format: str) -> Response:
    """A chart of the preview: the question as everybody together answered it, recoded for the public."""
    survey = closed_survey(name, wave)
    banner = request.args.get("banner") or None
    with _in_words():
        total = publishing.total(data().microdata(survey), question, banner)
    key = (survey.id, "preview", question, banner)
    return chart_file(data().drawings, key, total, format, f"{name}-{wave}-{question}")


@blueprint.post(f"{SURVEY}/publish")
def publish(name: str, wave: int) -> AnyResponse:
    """Freeze what was previewed as the next release."""
    survey = closed_survey(name, wave)
    content = _content(survey, request.form)
    with _in_words():
        data().store.publish(survey, content)
    return redirect(url_for("fieldwork.survey", name=name, wave=wave), 303)


def _drafted(survey: Survey, chosen: MultiDict[str, str]) -> Release:
    return Release.of(Published(survey, 0, _content(survey, chosen)))


def _content(survey: Survey, chosen: MultiDict[str, str]) -> dict[str, Any]:
    """The content that was chosen; Refused, in words, when a rule forbids it."""
    questions, banner = tuple(chosen.getlist("question")), chosen.get("banner") or None
    if not questions:
        raise Refused(publishing.NO_QUESTIONS)
    with _in_words():
        content = data().content(survey, questions, banner)
        protection.check_banner([one.content for one in data().store.publications(survey)], content)
    return content


@contextmanager
def _in_words() -> Iterator[None]:
    """What a rule forbids is said on a page."""
    try:
        yield
    except PublicationRefused as refusal:
        raise Refused(refusal.message, **refusal.values) from refusal
    except CodebookError:
        abort(404)


def _fixed_banner(survey: Survey) -> str | None:
    """The banner of an earlier release, which is the banner for good."""
    earlier = [one.content["banner"] for one in data().store.publications(survey) if one.content["banner"]]
    return earlier[0]["variable"] if earlier else None


def _picture(tally: Any, question: str, where: dict[str, Any]) -> Any:
    banner = {"banner": request.args["banner"]} if request.args.get("banner") else {}
    return picture(tally, "publish.preview_chart", **where, question=question, **banner)
