"""The search behind the proofs: answers to the items that matter, in order, until the goal is reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from questionnaires import routing
from questionnaires.conditions import Condition, condition
from questionnaires.possible import Domain, domain, left_out
from questionnaires.questionnaire import Item, Option
from questionnaires.ranges import UNKNOWN, Between, truth, value
from questionnaires.types import Answer, Parsed
from questionnaires.uses import Uses
from questionnaires.ways import computed, limits, limits_of, some

if TYPE_CHECKING:
    from questionnaires.proof import Prover

MOST_STEPS = 20_000
"""Answers tried for one question before it is left open."""

FINEST = 1e-4
"""Ranges of numbers with decimals are not divided further."""

Answers = Mapping[str, Answer]
_Way = tuple[Any, dict[str, Any], list[list[Any]]]
"""An answer, its values, and what must hold for it."""

Kind = Literal["possible", "impossible", "open"]
TOO_MANY = "too many combinations of answers to try them all"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Possible, with the answers of the items that matter (`witness`); impossible, with the names of the
    other items (`because`) whose universes it takes; or open, and `why`."""

    kind: Kind
    witness: Answers = field(default_factory=dict)
    why: str = ""
    because: tuple[str, ...] = ()


class _Divide(Exception):
    """A condition is open because the range of this item is too wide."""

    def __init__(self, item: str) -> None:
        self.item = item


