"""Lists of choices as codes of ours, and the questions that choose from them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from questionnaires.formats.drafts import Fields, safe_code, safe_name, unique
from questionnaires.formats.xlsform.nouns import Choice, Element, Form
from questionnaires.formats.xlsform.references import REFERENCE
from questionnaires.formats.xlsform.typed import MANY, Typed, question_of
from questionnaires.formats.xlsform.words import FILE_ENDS, OURS
from questionnaires.formats.xpath import Call, Column, Node, NotXPath, Pair, Text, parse
from questionnaires.formats.xpath import columns as columns_of
from questionnaires.formats.xpath_symbols import TRUE, AnyCode, Symbol, Untranslatable, parsed
from questionnaires.lookups import TO_COME

if TYPE_CHECKING:
    from questionnaires.formats.xlsform.items import Items

_SEARCH = re.compile(r"search\(.*\)")
_OURS = ("write_in", "exclusive", "missing", "score")
_RESERVED = ("refused", "does_not_know", "not_asked", "skipped", "not_reached")


@dataclass(slots=True)
class Codes:
    """A list: our codes beside the choices, and foreign name -> ours."""

    choices: Sequence[Choice]
    codes: list[str]
    ours: Mapping[str, Sequence[str]] = field(default_factory=dict)
    awaited: str = ""
    """The shared list that is still to come."""


class Codelists:
    """The lists of a form, each made once."""

    def __init__(self, form: Form, build: Items) -> None:
        self._form = form
        self._build = build
        self._made: dict[tuple[str, bool], Codes] = {}
        self.written: set[str] = set()
        """Questions that are write-ins of choices."""
        self.columns = {
            name: {choice.name: choice.extra for choice in choices} for name, choices in form.choices.items()
        }

    def item(self, element: Element, roster: str) -> Typed | None:
        """The item of a question that chooses."""
        build = self._build
        if "search(" in element.get("appearance"):
            return self._searched(element, roster)
        if REFERENCE.search(element.listed):
            build.draft.lose(
                "listed", element.path, "its choices are earlier answers; it is asked in own words"
            )
            return self._in_words(element, roster)
        external = element.type == "select_one_external"
        known = self._form.external if external else self._form.choices
        if element.listed not in known or not known[element.listed]:
            end = next((one for one in FILE_ENDS if element.listed.endswith(one)), "")
            if end == ".geojson":
                build.gone(element, "geography", f"a place is chosen on a map: {element.listed}")
                return None
            if end:
                code = element.parameters.get("value", "name")
                label = element.parameters.get("label", "label")
                return self._from_file(element, roster, element.listed, code, label)
            build.draft.lose("listed", element.path, "it has no choices; it is asked in own words")
            return self._in_words(element, roster)
        return self._choosing(element, self._codes(element.listed, external), roster)

    def _searched(self, element: Element, roster: str) -> Typed | None:
        """A question whose choices search() takes from a file; its list names the columns."""
        build = self._build
        try:
            call = parse(_SEARCH.search(element.get("appearance"))[0])  # type: ignore[index]  # or it is no search
        except (NotXPath, TypeError):
            call = None
        match call:
            case Call("search", (Text(file), *filters)) if choices := self._form.choices.get(element.listed):
                for choice in choices[1:]:
                    build.draft.lose("choices", element.listed, f"“{choice.name}” stands beside a file")
                holds = [_filter(*filters[at : at + 3]) for at in range(0, len(filters) - 2, 2)]
                label = next(iter(choices[0].labels.values()), "label")
                where = Pair("and", *holds) if len(holds) == 2 else next(iter(holds), None)
                return self._from_file(element, roster, f"{file}.csv", choices[0].name, label, where)
            case _:
                build.draft.lose("listed", element.path, "search() is not understood")
                return self._in_words(element, roster)

    def _from_file(
        self, element: Element, roster: str, file: str, code: str, label: str, where: Node | None = None
    ) -> Typed | None:
        """A question whose choices stand in a file: those of the file, or a list that is still to come."""
        choices = self._build.tables.choices(file, code, label)
        if choices:
            known = self._made.setdefault((file, False), self._coded(choices))
            return self._choosing(element, known, roster, where)
        remark = f"{element.path}: {file} did not come along: its choices are still to come"
        self._build.draft.remarks.append(remark)
        key = safe_name(file.rpartition(".")[0])
        said = {"to come": file, "code from": code, "label from": label}
        shared = self._build.draft.codes.setdefault(key, {})
        shared |= {
            one: text for one, text in said.items() if text not in ("name", "label") or one == "to come"
        }
        return self._choosing(element, Codes([], [TO_COME], AnyCode(), key), roster, where)

    def codes_of(self, element: Element) -> Codes:
        """The codes of a question that chooses."""
        return self._codes(element.listed, element.type == "select_one_external")

    def _in_words(self, element: Element, roster: str) -> Typed:
        """A question whose choices are not at hand, asked as text."""
        question = question_of(self._build, element, roster)
        if element.get("choice_filter"):
            self._build.draft.lose("offer", element.path, "there are no choices to filter")
        name = self._build.draft.name(element.name[:24] if roster else element.name, element.path)
        return Typed("text", question, Symbol(name, "text", roster=roster))

    def _codes(self, name: str, external: bool) -> Codes:
        made = self._made.get((name, external))
        if made is None:
            choices = (self._form.external if external else self._form.choices)[name]
            made = self._made[name, external] = self._coded(choices)
            self._warn(name, choices)
        return made

    def _coded(self, choices: Sequence[Choice]) -> Codes:
        codes: list[str] = []
        ours: dict[str, tuple[str, ...]] = {}
        taken = set(_RESERVED) - {c.name for c in choices if c.extra.get(f"{OURS}missing") == c.name}
        for choice in choices:
            plain = safe_code(choice.name)
            code = unique(plain, taken) if plain in taken else plain
            taken.add(code)
            codes.append(code)
            ours[choice.name] = (*ours.get(choice.name, ()), code)
        return Codes(choices, codes, ours)

    def _warn(self, name: str, choices: Sequence[Choice]) -> None:
        """Names of people in a list are no business of an anonymous survey."""
        if re.search(r"enumerator|interviewer|surveyor|staff|enqueteur|encuestador", name, re.IGNORECASE):
            self._build.draft.remarks.append(
                f"choices “{name}”: {len(choices)} entries that may be names of people; "
                "an anonymous survey does not ask who is in front of it"
            )

    def _choosing(self, element: Element, codes: Codes, roster: str, where: Node | None = None) -> Typed:
        build = self._build
        question = question_of(build, element, roster)
        name = self._named(element, codes, roster)
        if element.get("default"):
            build.draft.lose("default", element.path, "no answer is chosen beforehand", declared=True)
        several = element.type.startswith("select_multiple")
        fields: dict[str, Any] = {}
        if element.parameters.get("randomize") == "true":
            fields["order"] = "random"
        if len(codes.codes) == 1 and not element.other and not codes.awaited:
            fields["label"] = self._label(codes.choices[0], element, roster)
            symbol = Symbol(name, "code", {codes.choices[0].name: ("yes",)}, roster)
            return Typed("acknowledgement", question, symbol, fields)
        symbol = Symbol(
            name, "rank" if element.type == "rank" else "codes" if several else "code", codes.ours, roster
        )
        fields |= self._offered(element, codes, roster, where)
        fields.setdefault("codes", codes.awaited or self.shared(element, codes, roster))
        return Typed(self._kind(element, codes, several), question, symbol, fields)

    def _named(self, element: Element, codes: Codes, roster: str) -> str:
        """A name whose variables no other item has."""
        sets = element.type.startswith(("select_multiple", "rank"))
        room = max(60 - max(map(len, codes.codes)) if sets else 60, 8)
        foreign = element.name[: min(24, max(room - 22, 6))] if roster else element.name[:room]
        places = self._build.draft.places
        made = [f"_{code}" for code in codes.codes] if sets else []
        made += ["_other_text"] if element.other else []
        wanted = foreign
        for number in range(2, 50):
            if not any(f"{safe_name(wanted)}{one}" in places for one in made):
                break
            wanted = f"{foreign}_q{number}"
        name = self._build.draft.name(wanted, element.path)
        for one in made:
            places.setdefault(f"{name}{one}", element.path)
        return name

    def _kind(self, element: Element, codes: Codes, several: bool) -> str:
        if element.type == "rank":
            return "ranking"
        if several:
            return "multiple"
        many = codes.awaited or len(codes.codes) > MANY
        return "dropdown" if many and not element.other else "single"

    def shared(self, element: Element, codes: Codes, roster: str) -> Any:
        """A shared list, or one of its own where “other” has words."""
        if element.other or any(REFERENCE.search(t) for c in codes.choices for t in c.labels.values()):
            return self._written(element, codes, {}, roster)
        name = safe_name(element.listed.rpartition(".")[0] or element.listed)
        external = element.type == "select_one_external"
        key = f"{name}_external" if external else name
        if key not in self._build.draft.codes:
            self._build.draft.codes[key] = self._written(element, codes, {}, roster)
        return key

    def _written(
        self, element: Element, codes: Codes, columns: Mapping[str, str], roster: str
    ) -> dict[str, Fields]:
        found: dict[str, Fields] = {}
        for code, choice in zip(codes.codes, codes.choices, strict=True):
            found[code] = self._label(choice, element, roster)
            if element.other and choice.name == "other":
                found[code]["write in"] = "yes"
            found[code] |= _flags(choice)
            if "write in" in found[code]:
                self.written.add(f"{element.name}_{choice.name}_text")
            said = {ours: choice.extra.get(foreign, "") for foreign, ours in columns.items()}
            said |= {ours: choice.name for foreign, ours in columns.items() if foreign == "name"}
            if said:
                found[code]["columns"] = {key: text or "–" for key, text in said.items()}
        return found

    def _label(self, choice: Choice, element: Element, roster: str) -> Fields:
        build = self._build
        labels = build.said(choice.labels)
        labels, lost = build.piped(labels, roster)
        if lost:
            build.draft.lose("choices", element.listed, build.unshown(lost))
        if choice.media:
            build.draft.lose("media", f"choices {element.listed}", "pictures are not shown", declared=True)
        return dict(build.draft.text(labels, f"choices {element.listed}", choice.name))

    def _offered(self, element: Element, codes: Codes, roster: str, where: Node | None) -> dict[str, Any]:
        """Choices filtered by their columns."""
        text = element.get("choice_filter")
        build = self._build
        try:
            nodes = [one for one in (where, parsed(text) if text else None) if one is not None]
            if not nodes:
                return {}
            node = nodes[0] if len(nodes) == 1 else Pair("and", *nodes)
            taken = {*build.draft.places, *codes.codes, *(safe_name(e.name) for e in self._form.elements())}
            columns = {
                key: unique(safe_name(key), taken) for key in dict.fromkeys(columns_of(node)) if key != ".."
            }
            translator = build.translator(roster, columns=columns)
            holds = translator.cond(node)
        except Untranslatable as error:
            build.draft.lose("offer", element.path, f"{error}: {text[:80]}", declared=bool(error.kind))
            return {}
        if not columns and holds == TRUE:
            return {}
        if codes.awaited:
            wanted = build.draft.codes[codes.awaited].setdefault("columns", {})
            wanted |= {ours: foreign for foreign, ours in columns.items()}
            return {"offer_if": holds}
        if not columns:
            build.draft.lose("offer", element.path, f"no column of the choices is asked about: {text[:60]}")
            return {}
        written = self._written(element, codes, columns, roster)
        for column, other in translator.compared.items():
            for code in written.values():
                said = code["columns"][columns[column]]
                code["columns"][columns[column]] = next(iter(other.codes.get(said, ())), said)
        return {"codes": written, "offer_if": holds}


def _filter(kind: Node, column: Node, value: Node) -> Node:
    """What search() asks of a column."""
    name = Column(column.text if isinstance(column, Text) else "")
    word = {"startswith": "starts-with", "endswith": "ends-with"}.get(getattr(kind, "text", ""), "contains")
    return Pair("=", name, value) if kind == Text("matches") else Call(word, (name, value))


def _flags(choice: Choice) -> Fields:
    """What our own export wrote beside a choice."""
    found = {key.removeprefix(OURS): text for key, text in choice.extra.items() if key.startswith(OURS)}
    return {key.replace("_", " "): text for key, text in found.items() if key in _OURS}
