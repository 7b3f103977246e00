"""Further looks at a question: between waves, beside another survey, chosen together, the words of texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from flask import Blueprint, Response, abort, g, request, url_for

from analysis.changes import Changes, change
from analysis.codebook import Codebook, CodebookError, Text
from analysis.combinations import Combinations, combinations
from analysis.errors import DesignError, UndefinedStatistic
from analysis.open_answers import OpenAnswers, open_answers
from analysis.series import Series
from analysis.show.changes_face import wording
from analysis.shown import Shown
from analysis.tables import Tally
from analysis.tallies import tally
from analysis.waves import Difference, differences
from questionnaires.coding import codebook
from survey.languages import LANGUAGES, gettext
from survey.researcher.access import data
from survey.researcher.fieldwork import SURVEY, closed_survey
from survey.researcher.kept import here
from survey.researcher.texts import shortened
from survey.storage import Survey, UnknownSurvey
from survey.style.files import chart_file, table_file
from survey.style.links import margins, picture
from survey.style.pages import Refused, language, page, words
from survey.style.sheets import sheet_of
from survey.web import N_

blueprint = Blueprint("further", __name__)
QUESTION = f"{SURVEY}/question/<question>/<any(waves,beside,together,words):look>"

NO_OTHER_WAVE = N_("No other closed wave of this survey asked this question.")
NO_WAVE = N_("There is no other closed wave of that number that asked this question.")
NO_SURVEY = N_("There is no other closed survey of that name that asked this question.")
SAME_SURVEY = N_("A survey cannot be compared with itself. Waves of one survey are compared between waves.")
NOT_ALIKE = N_("These answers cannot stand side by side: they share no codes or means, or nobody answered.")
NOT_TOGETHER = N_("Only the answers to a question with several answers can be chosen together.")
NO_WORDS = N_("Only answers in people's own words can be counted by words.")
TITLES = {
    "waves": N_("Between waves"),
    "beside": N_("Beside another survey"),
    "together": N_("Chosen together"),
    "words": N_("Words of the answers"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a closed survey, and the waves or surveys that it can be compared with."""

    survey: Survey
    question: str
    others: tuple[Survey, ...] = ()


@blueprint.get(QUESTION)
def further(name: str, wave: int, question: str, look: str) -> Response:
    """A further look: base, table, chart, method; what cannot be is refused above the form."""
    asked = _asked(name, wave, question, look)
    try:
        result, refusal = _result(asked, look), None
    except Refused as reason:
        result, refusal = None, reason
    kept: dict[str, Any] = {"name": name, "wave": wave, "question": question, "look": look, **_wished(look)}
    table = url_for("further.table", **kept) if result else ""
    drawn = picture(result, "further.chart", table, **kept) if result else None
    return page(
        "researcher/further.html",
        400 if refusal else 200,
        live=True,
        survey=asked.survey,
        question=question,
        label=_label(data().microdata(asked.survey).codebook, question),
        title=TITLES[look],
        look=look,
        others=asked.others,
        wished=_wished(look),
        kept=kept,
        refusal=refusal,
        compared=g.get("compared", ""),
        sheet=shortened(sheet_of(result)) if result else None,
        series=look == "waves" and isinstance(result, Series),
        wording=_wording(asked) if look == "waves" and isinstance(result, Series) else "",
        picture=drawn,
        table=table,
        view_address=here(),
    )


@blueprint.get(f"{QUESTION}.csv")
def table(name: str, wave: int, question: str, look: str) -> Response:
    """The table of a further look as a CSV file."""
    asked = _asked(name, wave, question, look)
    return table_file(_must(asked, look), _file(asked, look))


@blueprint.get(f"{QUESTION}.<any(svg,png):format>")
def chart(name: str, wave: int, question: str, look: str, format: str) -> Response:
    """The chart of a further look."""
    asked = _asked(name, wave, question, look)
    key = (asked.survey.id, question, look, *_wished(look).values())
    return chart_file(data().drawings, key, _must(asked, look), format, _file(asked, look))


def looks(survey: Survey, question: str, kind: str) -> dict[str, str]:
    """The further looks that a question of this kind has, with their titles."""
    there = {
        "waves": kind != "text" and _waves(survey, question),
        "beside": kind != "text" and _surveys(survey, question),
        "together": kind == "multiple",
    }
    return {look: TITLES[look] for look, found in there.items() if found}


def counted_words(survey: Survey, question: str) -> OpenAnswers:
    """The words of a text, function words left out; Refused for a question of another kind."""
    found: OpenAnswers = _result(Asked(survey, question), "words")
    return found


def _label(book: Codebook, question: str) -> Text:
    one = book.set_of(question)
    return one.label if one else book.variable(question).label


def _asked(name: str, wave: int, question: str, look: str) -> Asked:
    survey = closed_survey(name, wave)
    book = data().microdata(survey).codebook
    if book.set_of(question) is None and not book.has(question):
        abort(404)
    others = {"waves": _waves, "beside": _surveys}.get(look)
    return Asked(survey, question, tuple(others(survey, question)) if others else ())


def _waves(survey: Survey, question: str) -> list[Survey]:
    """The other closed waves that asked a question."""
    return [one for one in _closed(survey, question) if one.name == survey.name]


def _surveys(survey: Survey, question: str) -> list[Survey]:
    """The closed waves of other surveys that asked a question with some of the same answers."""
    return [one for one in _closed(survey, question) if one.name != survey.name]


def _closed(survey: Survey, question: str) -> list[Survey]:
    closed = [one for one in data().store.surveys() if one.state == "closed" and one.id != survey.id]
    mine = _answers(codebook(survey.questionnaire), question)
    return [one for one in closed if mine & _answers(codebook(one.questionnaire), question)]


