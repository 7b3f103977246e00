"""The nodes of the syntax trees of conditions and values, with positions; and their one error."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

RELATIONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
"""What the comparisons of the language say of two values."""


class ConditionError(ValueError):
    """A condition that cannot be understood: `rule` of the catalogue, `position` (from 0) and `values`."""

    def __init__(self, rule: str, position: int, **values: Any) -> None:
        self.rule = rule
        self.position = position
        self.values = values
        super().__init__(f"{rule} at {position}: {values}")


@dataclass(frozen=True, slots=True)
class Word:
    """A name or value as written; `at` is its position in the text."""

    text: str
    at: int
    kind: str = "word"


@dataclass(frozen=True, slots=True)
class Compare:
    """`name operator operands`; the operator is one of == != < <= > >= in, or “not in”."""

    name: Word
    operator: str
    operands: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """`left operator right`, where not simply a name is compared with a word."""

    left: Syntax
    operator: str
    right: Syntax
    at: int


@dataclass(frozen=True, slots=True)
class Answered:
    """Whether `name` has a valid answer."""

    name: Word


@dataclass(frozen=True, slots=True)
class Negated:
    """Not `part`."""

    part: Syntax


@dataclass(frozen=True, slots=True)
class Joined:
    """All of `parts` (“and”) or any of them (“or”)."""

    word: str
    parts: tuple[Syntax, ...]


@dataclass(frozen=True, slots=True)
class Computed:
    """`left operator right`; the operator is one of + - * /."""

    left: Syntax
    operator: str
    right: Syntax


@dataclass(frozen=True, slots=True)
class Call:
    """A function and its arguments."""

    name: Word
    arguments: tuple[Syntax, ...]


Syntax = Word | Compare | Related | Answered | Negated | Joined | Computed | Call
