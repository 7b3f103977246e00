"""How much of a form an import kept: facet by facet, compared with what must be reproduced.

Curly quotes count as straight ones, runs of blanks as one; expressions are compared without blanks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

Form = Mapping[str, Any]
Parts = dict[str, tuple[int, int]]
"""Facet -> how much is kept, of how much."""

TEXTS = ("labels", "hints", "help", "constraint_message", "required_message")
LOGIC = (
    "relevant",
    "relevance",
    "constraint",
    "calculation",
    "choice_filter",
    "default",
    "repeat_depth",
    "trigger",
    "validation",
)
GROUPS = ("kind", "relevant", "relevance", "repeat_count")
_NO = ("", "false", "false()", "no", "0", "none", "n")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})


def parts(expected: Form, found: Form) -> Parts:
    """Questions, order, choices, texts in their languages, routing."""
    pairs = list(_pairs(expected, found))
    wanted = [_name(one) for one in expected.get("questions", [])]
    order = [name for name in map(_name, found.get("questions", [])) if name in set(wanted)]
    questions = [other is not None and one.get("type") == other.get("type") for one, other in pairs]
    return {
        "questions": _counted(questions),
        "order": (int(order == wanted), 1),
        "choices": _counted(_choices(expected, found, pairs)),
        "languages": _counted(_texts(pairs)),
        "routing": _counted([*_logic(pairs), *_groups(expected, found)]),
    }


def full(counts: Parts) -> bool:
    """Whether everything is kept."""
    return all(kept == total for kept, total in counts.values())


def without(expected: Form, gone: Collection[str]) -> dict[str, Any]:
    """What must be reproduced when what was declared at these places need not be: whole questions that an
    anonymous survey never asks, and what speaks of them."""
    questions = []
    for one in expected.get("questions", []):
        if one.get("path") not in gone:
            questions.append(one)
        elif one.get("labels") and one["type"] not in DECLARED and "geojson" not in str(one.get("list")):
            questions.append({key: value for key, value in one.items() if key not in (*LOGIC, *TEXTS)})
    groups = [one for one in expected.get("groups", []) if one.get("path") not in gone]
    return {**expected, "questions": questions, "groups": groups}


DECLARED = frozenset(
    (
        *("image", "audio", "video", "file", "background-audio", "osm", "barcode"),
        *("geopoint", "geotrace", "geoshape", "start-geopoint", "background-geopoint"),
        *(
            "start",
            "end",
            "today",
            "deviceid",
            "subscriberid",
            "simserial",
            "phonenumber",
            "username",
            "email",
        ),
        "audit",
    )
)


def _counted(kept: Collection[bool]) -> tuple[int, int]:
    return sum(kept), len(kept)


def _name(one: Form) -> str:
    return str(one.get("name") or one.get("code"))


def _pairs(expected: Form, found: Form) -> Iterator[tuple[Form, Form | None]]:
    made = found.get("questions", [])
    places = {one.get("path") or _name(one): one for one in made}
    names: dict[str, Form] = {}
    for one in made:
        names.setdefault(_name(one), one)
    for one in expected.get("questions", []):
        yield one, places.get(one.get("path")) or names.get(_name(one))


def _choices(expected: Form, found: Form, pairs: list[tuple[Form, Form | None]]) -> list[bool]:
    kept: list[bool] = []
    for name, options in expected.get("choices", {}).items():
        wanted = [(_said(one["name"]), _labels(one.get("labels"))) for one in options]
        made = [(_said(o["name"]), _labels(o.get("labels"))) for o in found.get("choices", {}).get(name, [])]
        kept += _alike(wanted, made)
    for one, other in pairs:
        for key in ("answers", "subquestions"):
            kept += _alike(_answers(one, key), _answers(other or {}, key))
    return kept


def _answers(one: Form, key: str) -> list[Any]:
    return [(_said(o.get("code")), o.get("scale") or "0", _labels(o.get("labels"))) for o in one.get(key, [])]


def _alike(wanted: list[Any], made: list[Any]) -> list[bool]:
    if len(wanted) != len(made):
        return [False] * len(wanted)
    return [one == other for one, other in zip(wanted, made, strict=True)]


def _texts(pairs: list[tuple[Form, Form | None]]) -> list[bool]:
    return [
        _labels((other or {}).get(key)).get(language) == text
        for one, other in pairs
        for key in TEXTS
        for language, text in _labels(one.get(key)).items()
    ]


def _logic(pairs: list[tuple[Form, Form | None]]) -> Iterator[bool]:
    for one, other in pairs:
        made = other or {}
        yield from (
            _code(one[key]) == _code(made.get(key)) for key in LOGIC if one.get(key) not in (None, "")
        )
        if _true(one.get("required") or one.get("mandatory")):
            yield _true(made.get("required") or made.get("mandatory"))


def _groups(expected: Form, found: Form) -> Iterator[bool]:
    made = {one.get("path") or one.get("gid"): one for one in found.get("groups", [])}
    for one in expected.get("groups", []):
        other = made.get(one.get("path") or one.get("gid"), {})
        yield from (_code(one[key]) == _code(other.get(key)) for key in GROUPS if one.get(key))


def _said(text: object) -> str:
    return re.sub(r"\s+", " ", str("" if text is None else text).translate(_STRAIGHT)).strip()


def _code(text: object) -> str:
    return re.sub(r"\s+", "", str(text or "").translate(_STRAIGHT)).replace('"', "'")


def _labels(texts: Form | None) -> dict[str, str]:
    return {language: _said(text) for language, text in (texts or {}).items() if _said(text)}


def _true(value: object) -> bool:
    return str(value or "").lower() not in _NO
