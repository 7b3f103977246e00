"""Groups that repeat: rosters, and what is written out inside them."""

from __future__ import annotations

from dataclasses import replace

from questionnaires.formats.drafts import Fields
from questionnaires.formats.xlsform.blocks import turned
from questionnaires.formats.xlsform.computing import Computing
from questionnaires.formats.xlsform.found import count_of
from questionnaires.formats.xlsform.items import Place
from questionnaires.formats.xlsform.nouns import Element, Texts
from questionnaires.formats.xlsform.references import REFERENCE
from questionnaires.formats.xpath_ours import enclosed
from questionnaires.formats.xpath_symbols import Symbol
from questionnaires.rosters import MOST, MOST_ITEMS

_INSIDE = 3
_BLOCKS = 10
"""So many blocks where a form sets no limit."""


class Repeating(Computing):
    """Puts what is asked several times."""

    def _children(self, element: Element, place: Place) -> None:
        """Everything in a group; `build.Build` knows how."""
        raise NotImplementedError

    def _repeat(self, repeat: Element, place: Place) -> None:
        """A roster; how many is asked one by one unless the form says it."""
        if place.asks is not None:
            self._inner(repeat, place)
            return
        counted = count_of(repeat)
        if counted is not None:
            self._computed(counted, place)
        count = repeat.get("repeat_count")
        found = REFERENCE.fullmatch(count) if count else None
        source = self.symbols.get(found[2] if found else f"{repeat.name}_count") if count else None
        if count and (source is None or source.kind not in ("number", "code", "text")):
            self.draft.lose("repeat", repeat.path, f"how often it repeats is not known: {count[:60]}")
            source = None
        name = self.draft.name(repeat.name[:16], repeat.path)
        asks: list[Fields] = []
        title = self.text(repeat, "label") or place.title
        inner = Place((), name, asks, title, repeat.path)
        shown = self._shown(repeat, place)
        before = len(self.draft.losses)
        self._children(repeat, inner)
        if not asks:
            declared = all(loss.declared for loss in self.draft.losses[before:])
            self.draft.lose("type", repeat.path, "nothing in it can be asked", declared=declared)
            return
        self._roster(repeat, name, asks, (title, shown, source), place)

    def _inner(self, repeat: Element, place: Place) -> None:
        """A group that repeats inside another: written out a few times, each after a tick."""
        counted = count_of(repeat)
        if counted is not None:
            self._computed(counted, place)
        count = repeat.get("repeat_count")
        found = REFERENCE.fullmatch(count) if count else None
        source = self.symbols.get(found[2] if found else f"{repeat.name}_count") if count else None
        title = self.said(repeat.labels()) or dict.fromkeys(self.draft.languages, repeat.name)
        own = self._relevant(repeat, place)
        for turn in range(1, _INSIDE + 1):
            conditions = (*place.conditions, *own)
            if count and source is not None and source.kind in ("number", "code", "text"):
                conditions = (*conditions, f"number({source.name}) >= {turn}")
            elif turn > 1:
                tick = self._tick(repeat, turn, title, replace(place, conditions=conditions))
                conditions = (*conditions, f"answered {tick}")
            block = turned(repeat, turn)
            self._children(block, replace(place, conditions=conditions, path=repeat.path))
        for one in repeat.inside():
            first = self.symbols.get(f"{one.name}_{1}")
            self.symbols[one.name] = Symbol("", "gone", gone="type") if first is None else first
        self.draft.remarks.append(f"{repeat.path}: at most {_INSIDE} times in each block here")

    def _tick(self, repeat: Element, turn: int, title: Texts, place: Place) -> str:
        said = {language: f"+ {words} {turn}" for language, words in title.items()}
        name = self.draft.name(f"{repeat.name[:16]}_{turn}", repeat.path)
        label = self.draft.text(said, repeat.path)
        shown = " and ".join(enclosed(one) for one in place.conditions)
        self._into(place, name, "acknowledgement", said, {"label": label, "shown_if": shown})
        return name

    def _roster(
        self,
        repeat: Element,
        name: str,
        asks: list[Fields],
        said: tuple[Texts, str, Symbol | None],
        place: Place,
    ) -> None:
        title, shown, source = said
        words_ = title or dict.fromkeys(self.draft.languages, repeat.name)
        each = self.draft.text(words_, repeat.path)
        fields: Fields = {"each": each, "asks": asks, "shown_if": shown}
        if source is not None:
            fields |= {"most": max(1, min(MOST, MOST_ITEMS // len(asks))), "as_many_as": source.name}
        else:
            fields |= {
                "most": max(1, min(_BLOCKS, MOST_ITEMS // len(asks))),
                "asked": "one by one",
                "another": each,
                "least": 1,
            }
        self.draft.remarks.append(f"{repeat.path}: at most {fields['most']} times here")
        self.draft.item(name, "roster", words_, **fields)
        self.symbols[repeat.name] = Symbol(_blocks_of(name, source is not None, fields["most"]), "roster")
        for one in repeat.inside():
            symbol = self.symbols.get(one.name)
            if symbol is not None and symbol.roster == name:
                self.symbols[one.name] = replace(symbol, most=fields["most"])


def _blocks_of(name: str, counted: bool, most: int) -> str:
    """How many blocks there are: the number itself, or one and another for each yes."""
    more = [f'if({name}_{turn}_more == "yes", 1, 0)' for turn in range(1, most)]
    return name if counted else f"({' + '.join(('1', *more))})"
