"""Audits of tables of figures shown: a line per figure, the findings as notes beneath, the gravest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analysis.audits.checks import bases_said
from analysis.audits.table import AuditedColumn, AuditedRow, Bases, Finding, TableAudit
from analysis.show.registry import register
from analysis.show.sheet import Line, Sheet
from analysis.words import DASH, number, said, word


def table_audit(result: TableAudit, language: str) -> dict[str, Any]:
    """An audit of a table: its `columns` with base and rules, `figures`, and `findings` in words."""
    return {
        "columns": [_column(one) for one in result.columns],
        "figures": [_figure(one) for one in result.rows],
        "findings": [_finding(one, language) for one in result.findings],
    }


def _column(one: AuditedColumn) -> dict[str, Any]:
    return {
        "question": one.column.question,
        "group": one.column.group,
        "answers": one.column.answers,
        "base": one.column.base,
        "possible_bases": None if one.bases is None else _bases(one.bases),
        "rules": list(one.rules),
    }


def _bases(bases: Bases) -> dict[str, Any]:
    runs = [list(run) for run in bases.runs]
    return {"smallest": bases.smallest, "count": bases.count, "runs": runs, "searched": bases.searched}


def _figure(one: AuditedRow) -> dict[str, Any]:
    figure, counts, bounds = one.figure, one.counts or (None, None), one.bounds or (None, None)
    printed = {name: getattr(figure, name) for name in ("percent", "mean", "sd")}
    return {
        "line": figure.line,
        "question": one.column.question,
        "group": one.column.group,
        "label": figure.label,
        **{name: None if value is None else str(value) for name, value in printed.items()},
        "count": figure.count,
        "least_count": counts[0],
        "greatest_count": counts[1],
        "low": bounds[0],
        "high": bounds[1],
    }


def _finding(one: Finding, language: str) -> dict[str, Any]:
    return {
        "severity": one.severity,
        "check": one.check,
        "line": one.line,
        "question": one.question,
        "group": one.group,
        "label": one.label,
        "text": said(one.said, language),
    }


def table_audit_sheet(result: TableAudit, language: str) -> Sheet:
    """The figures with the counts that they can stand for, in the words of a language."""
    bounded = any(one.bounds for one in result.rows)
    heads = ["published", "count", "base", "possible bases", "possible counts"]
    heads += ["share of the frame"] if bounded else []
    named = any(one.column.question or one.column.group for one in result.rows)
    return Sheet(
        caption=word("Audit of published figures", language),
        corner=word("figure", language),
        heads=tuple(word(head, language) for head in heads),
        lines=tuple(
            Line(_head(one, language) if named else one.figure.label, cells)
            for one, cells in zip(result.rows, _cells_of(result, language, bounded=bounded), strict=True)
        ),
        notes=_notes(result, language),
    )


def _notes(result: TableAudit, language: str) -> tuple[str, ...]:
    """The findings, but for the possible bases, which stand in the table."""
    told = [one for one in result.findings if (one.check, one.severity) != ("bases", "note")]
    clean = [] if result.worst("doubtful") else [_nothing(language)]
    return (*clean, *(_note(one, language) for one in told))


def _cells_of(result: TableAudit, language: str, *, bounded: bool) -> Iterator[tuple[str, ...]]:
    """The cells of every row; the possible bases of a column stand beside its first row."""
    possible = {id(one.column): one.bases for one in result.columns}
    for one in result.rows:
        bases = possible.pop(id(one.column), None)
        told = said(bases_said(bases), language) if bases is not None and bases.count else DASH
        yield _cells(one, told, language, bounded=bounded)


def _nothing(language: str) -> str:
    return word("No contradiction was found.", language)


def _head(one: AuditedRow, language: str) -> str:
    return " · ".join([*_place(one.column.question, one.column.group, language), one.figure.label])


def _place(question: str, group: str, language: str) -> list[str]:
    return [part for part in (question, group) if part] or [word("everybody", language)]


def _cells(one: AuditedRow, bases: str, language: str, *, bounded: bool) -> tuple[str, ...]:
    figure = one.figure
    printed = figure.percent or figure.mean
    base = figure.base or one.column.base
    told = [
        DASH if printed is None else _number(str(printed), language) + (" %" if figure.percent else ""),
        DASH if figure.count is None else str(figure.count),
        DASH if base is None else str(base),
        bases,
        DASH if one.counts is None else _range(*map(str, one.counts)),
    ]
    if bounded:
        told.append(DASH if one.bounds is None else _range(*(number(end, language) for end in one.bounds)))
    return tuple(told)


def _number(text: str, language: str) -> str:
    return text if language == "en" else text.replace(".", ",")


def _range(low: str, high: str) -> str:
    return low if low == high else f"{low}–{high}"


def _note(one: Finding, language: str) -> str:
    place = [part for part in (one.question, one.group, one.label) if part]
    line = [word("line {line}", language, line=one.line)] if one.label and one.line else []
    where = f" ({', '.join(place + line)})" if place else ""
    return f"{word(one.severity, language).capitalize()}{where}: {said(one.said, language)}"


register(TableAudit, json=table_audit, sheet=table_audit_sheet, records=lambda content: content["findings"])
