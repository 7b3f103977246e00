"""Widths of words in the charts' font, and wrapping by width.

DejaVu Sans comes with matplotlib and has every Kazakh letter. Widths are those of the unhinted outlines,
in px at the given size.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.textpath import text_to_path

ELLIPSIS = "…"
UNKNOWN = "\u25af"
"""Stands for a letter that the font does not have."""


@cache
def font(size: float, bold: bool) -> FontProperties:
    """The font of all charts at `size` px; callers must not change it."""
    return FontProperties(fname=_file(bold), size=size)


@lru_cache(maxsize=50_000)
def width(words: str, size: float, bold: bool = False) -> float:
    """The width of one line of `words` in px."""
    return float(text_to_path.get_text_width_height_descent(words, font(size, bold), ismath=False)[0])


def printable(words: str) -> str:
    """`words` with every letter that the font lacks replaced by an empty box."""
    known = _letters()
    return "".join(letter if ord(letter) in known else UNKNOWN for letter in words)


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


@cache
def _letters() -> frozenset[int]:
    return frozenset(get_font(_file(False)).get_charmap()) & frozenset(get_font(_file(True)).get_charmap())


def _file(bold: bool) -> str:
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return str(Path(mpl.get_data_path()) / "fonts" / "ttf" / name)
