"""A number with so many decimals and no more: money, hours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random
from typing import Any

from questionnaires.fields import Fields
from questionnaires.questionnaire import Item
from questionnaires.types import Answer, Unacceptable, base, register
from questionnaires.types.messages import TOO_EXACT
from questionnaires.types.number import Number, simple


class Decimal(Number):
    """Answer: the number, an int where it is whole."""

    name = "decimal"
    template = "number.html"

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """What a number has, and the most decimals (`digits`, 2 where nothing is said)."""
        own = dict(super().read(fields))
        digits = fields.whole("digits", 1, 9)
        return {**own, "settings": {**own["settings"], "digits": digits or 2}}

    def problem(self, item: Item, text: str) -> Unacceptable | None:
        """More decimals than can be taken, or what is wrong with a number."""
        found = super().problem(item, text)
        decimals = (re.split("[.,]", text.replace(" ", ""))[1:] or [""])[0].rstrip("0")
        if found or len(decimals) <= item.settings["digits"]:
            return found
        values = {"value": base.shown(text), "digits": item.settings["digits"]}
        return Unacceptable(TOO_EXACT, values, item.name)

    def draw(self, item: Item, random: Random) -> tuple[Answer, dict[str, str]]:
        """Any number within the limits."""
        answer, _ = super().draw(item, random)
        return simple(round(answer, item.settings["digits"])), {}


register(Decimal())
