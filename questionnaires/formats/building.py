"""What imports of JSON and XML share: choices with their codes, universes, and taking back what was lost."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from analysis.codebook import MISSING_KINDS
from questionnaires.formats import Imported, Loss, NotReadable
from questionnaires.formats.drafts import Draft, Fields, safe_code, safe_name, unique
from questionnaires.formats.expression_manager import Translator
from questionnaires.formats.limesurvey.symbols import Holds, Symbol, written
from questionnaires.formats.limesurvey.terms import Name, Number, Quoted
from questionnaires.formats.markup import markdown, plain
from questionnaires.rosters import MOST, MOST_ITEMS

LONGEST_NAME = 24
"""So that with the codes of its options it still is the name of a variable."""

LARGEST_JSON = 6 * 1024 * 1024
Texts = Mapping[str, str]


def members(one: Any, key: str) -> list[Any]:
    """The entries of a list of a JSON object; none where there is no list."""
    found = one.get(key) if isinstance(one, Mapping) else None
    return found if isinstance(found, list) else []


def groups(one: Any, key: str) -> list[Mapping[str, Any]]:
    """Those entries that are objects themselves."""
    return [member for member in members(one, key) if isinstance(member, dict)]


def parsed(content: bytes) -> Any:
    """A JSON text; NotReadable when it is none, too large or too deep."""
    if len(content) > LARGEST_JSON:
        raise NotReadable(f"the file has {len(content)} bytes; at most {LARGEST_JSON} can be read")
    try:
        found = json.loads(content.decode("utf-8-sig"))
        if b"\\ud" in content.lower():  # halves of letters, which no text has
            found = json.loads(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
        return found
    except UnicodeDecodeError:
        raise NotReadable("its characters are not UTF-8") from None
    except json.JSONDecodeError as error:
        raise NotReadable(f"it is no JSON: {error.msg}", row=error.lineno) from None
    except (RecursionError, ValueError):
        raise NotReadable("it is nested too deeply, or holds a number that is none") from None


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as the file has it."""

    code: str
    texts: Texts
    write_in: bool = False
    exclusive: bool = False
    score: float | None = None
    missing: str = ""


