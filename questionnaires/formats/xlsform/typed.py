"""Questions of XLSForm as items of ours, type by type."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from questionnaires.formats.xlsform.nouns import Element, Texts
from questionnaires.formats.xlsform.words import LIMITS
from questionnaires.formats.xpath_symbols import Symbol

if TYPE_CHECKING:
    from questionnaires.formats.xlsform.items import Items

LONG = 2_000
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MANY = 20
"""More choices than these are a drop-down list."""


@dataclass(slots=True)
class Typed:
    """An item in the making."""

    kind: str
    question: Texts
    symbol: Symbol
    fields: dict[str, Any] = field(default_factory=dict)


def item_of(build: Items, element: Element, roster: str) -> Typed | None:
    """The item of a question that somebody sees; None when it is lost."""
    kind = "text" if element.type == "phone number" else element.type
    if kind.startswith("select") or kind == "rank":
        return build.lists.item(element, roster)
    make = _MAKERS.get("integer" if kind in LIMITS else kind)
    if make is None:
        build.gone(element, "type", f"there is nothing like “{kind}”")
        return None
    return make(build, element, roster)


def question_of(build: Items, element: Element, roster: str) -> Texts:
    """The words of the question: its label, else its hint, else its name."""
    found = build.text(element, "label", roster) or build.text(element, "hint", roster)
    return found or dict.fromkeys(build.draft.languages, element.name)


def _named(build: Items, element: Element, roster: str, kind: str, symbol: str, **fields: Any) -> Typed:
    question = question_of(build, element, roster)
    name = build.draft.name(element.name[:24] if roster else element.name, element.path)
    fields |= _default(build, element, kind, roster)
    return Typed(kind, question, Symbol(name, symbol, roster=roster), fields)


def _default(build: Items, element: Element, kind: str, roster: str) -> dict[str, Any]:
    default = element.get("default")
    if not default or kind == "note":
        return {}
    from questionnaires.formats.xlsform.survey import dynamic

    if dynamic(default) and not (kind == "date" and _DAY.fullmatch(default)):
        return {"default_from": build.computed_default(element, roster)}
    return {"default": default}


def _text(build: Items, element: Element, roster: str) -> Typed:
    numbers = element.get("appearance") in ("numbers", "bearing")
    return _named(
        build, element, roster, "text", "text", long=not numbers and "yes", length=200 if numbers else LONG
    )


def _whole(build: Items, element: Element, roster: str) -> Typed:
    low, high = LIMITS.get(element.type, (None, None))
    return _named(
        build,
        element,
        roster,
        "number",
        "number",
        whole="yes",
        min=low if low is None else str(low),
        max=high,
    )


def _decimal(build: Items, element: Element, roster: str) -> Typed:
    return _named(build, element, roster, "number", "number")


def _date(build: Items, element: Element, roster: str) -> Typed:
    return _named(build, element, roster, "date", "date")


def _time(build: Items, element: Element, roster: str) -> Typed:
    return _named(build, element, roster, "time", "time")


def _moment(build: Items, element: Element, roster: str) -> Typed:
    """Day and time together: as text that is checked."""
    made = _named(build, element, roster, "text", "text", length=16)
    pattern = "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}"
    said = {one: f"{text} (2026-11-22 09:30)" for one, text in made.question.items()}
    made.question = said
    made.fields["checks"] = [{"holds if": f'matches({made.symbol.name}, "{pattern}")', "say": build.wrong()}]
    return made


def _note(build: Items, element: Element, roster: str) -> Typed:
    return _named(build, element, roster, "note", "gone")


def _tick(build: Items, element: Element, roster: str) -> Typed:
    made = _named(build, element, roster, "acknowledgement", "code")
    made.symbol = Symbol(made.symbol.name, "code", {"OK": ("yes",)}, roster)
    made.fields["label"] = build.draft.text(made.question, element.path)
    return made


def _range(build: Items, element: Element, roster: str) -> Typed:
    """A slider of whole numbers; with other steps a number that is checked."""
    start, end, step = (Decimal(element.parameters[key]) for key in ("start", "end", "step"))
    low, high = min(start, end), max(start, end)
    whole = all(one == one.to_integral_value() for one in (start, end, step))
    kind = "slider" if whole and low != high else "number"
    made = _named(build, element, roster, kind, "number", min=f"{low:f}", max=f"{high:f}")
    if abs(step) != 1:
        holds = f"remainder(round(({made.symbol.name} - {low:f}) / {abs(step):f}, 6), 1) == 0"
        made.fields["checks"] = [{"holds if": holds, "say": build.wrong()}]
    return made


_MAKERS: Mapping[str, Callable[[Items, Element, str], Typed]] = {
    "text": _text,
    "integer": _whole,
    "decimal": _decimal,
    "date": _date,
    "time": _time,
    "datetime": _moment,
    "note": _note,
    "acknowledge": _tick,
    "range": _range,
}
