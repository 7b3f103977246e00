"""The audit of a table of published figures without the microdata: every check, the gravest finding first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from analysis.audits.checks import Report, checks
from analysis.audits.fitting import Fit, span
from analysis.audits.reading import read_table, table_of
from analysis.audits.table import (
    SEVERITIES,
    AuditedColumn,
    AuditedRow,
    Column,
    Figure,
    PublishedTable,
    TableAudit,
)
from analysis.entrance import guard
from analysis.worst_case import bounds

Published = PublishedTable | str | Path | Iterable[Mapping[str, Any]]


def audit_table(published: Published) -> TableAudit:
    """Audit published figures alone: a table, the path of a CSV or JSON file, or rows as mappings.

    Found, never listed: possible bases, the rule of rounding, impossible rows, sums, totals, groups,
    bands, labels, response. All of it in whole numbers; bases are searched up to a million more than the
    figures force. UnreadableFile where a file or row is no figure.

    >>> found = audit_table([{"label": "yes", "percent": "12.4", "base": "237"}])
    >>> [(one.check, one.severity) for one in found.worst("impossible")]
    [('impossible_rows', 'impossible')]
    """
    report = _report(published)
    findings = [finding for check in checks().values() for finding in check(report)]
    return TableAudit(
        tuple(_row(fit, figure) for fit in report.fits.values() for figure in fit.column.figures),
        tuple(_column(fit) for fit in report.fits.values()),
        tuple(sorted(findings, key=lambda one: SEVERITIES.index(one.severity))),
    )


def _report(published: Published) -> Report:
    if isinstance(published, (str, Path)):
        published = read_table(published)
    table = published if isinstance(published, PublishedTable) else table_of(published)
    return Report(table, {column: Fit(column) for column in table.columns})


def _column(fit: Fit) -> AuditedColumn:
    if fit.column.weighted:
        return AuditedColumn(fit.column, None, fit.column.rules)
    return AuditedColumn(fit.column, fit.bases if fit.column.base is None else None, fit.rules)


def _row(fit: Fit, figure: Figure) -> AuditedRow:
    column = fit.column
    base = figure.base or (None if column.weighted else fit.base)
    if base is None or not figure.is_share or figure.parts:
        return AuditedRow(column, figure)
    spans = [span(figure, base, rule) for rule in fit.rules or (*column.rules, "any")]
    possible = [(low, high) for low, high in spans if low <= high]
    if not possible:
        return AuditedRow(column, figure)
    counts = min(low for low, _ in possible), max(high for _, high in possible)
    return AuditedRow(column, figure, counts, _bounds(column, counts, base))


def _bounds(column: Column, counts: tuple[int, int], base: int) -> tuple[float, float] | None:
    if column.frame is None or column.frame < base:
        return None
    low, high = bounds(counts[0], base, column.frame)[0], bounds(counts[1], base, column.frame)[1]
    return 100 * low, 100 * high


guard(__name__)
