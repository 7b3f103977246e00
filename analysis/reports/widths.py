"""How wide the columns of a table are: the same shares of the page in every format that is paged."""

from __future__ import annotations

import re

from analysis.show.sheet import Sheet

HEAD, LEAST = 0.36, 0.26
"""The part of the width that the heads of the lines have at least, and where the words of many columns need
the room."""

SOFT_HYPHEN, ZERO_WIDTH_SPACE = "\u00ad", "\u200b"
"""Where a line may break: with a hyphen that is seen only there, and with none."""

VOWELS = "аәеёиіоөуүұыэюяaeiouy"
_SYLLABLE = re.compile(rf"(?i)(?<=[{VOWELS}])([^\W\d_{VOWELS}ьъ][ьъ]?)?(?=[^\W\d_{VOWELS}ьъ][{VOWELS}])")
"""The end of a syllable: what stands between a vowel and the consonant with which the next one begins."""

LETTER, SPACE = 0.24, 0.5
"""Centimetres of a letter of a table's type, and of the space beside the longest word."""


def widths(sheet: Sheet, width: float) -> list[float]:
    """The columns of a table `width` centimetres wide: the heads of the lines get what the others leave.

    A column is as wide as its cells, or as their longest word where they must wrap.
    """
    cells = [[head, *(line.cells[place] for line in sheet.lines)] for place, head in enumerate(sheet.heads)]
    room = width * (1 - HEAD)
    wanted = [_wide(max(map(len, column))) for column in cells]
    if sum(wanted) > room:
        words = [_wide(max(len(word) for cell in column for word in cell.split(" "))) for column in cells]
        left = max(0.0, room - sum(words))
        lacking = sum(wanted) - sum(words)
        wanted = [
            word + (whole - word) * left / lacking if lacking > 0 else word
            for word, whole in zip(words, wanted, strict=True)
        ]
    scale = min(1.0, width * (1 - LEAST) / sum(wanted)) if wanted else 1.0
    columns = [scale * one for one in wanted]
    return [width - sum(columns), *columns]


def fitted(text: str, width: float) -> str:
    """`text` with places where a word may break that is longer than a column of so many centimetres: between
    its syllables, or anywhere in what has none that are short enough."""
    most = max(4, int((width - SPACE / 2) / LETTER))

    def broken(found: re.Match[str]) -> str:
        parts = _SYLLABLE.sub(lambda end: end[0] + SOFT_HYPHEN, found[0]).split(SOFT_HYPHEN)
        if len(parts) > 1 and len(parts[0]) == 1:
            parts[:2] = [parts[0] + parts[1]]
        return SOFT_HYPHEN.join(
            re.sub(rf"\S{{{most}}}(?=\S)", rf"\g<0>{ZERO_WIDTH_SPACE}", one) for one in parts
        )

    return re.sub(rf"\S{{{most + 1},}}", broken, text)


def _wide(letters: int) -> float:
    return LETTER * letters + SPACE