def _answers(book: Codebook, question: str) -> set[tuple[str, str]]:
    """What answers to a question can be: (kind, code) pairs; lines of a grid or the number itself too."""
    one = book.set_of(question)
    if one is not None:
        return {(one.kind, name) for name in one.variables}
    if not book.has(question):
        return set()
    variable = book.variable(question)
    return {(variable.level, code.value) for code in variable.valid_codes} or {(variable.level, "")}


def _result(asked: Asked, look: str) -> Any:
    """The result of a look; None while another survey is still to be chosen, Refused where it cannot be."""
    sides = CHOOSE[look](asked) if look in CHOOSE else [asked.survey]
    if not sides:
        return None
    g.margins = all(one.mode != "open" for one in sides)
    g.compared = _compared(sides, look)
    if look == "waves" and len(sides) == 2:
        g.about = (g.compared,)
    key = (look, asked.question, *(one.id for one in sides))
    return data().once(key, lambda: MAKE[look](sides, asked.question))


def _compared(sides: list[Survey], look: str) -> str:
    """Which waves or surveys are compared, in words: "wave 1 → wave 3"."""
    if look == "waves":
        return " → ".join(words().say("wave {wave}", wave=one.wave) for one in sides)
    return " – ".join(one.address for one in sides) if look == "beside" else ""


def _must(asked: Asked, look: str) -> Any:
    """The result for a file."""
    result = _result(asked, look)
    if result is None:
        raise Refused(NO_SURVEY)
    return result


def _waves_wished(asked: Asked) -> list[Survey]:
    """This wave and the one that is wished, or all, the earliest first."""
    if not asked.others:
        raise Refused(NO_OTHER_WAVE)
    since = request.args.get("since", "")
    chosen = [one for one in asked.others if since in ("", str(one.wave))]
    if not chosen:
        raise Refused(NO_WAVE)
    return sorted([asked.survey, *chosen], key=lambda one: one.wave)


def _surveys_wished(asked: Asked) -> list[Survey]:
    """This survey and the one that is wished; nothing while none is."""
    wished = request.args.get("survey", "")
    return [asked.survey, _other(asked, wished)] if wished else []


def _between(waves: list[Survey], question: str) -> Changes | Series:
    """The change between two waves with its test, or several waves in time."""
    if len(waves) == 2 and margins():
        first, second = map(data().microdata, waves)
        return change(first, second, question, population=False)
    names = [{code: gettext(code, "wave {wave}", wave=one.wave) for code in LANGUAGES} for one in waves]
    breaks = tuple(place for place, both in enumerate(pairwise(waves), 1) if _reworded(*both, question))
    return Series(tuple(names), _tallies(waves, question), in_time=True, breaks=breaks)


def _beside(both: list[Survey], question: str) -> Series:
    """Two surveys side by side, by their titles, or by their addresses where these are the same."""
    names = tuple(one.questionnaire.title for one in both)
    if names[0] == names[1]:
        names = tuple(dict.fromkeys(LANGUAGES, one.address) for one in both)
    return Series(names, _tallies(both, question))


def _other(asked: Asked, wished: str) -> Survey:
    try:
        found = data().store.find(wished)
    except UnknownSurvey as reason:
        raise Refused(NO_SURVEY) from reason
    if found.name == asked.survey.name:
        raise Refused(SAME_SURVEY)
    if found.id not in {one.id for one in asked.others}:
        raise Refused(NO_SURVEY)
    return found


def _tallies(surveys: list[Survey], question: str) -> tuple[Tally, ...]:
    return tuple(tally(data().microdata(one), question, population=False) for one in surveys)


def _wording(asked: Asked) -> str:
    """What changed in a question between its first and its last wave."""
    waves = _waves_wished(asked)
    return wording(_reworded(waves[0], waves[-1], asked.question), language())


def _reworded(first: Survey, second: Survey, question: str) -> list[Difference]:
    """What differs in a question between two waves."""
    books = [data().microdata(one).codebook for one in (first, second)]
    one = books[-1].set_of(question)
    names = {question, *(one.variables if one else ())}
    return [found for found in differences(*books) if found.variable in names]


def _refusing(make: Callable[[list[Survey], str], Shown], words: str) -> Callable[[list[Survey], str], Shown]:
    """The same, refused in these words where it is undefined."""

    def made(sides: list[Survey], question: str) -> Shown:
        try:
            return make(sides, question)
        except (CodebookError, DesignError, UndefinedStatistic) as reason:
            raise Refused(words) from reason

    return made


def _words(sides: list[Survey], question: str) -> OpenAnswers:
    return open_answers(data().microdata(sides[0]), question, counted="words", content=True)


def _together(sides: list[Survey], question: str) -> Combinations:
    return combinations(data().microdata(sides[0]), question)


CHOOSE = {"waves": _waves_wished, "beside": _surveys_wished}
MAKE = {
    "waves": _refusing(_between, NOT_ALIKE),
    "beside": _refusing(_beside, NOT_ALIKE),
    "together": _refusing(_together, NOT_TOGETHER),
    "words": _refusing(_words, NO_WORDS),
}


def _wished(look: str) -> dict[str, str]:
    name = {"waves": "since", "beside": "survey"}.get(look, "")
    return {name: request.args[name]} if request.args.get(name) else {}


def _file(asked: Asked, look: str) -> str:
    wished = "-".join(_wished(look).values())
    return "-".join(filter(None, [asked.survey.name, str(asked.survey.wave), asked.question, look, wished]))
