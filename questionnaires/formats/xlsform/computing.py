"""Computed values: each as soon as all that it speaks of is known."""

from __future__ import annotations

from collections.abc import Sequence

from questionnaires.formats.xlsform.items import Items, Place
from questionnaires.formats.xlsform.nouns import Element, Form
from questionnaires.formats.xlsform.references import REFERENCE
from questionnaires.formats.xlsform.typed import Typed
from questionnaires.formats.xpath import NotXPath, parse, references
from questionnaires.formats.xpath_ours import Translator
from questionnaires.formats.xpath_symbols import Symbol, Untranslatable


class Computing(Items):
    """Puts computed values where they can be computed."""

    def __init__(self, form: Form, file: str) -> None:
        super().__init__(form, file)
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
        translator = Translator(self.symbols, roster=place.roster, lists=self.lists.columns)
        try:
            said, kind = translator.value(text)
        except Untranslatable as error:
            declared = bool(error.kind)
            self.draft.lose(error.kind or "value", element.path, f"{error}: {text[:80]}", declared=declared)
            self.symbols[element.name] = Symbol("", "gone", gone=error.kind)
            return
        self._trigger(element)
        gives = "number" if kind == "number" else "text"
        name = self.draft.name(element.name[:24] if place.roster else element.name, element.path)
        symbol = Symbol(
            name, "number" if gives == "number" else "date" if kind == "date" else "text", roster=place.roster
        )
        made = Typed(
            "calculated",
            self.text(element, "label") or dict.fromkeys(self.draft.languages, element.name),
            symbol,
            {"value": said, "gives": gives},
        )
        self._put(element, made, place)

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
        self.gone(element, "value", "a hidden value that something else would fill in")

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
        """Computed values that stand below what speaks of them, where all that they need is known."""
        said = [text for texts in child.texts.values() for text in texts.values()]
        names = {found[2] for text in (*said, *child.logic.values()) for found in REFERENCE.finditer(text)}
        for one in siblings:
            wanted = one.name in names - set(self.symbols) and one is not child
            if wanted and one.type == "calculate" and not self._later(one):
                self._done.append(one)
                self._hoist(one, siblings, place)
                self._computed(one, place)
