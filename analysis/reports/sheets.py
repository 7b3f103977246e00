"""The tables of a report, from the tallies of a publication: whole per cents, the base in the last line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from analysis.codebook import text
from analysis.reports.numbers import count, decimal, percent, share
from analysis.reports.words import NBSP, Number, say
from analysis.show.sheet import Line, Sheet
from analysis.tables import Tally, TallyRow
from analysis.words import DASH, METHODS, percent_of_level, word

SHOWN_STATISTICS = ("mean", "median")
APART = {"not_asked": "not put to", "withheld": "hidden"}
"""Kinds of missing answers of people who left out none."""

PERCENT = {"kk": f"{NBSP}%", "ru": f"{NBSP}%", "en": "%"}


Scale = tuple[tuple[float, str], ...]


def answers(tally: Tally, caption: str, language: str, *, margins: bool, scale: Scale = ()) -> Sheet:
    """What everybody together answered: counts, shares, intervals where they may be told; the base last.

    `scale` are the lowest and the highest score of a rating, each with its label.
    """
    make = {"grid": _grid, "ranking": _ranking, "number": _number}.get(tally.kind, _shares)
    made = make(tally, caption, language, margins)
    return replace(made, notes=(*made.notes, *rated(tally, language, scale)))


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
    notes = [" ".join([based(tally, language), *_method(tally, language, margins)])]
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
    notes = [" ".join([based(tally, language), *_method(tally, language, margins)]), told]
    return _sheet(caption, "answer", heads, [*lines, _total(tally, language, len(heads))], notes, language)


def _number(tally: Tally, caption: str, language: str, margins: bool) -> Sheet:
    known = [name for name in SHOWN_STATISTICS if name in tally.statistics]
    lines = [Line(say(name, language), (decimal(tally.statistics[name], language, 1),)) for name in known]
    lines.append(_total(tally, language, 1))
    return _sheet(caption, "value", [say("amount", language)], lines, [based(tally, language)], language)


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
        cells = [str(_part(row, tally, language)) for row in item.rows]
        cells += [decimal(item.statistics["mean"], language, 1)] if scored else []
        cells += [str(count(item.base, language))] if len(bases) > 1 else []
        lines.append(Line(text(item.label, language), tuple(cells)))
    notes = [based(tally, language)]
    return _sheet(caption, "statement", heads, lines, notes, language)


def _line(kind: str, row: TallyRow, tally: Tally, language: str, margins: bool) -> Line:
    cells = [str(count(row.count, language)), str(_part(row, tally, language))]
    if margins:
        high = decimal(row.high, language, 0) + PERCENT[language]
        cells.append(f"{decimal(row.low, language, 0)}–{high}")
    return Line(text(row.label, language), tuple(cells), kind)


def _method(tally: Tally, language: str, margins: bool) -> Iterator[str]:
    """How the intervals were made, where they are told."""
    if margins and tally.method in METHODS and not tally.protected:
        level = percent_of_level(tally.level)
        yield word(METHODS[tally.method], language, level=level, population=tally.population)


def _part(row: TallyRow, tally: Tally, language: str) -> Number:
    """The share of an answer, of a group as far as the public may see it."""
    return (percent if tally.protected else share)(row.percent, language)


def _interval_head(tally: Tally, language: str, margins: bool) -> list[str]:
    return [say("interval", language, level=percent_of_level(tally.level))] if margins else []


def rated(tally: Tally, language: str, scale: Scale) -> Iterator[str]:
    """The mean rating, and what the ends of its scale are; of a grid, its scale only."""
    if not scale or not (tally.items or tally.kind == "single"):
        return
    (low, lowest), (high, highest) = ((decimal(score, language, 0), label) for score, label in scale)
    if "mean" in tally.statistics:
        mean = decimal(tally.statistics["mean"], language)
        yield say("mean on scale", language, mean=mean, low=low, high=high)
    if any("mean" in one.statistics for one in (tally, *tally.items)):
        yield say("ends of scale", language, low=low, lowest=lowest, high=high, highest=highest)


def _total(tally: Tally, language: str, cells: int) -> Line:
    said = say("shown" if tally.missing.get("withheld") else "base", language)
    return Line(said, (str(count(tally.base, language)), *[""] * (cells - 1)), "total")


def based(tally: Tally, language: str) -> str:
    """The base, and why the others are not in it; of a grid from the line with the fewest to the most."""
    parts = tally.items or (tally,)
    low, high = (str(count(end([one.base for one in parts]), language)) for end in (min, max))
    key, places = ("based", {"base": low}) if low == high else ("several bases", {"low": low, "high": high})
    return " ".join([say(key, language, **places), *_missing([one.missing for one in parts], language)])


def _missing(counted: Sequence[Mapping[str, int]], language: str) -> Iterator[str]:
    """Sentences on those who gave no answer, were not asked, or are not shown."""
    kinds = {kind: [one.get(kind, 0) for one in counted] for each in counted for kind in each}
    told = {kind: _span(many, language) for kind, many in kinds.items() if any(many)}
    silent = [f"{word(kind, language)} – {n}" for kind, n in told.items() if kind not in APART]
    if silent:
        yield say("no answer of", language, kinds=", ".join(silent))
    elif "withheld" not in told:
        yield say("all answered", language)
    for kind, key in APART.items():
        if kind in told:
            yield say(key, language, n=told[kind])


def _span(many: Sequence[int], language: str) -> str:
    low, high = count(min(many), language), count(max(many), language)
    return str(low) if min(many) == max(many) else f"{low}–{high}"


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
