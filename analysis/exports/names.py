"""Names and labels that fit the programs: cut at bytes, never within a letter; names kept apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_MARK = "…"


def cut(text: str, size: int) -> str:
    """`text` in one line, at most `size` bytes of UTF-8; what is cut ends with an ellipsis, and no letter is
    torn from the marks above or below it.

    >>> cut("Кітапханашы", 12)
    'Кіта…'
    """
    line = " ".join(text.split())
    if len(line.encode()) <= size:
        return line
    kept = line.encode()[: size - len(_MARK.encode())].decode("utf-8", "ignore")
    while kept and unicodedata.combining(line[len(kept)]):
        kept = kept[:-1]
    return kept.rstrip() + _MARK


def fitting(names: Iterable[str], size: int, reserved: frozenset[str]) -> list[str]:
    """Names of letters, digits and underscores that begin with a letter, of at most `size` bytes, none twice
    in any capitals, none reserved; names that are so already stay.

    >>> fitting(["age", "Age", "1 more", "by"], 8, frozenset({"BY"}))
    ['age', 'Age_2', 'v1_more', 'by_2']
    """
    taken = set(reserved)
    found = []
    for name in names:
        plain = re.sub(r"[^\w]+", "_", unicodedata.normalize("NFC", name)).strip("_") or "v"
        plain = plain if plain[0].isalpha() else f"v{plain}"
        chosen, number = _shortened(plain, size), 2
        while chosen.upper() in taken:
            end = f"_{number}"
            chosen, number = _shortened(plain, size - len(end)) + end, number + 1
        taken.add(chosen.upper())
        found.append(chosen)
    return found


def _shortened(name: str, size: int) -> str:
    return name.encode()[:size].decode("utf-8", "ignore")
