"""FHIR Questionnaire (R4, R5): items in items, enabled by answers to others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from questionnaires.formats import Format, Imported, NotReadable, register
from questionnaires.formats.building import Building, Choice, groups, parsed
from questionnaires.formats.limesurvey.symbols import Holds, Symbol, both, either, written
from questionnaires.formats.limesurvey.terms import Untranslatable

Json = Mapping[str, Any]
KEPT = (
    "linkId",
    "type",
    "text",
    "required",
    "repeats",
    "prefix",
    "enableWhen",
    "enableBehavior",
    "answerValueSet",
)
TYPES: Mapping[str, str] = {
    "decimal": "number",
    "integer": "number",
    "quantity": "number",
    "date": "date",
    "dateTime": "date",
    "time": "time",
    "string": "text",
    "text": "text",
    "url": "text",
}
MOST_REPEATS = 10
_RESOURCE = re.compile(rb'"resourceType"\s*:\s*"Questionnaire"')


def suits(content: bytes) -> bool:
    """Whether the JSON says that it is a Questionnaire."""
    return _RESOURCE.search(content) is not None


def read(content: bytes, file: str) -> Imported:
    """The questionnaire of the resource."""
    whole = parsed(content)
    if not isinstance(whole, dict) or whole.get("resourceType") != "Questionnaire":
        raise NotReadable("it is no FHIR Questionnaire")
    base = str(whole.get("language") or "en").split("-")[0]
    others = sorted({language for one in _every(whole) for language in _translated(one, "text")} - {base})
    made = _Made(
        PurePath(file).stem,
        [base, *others],
        {base: str(whole.get("title") or "")} if whole.get("title") else {},
    )
    made.contain(whole)
    for one in groups(whole, "item"):
        made.element(one, (True, 0, None))
    found = {
        "title": whole.get("title"),
        "url": whole.get("url"),
        "language": whole.get("language"),
        "translations": others,
        "items": made.said,
    }
    return made.finish(found, "items", "linkId")


def _every(one: Json) -> Iterator[Json]:
    for inner in groups(one, "item"):
        yield inner
        yield from _every(inner)


def extension(one: Json, end: str) -> Any:
    """The value of the first extension whose address ends like that."""
    for found in groups(one, "extension"):
        if str(found.get("url", "")).endswith(end):
            return next((value for key, value in found.items() if key.startswith("value")), True)
    return None


def _translated(one: Json, key: str) -> dict[str, str]:
    """Language -> text, from the extensions beside a text."""
    beside = one.get(f"_{key}")
    texts = {}
    for found in groups(beside, "extension"):
        parts = {str(part.get("url")): part for part in groups(found, "extension")}
        language, content = extension(found, "lang"), extension(found, "content")
        if "lang" in parts and language and content:
            texts[str(language).split("-")[0]] = str(content)
    return texts


def _number(value: Any) -> float | None:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


class _Made(Building):
    """The draft of a resource."""

    def __init__(self, name: str, languages: list[str], title: Mapping[str, str]) -> None:
        super().__init__(name, languages, title)
        self.said: list[dict[str, Any]] = []
        self._sets: dict[str, list[Json]] = {}

    def contain(self, whole: Json) -> None:
        """Know the value sets that the resource brings along."""
        for one in groups(whole, "contained"):
            expansion, compose = one.get("expansion"), one.get("compose")
            concepts = groups(expansion, "contains")
            for include in groups(compose, "include"):
                concepts += groups(include, "concept")
            self._sets[f"#{one.get('id')}"] = concepts

    def element(self, one: Json, place: tuple[Holds, int, str | None]) -> None:
        """An item and what is in it."""
        universe, depth, parent = place
        link = str(one.get("linkId") or f"item{len(self.said) + 1}")
        self.said.append(self._found({**one, "linkId": link}, depth, parent))
        holds = both(universe, self._enabled(one, link))
        if extension(one, "questionnaire-hidden") is True:
            self.draft.lose("type", link, "a hidden item is filled by machines; nobody is asked here")
            return
        kind = str(one.get("type", "display"))
        texts = self._texts(one)
        if kind == "group":
            self._group(one, link, texts, (holds, depth))
            return
        if kind == "display":
            self.item(link, "note", self.long(texts or {self.languages[0]: link}, link), holds)
        else:
            self._ask(one, link, texts or {self.languages[0]: link}, holds)
        for inner in groups(one, "item"):
            self.element(inner, (holds, depth + 1, link))

    def _group(self, one: Json, link: str, texts: dict[str, str], place: tuple[Holds, int]) -> None:
        holds, depth = place
        if one.get("repeats") and groups(one, "item"):
            for fits in self.roster(
                link, self.short(texts or {self.languages[0]: link}, link), holds, 0, MOST_REPEATS
            ):
                for inner in groups(one, "item") if fits else ():
                    self.element(inner, (True, depth + 1, link))
            return
        if depth == 0:
            section = self.draft.section(link, self.short(texts, link), link)
            if holds is not True:
                section.fields["shown if"] = written(holds)
            self.draft.places[section.name] = link
            holds = True
        elif texts:
            self.item(link, "note", self.long(texts, link), holds)
        for inner in groups(one, "item"):
            self.element(inner, (holds, depth + 1, link))

    def _ask(self, one: Json, link: str, texts: dict[str, str], holds: Holds) -> None:
        kind = str(one.get("type"))
        more: dict[str, Any] = {"required": "yes" if one.get("required") else ""}
        for key, loss in (("initial", "default"), ("answerConstraint", "")):
            if one.get(key) and loss:
                self.draft.lose(loss, link, f"“{key}” has no place here")
        if one.get("readOnly") and extension(one, "calculatedExpression"):
            self.draft.lose("type", link, "FHIRPath computes it there; it cannot be computed here")
            return
        if kind == "attachment":
            reason = "files tell who answers: they are not taken in anonymous surveys"
            self.draft.lose("media", link, reason, declared=True)
        elif kind == "boolean":
            labels = ({"en": "Yes", "ru": "Да", "kk": "Иә"}, {"en": "No", "ru": "Нет", "kk": "Жоқ"})
            yes, no = ({key: label.get(key, label["en"]) for key in self.languages} for label in labels)
            self.choose(
                link, self.short(texts, link), (Choice("true", yes), Choice("false", no)), holds, **more
            )
        elif kind in ("choice", "open-choice", "coding") or _options(one):
            self._choose(one, link, texts, (holds, more))
        elif kind in TYPES:
            self._field(one, link, texts, (holds, more))
        else:
            self.draft.lose("type", link, f"an item of the type “{kind[:40]}” cannot be asked here")

    def _choose(
        self, one: Json, link: str, texts: dict[str, str], rest: tuple[Holds, dict[str, Any]]
    ) -> None:
        holds, more = rest
        choices = [self._option(option) for option in _options(one)]
        address = str(one.get("answerValueSet") or "")
        choices += [self._coded(concept) for concept in self._sets.get(address, ())]
        if not choices and address:
            self.draft.lose("type", link, f"its answers stand elsewhere: {address[:100]}")
            return
        if one.get("type") == "open-choice" or one.get("answerConstraint") == "optionsOrString":
            choices.append(Choice("other", dict.fromkeys(self.languages, "Other"), write_in=True))
        control = str(extension(one, "itemControl"))
        kind = "multiple" if one.get("repeats") else "dropdown" if "drop-down" in control else "single"
        self.choose(link, self.short(texts, link), choices, holds, kind=kind, **more)

    def _option(self, option: Json) -> Choice:
        for key, value in option.items():
            if key == "valueCoding" and isinstance(value, dict):
                score = _number(extension(option, "ordinalValue")) or _number(extension(option, "itemWeight"))
                return self._coded(value, score if score is not None else self._zero(option))
            if key.startswith("value") and not isinstance(value, (dict, list)):
                return Choice(str(value), {self.languages[0]: str(value)})
        return Choice("reference", {self.languages[0]: "–"})

    def _zero(self, option: Json) -> float | None:
        return next((0.0 for end in ("ordinalValue", "itemWeight") if extension(option, end) == 0), None)

    def _coded(self, coding: Json, score: float | None = None) -> Choice:
        display = str(coding.get("display") or coding.get("code") or "–")
        return Choice(
            str(coding.get("code") or display),
            {self.languages[0]: display, **_translated(coding, "display")},
            score=score,
        )

    def _field(self, one: Json, link: str, texts: dict[str, str], rest: tuple[Holds, dict[str, Any]]) -> None:
        holds, more = rest
        kind = TYPES[str(one.get("type"))]
        if one.get("repeats"):
            self.draft.lose("setting", link, "one answer is asked for here, not several")
        if kind == "number":
            limits = {"min": extension(one, "minValue"), "max": extension(one, "maxValue")}
            more |= {key: value for key, value in limits.items() if _number(value) is not None}
            more["whole"] = "yes" if one.get("type") == "integer" else ""
        elif kind == "text":
            most = one.get("maxLength")
            more |= {"long": "yes" if one.get("type") == "text" else ""}
            more |= {"length": most} if isinstance(most, int) and 0 < most <= 10_000 else {}
        name = self.item(link, kind, self.short(texts, link), holds, **more)
        self.symbols[link] = Symbol(name, "number" if kind == "number" else "text")
        if one.get("type") == "dateTime":
            self.item(f"{link}//time", "time", dict.fromkeys(self.languages, "Time"), holds)

    def _enabled(self, one: Json, link: str) -> Holds:
        """`enableWhen` as a condition; a loss where it cannot be."""
        try:
            every = [self._when(when) for when in groups(one, "enableWhen")]
        except Untranslatable as error:
            self.draft.lose("routing", link, f"its “enableWhen” cannot be said here: {error}")
            return True
        if extension(one, "enableWhenExpression"):
            self.draft.lose("routing", link, "FHIRPath says there when it is asked; that cannot be said here")
        return either(*every) if every and one.get("enableBehavior") == "any" else both(*every)

    def _when(self, when: Json) -> Holds:
        link, operator = str(when.get("question")), str(when.get("operator", "exists"))
        value = next((value for key, value in when.items() if key.startswith("answer")), True)
        if operator == "exists":
            return self.compared(link, "!=" if value is not False else "==", "")
        if isinstance(value, dict):
            value = value.get("code", value.get("value", value.get("display", "")))
        value = str(value).lower() if isinstance(value, bool) else value
        return self.compared(link, "==" if operator == "=" else operator, value)

    def _texts(self, one: Json) -> dict[str, str]:
        text = str(one.get("text") or "")
        prefix = str(one.get("prefix") or "")
        texts = {self.languages[0]: text, **_translated(one, "text")} if text else {}
        return {key: f"{prefix} {value}".strip() for key, value in texts.items() if key in self.languages}

    def _found(self, one: Json, depth: int, parent: str | None) -> dict[str, Any]:
        said = {key: one[key] for key in KEPT if key in one} | {"depth": depth}
        options = [_display(option) for option in _options(one)]
        said |= {"options": options} if options else {}
        return said | ({"parent": parent} if parent else {})


def _options(one: Json) -> list[Json]:
    """The answers of an item; older resources call them otherwise."""
    return groups(one, "answerOption") or groups(one, "option")


def _display(option: Json) -> Any:
    value = next((value for key, value in option.items() if key.startswith("value")), None)
    return value.get("display", value.get("code")) if isinstance(value, dict) else value


register(Format("fhir", (".json",), read, suits=suits))
