"""Changes between two waves shown: a line per answer, both bases, wording and redrawn regions beneath."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from analysis import change_words as words
from analysis.changes import ChangeRow, Changes
from analysis.codebook import text
from analysis.regions import region_label
from analysis.show.registry import Content, Records, register
from analysis.show.sheet import Line, Sheet, base_line, figure, interval_head, limits
from analysis.waves import Difference
from analysis.words import DASH, p_value, percent_of_level, word


def changes(result: Changes, language: str) -> Content:
    """The rows, what changed in the wording, and the systems whose region was redrawn."""
    return {
        "variable": result.variable,
        "label": text(result.label, language),
        "n": result.n,
        "missing": [sum(kinds.values()) for kinds in result.missing],
        "missing_kinds": result.missing,
        "kind": result.kind,
        "linked": result.linked,
        "populations": result.populations,
        "rows": [asdict(row) | {"label": _named(row, language)} for row in result.rows],
        "wording": [asdict(one) for one in result.wording],
        "moved": {system: {"before": a, "after": b} for system, (a, b) in result.moved.items()},
        "level": result.level,
        "method": _method(result, language),
    }


def changes_sheet(result: Changes, language: str) -> Sheet:
    """Shares (or means) of both waves side by side, and the change with its interval and p."""
    heads = (word("first wave", language), word("second wave", language), word("change", language))
    return Sheet(
        caption=text(result.label, language),
        corner=word("answer", language),
        heads=(*heads, interval_head(result.level, language), "p"),
        lines=tuple(_line(row, language) for row in result.rows),
        notes=(*_bases(result, language), _method(result, language), *_apart(result, language)),
    )


def _named(row: ChangeRow, language: str) -> str:
    return text(row.label, language) if row.code or row.line else word("mean", language)


def _line(row: ChangeRow, language: str) -> Line:
    decimals = 1 if row.code else 2
    percent = " %" if row.code else ""
    name = _named(row, language) + percent
    shown = [figure(value, language, decimals) for value in (row.first, row.second, row.change)]
    p = DASH if row.p is None else p_value(row.p, language).removeprefix("p = ").removeprefix("p ")
    interval = limits(row.low, row.high, language, decimals)
    return Line(name, (*shown, interval, p), "row" if row.code else "statistic")


def _bases(result: Changes, language: str) -> list[str]:
    return [
        f"{word(wave, language)}: {base_line(n - sum(kinds.values()), kinds, language)}"
        for wave, n, kinds in zip(("first wave", "second wave"), result.n, result.missing, strict=True)
    ]


def _method(result: Changes, language: str) -> str:
    finite = any(result.populations)
    sentence = (words.INDEPENDENT, words.LINKED, words.FINITE, words.FINITE_LINKED)[
        result.linked + 2 * finite
    ]
    both = result.rows[0].both if result.rows else 0
    first, second = (DASH if size is None else size for size in result.populations)
    level = percent_of_level(result.level)
    return word(sentence, language, level=level, both=both, first=first, second=second)


def _apart(result: Changes, language: str) -> list[str]:
    """What else differs between the waves."""
    notes = [word(words.PUT_FIRST, language)] if result.kind == "ranking" else []
    notes.append(wording(result.wording, language))
    if result.moved:
        moves = (
            f"{system} ({text(region_label(a), language)} → {text(region_label(b), language)})"
            for system, (a, b) in result.moved.items()
        )
        notes.append(word(words.MOVED, language, moves="; ".join(moves)))
    return notes


def wording(found: Iterable[Difference], language: str) -> str:
    """What changed in a question, in a sentence, or that nothing has."""
    told = "; ".join(_difference(one, language) for one in found)
    return word(words.WORDING, language, differences=told) if told else word(words.SAME_WORDING, language)


def _difference(one: Difference, language: str) -> str:
    place = f" {one.place}" if one.place else ""
    return f"{word(one.what, language)}{place}: “{one.before or DASH}” → “{one.after or DASH}”"


def changes_records(content: Content) -> Records:
    """A record per answer, and one for the mean."""
    found = []
    for row in content["rows"]:
        first, second = row["bases"]
        plain = {key: value for key, value in row.items() if key != "bases"}
        found.append({"variable": content["variable"], **plain, "base_first": first, "base_second": second})
    return found


register(Changes, json=changes, sheet=changes_sheet, records=changes_records)
