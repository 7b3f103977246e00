"""SurveyJS's question types, each as items of ours. Adding one is one line of the table at the end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from questionnaires.formats.building import Choice, groups, members
from questionnaires.formats.limesurvey.calls import regular
from questionnaires.formats.limesurvey.symbols import Holds, Symbol, both, written
from questionnaires.formats.limesurvey.terms import Untranslatable
from questionnaires.formats.limesurvey.words import word
from questionnaires.formats.surveyjs.logic import Logic
from questionnaires.formats.surveyjs.texts import spoken

if TYPE_CHECKING:
    from questionnaires.formats.surveyjs import Made

Json = Mapping[str, Any]


def _single(made: Made, one: Json, name: str, texts: dict[str, str], holds: Holds, more: Any) -> None:
    kind = {"dropdown": "dropdown", "checkbox": "multiple", "ranking": "ranking", "tagbox": "multiple"}
    random = {"order": "random"} if one.get("choicesOrder") == "random" else {}
    wanted = kind.get(str(one.get("type")), "single")
    made.choose(name, texts, made.choices(one), holds, kind=wanted, **more, **random)


def _boolean(made: Made, one: Json, name: str, texts: dict[str, str], holds: Holds, more: Any) -> None:
    labels = [spoken(one.get(key), made.languages) for key in ("labelTrue", "labelFalse")]
    yes, no = labels[0] or {made.languages[0]: "Yes"}, labels[1] or {made.languages[0]: "No"}
    made.choose(name, texts, (Choice("true", yes), Choice("false", no)), holds, **more)


def _rating(made: Made, one: Json, name: str, texts: dict[str, str], holds: Holds, more: Any) -> None:
    values = members(one, "rateValues") or list(
        range(whole(one.get("rateMin"), 1), whole(one.get("rateMax"), 5) + 1)
    )
    choices = [made.choice(value) for value in values]
    ends = (
        one.get("minRateDescription") or one.get("mininumRateDescription"),
        one.get("maxRateDescription") or one.get("maximumRateDescription"),
    )
    scored = (
        [
            Choice(
                choice.code,
                _ended(choice.texts, end),
                score=float(choice.code) if _is_number(choice.code) else None,
            )
            for choice, end in zip(choices, (ends[0], *[None] * (len(choices) - 2), ends[1]), strict=False)
        ]
        if len(choices) > 1
        else choices
    )
    made.choose(name, texts, scored, holds, **more)


def _ended(texts: Mapping[str, str], end: Any) -> dict[str, str]:
    return {
        language: f"{text} – {end}" if isinstance(end, str) and end else text
        for language, text in texts.items()
    }


def whole(value: Any, usual: int) -> int:
    """A whole number from 0 to 1000, or what is usual."""
    return value if isinstance(value, int) and 0 <= value <= 1000 else usual


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]+)?", text))


def _text(made: Made, one: Json, name: str, texts: dict[str, str], holds: Holds, more: Any) -> None:
    entry = str(one.get("inputType", "text"))
    kind = {"number": "number", "range": "number", "date": "date", "time": "time"}.get(entry, "text")
    fields = dict(more)
    if kind == "number":
        fields |= {key: one[key] for key in ("min", "max") if _is_number(str(one.get(key)))}
    if kind == "text":
        long = one.get("type") == "comment"
        length = one.get("maxLength")
        fields |= {
            "long": "yes" if long else "",
            "length": length if isinstance(length, int) and 0 < length < 10_001 else None,
        }
    default = one.get("defaultValue")
    if isinstance(default, (str, int, float)) and not isinstance(default, bool):
        fields["default"] = default
    item = made.item(name, kind, texts, holds, **fields)
    made.symbols[name] = Symbol(item, "number" if kind == "number" else "text")
    _checked(made, one, name, item)
    if entry == "datetime-local":
        made.item(f"{name}//time", "time", {made.languages[0]: "Time"}, holds)


def _checked(made: Made, one: Json, name: str, item: str) -> None:
    """Validators become checks."""
    checks = []
    for validator in groups(one, "validators"):
        said = spoken(validator.get("text"), made.languages) or word("check", made.languages)
        say = made.draft.text(made.short(said, name), name)
        try:
            checks += [{"holds if": holds, "say": say} for holds in _validated(made, validator, item)]
        except Untranslatable as error:
            made.draft.lose("check", f"{name}//validators", f"a check cannot be said here: {error}")
    if checks:
        made.draft.sections[-1].items[-1]["checks"] = checks


def _validated(made: Made, validator: Json, item: str) -> list[str]:
    """The conditions of a validator."""
    kind = str(validator.get("type"))
    if kind in LIMITS:
        value, least, most = LIMITS[kind]
        limits = ((least, ">="), (most, "<="))
        known = [(validator[key], sign) for key, sign in limits if _is_number(str(validator.get(key)))]
        return [f"{value.format(item)} {sign} {limit}" for limit, sign in known]
    if kind == "regex":
        return [f"matches({item}, {regular(str(validator.get('regex', '')))})"]
    if kind == "email":
        return [rf'matches({item}, "[^@\s]+@[^@\s]+[.][^@\s.]+")']
    if kind == "expression":
        holds = written(Logic(made).said(str(validator.get("expression", ""))))
        return [holds] if holds else []
    raise Untranslatable(f"“{kind[:40]}” is not known")


LIMITS: Mapping[str, tuple[str, str, str]] = {
    "numeric": ("{}", "minValue", "maxValue"),
    "text": ("length({})", "minLength", "maxLength"),
    "answercount": ("count({})", "minCount", "maxCount"),
}
"""Validator -> what it looks at, and its limits."""


def _grid(made: Made, one: Json, name: str, texts: dict[str, str], holds: Holds, more: Any) -> None:
    codes, names = made.codes([made.choice(value) for value in members(one, "columns")], name)
    rows, ours = made.rows(made.pairs(one, "rows"), name)
    if not rows:
        made.draft.lose("type", name, "a matrix without rows that stand in the file")
        return
    required = {"required": "yes"} if one.get("isAllRowRequired") else {}
    kind = "matrix" if one.get("cellType") == "checkbox" else "grid"
    item = made.item(name, kind, texts, holds, codes=codes, rows=rows, **{**more, **required})
    for row, mine in ours.items():
        made.symbols[f"{name}.{row}"] = Symbol(f"{item}_{mine}", "coded", names)


def _cells(made: Made, one: Json, name: str, texts: dict[str, str], holds: Holds, more: Any) -> None:
    """Rows of different fields: an item for each cell, under a note."""
    rows = made.pairs(one, "rows")
    if not rows:
        made.draft.lose("type", name, "rows that people add themselves cannot be asked for here")
        return
    made.item(name, "note", texts, holds)
    for row, labels in rows:
        for column in members(one, "columns"):
            whole = column if isinstance(column, dict) else {"name": str(column)}
            cell(made, one, whole, (name, row, labels), holds)


def cell(made: Made, one: Json, column: Json, row: tuple[str, str, dict[str, str]], holds: Holds) -> None:
    """One field of a row; of a row that people add without the row's words."""
    name, code, labels = row
    title = spoken(column.get("title"), made.languages) or {made.languages[0]: str(column.get("name", ""))}
    said = {key: f"{labels.get(key, code)} – {text}" if code else text for key, text in title.items()}
    kind = str(column.get("cellType") or one.get("cellType") or "dropdown")
    kind = "dropdown" if kind == "default" else kind
    choices = members(column, "choices") or members(one, "choices")
    place = f"{name}//{code}.{column.get('name')}" if code else f"{name}//{column.get('name')}"
    shown = both(holds, made.logic(column, place))
    more = {"required": "yes" if column.get("isRequired") else ""}
    KINDS.get(kind, _text)(
        made, {**column, "type": kind, "choices": choices}, place, made.short(said, name), shown, more
    )
    if place in made.symbols:
        made.symbols[str(column.get("name"))] = made.symbols[place]


