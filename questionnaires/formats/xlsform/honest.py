"""What a form says in its own words, less everything that an import could not keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from questionnaires.formats import Loss
from questionnaires.formats.xlsform.found import found
from questionnaires.formats.xlsform.nouns import Form

_FACETS: Mapping[str, tuple[str, ...]] = {
    "routing": ("relevant",),
    "check": ("constraint", "constraint_message"),
    "value": ("calculation",),
    "default": ("default",),
    "offer": ("choice_filter",),
    "required": ("required", "required_message"),
    "trigger": ("trigger",),
    "repeat": ("repeat_count",),
    "text": ("labels", "hints"),
    "text label": ("labels",),
    "text hint": ("hints",),
    "text constraint_message": ("constraint_message",),
    "text required_message": ("required_message",),
}
_WHOLE = frozenset(("type", "geography", "device"))


def kept(form: Form, losses: Iterable[Loss], places: Mapping[str, str]) -> dict[str, Any]:
    """The form in its own words without what was lost."""
    said = found(form)
    lost: dict[str, set[str]] = {}
    for loss in losses:
        lost.setdefault(places.get(loss.place, loss.place), set()).add(loss.kind)
    refused = {one.path for one in form.elements() if one.type in _MEDIA}
    for kind in ("questions", "groups"):
        said[kind] = [
            _less(one, lost.get(one["path"], set()))
            for one in said[kind]
            if not _WHOLE & lost.get(one["path"], set()) and one["path"] not in refused
        ]
    for name in list(said["choices"]):
        if "choices" in lost.get(name, ()):
            del said["choices"][name]
    return said


def _less(one: dict[str, Any], kinds: Iterable[str]) -> dict[str, Any]:
    if "listed" in kinds:
        one = {**one, "type": "text"}
    gone = {facet for kind in kinds for facet in _FACETS.get(kind, ())}
    return {key: value for key, value in one.items() if key not in gone}


_MEDIA = frozenset(("image", "audio", "video", "file", "background-audio"))
