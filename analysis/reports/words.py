"""The words of reports in Kazakh, Russian and English.

Kazakh numbers take their suffixes where a sentence needs them: {count:possessive} is "53-і",
{percent:possessive} "22 %-ы" (`say` hands them over as `Number`). Labels of answers stand in quotation marks
and never take a suffix.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.kazakh import suffix, with_suffix
from analysis.reports.part_words import PARTS
from analysis.reports.sentence_words import SENTENCES

LANGUAGES = ("kk", "ru", "en")
NBSP = "\u00a0"

WORDS: dict[str, dict[str, str]] = {**PARTS, **SENTENCES}
"""Key -> language -> sentence with {places}."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a sentence may give a Kazakh suffix: what is `written`, the `whole` number that is
    spoken, and whether a `percent` sign ends it."""

    written: str
    whole: int
    percent: bool = False

    def __str__(self) -> str:
        return self.written

    def __format__(self, case: str) -> str:
        """As it is written, with the suffix of a `case` ("possessive") where one is named."""
        if not case:
            return self.written
        if self.percent:
            return f"{self.written}-{suffix('пайыз', case)}"  # type: ignore[arg-type]  # named in WORDS
        ending = with_suffix(self.whole, case)[len(str(self.whole)) :]  # type: ignore[arg-type]  # as above
        return self.written + ending


def say(key: str, language: str, **places: object) -> str:
    """The sentence `key` in a language, its places filled."""
    return WORDS[key][language].format(**places)


def joined(words: Sequence[str], language: str) -> str:
    """ "a, b and c"."""
    *first, last = words
    return WORDS["and"][language].join(filter(None, (", ".join(first), last)))
