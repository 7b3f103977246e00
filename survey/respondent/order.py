"""Which items of a shuffled section stay together: those that hang on each other, as they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from questionnaires import piping
from questionnaires.questionnaire import Item, Questionnaire, Section
from questionnaires.types import type_of
from survey.universes import Source


def shuffles(questionnaire: Questionnaire) -> bool:
    """Whether anything comes in another order for everyone."""
    return any(section.shuffled for section in questionnaire.sections) or any(
        item.shuffled for item in questionnaire.items()
    )


def joined(section: Section, known: Mapping[str, Source]) -> frozenset[str]:
    """The names of the items of a shuffled section that follow the one before them wherever it goes."""
    places = {item.name: place for place, item in enumerate(section.items)}
    found: set[str] = set()
    for place, item in enumerate(section.items if section.shuffled else ()):
        needs = {known[name].item.name for name in _names(item) if name in known}
        first = min((places[name] for name in needs if name in places), default=place)
        if place and _tells(section.items[place - 1]):
            first = min(first, place - 1)
        found |= {one.name for one in section.items[first + 1 : place + 1]}
    return frozenset(found)


def _tells(item: Item) -> bool:
    return not type_of(item).variables(item)


def _names(item: Item) -> Iterator[str]:
    """What an item's universe, offers, value and texts speak of."""
    yield from item.shown_if.names if item.shown_if else ()
    yield from item.computes.names if item.computes else ()
    for option in item.options:
        yield from option.offered_if.names if option.offered_if else ()
    for label in piping.texts(item):
        for text in label.values():
            yield from piping.names(text)
