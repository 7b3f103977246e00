"""A regression as a sheet: a line per coefficient, what it is compared with, and the tests."""

from __future__ import annotations

from typing import Any

from analysis.codebook import text
from analysis.regression.results import Coefficient, Regression
from analysis.regression_words import (
    CAPTIONS,
    COMPARED,
    EFFECT_NOTE,
    ODDS,
    PSEUDO,
    SQUARED,
    TERM,
    TOWARDS,
)
from analysis.show.registry import register
from analysis.show.regression_notes import odds, regression, regression_method, regression_records
from analysis.show.sheet import Line, Sheet, base_line
from analysis.words import DASH, number, p_value, percent_of_level, word


def regression_sheet(result: Regression, language: str) -> Sheet:
    """The coefficients in the words of a language, odds ratios where the link is logit."""
    interval = f"{word('interval', language)}, {percent_of_level(result.level)} %"
    heads = [word("coefficient", language), interval, word("p", language)]
    if result.link == "logit":
        heads += [word("odds ratio", language), interval]
    if result.family == "binomial":
        heads.append(word("average effect", language))
    return Sheet(
        caption=_caption(result, language),
        corner=word("term", language),
        heads=tuple(heads),
        lines=tuple(_line(row, result, language) for row in (*result.coefficients, *result.thresholds)),
        notes=tuple(_notes(result, language)),
    )


def _caption(result: Regression, language: str) -> str:
    values = {
        "formula": result.formula,
        "event": text(result.event_label, language) or "1",
        "link": result.link,
    }
    return f"{text(result.outcome_label, language)} — {word(CAPTIONS[result.family], language, **values)}"


def _line(row: Coefficient, result: Regression, language: str) -> Line:
    cells = [number(row.estimate, language, 3), _limits(row.low, row.high, language, 3)]
    cells.append(p_value(row.p, language).removeprefix("p = ").removeprefix("p "))
    if result.link == "logit":
        cells += _odds(row, language) if row.term else ["", ""]
    if result.family == "binomial":
        cells.append(_effect(row, result, language))
    return Line(text(row.label, language), tuple(cells), "row" if row.term else "statistic")


def _odds(row: Coefficient, language: str) -> list[str]:
    ratio = odds(row)
    if None in ratio.values():
        return [DASH, DASH]
    value, low, high = (float(one or 0) for one in ratio.values())
    return [number(value, language, 2), _limits(low, high, language, 2)]


def _effect(row: Coefficient, result: Regression, language: str) -> str:
    mine = [one for one in result.effects if (one.variable, (one.code,)) == (row.term, row.codes)]
    return number(100 * mine[0].estimate, language) if mine else ""


def _limits(low: float, high: float, language: str, decimals: int) -> str:
    return f"{number(low, language, decimals)} … {number(high, language, decimals)}"


def _notes(result: Regression, language: str) -> list[str]:
    notes = [base_line(result.base, result.missing, language)]
    if result.bases:
        bases = "; ".join(text(label, language) for label in result.base_labels)
        notes.append(word(COMPARED, language, bases=bases))
    if result.family == "binomial":
        notes.append(word(EFFECT_NOTE, language))
    if result.family == "ordinal":
        notes.append(word(TOWARDS, language, category=text(result.category_labels[-1], language)))
    notes.append(regression_method(result, language))
    notes += [_term(test, language) for test in result.tests if test.df > 1]
    notes += [
        word(ODDS, language, term=test.term, p=p_value(test.p, language)) for test in result.proportional_odds
    ]
    return [*notes, *_fit(result, language)]


def _term(test: Any, language: str) -> str:
    values = {"test": word(test.name, language), "statistic": number(test.statistic, language, 2)}
    return word(TERM, language, term=test.term, p=p_value(test.p, language), **values)


def _fit(result: Regression, language: str) -> list[str]:
    if result.r_squared is not None and result.residual_sd is not None:
        values = (number(result.r_squared, language, 3), number(result.residual_sd, language, 3))
        return [word(SQUARED, language, r2=values[0], sd=values[1])]
    if not result.pseudo_r2:
        return []
    return [word(PSEUDO, language, **{key: number(v, language, 3) for key, v in result.pseudo_r2.items()})]


register(Regression, json=regression, sheet=regression_sheet, records=regression_records)
