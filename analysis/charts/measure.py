"""Widths of words in the charts' typeface, in px at a given size, and wrapping by width."""

from __future__ import annotations

from functools import lru_cache

from analysis.charts.typeface import UNITS, typeface

ELLIPSIS = "…"
LEAST_REST = 3
"""Fewer letters of a broken word are not left for the next line."""
UNKNOWN = "\u25af"
"""Stands for a letter that the font does not have."""


def width(words: str, size: float, bold: bool = False) -> float:
    """The width of one line of `words` in px."""
    return _units(words, bold) * size / UNITS


@lru_cache(maxsize=50_000)
def _units(words: str, bold: bool) -> int:
    return typeface(bold).places(words)[-1]


def printable(words: str) -> str:
    """`words` with every letter that the font lacks replaced by an empty box."""
    regular, bold = typeface(False), typeface(True)
    return "".join(letter if regular.has(letter) and bold.has(letter) else UNKNOWN for letter in words)


def wrap(words: str, room: float, size: float, *, bold: bool = False, most: int = 6) -> list[str]:
    """`words` in lines at most `room` px wide; a wider word is broken, at its own hyphens first.

    More than `most` lines are cut with an ellipsis: the whole text stands in the text alternative.
    """
    lines: list[str] = []
    for word in (piece for one in words.split(" ") for piece in _pieces(one, room, size, bold)):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size, bold) <= room:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines if len(lines) <= most else [*lines[: most - 1], _cut(lines[most - 1], room, size, bold)]


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    pieces = []
    while len(word) > 2 and width(word, size, bold) > room:
        end = max(2, _fitting(word, room - width("-", size, bold) - 1, size, bold))
        end = min(end, max(2, len(word) - LEAST_REST))
        own = word.rfind("-", 2, end) + 1
        pieces.append(word[:own] if own else word[:end] + "-")
        word = word[own or end :]
    return [*pieces, word]


def _fitting(word: str, room: float, size: float, bold: bool) -> int:
    """How many first letters of `word` fit (by halving: widths grow with every letter)."""
    low, high = 0, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width(word[:middle], size, bold) <= room else (low, middle - 1)
    return low


def _cut(line: str, room: float, size: float, bold: bool) -> str:
    return line[: _fitting(line, room - width(ELLIPSIS, size, bold) - 1, size, bold)].rstrip() + ELLIPSIS
