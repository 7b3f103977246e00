"""The tables of a report, from the tallies of a publication: whole per cents, the base in the last line."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.codebook import text
from analysis.reports.numbers import count, decimal, percent
from analysis.reports.words import say
from analysis.show.sheet import Line, Sheet, base_line
from analysis.tables import Tally, TallyRow
from analysis.words import DASH, percent_of_level, word

SHOWN_STATISTICS = ("mean", "median")


def answers(tally: Tally, caption: str, language: str, *, margins: bool) -> Sheet:
    """What everybody together answered: counts, shares, intervals where they may be told; the base last."""
    make = {"grid": _grid, "ranking": _ranking, "number": _number}.get(tally.kind, _shares)
    return make(tally, caption, language, margins)


def rows_of(tally: Tally) -> list[tuple[str, TallyRow]]:
    """(kind of line, row): the answers as reports order them, then the nets.

    Answers that have an order of their own keep it; others come by size, equal ones as they were asked.
    """
    own = tally.ordered or bool(tally.statistics)
    rows = tally.rows if own else sorted(tally.rows, key=lambda row: -row.count)
    return [*(("row", row) for row in rows), *(("net", net) for net in tally.nets)]


def _shares(tally: Tally, caption: str, language: str, margins: bool) -> Sheet:
    heads = [say("number", language), say("share", language), *_interval_head(tally, language, margins)]
    lines = [_line(kind, row, tally, language, margins) for kind, row in rows_of(tally)]
    lines += _statistics(tally, language, len(heads))
    notes = [_base(tally, language)]
    if tally.kind == "multiple":
        notes.append(word("People may give several answers; the base is the people who answered.", language))
    return _sheet(caption, "answer", heads, [*lines, _total(tally, language, len(heads))], notes, language)


def _ranking(tally: Tally, caption: str, language: str, margins: bool) -> Sheet:
    heads = [say("first place", language), say("share", language)]
    heads += [*_interval_head(tally, language, margins), say("mean rank", language)]

    def line(kind: str, row: TallyRow) -> Line:
        rank = DASH if row.mean_rank is None else decimal(row.mean_rank, language, 1)
        made = _line(kind, row, tally, language, margins)
        return Line(made.head, (*made.cells, rank), kind)

    lines = [line(kind, row) for kind, row in rows_of(tally)]
    told = word(
        "The share is of people who put it first; the mean rank is among those who ranked it.", language
    )
    notes = [_base(tally, language), told]
    return _sheet(caption, "answer", heads, [*lines, _total(tally, language, len(heads))], notes, language)


def _number(tally: Tally, caption: str, language: str, margins: bool) -> Sheet:
    lines = _statistics(tally, language, 1)
    lines.append(_total(tally, language, 1))
    return _sheet(caption, "value", [say("number", language)], lines, [_base(tally, language)], language)


def _grid(tally: Tally, caption: str, language: str, margins: bool) -> Sheet:
    """A line per line of the grid, per cents under the answers, then the mean; the base beneath where all
    lines have the same, else at the end of each."""
    first = tally.items[0]
    scored = all("mean" in item.statistics for item in tally.items)
    heads = [text(row.label, language) for row in first.rows]
    heads += [say("mean", language)] if scored else []
    bases = {item.base for item in tally.items}
    heads += [say("base", language)] if len(bases) > 1 else []
    lines = []
    for item in tally.items:
        cells = [str(percent(row.percent, language)) for row in item.rows]
        cells += [decimal(item.statistics["mean"], language, 1)] if scored else []
        cells += [str(count(item.base, language))] if len(bases) > 1 else []
        lines.append(Line(text(item.label, language), tuple(cells)))
    notes = [say("based", language, base=count(first.base, language))] if len(bases) == 1 else []
    return _sheet(caption, "statement", heads, lines, notes, language)


def _line(kind: str, row: TallyRow, tally: Tally, language: str, margins: bool) -> Line:
    cells = [str(count(row.count, language)), str(percent(row.percent, language))]
    if margins:
        cells.append(f"{decimal(row.low, language, 0)}–{decimal(row.high, language, 0)}")
    return Line(text(row.label, language), tuple(cells), kind)


def _interval_head(tally: Tally, language: str, margins: bool) -> list[str]:
    return [say("interval", language, level=percent_of_level(tally.level))] if margins else []


def _statistics(tally: Tally, language: str, cells: int) -> list[Line]:
    known = [name for name in SHOWN_STATISTICS if name in tally.statistics]
    return [
        Line(
            say(name, language),
            (decimal(tally.statistics[name], language, 1), *[""] * (cells - 1)),
            "statistic",
        )
        for name in known
    ]


def _total(tally: Tally, language: str, cells: int) -> Line:
    blank = [""] * (cells - 1)
    return Line(say("base", language), (str(count(tally.base, language)), *blank), "total")


def _base(tally: Tally, language: str) -> str:
    return begun(base_line(tally.base, tally.missing, language))


def begun(said: str) -> str:
    """Words with a capital at their beginning."""
    return said[:1].upper() + said[1:]


def _sheet(
    caption: str,
    corner: str,
    heads: Sequence[str],
    lines: Sequence[Line],
    notes: Sequence[str],
    language: str,
) -> Sheet:
    return Sheet(caption, say(corner, language), tuple(heads), tuple(lines), tuple(notes))
