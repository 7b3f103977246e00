"""Multiple choice: any of the codes."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from analysis.codebook import Code, Variable, VariableSet
from questionnaires import codes, house
from questionnaires.fields import Fields
from questionnaires.questionnaire import Item
from questionnaires.types import Answer, Form, Parsed, Unacceptable, base, register
from questionnaires.types.messages import EXCLUSIVE


class Multiple(base.QuestionTypeBase):
    """Answer: the chosen codes, in the order in which they are offered.

    Words written beside an option choose it, unless an exclusive option is chosen.
    """

    name = "multiple"
    seen_by_style = True

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """Codes and nets."""
        options = codes.options(fields)
        return {"options": options, "nets": codes.nets(fields, options)}

    def parse(self, item: Item, form: Form) -> Parsed:
        """The chosen codes."""
        chosen = set(base.typed(form, item.name))
        wrong = tuple(
            base.not_offered(value, item.name) for value in sorted(chosen) if not item.option(value)
        )
        texts = base.written(item, form)
        if not any(option.exclusive for option in item.options if option.value in chosen):
            chosen |= set(texts)
        answer = [option for option in item.options if option.value in chosen]
        if not wrong and len(answer) > 1 and any(option.exclusive for option in answer):
            wrong = (Unacceptable(EXCLUSIVE, field=item.name),)
        kept = {option: text for option, text in texts.items() if option in chosen}
        if wrong:
            return Parsed(None, problems=wrong)
        return Parsed([one.value for one in answer] or None, kept, base.write_in_problems(item, kept))

    def fill(self, item: Item, answer: Answer, write_ins: Mapping[str, str]) -> dict[str, list[str]]:
        """The field of the item, once for each chosen code."""
        filled = {} if answer is None else {item.name: list(answer)}
        return filled | base.fill_write_ins(item, write_ins)

    def variables(self, item: Item) -> tuple[Variable, ...]:
        """One yes/no variable for each option that is an answer."""
        languages = tuple(item.question)
        selected = (
            Code("1", house.spoken(house.SELECTED, languages)),
            Code("0", house.spoken(house.NOT_SELECTED, languages)),
        )
        return tuple(
            Variable(f"{item.name}_{option.value}", option.label, codes=selected, background=item.background)
            for option in base.valid_options(item)
        )

    def sets(self, item: Item) -> tuple[VariableSet, ...]:
        """The set of them."""
        options = base.labels_of(base.valid_options(item))
        return base.set_of(item, "multiple", options, nets=item.nets)

    def code(self, item: Item, answer: Answer, missing: str) -> dict[str, str | float | None]:
        """ "1" for every chosen option and "0" for the others, or why there is no answer."""
        valid = base.valid_options(item)
        chosen = set(answer or ())
        if not chosen & {option.value for option in valid}:
            kind = missing if not answer else base.value_of(item, answer[0])
            return {f"{item.name}_{option.value}": kind for option in valid}
        return {f"{item.name}_{option.value}": "1" if option.value in chosen else "0" for option in valid}

    def capacity(self, item: Item) -> int:
        """All codes and all write-ins."""
        size = base.json_size([option.value for option in item.options])
        return base.entry_size(item.name, max(size, 4)) + base.write_ins_size(item)

    def draw(self, item: Item, random: Random) -> tuple[Answer, dict[str, str]]:
        """An exclusive option now and then, otherwise one to three of the others."""
        alone = [option.value for option in item.options if option.exclusive]
        others = [option.value for option in item.options if not option.exclusive]
        if not others or (alone and random.random() < 0.1):
            return [random.choice(alone)], {}
        wanted = set(random.sample(others, min(len(others), random.randint(1, 3))))
        chosen = [value for value in others if value in wanted]
        return chosen, base.invented(item, chosen, random)


register(Multiple())
