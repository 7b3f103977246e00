"""Single choice: one of the codes."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from analysis.codebook import Variable
from questionnaires import codes
from questionnaires.fields import Fields
from questionnaires.questionnaire import Item
from questionnaires.types import Answer, Form, Parsed, Unacceptable, base, register
from questionnaires.types.messages import ONE_ONLY


class Single(base.QuestionTypeBase):
    """Answer: the code.

    Words written beside an option that is not chosen: they choose it when nothing else is chosen;
    beside another choice they are left out, because the answer of a single choice is one.
    """

    name = "single"
    seen_by_style = True

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """Codes, nets, whether the codes have an order, and whether the rating is reversed."""
        options = codes.options(fields)
        return {
            "options": options,
            "nets": codes.nets(fields, options),
            "reversed": fields.flag("reversed"),
            "settings": {"ordered": fields.flag("ordered")},
        }

    def parse(self, item: Item, form: Form) -> Parsed:
        """The chosen code."""
        chosen = list(dict.fromkeys(base.typed(form, item.name)))
        wrong = tuple(base.not_offered(value, item.name) for value in chosen if not item.option(value))
        texts = base.written(item, form)
        chosen = chosen or list(texts)
        if wrong or len(chosen) > 1:
            return Parsed(None, problems=wrong or (Unacceptable(ONE_ONLY, field=item.name),))
        kept = {option: text for option, text in texts.items() if option in chosen}
        return Parsed(chosen[0] if chosen else None, kept, base.write_in_problems(item, kept))

    def fill(self, item: Item, answer: Answer, write_ins: Mapping[str, str]) -> dict[str, list[str]]:
        """The field of the item, and those of the write-ins."""
        filled = {} if answer is None else {item.name: [answer]}
        return filled | base.fill_write_ins(item, write_ins)

    def variables(self, item: Item) -> tuple[Variable, ...]:
        """One variable; it is ordinal where the author says so, or every code has a score."""
        rated = all(option.score is not None for option in base.valid_options(item))
        ordered = rated or item.settings.get("ordered", False)
        return (
            Variable(
                item.name,
                item.question,
                "ordinal" if ordered else "nominal",
                base.codes_of(item.options),
                item.nets,
                reversed=item.reversed,
                background=item.background,
            ),
        )

    def code(self, item: Item, answer: Answer, missing: str) -> dict[str, str | float | None]:
        """The code, or why there is none."""
        return {item.name: missing if answer is None else base.value_of(item, answer)}

    def capacity(self, item: Item) -> int:
        """The longest code and all write-ins."""
        longest = max((base.json_size(option.value) for option in item.options), default=4)
        return base.entry_size(item.name, max(longest, 4)) + base.write_ins_size(item)

    def draw(self, item: Item, random: Random) -> tuple[Answer, dict[str, str]]:
        """Any option, each as likely."""
        choice = random.choice(item.options).value
        return choice, base.invented(item, [choice], random)


register(Single())
