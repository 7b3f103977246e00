"""Repair of look-alike letters: Kazakh texts are often typed with Latin letters that look Cyrillic.

What a person typed is stored as typed; search, sort, coding and matching use the repaired text.
"""

from __future__ import annotations

import re

_LATIN = "əƏaceopxyiABCEHKMOPTXYIhüÜ"
_CYRILLIC = "әӘасеорхуіАВСЕНКМОРТХУІһүҮ"
_TO_CYRILLIC = dict(zip(_LATIN, _CYRILLIC, strict=True))
_TO_LATIN = {cyrillic: latin for latin, cyrillic in _TO_CYRILLIC.items() if latin not in "əƏüÜh"}
_WORD = re.compile(r"[^\W\d_]+")


def repair(text: str) -> str:
    """`text` with every word that mixes scripts written in one script, where its letters allow it.

    "Сəтпаев" with a Latin schwa becomes Cyrillic; "РR" (Cyrillic Р, Latin R) becomes Latin, because R
    has no Cyrillic twin. A word that fits neither script stays as it is.
    """
    return _WORD.sub(lambda word: _repair_word(word.group()), text)


def _repair_word(word: str) -> str:
    cyrillic = {letter for letter in word if _is_cyrillic(letter)}
    other = set(word) - cyrillic
    if not cyrillic or not other:
        return word
    if other <= _TO_CYRILLIC.keys():
        return "".join(_TO_CYRILLIC.get(letter, letter) for letter in word)
    if cyrillic <= _TO_LATIN.keys():
        return "".join(_TO_LATIN.get(letter, letter) for letter in word)
    return word


def _is_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u052f"
