"""Kazakh suffixes after words and numbers, by vowel harmony and the last sound of what is spoken.

22 %-ы, 257-сі, 35-тен: a suffix after digits follows the word that the reader says.
"""

from __future__ import annotations

from typing import Literal

from analysis.doors import guard
from analysis.errors import WrongArgument

Case = Literal["genitive", "dative", "accusative", "locative", "ablative", "instrumental", "possessive"]

_UNITS = ("нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
_TENS = ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")
_PERCENT = "пайыз"

_BACK, _FRONT = set("аоұыяё"), set("әөүіеэ")  # у, и, ю say nothing of harmony: the letter before decides
_VOWEL = _BACK | _FRONT
_VOICELESS = set("кқпстфхцчшщһбвгд")  # at the end of a word б, в, г, д are spoken without voice
_NASAL = set("мнң")
_BUZZING = set("зж")

# the suffix after a vowel, a nasal, a voiceless sound, з or ж, any other sound; then the same, front
_SUFFIXES: dict[Case, tuple[str, str]] = {
    "genitive": ("ның ның тың дың дың", "нің нің тің дің дің"),
    "dative": ("ға ға қа ға ға", "ге ге ке ге ге"),
    "accusative": ("ны ды ты ды ды", "ні ді ті ді ді"),
    "locative": ("да да та да да", "де де те де де"),
    "ablative": ("дан нан тан дан дан", "ден нен тен ден ден"),
    "instrumental": ("мен мен пен бен мен", "мен мен пен бен мен"),
    "possessive": ("сы ы ы ы ы", "сі і і і і"),
}


def spoken(number: int) -> str:
    """A whole number below a million in words: 257 is "екі жүз елу жеті". ValueError outside."""
    if not 0 <= number < 1_000_000:
        raise ValueError("spoken() knows the whole numbers from 0 to 999999")
    if number < 10:
        return _UNITS[number]
    thousands, rest = divmod(number, 1000)
    hundreds, below = divmod(rest, 100)
    words = [_many(thousands, "мың"), _many(hundreds, "жүз"), _TENS[below // 10]]
    if below % 10:
        words.append(_UNITS[below % 10])
    return " ".join(word for word in words if word)


def suffix(word: str, case: Case) -> str:
    """The suffix, without hyphen, that `word` takes in `case`: ("жеті", "possessive") gives "сі".

    WrongArgument for no word.
    """
    if not word:
        raise WrongArgument("a suffix needs a word before it")
    letters = word.lower()
    back, front = _SUFFIXES[case]
    return (back if _is_back(letters) else front).split()[_sound(letters[-1])]


def with_suffix(number: int, case: Case, *, percent: bool = False) -> str:
    """Digits and suffix: (35, "ablative") gives "35-тен", (22, "possessive", percent=True) "22 %-ы"."""
    if percent:
        return f"{number}\N{NO-BREAK SPACE}%-{suffix(_PERCENT, case)}"
    return f"{number}-{suffix(spoken(number), case)}"


def _many(count: int, word: str) -> str:
    if count == 0:
        return ""
    return word if count == 1 else f"{spoken(count)} {word}"


def _is_back(letters: str) -> bool:
    decisive = next((letter for letter in reversed(letters) if letter in _VOWEL), "а")
    return decisive in _BACK


def _sound(letter: str) -> int:
    kinds = (_VOWEL, _NASAL, _VOICELESS, _BUZZING)
    return next((index for index, kind in enumerate(kinds) if letter in kind), len(kinds))


guard(__name__)
