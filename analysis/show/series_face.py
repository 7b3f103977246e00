"""A series shown: a line per answer, the waves or surveys side by side; of two their difference."""

from __future__ import annotations

from dataclasses import asdict

from analysis.change_words import NEWCOMBE
from analysis.codebook import text
from analysis.series import Series, SeriesRow, difference
from analysis.show.registry import Content, Records, register
from analysis.show.sheet import Line, Sheet, base_line, figure, interval_head, limits
from analysis.words import method, word


def series(result: Series, language: str) -> Content:
    """The values of every answer by name, and for two the difference with its limits."""
    return {
        "variable": result.tallies[-1].variable,
        "label": text(result.label, language),
        "names": [text(name, language) for name in result.names],
        "n": [one.n for one in result.tallies],
        "missing_kinds": [dict(one.missing) for one in result.tallies],
        "rows": [_row(row, result, language) for row in result.rows],
        "level": result.level,
        "method": _method(result, language),
    }


def _row(row: SeriesRow, result: Series, language: str) -> Content:
    named = zip(result.names, row.values, strict=True)
    found: Content = {
        "code": row.code,
        "label": text(row.label, language),
        "values": [{"name": text(name, language), **asdict(one)} for name, one in named],
    }
    if len(row.values) == 2:
        change, low, high = difference(*row.values)
        found |= {"change": change, "change_low": low, "change_high": high}
    return found


def series_sheet(result: Series, language: str) -> Sheet:
    """Every value with its interval; of two the difference behind them; bases beneath."""
    interval = interval_head(result.level, language)
    heads = [head for name in result.names for head in (text(name, language), interval)]
    if len(result.names) == 2:
        heads += [word("difference", language), interval]
    named = zip(result.names, result.tallies, strict=True)
    return Sheet(
        caption=text(result.label, language),
        corner=word("answer", language),
        heads=tuple(heads),
        lines=tuple(_line(row, result, language) for row in result.rows),
        notes=(
            *(f"{text(name, language)}: {base_line(one.base, one.missing, language)}" for name, one in named),
            _method(result, language),
        ),
    )


def _method(result: Series, language: str) -> str:
    told = method(result.tallies[-1], language)
    return f"{told} {word(NEWCOMBE, language)}" if len(result.names) == 2 else told


def _line(row: SeriesRow, result: Series, language: str) -> Line:
    decimals, percent = (2, "") if result.means else (1, " %")
    told = [(one.value, one.low, one.high) for one in row.values]
    if len(told) == 2:
        told.append(difference(*row.values))
    cells = [
        cell
        for value, low, high in told
        for cell in (figure(value, language, decimals), limits(low, high, language, decimals))
    ]
    name = text(row.label, language) or word("mean", language)
    return Line(name + percent, tuple(cells), "statistic" if result.means else "row")


def series_records(content: Content) -> Records:
    """A record per answer and wave or survey; the difference of two stands with the second."""
    found = []
    for row in content["rows"]:
        head = {"variable": content["variable"], "code": row["code"], "label": row["label"]}
        made = [head | value for value in row["values"]]
        if "change" in row:
            made[-1] |= {key: row[key] for key in ("change", "change_low", "change_high")}
        found += made
    return found


register(Series, json=series, sheet=series_sheet, records=series_records)
