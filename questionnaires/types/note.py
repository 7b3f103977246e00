"""Note: a text between the questions; nothing is answered. A required one stops whoever sees it."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from analysis.codebook import Variable
from questionnaires.fields import Fields
from questionnaires.questionnaire import Item
from questionnaires.types import Answer, Form, Parsed, Unacceptable, base, register
from questionnaires.types.messages import AUTHORS


class Note(base.QuestionTypeBase):
    """No answer."""

    name = "note"

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """A note tells nothing about a person."""
        return {"background": False}

    def parse(self, item: Item, form: Form) -> Parsed:
        """Nothing."""
        return Parsed()

    def fill(self, item: Item, answer: Answer, write_ins: Mapping[str, str]) -> dict[str, list[str]]:
        """Nothing."""
        return {}

    def lacking(self, item: Item, answer: Answer) -> tuple[Unacceptable, ...]:
        """Nobody goes on from here: the answers that lead to the note must be corrected."""
        return (Unacceptable(AUTHORS, {"said": item.question}, item.name),)

    def variables(self, item: Item) -> tuple[Variable, ...]:
        """None."""
        return ()

    def code(self, item: Item, answer: Answer, missing: str) -> dict[str, str | float | None]:
        """Nothing."""
        return {}

    def capacity(self, item: Item) -> int:
        """Nothing."""
        return 0

    def draw(self, item: Item, random: Random) -> tuple[Answer, dict[str, str]]:
        """Nothing."""
        return None, {}


register(Note())
