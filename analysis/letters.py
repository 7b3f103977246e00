"""Letters of Kazakh, Russian and English: look-alikes repaired, case folded, alphabetical order.

Kazakh texts are often typed with Latin letters that look Cyrillic. What a person typed is stored as typed;
search, sort, coding and matching use the repaired text. Only the standard library is used.
"""

from __future__ import annotations

import re
import unicodedata

from analysis.doors import guard

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
"""The Kazakh alphabet in its order; the Russian one is part of it."""

_LATIN = "əƏaceopxyiABCEHKMOPTXYIhüÜ"
_CYRILLIC = "әӘасеорхуіАВСЕНКМОРТХУІһүҮ"
_TO_CYRILLIC = dict(zip(_LATIN, _CYRILLIC, strict=True))
_TO_LATIN = {cyrillic: latin for latin, cyrillic in _TO_CYRILLIC.items() if latin not in "əƏüÜh"}
_TWINS = str.maketrans({latin: twin for latin, twin in _TO_CYRILLIC.items() if latin.islower()})
_PLACES = {letter: place for place, letter in enumerate(ALPHABET)}
_WORD = re.compile(r"[^\W\d_]+")


def repair(text: str) -> str:
    """`text` with every word that mixes scripts written in one script, where its letters allow it.

    "Сəтпаев" with a Latin schwa becomes Cyrillic; "РR" (Cyrillic Р, Latin R) becomes Latin, because R
    has no Cyrillic twin. A word that fits neither script stays as it is.
    """
    return _WORD.sub(lambda word: _repair_word(word.group()), text)


def fold(text: str) -> str:
    """`text` as it is compared: composed, look-alikes repaired, small letters, single spaces.

    >>> fold("  С\u0259тпаев  ҚАЛАСЫ ") == fold("сәтпаев қаласы")
    True
    """
    small = repair(unicodedata.normalize("NFC", text)).casefold()
    return " ".join(unicodedata.normalize("NFC", small).split())


def skeleton(text: str) -> str:
    """`text` folded, and every small Latin letter with a Cyrillic twin written as the twin, in whole Latin
    words too: what looks the same is the same. Only for matching, not for reading.

    >>> skeleton("cop") == skeleton("сор")
    True
    """
    return fold(text).translate(_TWINS)


def sort_key(text: str) -> tuple[tuple[int, int], ...]:
    """The place of `text` in alphabetical order: signs, digits, Cyrillic (Kazakh order), other letters.

    >>> sorted(["үй", "ай", "әже", "уа", "қыз", "кім", "book", "7"], key=sort_key)
    ['7', 'ай', 'әже', 'кім', 'қыз', 'уа', 'үй', 'book']
    """
    return tuple(_place(letter) for letter in fold(text))


def _place(letter: str) -> tuple[int, int]:
    place = _PLACES.get(letter)
    if place is not None:
        return 2, place
    return (3 if letter.isalpha() else 1 if letter.isdigit() else 0), ord(letter)


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


guard(__name__)
