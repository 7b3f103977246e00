"""The order in which items are decided, where a universe speaks of something that is asked only later.

Every item comes after all that its universe, its section's, its value and its offers speak of, and otherwise
as it is written. What goes round in a circle cannot be decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush

from questionnaires.questionnaire import Item, Section
from questionnaires.types import type_of

Step = tuple[int, int]
"""The place of a section, and of an item in it."""


class Circle(ValueError):
    """Universes that speak of each other: `item` is the first of them, `other` one that it waits for."""

    def __init__(self, item: Item, other: Item) -> None:
        self.item, self.other = item, other
        super().__init__(f"{item.name} and {other.name} wait for each other")


def order(sections: Sequence[Section]) -> tuple[Step, ...]:
    """The steps in the order in which they can be decided; Circle when there is none. Computed defaults
    follow what they are computed from, unless these follow each other."""
    try:
        return _order(sections, starts=True)
    except Circle:
        return _order(sections, starts=False)


def _order(sections: Sequence[Section], *, starts: bool) -> tuple[Step, ...]:
    steps = [(s, i) for s, section in enumerate(sections) for i in range(len(section.items))]
    items = [sections[s].items[i] for s, i in steps]
    owners = _owners(items)
    needs = []
    for (s, _), item in zip(steps, items, strict=True):
        names = [*asked_about(sections[s], item), *(item.starts.names if starts and item.starts else ())]
        needs.append({owners[name] for name in names if name in owners})
    waiting: dict[int, list[int]] = {}
    for place, wanted in enumerate(needs):
        for one in wanted:
            waiting.setdefault(one, []).append(place)
    left = [len(wanted) for wanted in needs]
    ready = [place for place, count in enumerate(left) if not count]
    heapify(ready)
    found: list[int] = []
    while ready:
        found.append(heappop(ready))
        for place in waiting.get(found[-1], ()):
            left[place] -= 1
            if not left[place]:
                heappush(ready, place)
    if len(found) < len(items):
        raise _circle(items, needs, found)
    return tuple(steps[place] for place in found)


def _circle(items: Sequence[Item], needs: Sequence[set[int]], found: Sequence[int]) -> Circle:
    """Follow what is waited for until something comes again."""
    place = min(set(range(len(items))) - set(found))
    seen: list[int] = []
    while place not in seen:
        seen.append(place)
        place = min(needs[place] - set(found))
    return Circle(items[place], items[min(needs[place] - set(found))])


def later(sections: Sequence[Section]) -> Iterator[tuple[Item, Item]]:
    """Items that somebody is asked, each with something below it on which it depends."""
    items = [(section, item) for section in sections for item in section.items]
    owners = _owners([item for _, item in items])
    for place, (section, item) in enumerate(items):
        below = [owners[name] for name in asked_about(section, item) if owners.get(name, place) > place]
        if below and item.computes is None:
            yield item, items[below[0]][1]


def asked_about(section: Section, item: Item) -> Iterator[str]:
    """The names on which it depends whether an item is asked, what it offers and what its value is."""
    for one in (section.shown_if, item.shown_if, item.computes):
        yield from one.names if one else ()
    for option in item.options:
        yield from option.offered_if.names if option.offered_if else ()


def _owners(items: Sequence[Item]) -> dict[str, int]:
    """Every name -> the place of the item that makes it."""
    found: dict[str, int] = {}
    for place, item in enumerate(items):
        kind = type_of(item)
        names = [
            item.name,
            *(one.name for one in kind.variables(item)),
            *(one.name for one in kind.sets(item)),
        ]
        found |= dict.fromkeys((*names, *([item.bands.name] if item.bands else ())), place)
    return found
