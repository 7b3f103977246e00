"""Year: four digits, within limits; usually cut into bands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from questionnaires import bands, codes
from questionnaires.fields import Fields
from questionnaires.questionnaire import Item
from questionnaires.types import Unacceptable, base, register
from questionnaires.types.messages import NOT_A_YEAR, YEAR_RANGE
from questionnaires.types.number import Number, limits, short

FIRST, LAST = 1900, 2100
_YEAR = re.compile(r"[0-9]{4}\Z")


class Year(Number):
    """Answer: the year as an int."""

    name = "year"

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """Limits (1900 to 2100 where none are given), bands, explicit missing."""
        low, high = limits(fields)
        for key, limit in (("min", low), ("max", high)):
            if limit is not None and not 1000 <= limit <= 2999:
                fields.report("out-of-range", key, key=key, value=short(limit), low=1000, high=2999)
        low, high = FIRST if low is None else low, LAST if high is None else high
        return {
            "options": codes.missing_options(fields),
            "low": low,
            "high": high,
            "bands": bands.read(fields, (low, high), whole=True),
            "settings": {"whole": True},
        }

    def problem(self, item: Item, text: str) -> Unacceptable | None:
        """Not four digits, or outside the limits."""
        if not _YEAR.match(text):
            return Unacceptable(NOT_A_YEAR, {"value": base.shown(text)}, item.name)
        low = FIRST if item.low is None else item.low
        high = LAST if item.high is None else item.high
        if not low <= int(text) <= high:
            values = {"value": text, "low": short(low), "high": short(high)}
            return Unacceptable(YEAR_RANGE, values, item.name)
        return None


register(Year())
