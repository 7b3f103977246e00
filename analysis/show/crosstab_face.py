"""Cross-tabs shown: column per cents with counts, both bases, and what the test says."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from analysis.association_words import ABOVE, SAMPLE_V
from analysis.codebook import Text, text
from analysis.publications.protected import told
from analysis.show.registry import Records, register
from analysis.show.sheet import Line, Sheet, base_line
from analysis.tables import Crosstab
from analysis.words import DASH, method, number, reason, word


def crosstab(result: Crosstab, language: str) -> dict[str, Any]:
    """A cross-tab: codes, counts (rows x columns) and what follows; `test`, `cramers_v` and `verdict` are
    None where the test is refused, `reason` then says why. A protected one has no counts: its `bases` go to
    the nearest 5, its per cents are words ("23", "<5", ">95")."""
    if result.protected:
        return _protected(result, language)
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
        "counts": result.counts,
        "row_codes": result.row_codes,
        "column_codes": result.column_codes,
        "row_labels": _texts(result.row_labels, language),
        "column_labels": _texts(result.column_labels, language),
        "weighted": result.weighted,
        "row_percents": _where(result.row_percents, rows, by_row=True),
        "column_percents": _where(result.column_percents, columns, by_row=False),
        "column_low": result.column_low,
        "column_high": result.column_high,
        "expected": result.expected,
        "adjusted_residuals": result.adjusted_residuals,
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
        "empty_rows": result.empty_rows,
        "empty_columns": result.empty_columns,
    }


def _protected(result: Crosstab, language: str) -> dict[str, Any]:
    found = result.association
    return {
        "row": result.row,
        "column": result.column,
        "row_label": text(result.row_label, language),
        "column_label": text(result.column_label, language),
        "row_codes": result.row_codes,
        "column_codes": result.column_codes,
        "row_labels": _texts(result.row_labels, language),
        "column_labels": _texts(result.column_labels, language),
        "bases": result.bases,
        "column_percents": [[told(percent) for percent in cells] for cells in result.column_percents],
        "protected": True,
        "cramers_v": None if found is None else {"value": found.value, "low": found.low, "high": found.high},
        "verdict": None if found is None else found.verdict,
        "reason": None if found is None else explain(result, language),
        "method": method(result, language),
    }


def explain(result: Crosstab, language: str) -> str:
    """Why the verdict is what it is, or why there is none."""
    if result.test is None or result.association is None:
        return word(result.refusal, language)
    return reason(result.association, result.test, result.level, language)


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


def _texts(labels: tuple[Text, ...], language: str) -> list[str]:
    return [text(label, language) for label in labels]


def crosstab_sheet(result: Crosstab, language: str) -> Sheet:
    """A cross-tab as a sheet: column per cents with counts, both bases, and what the test says."""
    if result.protected:
        return _protected_sheet(result, language)
    totals = list(result.bases)
    lines = [
        Line(text(label, language), (*_cells(result, i, totals, language), str(sum(result.counts[i]))))
        for i, label in enumerate(result.row_labels)
    ]
    lines.append(Line(word("base", language), (*map(str, totals), str(result.n)), "total"))
    names = (text(result.row_label, language), text(result.column_label, language))
    return Sheet(
        caption=f"{names[0]} × {names[1]}",
        corner=names[0],
        heads=(*(text(label, language) for label in result.column_labels), word("base", language)),
        lines=tuple(lines),
        notes=_crosstab_notes(result, language),
    )


def _protected_sheet(result: Crosstab, language: str) -> Sheet:
    rows = zip(result.row_labels, result.column_percents, strict=True)
    lines = [Line(text(label, language), tuple(map(told, cells))) for label, cells in rows]
    lines.append(Line(word("base", language), tuple(map(str, result.bases)), "total"))
    notes = [word("column per cents", language), method(result, language)]
    if result.association is not None:
        notes += [f"{word('verdict', language)}: {word(result.association.verdict, language)}."]
        notes += [explain(result, language)]
    names = (text(result.row_label, language), text(result.column_label, language))
    heads = tuple(text(label, language) for label in result.column_labels)
    return Sheet(f"{names[0]} × {names[1]}", names[0], heads, tuple(lines), tuple(notes))


def _cells(result: Crosstab, i: int, totals: list[int], language: str) -> list[str]:
    return [
        f"{number(result.column_percents[i][j], language)} % ({count})" if totals[j] else DASH
        for j, count in enumerate(result.counts[i])
    ]


def _crosstab_notes(result: Crosstab, language: str) -> tuple[str, ...]:
    notes = [
        f"{word('column per cents', language)} ({word('count', language)}). "
        f"{base_line(result.n, result.missing, language)}",
        method(result, language),
    ]
    if result.association is not None:
        notes.append(f"{word('verdict', language)}: {word(result.association.verdict, language)}.")
    notes += [explain(result, language), *_sample_v(result, language)]
    empty = [*_labelled(result.empty_rows, result, language, rows=True)]
    empty += _labelled(result.empty_columns, result, language, rows=False)
    if empty:
        notes.append(
            word("Not in the test, because nobody is there: {codes}.", language, codes=", ".join(empty))
        )
    return (*notes, *_test_notes(result, language))


def _sample_v(result: Crosstab, language: str) -> list[str]:
    """V as it stands in the sample and without its bias; why it may lie above its own interval."""
    if result.association is None:
        return []
    found = result.association
    sizes = {"value": number(found.value, language, 2), "corrected": number(found.corrected, language, 2)}
    notes = [word(SAMPLE_V, language, **sizes)]
    return [*notes, word(ABOVE, language)] if found.value > found.high else notes


def _test_notes(result: Crosstab, language: str) -> list[str]:
    if result.test is None:
        return []
    notes = [word("The test is about the process behind these people.", language)]
    if result.test.error is not None:
        values = {"error": number(result.test.error, language, 4), "seed": result.test.seed}
        sentence = "p from {replicates} random tables, standard error {error}, seed {seed}."
        notes.append(word(sentence, language, replicates=result.test.drawn, **values))
    return notes


def _labelled(codes: tuple[str, ...], result: Crosstab, language: str, *, rows: bool) -> list[str]:
    pairs = (
        zip(result.row_codes, result.row_labels, strict=True)
        if rows
        else zip(result.column_codes, result.column_labels, strict=True)
    )
    labels = {code: text(label, language) for code, label in pairs}
    return [labels[code] for code in codes]


def crosstab_records(content: dict[str, Any]) -> Records:
    """A record per cell."""
    if content.get("protected"):
        return [
            {
                "row": row,
                "row_label": content["row_labels"][i],
                "column": column,
                "column_label": content["column_labels"][j],
                "base": content["bases"][j],
                "percent": content["column_percents"][i][j],
            }
            for i, row in enumerate(content["row_codes"])
            for j, column in enumerate(content["column_codes"])
        ]
    many = ("counts", "row_percents", "column_percents", "column_low", "column_high", "expected")
    return [
        {
            "row": row,
            "row_label": content["row_labels"][i],
            "column": column,
            "column_label": content["column_labels"][j],
            **{key.removesuffix("s"): content[key][i][j] for key in (*many, "adjusted_residuals")},
        }
        for i, row in enumerate(content["row_codes"])
        for j, column in enumerate(content["column_codes"])
    ]


register(Crosstab, json=crosstab, sheet=crosstab_sheet, records=crosstab_records)
