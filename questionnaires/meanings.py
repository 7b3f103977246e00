"""What a name stands for in a condition or a value: a variable with codes, a number, a text, several parts.

Comparisons that need a code list are written out here (orders of codes, bands, missing codes), so that the
trees read the same in a browser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from analysis.codebook import Code, Variable, VariableSet
from questionnaires.conditions import comparison, number_of
from questionnaires.problems import listed, nearest
from questionnaires.questionnaire import Item
from questionnaires.terms import RELATIONS, Compare, Word
from questionnaires.types import type_of

Tree = list[Any]
Fail = Callable[..., None]
"""Called as fail(rule, position, **values)."""

NEVER: Tree = ["or"]


class Meaning(Protocol):
    """What a name stands for in a condition."""

    def compare(self, compare: Compare, fail: Fail) -> Tree:
        """The tree of a comparison with it."""
        ...

    def answered(self) -> Tree:
        """The tree that says whether it has a valid answer."""
        ...

    def knows(self, word: Word) -> bool:
        """Whether it can be compared with the word as it stands: a code, a number."""
        ...

    def values(self) -> list[Any]:
        """The trees of its values: one, or those of its parts; none where it has no value."""
        ...


def meanings(item: Item) -> dict[str, Meaning]:
    """What the names that `item` makes stand for."""
    question_type = type_of(item)
    variables = {variable.name: variable for variable in question_type.variables(item)}
    found: dict[str, Meaning] = {}
    for one in question_type.sets(item):
        found[one.name] = _of_set(one, item, variables)
        if one.kind == "multiple":
            variables = {name: v for name, v in variables.items() if name not in one.variables}
    found |= {name: _of_variable(variable, item) for name, variable in variables.items()}
    return found


def _of_set(one: VariableSet, item: Item, variables: Mapping[str, Variable]) -> Meaning:
    if one.kind == "multiple":
        return Coded(one.name, one.options, _missing(item), choices=True, awaited=_awaited(item))
    parts = tuple(_of_variable(variables[name], item) for name in one.variables)
    return Parts(one.name, one.variables, parts, every=one.kind == "ranking")


def _of_variable(variable: Variable, item: Item) -> Meaning:
    if variable.level == "text":
        return Words(variable.name)
    if variable.level == "scale":
        return Number(variable.name)
    missing = tuple(code.value for code in variable.codes if code.missing) or _missing(item)
    codes = variable.valid_codes
    scores = {code.value: code.score for code in codes if code.score is not None}
    return Coded(
        variable.name,
        tuple(code.value for code in codes),
        missing,
        _ranks(codes),
        False,
        scores,
        _awaited(item),
    )


def _missing(item: Item) -> tuple[str, ...]:
    return tuple(option.value for option in item.options if option.missing)


def _awaited(item: Item) -> bool:
    return any(option.awaited for option in item.options)


def _ranks(codes: Iterable[Code]) -> tuple[float, ...]:
    """What < and > compare: the scores if every code has one, else the places in the list."""
    scores = [code.score for code in codes]
    if all(score is not None for score in scores):
        return tuple(score for score in scores if score is not None)
    return tuple(float(place) for place in range(len(scores)))


@dataclass(frozen=True, slots=True)
class Coded:
    """A variable with codes, or (`choices`) the chosen ones among several. `awaited`: its codes are still to
    come, so any can be one."""

    name: str
    codes: tuple[str, ...]
    missing: tuple[str, ...] = ()
    ranks: tuple[float, ...] = ()
    choices: bool = False
    scores: Mapping[str, float] = field(default_factory=dict)
    awaited: bool = False

    def compare(self, compare: Compare, fail: Fail) -> Tree:
        """Orders and `!=` are written out as lists where missing codes or orders are in play."""
        wanted = [word.text for word in compare.operands if self._has(word, fail)]
        if len(wanted) < len(compare.operands):
            return NEVER
        if compare.operator in ("==", "in") or self.awaited:
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

    def knows(self, word: Word) -> bool:
        """A code of its own."""
        return word.text in self.codes or word.text in self.missing

    def values(self) -> list[Any]:
        """The scores where every code has one that is not the code itself, else the codes."""
        if len(self.scores) < len(self.codes) or all(number_of(c) == s for c, s in self.scores.items()):
            return [self.name]
        return [["score", self.name, {code: whole(score) for code, score in self.scores.items()}]]

    def _choices(self, compare: Compare, wanted: list[str], fail: Fail) -> Tree:
        if compare.operator in ("!=", "not in"):
            return ["and", self.answered(), ["not", ["in", self.name, wanted]]]
        fail("condition-order", compare.name.at, name=self.name)
        return NEVER

    def _ordered(self, operator: str, limit: str) -> list[str]:
        holds, bound = RELATIONS[operator], self.ranks[self.codes.index(limit)]
        return [code for code, rank in zip(self.codes, self.ranks, strict=True) if holds(rank, bound)]

    def _has(self, word: Word, fail: Fail) -> bool:
        if word.text in self.codes or self.awaited:
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

    def knows(self, word: Word) -> bool:
        """Any number."""
        return number_of(word.text) is not None

    def values(self) -> list[Any]:
        """The number."""
        return [self.name]


@dataclass(frozen=True, slots=True)
class Words:
    """A variable with a text."""

    name: str

    def compare(self, compare: Compare, fail: Fail) -> Tree:
        """With words in quotation marks: as texts."""
        texts = [word.text for word in compare.operands if word.kind == "quoted"]
        if len(texts) < len(compare.operands):
            fail("condition-text", compare.name.at, name=self.name)
            return NEVER
        if compare.operator in RELATIONS and compare.operator not in ("==", "!="):
            return ["is", compare.operator, self.name, ["'", texts[0]]]
        return comparison(compare.operator, self.name, texts)

    def answered(self) -> Tree:
        """Whether a text was given."""
        return ["answered", self.name]

    def knows(self, word: Word) -> bool:
        """Words in quotation marks."""
        return word.kind == "quoted"

    def values(self) -> list[Any]:
        """The text."""
        return [self.name]


@dataclass(frozen=True, slots=True)
class Parts:
    """The name of a grid or ranking. An answered ranking gives every option its place (`every`)."""

    name: str
    variables: tuple[str, ...]
    parts: tuple[Meaning, ...]
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

    def knows(self, word: Word) -> bool:
        """Nothing can be compared with it, and `compare` says so."""
        return True

    def values(self) -> list[Any]:
        """The values of the parts."""
        return [value for part in self.parts for value in part.values()]


@dataclass(frozen=True, slots=True)
class Unclear:
    """A name made by an item that has problems of its own: nothing more can be said of it."""

    def compare(self, compare: Compare, fail: Fail) -> Tree:
        """Nothing is known."""
        return NEVER

    def answered(self) -> Tree:
        """Nothing is known."""
        return NEVER

    def knows(self, word: Word) -> bool:
        """Nothing is known."""
        return True

    def values(self) -> list[Any]:
        """Nothing is known."""
        return []


def whole(number: float) -> float | int:
    """The number as an int when it is one."""
    return int(number) if number == int(number) else number
