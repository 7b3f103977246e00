"""How wide the columns of a table are: the same shares of the page in every format that is paged."""

from __future__ import annotations

import re

from analysis import look
from analysis.charts.measure import width as measured
from analysis.show.sheet import Line, Sheet

HEAD, LEAST = 0.36, 0.26
"""The part of the width that the heads of the lines have at least, and where the words of many columns need
the room."""

SOFT_HYPHEN, ZERO_WIDTH_SPACE = "\u00ad", "\u200b"
"""Where a line may break: with a hyphen that is seen only there, and with none."""

VOWELS = "аәеёиіоөуүұыэюяaeiouy"
_SYLLABLE = re.compile(rf"(?i)(?<=[{VOWELS}])([^\W\d_{VOWELS}ьъ][ьъ]?)?(?=[^\W\d_{VOWELS}ьъ][{VOWELS}])")
"""The end of a syllable: what stands between a vowel and the consonant with which the next one begins."""

TYPE = look.SIZES["small"] * 10.5 / look.SIZES["body"]
"""The size of a table's type in points, where it is largest."""

SPACE, LETTER = 0.4, 0.2
"""Centimetres of the space beside the longest word, and of a letter."""


def widths(sheet: Sheet, width: float) -> list[float]:
    """The columns of a table `width` centimetres wide: the heads of the lines get what the others leave.

    A column is as wide as its cells, or as their longest word where they must wrap.
    """
    lines = (Line(sheet.corner, sheet.heads, "total"), *sheet.lines)
    columns = [
        [(line.cells[place], line.kind == "total") for line in lines] for place in range(len(sheet.heads))
    ]
    room = width * (1 - HEAD)
    wanted = [max(_wide(*cell) for cell in column) for column in columns]
    if sum(wanted) > room:
        words = [
            max(_wide(word, bold) for cell, bold in column for word in cell.split(" ")) for column in columns
        ]
        left = max(0.0, room - sum(words))
        lacking = sum(wanted) - sum(words)
        wanted = [
            word + (whole - word) * left / lacking if lacking > 0 else word
            for word, whole in zip(words, wanted, strict=True)
        ]
    scale = min(1.0, width * (1 - LEAST) / sum(wanted)) if wanted else 1.0
    scaled = [scale * one for one in wanted]
    return [width - sum(scaled), *scaled]


def of_words(sheet: Sheet) -> list[bool]:
    """Whether a column holds words, which stand at its left, and no numbers, which stand at its right."""
    columns = [[line.cells[place] for line in sheet.lines] for place in range(len(sheet.heads))]
    return [True, *(bool(column) and all(map(_is_word, column)) for column in columns)]


def _is_word(cell: str) -> bool:
    return any(map(str.isalpha, cell)) and not any(map(str.isdigit, cell))


def fitted(text: str, width: float) -> str:
    """`text` with places where a word may break that is longer than a column of so many centimetres: between
    its syllables, or anywhere in what has none that are short enough."""
    most = max(4, int((width - SPACE) / LETTER))

    def broken(found: re.Match[str]) -> str:
        if _wide(found[0], bold=True) <= width:
            return found[0]
        parts = _SYLLABLE.sub(lambda end: end[0] + SOFT_HYPHEN, found[0]).split(SOFT_HYPHEN)
        if len(parts) > 1 and len(parts[0]) == 1:
            parts[:2] = [parts[0] + parts[1]]
        return SOFT_HYPHEN.join(
            re.sub(rf"\S{{{most}}}(?=\S)", rf"\g<0>{ZERO_WIDTH_SPACE}", one) for one in parts
        )

    return re.sub(r"\S+", broken, text)


def _wide(words: str, bold: bool) -> float:
    return measured(words, TYPE, bold) * 2.54 / 72 + SPACE
