"""The texts of a page in its language, with earlier answers in their places.

A place is an element that the script fills while the person answers. Without script it says which question is
meant; a page that the server gives back holds the answer. Answers are text wherever they stand, never markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from markupsafe import Markup, escape

from analysis.codebook import Text, text
from questionnaires import piping
from questionnaires.questionnaire import Item, Option, Questionnaire
from questionnaires.types import type_of
from survey.languages import gettext
from survey.universes import Source
from survey.web import N_

FALLBACK = N_("[your answer to question {number}]")
_HELD = re.compile("\ue000([A-Za-z0-9_]+)\ue001")


class Saying:
    """What is said in one language on a page with these fields."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        language: str,
        known: Mapping[str, Source],
        typed: Mapping[str, Sequence[str]],
    ) -> None:
        self._questionnaire = questionnaire
        self._language = language
        self._known = known
        self._typed = typed

    @cached_property
    def _fields(self) -> dict[str, tuple[Item, str]]:
        items = self._questionnaire.items()
        return {name: (item, field) for item in items for name, field in piping.fields(item).items()}

    def plain(self, label: Text) -> str:
        """A text for an attribute."""
        return piping.filled(
            text(label, self._language), lambda name: self._answer(name) or self._place(name)
        )

    def shown(self, label: Text) -> str:
        """A text for an element: markup where it has places."""
        held = self._held(label)
        return self._marked(escape(held)) if "\ue000" in held else held

    def parts(self, label: Text) -> list[str | tuple[str, str]]:
        """A text for an entry of a list, which holds no markup: its pieces, for each place the field and the
        words that stand there without an answer. Empty where the text has no place."""
        pieces = _HELD.split(self._held(label))
        return [
            (self._fields[piece][1], self._place(piece)) if place % 2 else piece
            for place, piece in enumerate(pieces)
            if piece and len(pieces) > 1
        ]

    def told(self, label: Text, markdown: Callable[[str], Markup]) -> Markup:
        """An author's paragraphs."""
        return self._marked(markdown(self._held(label)))

    def words(self, said: str) -> str:
        """A sentence of ours that quotes labels."""
        return piping.filled(said, lambda name: self._answer(name) or self._place(name))

    def _held(self, label: Text) -> str:
        source = text(label, self._language).replace("\ue000", "")
        return piping.filled(source, lambda name: f"\ue000{name}\ue001")

    def _marked(self, html: Markup) -> Markup:
        return Markup(_HELD.sub(lambda found: self._gap(found[1]), html))  # noqa: S704 - its parts are escaped

    def _gap(self, name: str) -> str:
        place, answer = escape(self._place(name)), escape(self._answer(name))
        kept = f' data-f="{place}"' if answer else ""
        return f'<span data-p="{self._fields[name][1]}"{kept}>{answer or place}</span>'

    def _place(self, name: str) -> str:
        if name not in self._fields:
            return f"{{{name}}}"
        item, _ = self._fields[name]
        if not type_of(item).asks:
            return "…"
        return gettext(self._language, FALLBACK, number=self._known[item.name].number)

    def _answer(self, name: str) -> str:
        item, field = self._fields.get(name, (None, ""))
        if item is None:
            return ""
        values = [value for value in self._typed.get(field, ()) if value.strip()]
        options = {option.value: option for option in item.options}
        return ", ".join(filter(None, (self._label(options.get(value), value) for value in values)))

    def _label(self, option: Option | None, value: str) -> str:
        if option is None:
            return value.strip()
        return "" if option.missing else piping.filled(text(option.label, self._language), self._place)
