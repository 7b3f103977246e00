"""What a form says in its own words, in the schema of the collections that imports are compared with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from questionnaires.formats.xlsform.nouns import Choice, Element, Form
from questionnaires.formats.xlsform.references import REFERENCE
from questionnaires.formats.xlsform.words import LIMITS

_TEXTS = {
    "label": "labels",
    "hint": "hints",
    "constraint_message": "constraint_message",
    "required_message": "required_message",
}
_LOGIC = ("required", "relevant", "constraint", "calculation", "default", "choice_filter", "readonly")


def found(form: Form) -> dict[str, Any]:
    """Languages, questions, groups, choices."""
    return {
        "valid": True,
        "title": form.title,
        "form_id": form.name,
        "languages": list(form.languages),
        "questions": [_question(one, path) for one, path in _questions(form.root)],
        "groups": [_group(one) for one in form.elements() if one.kind != "question"],
        "choices": {name: [_choice(one) for one in options] for name, options in form.choices.items()},
    }


def _questions(element: Element) -> Iterator[tuple[Element, str]]:
    """Questions, and those that the form makes by itself: counts of repeats, words for “other”."""
    for child in element.children:
        if child.kind == "question":
            yield child, child.path
            if child.other:
                yield words_for_other(child), f"{child.path}_other"
        else:
            if counted := count_of(child):
                yield counted, counted.path
            yield from _table(child)
            yield from _questions(child)


def _table(group: Element) -> Iterator[tuple[Element, str]]:
    """What a table of choices shows above its lines: the words of the group, and the choices."""
    if "table-list" not in group.get("appearance").split():
        return
    if said := {key: group.texts[key] for key in ("label", "hint") if group.texts.get(key)}:
        name = f"generated_table_list_label_{group.row}"
        yield (
            Element("question", name, f"{group.path}/{name}", group.row, "note", texts=said),
            f"{group.path}/{name}",
        )
    first = next((one for one in group.children if one.type.startswith("select_")), None)
    if first is not None:
        name = f"reserved_name_for_field_list_labels_{first.row}"
        made = Element("question", name, f"{group.path}/{name}", first.row, first.type, first.listed)
        made.depth = first.depth
        made.logic |= {"relevant": first.get("relevant")} if first.get("relevant") else {}
        yield made, made.path


def count_of(repeat: Element) -> Element | None:
    """The value that a computed number of repetitions makes."""
    count = repeat.get("repeat_count")
    if not count or REFERENCE.fullmatch(count):
        return None
    made = Element("question", f"{repeat.name}_count", f"{repeat.path}_count", repeat.row, "calculate")
    made.logic["calculation"] = count
    made.depth = repeat.depth
    return made


def words_for_other(select: Element) -> Element:
    """The question that “or_other” adds."""
    name = f"{select.name}_other"
    made = Element("question", name, f"{select.path}_other", select.row, "text", depth=select.depth)
    made.texts["label"] = {"default": "Specify other."}
    made.logic["relevant"] = f"selected(../{select.name}, 'other')"
    return made


def _question(one: Element, path: str) -> dict[str, Any]:
    kind = "phonenumber" if one.type == "phone number" else "integer" if one.type in LIMITS else one.type
    said: dict[str, Any] = {"name": one.name, "path": path, "type": kind}
    if one.listed:
        said["list"] = one.listed
    said |= {name: dict(one.texts[key]) for key, name in _TEXTS.items() if one.texts.get(key)}
    said |= {key: one.get(key) for key in _LOGIC if one.get(key)}
    said |= {"trigger": list(one.trigger)} if one.trigger else {}
    said |= {"parameters": dict(one.parameters)} if one.parameters else {}
    said |= {"repeat_depth": one.depth} if one.depth else {}
    return said


def _group(one: Element) -> dict[str, Any]:
    said: dict[str, Any] = {"name": one.name, "path": one.path, "kind": one.kind}
    said |= {"labels": dict(one.labels())} if one.labels() else {}
    said |= {"relevant": one.get("relevant")} if one.get("relevant") else {}
    count = one.get("repeat_count")
    if count:
        said["repeat_count"] = count if REFERENCE.fullmatch(count) else f"${{{one.name}_count}}"
    return said


def _choice(one: Choice) -> dict[str, Any]:
    return {"name": one.name, "labels": dict(one.labels), **({"extra": one.extra} if one.extra else {})}
