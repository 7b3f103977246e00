"""Yes or no, in the words of the house."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from questionnaires import codes, house
from questionnaires.fields import Fields
from questionnaires.questionnaire import Option
from questionnaires.types import register
from questionnaires.types.single import Single


class YesNo(Single):
    """Answer: “yes” or “no”."""

    name = "yes_no"
    template = "single.html"

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """Nothing but the explicit missing."""
        codes.house_words(fields, "type")
        languages = fields.context.languages
        options = tuple(Option(code, house.spoken(text, languages)) for code, text in house.YES_NO.items())
        return {"options": (*options, *codes.missing_options(fields)), "settings": {"ordered": False}}


register(YesNo())
