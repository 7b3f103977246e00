"""Results as JSON-able values, in the form that the commands promise."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from analysis.audited import Audit
from analysis.codebook import Text, text
from analysis.comparisons import Comparison
from analysis.regression.results import Regression
from analysis.scales.report import ScaleReport
from analysis.show.comparison_notes import comparison
from analysis.show.regression_notes import regression
from analysis.show.scale_notes import scale
from analysis.tables import Crosstab, Tally, TallyRow
from analysis.words import method, reason, said, word

Result = Tally | Crosstab | Audit | Comparison | Regression | ScaleReport


def as_json(result: Result, language: str = "en") -> dict[str, Any]:
    """The result as dicts, lists, numbers and strings; a per cent of nobody is None, labels in `language`."""
    if isinstance(result, Tally):
        return tally(result, language)
    if isinstance(result, ScaleReport):
        return scale(result, language)
    if isinstance(result, Comparison):
        return comparison(result, language)
    if isinstance(result, Regression):
        return regression(result, language)
    return crosstab(result, language) if isinstance(result, Crosstab) else audit(result, language)


def tally(result: Tally, language: str) -> dict[str, Any]:
    """A tally: `variable`, `n`, `missing` (people), `base`, `rows`, `nets`, and more about them."""
    return {
        "variable": result.variable,
        "label": text(result.label, language),
        "kind": result.kind,
        "n": result.n,
        "missing": sum(result.missing.values()),
        "missing_kinds": dict(result.missing),
        "base": result.base,
        "weighted_base": result.weighted_base,
        "effective_n": result.effective_n,
        "population": result.population,
        "level": result.level,
        "method": method(result, language),
        "rows": [_row(row, result, language) for row in result.rows],
        "nets": [_row(net, result, language) for net in result.nets],
        "items": [tally(item, language) for item in result.items],
        "answers": result.answers,
        "statistics": dict(result.statistics),
    }


def _row(row: TallyRow, result: Tally, language: str) -> dict[str, Any]:
    known = bool(result.weighted_base)
    main = {
        "code": row.code,
        "label": text(row.label, language),
        "count": row.count,
        "percent": row.percent if known else None,
        "low": row.low,
        "high": row.high,
    }
    extra = {
        "weighted": row.weighted if result.effective_n is not None else None,
        "percent_of_answers": row.percent_of_answers,
        "mean_rank": row.mean_rank,
        "ranked": row.ranked,
    }
    return main | {key: value for key, value in extra.items() if value is not None}


def crosstab(result: Crosstab, language: str) -> dict[str, Any]:
    """A cross-tab: codes, counts (rows x columns) and what follows; `test`, `cramers_v` and `verdict` are
    None where the test is refused, `reason` then says why."""
    test, found = result.test, result.association
    rows, columns = _known(result)
    return {
        "row": result.row,
        "column": result.column,
        "row_label": text(result.row_label, language),
        "column_label": text(result.column_label, language),
        "n": result.n,
        "missing": sum(result.missing.values()),
        "missing_kinds": dict(result.missing),
        "counts": _lists(result.counts),
        "row_codes": list(result.row_codes),
        "column_codes": list(result.column_codes),
        "row_labels": _texts(result.row_labels, language),
        "column_labels": _texts(result.column_labels, language),
        "weighted": _lists(result.weighted),
        "row_percents": _where(result.row_percents, rows, by_row=True),
        "column_percents": _where(result.column_percents, columns, by_row=False),
        "column_low": _lists(result.column_low),
        "column_high": _lists(result.column_high),
        "expected": _lists(result.expected),
        "adjusted_residuals": _lists(result.adjusted_residuals),
        "test": None if test is None else asdict(test),
        "cramers_v": None
        if found is None
        else {"value": found.value, "low": found.low, "high": found.high, "corrected": found.corrected},
        "verdict": None if found is None else found.verdict,
        "margin": None if found is None else found.margin,
        "smallest_detectable": None if found is None else found.smallest_detectable,
        "reason": explain(result, language),
        "population": result.population,
        "level": result.level,
        "method": method(result, language),
        "empty_rows": list(result.empty_rows),
        "empty_columns": list(result.empty_columns),
    }


def explain(result: Crosstab, language: str) -> str:
    """Why the verdict is what it is, or why there is none."""
    if result.test is None or result.association is None:
        return word(result.refusal, language)
    return reason(result.association, result.test, result.level, language)


def audit(result: Audit, language: str) -> dict[str, Any]:
    """An audit: every figure with its `agrees`, and the `verdicts` on what cannot be right."""
    figures = [
        {
            "id": one.id,
            "published": one.published,
            "count": one.count,
            "base": one.base,
            "computed": one.computed,
            "agrees": one.agrees,
            "label": text(one.label, language),
            "reason": said(one.reason, language),
        }
        for one in result.figures
    ]
    return {
        "figures": figures,
        "verdicts": [{"id": one.id, "text": said(one.said, language)} for one in result.verdicts],
    }


def _known(result: Crosstab) -> tuple[list[bool], list[bool]]:
    """Which rows and which columns have a base for per cents."""
    rows = [sum(row) > 0 for row in result.weighted]
    return rows, [sum(row[j] for row in result.weighted) > 0 for j in range(len(result.column_codes))]


def _where(
    values: tuple[tuple[float, ...], ...], known: list[bool], *, by_row: bool
) -> list[list[float | None]]:
    return [
        [value if known[i if by_row else j] else None for j, value in enumerate(row)]
        for i, row in enumerate(values)
    ]


def _lists(values: tuple[tuple[Any, ...], ...]) -> list[list[Any]]:
    return [list(row) for row in values]


def _texts(labels: tuple[Text, ...], language: str) -> list[str]:
    return [text(label, language) for label in labels]
