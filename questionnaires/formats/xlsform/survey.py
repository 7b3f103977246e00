"""The sheet survey: rows become questions, groups and repeats, or are refused with their row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import prod

from questionnaires.formats import NotReadable
from questionnaires.formats.xlsform import parameters
from questionnaires.formats.xlsform.headers import Line
from questionnaires.formats.xlsform.nouns import Choice, Element
from questionnaires.formats.xlsform.references import REFERENCE, triggers
from questionnaires.formats.xlsform.words import (
    CONTROLS,
    FILE_ENDS,
    SELECTS,
    SETTING_NAMES,
    TYPES,
    YES_NO,
)

_BEGIN = re.compile(rf"begin[\s_]({'|'.join(CONTROLS)})(?: (?:over )?(\S+))?\Z")
_END = re.compile(rf"end[\s_]({'|'.join(CONTROLS)})\Z")
_SELECT = re.compile(rf"({'|'.join(SELECTS)}) (\S+)( (?:or specify other|or_other|or other))?\Z")
_OSM = re.compile(r"osm \S+")
_FIRST = (
    r"A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    r"\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U000effff"
)
_WORD = rf"[{_FIRST}][{_FIRST}\-.0-9\xb7\u0300-\u036f\u203f-\u2040]*"
NAME = re.compile(rf"{_WORD}(?::{_WORD})?\Z")
"""What a question or group can be called."""

LOGIC = [
    "relevant",
    "constraint",
    "calculation",
    "readonly",
    "required",
    "choice_filter",
    "default",
    "repeat_count",
    "appearance",
    "trigger",
    "parameters",
    "save_to",
    "rows",
]


@dataclass(slots=True)
class _Open:
    """A group that is still open, and the names in it."""

    element: Element
    names: dict[str, int] = field(default_factory=lambda: {"meta": 0})


@dataclass(slots=True)
class Rows:
    """Reads rows one after another. `choices` and `external` are the lists, `root` the name of the form."""

    sheet: str
    choices: dict[str, list[Choice]]
    external: Mapping[str, list[Choice]]
    root: str
    sheets: tuple[str, ...] = ()
    settings: dict[str, str] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    """Name -> how often it stands on the sheet."""
    _open: list[_Open] = field(default_factory=list)
    _repeats: dict[str, int] = field(default_factory=dict)
    _table: str | None = None
    _audits: list[Element] = field(default_factory=list)

    def read(self, lines: list[Line]) -> Element:
        """The root of all questions."""
        top = Element("survey", self.root, "", 0)
        self._open = [_Open(top)]
        for line in lines:
            if YES_NO.get(line.get("disabled")):
                continue
            if set(line.cells) - {"disabled"}:
                self._line(line)
        if len(self._open) > 1:
            left = self._open[-1].element
            raise self._refusal(left.row, f"this {left.kind} “{left.name}” is opened but never ended")
        top.children += self._audits
        return top

    def _refusal(self, row: int, reason: str) -> NotReadable:
        return NotReadable(reason, sheet=self.sheet, row=row)

    def _line(self, line: Line) -> None:
        kind = line.get("type")
        if not kind:
            if "name" in line.values or "label" in line.texts:
                raise self._refusal(line.number, "the question has no type")
            return
        trigger = triggers(line.get("trigger"), self.sheet, line.number)
        pairs = parameters.parse(line.get("parameters"), lambda reason: self._refusal(line.number, reason))
        if kind == "audit":
            self._audit(line, pairs)
            return
        if kind == "calculate" and not line.get("calculation") and not dynamic(line.get("default")):
            raise self._refusal(line.number, "the calculation is missing")
        if kind in SETTING_NAMES:
            self.settings[SETTING_NAMES[kind][0]] = line.get("name")
            return
        if ends := _END.match(kind):
            self._end(CONTROLS[ends[1]], line)
            return
        element = self._named(line)
        element.trigger, element.parameters = trigger, pairs
        if begins := _BEGIN.match(kind):
            self._begin(element, CONTROLS[begins[1]], begins[2] or "")
        else:
            self._question(element, kind, line)

    def _audit(self, line: Line, pairs: dict[str, str]) -> None:
        if line.get("name") not in ("", "audit"):
            raise self._refusal(line.number, "an audit is always named “audit”; leave its name empty")
        parameters.check("audit", pairs, "", {}, lambda reason: self._refusal(line.number, reason))
        line.values["name"] = "audit"
        made = self._element(line, "/meta/audit")
        made.kind, made.type, made.parameters = "question", "audit", pairs
        self._audits.append(made)

    def _named(self, line: Line) -> Element:
        """The element of the line, its name looked at."""
        name = line.get("name")
        if not name and line.get("type") == "note":
            name = line.values["name"] = f"generated_note_name_{line.number}"
        if not name:
            raise self._refusal(line.number, "the question or group has no name")
        if not NAME.match(name):
            reason = (
                f"“{name}” cannot be a name: it begins with a letter or _ and goes on with letters, digits, "
                "_, - or ."
            )
            raise self._refusal(line.number, reason)
        names = self._open[-1].names
        if name in names:
            before = f"stands in row {names[name]} already" if names[name] else "is kept for the form itself"
            reason = f"the name “{name}” {before}; names must differ inside a group"
            raise self._refusal(line.number, reason)
        names[name] = line.number
        self.names[name] = self.names.get(name, 0) + self._copies()
        return self._element(line, f"{self._open[-1].element.path}/{name}")

    def _copies(self) -> int:
        """How often something here is made: once for each choice of the loops around it."""
        lists = [self.choices[one.element.listed] for one in self._open if one.element.kind == "loop"]
        return prod(sum(choice.name != "none" for choice in choices) for choices in lists)

    def _element(self, line: Line, path: str) -> Element:
        depth = sum(one.element.kind == "repeat" for one in self._open)
        logic = {key: line.get(key) for key in LOGIC if line.get(key)}
        return Element(
            "question",
            line.get("name"),
            path,
            line.number,
            depth=depth,
            texts=line.texts,
            logic=logic,
            media=frozenset(line.media),
        )

    def _begin(self, element: Element, kind: str, list_name: str) -> None:
        element.kind, element.listed = kind, list_name
        if kind == "loop":
            if not list_name:
                raise self._refusal(element.row, "a loop needs the name of a list: begin loop over LIST")
            if list_name not in self.choices:
                raise self._refusal(element.row, f"there is no list “{list_name}” in the sheet choices")
        if kind == "repeat":
            if element.name == self.root:
                reason = f"a repeat cannot be called “{element.name}”, as the form itself is"
                raise self._refusal(element.row, reason)
            if self._copies() > 1:
                raise self._refusal(element.row, "a repeat inside a loop would be made several times")
            if element.name in self._repeats:
                reason = f"another repeat is called “{element.name}” (row {self._repeats[element.name]})"
                raise self._refusal(element.row, reason)
            self._repeats[element.name] = element.row
        self._open[-1].element.children.append(element)
        self._open.append(_Open(element))
        if "table-list" in element.get("appearance").split():
            self._table = ""

    def _end(self, kind: str, line: Line) -> None:
        inner = self._open[-1].element
        if inner.kind != kind:
            reason = f"a {kind} ends here, but none is open"
            if len(self._open) > 1:
                reason += f": the last one opened is the {inner.kind} “{inner.name}” of row {inner.row}"
            raise self._refusal(line.number, reason)
        if line.get("save_to"):
            raise self._refusal(line.number, "groups cannot be saved into entities")
        self._open.pop()
        self._table = None

    def _question(self, element: Element, kind: str, line: Line) -> None:
        if select := _SELECT.match(kind):
            element.type, element.listed = SELECTS[select[1]], select[2]
            element.other = select[3] is not None
            self._select(element, select[1])
        elif _OSM.search(kind):
            element.type = "osm"
        elif kind in TYPES:
            element.type = TYPES[kind]
        elif kind in SELECTS or kind in ("select multiple from", "select multiple using", "select one using"):
            raise self._refusal(line.number, f"“{kind}” needs the name of a list of choices")
        else:
            raise self._refusal(line.number, f"there is no question type “{kind}”")
        if element.type == "include":
            raise self._refusal(line.number, "another file is included here; put its rows in this place")
        parameters.check(
            element.type,
            element.parameters,
            element.get("appearance"),
            self.choices,
            lambda reason: self._refusal(line.number, reason),
        )
        if element.type == "range":
            element.listed = element.parameters.get("tick_labelset", "")
        if element.type == "background-geopoint":
            if not element.trigger:
                raise self._refusal(line.number, "background-geopoint needs a trigger")
            if element.get("calculation"):
                raise self._refusal(line.number, "background-geopoint cannot have a calculation")
        self._open[-1].element.children.append(element)

    def _select(self, element: Element, command: str) -> None:
        row, name = element.row, element.listed
        ends = re.fullmatch(r".*?[^.]\.[^.]+|[^.]*", name)
        suffix = name[name.rfind(".") :] if "." in name.lstrip(".") else ""
        if "from_file" in element.type and (suffix not in FILE_ENDS or not ends):
            raise self._refusal(row, f"“{name}” must be a file that ends in {', '.join(FILE_ENDS)}")
        if element.type == "select_one_external":
            self._external(element)
        elif name not in self.choices and suffix not in FILE_ENDS and not REFERENCE.search(name):
            if not self.choices:
                raise self._refusal(
                    row, "there is no sheet “choices” with the columns list_name, name, label"
                )
            raise self._refusal(row, f"there is no list “{name}” in the sheet choices")
        if element.type in ("select_multiple", "select_multiple_from_file") and suffix not in FILE_ENDS:
            for choice in self.choices.get(name, ()):
                if " " in choice.name:
                    reason = f"the choice “{choice.name}” of “{name}” has a blank in its name"
                    raise self._refusal(row, reason)
        if element.other:
            self._or_other(element)
        if self._table is not None:
            self._in_table(element)

    def _external(self, element: Element) -> None:
        if not self.external:
            raise self._refusal(element.row, "there is no sheet “external_choices”")
        if element.listed not in self.external:
            reason = f"there is no list “{element.listed}” in the sheet external_choices"
            raise self._refusal(element.row, reason)

    def _or_other(self, element: Element) -> None:
        """“or_other” adds a choice and a question for the words."""
        if element.get("choice_filter"):
            raise self._refusal(element.row, "or_other and choice_filter cannot stand together")
        choices = self.choices.get(element.listed)
        if not choices:
            raise self._refusal(element.row, "or_other needs a list of choices")
        if all(choice.name != "other" for choice in choices):
            languages = dict.fromkeys(language for choice in choices for language in choice.labels)
            choices.append(Choice("other", dict.fromkeys(languages or ("default",), "Other")))

    def _in_table(self, element: Element) -> None:
        if self._table == "" and element.get("choice_filter"):
            raise self._refusal(element.row, "table-list and choice_filter cannot stand together")
        if self._table not in ("", element.listed):
            reason = f"in a table-list all questions have one list: “{self._table}”, not “{element.listed}”"
            raise self._refusal(element.row, reason)
        self._table = element.listed


def dynamic(default: str) -> bool:
    """Whether a default is computed: it has operators, references or calls."""
    return bool(re.search(r"\$\{|[*+|]|(?<=\s)(?:mod|div)(?=\s)|[\w.\-:]+\(|(?<!\d)-", default))
