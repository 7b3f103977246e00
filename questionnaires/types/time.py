"""A time of day."""

from __future__ import annotations

import re
from random import Random

from questionnaires.questionnaire import Item
from questionnaires.types import Answer, register
from questionnaires.types.date import Date

_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(:00(\.0+)?)?\Z")


class Time(Date):
    """Answer: the time as 14:30."""

    name = "time"
    template = "date.html"
    picker = "time"
    first, last = "00:00", "23:59"

    def read_value(self, text: str) -> str | None:
        """The time that `text` says, or None."""
        found = _TIME.match(text)
        hour, minute = (int(found[1]), int(found[2])) if found else (99, 99)
        return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None

    def draw(self, item: Item, random: Random) -> tuple[Answer, dict[str, str]]:
        """Any time within the limits."""
        low, high = (60 * int(one[:2]) + int(one[3:]) for one in (item.settings["from"], item.settings["to"]))
        minutes = random.randint(low, high)
        return f"{minutes // 60:02}:{minutes % 60:02}", {}


register(Time())
