"""Rating grid: rows rated on one list of codes (Likert), or between two poles (semantic differential)."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from analysis.codebook import Text, Variable, VariableSet
from questionnaires import codes
from questionnaires.fields import Fields
from questionnaires.nodes import Scalar
from questionnaires.questionnaire import Item, Row
from questionnaires.types import Answer, Form, Parsed, Unacceptable, base, register
from questionnaires.types.messages import ANSWER_NEEDED, ONE_ONLY, ROWS_NEEDED


class Grid(base.QuestionTypeBase):
    """Answer: row -> code, for the rows that were answered."""

    name = "grid"

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """Rows, codes, nets (which hold for every row)."""
        options = codes.options(fields, write_in=False)
        rows = tuple(read_row(inner, name) for name, inner in fields.groups("rows", "row", needed=True))
        return {"options": options, "rows": rows, "nets": codes.nets(fields, options)}

    def parse(self, item: Item, form: Form) -> Parsed:
        """The codes of all rows."""
        answer, problems = {}, []
        for row in item.rows:
            field = f"{item.name}.{row.name}"
            chosen = list(dict.fromkeys(base.typed(form, field)))
            wrong = [base.not_offered(value, field) for value in chosen if not item.option(value)]
            if not wrong and len(chosen) > 1:
                wrong = [Unacceptable(ONE_ONLY, field=field)]
            problems += wrong
            if chosen and not wrong:
                answer[row.name] = chosen[0]
        return Parsed(answer or None, problems=tuple(problems))

    def fill(self, item: Item, answer: Answer, write_ins: Mapping[str, str]) -> dict[str, list[str]]:
        """A field for every answered row."""
        return {f"{item.name}.{row}": [value] for row, value in (answer or {}).items()}

    def lacking(self, item: Item, answer: Answer) -> tuple[Unacceptable, ...]:
        """Every row must be answered."""
        open_rows = [row for row in item.rows if row.name not in (answer or {})]
        if not open_rows:
            return ()
        field = f"{item.name}.{open_rows[0].name}"
        if len(open_rows) == len(item.rows) == 1:
            return (Unacceptable(ANSWER_NEEDED, field=field),)
        return (Unacceptable(ROWS_NEEDED, {"missing": len(open_rows), "count": len(item.rows)}, field),)

    def variables(self, item: Item) -> tuple[Variable, ...]:
        """One ordinal variable for each row."""
        every = base.codes_of(item.options)
        return tuple(
            Variable(
                f"{item.name}_{row.name}",
                row_label(row),
                "ordinal",
                every,
                item.nets,
                reversed=row.reversed,
                background=item.background,
            )
            for row in item.rows
        )

    def sets(self, item: Item) -> tuple[VariableSet, ...]:
        """The set of the rows."""
        return base.set_of(item, "grid", {row.name: row_label(row) for row in item.rows})

    def code(self, item: Item, answer: Answer, missing: str) -> dict[str, str | float | None]:
        """The code of every row, or why there is none."""
        given = answer or {}
        return {
            f"{item.name}_{row.name}": base.value_of(item, given[row.name]) if row.name in given else missing
            for row in item.rows
        }

    def capacity(self, item: Item) -> int:
        """Every row with the longest code."""
        longest = max((option.value for option in item.options), key=len, default="")
        size = base.json_size({row.name: longest for row in item.rows})
        return base.entry_size(item.name, max(size, 4))

    def draw(self, item: Item, random: Random) -> tuple[Answer, dict[str, str]]:
        """Any code for every row; a row is left out now and then unless the item is required."""
        rows = [row for row in item.rows if item.required or random.random() < 0.97]
        return {row.name: random.choice(item.options).value for row in rows} or None, {}


def row_label(row: Row) -> Text:
    """The statement, or both poles with a dash between."""
    if not row.right:
        return row.label
    return {language: f"{left} – {row.right.get(language, '')}" for language, left in row.label.items()}


def read_row(fields: Fields, name: Scalar) -> Row:
    """A row: a statement, or both its poles."""
    fields.check_name(name)
    poles = "left" in fields or "right" in fields
    label = fields.text("left") if poles else fields.own_text("row")
    row = Row(name.text, label, fields.text("right") if poles else {}, fields.flag("reversed"))
    fields.close()
    return row


register(Grid())
