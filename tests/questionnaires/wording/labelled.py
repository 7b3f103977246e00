"""The labelled sets: own-written questions and statements of library and workplace surveys, each with the
rules that it breaks. The held-out part was written before the rules, the fresh part after them and to be
unlike them; neither was used to tune them. A fresh part that was looked at becomes development."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from questionnaires.wording import OPTION, QUESTION, STATEMENT, Choice, Wording, broken

LANGUAGES = ("kk", "ru", "en")
HELD_OUT, FRESH = "held-out", "fresh"

_FLAG = re.compile(r"\s*\[(write in|missing|exclusive)\]")


@dataclass(frozen=True)
class Labelled:
    """A mini-item in one language, the rules that it breaks, and its part of the set."""

    part: str
    breaks: frozenset[str]
    wordings: tuple[Wording, ...]

    def found(self) -> frozenset[str]:
        """The rules that the checks say it breaks."""
        return frozenset(name for wording in self.wordings for name, _ in broken(wording))


def labelled(language: str) -> list[Labelled]:
    """The set of that language."""
    with (Path(__file__).parent / f"labelled.{language}.csv").open(encoding="utf-8", newline="") as file:
        return [
            Labelled(row["part"], frozenset(row["breaks"].split()), tuple(_wordings(language, row)))
            for row in csv.DictReader(file)
        ]


def _wordings(language: str, row: dict[str, str]) -> Iterator[Wording]:
    choices = tuple(_choice(one) for one in row["options"].split(" | ") if one)
    role = STATEMENT if row["type"] == "statement" else QUESTION
    other, _, beside = row["beside"].partition(": ")
    yield Wording(language, row["text"], role, row["type"], choices, beside, other)
    for choice in choices:
        yield Wording(language, choice.label, OPTION, row["type"])


def _choice(text: str) -> Choice:
    flags = _FLAG.findall(text)
    return Choice(_FLAG.sub("", text), "missing" in flags, "write in" in flags, "exclusive" in flags)
