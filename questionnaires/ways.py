"""What answers take and give on the way through a questionnaire: limits, computed values, numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from questionnaires import routing
from questionnaires.conditions import Condition
from questionnaires.questionnaire import Item
from questionnaires.ranges import UNKNOWN, Between, Unknown
from questionnaires.types import type_of


def limits(item: Item) -> Iterator[Condition]:
    """What must hold for answers of an item: its hard checks, what its options are offered for."""
    yield from (check.holds for check in item.checks if not check.soft)
    yield from (option.offered_if for option in item.options if option.offered_if)


def limits_of(item: Item, answer: Any) -> list[list[Any]]:
    """What must hold for this answer."""
    chosen = answer if isinstance(answer, list) else [answer]
    return [
        *(one.offered_if.tree for one in item.options if one.offered_if and one.value in chosen),
        *(check.holds.tree for check in item.checks if not check.soft),
    ]


def computed(item: Item, found: Any) -> dict[str, Any]:
    """What is known of a computed item: a range that may be cut or left out is not known."""
    if isinstance(found, Unknown):
        return {item.name: UNKNOWN}
    if not isinstance(found, Between):
        answer = type_of(item).given(item, found)
        return routing.values(item, answer) if answer is not None else {}
    inside = (item.low is None or found.low >= item.low) and (item.high is None or found.high <= item.high)
    plain = item.settings.get("gives") == "number" and (found.whole or not item.settings.get("whole"))
    return {item.name: found if inside and plain else UNKNOWN}


def some(answer: Any, part: float) -> Any:
    """A number of a range; every other answer as it is."""
    if not isinstance(answer, Between):
        return answer
    number = answer.low + (answer.high - answer.low) * part
    number = (
        float(number // 1) if answer.whole else round(number, 1) if answer.high - answer.low > 1 else number
    )
    number = min(max(number, answer.low), answer.high)
    return int(number) if number == int(number) else number
