"""What a table shows, before it becomes text or HTML: caption, heads, lines of cells, and notes beneath."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.entrance import guard
from analysis.words import DASH, WORDS, number, percent_of_level, word


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet; `kind` is row, net, total or statistic."""

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


def base_line(base: int, missing: Mapping[str, int], language: str) -> str:
    """ "Base: 230 people; missing: skipped 5, refused 2."""
    named = {kind: word(kind, language) if kind in WORDS else kind for kind in missing}
    one = word("{kind} {count}", language)
    told = ", ".join(one.format(kind=named[kind], count=count) for kind, count in missing.items())
    return f"{word('base', language)}: {base} {word('people', language)}; {word('missing', language)}: " + (
        f"{told}." if told else "0."
    )


def interval_head(level: float, language: str) -> str:
    """What stands over a column of intervals."""
    return f"{word('interval', language)}, {percent_of_level(level)} %"


def figure(value: float | None, language: str, decimals: int = 1) -> str:
    """A number, or a dash for what is undefined."""
    return DASH if value is None else number(value, language, decimals)


def limits(low: float | None, high: float | None, language: str, decimals: int = 1) -> str:
    """An interval of numbers that may be negative, or a dash where there is none."""
    if low is None or high is None:
        return DASH
    return f"{number(low, language, decimals)} … {number(high, language, decimals)}"


guard(__name__)
