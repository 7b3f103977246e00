"""Measures of association shown: a line per measure and test, what they rest on beneath."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import asdict
from string import ascii_uppercase
from typing import Any

from analysis import association_words as words
from analysis.associate import Associations, MeasureRow
from analysis.codebook import text
from analysis.error_words import KINDS
from analysis.show.registry import Content, Records, register
from analysis.show.sheet import Line, Sheet, base_line, figure, interval_head, limits
from analysis.tables import Test
from analysis.words import WORDS, number, p_value, percent_of_level, word


def associations(result: Associations, language: str) -> Content:
    """The measures and tests as records; `undefined` names what has no value here, and why."""
    return {
        "row": result.row,
        "column": result.column,
        "row_label": text(result.row_label, language),
        "column_label": text(result.column_label, language),
        "row_codes": list(result.row_codes),
        "column_codes": list(result.column_codes),
        "n": result.n,
        "missing": sum(result.missing.values()),
        "missing_kinds": dict(result.missing),
        "measures": [asdict(one) | {"label": _named(one, language)} for one in result.measures],
        "tests": [asdict(one) | {"label": word(one.name, language)} for one in result.tests],
        "undefined": dict(result.undefined),
        "letters": [list(row) for row in result.letters],
        "within": result.within,
        "common_odds": None if result.common_odds is None else asdict(result.common_odds),
        "adjust": result.adjust,
        "level": result.level,
        "by_design": result.by_design,
        "method": _method(result, language),
    }


def associations_sheet(result: Associations, language: str) -> Sheet:
    """Measures with errors and intervals, tests with statistic and p, then base, method and comparisons."""
    heads = (word("value", language), word("standard error", language), interval_head(result.level, language))
    notes = [base_line(result.n, result.missing, language), _method(result, language)]
    return Sheet(
        caption=f"{text(result.row_label, language)} × {text(result.column_label, language)}",
        corner=word("measure", language),
        heads=(*heads, "p"),
        lines=(
            *(_measure(one, language) for one in result.measures),
            *(_test(one, language) for one in result.tests),
        ),
        notes=(
            *notes,
            *_compared(result, language),
            *_within(result, language),
            *_undefined(result, language),
        ),
    )


def _named(one: MeasureRow, language: str) -> str:
    name = word(one.name, language)
    return f"{name}, {word(words.GIVEN[one.given], language)}" if one.given else name


def _measure(one: MeasureRow, language: str) -> Line:
    interval = limits(one.low, one.high, language, 3)
    cells = (figure(one.value, language, 3), figure(one.standard_error, language, 3), interval, "")
    return Line(_named(one, language), cells)


def _test(one: Test, language: str) -> Line:
    df = "" if one.df is None else f" (df = {one.df:g})"
    p = p_value(one.p, language).removeprefix("p = ").removeprefix("p ")
    return Line(word(one.name, language) + df, (number(one.statistic, language, 3), "", "", p), "statistic")


def _method(result: Associations, language: str) -> str:
    sentence = words.BY_DESIGN if result.by_design else words.ASYMPTOTIC
    return word(sentence, language, level=percent_of_level(result.level))


def _compared(result: Associations, language: str) -> list[str]:
    if not result.letters:
        return []
    rows, columns = (
        [text(one, language) for one in labels] for labels in (result.row_labels, result.column_labels)
    )
    found = [
        f"{rows[i]}: {columns[j]} > {', '.join(columns[ascii_uppercase.index(one)] for one in lower)}"
        for i, row in enumerate(result.letters)
        for j, lower in enumerate(row)
        if lower
    ]
    sentence = words.DIFFER if found else words.ALIKE
    return [word(sentence, language, adjust=word(result.adjust, language), differences="; ".join(found))]


def _within(result: Associations, language: str) -> list[str]:
    notes = [word(words.WITHIN, language, within=result.within)] if result.within else []
    if result.common_odds is not None:
        odds, level = result.common_odds, percent_of_level(result.level)
        values = (number(one, language, 2) for one in (odds.odds_ratio, odds.low, odds.high))
        sizes = dict(zip(("odds", "low", "high"), values, strict=True))
        test, p = word(odds.test.name, language), p_value(odds.test.p, language)
        notes.append(word(words.COMMON_ODDS, language, level=level, test=test, p=p, **sizes))
    return notes


def _undefined(result: Associations, language: str) -> list[str]:
    """What has no value, by reason; measures are named as in the table."""
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for name, reason in result.undefined.items():
        reasons[_known(reason, result.errors[name], language)].append(_plainly(name, language))
    return [
        word(words.UNDEFINED, language, names="; ".join(names), reason=reason)
        for reason, names in reasons.items()
    ]


def _plainly(name: str, language: str) -> str:
    """A name of `undefined` ("lambda given the row", "kappa, weights none") in words."""
    plain = name.removesuffix(", weights none")
    if weighted := re.fullmatch("kappa, weights (linear|quadratic)", plain):
        plain = f"{weighted[1]} weighted kappa"
    if directed := re.fullmatch("(.+) given (?:the )?(row|column|both)", plain):
        return f"{word(directed[1], language)}, {word(words.GIVEN[directed[2]], language)}"
    return word(plain, language)


def _known(reason: str, error: str, language: str) -> str:
    """A reason in a language; where only English has its own sentence, by the kind of the error."""
    if language not in ("kk", "ru") or reason in WORDS:
        return word(reason, language)
    return word(KINDS[error], language)


def associations_records(content: Content) -> Records:
    """A record per measure and test."""
    head: dict[str, Any] = {key: content[key] for key in ("row", "column", "n")}
    return [
        head | {"part": part} | one
        for part, key in (("measure", "measures"), ("test", "tests"))
        for one in content[key]
    ]


register(Associations, json=associations, sheet=associations_sheet, records=associations_records)
