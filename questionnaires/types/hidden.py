"""A value that stands in the file: which version, which sample. Nobody is asked and nobody can change it."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from analysis.codebook import Code, Variable
from questionnaires.codes import check_code
from questionnaires.fields import Fields
from questionnaires.questionnaire import Item
from questionnaires.types import Answer, Form, Parsed, base, register


class Hidden(base.QuestionTypeBase):
    """Answer: the code that `code` says, the same for everybody."""

    name = "hidden"
    asks = False

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """The code."""
        node = fields.scalar("code", needed=True)
        if node is not None:
            check_code(fields, node)
        return {"required": False, "settings": {"code": node.text.strip() if node else ""}}

    def parse(self, item: Item, form: Form) -> Parsed:
        """The code, whatever a browser sends."""
        return Parsed(item.settings["code"])

    def fill(self, item: Item, answer: Answer, write_ins: Mapping[str, str]) -> dict[str, list[str]]:
        """No field."""
        return {}

    def variables(self, item: Item) -> tuple[Variable, ...]:
        """One variable with one code."""
        code = item.settings["code"]
        label = dict.fromkeys(item.question, code)
        return (Variable(item.name, item.question, codes=(Code(code, label),), background=item.background),)

    def code(self, item: Item, answer: Answer, missing: str) -> dict[str, str | float | None]:
        """The code, or why there is none."""
        return {item.name: missing if answer is None else answer}

    def capacity(self, item: Item) -> int:
        """The code."""
        return base.entry_size(item.name, base.json_size(item.settings["code"]))

    def draw(self, item: Item, random: Random) -> tuple[Answer, dict[str, str]]:
        """The code."""
        return item.settings["code"], {}


register(Hidden())
