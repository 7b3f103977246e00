"""Proof of paths: for every item whether some person is asked it, for every offer whether somebody gets it.

Each claim that something is possible comes with answers that lead there, and the real route of a response
confirms them. That something is impossible is claimed only where all answers that conditions could tell apart
were tried (numbers that are computed with by dividing their range). Else the verdict is open and says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from questionnaires.conditions import Condition
from questionnaires.possible import Domain, left_out
from questionnaires.questionnaire import Check, Item, Option, Questionnaire
from questionnaires.search import Search, Verdict
from questionnaires.types import type_of

MOST_OFFERS = 300
"""Codes of an item whose offers are looked at one by one."""

MOST_STEPS_IN_ALL = 500_000
"""Answers tried for a whole questionnaire."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was asked about an item: whether it is `asked`, its `option` offered, its `check` ever met, and
    whether a path `ends` at it (it must be answered and no answer is accepted)."""

    item: Item
    about: Literal["asked", "offered", "met", "ends"]
    verdict: Verdict
    option: Option | None = None
    check: Check | None = None


def prove(questionnaire: Questionnaire) -> tuple[Finding, ...]:
    """Every finding, in the order of the questionnaire."""
    return tuple(Prover(questionnaire).findings())


class Prover:
    """What is known of a questionnaire for all its proofs."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.items = list(questionnaire.items())
        self.decided = [item for _, item in questionnaire.steps()]
        self.universes = {
            item.name: ["and", *(one.shown_if.tree for one in (section, item) if one.shown_if)]
            for section in questionnaire.sections
            for item in section.items
        }
        self.names = {item.name: tuple(_names(item)) for item in self.items}
        self.owners = {name: item for item in self.items for name in (*self.names[item.name], item.name)}
        self.domains: dict[tuple[str, frozenset[str]], Domain] = {}
        self.steps = MOST_STEPS_IN_ALL

    def findings(self) -> Iterator[Finding]:
        """Every finding, in the order of the questionnaire."""
        for item in self.items:
            found = self.asked(item)
            yield Finding(item, "asked", found)
            if found.kind != "impossible":
                yield from self._of_answers(item)

    def asked(self, item: Item) -> Verdict:
        """Whether somebody is asked the item."""
        return self._verdict(item, None)

    def offered(self, item: Item, option: Option) -> Verdict:
        """Whether somebody is asked the item and offered the option."""
        return self._verdict(item, option.offered_if, option) if option.offered_if else self.asked(item)

    def _of_answers(self, item: Item) -> Iterator[Finding]:
        offers = [option for option in item.options if option.offered_if and not option.awaited]
        if len(offers) > MOST_OFFERS:
            yield Finding(
                item, "offered", Verdict("open", why=f"more than {MOST_OFFERS} codes have conditions")
            )
        else:
            yield from (Finding(item, "offered", self.offered(item, one), one) for one in offers)
        hard = [check for check in item.checks if not check.soft]
        for check in hard:
            yield Finding(item, "met", self._verdict(item, check.holds), check=check)
        limited = bool(hard) or any(option.offered_if for option in item.options)
        if item.required and limited and not left_out(item):
            yield Finding(item, "ends", Search(self, item, None, stuck=True).verdict())

    def _verdict(self, item: Item, also: Condition | None, option: Option | None = None) -> Verdict:
        search = Search(self, item, also, option=option)
        found = search.verdict()
        if found.kind != "impossible":
            return found
        others = [one for one in search.relevant if one is not item and self.universes[one.name] != ["and"]]
        because = [one.name for one in others if self._freed(item, also, one)]
        return Verdict("impossible", because=tuple(because))

    def _freed(self, item: Item, also: Condition | None, other: Item) -> bool:
        """Whether it were possible if the other item were asked of everybody."""
        return Search(self, item, also, free=other).verdict().kind == "possible"


def _names(item: Item) -> Iterator[str]:
    question_type = type_of(item)
    yield from (variable.name for variable in question_type.variables(item))
    yield from (one.name for one in question_type.sets(item))
