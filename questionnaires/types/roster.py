"""A group of items asked once for each child, book or branch: the item itself asks how many there are.

The blocks themselves are ordinary items that `questionnaires.rosters` makes of `asks` when the file is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from analysis.codebook import Text, Variable
from questionnaires import codes
from questionnaires.fields import Fields
from questionnaires.questionnaire import Item, Option
from questionnaires.rosters import MOST, ONE_BY_ONE, Blocks
from questionnaires.types import Answer, base, register
from questionnaires.types.single import Single
from questionnaires.types.yes_no import YesNo


class Roster(Single):
    """Answer: how many, as a code from `least` to `most`; its variable is a number.

    Where people say after each block whether there is another one, the item is a yes/no question or a note;
    where an earlier answer says how many, it is calculated.
    """

    name = "roster"
    template = "roster.html"
    repeats = True

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """How many, in what way, and the words before each block; the items of `asks` are read later."""
        fields.nodes("asks", needed=True)
        fields.word("most", needed=True)
        most, another = fields.whole("most", 1, MOST), fields.text("another", needed=False)
        least, each = fields.whole("least", 0, most or MOST) or 0, fields.text("each")
        if "as many as" in fields:
            settings = {"gives": "number", "whole": True, "blocks": Blocks(most or 1, each)}
            return {"type": "calculated", "settings": settings, "required": False}
        if fields.one_of("asked", ("how many", ONE_BY_ONE)) == ONE_BY_ONE:
            if "another" not in fields:
                fields.report("missing-key", key="another")
            return _one_by_one(fields, Blocks(most or 1, each, least, another))
        return {
            "options": (*_counts(fields, least, most or 1), *codes.missing_options(fields)),
            "low": float(least),
            "high": float(most or 1),
            "settings": {"blocks": Blocks(most or 1, each)},
        }

    def variables(self, item: Item) -> tuple[Variable, ...]:
        """One variable, a number."""
        return (base.missing_variable(item, "scale", low=item.low, high=item.high),)

    def code(self, item: Item, answer: Answer, missing: str) -> dict[str, str | float | None]:
        """How many, or why that is not known."""
        option = item.option(answer) if answer is not None else None
        if option is None or option.missing:
            return {item.name: option.missing if option else missing}
        return {item.name: float(option.value)}

    def draw(self, item: Item, random: Random) -> tuple[Answer, dict[str, str]]:
        """Any count, the smaller ones more often."""
        return min(random.choices(item.options, k=2), key=item.options.index).value, {}


def _one_by_one(fields: Fields, blocks: Blocks) -> Mapping[str, Any]:
    """A yes/no question; where one block at least is asked of everybody, a note."""
    if blocks.least:
        return {"type": "note", "required": False, "settings": {"blocks": blocks}}
    own = YesNo().read(fields)
    return {**own, "type": "yes_no", "settings": {**own["settings"], "blocks": blocks}}


def _counts(fields: Fields, least: int, most: int) -> tuple[Option, ...]:
    def label(count: int) -> Text:
        return dict.fromkeys(fields.context.languages, str(count))

    return tuple(Option(str(count), label(count)) for count in range(least, most + 1))


register(Roster())
