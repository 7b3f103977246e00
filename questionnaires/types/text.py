"""Text: one line, or several with `long: yes`."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from analysis.codebook import MISSING_KINDS, Variable
from questionnaires import codes
from questionnaires.fields import Fields
from questionnaires.questionnaire import Item
from questionnaires.types import Answer, Form, Parsed, base, register

SHORT, LONG, LONGEST = 200, 2000, 10_000


class Text(base.QuestionTypeBase):
    """Answer: the text as typed, without blanks around it and without what cannot be seen."""

    name = "text"

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """The most characters, one line or several, explicit missing."""
        long = fields.flag("long")
        length = fields.whole("length", 1, LONGEST) or (LONG if long else SHORT)
        return {"options": codes.missing_options(fields), "settings": {"long": long, "length": length}}

    def parse(self, item: Item, form: Form) -> Parsed:
        """The text."""
        text = "\n".join(base.typed(form, item.name))
        problems = base.too_long(text, item.settings["length"], item.name)
        return base.settled(item, form, Parsed(text or None, problems=problems))

    def fill(self, item: Item, answer: Answer, write_ins: Mapping[str, str]) -> dict[str, list[str]]:
        """The text."""
        if missing := base.missing_of(answer):
            return {f"{item.name}.missing": [missing]}
        return {} if answer is None else {item.name: [answer]}

    def variables(self, item: Item) -> tuple[Variable, ...]:
        """One variable."""
        return (base.missing_variable(item, "text"),)

    def code(self, item: Item, answer: Answer, missing: str) -> dict[str, str | float | None]:
        """The text, or why there is none."""
        if answer is None or base.missing_of(answer):
            return {item.name: base.missing_of(answer) or missing}
        return {item.name: told_apart(answer)}

    def capacity(self, item: Item) -> int:
        """The longest text, or an explicit missing."""
        return base.entry_size(item.name, max(base.text_size(item.settings["length"]), 28))

    def draw(self, item: Item, random: Random) -> tuple[Answer, dict[str, str]]:
        """The same words for everybody: nothing could be invented that a person would say."""
        return base.INVENTED[: item.settings["length"]].strip(), {}


def told_apart(text: str) -> str:
    """`text`, with a blank after it when it reads like a kind of missing ("skipped"): a record must not mix
    up the two, and no typed text ends in a blank."""
    return f"{text} " if text in MISSING_KINDS else text


register(Text())
