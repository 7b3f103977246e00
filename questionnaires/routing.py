"""The route through a questionnaire: which items are asked, which answers are kept, what is missing.

Universes are looked at in the order in which they can be decided, over the answers kept so far: that of the
questionnaire, unless one speaks of something later. The answer of an item that is not asked is dropped,
and so are its problems. Checks, offers and what is required are looked at when all answers are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from analysis.codebook import MISSING_KINDS
from questionnaires.conditions import Condition
from questionnaires.questionnaire import Item, Questionnaire, Section
from questionnaires.types import Answer, Form, Parsed, Unacceptable, type_of
from questionnaires.types.messages import AUTHORS, NOT_OFFERED_NOW

_KINDS = frozenset(MISSING_KINDS)


@dataclass(frozen=True, slots=True)
class Routed:
    """What remains of a form: `answers` by item, `write_ins` by “item.option”, `problems` with the name of
    their item, and the names of the items that were `asked`."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    write_ins: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[tuple[str, Unacceptable], ...] = ()
    asked: frozenset[str] = frozenset()


def parse(questionnaire: Questionnaire, form: Form) -> dict[str, Parsed]:
    """What the fields of every item say."""
    return {item.name: _parsed(item, form) for item in questionnaire.items()}


def _parsed(item: Item, form: Form) -> Parsed:
    parsed = type_of(item).parse(item, form)
    return replace(parsed, sure=True) if sure_field(item) in form else parsed


def sure_field(item: Item) -> str:
    """The field by which a person says that an answer is right, though a soft check doubts it."""
    return f"{item.name}.sure"


def route(questionnaire: Questionnaire, parsed: Mapping[str, Parsed]) -> Routed:
    """The answers of the items that are asked, and everything that is wrong or missing in them."""
    walk = _walked(questionnaire, parsed)
    problems = [(item.name, one) for item in questionnaire.items() for one in walk.problems(item)]
    return Routed(walk.answers, walk.write_ins, tuple(problems), frozenset(walk.taken))


def asked(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> frozenset[str]:
    """The items that are asked of a person with these answers."""
    return frozenset(_walked(questionnaire, {name: Parsed(one) for name, one in answers.items()}).taken)


def deciding(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The items whose answers decide which items are asked: those that a universe or a computed value speaks
    of (offers and checks too)."""
    names = frozenset(_asked_about(questionnaire))
    return tuple(item.name for item in questionnaire.items() if _speak_of(names, item))


def _walked(questionnaire: Questionnaire, parsed: Mapping[str, Parsed]) -> _Walk:
    walk = _Walk(frozenset(_asked_about(questionnaire)))
    for section, item in questionnaire.steps():
        if walk.enters(section) and walk.holds(item.shown_if):
            walk.take(item, parsed.get(item.name, Parsed()))
    return walk


def _speak_of(names: frozenset[str], item: Item) -> bool:
    """Whether one of the names is of an item, or of a variable that it yields."""
    return any(name == item.name or name.startswith(f"{item.name}_") for name in names)


def values(item: Item, answer: Answer) -> dict[str, Any]:
    """What conditions see of an answer: variable -> value, of a multiple choice the list of choices.
    What is missing is not there."""
    question_type = type_of(item)
    coded = question_type.code(item, answer, MISSING_KINDS[0])
    found: dict[str, Any] = {name: value for name, value in coded.items() if value not in _KINDS}
    for one in question_type.sets(item):
        if one.kind == "multiple":
            pairs = zip(one.variables, one.options, strict=True)
            found[one.name] = [option for name, option in pairs if found.get(name) == "1"]
    return found


def _asked_about(questionnaire: Questionnaire) -> Iterator[str]:
    """Every name that a universe, an offer, a check or a computed value speaks of."""
    for section in questionnaire.sections:
        yield from section.shown_if.names if section.shown_if else ()
        for item in section.items:
            yield from item.shown_if.names if item.shown_if else ()
            yield from item.computes.names if item.computes else ()
            yield from item.needed_if.names if item.needed_if else ()
            for check in item.checks:
                yield from check.holds.names
            for option in item.options:
                yield from option.offered_if.names if option.offered_if else ()


def _said(item: Item, problems: tuple[Unacceptable, ...]) -> tuple[Unacceptable, ...]:
    """What an answer lacks, in the author's words where there are any."""
    if not problems or not item.needed:
        return problems
    return (Unacceptable(AUTHORS, {"said": item.needed}, problems[0].field),)


class _Walk:
    """The state on the way through the questionnaire; `names` are those whose values somebody asks for."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names
        self.answers: dict[str, Answer] = {}
        self.write_ins: dict[str, str] = {}
        self.taken: dict[str, Parsed] = {}
        self._values: dict[str, Any] = {}
        self._entered: dict[str, bool] = {}

    def enters(self, section: Section) -> bool:
        """Whether the section is asked; all that it depends on is known at its first item."""
        if section.name not in self._entered:
            self._entered[section.name] = self.holds(section.shown_if)
        return self._entered[section.name]

    def holds(self, condition: Condition | None) -> bool:
        return condition is None or condition.test(self._values)

    def take(self, item: Item, parsed: Parsed) -> None:
        """Ask the item, and keep its answer."""
        if item.computes and parsed.answer is None:
            parsed = Parsed(type_of(item).given(item, item.computes.value(self._values)))
        self.taken[item.name] = parsed
        if parsed.answer is not None and not parsed.problems:
            self._keep(item, parsed)

    def problems(self, item: Item) -> tuple[Unacceptable, ...]:
        """What is wrong or missing in an item, when all answers are known; nothing where it was not asked."""
        parsed = self.taken.get(item.name)
        if parsed is None or parsed.problems:
            return parsed.problems if parsed else ()
        needed = item.required or (item.needed_if is not None and self.holds(item.needed_if))
        lacking = _said(item, type_of(item).lacking(item, parsed.answer)) if needed else ()
        return lacking if parsed.answer is None else (*lacking, *self._doubts(item, parsed))

    def _keep(self, item: Item, parsed: Parsed) -> None:
        self.answers[item.name] = parsed.answer
        self.write_ins |= {f"{item.name}.{option}": text for option, text in parsed.write_ins.items()}
        if _speak_of(self._names, item):
            self._values |= values(item, parsed.answer)

    def _doubts(self, item: Item, parsed: Parsed) -> tuple[Unacceptable, ...]:
        """What is wrong with an answer when the other answers are looked at too."""
        chosen = parsed.answer if isinstance(parsed.answer, list) else [parsed.answer]
        offers = [option for option in item.options if option.offered_if and option.value in chosen]
        return (
            *(
                Unacceptable(NOT_OFFERED_NOW, {"label": option.label}, item.name)
                for option in offers
                if not self.holds(option.offered_if)
            ),
            *(
                Unacceptable(AUTHORS, {"said": check.said}, item.name, check.soft)
                for check in item.checks
                if not self.holds(check.holds) and not (check.soft and parsed.sure)
            ),
        )
