"""A matrix of boxes: for each row any of the codes."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from analysis.codebook import Variable, VariableSet
from questionnaires.questionnaire import Item, Row
from questionnaires.types import Answer, Form, Parsed, Unacceptable, base, register
from questionnaires.types.grid import Grid, row_label
from questionnaires.types.multiple import Multiple

_MULTIPLE = Multiple()


class Matrix(Grid):
    """Answer: row -> list of codes, for the rows that were answered. Each row is a multiple choice."""

    name = "matrix"

    def parse(self, item: Item, form: Form) -> Parsed:
        """The codes of all rows."""
        rows = {row.name: _MULTIPLE.parse(_as_item(item, row), _of_row(form, item, row)) for row in item.rows}
        answer = {name: parsed.answer for name, parsed in rows.items() if parsed.answer is not None}
        problems = tuple(
            Unacceptable(one.message, one.values, f"{item.name}.{name}")
            for name, parsed in rows.items()
            for one in parsed.problems
        )
        return Parsed(answer or None, problems=problems)

    def fill(self, item: Item, answer: Answer, write_ins: Mapping[str, str]) -> dict[str, list[str]]:
        """A field for every answered row, with all its codes."""
        return {f"{item.name}.{row}": list(values) for row, values in (answer or {}).items()}

    def variables(self, item: Item) -> tuple[Variable, ...]:
        """For each row one yes/no variable per option."""
        return tuple(one for row in item.rows for one in _MULTIPLE.variables(_as_item(item, row)))

    def sets(self, item: Item) -> tuple[VariableSet, ...]:
        """For each row the set of its options."""
        return tuple(one for row in item.rows for one in _MULTIPLE.sets(_as_item(item, row)))

    def code(self, item: Item, answer: Answer, missing: str) -> dict[str, str | float | None]:
        """Every row's options."""
        found: dict[str, Any] = {}
        for row in item.rows:
            found |= _MULTIPLE.code(_as_item(item, row), (answer or {}).get(row.name), missing)
        return found

    def capacity(self, item: Item) -> int:
        """Every row with all codes."""
        every = [option.value for option in item.options]
        return base.entry_size(item.name, max(base.json_size({row.name: every for row in item.rows}), 4))

    def draw(self, item: Item, random: Random) -> tuple[Answer, dict[str, str]]:
        """Any codes for every row."""
        return {row.name: _MULTIPLE.draw(_as_item(item, row), random)[0] for row in item.rows} or None, {}


def _as_item(item: Item, row: Row) -> Item:
    """A row as a multiple choice of its own."""
    return Item(
        f"{item.name}_{row.name}",
        "multiple",
        row_label(row),
        options=item.options,
        nets=item.nets,
        background=item.background,
    )


def _of_row(form: Form, item: Item, row: Row) -> dict[str, Any]:
    return {f"{item.name}_{row.name}": form.get(f"{item.name}.{row.name}", ())}


register(Matrix())
