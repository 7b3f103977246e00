"""The JSON Schema of questionnaire files, for editors that complete and check while one types.

It is made from what the reader and the question types themselves ask for: they read a `Probe` instead of an
author's group, which notes every key with the kind of value that is wanted. So a new type is in the schema.
The schema knows the shape of a file; what names and conditions mean, only `saualnama check` knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from questionnaires import reader
from questionnaires.fields import Context, Fields
from questionnaires.nodes import Mapping as Group
from questionnaires.nodes import Node, Scalar
from questionnaires.problems import Report
from questionnaires.references import Scope
from questionnaires.types import question_types

Schema = dict[str, Any]

ANY = "any"
"""The name of the one entry of a group that is probed for what its entries hold."""

LANGUAGE = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$"
WORD: Schema = {"type": ["string", "number", "boolean"]}
FLAG: Schema = {"enum": ["yes", "no", True, False]}
NUMBER = r"^-?[0-9]{1,15}(\.[0-9]{1,10})?$"
TEXT: Schema = {
    "type": "object",
    "minProperties": 1,
    "patternProperties": {LANGUAGE: {"type": ["string", "number"]}},
    "additionalProperties": False,
}
LIST: Schema = {
    "anyOf": [
        {"$ref": "#/$defs/to_come"},
        {"type": "object", "additionalProperties": {"$ref": "#/$defs/code"}},
    ]
}
"""A list of codes, or the file in which it stands."""

CODES: Schema = {"anyOf": [{"type": "string"}, LIST]}
TO_COME: Schema = {
    "type": "object",
    "required": ["to come"],
    "properties": {
        **dict.fromkeys(("to come", "code from", "label from"), WORD),
        "columns": {"type": "object", "additionalProperties": WORD},
    },
    "additionalProperties": False,
}

_ENTRY = Group(1, 1, ())
_NODE = Group(1, 1, ((Scalar(1, 1, ANY), _ENTRY),))


def schema() -> Schema:
    """The schema as JSON can hold it (draft 2020-12)."""
    types = question_types()
    kinds = [
        {"if": {"properties": {"type": {"const": name}}}, "then": {"$ref": f"#/$defs/type_{name}"}}
        for name in types
    ]
    item: Schema = {"type": "object", "required": ["item", "type", "question"], "allOf": kinds}
    item["properties"] = {"type": {"enum": list(types)}}
    whole = _whole()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A questionnaire",
        **whole,
        "$defs": {
            "texts": TEXT,
            "item": item,
            "code": _code(whole),
            "to_come": TO_COME,
            **{f"type_{name}": _item(name) for name in types},
        },
    }


def _code(whole: Schema) -> Schema:
    """What a code can have, from the shared lists of codes."""
    lists: Schema = whole["properties"]["codes"]["additionalProperties"]
    code: Schema = lists["additionalProperties"]
    whole["properties"]["codes"]["additionalProperties"] = LIST
    return code


def _item(name: str) -> Schema:
    return _merged(Probe.of_type(name, full=full) for full in (True, False))


def _whole() -> Schema:
    def probe(full: bool) -> Probe:
        made = Probe(full=full)
        reader.questionnaire_of(made, "")
        return made

    return _merged(probe(full) for full in (True, False))


def _merged(probes: Iterable[Probe]) -> Schema:
    one, other = (probe.schema() for probe in probes)
    return _union(one, other)


def _union(one: Schema, other: Schema) -> Schema:
    """What either allows; needed is what both need."""
    found = {**other, **one}
    for key in ("properties", "additionalProperties", "items"):
        left, right = one.get(key), other.get(key)
        if isinstance(left, dict) and isinstance(right, dict):
            found[key] = _each(left, right) if key == "properties" else _union(left, right)
    if "required" in one and "required" in other:
        found["required"] = [key for key in one["required"] if key in other["required"]]
    return found


def _each(one: Schema, other: Schema) -> Schema:
    both = {key: _union(one[key], other[key]) for key in one if key in other}
    return {**other, **one, **both}


class Probe(Fields):
    """Fields that have everything (`full`) or nothing, and note what they are asked for."""

    def __init__(self, *, full: bool = True, kind: str = "") -> None:
        super().__init__(_NODE, "", Context(Report(), ("en",)))
        self.full = full
        self.kind = kind
        self.found: dict[str, Schema] = {}
        self.needed: dict[str, None] = {}
        self.languages = False
        self.entries: Probe | None = None
        self.inner: dict[str, tuple[Probe, str]] = {}
        """Groups that are probed themselves: alone, as entries of a list, as named entries of a group."""
        self._list = ""

    @classmethod
    def of_type(cls, name: str, *, full: bool) -> Probe:
        """The probe after an item of that type was read from it."""
        made = cls(full=full, kind=name)
        reader.item_of(made, Scope(made.context))
        return made

    def schema(self) -> Schema:
        """What was noted."""
        known = {**self.found, **{key: _wrapped(*pair) for key, pair in self.inner.items()}}
        found: Schema = {"type": "object", "properties": known, "required": list(self.needed)}
        if self.languages:
            found["patternProperties"] = {LANGUAGE: {"type": ["string", "number"]}}
        found["additionalProperties"] = self.entries.schema() if self.entries else False
        if ANY in self.found:
            found["additionalProperties"] = self.found[ANY]
            found["properties"] = {}
        return found

    def _note(self, key: str, kind: Schema, *, needed: bool = False) -> None:
        if self.found.get(key) in (None, {}, WORD):
            self.found[key] = kind
        if needed:
            self.needed[key] = None

    def __contains__(self, key: str) -> bool:
        self._note(key, {})
        return self.full

    def report(self, rule: str, key: str = "", /, **values: Any) -> None:
        """Nothing is wrong with a probe; what is missed is needed."""
        if rule == "missing-key":
            self.needed[values["key"]] = None

    def report_at(self, rule: str, place: Node, /, **values: Any) -> None:
        """Nothing is wrong with a probe."""

    def get(self, key: str) -> Node | None:
        """A group; lists of codes are known, whoever asks for them."""
        self._note(key, CODES if key == "codes" else {}, needed=key == "codes")
        return _NODE

    def scalar(self, key: str, *, needed: bool = False) -> Scalar | None:
        """Nothing."""
        self._note(key, WORD, needed=needed)
        return None

    def word(self, key: str, *, needed: bool = False) -> str:
        """The type of an item; else nothing."""
        self._note(key, {"const": self.kind} if key == "type" else WORD, needed=needed)
        return self.kind if key == "type" else ""

    def name(self, key: str) -> str:
        """Some name."""
        self._note(key, {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,59}$"}, needed=True)
        return key

    def check_name(self, node: Scalar) -> bool:
        """Every name is one."""
        return True

    def flag(self, key: str) -> bool:
        """No."""
        self._note(key, FLAG)
        return False

    def number(self, key: str, *, needed: bool = False) -> float | None:
        """No number."""
        self._note(key, {"type": ["number", "string"], "pattern": NUMBER}, needed=needed)
        return None

    def whole(self, key: str, low: int = -(10**9), high: int = 10**9) -> int | None:
        """No number; its limits are noted."""
        whole = {
            "type": ["integer", "string"],
            "minimum": low,
            "maximum": high,
            "pattern": "^-?[0-9]+(\\.0+)?$",
        }
        self._note(key, whole)
        return None

    def one_of(self, key: str, allowed: Iterable[str]) -> str:
        """None of the words."""
        self._note(key, {"enum": list(allowed)})
        return ""

    def nodes(self, key: str, *, needed: bool = False) -> tuple[Node, ...]:
        """One group, which is probed where it is read as one; lists of items refer to the item."""
        items = {"items": {"$ref": "#/$defs/item"}} if key in ("items", "asks") else {}
        self._note(key, {"type": "array", "minItems": 1, **items}, needed=needed)
        self._list = key
        return () if items else (_NODE,)

    def words(self, key: str, *, needed: bool = False) -> tuple[Scalar, ...]:
        """No words but one language."""
        self._note(key, {"type": "array", "minItems": 1, "items": WORD}, needed=needed)
        return (Scalar(1, 1, "en"),) if key == "languages" else ()

    def group(self, key: str, about: str, *, needed: bool = False) -> Fields | None:
        """A probe of the group, where there is one."""
        self._note(key, {}, needed=needed)
        return self._probed(key, "one") if self.full or needed else None

    def _probed(self, key: str, kind: str) -> Probe:
        inner = Probe(full=self.full)
        self.inner[key] = inner, kind
        return inner

    def fields(self, node: Node, about: str) -> Fields | None:
        """A probe of an entry: of the list that was asked for, or of this group."""
        if node is not _ENTRY:
            return self._probed(self._list, "list")
        self.entries = Probe(full=self.full)
        return self.entries

    def groups(self, key: str, about: str, *, needed: bool = False) -> Iterator[tuple[Scalar, Fields]]:
        """One named group, probed."""
        self._note(key, {}, needed=needed)
        yield Scalar(1, 1, ANY), self._probed(key, "named")

    def text(self, key: str, *, needed: bool = True) -> Mapping[str, str]:
        """A text in each language."""
        self._note(key, {"$ref": "#/$defs/texts"}, needed=needed)
        return {"en": key}

    def own_text(self, key: str = "label") -> Mapping[str, str]:
        """Texts stand beside the other values."""
        self.languages = True
        return {"en": key}

    def close(self) -> None:
        """Nothing is unknown."""


def _wrapped(probe: Probe, kind: str) -> Schema:
    found = probe.schema()
    if kind == "list":
        return {"type": "array", "minItems": 1, "items": found}
    return found if kind == "one" else {"type": "object", "minProperties": 1, "additionalProperties": found}
