"""A questionnaire in the making: what an import puts together and writes as our YAML.

Names and codes become ones that we can have; whatever our reader refuses in the end is taken out again and
named as a loss, so that an import always ends in a questionnaire that can be read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import yaml

from questionnaires.fields import RESERVED
from questionnaires.formats import Imported, Loss, NotReadable
from questionnaires.functions import FUNCTIONS
from questionnaires.problems import Problem, Problems
from questionnaires.reader import read

Fields = dict[str, Any]

KINDS: Mapping[str, str] = {
    "shown if": "routing",
    "offer if": "offer",
    "checks": "check",
    "value": "value",
    "default": "default",
    "default from": "default",
    "required if": "required",
    "hint": "text",
}
"""What a key of an item is lost as; everything else is a setting."""

NEEDED = frozenset(("item", "type", "question"))
MOST_REPAIRS = 2000


@dataclass(slots=True)
class Section:
    """A section in the making."""

    name: str
    fields: Fields
    items: list[Fields] = field(default_factory=list)


class Draft:
    """Collects sections and items. `languages` are the file's own names for them, the first the default."""

    def __init__(self, name: str, languages: Sequence[str], title: Mapping[str, str]) -> None:
        self.languages = _language_codes(languages or ("en",))
        self.losses: list[Loss] = []
        self.remarks: list[str] = []
        self.names: dict[str, str] = {}
        """Foreign name -> ours."""
        self.codes: dict[str, Fields] = {}
        self.sections: list[Section] = []
        self.places: dict[str, str] = {}
        """Our item name -> its path in the foreign file."""
        self.more: Fields = {}
        """Other keys of the questionnaire: introduction, thanks."""

        self._name = (
            re.sub(r"[^a-z0-9]+", "-", _latin(name).lower()).strip("-")[:50].rstrip("-") or "imported"
        )
        self._title = title
        self._lent: set[str] = set()

    def lose(self, kind: str, place: str, reason: str, *, declared: bool = False) -> None:
        """Name something that cannot be kept."""
        self.losses.append(Loss(place, kind, reason, declared))

    def text(self, texts: Mapping[str, str], place: str, instead: str = "–") -> dict[str, str]:
        """`texts` (by foreign language) in every language of ours; one that lacks is lent by another."""
        known = {self.languages[one]: clean(text) for one, text in texts.items() if one in self.languages}
        known = {language: text for language, text in known.items() if text}
        lent = next(iter(known.values()), instead)
        for language in self.languages.values():
            if language not in known and known and language not in self._lent:
                self._lent.add(language)
                self.remarks.append(
                    f"{place}: no text in {language}; another language lends it here and below"
                )
        return {language: known.get(language, lent) for language in self.languages.values()}

    def name(self, foreign: str, place: str) -> str:
        """A new name of ours for a foreign name."""
        ours = unique(safe_name(foreign), self.places)
        if ours != foreign:
            self.remarks.append(f"{place}: “{foreign}” is called “{ours}” here")
        self.names[foreign] = ours
        self.places[ours] = place
        return ours

    def section(self, foreign: str, title: Mapping[str, str], place: str, **fields: Any) -> Section:
        """Begin a section; the items that follow are in it."""
        name = unique(safe_name(foreign or "section"), {one.name for one in self.sections})
        made = Section(name, {"title": self.text(title, place, foreign or "–"), **_given(fields)})
        self.sections.append(made)
        return made

    def item(self, name: str, kind: str, question: Mapping[str, str], **fields: Any) -> Fields:
        """Add an item to the current section; `name` comes from `name()`, _ for blanks in keys."""
        if not self.sections:
            self.section("start", self._title, "/")
        question = self.text(question, self.places.get(name, name), name)
        made: Fields = {"item": name, "type": kind, "question": question, **_given(fields)}
        self.sections[-1].items.append(made)
        return made

    def finish(self, found: Mapping[str, Any] | None = None) -> Imported:
        """The import: YAML that our reader reads. NotReadable when nothing can be asked."""
        self.sections = [one for one in self.sections if one.items]
        for _ in range(MOST_REPAIRS):
            if not self.sections:
                raise NotReadable("the file holds no question that can be asked here")
            source = self._source()
            try:
                read(source)
            except Problems as problems:
                self._repair(source, problems.problems)
            else:
                losses = tuple(sorted(set(self.losses)))
                return Imported(source, losses, tuple(dict.fromkeys(self.remarks)), found or {})
        raise NotReadable("the file holds too much that cannot be kept")

    def _source(self) -> str:
        whole = {
            "questionnaire": self._name,
            "version": "1",
            "languages": list(self.languages.values()),
            "title": self.text(self._title, "/", self._name),
            **self.more,
            **({"codes": self.codes} if self.codes else {}),
            "sections": [{"section": one.name, **one.fields, "items": one.items} for one in self.sections],
        }
        return yaml.dump(
            whole, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=100_000, default_flow_style=None
        )

    def _repair(self, source: str, problems: Iterable[Problem]) -> None:
        """Take out what the first problem of each item is about."""
        lines, seen = source.split("\n"), set()
        for problem in problems:
            name, key = _place(lines, problem.line)
            if name not in seen:
                seen.add(name)
                self._take_out(name, key, problem)
        self.sections = [one for one in self.sections if one.items]

    def _take_out(self, name: str, key: str, problem: Problem) -> None:
        for section in self.sections:
            for items in (section.items, *(item["asks"] for item in section.items if "asks" in item)):
                item = next((item for item in items if item["item"] == name), None)
                if item is not None:
                    self._take_from(items, item, key, problem)
                    section.items = [one for one in section.items if one.get("asks", True)]
                    return
            if section.name == name and key in section.fields and key != "title":
                del section.fields[key]
                self.lose(KINDS.get(key, "setting"), section.name, problem.message)
                return
        raise NotReadable(f"it cannot be written as a questionnaire: {problem.message}")

    def _take_from(self, items: list[Fields], item: Fields, key: str, problem: Problem) -> None:
        name = str(item["item"])
        place = self.places.get(name, name)
        if key in item and key not in NEEDED and key != "codes":
            del item[key]
            self.lose(KINDS.get(key, "setting"), place, problem.message)
        else:
            items.remove(item)
            self.lose("type", place, problem.message)


