"""A place between two poles (visual analogue scale), or a number taken by moving a handle."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from questionnaires import codes
from questionnaires.fields import Fields
from questionnaires.questionnaire import Item
from questionnaires.types import Answer, register
from questionnaires.types.number import Number, limits


class Slider(Number):
    """Answer: the whole number. The field beside the handle is the answer: it is empty until someone moves
    the handle or types, so that nothing is answered beforehand."""

    name = "slider"

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """Limits (0 to 100 where none are given), the words at both ends, explicit missing."""
        low, high = limits(fields)
        settings = {
            "whole": True,
            "left": fields.text("left", needed=False),
            "right": fields.text("right", needed=False),
        }
        return {
            "options": codes.missing_options(fields),
            "low": 0.0 if low is None else low,
            "high": 100.0 if high is None else high,
            "settings": settings,
        }

    def draw(self, item: Item, random: Random) -> tuple[Answer, dict[str, str]]:
        """Any place."""
        return random.randint(int(item.low or 0), int(item.high or 0)), {}


register(Slider())
