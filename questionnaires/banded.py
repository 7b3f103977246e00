"""What the name of a band variable means: limits of the number that it is cut from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from questionnaires.meanings import NEVER, Coded, Fail, Tree
from questionnaires.questionnaire import Bands
from questionnaires.terms import Compare, Word


@dataclass(frozen=True, slots=True)
class Banded:
    """A band variable: comparisons become limits of the number that it is cut from."""

    bands: Bands
    number: str

    def compare(self, compare: Compare, fail: Fail) -> Tree:
        """Neighbouring bands make one pair of limits."""
        codes = Coded(
            self.bands.name, self.bands.codes, ranks=tuple(map(float, range(len(self.bands.codes))))
        )
        tree = codes.compare(compare, fail)
        if tree == NEVER:
            return NEVER
        wanted = tree[2] if tree[0] == "in" else [tree[2]]
        if tree[0] == "!=":
            wanted = [code for code in self.bands.codes if code != tree[2]]
        runs = [
            self._limits(first, last) for first, last in _runs([code in wanted for code in self.bands.codes])
        ]
        return runs[0] if len(runs) == 1 else ["or", *runs]

    def answered(self) -> Tree:
        """Whether the number was given."""
        return ["answered", self.number]

    def knows(self, word: Word) -> bool:
        """One of the bands; `compare` says what is wrong with anything else."""
        return True

    def values(self) -> list[Any]:
        """A band has no value of its own; the number behind it has."""
        return []

    def _limits(self, first: int, last: int) -> Tree:
        parts = []
        if first > 0:
            parts.append(self._limit(">=", self.bands.edges[first - 1]))
        if last < len(self.bands.edges):
            parts.append(self._limit("<", self.bands.edges[last]))
        if not parts:
            return self.answered()
        return parts[0] if len(parts) == 1 else ["and", *parts]

    def _limit(self, operator: str, edge: int) -> Tree:
        since = self.bands.years_since
        if since is None:
            return [operator, self.number, edge]
        return ["<=" if operator == ">=" else ">", self.number, since - edge]


def _runs(flags: list[bool]) -> list[tuple[int, int]]:
    """First and last places of each unbroken run of True."""
    runs: list[tuple[int, int]] = []
    for place, flag in enumerate(flags):
        if flag and place and flags[place - 1]:
            runs[-1] = runs[-1][0], place
        elif flag:
            runs.append((place, place))
    return runs
