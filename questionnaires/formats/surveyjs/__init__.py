"""SurveyJS: the JSON of a survey model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from questionnaires.formats import Format, Imported, NotReadable, register
from questionnaires.formats.building import Building, Choice, groups, members, parsed
from questionnaires.formats.limesurvey.symbols import Holds, both, written
from questionnaires.formats.limesurvey.terms import Untranslatable
from questionnaires.formats.surveyjs.kinds import KINDS, LOST, REFUSED, cell, whole
from questionnaires.formats.surveyjs.logic import Logic
from questionnaires.formats.surveyjs.texts import spoken

Json = Mapping[str, Any]
BESIDE = ("validators", "choicesByUrl", "choicesVisibleIf", "enableIf", "defaultValue", "correctAnswer")
KEPT = ("isRequired", "visibleIf", "inputType", "hasOther")


def suits(content: bytes) -> bool:
    """Whether the JSON holds pages or elements, and is no FHIR resource."""
    return b'"resourceType"' not in content and bool(
        re.search(rb'"(pages|elements|questions|panels)"\s*:', content)
    )


def read(content: bytes, file: str) -> Imported:
    """The questionnaire of a survey model."""
    model = parsed(content)
    if not isinstance(model, dict):
        raise NotReadable("it is no survey of SurveyJS: a group of names is needed")
    pages = list(_pages(model))
    languages = _languages(model)
    made = Made(PurePath(file).stem, languages, spoken(model.get("title"), languages))
    for place, page in enumerate(pages):
        made.page(page, place)
    for key in ("triggers", "calculatedValues"):
        for _ in members(model, key):
            made.draft.lose("setting", key, "what happens beside the questions is left out")
    if model.get("timeLimit") or model.get("maxTimeToFinish"):
        made.draft.lose("setting", "timer", "nobody is hurried: time limits are left out")
    found = {
        "title": model.get("title"),
        "languages": [] if languages == ["en"] else languages,
        "questions": made.said,
        "triggers": len(members(model, "triggers")),
        "calculatedValues": len(members(model, "calculatedValues")),
    }
    return made.finish(found, "questions", "name")


def _pages(model: Json) -> Iterator[Json]:
    yield from groups(model, "pages") or [model]


def _elements(group: Json) -> Iterator[Json]:
    for key in ("elements", "questions", "panels", "templateElements"):
        yield from groups(group, key)


def _languages(model: Any) -> list[str]:
    """The languages of texts that are given by language, the default first."""
    found: dict[str, None] = {}

    def look(one: Any, key: str) -> None:
        if isinstance(one, dict):
            if key in _TEXT and "default" in one:
                found.update(dict.fromkeys(language for language in one if language != "default"))
            for name, value in one.items():
                look(value, name)
        elif isinstance(one, list):
            for value in one:
                look(value, key if key in _TEXT else "")

    look(model, "")
    base = str(model.get("locale") or "en")
    return list(dict.fromkeys((base, *found)))


_TEXT = frozenset(("title", "description", "text", "html", "otherText", "noneText", "completedHtml"))


class Made(Building):
    """The draft of a survey model."""

    def __init__(self, name: str, languages: list[str], title: Mapping[str, str]) -> None:
        super().__init__(name, languages, title)
        self.said: list[dict[str, Any]] = []
        self._page: Any = 0

    def page(self, page: Json, place: int) -> None:
        """A page becomes a section."""
        self._page = page.get("name") or place
        name = str(page.get("name") or f"page{place + 1}")
        section = self.draft.section(name, spoken(page.get("title"), self.languages), name)
        shown = self.logic(page, name)
        if shown is not True:
            section.fields["shown if"] = written(shown)
        for one in _elements(page):
            self.element(one, True, None)

    def element(self, one: Json, universe: Holds, parent: str | None) -> None:
        """A question, or a panel with what is in it."""
        name, kind = (
            str(one.get("name") or f"{one.get('type', 'html')}{len(self.said) + 1}"),
            str(one.get("type", "text")),
        )
        self.said.append(self._found(one, name, kind, parent))
        holds = both(universe, self.logic(one, name))
        texts = spoken(one.get("title"), self.languages) or {self.languages[0]: name}
        if kind in ("panel", "flowpanel"):
            if one.get("title"):
                self.item(f"{name}//title", "note", self.long(texts, name), holds)
            for inner in _elements(one):
                self.element(inner, holds, name)
            return
        if kind in ("paneldynamic", "matrixdynamic"):
            self._roster(one, name, self.short(texts, name), holds)
            return
        ask = KINDS.get(kind)
        if ask is None:
            reason, declared = REFUSED.get(kind, ("questions of this type cannot be asked here", False))
            loss = "media" if declared else "type"
            self.draft.lose(loss, name, f"{kind}: {reason}", declared=declared)
            return
        more: dict[str, Any] = {"required": "yes" if one.get("isRequired") else ""}
        hint = spoken(one.get("description"), self.languages)
        if hint:
            more["hint"] = self.draft.text(self.short(hint, name), name)
        plain = kind in ("text", "comment")
        for key in BESIDE:
            if one.get(key) and not (plain and key in ("validators", "defaultValue")):
                self.draft.lose(LOST.get(key, "setting"), f"{name}//{key}", f"“{key}” has no place here")
        ask(self, one, name, self.short(texts, name), holds, more)

    def _roster(self, one: Json, name: str, texts: dict[str, str], holds: Holds) -> None:
        """Panels or rows that people add: a roster."""
        stem = "Row" if one.get("type") == "matrixdynamic" else "Panel"
        least, most = (whole(one.get(f"{end}{stem}Count"), usual) for end, usual in (("min", 0), ("max", 10)))
        for fits in self.roster(name, texts, holds, least, most):
            if not fits:
                return
            for inner in _elements(one):
                self.element(inner, True, name)
            for column in groups(one, "columns"):
                cell(self, one, column, (name, "", {}), True)

    def logic(self, one: Json, place: str) -> Holds:
        """`visibleIf` as a condition; a loss where it cannot be."""
        said = one.get("visibleIf")
        if not said:
            return one.get("visible") is not False
        try:
            return Logic(self).said(str(said))
        except Untranslatable as error:
            self.draft.lose("routing", place, f"“{str(said)[:120]}” cannot be said here: {error}")
            return True

    def _found(self, one: Json, name: str, kind: str, parent: str | None) -> dict[str, Any]:
        said: dict[str, Any] = {"name": name} if one.get("name") else {}
        said |= {"type": kind, "page": self._page}
        said |= {"title": one["title"]} if "title" in one else {}
        said |= {"parent": parent} if parent else {}
        for key in ("choices", "rows"):
            if members(one, key):
                said[key] = [
                    value if isinstance(value, dict) else {"value": value} for value in members(one, key)
                ]
        if members(one, "columns"):
            said["columns"] = [
                value.get("name", value.get("value")) if isinstance(value, dict) else value
                for value in members(one, "columns")
            ]
        return said | {key: one[key] for key in KEPT if key in one}

    def choices(self, one: Json, key: str = "choices") -> list[Choice]:
        """The options of a question, “other” and “none” included."""
        found = [self.choice(value) for value in members(one, key)]
        if one.get("hasOther") or one.get("showOtherItem"):
            text = spoken(one.get("otherText"), self.languages) or {self.languages[0]: "Other"}
            found.append(Choice("other", text, write_in=True))
        if one.get("hasNone") or one.get("showNoneItem"):
            text = spoken(one.get("noneText"), self.languages) or {self.languages[0]: "None"}
            found.append(Choice("none", text, exclusive=True))
        return found

    def choice(self, value: Any) -> Choice:
        """An option as code and texts; “code|text” is both."""
        if isinstance(value, dict):
            code = str(value.get("value", value.get("name", "")))
            return Choice(
                code, spoken(value.get("text", value.get("title")), self.languages) or self._base(code)
            )
        code, bar, text = str(value).partition("|")
        return Choice(str(value), self._base(text if bar and text.strip() else code))

    def _base(self, text: str) -> dict[str, str]:
        return {self.languages[0]: text}

    def pairs(self, one: Json, key: str) -> list[tuple[str, dict[str, str]]]:
        """Rows as code and texts."""
        return [(choice.code, dict(choice.texts)) for choice in map(self.choice, members(one, key))]


register(Format("surveyjs", (".json",), read, suits=suits))
