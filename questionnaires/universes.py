"""What the names in a condition mean, and conditions translated to what the respondent's page can see.

Resolving leaves only comparisons that need no code list: orders of codes, bands and missing codes are
written out as `in [...]` or as limits of the number behind a band. So the tree reads the same in a browser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from analysis.codebook import Code, Variable, VariableSet
from questionnaires.conditions import comparison, number_of
from questionnaires.grammar import Compare, Joined, Negated, Syntax, Word
from questionnaires.problems import listed, nearest
from questionnaires.questionnaire import Bands, Item
from questionnaires.types import type_of

Tree = list[Any]
Fail = Callable[..., None]
"""Called as fail(rule, position, **values)."""

NEVER: Tree = ["or"]
_HOLDS: Mapping[str, Callable[[float, float], bool]] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


class Meaning(Protocol):
    """What a name stands for in a condition."""

    def compare(self, compare: Compare, fail: Fail) -> Tree:
        """The tree of a comparison with it."""
        ...

    def answered(self) -> Tree:
        """The tree that says whether it has a valid answer."""
        ...


def resolve(node: Syntax, scope: Mapping[str, Meaning], fail: Fail) -> Tree:
    """The tree of a condition over the names of `scope`; problems go to `fail`."""
    if isinstance(node, Joined):
        return [node.word, *(resolve(part, scope, fail) for part in node.parts)]
    if isinstance(node, Negated):
        return ["not", resolve(node.part, scope, fail)]
    meaning = scope.get(node.name.text)
    if meaning is None:
        fail("condition-name", node.name.at, value=node.name.text[:60])
        return NEVER
    return meaning.compare(node, fail) if isinstance(node, Compare) else meaning.answered()


def meanings(item: Item) -> dict[str, Meaning]:
    """What the names that `item` makes stand for."""
    question_type = type_of(item)
    variables = {variable.name: variable for variable in question_type.variables(item)}
    found: dict[str, Meaning] = {}
    for one in question_type.sets(item):
        found[one.name] = _of_set(one, item)
        if one.kind == "multiple":
            variables = {name: v for name, v in variables.items() if name not in one.variables}
    found |= {name: _of_variable(variable, item) for name, variable in variables.items()}
    if item.bands:
        found[item.bands.name] = Banded(item.bands, item.name)
    return found


def _of_set(one: VariableSet, item: Item) -> Meaning:
    if one.kind == "multiple":
        return Coded(one.name, one.options, _missing(item), choices=True)
    return Parts(one.name, one.variables, every=one.kind == "ranking")


def _of_variable(variable: Variable, item: Item) -> Meaning:
    if variable.level == "text":
        return Words(variable.name)
    if variable.level == "scale":
        return Number(variable.name)
    missing = tuple(code.value for code in variable.codes if code.missing) or _missing(item)
    codes = variable.valid_codes
    return Coded(variable.name, tuple(code.value for code in codes), missing, ranks=_ranks(codes))


def _missing(item: Item) -> tuple[str, ...]:
    return tuple(option.value for option in item.options if option.missing)


def _ranks(codes: Iterable[Code]) -> tuple[float, ...]:
    """What < and > compare: the scores if every code has one, else the places in the list."""
    scores = [code.score for code in codes]
    if all(score is not None for score in scores):
        return tuple(score for score in scores if score is not None)
    return tuple(float(place) for place in range(len(scores)))


@dataclass(frozen=True, slots=True)
class Coded:
    """A variable with codes, or (`choices`) the chosen ones among several."""

    name: str
    codes: tuple[str, ...]
    missing: tuple[str, ...] = ()
    ranks: tuple[float, ...] = ()
    choices: bool = False

    def compare(self, compare: Compare, fail: Fail) -> Tree:
        """Orders and `!=` are written out as lists where missing codes or orders are in play."""
        wanted = [word.text for word in compare.operands if self._has(word, fail)]
        if len(wanted) < len(compare.operands):
            return NEVER
        if compare.operator in ("==", "in"):
            return comparison(compare.operator, self.name, wanted)
        if self.choices:
            return self._choices(compare, wanted, fail)
        if compare.operator in ("!=", "not in"):
            if compare.operator == "!=" and not self.missing:
                return ["!=", self.name, wanted[0]]
            return ["in", self.name, [code for code in self.codes if code not in wanted]]
        return ["in", self.name, self._ordered(compare.operator, wanted[0])]

    def answered(self) -> Tree:
        """With missing codes: whether one of the others was given."""
        return ["in", self.name, list(self.codes)] if self.missing else ["answered", self.name]

    def _choices(self, compare: Compare, wanted: list[str], fail: Fail) -> Tree:
        if compare.operator in ("!=", "not in"):
            return ["and", self.answered(), ["not", ["in", self.name, wanted]]]
        fail("condition-order", compare.name.at, name=self.name)
        return NEVER

    def _ordered(self, operator: str, limit: str) -> list[str]:
        holds, bound = _HOLDS[operator], self.ranks[self.codes.index(limit)]
        return [code for code, rank in zip(self.codes, self.ranks, strict=True) if holds(rank, bound)]

    def _has(self, word: Word, fail: Fail) -> bool:
        if word.text in self.codes:
            return True
        if word.text in self.missing:
            fail("condition-missing", word.at, name=self.name, value=word.text)
        else:
            hint, known = nearest(word.text, self.codes), listed(self.codes)
            fail("condition-code", word.at, name=self.name, value=word.text[:60], hint=hint, known=known)
        return False


@dataclass(frozen=True, slots=True)
class Number:
    """A variable with a number."""

    name: str

    def compare(self, compare: Compare, fail: Fail) -> Tree:
        """Compared as numbers."""
        values = []
        for word in compare.operands:
            number = number_of(word.text)
            if number is None:
                fail("condition-number", word.at, name=self.name, value=word.text[:60])
            else:
                values.append(whole(number))
        return comparison(compare.operator, self.name, values) if values else NEVER

    def answered(self) -> Tree:
        """Whether a number was given."""
        return ["answered", self.name]


@dataclass(frozen=True, slots=True)
class Words:
    """A variable with a text."""

    name: str

    def compare(self, compare: Compare, fail: Fail) -> Tree:
        """Not possible."""
        fail("condition-text", compare.name.at, name=self.name)
        return NEVER

    def answered(self) -> Tree:
        """Whether a text was given."""
        return ["answered", self.name]


@dataclass(frozen=True, slots=True)
class Parts:
    """The name of a grid or ranking. An answered ranking gives every option its place (`every`)."""

    name: str
    variables: tuple[str, ...]
    every: bool

    def compare(self, compare: Compare, fail: Fail) -> Tree:
        """Not possible: one of the parts has to be named."""
        fail("condition-parts", compare.name.at, name=self.name, known=listed(self.variables))
        return NEVER

    def answered(self) -> Tree:
        """Whether any part was answered."""
        if self.every:
            return ["answered", self.variables[0]]
        return ["or", *(["answered", name] for name in self.variables)]


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


@dataclass(frozen=True, slots=True)
class Unclear:
    """A name made by an item that has problems of its own: nothing more can be said of it."""

    def compare(self, compare: Compare, fail: Fail) -> Tree:
        """Nothing is known."""
        return NEVER

    def answered(self) -> Tree:
        """Nothing is known."""
        return NEVER


def whole(number: float) -> float | int:
    """The number as an int when it is one."""
    return int(number) if number == int(number) else number


def _runs(flags: list[bool]) -> list[tuple[int, int]]:
    """First and last places of each unbroken run of True."""
    runs: list[tuple[int, int]] = []
    for place, flag in enumerate(flags):
        if flag and place and flags[place - 1]:
            runs[-1] = runs[-1][0], place
        elif flag:
            runs.append((place, place))
    return runs