class Search:
    """Looks for answers with which `goal` is asked and `also` holds; with `stuck`, cannot be answered."""

    def __init__(
        self,
        prover: Prover,
        goal: Item,
        also: Condition | None = None,
        *,
        option: Option | None = None,
        stuck: bool = False,
        free: Item | None = None,
    ) -> None:
        self.prover, self.goal, self.also, self.stuck, self.free = prover, goal, also, stuck, free
        self.option = option
        trees = [self._universe(goal), *([also.tree] if also else [])]
        self.tree = ["and", *trees]
        self.relevant = list(self._relevant(own=also is not None or stuck))
        self.domains, self.outs = self._domains(), {one.name: left_out(one) for one in self.relevant}
        self.ways: dict[str, list[_Way]] = {}
        self.steps = MOST_STEPS
        self.open: dict[str, None] = {}
        self.ranges: dict[str, Between] = {}

    def verdict(self) -> Verdict:
        """The answer, honest about what could not be tried."""
        boxes: list[dict[str, Between]] = [{}]
        while boxes and self.steps > 0 and self.prover.steps > 0:
            self.ranges = boxes.pop()
            try:
                found = self._walk(0, dict.fromkeys(self._all_names(), UNKNOWN), {})
            except _Divide as divide:
                boxes += self._halves(divide.item)
                continue
            if found is not None:
                return Verdict("possible", found)
        if boxes or self.steps <= 0 or self.prover.steps <= 0:
            self.open[TOO_MANY] = None
        return Verdict("open", why="; ".join(self.open)) if self.open else Verdict("impossible")

    def _universe(self, item: Item) -> list[Any]:
        return ["and"] if self.free is item else self.prover.universes[item.name]

    def _relevant(self, *, own: bool) -> Iterator[Item]:
        """The items on which the goal depends, and those on which they depend, in their order."""
        waiting = list(condition("", self.tree).names)
        found = {self.goal.name} if own else set()
        waiting += self._asks_about(self.goal) if own else []
        while waiting:
            item = self.prover.owners.get(waiting.pop())
            if item is not None and item.name not in found and (own or item is not self.goal):
                found.add(item.name)
                waiting += self._asks_about(item)
        yield from (item for item in self.prover.decided if item.name in found)

    def _asks_about(self, item: Item) -> list[str]:
        trees = [self._universe(item), *(one.tree for one in limits(item))]
        return [*condition("", ["and", *trees]).names, *(item.computes.names if item.computes else ())]

    def _domains(self) -> dict[str, Domain]:
        uses = Uses()
        uses.note(self.tree)
        for item in self.relevant:
            for tree in (self._universe(item), *(one.tree for one in limits(item))):
                uses.note(tree)
            if item.computes:
                uses.note_value(item.computes.tree)
        return {item.name: self._domain(item, uses) for item in self.relevant}

    def _domain(self, item: Item, uses: Uses) -> Domain:
        """The domain of an item, made once for the same uses; of the goal only the answers with `option`."""
        key = (item.name, uses.of((item.name, *self.prover.names[item.name])))
        if key not in self.prover.domains:
            self.prover.domains[key] = domain(item, uses)
        found = self.prover.domains[key]
        if self.option is None or item is not self.goal:
            return found
        wanted = self.option.value
        return replace(
            found,
            answers=tuple(
                one for one in found.answers if wanted in (one if isinstance(one, list) else [one])
            ),
        )

    def _all_names(self) -> Iterator[str]:
        for item in self.relevant:
            yield from (item.name, *self.prover.names[item.name])

    def _walk(self, place: int, known: dict[str, Any], answers: dict[str, Any]) -> Answers | None:
        """Give each item that matters an answer, in their order; the answers that reach the goal, or None."""
        self.steps -= 1
        self.prover.steps -= 1
        if self.steps < 0 or truth(self.tree, known) is False:
            return None
        if place == len(self.relevant):
            return self._reached(known, answers)
        item = self.relevant[place]
        here = {
            name: one for name, one in known.items() if name not in (item.name, *self.prover.names[item.name])
        }
        if not self._holds(self._universe(item), here):
            return self._walk(place + 1, here, answers)
        if item.computes:
            return self._walk(place + 1, here | computed(item, value(item.computes.tree, here)), answers)
        return self._answered(place, here, answers)

    def _answered(self, place: int, here: dict[str, Any], answers: dict[str, Any]) -> Answers | None:
        item = self.relevant[place]
        if self.stuck and item is self.goal:
            return self._stuck(here, answers)
        if not self.domains[item.name].complete:
            self.open[self.domains[item.name].why] = None
        for answer, values, needs in self._choices(item):
            self.steps -= 1
            self.prover.steps -= 1
            if self.steps < 0 or self.prover.steps < 0:
                return None
            if all(self._holds(one, here | values) for one in needs):
                found = self._walk(place + 1, here | values, {**answers, item.name: answer})
                if found is not None:
                    return found
        return None

    def _choices(self, item: Item) -> Iterator[_Way]:
        found = self.domains[item.name]
        if item.name in self.ranges:
            one = self.ranges[item.name]
            yield one, {item.name: one}, limits_of(item, one)
            return
        ways = self.ways.setdefault(item.name, [])
        for place, answer in enumerate(found.answers):
            if place == len(ways):
                ways.append((answer, routing.values(item, answer), limits_of(item, answer)))
            yield ways[place]
        yield from ((answer, {}, []) for answer in self.outs[item.name])
        yield from ((one, {item.name: one}, limits_of(item, one)) for one in found.ranges)

    def _holds(self, tree: list[Any], known: dict[str, Any]) -> bool:
        """Whether the condition holds; where it is open the range that makes it so is divided. What cannot be
        divided is taken to hold, as the route will tell."""
        found = truth(tree, known)
        if found is None:
            self._divide(tree, known)
        return found is not False

    def _divide(self, tree: list[Any], known: dict[str, Any]) -> None:
        wide: dict[str, float] = {}
        for name in self._behind(condition("", tree).names):
            one = known.get(name)
            if isinstance(one, Between) and one.high - one.low > (0 if one.whole else FINEST):
                wide[name] = one.high - one.low
        if wide:
            raise _Divide(max(wide, key=lambda name: wide[name]))
        self.open["numbers with decimals, or texts, are computed with"] = None

    def _behind(self, names: tuple[str, ...]) -> Iterator[str]:
        """The names, and those from which they are computed."""
        for name in names:
            item = self.prover.owners.get(name)
            if item is not None and item.computes:
                yield from self._behind(item.computes.names)
            else:
                yield name

    def _halves(self, name: str) -> list[dict[str, Between]]:
        wide = self.ranges.get(name) or self.domains[name].ranges[0]
        middle = (wide.low + wide.high) / 2
        if wide.whole:
            cut = float(middle // 1)
            sides = [Between(wide.low, cut, True), Between(cut + 1, wide.high, True)]
        else:
            sides = [Between(wide.low, middle), Between(middle, wide.high)]
        first = (
            []
            if name in self.ranges
            else [{**self.ranges, name: Between(n, n, wide.whole)} for n in self._tried(name)]
        )
        return [*({**self.ranges, name: side} for side in sides), *first]

    def _tried(self, name: str) -> list[float]:
        """Numbers that are tried before ranges: the first ones are cheap and often enough."""
        return [float(one) for one in self.domains[name].answers][:8]

    def _reached(self, known: dict[str, Any], answers: dict[str, Any]) -> Answers | None:
        """The answers, when the real route confirms them; one number for each range."""
        for part in (0.5, 0.0, 1.0):
            tried = {name: some(one, part) for name, one in answers.items()}
            if self._confirmed(tried):
                return tried
        if truth(self.tree, known) is None:
            self._divide(self.tree, known)
        return None

    def _confirmed(self, answers: Answers) -> bool:
        questionnaire = self.prover.questionnaire
        if self.free is not None:
            return True
        routed = routing.route(questionnaire, {name: Parsed(one) for name, one in answers.items()})
        mattering = {item.name for item in self.relevant}
        if self.goal.name not in routed.asked or any(
            name in mattering and not problem.soft for name, problem in routed.problems
        ):
            return False
        values: dict[str, Any] = {}
        for item in questionnaire.items():
            if item.name in routed.answers:
                values |= routing.values(item, routed.answers[item.name])
        return self.also is None or self.also.test(values)

    def _stuck(self, known: dict[str, Any], answers: dict[str, Any]) -> Answers | None:
        """The answers so far when no answer of the goal is accepted after them."""
        found = self.domains[self.goal.name]
        if not found.complete or found.ranges:
            self.open[found.why or f"“{self.goal.name}” is computed with"] = None
            return None
        for _, values, needs in self._choices(self.goal):
            if all(self._holds(one, known | values) for one in needs):
                return None
        return {name: some(one, 0.5) for name, one in answers.items()}