class Building:
    """A draft in the making, with what the names of the file stand for."""

    def __init__(self, name: str, languages: Sequence[str], title: Texts) -> None:
        self.languages = list(languages) or ["en"]
        self.draft = Draft(name, self.languages, title or {self.languages[0]: name})
        self.symbols: dict[str, Symbol] = {}
        self._inside = False

    def short(self, texts: Texts, place: str) -> dict[str, str]:
        """Texts of a question or label without HTML."""
        return {language: self._seen(plain(text), place) for language, text in texts.items()}

    def long(self, texts: Texts, place: str) -> dict[str, str]:
        """Texts of a note as Markdown."""
        return {language: self._seen(markdown(text), place) for language, text in texts.items()}

    def _seen(self, marked: Any, place: str) -> str:
        if marked.media:
            what = ", ".join(marked.media)
            self.draft.lose(
                "media", place, f"pictures, sound and frames are not shown: {what}", declared=True
            )
        return str(marked.text).replace("{", "{{")

    def compared(self, name: str, operator: str, value: Any) -> Holds:
        """A comparison of a foreign name with a constant; Untranslatable where it cannot be."""
        translator = Translator(self.symbols.get)
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        term = Number(str(value)) if number else Quoted(str(value))
        symbol = translator.symbol(Name(name))
        if symbol.kind == "parts":
            return self._chosen(translator, symbol, operator, str(value))
        return translator.against(symbol, operator, term)

    def _chosen(self, translator: Translator, symbol: Symbol, operator: str, value: str) -> Holds:
        """Of a multiple choice: whether that is among what was chosen."""
        if not value:
            return translator.against(Symbol(symbol.name, "text"), operator, Quoted(""))
        part = next((one for one in symbol.parts if one.told == value), None)
        if part is None:
            return operator == "!="
        return translator.against(part, operator, Quoted("Y"))

    def item(self, foreign: str, kind: str, texts: Texts, universe: Holds, **fields: Any) -> str:
        """Add an item; the foreign name is its place. Its name of ours."""
        name = self.draft.name(safe_name(foreign)[:LONGEST_NAME].rstrip("_"), foreign)
        self.draft.item(name, kind, texts, shown_if=written(universe), **fields)
        return name

    def choose(
        self, foreign: str, texts: Texts, choices: Iterable[Choice], universe: Holds, **fields: Any
    ) -> Symbol | None:
        """Add a choice among codes; `kind` as ours, else single. One code alone is a box to tick."""
        listed = list(choices)
        codes, names = self.codes(listed, foreign)
        kind = fields.pop("kind", "single")
        if not codes:
            self.draft.lose("type", foreign, "it has no answers that stand in the file")
            return None
        if len(codes) == 1:
            label = {key: text for key, text in next(iter(codes.values())).items() if isinstance(text, str)}
            label = {key: text for key, text in label.items() if key in self.draft.languages.values()}
            name = self.item(foreign, "acknowledgement", texts, universe, label=label, **fields)
            box = Symbol(name, "choice", option="yes", told=listed[0].code)
            symbol = (
                Symbol(name, "parts", parts=(box,))
                if kind == "multiple"
                else Symbol(name, "coded", {listed[0].code: "yes"})
            )
        else:
            if kind in ("dropdown", "grid") and any(choice.write_in for choice in listed):
                kind = "single"
            name = self.item(foreign, kind, texts, universe, codes=codes, **fields)
            parts = tuple(Symbol(name, "choice", option=ours, told=code) for code, ours in names.items())
            several = kind in ("multiple", "ranking")
            symbol = Symbol(name, "parts", parts=parts) if several else Symbol(name, "coded", names)
        self.symbols[foreign] = symbol
        return symbol

    def roster(self, foreign: str, texts: Texts, universe: Holds, least: int, most: int) -> Iterator[bool]:
        """While its body runs, items go into a roster; yields False where it would stand in another."""
        if self._inside:
            self.draft.lose("type", foreign, "a repeated group inside another cannot be asked for here")
            yield False
            return
        name = self.item(foreign, "note", texts, universe)
        section = self.draft.sections[-1]
        head, place, self._inside = section.items[-1], len(section.items), True
        yield True
        asks, self._inside = section.items[place:], False
        del section.items[place:]
        if not asks:
            return
        most = max(1, min(most, MOST, MOST_ITEMS // len(asks)))
        each = self.draft.text(self.short(texts, name), foreign)
        head |= {"type": "roster", "each": each, "most": most, "asks": asks}
        if least:
            head["least"] = min(least, most)
        self.symbols[foreign] = Symbol(name, "number")

    def codes(self, choices: Iterable[Choice], place: str) -> tuple[dict[str, Fields], dict[str, str]]:
        """The codes of an item, and their code -> ours."""
        made: dict[str, Fields] = {}
        names: dict[str, str] = {}
        for choice in choices:
            ours = safe_code(choice.code)[:30]
            ours = unique(f"{ours}_" if ours in MISSING_KINDS else ours, made)
            names[choice.code] = ours
            flags = {
                "write in": "yes" if choice.write_in else "",
                "exclusive": "yes" if choice.exclusive else "",
                "score": choice.score,
                "missing": choice.missing,
            }
            text = self.draft.text(self.short(choice.texts, f"{place}/{choice.code}"), place, choice.code)
            made[ours] = {**text, **{key: value for key, value in flags.items() if value not in ("", None)}}
        return made, names

    def rows(self, rows: Iterable[tuple[str, Texts]], place: str) -> tuple[dict[str, Fields], dict[str, str]]:
        """The rows of a grid, and their code -> our name."""
        made: dict[str, Fields] = {}
        names: dict[str, str] = {}
        for code, texts in rows:
            names[code] = ours = unique(safe_name(code)[:30].rstrip("_"), made)
            made[ours] = self.draft.text(self.short(texts, f"{place}/{code}"), place, code)
        return made, names

    def finish(self, found: Mapping[str, Any], key: str, name: str) -> Imported:
        """The import; of `found` what was lost is taken out: its list `key`, whose entries have a `name`."""
        imported = self.draft.finish(found)
        return replace(imported, found=kept(imported.found, imported.losses, (key, name)))


FACETS: Mapping[str, tuple[str, ...]] = {
    "routing": ("visibleIf", "enableWhen", "display_logic", "skip_logic"),
    "offer": ("choices", "categories"),
    "value": ("calculated",),
    "text": ("text", "title"),
}
"""Kind of loss -> what the formats call what was lost."""


def kept(found: Mapping[str, Any], losses: Iterable[Loss], key: tuple[str, str]) -> dict[str, Any]:
    """What a file says without what was lost of it."""
    said: dict[str, Any] = deepcopy(dict(found))
    listed, name = key
    for loss in losses:
        whole, _, _ = loss.place.partition("//")
        for one in [one for one in said[listed] if str(one.get(name)) == whole]:
            if loss.kind in ("type", "device", "geography") or (loss.kind == "media" and loss.place == whole):
                said[listed].remove(one)
            elif loss.kind in FACETS:
                for facet in FACETS[loss.kind]:
                    one.pop(facet, None)
    return said
