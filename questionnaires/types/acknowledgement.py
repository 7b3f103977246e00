"""A box to tick: “I have read this”."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from questionnaires.fields import Fields
from questionnaires.questionnaire import Option
from questionnaires.types import register
from questionnaires.types.single import Single


class Acknowledgement(Single):
    """Answer: “yes”, or nothing."""

    name = "acknowledgement"
    template = "acknowledgement.html"

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """The words beside the box."""
        option = Option("yes", fields.text("label"))
        return {"options": (option,), "settings": {"ordered": False}}


register(Acknowledgement())
