"""What people read in a form, in the languages of the draft, with earlier answers in their places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from questionnaires.formats.drafts import Draft
from questionnaires.formats.xlsform.nouns import Element, Form, Texts
from questionnaires.formats.xlsform.references import REFERENCE
from questionnaires.formats.xpath_symbols import LATER, Symbol

WRONG = {
    "kk": "Бұл жауап сәйкес келмейді. Тексеріп көріңіз.",
    "ru": "Этот ответ не подходит. Проверьте его, пожалуйста.",
    "en": "This answer does not fit. Please check it.",
}


DECLARED = ("media", "geography", "device")
_PIPED = ("label", "hint", "constraint_message", "required_message")
_SHOWN = ("code", "codes", "number", "text", "date", "time")
_BRACE = re.compile(r"(?<!\$)\{(?=[A-Za-z_][A-Za-z0-9_]*\}|\{)")


def escaped(text: str) -> str:
    """A text whose braces mean themselves."""
    return _BRACE.sub("{{", text)


EARLY: Mapping[str, Symbol] = MappingProxyType({})
"""Nothing is known of what comes later."""


class Sayings:
    """A draft in the making, and what the names of the form stand for (`symbols`)."""

    def __init__(self, form: Form, file: str, ahead: Mapping[str, Symbol] = EARLY) -> None:
        self.form = form
        self.ahead = ahead
        languages = tuple(dict.fromkeys(self._language(one) for one in form.languages)) or ("default",)
        self.draft = Draft(form.name or file, languages, dict.fromkeys(languages, form.title))
        self.symbols: dict[str, Symbol] = {}

    def _language(self, foreign: str) -> str:
        return self.form.default_language if foreign == "default" else foreign

    def said(self, texts: Mapping[str, str]) -> Texts:
        """Texts by the languages of the draft."""
        return {self._language(language): text for language, text in texts.items()}

    def text(self, element: Element, key: str, roster: str = "") -> Texts:
        """What people read, earlier answers put in where our texts can; a loss where they cannot."""
        texts = self.said(element.texts.get(key, {}))
        if not any(REFERENCE.search(text) for text in texts.values()):
            return texts if key not in _PIPED else {one: escaped(text) for one, text in texts.items()}
        if key in _PIPED and element.kind == "question":
            piped, lost = self.piped(texts, roster)
            if lost:
                self.draft.lose(
                    f"text {key}", element.path, self.unshown(lost), declared=self._declared(lost)
                )
            return piped
        kind = f"text {key}" if element.kind == "question" else "setting"
        self.draft.lose(kind, element.path, "earlier answers are not put into this text")
        return texts

    def unshown(self, lost: str) -> str:
        """Why an answer cannot stand in a text."""
        later = lost not in self.symbols and lost not in self.ahead
        return f"it shows “{lost}”, {LATER}" if later else f"it shows “{lost}”, which is not known there"

    def _declared(self, name: str) -> bool:
        symbol = self.symbols.get(name)
        return symbol is not None and symbol.gone in DECLARED

    def piped(self, texts: Texts, roster: str) -> tuple[Texts, str]:
        """Texts with our names in their places, and the name that cannot stand there, if any."""
        lost = ""

        def place(found: re.Match[str]) -> str:
            nonlocal lost
            symbol = self.symbols.get(found[2], self.ahead.get(found[2]))
            if found[1] or symbol is None or symbol.kind not in _SHOWN or symbol.roster not in ("", roster):
                lost = found[2]
                return found[2]
            return f"{{{symbol.name}}}"

        return {one: REFERENCE.sub(place, escaped(text)) for one, text in texts.items()}, lost

    def wrong(self) -> Texts:
        """The house's words for an answer that does not fit, by our languages."""
        return {one: WRONG.get(one, WRONG["en"]) for one in self.draft.languages.values()}
