"""Rehearsal: simulated people fill in a questionnaire on its real path, until every branch was taken.

They are asked what the route asks, see the codes that are offered to them, mend what a check refuses, and now
and then leave something out. What chance has not reached the witnesses of the proof reach; what cannot be
reached is named with the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from questionnaires import coding, routing
from questionnaires.possible import domain, left_out
from questionnaires.proof import MOST_OFFERS, Prover
from questionnaires.questionnaire import Item, Option, Questionnaire
from questionnaires.routing import Routed, sure_field
from questionnaires.types import Answer, type_of
from questionnaires.uses import Uses

LEFT_OUT = 0.05
"""How often something that need not be answered is left out."""

_TRIES = 30
_LEAVES_ALL_OUT = 1.0


@dataclass(frozen=True, slots=True)
class Filled:
    """One simulated response: the fields as a browser would send them, and what the route made of them."""

    form: Mapping[str, list[str]]
    routed: Routed

    def record(self, questionnaire: Questionnaire) -> coding.Record:
        """The response as microdata."""
        return coding.record(questionnaire, self.routed.answers, self.routed.write_ins)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Items asked, codes chosen, universes that came out both ways: how many of how many; and `missed`, what
    was not reached with the reason."""

    items: tuple[int, int]
    codes: tuple[int, int]
    universes: tuple[int, int]
    missed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """All responses, their coverage, and how often what was wrong with which item."""

    responses: tuple[Filled, ...]
    coverage: Coverage
    troubles: Mapping[tuple[str, str], int] = field(default_factory=dict)


