"""A day of the calendar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from analysis.codebook import Variable
from questionnaires import codes
from questionnaires.fields import Fields
from questionnaires.questionnaire import Item
from questionnaires.types import Answer, Form, Parsed, Unacceptable, base, register
from questionnaires.types.messages import NOT_A_DATE, OUT_OF_TIME

FIRST, LAST = "1900-01-01", "2100-12-31"
_FORMS = (
    re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})\Z"),
    re.compile(r"(?P<d>[0-9]{1,2})[./ ](?P<m>[0-9]{1,2})[./ ](?P<y>[0-9]{4})\Z"),
)


class Date(base.QuestionTypeBase):
    """Answer: the day as 2026-11-22, as the browser sends it; typed by hand, 22.11.2026 is good too."""

    name = "date"
    picker = "date"
    first, last = FIRST, LAST

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """The first and last possible, explicit missing."""
        limits = [self._limit(fields, "from") or self.first, self._limit(fields, "to") or self.last]
        if limits[0] > limits[1]:
            fields.report("from-to", "from", low=limits[0], high=limits[1])
        settings = {"from": limits[0], "to": limits[1], "picker": self.picker}
        return {"options": codes.missing_options(fields), "settings": settings}

    def _limit(self, fields: Fields, key: str) -> str:
        written = fields.word(key)
        found = self.read_value(written)
        if written and found is None:
            fields.report("not-a-day", key, key=key, value=written[:40], example=self.last)
        return found or ""

    def read_value(self, text: str) -> str | None:
        """The day that `text` says, or None."""
        for form in _FORMS:
            if found := form.match(text):
                return _day(*(int(found[part]) for part in "ymd"))
        return None

    def parse(self, item: Item, form: Form) -> Parsed:
        """The day."""
        text = " ".join(base.typed(form, item.name))
        if not text:
            return base.settled(item, form, Parsed())
        value = self.read_value(text)
        problem = self._problem(item, text, value)
        return base.settled(
            item, form, Parsed(None if problem else value, problems=(problem,) if problem else ())
        )

    def _problem(self, item: Item, text: str, value: str | None) -> Unacceptable | None:
        if value is None:
            return Unacceptable(NOT_A_DATE, {"value": base.shown(text), "example": self.last}, item.name)
        low, high = item.settings["from"], item.settings["to"]
        if not low <= value <= high:
            return Unacceptable(OUT_OF_TIME, {"value": value, "low": low, "high": high}, item.name)
        return None

    def fill(self, item: Item, answer: Answer, write_ins: Mapping[str, str]) -> dict[str, list[str]]:
        """The day."""
        if missing := base.missing_of(answer):
            return {f"{item.name}.missing": [missing]}
        return {} if answer is None else {item.name: [answer]}

    def variables(self, item: Item) -> tuple[Variable, ...]:
        """One text variable: texts leave their row at closing, as an exact day must."""
        return (base.missing_variable(item, "text"),)

    def code(self, item: Item, answer: Answer, missing: str) -> dict[str, str | float | None]:
        """The day, or why there is none."""
        return {item.name: base.missing_of(answer) or answer or missing}

    def capacity(self, item: Item) -> int:
        """A day, or an explicit missing."""
        return base.entry_size(item.name, 28)

    def draw(self, item: Item, random: Random) -> tuple[Answer, dict[str, str]]:
        """Any day within the limits."""
        low, high = (date.fromisoformat(item.settings[key]) for key in ("from", "to"))
        return (low + timedelta(days=random.randint(0, (high - low).days))).isoformat(), {}


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


register(Date())
