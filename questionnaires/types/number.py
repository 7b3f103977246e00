"""Number, with limits and, when asked for, bands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import Any

from analysis.codebook import Variable
from questionnaires import bands, codes
from questionnaires.fields import Fields
from questionnaires.questionnaire import Item
from questionnaires.types import Answer, Form, Parsed, Unacceptable, base, register
from questionnaires.types.messages import NOT_A_NUMBER, NOT_WHOLE, TOO_LARGE, TOO_SMALL

_BLANKS = re.compile(r"\s+")
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}([.,][0-9]{0,10})?\Z")
_LONGEST = 30


class Number(base.QuestionTypeBase):
    """Answer: the number, an int where it is whole.

    A comma or point divides off decimals; blanks between digits are allowed (“1 000,5”). Where a whole
    number is asked for, decimals other than a single 0 are refused, so that “1,000” is never read as 1.
    """

    name = "number"

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """Limits, whole or not, unit, bands, explicit missing."""
        low, high = limits(fields)
        whole = fields.flag("whole")
        unit = fields.text("unit", needed=False)
        return {
            "options": codes.missing_options(fields),
            "low": low,
            "high": high,
            "bands": bands.read(fields, (low, high), whole=whole),
            "settings": {"whole": whole, "unit": unit},
        }

    def parse(self, item: Item, form: Form) -> Parsed:
        """The number."""
        return base.settled(item, form, self._parse(item, " ".join(base.typed(form, item.name))))

    def _parse(self, item: Item, text: str) -> Parsed:
        if not text:
            return Parsed()
        problem = self.problem(item, text)
        return Parsed(None if problem else number(text), problems=(problem,) if problem else ())

    def problem(self, item: Item, text: str) -> Unacceptable | None:
        """What is wrong with `text` as an answer, if anything is."""
        value = number(text)
        if value is None:
            return Unacceptable(NOT_A_NUMBER, {"value": base.shown(text)}, item.name)
        if item.settings.get("whole") and not _whole(text):
            return Unacceptable(NOT_WHOLE, field=item.name)
        if item.low is not None and value < item.low:
            return Unacceptable(TOO_SMALL, {"value": base.shown(text), "low": short(item.low)}, item.name)
        if item.high is not None and value > item.high:
            return Unacceptable(TOO_LARGE, {"value": base.shown(text), "high": short(item.high)}, item.name)
        return None

    def fill(self, item: Item, answer: Answer, write_ins: Mapping[str, str]) -> dict[str, list[str]]:
        """The number as digits with a point."""
        if missing := base.missing_of(answer):
            return {f"{item.name}.missing": [missing]}
        return {} if answer is None else {item.name: [format(Decimal(repr(answer)), "f")]}

    def variables(self, item: Item) -> tuple[Variable, ...]:
        """One variable."""
        unit = item.settings.get("unit", {})
        return (base.missing_variable(item, "scale", unit=unit, low=item.low, high=item.high),)

    def code(self, item: Item, answer: Answer, missing: str) -> dict[str, str | float | None]:
        """The number, or why there is none."""
        if answer is None or base.missing_of(answer):
            return {item.name: base.missing_of(answer) or missing}
        return {item.name: float(answer)}

    def capacity(self, item: Item) -> int:
        """The longest number, or an explicit missing."""
        return base.entry_size(item.name, _LONGEST)

    def draw(self, item: Item, random: Random) -> tuple[Answer, dict[str, str]]:
        """Any number within the limits (0 to 100 where there are none)."""
        low = item.low if item.low is not None else min(0.0, item.high or 0.0)
        high = item.high if item.high is not None else low + 100
        if item.settings.get("whole"):
            return random.randint(-int(-low // 1), int(high // 1)), {}
        return min(max(simple(round(random.uniform(low, high), 1)), simple(low)), simple(high)), {}


def number(text: str) -> int | float | None:
    """The number that a person wrote, or None: “1 000,5”, “−3”, “12.”."""
    plain = _BLANKS.sub("", text).replace("\N{MINUS SIGN}", "-").replace("\N{EN DASH}", "-")
    if not _NUMBER.match(plain):
        return None
    return simple(float(plain.replace(",", ".")))


def simple(value: float) -> int | float:
    """`value` as an int when it is whole (so -0.0 becomes 0)."""
    return int(value) if value == int(value) else value


def short(value: float) -> str:
    """A limit as a person writes it."""
    return format(Decimal(repr(simple(value))), "f")


def limits(fields: Fields) -> tuple[float | None, float | None]:
    """`min` and `max`, in this order."""
    low, high = fields.number("min"), fields.number("max")
    if low is not None and high is not None and low > high:
        fields.report("min-max", "min", low=short(low), high=short(high))
    return low, high


def _whole(text: str) -> bool:
    decimals = re.split("[.,]", text)[1:]
    return not decimals or decimals[0].strip() in ("", "0")


register(Number())
