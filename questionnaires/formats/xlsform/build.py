"""A valid form as a questionnaire of ours, every loss named with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from questionnaires.formats import Beside, Imported, NotReadable
from questionnaires.formats.drafts import Fields, safe_name, unique
from questionnaires.formats.xlsform import words
from questionnaires.formats.xlsform.blocks import columns
from questionnaires.formats.xlsform.computing import unseen
from questionnaires.formats.xlsform.honest import kept
from questionnaires.formats.xlsform.items import Place
from questionnaires.formats.xlsform.nouns import Element, Form
from questionnaires.formats.xlsform.repeating import Repeating
from questionnaires.formats.xlsform.typed import item_of
from questionnaires.formats.xpath_symbols import LATER, Symbol

REFUSED = {
    **dict.fromkeys(words.MEDIA_TYPES, ("media", "pictures, sound and files are not taken in")),
    **dict.fromkeys(words.PLACE_TYPES, ("geography", "places are not asked in anonymous surveys")),
    **dict.fromkeys(words.DEVICE_TYPES, ("device", "nothing is kept of device, person or time")),
}
_UNKEPT_SETTINGS = ("public_key", "submission_url", "instance_name", "style", "auto_send", "auto_delete")


class Build(Repeating):
    """Goes through a form."""

    def run(self) -> Imported:
        """The import."""
        for key in _UNKEPT_SETTINGS:
            if self.form.settings.get(key):
                self.draft.lose("setting", "/", f"“{key}” is not kept")
        if self.form.entities:
            self.draft.lose("setting", "/", "entities are not kept: no records about people are made")
        self._children(self.form.root, Place())
        for element, _ in self._waiting:
            self.gone(element, "type", "it needs answers that are not here")
        found = self._finished()
        return replace(found, found=kept(self.form, found.losses, self.draft.places))

    def _finished(self) -> Imported:
        """The import; where nothing is left to ask, a note with the title of the form."""
        try:
            return self.draft.finish()
        except NotReadable:
            note = self.draft.name("title", "/")
            self.draft.sections.clear()
            self.draft.item(note, "note", dict.fromkeys(self.draft.languages, self.form.title))
            return self.draft.finish()

    def _children(self, element: Element, place: Place) -> None:
        for child in element.children:
            if self._spoken(element, child) or child in self._done:
                continue
            self._hoist(child, element.children, place)
            if child.kind == "question":
                self._question(child, place)
            elif child.kind == "repeat":
                self._repeat(child, place)
            elif child.kind == "loop":
                for column in columns(child, self.form.choices[child.listed]):
                    self._group(column, place)
            else:
                self._group(child, place)

    def _spoken(self, group: Element, child: Element) -> bool:
        """Whether a note is what the questionnaire says before its first or after its last question, or what
        our own export says before a section."""
        own = group.name.removeprefix("section_") if group.name.startswith("section_") else ""
        wanted = (
            {f"{own}_introduction"}
            if own
            else {"introduction", "thanks"}
            if group is self.form.root
            else set()
        )
        plain = child.type == "note" and not child.logic and set(child.texts) == {"label"}
        if child.name not in wanted or not plain or child not in (group.children[0], group.children[-1]):
            return False
        said = self.draft.text(self.text(child, "label"), child.path)
        if own:
            self._introductions[group.path] = said
        else:
            self.draft.more[child.name] = said
        self.symbols[child.name] = Symbol("", "gone")
        return True

    def _group(self, group: Element, place: Place) -> None:
        if is_grid(group) and place.asks is None:
            self._grid(group, place)
            return
        conditions = (*place.conditions, *self._relevant(group, place))
        title = self.text(group, "label") or place.title
        inner = replace(place, conditions=conditions, title=title, path=group.path)
        self._children(group, inner)

    def _grid(self, group: Element, place: Place) -> None:
        """A table of choices as one item with rows."""
        first = group.children[0]
        codes = self.lists.codes_of(first)
        question = self.text(group, "label", place.roster) or dict.fromkeys(self.draft.languages, group.name)
        name = self.draft.name(group.name[:40], group.path)
        rows: Fields = {}
        for child in group.children:
            row = unique(safe_name(child.name.removeprefix(f"{group.name}_"))[: 62 - len(name)], rows)
            rows[row] = self.draft.text(self.text(child, "label", place.roster), child.path)
            kind = "code" if first.type == "select_one" else "gone"
            self.symbols[child.name] = Symbol(f"{name}_{row}", kind, codes.ours)
            self.draft.places[f"{name}_{row}"] = child.path
        fields: Fields = {"rows": rows, "codes": self.lists.shared(first, codes, place.roster)}
        if words.YES_NO.get(first.get("required")):
            fields["required"] = "yes"
        if hint := self.text(group, "hint", place.roster):
            fields["hint"] = self.draft.text(hint, group.path)
        shown = self._shown(group, place)
        kind = "grid" if first.type == "select_one" else "matrix"
        self._into(place, name, kind, question, fields | ({"shown_if": shown} if shown else {}))

    def _question(self, element: Element, place: Place) -> None:
        if element.name in self.lists.written:
            return
        if element.type in REFUSED:
            kind, reason = REFUSED[element.type]
            self.gone(element, kind, reason)
            return
        if element.type in ("csv-external", "xml-external"):
            self.tables.named(element.name)
            self.symbols[element.name] = Symbol("", "gone")
            return
        if unseen(element):
            self._computed(element, place)
            return
        made = item_of(self, element, place.roster)
        if made is not None:
            self._put(element, made, place)
        self._retry()


def is_grid(group: Element) -> bool:
    """Whether a group is a table of choices that nothing tells apart but their labels."""
    first = group.children[0] if group.children else None
    if first is None or "table-list" not in group.get("appearance").split():
        return False
    return len(group.children) > 1 and all(
        one.kind == "question"
        and one.type in ("select_one", "select_multiple")
        and (one.type, one.listed, one.get("required")) == (first.type, first.listed, first.get("required"))
        and set(one.texts) == {"label"}
        and not one.other
        and not one.media
        and not set(one.logic) - {"required", "appearance"}
        for one in group.children
    )


def build(form: Form, file: str, beside: Beside = lambda file: None) -> Imported:
    """The import of a valid form; `beside` gives the files that came with it. Where something speaks of what
    comes later it is read again, with all names known."""
    first = Build(form, file, beside)
    found = first.run()
    if not any(LATER in loss.reason for loss in found.losses):
        return found
    again = Build(form, file, beside, first.symbols).run()
    return min(found, again, key=lambda one: sum(not loss.declared for loss in one.losses))


def questions(form: Form) -> Iterator[Element]:
    """All questions of a form."""
    return (one for one in form.elements() if one.kind == "question")
