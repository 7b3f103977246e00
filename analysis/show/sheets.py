"""What a table shows, before it becomes text or HTML: caption, heads, lines of cells, and notes beneath."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.codebook import text
from analysis.hypotheses import REPLICATES
from analysis.show.contract import explain
from analysis.tables import Crosstab, Tally, TallyRow
from analysis.words import DASH, method, number, percent_of_level, whole, word


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet; `kind` is row, net or total."""

    head: str
    cells: tuple[str, ...]
    kind: str = "row"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table in words: `heads` stand over the cells, `corner` over the heads of the lines."""

    caption: str
    corner: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...]


def tally_sheet(result: Tally, language: str) -> Sheet:
    """A tally as a sheet: the number and its base before all else."""
    make = {"grid": _grid, "ranking": _ranking, "multiple": _multiple}.get(result.kind, _plain)
    return make(result, language)


def _plain(result: Tally, language: str) -> Sheet:
    heads = (word("count", language), "%", _interval(result.level, language))
    lines = [*_lines(result, language), *_statistics(result, language)]
    return _sheet(result, language, heads, lines)


def _multiple(result: Tally, language: str) -> Sheet:
    heads = (
        word("count", language),
        word("% of people", language),
        _interval(result.level, language),
        word("% of answers", language),
    )
    lines = _lines(result, language, lambda row: (_number(row.percent_of_answers, language),))
    several = word("People may give several answers; the base is the people who answered.", language)
    return _sheet(result, language, heads, lines, several)


def _ranking(result: Tally, language: str) -> Sheet:
    heads = (
        word("first place", language),
        "%",
        _interval(result.level, language),
        word("ranked", language),
        word("mean rank", language),
    )
    lines = _lines(result, language, lambda row: (_count(row.ranked), _number(row.mean_rank, language, 2)))
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


def crosstab_sheet(result: Crosstab, language: str) -> Sheet:
    """A cross-tab as a sheet: column per cents with counts, both bases, and what the test says."""
    totals = [sum(row[j] for row in result.counts) for j in range(len(result.column_codes))]
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
    notes.append(explain(result, language))
    empty = [*_labelled(result.empty_rows, result, language, rows=True)]
    empty += _labelled(result.empty_columns, result, language, rows=False)
    if empty:
        notes.append(
            word("Not in the test, because nobody is there: {codes}.", language, codes=", ".join(empty))
        )
    return (*notes, *_test_notes(result, language))


def _test_notes(result: Crosstab, language: str) -> list[str]:
    if result.test is None:
        return []
    notes = [word("The test is about the process behind these people.", language)]
    if result.test.error is not None:
        values = {"error": number(result.test.error, language, 4), "seed": result.test.seed}
        sentence = "p from {replicates} random tables, standard error {error}, seed {seed}."
        notes.append(word(sentence, language, replicates=REPLICATES, **values))
    return notes


def _labelled(codes: tuple[str, ...], result: Crosstab, language: str, *, rows: bool) -> list[str]:
    pairs = (
        zip(result.row_codes, result.row_labels, strict=True)
        if rows
        else zip(result.column_codes, result.column_labels, strict=True)
    )
    labels = {code: text(label, language) for code, label in pairs}
    return [labels[code] for code in codes]


def base_line(base: int, missing: object, language: str) -> str:
    """ "Base: 230 people; missing: skipped 5, refused 2."""
    kinds = dict(missing)  # type: ignore[call-overload]
    told = ", ".join(f"{word(kind, language)} {count}" for kind, count in kinds.items())
    return f"{word('base', language)}: {base} {word('people', language)}; {word('missing', language)}: " + (
        f"{told}." if told else "0."
    )


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


def _lines(result: Tally, language: str, more=lambda row: ()) -> list[Line]:  # type: ignore[no-untyped-def]
    parts = [("row", row) for row in result.rows] + [("net", net) for net in result.nets]
    return [
        Line(
            text(row.label, language),
            (
                _people(row, result, language),
                _share(row, result, language),
                _limits(row, language),
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
    return number(row.percent, language) if result.weighted_base else DASH


def _limits(row: TallyRow, language: str) -> str:
    return f"{number(row.low, language)}–{number(row.high, language)}"


def _interval(level: float, language: str) -> str:
    return f"{word('interval', language)}, {percent_of_level(level)} %"


def _number(value: float | None, language: str, decimals: int = 1) -> str:
    return DASH if value is None else number(value, language, decimals)


def _count(value: int | None) -> str:
    return DASH if value is None else str(value)
