"""Points divided among rows: together they make a fixed sum."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from analysis.codebook import Variable
from questionnaires.fields import Fields
from questionnaires.questionnaire import Item
from questionnaires.types import Answer, Form, Parsed, Unacceptable, base, register
from questionnaires.types.grid import read_row, row_label
from questionnaires.types.messages import NOT_A_NUMBER, NOT_WHOLE, SUM_WRONG, TOO_SMALL
from questionnaires.types.number import number

MOST = 1_000_000


class ConstantSum(base.QuestionTypeBase):
    """Answer: row -> whole number; a row left empty got nothing."""

    name = "constant_sum"

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """Rows, and the sum (`total`, 100 where nothing is said)."""
        rows = tuple(read_row(inner, name) for name, inner in fields.groups("rows", "row", needed=True))
        total = fields.whole("total", 1, MOST)
        return {"rows": rows, "settings": {"total": total or 100}}

    def parse(self, item: Item, form: Form) -> Parsed:
        """The points of all rows."""
        given: dict[str, Any] = {}
        problems = []
        for row in item.rows:
            field = f"{item.name}.{row.name}"
            text = " ".join(base.typed(form, field))
            value = number(text) if text else None
            problem = _problem(text, value, field)
            if problem:
                problems.append(problem)
            elif value is not None:
                given[row.name] = int(value)
        if problems or not given:
            return Parsed(None, problems=tuple(problems))
        return self._summed(item, given)

    def _summed(self, item: Item, given: dict[str, int]) -> Parsed:
        total, found = item.settings["total"], sum(given.values())
        if found != total:
            values = {"sum": found, "total": total}
            return Parsed(
                None, problems=(Unacceptable(SUM_WRONG, values, f"{item.name}.{item.rows[0].name}"),)
            )
        return Parsed({row.name: given.get(row.name, 0) for row in item.rows})

    def fill(self, item: Item, answer: Answer, write_ins: Mapping[str, str]) -> dict[str, list[str]]:
        """A field for every row."""
        return {f"{item.name}.{row}": [str(points)] for row, points in (answer or {}).items()}

    def variables(self, item: Item) -> tuple[Variable, ...]:
        """One number for each row."""
        high = float(item.settings["total"])
        return tuple(
            Variable(
                f"{item.name}_{row.name}",
                row_label(row),
                "scale",
                background=item.background,
                low=0.0,
                high=high,
            )
            for row in item.rows
        )

    def code(self, item: Item, answer: Answer, missing: str) -> dict[str, str | float | None]:
        """The points of every row, or why there are none."""
        given = answer or {}
        return {
            f"{item.name}_{row.name}": float(given[row.name]) if row.name in given else missing
            for row in item.rows
        }

    def capacity(self, item: Item) -> int:
        """Every row with the whole sum."""
        size = base.json_size({row.name: item.settings["total"] for row in item.rows})
        return base.entry_size(item.name, max(size, 4))

    def draw(self, item: Item, random: Random) -> tuple[Answer, dict[str, str]]:
        """Each cut of the sum."""
        total = item.settings["total"]
        cuts = sorted(random.randint(0, total) for _ in item.rows[1:])
        ends = [*cuts, total]
        points = [end - start for start, end in zip([0, *cuts], ends, strict=True)]
        return dict(zip((row.name for row in item.rows), points, strict=True)), {}


def _problem(text: str, value: float | None, field: str) -> Unacceptable | None:
    if not text:
        return None
    if value is None:
        return Unacceptable(NOT_A_NUMBER, {"value": base.shown(text)}, field)
    if value != int(value):
        return Unacceptable(NOT_WHOLE, field=field)
    return Unacceptable(TOO_SMALL, {"value": base.shown(text), "low": 0}, field) if value < 0 else None


register(ConstantSum())
