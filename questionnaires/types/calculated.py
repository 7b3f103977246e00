"""A value computed from earlier answers: nobody is asked."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from analysis.codebook import Variable
from questionnaires import bands
from questionnaires.fields import Fields
from questionnaires.functions import number_of, text_of
from questionnaires.questionnaire import Item
from questionnaires.types import Answer, Form, Parsed, base, register
from questionnaires.types.number import limits, simple

LONGEST = 200
"""The most characters of a computed text."""

_NUMBER_BYTES = 30


class Calculated(base.QuestionTypeBase):
    """Answer: the number or text that `value` says, or None where something that it needs is missing.

    What a browser sends under its name counts for nothing.
    """

    name = "calculated"
    asks = False
    computed = True

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """What it gives, limits for its bands."""
        if "value" not in fields:
            fields.report("missing-key", key="value")
        gives = fields.one_of("gives", ("number", "text")) or "number"
        low, high = limits(fields)
        whole = fields.flag("whole")
        return {
            "low": low,
            "high": high,
            "bands": bands.read(fields, (low, high), whole=whole) if gives == "number" else None,
            "required": False,
            "settings": {"gives": gives, "whole": whole},
        }

    def parse(self, item: Item, form: Form) -> Parsed:
        """Nothing: the answer is computed on the way through the questionnaire."""
        return Parsed()

    def given(self, item: Item, value: Any) -> Answer:
        """The value as this item's answer: a number within its limits, or a text."""
        if item.settings["gives"] == "text":
            return text_of(value)[:LONGEST] or None
        number = number_of(value)
        if number is None or (item.settings["whole"] and number != int(number)):
            return None
        inside = (item.low is None or number >= item.low) and (item.high is None or number <= item.high)
        return simple(number) if inside else None

    def fill(self, item: Item, answer: Answer, write_ins: Mapping[str, str]) -> dict[str, list[str]]:
        """No field."""
        return {}

    def variables(self, item: Item) -> tuple[Variable, ...]:
        """One variable, a number or a text."""
        level = "scale" if item.settings["gives"] == "number" else "text"
        return (base.missing_variable(item, level, low=item.low, high=item.high),)

    def code(self, item: Item, answer: Answer, missing: str) -> dict[str, str | float | None]:
        """The value, or why there is none."""
        if answer is None:
            return {item.name: missing}
        return {item.name: float(answer) if item.settings["gives"] == "number" else answer}

    def capacity(self, item: Item) -> int:
        """The longest number or text."""
        text = item.settings["gives"] == "text"
        return base.entry_size(item.name, base.text_size(LONGEST) if text else _NUMBER_BYTES)

    def draw(self, item: Item, random: Random) -> tuple[Answer, dict[str, str]]:
        """Nothing: it is computed."""
        return None, {}


register(Calculated())
