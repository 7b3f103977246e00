"""Ranking: all options, or the first few, in order."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from analysis.codebook import Code, Variable, VariableSet
from questionnaires import codes, house
from questionnaires.fields import Fields
from questionnaires.questionnaire import Item
from questionnaires.types import Answer, Form, Parsed, Unacceptable, base, register
from questionnaires.types.messages import ANSWER_NEEDED, PLACES_NEEDED, RANK_GAP, RANKED_TWICE


class Ranking(base.QuestionTypeBase):
    """Answer: the codes from the first place on; fewer than there are places may be given.

    Words written beside an option that got no place are left out. `settings["first"]` is None when
    all options are to be ranked.
    """

    name = "ranking"

    def read(self, fields: Fields) -> Mapping[str, Any]:
        """Codes, how many places there are, nets."""
        options = codes.options(fields)
        offered = [option for option in options if option.missing is None]
        asked = {
            kind
            for kind, key in (("refused", "refused"), ("does_not_know", "does not know"))
            if key in fields
        }
        if any(option.missing and option.missing not in asked for option in options):
            fields.report("missing-here", "codes")
        first = fields.whole("first", 1, 100)
        if first is not None and options and first > len(offered):
            fields.report("first-too-many", "first", first=first, count=len(offered))
        return {"options": options, "nets": codes.nets(fields, options), "settings": {"first": first}}

    def parse(self, item: Item, form: Form) -> Parsed:
        """The codes by place."""
        fields = [f"{item.name}.{place}" for place in range(1, places(item) + 1)]
        answer = [next(iter(base.typed(form, field)), "") for field in fields]
        problems = _problems(item, answer)
        ranked = [value for value in answer if value]
        kept = {option: text for option, text in base.written(item, form).items() if option in ranked}
        problems += base.write_in_problems(item, kept)
        return base.settled(item, form, Parsed(None if problems else ranked or None, kept, problems))

    def fill(self, item: Item, answer: Answer, write_ins: Mapping[str, str]) -> dict[str, list[str]]:
        """A field for every place."""
        if missing := base.missing_of(answer):
            return {f"{item.name}.missing": [missing]}
        filled = {f"{item.name}.{place}": [value] for place, value in enumerate(answer or (), 1)}
        return filled | base.fill_write_ins(item, write_ins)

    def lacking(self, item: Item, answer: Answer) -> tuple[Unacceptable, ...]:
        """Every place must be filled."""
        if base.missing_of(answer):
            return ()
        if answer is None:
            return (Unacceptable(ANSWER_NEEDED, field=f"{item.name}.1"),)
        empty = places(item) - len(answer)
        if not empty:
            return ()
        values = {"missing": empty, "count": places(item)}
        return (Unacceptable(PLACES_NEEDED, values, f"{item.name}.{len(answer) + 1}"),)

    def variables(self, item: Item) -> tuple[Variable, ...]:
        """One ordinal variable for each option: its place, or "0" when it got none."""
        languages = tuple(item.question)
        ranks = tuple(Code(str(rank), house.place(rank, languages)) for rank in range(1, places(item) + 1))
        every = (*ranks, Code("0", house.spoken(house.NOT_RANKED, languages)))
        return tuple(
            Variable(
                f"{item.name}_{option.value}", option.label, "ordinal", every, background=item.background
            )
            for option in base.valid_options(item)
        )

    def sets(self, item: Item) -> tuple[VariableSet, ...]:
        """The set of the options."""
        options = base.labels_of(base.valid_options(item))
        first = item.settings.get("first")
        return base.set_of(item, "ranking", options, nets=item.nets, first=first)

    def code(self, item: Item, answer: Answer, missing: str) -> dict[str, str | float | None]:
        """The place of every option, or why there is none."""
        names = [option.value for option in base.valid_options(item)]
        if answer is None or base.missing_of(answer):
            return {f"{item.name}_{name}": base.missing_of(answer) or missing for name in names}
        ranks = {value: str(place) for place, value in enumerate(answer, 1)}
        return {f"{item.name}_{name}": ranks.get(name, "0") for name in names}

    def capacity(self, item: Item) -> int:
        """All codes, all write-ins, or an explicit missing."""
        size = base.json_size([option.value for option in item.options])
        return base.entry_size(item.name, max(size, 28)) + base.write_ins_size(item)

    def draw(self, item: Item, random: Random) -> tuple[Answer, dict[str, str]]:
        """Any order."""
        names = [option.value for option in base.valid_options(item)]
        answer = random.sample(names, places(item))
        return answer, base.invented(item, answer, random)


def places(item: Item) -> int:
    """How many places are to be filled."""
    offered = len(base.valid_options(item))
    return min(item.settings.get("first") or offered, offered)


def _problems(item: Item, answer: list[str]) -> tuple[Unacceptable, ...]:
    offered = {option.value for option in base.valid_options(item)}
    found = []
    for place, value in enumerate(answer, 1):
        field = f"{item.name}.{place}"
        if value and value not in offered:
            found.append(base.not_offered(value, field))
        elif value and value in answer[: place - 1]:
            found.append(Unacceptable(RANKED_TWICE, field=field))
        elif not value and any(answer[place:]):
            found.append(Unacceptable(RANK_GAP, {"place": place}, field))
    return tuple(found)


register(Ranking())