_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Plain(_Dumper):
    """No anchors: every part is written out."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def clean(text: str) -> str:
    """A text as it can stand in our file."""
    return "".join(c for c in str(text).strip() if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def safe_name(foreign: str) -> str:
    """A name of ours as like `foreign` as can be."""
    plain = re.sub(r"[^a-z0-9_]+", "_", _latin(foreign).lower()).strip("_")[:50]
    plain = plain if re.match(r"[a-z]", plain) else f"q_{plain}".rstrip("_")
    return f"{plain}_" if plain in RESERVED or plain in FUNCTIONS else plain


def safe_code(foreign: str) -> str:
    """A code of ours as like `foreign` as can be."""
    return re.sub(r"[^A-Za-z0-9_]+", "_", _latin(foreign)).strip("_")[:36] or "code"


def unique(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, with a number behind it when it is taken."""
    known = taken if isinstance(taken, Mapping) else set(taken)
    numbered = (f"{wanted}_{number}" for number in count(2))
    return wanted if wanted not in known else next(one for one in numbered if one not in known)


def _latin(text: str) -> str:
    """Letters with marks as plain ones; Cyrillic ones spelled in Latin."""
    spelled = "".join(_SPELLED.get(c, c) for c in unicodedata.normalize("NFC", text))
    return unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()


_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"
_SPELLINGS = "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh sch - y - e yu ya a gh q ng o u u h i"
_SPELLED = dict(zip(_CYRILLIC, _SPELLINGS.replace("-", "").split(" "), strict=True))
_SPELLED |= {letter.upper(): spelled.capitalize() for letter, spelled in _SPELLED.items()}


def _given(fields: Mapping[str, Any]) -> Fields:
    """The fields that say something, blanks for _ in their keys."""
    return {
        key.replace("_", " "): value
        for key, value in fields.items()
        if value is not False and value not in (None, "", {}, [])
    }


def _place(lines: Sequence[str], line: int) -> tuple[str, str]:
    """The item or section that a line of the written file belongs to, and the key in it."""
    keys: dict[str, str] = {}
    for text in reversed(lines[:line]):
        begins = re.match(r"( *)- (item|section): ['\"]?([^'\"]*)", text)
        if begins:
            return begins[3], keys.get(begins[1] + "  ", begins[2])
        if found := re.match(r"( {2}| {4}| {6})([a-z][a-z ]*):", text):
            keys.setdefault(found[1], found[2])
    return "", ""


def _language_codes(names: Sequence[str]) -> dict[str, str]:
    """Foreign names of languages -> codes; one that cannot be known gets a code for private use."""
    found: dict[str, str] = {}
    for place, name in enumerate(names):
        code = language_code(name) or f"qa{chr(ord('a') + place % 26)}"
        found[name] = (
            code
            if code not in found.values()
            else f"q{chr(ord('b') + place // 26)}{chr(ord('a') + place % 26)}"
        )
    return found


_OWN_NAMES = {"қазақша": "kk", "на русском": "ru", "по-русски": "ru"}


def language_code(name: str) -> str:
    """The code in a foreign name of a language: “kk”, “English (en)”, “Русский”; "" when it is not known."""
    from babel import Locale

    inside = re.search(r"\(([a-z]{2,3})(?:[-_][A-Za-z]+)?\)", name) or re.fullmatch(
        r"([a-z]{2,3})(?:[-_][A-Za-z]+)?", name.strip()
    )
    if inside:
        return inside[1]
    wanted = name.strip().casefold()
    if wanted in _OWN_NAMES:
        return _OWN_NAMES[wanted]
    for code in (
        "kk",
        "ru",
        "en",
        "fr",
        "es",
        "pt",
        "ar",
        "sw",
        "de",
        "uk",
        "uz",
        "ky",
        "ne",
        "hi",
        "tr",
        "zh",
    ):
        locale = Locale.parse(code)
        if wanted in {
            str(locale.get_language_name(one) or "").casefold() for one in ("en", "ru", "kk", code)
        }:
            return code
    return ""
