"""Open answers shown: a line per text, or per equal text or word with its frequency."""

from __future__ import annotations

from dataclasses import asdict

from analysis.codebook import text
from analysis.open_answers import OpenAnswers
from analysis.open_words import BLIND, FOUND, WITHOUT
from analysis.show.registry import Content, Records, register
from analysis.show.sheet import Line, Sheet, base_line, figure
from analysis.words import word


def open_answers(result: OpenAnswers, language: str) -> Content:
    """What was found: `texts`, or `rows` where they are counted."""
    shown: Content = (
        {"rows": [asdict(row) for row in result.rows]} if result.counted else {"texts": result.texts}
    )
    return {
        "variable": result.variable,
        "label": text(result.label, language),
        "n": result.n,
        "missing": sum(result.missing.values()),
        "missing_kinds": dict(result.missing),
        "search": result.search,
        "texts_in_all": result.base,
        "found": result.found,
        "content": result.content,
        **shown,
    }


def open_answers_sheet(result: OpenAnswers, language: str) -> Sheet:
    """The texts, or how often each stands there; base and search beneath."""
    counted = (word("count", language), word("% of texts", language))
    notes = [base_line(result.base, result.missing, language)]
    if result.search:
        values = {"found": result.found, "base": result.base, "search": result.search}
        notes.append(word(FOUND, language, **values))
    if result.content:
        notes.append(word(WITHOUT, language))
    return Sheet(
        caption=text(result.label, language) or result.variable,
        corner=word("word" if result.counted == "words" else "text", language),
        heads=counted if result.counted else (),
        lines=(
            *(Line(one, ()) for one in result.texts),
            *(Line(row.text, (str(row.count), figure(row.percent, language))) for row in result.rows),
        ),
        notes=(*notes, word(BLIND, language)),
    )


def open_answers_records(content: Content) -> Records:
    """A record per text or word."""
    head = {"variable": content["variable"]}
    rows = content.get("rows") or [{"text": one} for one in content.get("texts", ())]
    return [head | row for row in rows]


register(OpenAnswers, json=open_answers, sheet=open_answers_sheet, records=open_answers_records)
