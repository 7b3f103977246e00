"""Translations that are stale: other numbers, another sense, other places to fill, much shorter or longer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from questionnaires.wording import OPTION, QUESTION, STATEMENT, Finding, Wording, rule
from questionnaires.wording.negated import denials, negations
from questionnaires.wording.tables import found, pattern, table, without, words

_PLACE = re.compile(r"\{[^{}]*\}|\$\{[^{}]*\}|%\(\w+\)s")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")
_LIST = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s", re.MULTILINE)
_MOST_UNLIKE = 2.6
"""So many times longer is no translation any more: Kazakh, Russian and English differ by less."""
_LEAST_APART = 25
"""Characters by which texts differ at least, where their lengths are told of."""


@rule("translation-numbers")
def numbers(wording: Wording) -> Iterator[Finding]:
    """A number in one language, in digits or as a word, that the other has not."""
    if not wording.beside:
        return
    here, there = _numbers(wording.language, wording.text), _numbers(wording.beside_language, wording.beside)
    if here is None or there is None or here == there:
        return
    only = [*(here - there).elements()] or [*(there - here).elements()]
    yield Finding({"other": wording.beside_language, "words": ", ".join(f"{one:g}" for one in sorted(only))})


@rule("translation-negation")
def negation(wording: Wording) -> Iterator[Finding]:
    """A text that says not where the other language has nothing negative at all."""
    if not wording.beside or wording.role not in (QUESTION, STATEMENT, OPTION):
        return
    sides = ((wording.language, wording.text), (wording.beside_language, wording.beside))
    if any(language not in table("negated") for language, _ in sides):
        return
    for (one, text), (other, beside) in (sides, sides[::-1]):
        said = _said_no(one, text)
        if said and not _negative(other, beside):
            yield Finding({"other": other, "words": ", ".join(said), "negative": one})
            return


@rule("translation-parts")
def parts(wording: Wording) -> Iterator[Finding]:
    """Other places to fill ({name}), another number of paragraphs or of entries of a list."""
    if not wording.beside:
        return
    other = wording.beside_language
    here, there = _PLACE.findall(wording.text), _PLACE.findall(wording.beside)
    if sorted(here) != sorted(there):
        one = next(iter([*(Counter(here) - Counter(there)), *(Counter(there) - Counter(here))]))
        yield Finding({"other": other, "what": f"the place {one}"})
    elif _paragraphs(wording.text) != _paragraphs(wording.beside):
        yield Finding({"other": other, "what": "the number of paragraphs"})
    elif len(_LIST.findall(wording.text)) != len(_LIST.findall(wording.beside)):
        yield Finding({"other": other, "what": "the number of entries of a list"})


@rule("translation-length")
def length(wording: Wording) -> Iterator[Finding]:
    """More than 2.6 times as long as the other language, and 25 characters more: something is left out."""
    here, there = len(wording.text.strip()), len(wording.beside.strip())
    if there and abs(here - there) > _LEAST_APART and max(here, there) > _MOST_UNLIKE * min(here, there):
        yield Finding({"other": wording.beside_language, "here": here, "there": there})


def _numbers(language: str, text: str) -> Counter[float] | None:
    """The numbers of a text except 1, which languages often leave out; None where its words are not known."""
    if language not in table("translation"):
        return None
    spoken: list[float] = []
    tens = False
    harmless = pattern("translation", language, "harmless")
    for word in words(harmless.sub(" ", text) if harmless else text):
        value = _spoken(language, word)
        if value and tens and value < 10:
            spoken[-1] += value
        elif value:
            spoken.append(value)
        tens = value >= 10
    digits = (float(one.replace(",", ".")) for one in _DIGITS.findall(text))
    return Counter(one for one in (*digits, *spoken) if one != 1)


@lru_cache(4096)
def _spoken(language: str, word: str) -> int:
    """The number that a word says; 0 for every other word."""
    known: dict[str, int] = table("translation")[language]["numbers"]
    return next((value for form, value in known.items() if re.fullmatch(form, word)), 0)


def _paragraphs(text: str) -> int:
    return len([one for one in re.split(r"\n\s*\n", text.strip()) if one.strip()])


def _said_no(language: str, text: str) -> list[str]:
    """The negations that count: “or not” and the like do not."""
    text = without("negated", language, "harmless", text)
    return [] if found("negated", language, "choice", text) else negations(language, text)


def _negative(language: str, text: str) -> bool:
    """Whether anything in a text is negative, also what the negation rule takes for harmless."""
    also = found("translation", language, "negative", text)
    return bool(negations(language, text) or denials(language, text) or also)
