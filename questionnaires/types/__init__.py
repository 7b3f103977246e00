"""Question types: one module and one template each, side by side. Registering one is all it takes.

A type is a class with the methods of `QuestionType`, registered by name. Everything else - reader,
respondent's document, routing, coding, the demo's simulated respondents - reaches it only through this
registry, so a new type touches this folder alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from random import Random
from typing import TYPE_CHECKING, Any, Protocol

from analysis.codebook import Variable, VariableSet

if TYPE_CHECKING:
    from questionnaires.fields import Fields
    from questionnaires.questionnaire import Item

Form = Mapping[str, Sequence[str]]
"""What the browser sent: field name -> values, as typed."""

Answer = Any
"""One item's answer as JSON can hold it; None when nothing was answered."""


@dataclass(frozen=True, slots=True)
class Unacceptable:
    """A problem with an answer: a message key (an English sentence with {places}) and what fills it.
    A `soft` one is settled when the person says that the answer is right."""

    message: str
    values: Mapping[str, Any] = field(default_factory=dict)
    field: str = ""
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """What an item's fields say: the answer, the texts written in (option -> text), the problems, and
    whether the person is `sure` of an answer that a soft check doubts."""

    answer: Answer = None
    write_ins: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Unacceptable, ...] = ()
    sure: bool = False


class QuestionType(Protocol):
    """What a question type must know. `name` is the word an author writes after `type:`; the answer of a
    `computed` type is what the item's `value` says. Where a type does not ask (`asks`), people see nothing of
    it. `seen_by_style`: its codes are boxes or buttons under the item's name, so that CSS can see them. With
    `repeats` blocks of other items follow (`questionnaires.rosters`)."""

    name: str
    asks: bool
    computed: bool
    seen_by_style: bool
    repeats: bool

    @property
    def template(self) -> str:
        """The file beside the module that shows the item."""
        ...

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """The Item attributes that this type adds (`options`, `rows`, `settings`, ...), read from the
        author's fields; problems go to `fields`, with line and column."""
        ...

    def parse(self, item: Item, form: Form) -> Parsed:
        """The answer in `form`. Never raises for anything a browser can send."""
        ...

    def fill(self, item: Item, answer: Answer, write_ins: Mapping[str, str]) -> dict[str, list[str]]:
        """The form fields that would give this answer: the inverse of `parse`."""
        ...

    def variables(self, item: Item) -> tuple[Variable, ...]:
        """The variables that the item yields, without bands (coding adds those)."""
        ...

    def given(self, item: Item, value: Any) -> Answer:
        """The answer that a computed `value` is; None when it cannot be one."""
        ...

    def lacking(self, item: Item, answer: Answer) -> tuple[Unacceptable, ...]:
        """What is still missing in `answer` when the item must be answered; () when nothing is."""
        ...

    def sets(self, item: Item) -> tuple[VariableSet, ...]:
        """The variable sets that unite them, if any."""
        ...

    def code(self, item: Item, answer: Answer, missing: str) -> dict[str, str | float | None]:
        """Variable name -> value; `missing` (a missing kind) stands where nothing was answered."""
        ...

    def capacity(self, item: Item) -> int:
        """The most bytes that the answer can take as UTF-8 JSON, write-ins included."""
        ...

    def draw(self, item: Item, random: Random) -> tuple[Answer, dict[str, str]]:
        """A random acceptable answer with its write-ins, for rehearsals and the demo."""
        ...


_registry: dict[str, QuestionType] = {}


def register(question_type: QuestionType) -> QuestionType:
    """Make a question type known under its name; two of one name are an error."""
    if question_type.name in _registry:
        raise ValueError(f"two question types are called {question_type.name!r}")
    _registry[question_type.name] = question_type
    return question_type


def question_types() -> Mapping[str, QuestionType]:
    """All registered question types by name."""
    _load()
    return _registry


def type_of(item: Item) -> QuestionType:
    """The question type of an item."""
    return question_types()[item.type]


@cache
def _load() -> None:
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
