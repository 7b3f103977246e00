"""Paired comparison: of every two codes, or of the pairs that are named, one is chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from analysis.codebook import Variable, VariableSet
from questionnaires import codes, designs
from questionnaires.fields import Fields
from questionnaires.nodes import Scalar, Sequence, described
from questionnaires.problems import listed, nearest
from questionnaires.questionnaire import Item, Option, Row
from questionnaires.types import Answer, Form, Parsed, base, register
from questionnaires.types.grid import Grid

MOST_PAIRS = 45


class Choices(Grid):
    """Rows that each offer some of the codes: row -> code. `settings["offered"]` says which."""

    def parse(self, item: Item, form: Form) -> Parsed:
        """The codes of all rows; one that its row does not offer is a problem."""
        parsed = super().parse(item, form)
        given = parsed.answer or {}
        strange = [row for row, value in given.items() if value not in offered(item, row)]
        problems = tuple(base.not_offered(given[row], f"{item.name}.{row}") for row in strange)
        answer = {row: value for row, value in given.items() if row not in strange}
        return Parsed(answer or None, problems=(*parsed.problems, *problems))

    def variables(self, item: Item) -> tuple[Variable, ...]:
        """For each row one variable with the codes that it offers."""
        every = {code.value: code for code in base.codes_of(item.options)}
        return tuple(
            Variable(
                f"{item.name}_{row.name}",
                row.label,
                "nominal",
                tuple(every[value] for value in offered(item, row.name)),
                background=item.background,
            )
            for row in item.rows
        )

    def sets(self, item: Item) -> tuple[VariableSet, ...]:
        """None: the rows do not share one list of codes."""
        return ()

    def draw(self, item: Item, random: Random) -> tuple[Answer, dict[str, str]]:
        """Any of what each row offers."""
        return {row.name: random.choice(offered(item, row.name)) for row in item.rows}, {}


class PairedComparison(Choices):
    """Answer: pair -> the code that was chosen; the pair of a and b is called a_b."""

    name = "paired_comparison"

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """Codes, and the pairs: all in an order that is fair to each, or those of `pairs`."""
        options = codes.options(fields, write_in=False)
        valid = {option.value: option for option in options if option.missing is None}
        chosen = list(_pairs(fields, valid)) if "pairs" in fields else _every_pair(fields, valid)
        missing = tuple(option.value for option in options if option.missing)
        rows = tuple(_row(valid[one], valid[other]) for one, other in chosen)
        shown = {row.name: (*pair, *missing) for row, pair in zip(rows, chosen, strict=True)}
        return {"options": options, "rows": rows, "settings": {"offered": shown}}


def offered(item: Item, row: str) -> tuple[str, ...]:
    """The codes that a row offers."""
    found: tuple[str, ...] = item.settings["offered"][row]
    return found


def _row(one: Option, other: Option) -> Row:
    label = {language: f"{text} – {other.label.get(language, '')}" for language, text in one.label.items()}
    return Row(f"{one.value}_{other.value}", label)


def _every_pair(fields: Fields, valid: Mapping[str, Option]) -> list[tuple[str, str]]:
    values = list(valid)
    count = len(values) * (len(values) - 1) // 2
    if count > MOST_PAIRS:
        fields.report("pairs-many", "codes", count=count, limit=MOST_PAIRS)
        return []
    return [(values[one], values[other]) for one, other in designs.pairs(len(values))]


def _pairs(fields: Fields, valid: Mapping[str, Option]) -> Iterator[tuple[str, str]]:
    """The pairs that the author names, each once."""
    seen: set[frozenset[str]] = set()
    for node in fields.nodes("pairs"):
        words = (
            [one.text for one in node.items if isinstance(one, Scalar)] if isinstance(node, Sequence) else []
        )
        strange = [word for word in words if word not in valid]
        if len(set(words)) != 2 or len(words) != 2:
            fields.report_at("pairs-two", node, found=described(node))
        elif strange and valid:
            hint, known = nearest(strange[0], valid), listed(valid)
            fields.report_at("pairs-codes", node, value=strange[0][:40], hint=hint, known=known)
        elif frozenset(words) in seen:
            fields.report_at("repeated-entry", node, key="pairs", value=" – ".join(words)[:40])
        elif valid:
            seen.add(frozenset(words))
            yield words[0], words[1]


register(PairedComparison())
