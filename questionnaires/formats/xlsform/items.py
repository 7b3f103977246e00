"""Items of a draft: where they stand, when they are asked, what every one of them can have."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from questionnaires.formats import Beside
from questionnaires.formats.drafts import Fields
from questionnaires.formats.xlsform import words
from questionnaires.formats.xlsform.codelists import Codelists
from questionnaires.formats.xlsform.nouns import Element, Form, Texts
from questionnaires.formats.xlsform.sayings import DECLARED, EARLY, Sayings
from questionnaires.formats.xlsform.tables import Tables
from questionnaires.formats.xlsform.typed import Typed
from questionnaires.formats.xpath import Own, Text, replaced
from questionnaires.formats.xpath_ours import Translator, enclosed
from questionnaires.formats.xpath_symbols import Symbol, Untranslatable, parsed

_LOOKS = frozenset(
    ("minimal", "quick", "autocomplete", "multiline", "numbers", "table-list", "field-list", "hidden")
)


@dataclass(slots=True)
class Place:
    """Where items go: the conditions of the groups around, the roster that is open, if any."""

    conditions: tuple[str, ...] = ()
    roster: str = ""
    asks: list[Fields] | None = None
    title: Texts = field(default_factory=dict)
    path: str = "/"


class Items(Sayings):
    """Puts items into sections, or into the roster that is open."""

    def __init__(self, form: Form, file: str, beside: Beside, ahead: Mapping[str, Symbol] = EARLY) -> None:
        super().__init__(form, file, ahead)
        self.lists = Codelists(form, self)
        self.tables = Tables(form, self.draft, beside)
        self._section: tuple[str, tuple[str, ...]] | None = None
        self._introductions: dict[str, Texts] = {}

    def _relevant(self, element: Element, place: Place) -> tuple[str, ...]:
        said = self.translated(element, "relevant", "routing", place.roster)
        return (said,) if said else ()

    def translator(self, roster: str = "", **more: Any) -> Translator:
        """What says expressions here, in this roster; an earlier reading knows what comes later."""
        known = ChainMap(self.symbols, dict(self.ahead)) if self.ahead else self.symbols
        return Translator(known, roster=roster, lists=self.lists.columns, tables=self.tables, **more)

    def translated(self, element: Element, key: str, kind: str, roster: str = "", **more: Any) -> str:
        """A condition of the element in our language; "" when there is none or it is lost."""
        if not element.get(key):
            return ""
        try:
            node = parsed(element.get(key))
            if key == "required":  # it matters only where there is no answer
                node = replaced(node, Own(), Text(""))
            return self.translator(roster, **more).cond(node)
        except Untranslatable as error:
            self.draft.lose(
                kind, element.path, f"{error}: {element.get(key)[:80]}", declared=bool(error.kind)
            )
            return ""

    def computed_default(self, element: Element, roster: str) -> str:
        """A default that is computed, in our language; "" where it is lost."""
        try:
            return self.translator(roster).value(element.get("default"))[0]
        except Untranslatable as error:
            reason = f"{error}: {element.get('default')[:60]}"
            self.draft.lose("default", element.path, reason, declared=bool(error.kind))
            return ""

    def gone(self, element: Element, kind: str, reason: str) -> None:
        declared = kind in DECLARED
        self.draft.lose(kind, element.path, reason, declared=declared)
        self.symbols[element.name] = Symbol("", "gone", gone=kind)

    def _put(self, element: Element, made: Typed, place: Place) -> None:
        """The item into its section or roster, with what every item can have."""
        shown = self._shown(element, place)
        fields = {**made.fields, **self._common(element, made, place)}
        if shown:
            fields["shown_if"] = shown
        self._into(place, made.symbol.name, made.kind, made.question, fields)
        self.symbols[element.name] = made.symbol

    def _shown(self, element: Element, place: Place) -> str:
        own = self._relevant(element, place)
        if place.asks is None:
            self._open(place, own)
            own = own if self._section_holds(place) else (*place.conditions, *own)
        else:
            own = (*place.conditions, *own)
        return own[0] if len(own) == 1 else " and ".join(enclosed(one) for one in own)

    def _section_holds(self, place: Place) -> bool:
        return bool(place.conditions) and self._section == (place.path, place.conditions)

    def _open(self, place: Place, own: Sequence[str]) -> None:
        """A new section where another group begins."""
        if self._section == (place.path, place.conditions):
            return
        self._section = (place.path, place.conditions)
        foreign = place.path.rsplit("/", 1)[-1].removeprefix("section_")
        title = place.title or dict.fromkeys(self.draft.languages, self.form.title)
        shown = " and ".join(enclosed(one) for one in place.conditions)
        said = self._introductions.pop(place.path, {})
        self.draft.section(foreign or "start", title, place.path, introduction=said, shown_if=shown)

    def _into(self, place: Place, name: str, kind: str, question: Texts, fields: Fields) -> Fields:
        if place.asks is None:
            return self.draft.item(name, kind, question, **fields)
        words_ = self.draft.text(question, self.draft.places.get(name, name), name)
        made = {"item": name, "type": kind, "question": words_}
        made |= {
            key.replace("_", " "): value
            for key, value in fields.items()
            if value not in (None, "", {}, [], False)
        }
        place.asks.append(made)
        return made

    def _common(self, element: Element, made: Typed, place: Place) -> Fields:
        """Hint, required, checks."""
        found: Fields = {}
        hint = self.text(element, "hint", place.roster)
        if hint and element.labels():
            found["hint"] = self.draft.text(hint, element.path)
        if element.texts.get("guidance_hint"):
            self.draft.lose("setting", element.path, "words for interviewers are not shown")
        if made.kind != "calculated":  # nobody is asked
            found |= self._required(element, place)
        checks = self._checks(element, made.symbol, place)
        if checks:
            found["checks"] = checks
        look = [one for one in element.get("appearance").split() if one not in _LOOKS]
        if look:
            self.draft.lose("setting", element.path, f"it is shown as usual, not as “{' '.join(look)[:60]}”")
        if words.YES_NO.get(element.get("readonly")) and made.kind not in ("note", "calculated"):
            self.draft.lose("setting", element.path, "it can be written into here")
        if element.media:
            self.draft.lose("media", element.path, "pictures and sound are not shown", declared=True)
        return found

    def _required(self, element: Element, place: Place) -> Fields:
        """Whether, or of whom, an answer is needed, and what is said where it is missing."""
        found: Fields = {}
        always = words.YES_NO.get(element.get("required"))
        if always:
            found["required"] = "yes"
        elif always is None:
            found["required_if"] = self.translated(element, "required", "required", place.roster)
        if element.texts.get("required_message") and any(found.values()):
            said = self.text(element, "required_message", place.roster)
            found["required_says"] = self.draft.text(said, element.path)
        return found

    def _checks(self, element: Element, symbol: Symbol, place: Place) -> list[Fields]:
        before = self.symbols
        self.symbols = {**before, element.name: symbol}
        holds = self.translated(element, "constraint", "check", place.roster, own=symbol, today=True)
        texts = {}
        if holds and element.texts.get("constraint_message"):
            texts = self.text(element, "constraint_message", place.roster)
        self.symbols = before
        if not holds:
            return []
        said = self.draft.text(texts, element.path) if texts else self.wrong()
        return [{"holds if": holds, "say": said}]
