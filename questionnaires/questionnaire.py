"""The nouns of a questionnaire, as immutable values. `reader` makes them from YAML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from analysis.codebook import Net, Scale, Text
from questionnaires.conditions import Condition, Expression


@dataclass(frozen=True, slots=True)
class Awaited:
    """The file in which a list of codes stands that is still to come, and its columns of codes and labels."""

    file: str
    code: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Lookup:
    """A table in which values are looked up; of one that is still to come only its file, `awaited`."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    awaited: str = ""

    def found(self, column: str, key: str = "") -> dict[str, list[str]]:
        """Text in the column `key` -> the texts in `column` of its rows; without `key` "" -> those of all."""
        made: dict[str, list[str]] = {}
        for row in self.rows:
            cells = dict(zip(self.columns, row, strict=True))
            if cells[column]:
                made.setdefault(cells[key] if key else "", []).append(cells[column])
        return made


@dataclass(frozen=True, slots=True)
class Option:
    """One offered code: its value, texts and flags.

    `exclusive` cannot stand beside another choice; `write_in` opens a field to write in;
    `missing` tells why this counts as no answer ("refused", "does_not_know"); `score` is the number
    it stands for in a rating. `columns` are texts by which “offer if” filters, `offered_if` what that came
    to for this option. `fixed` stays in its place when the others are shuffled. `awaited`: it stands for a
    whole list that is still to come.
    """

    value: str
    label: Text
    exclusive: bool = False
    write_in: bool = False
    missing: str | None = None
    score: float | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    offered_if: Condition | None = None
    fixed: bool = False
    awaited: Awaited | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a rating grid: a statement, or for a semantic differential its two poles."""

    name: str
    label: Text
    right: Text = field(default_factory=dict)
    reversed: bool = False


@dataclass(frozen=True, slots=True)
class Bands:
    """A variable derived from a number or year by cutting it at `edges`, so that no gap or overlap can be.

    `edges` are the starts of the second, third, ... band; `codes` has one name more than `edges`.
    With `years_since` the value cut is that year minus the answer (entry year -> years of tenure).
    """

    name: str
    label: Text
    edges: tuple[int, ...]
    codes: tuple[str, ...]
    labels: tuple[Text, ...]
    years_since: int | None = None
    background: bool = False

    def code_of(self, value: float) -> str:
        """The code of the band that `value` (the answer as given) falls into."""
        amount = value if self.years_since is None else self.years_since - value
        return self.codes[sum(amount >= edge for edge in self.edges)]


@dataclass(frozen=True, slots=True)
class Check:
    """What must hold of a given answer, and what is said where it does not. A `soft` one asks the person to
    look again and accepts the answer when told that it is right."""

    holds: Condition
    said: Text
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """What is asked: a question in each language, a question type, a universe.

    `settings` holds what only this item's type reads (length, first, unit, ...): immutable values.
    `needed` is said where an answer is required and missing, instead of the house's words; with `needed_if`
    it is required of those for whom this holds.
    `default` stands in the fields of a fresh page, `starts` computes one; `computes` gives the answer where
    nobody is asked; `shuffled` options come in another order for everyone.
    """

    name: str
    type: str
    question: Text
    hint: Text = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    nets: tuple[Net, ...] = ()
    shown_if: Condition | None = None
    required: bool = False
    reversed: bool = False
    background: bool = False
    low: float | None = None
    high: float | None = None
    bands: Bands | None = None
    checks: tuple[Check, ...] = ()
    default: Any = None
    needed: Text = field(default_factory=dict)
    needed_if: Condition | None = None
    computes: Expression | None = None
    starts: Expression | None = None
    shuffled: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict)
    line: int = 0

    def option(self, value: str) -> Option | None:
        """The option of that value, or None."""
        return next((option for option in self.options if option.value == value), None)


@dataclass(frozen=True, slots=True)
class Section:
    """A group of items that a phone shows as one screen; `shuffled`: everyone gets them in another order."""

    name: str
    title: Text
    items: tuple[Item, ...]
    introduction: Text = field(default_factory=dict)
    shown_if: Condition | None = None
    shuffled: bool = False


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What is asked, complete in every language of `languages`.

    `keep` names the background facts that stay beside the answers at closing, the finest first. `order`: in
    which items are decided (section and item by their places) where it is not the order of asking.
    """

    name: str
    version: str
    languages: tuple[str, ...]
    title: Text
    sections: tuple[Section, ...]
    introduction: Text = field(default_factory=dict)
    thanks: Text = field(default_factory=dict)
    scales: tuple[Scale, ...] = ()
    keep: tuple[str, ...] = ()
    lookups: Mapping[str, Lookup] = field(default_factory=dict)
    source: str = ""
    order: tuple[tuple[int, int], ...] = ()

    @property
    def awaited(self) -> tuple[str, ...]:
        """The files of the lists of codes and tables that are still to come."""
        lists = (one.awaited for item in self.items() for one in item.options)
        files = [*(one.file for one in lists if one), *(one.awaited for one in self.lookups.values())]
        return tuple(dict.fromkeys(filter(None, files)))

    def items(self) -> Iterator[Item]:
        """All items in the order in which they are asked."""
        for section in self.sections:
            yield from section.items

    def steps(self) -> Iterator[tuple[Section, Item]]:
        """Sections and items in the order in which it can be decided whether they are asked."""
        if not self.order:
            yield from ((section, item) for section in self.sections for item in section.items)
        for section, item in self.order:
            yield self.sections[section], self.sections[section].items[item]

    def item(self, name: str) -> Item:
        """The item of that name; KeyError when there is none."""
        for item in self.items():
            if item.name == name:
                return item
        raise KeyError(name)