def _several(made: Made, one: Json, name: str, texts: dict[str, str], holds: Holds, more: Any) -> None:
    made.item(name, "note", texts, holds)
    for inner in members(one, "items"):
        whole = inner if isinstance(inner, dict) else {"name": str(inner)}
        title = spoken(whole.get("title"), made.languages) or {made.languages[0]: str(whole.get("name", ""))}
        required = {"required": "yes"} if whole.get("isRequired") else {}
        fields = {**more, **required}
        _text(made, whole, f"{name}//{whole.get('name')}", made.short(title, name), holds, fields)


def _html(made: Made, one: Json, name: str, texts: dict[str, str], holds: Holds, more: Any) -> None:
    said = made.long(spoken(one.get("html"), made.languages), name)
    made.item(name, "note", said or texts, holds)


def _computed(made: Made, one: Json, name: str, texts: dict[str, str], holds: Holds, more: Any) -> None:
    logic = Logic(made)
    try:
        value = logic.computed(str(one.get("expression", "")))
    except Untranslatable as error:
        made.draft.lose(
            "type", name, f"“{str(one.get('expression'))[:120]}” cannot be computed here: {error}"
        )
        return
    item = made.item(name, "calculated", texts, holds, value=value)
    made.symbols[name] = Symbol(item, "number")


KINDS: Mapping[str, Any] = {
    "radiogroup": _single,
    "dropdown": _single,
    "checkbox": _single,
    "tagbox": _single,
    "ranking": _single,
    "boolean": _boolean,
    "rating": _rating,
    "text": _text,
    "comment": _text,
    "matrix": _grid,
    "matrixdropdown": _cells,
    "multipletext": _several,
    "html": _html,
    "expression": _computed,
}
REFUSED: Mapping[str, tuple[str, bool]] = {
    "file": ("files tell who answers: they are not taken in anonymous surveys", True),
    "signaturepad": ("a signature tells who answers", True),
    "image": ("pictures are not shown", True),
    "imagepicker": ("pictures are not shown", True),
}
LOST: Mapping[str, str] = {
    "validators": "check",
    "choicesByUrl": "offer",
    "choicesVisibleIf": "setting",
    "defaultValue": "default",
}
