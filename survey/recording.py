"""Many responses coded item by item: what several people said alike is coded once.

What is said of an item is known by its answer and the texts written beside it, and by whether it was asked;
that again by the answers to the few items that universes speak of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from questionnaires.coding import said, unasked, write_in_names
from questionnaires.questionnaire import Item, Questionnaire
from questionnaires.routing import asked, deciding
from survey.coded import Coded, Gathering, Value

NOT_ASKED_HERE = ("not asked",)


class Recording:
    """The columns of everybody who is added, in the order of adding."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._items = [(item.name, [*_parts(item)]) for item in questionnaire.items()]
        self._deciding = deciding(questionnaire)
        self._routes: dict[tuple[Any, ...], tuple[bool, ...]] = {}
        self._known: dict[tuple[bool, ...], tuple[bool, ...]] = {}

    def add(self, answers: Mapping[str, Any], write_ins: Mapping[str, str]) -> None:
        """The next person's answers."""
        for (name, parts), there in zip(self._items, self._route(answers), strict=True):
            answer = answers.get(name)
            for one in parts:
                if there:
                    one.add(answer, write_ins)
                else:
                    one.skip()

    def columns(self) -> Iterator[tuple[str, Coded]]:
        """Each variable with its column; nothing is kept of an item once its columns have been taken."""
        while self._items:
            for one in self._items.pop(0)[1]:
                yield from one.columns()

    def _route(self, answers: Mapping[str, Any]) -> tuple[bool, ...]:
        """Which items are asked of a person."""
        key = tuple([hashable(answers.get(name)) for name in self._deciding])
        if key not in self._routes:
            reached = asked(self._questionnaire, answers)
            route = tuple(name in reached for name, _ in self._items)
            self._routes[key] = self._known.setdefault(route, route)
        return self._routes[key]


def _parts(item: Item) -> Iterator[_Said]:
    """The item; of an item with rows each row, which is answered by itself."""
    if not item.rows:
        yield _Said(item)
    for row in item.rows:
        yield _Row(replace(item, rows=(row,)))


class _Said:
    """What everybody said of one item: the different things (`_values`, by variable), and whose is which."""

    def __init__(self, item: Item) -> None:
        self._item = item
        self._names = tuple(unasked(item))
        self._texts = [f"{item.name}.{option.value}" for _, option in write_in_names(item)]
        self._gathering: Gathering = Gathering()
        self._values: list[tuple[Value, ...]] = []

    def add(self, answer: Any, write_ins: Mapping[str, str]) -> None:
        """The next person, who was asked."""
        key = answer if answer.__class__ is str else hashable(answer)
        if self._texts and write_ins:
            key = (key, *map(write_ins.get, self._texts))
        if self._gathering.add(key):
            self._code(answer, write_ins)

    def skip(self) -> None:
        """The next person, who was not asked."""
        if self._gathering.add(NOT_ASKED_HERE):
            self._values.append(tuple(unasked(self._item).values()))

    def _code(self, answer: Any, write_ins: Mapping[str, str]) -> None:
        record = said(self._item, answer, write_ins)
        self._values.append(tuple([record[name] for name in self._names]))

    def columns(self) -> Iterator[tuple[str, Coded]]:
        """Each variable with its column."""
        places = self._gathering.places
        for place, name in enumerate(self._names):
            yield name, Coded.among([one[place] for one in self._values], places)


class _Row(_Said):
    """What everybody said of one row of an item."""

    def __init__(self, item: Item) -> None:
        super().__init__(item)
        self._row = item.rows[0].name

    def add(self, answer: Any, write_ins: Mapping[str, str]) -> None:
        """The next person, who was asked."""
        value = answer.get(self._row) if answer else None
        if self._gathering.add(value if value.__class__ is str else hashable(value)):
            self._code(None if value is None else {self._row: value}, write_ins)


def hashable(answer: Any) -> Any:
    """What tells an answer (as JSON holds it) from all others."""
    return answer if answer is None or type(answer) is str else (repr(answer),)
