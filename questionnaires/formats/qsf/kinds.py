"""Qualtrics' question types, each as items of ours. Adding one is one line of the table at the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from questionnaires.formats.building import Choice
from questionnaires.formats.limesurvey.symbols import Symbol
from questionnaires.formats.qsf.elements import inside, score

if TYPE_CHECKING:
    from questionnaires.formats.qsf import Made

Json = Mapping[str, Any]


def _multiple_choice(made: Made, question: Json, identity: str) -> None:
    selector = str(question.get("Selector"))
    kind = (
        "multiple"
        if selector.startswith("MA") or selector == "MSB"
        else "dropdown"
        if selector == "DL"
        else "single"
    )
    texts = made.short(made.texts(question), identity)
    made.choose(identity, texts, made.options(question, "Choices"), made.universe, kind=kind, **made.more)


def _matrix(made: Made, question: Json, identity: str) -> None:
    selector = str(question.get("Selector"))
    texts = made.short(made.texts(question), identity)
    lines = made.options(question, "Choices")
    rows, names = made.rows([(line.code, line.texts) for line in lines], identity)
    if any(line.write_in for line in lines):
        made.draft.lose("setting", f"{identity}//rows", "words cannot be written beside a row")
    if selector == "TE":
        made.item(identity, "note", texts, made.universe)
        _fields(made, identity, lines, "text")
        return
    codes, ours = made.codes(made.options(question, "Answers"), identity)
    if not rows or not codes:
        made.draft.lose("type", identity, "it has no rows or no answers")
        return
    several = question.get("SubSelector") == "MultipleAnswer"
    item = made.item(
        identity, "matrix" if several else "grid", texts, made.universe, rows=rows, codes=codes, **made.more
    )
    for line, row in names.items():
        variable = f"{item}_{row}"
        parts = tuple(Symbol(variable, "choice", option=code, told=theirs) for theirs, code in ours.items())
        one = Symbol(variable, "parts", parts=parts) if several else Symbol(variable, "coded", ours)
        made.symbols[f"{identity}.{line}"] = one


def _fields(made: Made, identity: str, lines: list[Choice], kind: str, **fields: Any) -> None:
    for line in lines:
        place = f"{identity}//{line.code}"
        name = made.item(place, kind, made.short(line.texts, place), made.universe, **{**made.more, **fields})
        made.symbols[f"{identity}.{line.code}"] = Symbol(name, "text" if kind == "text" else "number")


def _side_by_side(made: Made, question: Json, identity: str) -> None:
    """Several matrices that share their rows: one after the other."""
    made.item(identity, "note", made.long(made.texts(question), identity), made.universe)
    beside = question.get("AdditionalQuestions")
    for number, inner in sorted(beside.items()) if isinstance(beside, dict) else ():
        if isinstance(inner, dict):
            whole = {**inner, "QuestionType": "Matrix", "Choices": question.get("Choices")}
            whole.setdefault("ChoiceOrder", question.get("ChoiceOrder"))
            _matrix(made, whole, f"{identity}//{number}")


def _text(made: Made, question: Json, identity: str) -> None:
    texts, selector = made.short(made.texts(question), identity), question.get("Selector")
    settings = inside(question, "Validation", "Settings")
    if selector == "FORM":
        made.item(identity, "note", texts, made.universe)
        _fields(made, identity, made.options(question, "Choices"), "text")
        return
    if selector == "PW":
        made.draft.lose("setting", f"{identity}//hidden", "what is typed is not hidden while it is typed")
    number = settings.get("ContentType") == "ValidNumber"
    long = {"long": "yes"} if selector in ("ML", "ESTB") and not number else {}
    name = made.item(identity, "number" if number else "text", texts, made.universe, **made.more, **long)
    made.symbols[identity] = Symbol(name, "number" if number else "text")


def _slider(made: Made, question: Json, identity: str) -> None:
    made.item(identity, "note", made.long(made.texts(question), identity), made.universe)
    held = inside(question, "Configuration")
    ends = {
        ours: held[theirs]
        for ours, theirs in (("min", "CSSliderMin"), ("max", "CSSliderMax"))
        if score(held.get(theirs)) is not None
    }
    _fields(made, identity, made.options(question, "Choices"), "slider", **ends)


def _note(made: Made, question: Json, identity: str) -> None:
    made.item(identity, "note", made.long(made.texts(question), identity), made.universe)


def _ranking(made: Made, question: Json, identity: str) -> None:
    texts = made.short(made.texts(question), identity)
    made.choose(
        identity, texts, made.options(question, "Choices"), made.universe, kind="ranking", **made.more
    )


def _points(made: Made, question: Json, identity: str) -> None:
    lines = made.options(question, "Choices")
    rows, _ = made.rows([(line.code, line.texts) for line in lines], identity)
    total = score(inside(question, "Validation", "Settings").get("ChoiceTotal"))
    texts = made.short(made.texts(question), identity)
    if total and rows and total == int(total):
        made.item(identity, "constant_sum", texts, made.universe, rows=rows, total=int(total), **made.more)
        return
    made.item(identity, "note", texts, made.universe)
    _fields(made, identity, lines, "number")


KINDS: Mapping[str, Any] = {
    "MC": _multiple_choice,
    "Matrix": _matrix,
    "SBS": _side_by_side,
    "TE": _text,
    "Slider": _slider,
    "DB": _note,
    "RO": _ranking,
    "CS": _points,
}
