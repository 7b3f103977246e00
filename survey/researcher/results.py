"""Tables, charts and files of a closed survey: one question, or two crossed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, g, request, url_for

from analysis.banners import Banner
from analysis.codebook import Codebook, CodebookError, Text
from analysis.errors import UndefinedStatistic
from analysis.tables import Crosstab, Tally
from survey.researcher.access import data
from survey.researcher.breakdown import breakdown
from survey.researcher.data import Crossing
from survey.researcher.fieldwork import SURVEY, closed_survey, contents
from survey.researcher.further import counted_words, looks
from survey.researcher.kept import here
from survey.researcher.sorting import ORDERS, ordered
from survey.researcher.texts import shortened, texts_of
from survey.storage import Survey
from survey.style.files import chart_file, table_file
from survey.style.links import picture
from survey.style.pages import Refused, language, page, words
from survey.style.sheets import sheet_of
from survey.style.words import VIEWS
from survey.web import N_

blueprint = Blueprint("results", __name__)

NO_VARIABLE = N_("There is no variable of that name in this survey.")
NO_POPULATION = N_("The tables speak of these people or of the process behind them; there is nothing third.")
NO_ORDER = N_("Rows stand as in the questionnaire, by size or by the alphabet.")
NO_WEIGHTS = N_("Answers count as one each, or are weighted to the sampling frame.")
NO_VIEW = N_("A cross-tab shows people, row per cents, column per cents or residuals.")
NO_TABLE = N_("These two cannot be crossed: {reason}")
SAME = N_("A variable cannot be crossed with itself. Please choose two different ones.")
CODED = ("nominal", "ordinal")


@dataclass(frozen=True, slots=True)
class Choice:
    """A variable that can be crossed, with its label; `group` is the label of the set it belongs to."""

    name: str
    label: Text
    group: Text


@blueprint.get(f"{SURVEY}/question/<question>")
def tally(name: str, wave: int, question: str) -> Response:
    """One question: base, table (by a banner, if wished), chart, its words, method; own words as a list."""
    survey = closed_survey(name, wave)
    result, order = _tally(survey, question), _order()
    names = [one for part in contents(survey) for one, _, _ in part.questions]
    place = names.index(question) if question in names else None
    where: dict[str, Any] = {"name": name, "wave": wave, "question": question}
    table, refusal = _try_banner(survey, question)
    kept = {**where, **_kept("population", "weights", "sort", "by")}
    return page(
        "researcher/tally.html",
        400 if refusal else 200,
        live=True,
        survey=survey,
        tally=ordered(result, order, language()),
        banner=table,
        parts=breakdown(table, order, language()) if table else (),
        refusal=refusal,
        kept=kept,
        order=order,
        orders=ORDERS,
        choices=choices(survey),
        weighted=_weighted(),
        weighting=data().weighted(survey),
        picture=picture(result, "results.tally_chart", _csv("tally", kept), **kept),
        population=_population(),
        people=data().microdata(survey).design.population,
        texts=texts_of(survey, result),
        looks=looks(survey, question, result.kind),
        **_words(survey, result),
        before=names[place - 1] if place else None,
        after=names[place + 1] if place is not None and place + 1 < len(names) else None,
        label_of=lambda one: label_of(data().microdata(survey).codebook, one),
        crossable=_crossable(survey, question),
        view_address=here(),
    )


@blueprint.get(f"{SURVEY}/question/<question>.csv")
def tally_table(name: str, wave: int, question: str) -> Response:
    """The tally, or the banner table that is wished, as a CSV file."""
    survey = closed_survey(name, wave)
    table, refusal = _try_banner(survey, question)
    if refusal:
        raise refusal
    file = f"{name}-{wave}-{question}"
    return (
        table_file(table, f"{file}-by-{table.column}")
        if table
        else table_file(_tally(survey, question), file)
    )


@blueprint.get(f"{SURVEY}/question/<question>.<any(svg,png):format>")
def tally_chart(name: str, wave: int, question: str, format: str) -> Response:
    """A chart of the tally."""
    survey = closed_survey(name, wave)
    result = ordered(_tally(survey, question), _order(), language())
    key = (survey.id, question, _population(), _weighted(), _order())
    return chart_file(data().drawings, key, result, format, f"{name}-{wave}-{question}")


@blueprint.get(f"{SURVEY}/crosstab")
def crosstab(name: str, wave: int) -> Response:
    """Two variables crossed, or the form that asks which."""
    survey = closed_survey(name, wave)
    view = request.args.get("show", "columns")
    if view not in VIEWS:
        raise Refused(NO_VIEW)
    asked = _crossing() if request.args.get("row") and request.args.get("column") else None
    table, refusal = _try_crosstab(survey, asked) if asked else (None, None)
    kept: dict[str, Any] = {"name": name, "wave": wave, **_kept("row", "column", "population", "weights")}
    drawn = table if table and table.n else None
    return page(
        "researcher/crosstab.html",
        400 if refusal else 200,
        live=True,
        survey=survey,
        table=table,
        refusal=refusal,
        asked=asked,
        view=view,
        choices=choices(survey),
        population=_population(),
        weighted=_weighted(),
        weighting=data().weighted(survey),
        people=data().microdata(survey).design.population,
        picture=picture(drawn, "results.crosstab_chart", _csv("crosstab", kept), **kept) if drawn else None,
        kept=kept,
        view_address=here(),
    )


@blueprint.get(f"{SURVEY}/crosstab.csv")
def crosstab_table(name: str, wave: int) -> Response:
    """The cross-tab as a CSV file."""
    survey, asked = closed_survey(name, wave), _crossing()
    return table_file(_crosstab(survey, asked), f"{name}-{wave}-{asked.row}-by-{asked.column}")


@blueprint.get(f"{SURVEY}/crosstab.<any(svg,png):format>")
def crosstab_chart(name: str, wave: int, format: str) -> Response:
    """A chart of the cross-tab."""
    survey, asked = closed_survey(name, wave), _crossing()
    table = _crosstab(survey, asked)
    file = f"{name}-{wave}-{asked.row}-by-{asked.column}"
    return chart_file(data().drawings, (survey.id, asked), table, format, file)


def choices(survey: Survey) -> list[Choice]:
    """The variables that can be crossed, in the order of the questionnaire."""
    codebook = data().microdata(survey).codebook
    owner = {name: one for one in codebook.sets for name in one.variables}
    return [
        Choice(v.name, _own_label(codebook, v.name), owner[v.name].label if v.name in owner else {})
        for v in codebook.variables
        if v.level in CODED
    ]


def label_of(codebook: Codebook, name: str) -> Text:
    """The label of a question: a variable or a set."""
    one = codebook.set_of(name)
    return one.label if one else codebook.variable(name).label


def _own_label(codebook: Codebook, name: str) -> Text:
    """The label of a variable within its set: that of the option or line alone."""
    for one in codebook.sets:
        if name in one.variables:
            return one.option_labels[one.variables.index(name)]
    return codebook.variable(name).label


def _crossable(survey: Survey, question: str) -> str | None:
    """The variable to begin a cross-tab of this question with; None where there is none."""
    codebook = data().microdata(survey).codebook
    one = codebook.set_of(question)
    name = one.variables[0] if one else question
    return name if codebook.variable(name).level in CODED else None


def _tally(survey: Survey, question: str) -> Tally:
    try:
        return data().tally(survey, question, _population(), _weighted())
    except CodebookError:
        abort(404)


def _try_banner(survey: Survey, question: str) -> tuple[Banner | None, Refused | None]:
    """The question by the banner in the address: nothing without one, or why it cannot be."""
    by = request.args.get("by", "")
    if not by:
        return None, None
    try:
        return data().banner(survey, Crossing(question, by, _population(), _weighted())), None
    except CodebookError:
        return None, Refused(NO_VARIABLE)
    except UndefinedStatistic as reason:
        return None, Refused(NO_TABLE, reason=str(reason))


def _order() -> str:
    order = request.args.get("sort", "questionnaire")
    if order not in ORDERS:
        raise Refused(NO_ORDER)
    return order


def _weighted() -> bool:
    """Whether the answers are weighted to the sampling frame (the default is: each counts as one)."""
    asked = request.args.get("weights", "none")
    if asked not in ("none", "frame"):
        raise Refused(NO_WEIGHTS)
    return asked == "frame"


def _crossing() -> Crossing:
    """The cross-tab that the address asks for."""
    row, column = request.args.get("row", ""), request.args.get("column", "")
    return Crossing(row, column, _population(), _weighted())


def _crosstab(survey: Survey, asked: Crossing) -> Crosstab:
    table, refusal = _try_crosstab(survey, asked)
    if table is None:
        raise refusal or Refused(NO_VARIABLE)
    return table


def _try_crosstab(survey: Survey, asked: Crossing) -> tuple[Crosstab | None, Refused | None]:
    """The cross-tab, or why it cannot be; its charts name the questions whose options or lines it crosses."""
    if asked.row and asked.row == asked.column:
        return None, Refused(SAME)
    try:
        found = data().crosstab(survey, asked)
    except CodebookError:
        return None, Refused(NO_VARIABLE)
    except UndefinedStatistic as reason:
        return None, Refused(NO_TABLE, reason=str(reason))
    sets = [
        one for one in data().microdata(survey).codebook.sets if {asked.row, asked.column} & {*one.variables}
    ]
    g.about = tuple(words().label(one.label) for one in sets)
    return found, None


def _population() -> bool:
    """Whether the tables speak of these people (the default) or of the process behind them."""
    known = {"these": True, "process": False}
    asked = request.args.get("population", "these")
    if asked not in known:
        raise Refused(NO_POPULATION)
    return known[asked]


def _csv(what: str, arguments: dict[str, Any]) -> str:
    return url_for(f"results.{what}_table", **arguments)


def _kept(*names: str) -> dict[str, str]:
    return {name: request.args[name] for name in names if name in request.args}


def _words(survey: Survey, result: Tally) -> dict[str, Any]:
    """The words of a text with their chart; nothing where nobody wrote."""
    if result.kind != "text" or not result.base:
        return {}
    found = counted_words(survey, result.variable)
    where: dict[str, Any] = {"name": survey.name, "wave": survey.wave}
    where |= {"question": result.variable, "look": "words"}
    table = url_for("further.table", **where)
    return {
        "words_sheet": shortened(sheet_of(found)),
        "words_picture": picture(found, "further.chart", table, **where),
    }
