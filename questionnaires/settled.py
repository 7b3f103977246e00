"""What a name stands for where its value is settled when the file is read, before anybody answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from questionnaires.conditions import number_of
from questionnaires.meanings import NEVER, Fail, Tree
from questionnaires.terms import RELATIONS, Compare, Word


@dataclass(frozen=True, slots=True)
class Constant:
    """A value written in the file: what an option's column says, where options are filtered."""

    name: str
    text: str

    def compare(self, compare: Compare, fail: Fail) -> Tree:
        """With a word: settled at once."""
        holds = self.text in [word.text for word in compare.operands]
        if compare.operator in ("==", "in", "!=", "not in"):
            return ["and"] if holds == (compare.operator in ("==", "in")) else NEVER
        fail("condition-order", compare.name.at, name=self.name)
        return NEVER

    def answered(self) -> Tree:
        """Whether the column says anything."""
        return ["and"] if self.text else NEVER

    def knows(self, word: Word) -> bool:
        """Words in quotation marks."""
        return word.kind == "quoted"

    def values(self) -> list[Any]:
        """The text."""
        return [["'", self.text]]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A number that is the same wherever it is asked for: the number of a roster's block."""

    number: int

    def compare(self, compare: Compare, fail: Fail) -> Tree:
        """With numbers: settled at once."""
        values = [number_of(word.text) for word in compare.operands]
        if compare.operator in ("in", "not in"):
            return ["and"] if (self.number in values) == (compare.operator == "in") else NEVER
        holds = values[0] is not None and RELATIONS[compare.operator](self.number, values[0])
        return ["and"] if holds else NEVER

    def answered(self) -> Tree:
        """Always."""
        return ["and"]

    def knows(self, word: Word) -> bool:
        """Any number."""
        return number_of(word.text) is not None

    def values(self) -> list[Any]:
        """The number."""
        return [self.number]
