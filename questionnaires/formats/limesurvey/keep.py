"""Takes out of what a file says all that was lost: what is left is really in our questionnaire."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from typing import Any

from questionnaires.formats import Loss

Said = dict[str, Any]


def kept(found: Mapping[str, Any], losses: Iterable[Loss], sections: Mapping[str, str]) -> Said:
    """`found` without what `losses` name. `sections`: our section -> their group."""
    said: Said = deepcopy(dict(found))
    for loss in losses:
        code, _, rest = loss.place.partition("/")
        take = _TAKEN.get(loss.kind)
        group = sections.get(loss.place) or loss.place.removeprefix("group ")
        for one in said.get("groups", ()) if loss.kind == "routing" else ():
            if one["gid"] == group:
                one.pop("relevance", None)
        if take:
            said["questions"] = [one for one in said["questions"] if _code(one) != code or take(one, rest)]
    return said


def _code(said: Said) -> Any:
    return said.get("code", said.get("name"))


def _type(said: Said, rest: str) -> bool:
    """A whole question is gone, or a part of it."""
    for key in ("subquestions", "answers"):
        if rest and key in said:
            said[key] = [one for one in said[key] if one["code"] != rest.split("_", maxsplit=1)[0]]
    return bool(rest)


def _drop(*keys: str) -> Callable[[Said, str], bool]:
    def take(said: Said, rest: str) -> bool:
        for key in keys:
            said.pop(key, None)
        return True

    return take


def _text(said: Said, rest: str) -> bool:
    """The texts of the question, its help, or a part's."""
    if rest in ("", "help"):
        said.pop({"": "labels", "help": "help"}[rest], None)
        if not rest:
            said.pop("text", None)
    for key in ("subquestions", "answers"):
        for one in said.get(key, ()) if rest else ():
            if one["code"] == rest:
                one.pop("labels", None)
    return True


_TAKEN: Mapping[str, Callable[[Said, str], bool]] = {
    "type": _type,
    "media": lambda said, rest: bool(rest) or said.get("type", said.get("type/scale")) != "|",
    "device": _type,
    "geography": _type,
    "routing": _drop("relevance"),
    "check": _drop("validation"),
    "default": _drop("default"),
    "text": _text,
}
