"""Rules that need the whole form: labels, triggers, attached files, searches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from questionnaires.formats import NotReadable
from questionnaires.formats.xlsform.nouns import Element, Form
from questionnaires.formats.xlsform.references import REFERENCE
from questionnaires.formats.xlsform.words import FILE_ENDS, LIMITS, UNSEEN_TYPES

_SEARCH = re.compile(r"search\(.*?\)")
_PULL = re.compile(r"pulldata\s*\(\s*([^,]+),")


def check(form: Form, sheet: str, entities: frozenset[str]) -> None:
    """NotReadable for the first thing that is wrong."""
    questions = [one for one in form.elements() if one.kind == "question"]
    for one in questions:
        if _seen(one):
            _labelled(one, sheet)
    _triggers(questions, sheet)
    _geometries(form, questions, sheet, entities)
    _searches(questions, sheet)
    _files(form, questions, sheet)


def _seen(one: Element) -> bool:
    """Whether a respondent would see the question."""
    if one.type in UNSEEN_TYPES:
        return False
    computed = one.get("calculation") or one.trigger
    return not computed or bool(one.labels() or one.texts.get("hint") or one.type in LIMITS)


def _labelled(one: Element, sheet: str) -> None:
    if "big-image" in one.media and "image" not in one.media:
        raise NotReadable("a big-image needs an image too", sheet=sheet, row=one.row)
    if one.labels() or one.media or one.texts.get("hint") or one.type in LIMITS or one.type == "phone number":
        return
    raise NotReadable(f"the question “{one.name}” has neither label nor hint", sheet=sheet, row=one.row)


def _triggers(questions: list[Element], sheet: str) -> None:
    known = {one.name: one for one in questions}
    for one in questions:
        for name in one.trigger:
            if name not in known:
                raise NotReadable(f"no question is called “{name}”, the trigger", sheet=sheet, row=one.row)
            other = known[name]
            computed = other.type == "calculate" or other.get("calculation") or other.trigger
            if computed and not _seen(other):
                reason = f"nobody sees the question “{name}”, so it cannot trigger anything"
                raise NotReadable(reason, sheet=sheet, row=one.row)


def _geometries(form: Form, questions: list[Element], sheet: str, entities: frozenset[str]) -> None:
    """reference-geometry names a list, an attached file or a repeat."""
    selects = [one for one in questions if one.type.startswith(("select", "rank"))]
    known = {_stem(one.listed) for one in selects if one.type != "select_one_external"}
    known |= {_stem(one.name) for one in questions if one.type in ("csv-external", "xml-external")}
    known |= set(form.choices) | entities
    repeats = {one.name for one in form.elements() if one.kind == "repeat"}
    for one in questions:
        target = one.parameters.get("reference-geometry")
        if target is None or target in known:
            continue
        inside = REFERENCE.fullmatch(target)
        if not inside or inside[2] not in repeats:
            reason = f"reference-geometry names a list, an attached file or a repeat, not “{target}”"
            raise NotReadable(reason, sheet=sheet, row=one.row)


def _stem(name: str) -> str:
    at = name.rfind(".")
    return name[:at] if at > 0 else name


def _searches(questions: list[Element], sheet: str) -> None:
    selects = [one for one in questions if one.type.startswith("select_")]
    searching = [one for one in selects if _SEARCH.search(one.get("appearance"))]
    for one in searching:
        if one.listed.endswith(FILE_ENDS):
            reason = "search() and a list from a file cannot stand together"
            raise NotReadable(reason, sheet=sheet, row=one.row)
        others = [two.name for two in selects if two.listed == one.listed and two not in searching]
        if others:
            reason = (
                f"“{others[0]}” has the same list “{one.listed}” without search(); give it a list of its own"
            )
            raise NotReadable(reason, sheet=sheet, row=one.row)


def _files(form: Form, questions: list[Element], sheet: str) -> None:
    """One name stands for one attached file."""
    external: set[str] = set()
    sources: dict[str, str] = {}
    for one, name, source in _instances(form, questions):
        if one.type in ("csv-external", "xml-external"):
            if name in external:
                raise NotReadable(f"two attached files are called “{name}”", sheet=sheet, row=one.row)
            external.add(name)
        if sources.setdefault(name, source) != source:
            reason = f"“{name}” stands for two things: {sources[name]} and {source}"
            raise NotReadable(reason, sheet=sheet, row=one.row)


def _instances(form: Form, questions: list[Element]) -> Iterator[tuple[Element, str, str]]:
    for one in form.elements():
        for key in (
            "calculation",
            "constraint",
            "readonly",
            "required",
            "relevant",
            "choice_filter",
            "default",
        ):
            for found in _PULL.finditer(one.get(key)):
                name = found[1].strip().strip("'\"").strip()
                yield one, name, f"jr://file-csv/{name}.csv"
        if one.type == "csv-external":
            yield one, one.name, f"jr://file-csv/{one.name}.csv"
        elif one.type == "xml-external":
            yield one, one.name, f"jr://file/{one.name}.xml"
        elif one.listed.endswith(FILE_ENDS):
            folder = "file-csv" if one.listed.endswith(".csv") else "file"
            yield one, _stem(one.listed), f"jr://{folder}/{one.listed}"
    searched = {one.listed for one in questions if _SEARCH.search(one.get("appearance"))}
    used = {one.listed: one for one in questions if one.listed}
    for name in form.choices:
        if name not in searched and (name in used or questions):
            yield used.get(name) or questions[0], name, f"the list {name}"
