"""Computed values: each as soon as all that it speaks of is known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from questionnaires.formats import Beside
from questionnaires.formats.xlsform.items import Items, Place
from questionnaires.formats.xlsform.nouns import Element, Form
from questionnaires.formats.xlsform.references import REFERENCE
from questionnaires.formats.xlsform.sayings import EARLY
from questionnaires.formats.xlsform.survey import dynamic
from questionnaires.formats.xlsform.typed import Typed
from questionnaires.formats.xpath import NotXPath, Own, Text, parse, references, replaced
from questionnaires.formats.xpath_symbols import Symbol, Untranslatable, parsed

_INSIDE = re.compile(r"(?<!\.)\./([^\W\d][\w.\-]*)")


def unseen(element: Element) -> bool:
    """Whether nobody is asked: a value that is computed, or stands there already."""
    if element.type in ("calculate", "hidden") or "hidden" in element.get("appearance").split():
        return element.kind == "question"
    return bool(element.get("calculation")) and not element.labels()


class Computing(Items):
    """Puts computed values where they can be computed."""

    def __init__(self, form: Form, file: str, beside: Beside, ahead: Mapping[str, Symbol] = EARLY) -> None:
        super().__init__(form, file, beside, ahead)
        self._waiting: list[tuple[Element, Place]] = []
        self._done: list[Element] = []

    def _computed(self, element: Element, place: Place) -> None:
        """A value: as soon as all that it speaks of is known."""
        if self._later(element):
            self._waiting.append((element, place))
            return
        text = element.get("calculation") or element.get("default")
        if not text:
            self._hidden(element, place)
            return
        try:
            before = Text(element.get("default") if element.get("calculation") else "")
            literal = not element.get("calculation") and not dynamic(text)
            node = Text(text) if literal else replaced(parsed(text), Own(), before)
            said, kind = self.translator(place.roster).said(node)
        except Untranslatable as error:
            reason = f"it is always empty: {error}: {text[:80]}"
            self.draft.lose("value", element.path, reason, declared=bool(error.kind))
            self._empty(element, place)
            self.symbols[element.name] = Symbol("", "gone", gone=error.kind)
            return
        self._trigger(element)
        self._valued(element, place, said, kind if kind in ("number", "date") else "text")

    def _valued(self, element: Element, place: Place, said: str, kind: str) -> None:
        """A calculated item."""
        gives = "number" if kind == "number" else "text"
        name = self.draft.name(element.name[:24] if place.roster else element.name, element.path)
        words = self.text(element, "label") or dict.fromkeys(self.draft.languages, element.name)
        symbol = Symbol(name, kind, roster=place.roster)
        self._put(element, Typed("calculated", words, symbol, {"value": said, "gives": gives}), place)

    def _empty(self, element: Element, place: Place) -> None:
        """A variable without a value: nothing here fills it in."""
        self._valued(element, place, '""', "text")

    def _trigger(self, element: Element) -> None:
        """A value here follows everything it speaks of; one that should follow only some of it is lost."""
        text = element.get("calculation")
        if element.trigger and text:
            try:
                names = set(references(parse(text)))
            except NotXPath:
                names = set()
            if not names <= set(element.trigger):
                self.draft.lose("trigger", element.path, "it is computed anew whenever an answer changes")

    def _hidden(self, element: Element, place: Place) -> None:
        reason = "it is always empty: another program would fill it in"
        self.draft.lose("setting", element.path, reason)
        self._empty(element, place)

    def _later(self, element: Element) -> bool:
        try:
            names = set(references(parse(element.get("calculation") or element.get("default"))))
            names |= set(references(parse(element.get("relevant")))) if element.get("relevant") else set()
        except NotXPath:
            return False
        known = {one.name for one in self.form.elements()}
        return any(name not in self.symbols and name in known for name in names)

    def _retry(self) -> None:
        """Computed values whose last part has come."""
        for _ in range(len(self._waiting)):
            ready = [one for one in self._waiting if not self._later(one[0])]
            if not ready:
                return
            self._waiting = [one for one in self._waiting if one not in ready]
            for element, place in ready:
                self._computed(element, place)

    def _hoist(self, child: Element, siblings: Sequence[Element], place: Place) -> None:
        """Computed values that stand below what speaks of them, or in the group that does, where all that is
        needed is known."""
        said = [text for texts in child.texts.values() for text in texts.values()]
        names = {found[2] for text in (*said, *child.logic.values()) for found in REFERENCE.finditer(text)}
        names |= set(_INSIDE.findall(child.get("relevant"))) if child.kind == "group" else set()
        for one in (*siblings, *child.children) if names else ():
            wanted = one.name in names and one.name not in self.symbols and one is not child
            if wanted and unseen(one) and not self._later(one):
                self._done.append(one)
                self._hoist(one, siblings, place)
                self._computed(one, place)
