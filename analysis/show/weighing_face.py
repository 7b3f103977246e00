"""Weighing shown: what each category counts before and after, and what the weights cost."""

from __future__ import annotations

from analysis import weighing_words as words
from analysis.codebook import Codebook, text
from analysis.show.registry import Content, Records, register
from analysis.show.sheet import Line, Sheet, base_line, figure
from analysis.weigh import NO_ANSWER, WeighedRow, Weighing
from analysis.words import number, word


def weighing(result: Weighing, language: str) -> Content:
    """The categories with their sums of weights before and after; a factor of a sum of 0 is None."""
    return {
        "method": result.method,
        "n": result.n,
        "effective_n": result.effective_n,
        "design_effect": result.design_effect,
        "low": result.low,
        "high": result.high,
        "trimmed": result.trimmed,
        "rows": [_row(row, result, language) for row in result.rows],
    }


def _row(row: WeighedRow, result: Weighing, language: str) -> Content:
    before, after = (
        sum(getattr(one, part) for one in result.rows if one.variable == row.variable)
        for part in ("before", "after")
    )
    return {
        "variable": row.variable,
        "code": row.code,
        "label": word("missing", language) if row.code == NO_ANSWER else text(row.label, language),
        "count": row.count,
        "before": row.before,
        "after": row.after,
        "percent_before": 100 * row.before / before if before else None,
        "percent_after": 100 * row.after / after if after else None,
        "factor": row.after / row.before if row.before else None,
    }


def weighing_sheet(result: Weighing, language: str) -> Sheet:
    """A line per category; factors, design effect and what was trimmed beneath."""
    book, rows = result.microdata.codebook, weighing(result, language)["rows"]
    heads = ("count", "before, %", "after, %", "factor")
    return Sheet(
        caption=word("Weights", language),
        corner=word("category", language),
        heads=tuple(word(head, language) for head in heads),
        lines=tuple(_line(row, book, language) for row in rows),
        notes=(base_line(result.n, {}, language), *_notes(result, language)),
    )


def _line(row: Content, book: Codebook, language: str) -> Line:
    name = text(book.variable(row["variable"]).label, language) or row["variable"]
    shares = (figure(row[key], language) for key in ("percent_before", "percent_after"))
    factor = figure(row["factor"], language, 3)
    return Line(f"{name}: {row['label'] or row['code']}", (str(row["count"]), *shares, factor))


def _notes(result: Weighing, language: str) -> list[str]:
    factors = {"low": number(result.low, language, 2), "high": number(result.high, language, 2)}
    effective, effect = number(result.effective_n, language), number(result.design_effect, language, 2)
    notes = [
        word(words.METHODS[result.method], language),
        word(words.FACTORS, language, **factors),
        word(words.EFFECTIVE, language, effective=effective, n=result.n, effect=effect),
    ]
    if result.trimmed:
        notes.append(word(words.TRIMMED, language, trimmed=result.trimmed))
    return notes


def weighing_records(content: Content) -> Records:
    """A record per category."""
    found: Records = content["rows"]
    return found


register(Weighing, json=weighing, sheet=weighing_sheet, records=weighing_records)
