"""Conditions and values over ranges of answers: true, false, or open where an answer is only known roughly.

A value is known (as in `functions`), a `Between`, or UNKNOWN. The results are on the safe side: what is said
to be true or false is so for every number of every range; UNKNOWN (of conditions: None) may be anything.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from questionnaires.conditions import compiled
from questionnaires.functions import FUNCTIONS, arithmetic, number_of, related, text_of

EXACT = 2.0**53
"""Whole numbers up to here are computed without rounding."""


@dataclass(frozen=True, slots=True)
class Between:
    """Some number from `low` to `high`, both included, and a whole one with `whole`."""

    low: float
    high: float
    whole: bool = False


class Unknown:
    """Nothing is known: any value, or none."""


UNKNOWN = Unknown()
_MISSING: tuple[Any, ...] = (None, "", [])

Known = Mapping[str, Any]
"""Variable -> value, range or UNKNOWN; what is missing is not there."""


def truth(tree: list[Any], known: Known) -> bool | None:
    """Whether the condition holds: True, False, or None where both can be."""
    word, *parts = tree
    if word == "not":
        inner = truth(parts[0], known)
        return None if inner is None else not inner
    if word in ("and", "or"):
        return _joined(word, [truth(part, known) for part in parts])
    if word == "is":
        return _decided(parts, known)
    return _leaf(tree, known)


def _joined(word: str, found: list[bool | None]) -> bool | None:
    settles = word == "or"
    if settles in found:
        return settles
    return None if None in found else not settles


def _leaf(tree: list[Any], known: Known) -> bool | None:
    word, name, *operands = tree
    value = known.get(name)
    if not isinstance(value, (Between, Unknown)):
        return compiled(tree)({} if value is None else {name: value})
    if isinstance(value, Unknown):
        return None
    if word == "answered":
        return True
    if word == "in":
        return _joined("or", [compared("==", value, one) for one in operands[0]])
    return compared(word, value, operands[0])


def _decided(parts: list[Any], known: Known) -> bool | None:
    word, *rest = parts
    values = [value(part, known) for part in rest]
    if word in FUNCTIONS:
        found = _called(word, values)
        return None if isinstance(found, (Between, Unknown)) else bool(found)
    return compared(word, *values)


def compared(word: str, left: Any, right: Any) -> bool | None:
    """`left word right` for == != < <= > >=; with what is missing it is false."""
    if any(not _open(side) and side in _MISSING for side in (left, right)):
        return False
    if not _open(left) and not _open(right):
        return related(word, left, right)
    one, two = _range(left), _range(right)
    return None if one is None or two is None else _ordered(word, one, two)


def _ordered(word: str, one: Between, two: Between) -> bool | None:
    if word in (">", ">="):
        return _ordered("<" if word == ">" else "<=", two, one)
    if word in ("==", "!="):
        apart = one.high < two.low or two.high < one.low
        same = True if one.low == one.high == two.low == two.high else False if apart else None
        return same if same is None else same == (word == "==")
    if one.high < two.low or (word == "<=" and one.high == two.low):
        return True
    return False if one.low > two.high or (word == "<" and one.low == two.high) else None


def value(tree: Any, known: Known) -> Any:
    """The value of a tree: known, a range, or UNKNOWN."""
    found: Any = tree
    match tree:
        case str():
            found = known.get(tree)
        case ["'", text]:
            found = text
        case ["score", name, scores]:
            code = known.get(name)
            found = UNKNOWN if _open(code) else scores.get(code or "")
        case ["look_up", table, key]:
            open_ = table.get("awaited") or _open(value(key, known))
            found = UNKNOWN if open_ else table["rows"].get(text_of(value(key, known)))
        case ["+" | "-" | "*" | "/" as word, left, right]:
            found = _computed(word, value(left, known), value(right, known))
        case ["if", condition, one, other]:
            found = _chosen(truth(condition, known), value(one, known), value(other, known))
        case [word, *parts]:
            found = _called(word, [value(part, known) for part in parts])
    return found


def _chosen(holds: bool | None, one: Any, other: Any) -> Any:
    if holds is None:
        return _hull(one, other)
    return one if holds else other


def _open(one: Any) -> bool:
    return isinstance(one, (Between, Unknown))


def _range(one: Any) -> Between | None:
    if isinstance(one, Between):
        return one
    number = None if isinstance(one, (Unknown, list)) else number_of(one)
    return None if number is None else Between(number, number, number == int(number))


def _hull(one: Any, other: Any) -> Any:
    if not _open(one) and not _open(other) and one == other:
        return one
    left, right = _range(one), _range(other)
    if left is None or right is None:
        return UNKNOWN
    return Between(min(left.low, right.low), max(left.high, right.high), left.whole and right.whole)


def _computed(word: str, left: Any, right: Any) -> Any:
    if not _open(left) and not _open(right):
        return arithmetic(word, left, right)
    if None in (left, right) or "" in (left, right):
        return None
    one, two = _range(left), _range(right)
    if word == "/" and two is not None and two.low == two.high == 0:
        return None
    if one is None or two is None or (word == "/" and two.low <= 0 <= two.high):
        return UNKNOWN
    corners = [arithmetic(word, a, b) for a in (one.low, one.high) for b in (two.low, two.high)]
    ends = [corner for corner in corners if corner is not None]
    return _around(ends, one.whole and two.whole and word != "/") if len(ends) == 4 else UNKNOWN


def _around(ends: list[float], whole: bool) -> Between:
    """The range of the ends, a little wider where computing may have rounded."""
    low, high = min(ends), max(ends)
    if whole and max(abs(low), abs(high)) < EXACT:
        return Between(low, high, True)
    return Between(math.nextafter(low, -math.inf), math.nextafter(high, math.inf))


def _called(word: str, values: list[Any]) -> Any:
    function = FUNCTIONS[word]
    if word == "today":
        return UNKNOWN
    if not function.of_missing and any(not _open(one) and one in _MISSING for one in values):
        return None
    if not any(map(_open, values)):
        return function.compute(*values)
    if any(isinstance(one, Unknown) for one in values):
        return UNKNOWN
    if word in _RISING:
        return _rising(word, values)
    return _SEVERAL[word](values) if word in _SEVERAL else UNKNOWN


def _rising(word: str, values: list[Any]) -> Any:
    """A function that never falls, at both ends of its first value."""
    first, *others = values
    if not isinstance(first, Between) or any(map(_open, others)):
        return UNKNOWN
    ends = [FUNCTIONS[word].compute(end, *others) for end in (first.low, first.high)]
    whole = word in ("floor", "ceiling", "whole") or (word == "round" and not others)
    return UNKNOWN if None in ends else _around(ends, whole or (first.whole and word == "number"))


def _numbers(values: list[Any]) -> list[Between]:
    return [one for one in map(_range, values) if one is not None]


def _sum(values: list[Any]) -> Any:
    found = _numbers(values)
    ends = [math.fsum(one.low for one in found), math.fsum(one.high for one in found)]
    return _around(ends, all(one.whole for one in found))


def _mean(values: list[Any]) -> Any:
    total, count = _sum(values), len(_numbers(values))
    return _around([total.low / count, total.high / count], False)


def _extreme(choose: Callable[..., float]) -> Callable[[list[Any]], Any]:
    def over(values: list[Any]) -> Any:
        found = _numbers(values)
        low, high = choose(one.low for one in found), choose(one.high for one in found)
        return Between(low, high, all(one.whole for one in found))

    return over


def _count(values: list[Any]) -> Any:
    return FUNCTIONS["count"].compute(*(0.0 if isinstance(one, Between) else one for one in values))


def _first(values: list[Any]) -> Any:
    return next(one for one in values if isinstance(one, Between) or one not in _MISSING)


_RISING = frozenset(("round", "floor", "ceiling", "whole", "root", "exp", "log", "number"))
_SEVERAL: Mapping[str, Callable[[list[Any]], Any]] = {
    "sum": _sum,
    "mean": _mean,
    "min": _extreme(min),
    "max": _extreme(max),
    "count": _count,
    "first": _first,
}
