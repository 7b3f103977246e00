"""Tallies shown: the number and its base before all else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from analysis.codebook import text
from analysis.publications.protected import told
from analysis.show.registry import Records, register
from analysis.show.sheet import Line, Sheet, base_line, figure, interval_head
from analysis.tables import Tally, TallyRow
from analysis.words import DASH, method, number, whole, word


def tally(result: Tally, language: str) -> dict[str, Any]:
    """A tally: `variable`, `n`, `missing` (people), `base`, `rows`, `nets`, and more about them.

    A protected one has no counts; its per cents are words: "23", "<5", ">95".
    """
    if result.protected:
        return _protected(result, language)
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


def _protected(result: Tally, language: str) -> dict[str, Any]:
    parts = {"rows": result.rows, "nets": result.nets}
    rows = {
        part: [
            {"code": row.code, "label": text(row.label, language), "percent": told(row.percent)}
            for row in rows
        ]
        for part, rows in parts.items()
    }
    return {
        "variable": result.variable,
        "label": text(result.label, language),
        "kind": result.kind,
        "base": result.base,
        "protected": True,
        "method": method(result, language),
        **rows,
        "items": [tally(item, language) for item in result.items],
    }


def _row(row: TallyRow, result: Tally, language: str) -> dict[str, Any]:
    known = bool(result.weighted_base)
    main = {
        "code": row.code,
        "label": text(row.label, language),
        "count": row.count,
        "percent": _told(row.percent, result) if known else None,
        "low": _told(row.low, result),
        "high": _told(row.high, result),
    }
    extra = {
        "weighted": row.weighted if result.effective_n is not None else None,
        "percent_of_answers": _told(row.percent_of_answers, result),
        "mean_rank": row.mean_rank,
        "ranked": row.ranked,
    }
    return main | {key: value for key, value in extra.items() if value is not None}


def tally_sheet(result: Tally, language: str) -> Sheet:
    """A tally as a sheet: the number and its base before all else."""
    if result.protected:
        return _protected_sheet(result, language)
    make = {"grid": _grid, "ranking": _ranking, "multiple": _multiple}.get(result.kind, _plain)
    return make(result, language)


def _plain(result: Tally, language: str) -> Sheet:
    heads = (word("count", language), "%", interval_head(result.level, language))
    lines = [*_lines(result, language), *_statistics(result, language)]
    return _sheet(result, language, heads, lines)


def _protected_sheet(result: Tally, language: str) -> Sheet:
    """Whole per cents; of a grid a line for each row that is served."""
    corner, base = word("answer", language), word("base", language)
    if result.items:
        heads = tuple(f"{text(row.label, language)}, %" for row in result.items[0].rows)
        lines = [
            Line(text(one.label, language), (*(told(row.percent) for row in one.rows), str(one.base)))
            for one in result.items
        ]
        heads = (*heads, base)
    else:
        parts = [("row", row) for row in result.rows] + [("net", row) for row in result.nets]
        lines = [Line(text(row.label, language), (told(row.percent),), kind) for kind, row in parts]
        lines.append(Line(base, (str(result.base),), "total"))
        heads = ("%",)
    return Sheet(text(result.label, language), corner, heads, tuple(lines), (method(result, language),))


def _multiple(result: Tally, language: str) -> Sheet:
    heads = (
        word("count", language),
        word("% of people", language),
        interval_head(result.level, language),
        word("% of answers", language),
    )
    lines = _lines(
        result, language, lambda row: (figure(row.percent_of_answers, language, _decimals(result)),)
    )
    several = word("People may give several answers; the base is the people who answered.", language)
    return _sheet(result, language, heads, lines, several)


def _ranking(result: Tally, language: str) -> Sheet:
    heads = (
        word("first place", language),
        "%",
        interval_head(result.level, language),
        word("ranked", language),
        word("mean rank", language),
    )
    lines = _lines(result, language, lambda row: (_count(row.ranked), figure(row.mean_rank, language, 2)))
    note = word(
        "The share is of people who put it first; the mean rank is among those who ranked it.", language
    )
    return _sheet(result, language, heads, lines, note)


def _grid(result: Tally, language: str) -> Sheet:
    """A line per row of the grid, its per cents under the codes, then mean and base."""
    first = result.items[0]
    scored = all("mean" in item.statistics for item in result.items)
    heads = tuple(f"{text(row.label, language)}, %" for row in first.rows)
    heads += (word("mean", language),) if scored else ()
    lines = [
        Line(
            text(item.label, language),
            (
                *(_share(row, item, language) for row in item.rows),
                *((number(item.statistics["mean"], language, 2),) if scored else ()),
                str(item.base),
            ),
        )
        for item in result.items
    ]
    return _sheet(result, language, (*heads, word("base", language)), lines)


def _sheet(result: Tally, language: str, heads: tuple[str, ...], lines: list[Line], *more: str) -> Sheet:
    notes = [base_line(result.base, result.missing, language)]
    if not result.base:
        notes.append(word("Nobody answered this question.", language))
    if result.effective_n is not None:
        notes.append(
            f"{word('weighted base', language)}: {number(result.weighted_base, language)}; "
            f"{word('effective number', language)}: {number(result.effective_n, language)}."
        )
    notes += [*more, method(result, language)]
    corner = word("answer", language)
    return Sheet(text(result.label, language), corner, heads, tuple(lines), tuple(notes))


def _lines(
    result: Tally, language: str, more: Callable[[TallyRow], Sequence[str]] = lambda row: ()
) -> list[Line]:
    parts = [("row", row) for row in result.rows] + [("net", net) for net in result.nets]
    return [
        Line(
            text(row.label, language),
            (
                _people(row, result, language),
                _share(row, result, language),
                _limits(row, result, language),
                *more(row),
            ),
            kind,
        )
        for kind, row in parts
    ]


def _statistics(result: Tally, language: str) -> list[Line]:
    shown = {key: value for key, value in result.statistics.items() if key not in ("mean_low", "mean_high")}
    lines = []
    for key, value in shown.items():
        limits = ""
        if key == "mean" and "mean_low" in result.statistics:
            low, high = result.statistics["mean_low"], result.statistics["mean_high"]
            limits = f"{number(low, language, 2)}–{number(high, language, 2)}"
        lines.append(Line(word(key, language), (number(value, language, 2), "", limits), "statistic"))
    return lines


def _people(row: TallyRow, result: Tally, language: str) -> str:
    return str(row.count) if result.effective_n is None else f"{row.count} ({whole(row.weighted, language)})"


def _share(row: TallyRow, result: Tally, language: str) -> str:
    return number(row.percent, language, _decimals(result)) if result.weighted_base else DASH


def _limits(row: TallyRow, result: Tally, language: str) -> str:
    low, high = (number(one, language, _decimals(result)) for one in (row.low, row.high))
    return f"{low}–{high}"


def _told(percent: float | None, result: Tally) -> float | None:
    """A per cent as files tell it: exact, or rounded half up to the decimals of its table."""
    if percent is None or result.decimals is None:
        return percent
    return float(number(percent, "en", result.decimals))


def _decimals(result: Tally) -> int:
    return 1 if result.decimals is None else result.decimals


def _count(value: int | None) -> str:
    return DASH if value is None else str(value)


def tally_records(content: dict[str, Any]) -> Records:
    """A record per row, net and statistic; of a grid those of every item."""
    if content["items"]:
        return [{"item": item["variable"], **row} for item in content["items"] for row in tally_records(item)]
    parts = [("row", row) for row in content["rows"]] + [("net", net) for net in content["nets"]]
    if content.get("protected"):
        known = {"variable": content["variable"], "base": content["base"]}
        return [{**known, "part": part, **row} for part, row in parts]
    head = {"variable": content["variable"], "n": content["n"], "missing": content["missing"]}
    found = [{**head, "base": content["base"], "part": part, **row} for part, row in parts]
    numbers = [
        {**head, "base": content["base"], "part": "statistic", "code": key, "value": value}
        for key, value in content["statistics"].items()
    ]
    return found + numbers or [{**head, "base": content["base"]}]


register(Tally, json=tally, sheet=tally_sheet, records=tally_records)
