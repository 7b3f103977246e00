"""A valid form as a questionnaire of ours, every loss named with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from questionnaires.formats import Imported, NotReadable
from questionnaires.formats.drafts import Draft, Fields, safe_name, unique
from questionnaires.formats.xlsform import words
from questionnaires.formats.xlsform.blocks import columns, turned
from questionnaires.formats.xlsform.codelists import Codelists
from questionnaires.formats.xlsform.found import count_of
from questionnaires.formats.xlsform.honest import kept
from questionnaires.formats.xlsform.nouns import Element, Form, Texts
from questionnaires.formats.xlsform.references import REFERENCE
from questionnaires.formats.xlsform.typed import Typed, item_of
from questionnaires.formats.xpath import NotXPath, parse, references
from questionnaires.formats.xpath_ours import Translator, enclosed
from questionnaires.formats.xpath_values import Symbol, Untranslatable
from questionnaires.rosters import MOST, MOST_ITEMS

REFUSED = {
    **dict.fromkeys(words.MEDIA_TYPES, ("media", "pictures, sound and files are not taken in")),
    **dict.fromkeys(words.PLACE_TYPES, ("geography", "places are not asked in anonymous surveys")),
    **dict.fromkeys(words.DEVICE_TYPES, ("device", "nothing is kept of device, person or time")),
}
_UNKEPT_SETTINGS = ("public_key", "submission_url", "instance_name", "style", "auto_send", "auto_delete")
_INSIDE = 3
_BLOCKS = 10
"""So many blocks where a form sets no limit."""

WRONG = {
    "kk": "Бұл жауап сәйкес келмейді. Тексеріп көріңіз.",
    "ru": "Этот ответ не подходит. Проверьте его, пожалуйста.",
    "en": "This answer does not fit. Please check it.",
}


_DECLARED = ("media", "geography", "device")
_PIPED = ("label", "hint")
_SHOWN = ("code", "codes", "number", "text", "date", "time")
_BRACE = re.compile(r"(?<!\$)\{(?=[A-Za-z_][A-Za-z0-9_]*\}|\{)")


def escaped(text: str) -> str:
    """A text whose braces mean themselves."""
    return _BRACE.sub("{{", text)


@dataclass(slots=True)
class _Place:
    """Where items go: the conditions of the groups around, the roster that is open, if any."""

    conditions: tuple[str, ...] = ()
    roster: str = ""
    asks: list[Fields] | None = None
    title: Texts = field(default_factory=dict)
    path: str = "/"


class Build:
    """A draft in the making, with what the names of the form stand for."""

    def __init__(self, form: Form, file: str) -> None:
        self.form = form
        languages = tuple(dict.fromkeys(self._language(one) for one in form.languages)) or ("default",)
        self.draft = Draft(form.name or file, languages, dict.fromkeys(languages, form.title))
        self.symbols: dict[str, Symbol] = {}
        self.lists = Codelists(form, self)
        self._waiting: list[tuple[Element, _Place]] = []
        self._section: tuple[str, tuple[str, ...]] | None = None
        self._done: list[Element] = []
        self._introductions: dict[str, Texts] = {}

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
        return f"it shows “{lost}”, which is not known there"

    def _declared(self, name: str) -> bool:
        symbol = self.symbols.get(name)
        return symbol is not None and symbol.gone in _DECLARED

    def piped(self, texts: Texts, roster: str) -> tuple[Texts, str]:
        """Texts with our names in their places, and the name that cannot stand there, if any."""
        lost = ""

        def place(found: re.Match[str]) -> str:
            nonlocal lost
            symbol = self.symbols.get(found[2])
            if found[1] or symbol is None or symbol.kind not in _SHOWN or symbol.roster not in ("", roster):
                lost = found[2]
                return found[2]
            return f"{{{symbol.name}}}"

        return {one: REFERENCE.sub(place, escaped(text)) for one, text in texts.items()}, lost

    def run(self) -> Imported:
        """The import."""
        for key in _UNKEPT_SETTINGS:
            if self.form.settings.get(key):
                self.draft.lose("setting", "/", f"“{key}” is not kept")
        if self.form.entities:
            self.draft.lose("setting", "/", "entities are not kept: no records about people are made")
        self._children(self.form.root, _Place())
        for element, _ in self._waiting:
            self._gone(element, "type", "it needs answers that are not here")
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

    def _children(self, element: Element, place: _Place) -> None:
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

    def _hoist(self, child: Element, siblings: Sequence[Element], place: _Place) -> None:
        """Computed values that stand below what speaks of them, where all that they need is known."""
        said = [text for texts in child.texts.values() for text in texts.values()]
        names = {found[2] for text in (*said, *child.logic.values()) for found in REFERENCE.finditer(text)}
        for one in siblings:
            wanted = one.name in names - set(self.symbols) and one is not child
            if wanted and one.type == "calculate" and not self._later(one):
                self._done.append(one)
                self._hoist(one, siblings, place)
                self._computed(one, place)

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

    def _group(self, group: Element, place: _Place) -> None:
        if is_grid(group) and place.asks is None:
            self._grid(group, place)
            return
        conditions = (*place.conditions, *self._relevant(group, place))
        title = self.text(group, "label") or place.title
        inner = replace(place, conditions=conditions, title=title, path=group.path)
        self._children(group, inner)

    def _grid(self, group: Element, place: _Place) -> None:
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

    def _relevant(self, element: Element, place: _Place) -> tuple[str, ...]:
        said = self.translated(element, "relevant", "routing", place.roster)
        return (said,) if said else ()

    def translated(self, element: Element, key: str, kind: str, roster: str = "", **more: Any) -> str:
        """A condition of the element in our language; "" when there is none or it is lost."""
        if not element.get(key):
            return ""
        try:
            return Translator(self.symbols, roster=roster, lists=self.lists.columns, **more).condition(
                element.get(key)
            )
        except Untranslatable as error:
            self.draft.lose(
                kind, element.path, f"{error}: {element.get(key)[:80]}", declared=bool(error.kind)
            )
            return ""

    def _question(self, element: Element, place: _Place) -> None:
        if element.name in self.lists.written:
            return
        if element.type in REFUSED:
            kind, reason = REFUSED[element.type]
            self._gone(element, kind, reason)
            return
        if element.type in ("csv-external", "xml-external"):
            self._gone(element, "type", "attached files are not read")
            return
        if element.type in ("calculate", "hidden") or (element.get("calculation") and not element.labels()):
            self._computed(element, place)
            return
        made = item_of(self, element, place.roster)
        if made is not None:
            self._put(element, made, place)
        self._retry()

    def _gone(self, element: Element, kind: str, reason: str) -> None:
        declared = kind in _DECLARED
        self.draft.lose(kind, element.path, reason, declared=declared)
        self.symbols[element.name] = Symbol("", "gone", gone=kind)

    def _put(self, element: Element, made: Typed, place: _Place) -> None:
        """The item into its section or roster, with what every item can have."""
        shown = self._shown(element, place)
        fields = {**made.fields, **self._common(element, made, place)}
        if shown:
            fields["shown_if"] = shown
        self._into(place, made.symbol.name, made.kind, made.question, fields)
        self.symbols[element.name] = made.symbol

    def _shown(self, element: Element, place: _Place) -> str:
        own = self._relevant(element, place)
        if place.asks is None:
            self._open(place, own)
            own = own if self._section_holds(place) else (*place.conditions, *own)
        else:
            own = (*place.conditions, *own)
        return own[0] if len(own) == 1 else " and ".join(enclosed(one) for one in own)

    def _section_holds(self, place: _Place) -> bool:
        return bool(place.conditions) and self._section == (place.path, place.conditions)

    def _open(self, place: _Place, own: Sequence[str]) -> None:
        """A new section where another group begins."""
        if self._section == (place.path, place.conditions):
            return
        self._section = (place.path, place.conditions)
        foreign = place.path.rsplit("/", 1)[-1].removeprefix("section_")
        title = place.title or dict.fromkeys(self.draft.languages, self.form.title)
        shown = " and ".join(enclosed(one) for one in place.conditions)
        said = self._introductions.pop(place.path, {})
        self.draft.section(foreign or "start", title, place.path, introduction=said, shown_if=shown)

    def _into(self, place: _Place, name: str, kind: str, question: Texts, fields: Fields) -> Fields:
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

    def _common(self, element: Element, made: Typed, place: _Place) -> Fields:
        """Hint, required, checks."""
        found: Fields = {}
        hint = self.text(element, "hint", place.roster)
        if hint and element.labels():
            found["hint"] = self.draft.text(hint, element.path)
        if element.texts.get("guidance_hint"):
            self.draft.lose("setting", element.path, "words for interviewers are not shown")
        required = words.YES_NO.get(element.get("required"))
        if element.type == "note" and required is not False and element.get("required"):
            self.draft.lose("required", element.path, "a note cannot stop anybody")
        elif made.kind == "calculated":
            required = False  # nobody is asked
        elif required:
            found["required"] = "yes"
            if element.texts.get("required_message"):
                found["required_says"] = self.draft.text(self.text(element, "required_message"), element.path)
        elif element.get("required") and required is None:
            self.draft.lose(
                "required", element.path, f"required only sometimes: {element.get('required')[:60]}"
            )
        checks = self._checks(element, made.symbol, place)
        if checks:
            found["checks"] = checks
        if element.media:
            self.draft.lose("media", element.path, "pictures and sound are not shown", declared=True)
        return found

    def _checks(self, element: Element, symbol: Symbol, place: _Place) -> list[Fields]:
        before = self.symbols
        self.symbols = {**before, element.name: symbol}
        holds = self.translated(element, "constraint", "check", place.roster, own=symbol, today=True)
        self.symbols = before
        if not holds:
            return []
        texts = self.text(element, "constraint_message") if element.texts.get("constraint_message") else {}
        said = self.draft.text(texts, element.path) if texts else self.wrong()
        return [{"holds if": holds, "say": said}]

    def wrong(self) -> Texts:
        """The house's words for an answer that does not fit, by our languages."""
        return {one: WRONG.get(one, WRONG["en"]) for one in self.draft.languages.values()}

    def _computed(self, element: Element, place: _Place) -> None:
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

    def _hidden(self, element: Element, place: _Place) -> None:
        self._gone(element, "value", "a hidden value that something else would fill in")

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

    def _repeat(self, repeat: Element, place: _Place) -> None:
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
        inner = _Place((), name, asks, title, repeat.path)
        shown = self._shown(repeat, place)
        before = len(self.draft.losses)
        self._children(repeat, inner)
        if not asks:
            declared = all(loss.declared for loss in self.draft.losses[before:])
            self.draft.lose("type", repeat.path, "nothing in it can be asked", declared=declared)
            return
        self._roster(repeat, name, asks, (title, shown, source), place)

    def _inner(self, repeat: Element, place: _Place) -> None:
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

    def _tick(self, repeat: Element, turn: int, title: Texts, place: _Place) -> str:
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
        place: _Place,
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


def build(form: Form, file: str) -> Imported:
    """The import of a valid form."""
    return Build(form, file).run()


def questions(form: Form) -> Iterator[Element]:
    """All questions of a form."""
    return (one for one in form.elements() if one.kind == "question")