def rehearse(questionnaire: Questionnaire, count: int, seed: int = 1) -> Rehearsal:
    """`count` responses, the same for the same seed. The last ones, at most half of them, are steered to what
    the first ones did not reach."""
    run = _Run(questionnaire, Random(seed))  # noqa: S311 - invented answers are no secret
    while len(run.responses) < max(1, count // 2):
        run.fill({})
    steered = list(run.missing())
    for _, forced, left in steered[: count - len(run.responses)]:
        run.fill(forced, left_out=left)
    while len(run.responses) < count:
        run.fill({})
    return Rehearsal(tuple(run.responses), run.coverage(), run.troubles)


class _Run:
    """The responses so far and what they reached."""

    def __init__(self, questionnaire: Questionnaire, random: Random) -> None:
        self.questionnaire, self.random = questionnaire, random
        self.prover = Prover(questionnaire)
        self.responses: list[Filled] = []
        self.troubles: Counter[tuple[str, str]] = Counter()
        self.asked: Counter[str] = Counter()
        self.chosen: set[tuple[str, str]] = set()

    def fill(self, forced: Mapping[str, Answer], left_out: float = LEFT_OUT) -> None:
        """One more response, in which the `forced` answers are given."""
        person = _Person(self.questionnaire, self.random, forced, left_out)
        filled = person.filled()
        self.responses.append(filled)
        self.asked.update(filled.routed.asked)
        for name, answer in filled.routed.answers.items():
            self.chosen |= {
                (name, value)
                for value in (answer if isinstance(answer, list) else [answer])
                if isinstance(value, str)
            }
        self.troubles.update(person.troubles)
        self.troubles.update((name, problem.message) for name, problem in filled.routed.problems)

    def missing(self) -> Iterator[tuple[str, Mapping[str, Answer], float]]:
        """What was not reached, with answers that reach it and how much else is left out."""
        for item in self.prover.items:
            if not self.asked[item.name]:
                yield item.name, self.prover.asked(item).witness, LEFT_OUT
            for option in _codes(item):
                if (item.name, option.value) not in self.chosen:
                    yield (
                        item.name,
                        {**self._way_to(item, option), item.name: _choice(item, option)},
                        LEFT_OUT,
                    )
        if any(self._always(item) for item in self.prover.items):
            yield "", {}, _LEAVES_ALL_OUT

    def _way_to(self, item: Item, option: Option) -> Mapping[str, Answer]:
        return self.prover.offered(item, option).witness

    def _always(self, item: Item) -> bool:
        return self.prover.universes[item.name] != ["and"] and self.asked[item.name] == len(self.responses)

    def coverage(self) -> Coverage:
        """What was reached, and why the rest was not."""
        items = self.prover.items
        codes = [(item, option) for item in items for option in _codes(item)]
        limited = [item for item in items if self.prover.universes[item.name] != ["and"]]
        unasked = [item for item in items if not self.asked[item.name]]
        unchosen = [(i, o) for i, o in codes if i not in unasked and (i.name, o.value) not in self.chosen]
        both = [item for item in limited if 0 < self.asked[item.name] < len(self.responses)]
        missed = [
            *((item.name, _reason(self.prover.asked(item).kind)) for item in unasked),
            *((f"{i.name}: {o.value}", _reason(self.prover.offered(i, o).kind)) for i, o in unchosen),
            *((item.name, "everybody was asked") for item in limited if self._always(item)),
        ]
        return Coverage(
            (len(items) - len(unasked), len(items)),
            (len([1 for i, o in codes if (i.name, o.value) in self.chosen]), len(codes)),
            (len(both), len(limited)),
            tuple(missed),
        )


def _reason(kind: str) -> str:
    words = {"impossible": "it cannot be reached", "open": "whether it can be reached cannot be told"}
    return words.get(kind, "it can be reached, but more responses are needed")


def _codes(item: Item) -> list[Option]:
    """The codes that people choose, of items with one list of them; none of very long cascades."""
    if sum(option.offered_if is not None for option in item.options) > MOST_OFFERS:
        return []
    if item.rows or not type_of(item).asks or any(s.kind == "ranking" for s in type_of(item).sets(item)):
        return []
    return [option for option in item.options if not option.missing]


def _choice(item: Item, option: Option) -> Answer:
    return [option.value] if any(s.kind == "multiple" for s in type_of(item).sets(item)) else option.value


class _Person:
    """One simulated person on the way through the questionnaire."""

    def __init__(
        self, questionnaire: Questionnaire, random: Random, forced: Mapping[str, Answer], left_out: float
    ) -> None:
        self.questionnaire, self.random = questionnaire, random
        self.forced, self.left_out = forced, left_out
        self.values: dict[str, Any] = {}
        self.form: dict[str, list[str]] = {}
        self.troubles: list[tuple[str, str]] = []

    def filled(self) -> Filled:
        """The form, and what the route makes of it."""
        for section, item in self.questionnaire.steps():
            if all(one is None or one.test(self.values) for one in (section.shown_if, item.shown_if)):
                self._take(item)
        return Filled(
            self.form, routing.route(self.questionnaire, routing.parse(self.questionnaire, self.form))
        )

    def _take(self, item: Item) -> None:
        question_type = type_of(item)
        if item.computes:
            self._know(item, question_type.given(item, item.computes.value(self.values)))
            return
        answer, texts = self._answer(item)
        self.form |= question_type.fill(item, answer, texts)
        self._know(item, question_type.parse(item, self.form).answer)
        if not all(check.holds.test(self.values) for check in item.checks if check.soft):
            self.form[sure_field(item)] = ["yes"]

    def _know(self, item: Item, answer: Answer) -> None:
        if answer is not None:
            self.values |= routing.values(item, answer)

    def _answer(self, item: Item) -> tuple[Answer, Mapping[str, str]]:
        """What is forced; else an answer that is drawn until everything accepts it."""
        question_type = type_of(item)
        if item.name in self.forced and self._accepted(item, self.forced[item.name]):
            return self.forced[item.name], {}
        needed = item.needed_if is not None and item.needed_if.test(self.values)
        if self.random.random() < self.left_out and (
            out := left_out(replace(item, required=needed or item.required))
        ):
            return self.random.choice(out), {}
        for _ in range(_TRIES):
            answer, texts = question_type.draw(item, self.random)
            if self._accepted(item, answer):
                return answer, texts
        return self._sought(item), {}

    def _accepted(self, item: Item, answer: Answer) -> bool:
        chosen = answer if isinstance(answer, list) else [answer]
        values = {**self.values, **(routing.values(item, answer) if answer is not None else {})}
        offered = all(
            o.offered_if is None or o.offered_if.test(values) for o in item.options if o.value in chosen
        )
        return answer is None or (offered and all(c.holds.test(values) for c in item.checks if not c.soft))

    def _sought(self, item: Item) -> Answer:
        """An answer that the checks themselves suggest; none where there is none."""
        uses = Uses()
        for check in item.checks:
            uses.note(check.holds.tree)
        found = next((one for one in domain(item, uses).answers if self._accepted(item, one)), None)
        out = left_out(item)
        if found is None:
            self.troubles.append(
                (item.name, "no acceptable answer was found" if not out else "left out for want of one")
            )
        return found if found is not None else next(iter(out), None)
