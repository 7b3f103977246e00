"""The functions of expressions: what they take and what they give.

Values are numbers, texts, lists of chosen codes, or None for what is missing. A function gives None where
something it needs is missing, unless it says otherwise. The respondent's script knows the same functions
(`survey/respondent/values.js`); a test in a browser holds both together.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from questionnaires.patterns import automaton, linear
from questionnaires.terms import RELATIONS

Value = float | str | list[str] | None

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?\Z")
_EPOCH = date(1970, 1, 1).toordinal()
MOST_OF_IF = 199
"""`if` takes so many values: 99 conditions and what they give."""

LONGEST_TEXT = 10_000
"""Texts that expressions make are cut here."""

LONGEST_MATCH, LONGEST_PATTERN, MOST_ENDLESS = 500, 200, 3
"""`matches` looks at so many characters, with a pattern no longer, and no more * and + than that."""

REST = r"[\s\S]*"
"""At the end of a pattern it takes all that is left, and so cannot take long."""

_CLASS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^]\\])*\]")
_ENDLESS = re.compile(r"[*+]|\{[0-9]*,\}")
_REPEATED_GROUP = re.compile(r"\((?=[^()]*(?:\([^()]*\)[^()]*)*[*+|]).*\)[*+]|\((?=.*[*+|]).*\)\{[0-9]*,\}")
_BACKWARD = re.compile(r"\\[1-9]|\(\?P=")


@dataclass(frozen=True, slots=True)
class Function:
    """`takes` says how many values from `least` to `most` (None: any number); with `decides` it gives true
    or false and stands where a condition does. `of_missing`: it looks at missing values itself."""

    compute: Callable[..., Any]
    least: int = 1
    most: int | None = 1
    decides: bool = False
    of_missing: bool = False


def number_of(value: Any) -> float | None:
    """The number that a value is or writes, or None."""
    if isinstance(value, (int, float)):
        return value
    return float(value) if isinstance(value, str) and _NUMBER.match(value) else None


def finite(value: float) -> float | None:
    """The number, or None for what is none."""
    return value if math.isfinite(value) else None


def arithmetic(word: str, left: Value, right: Value) -> float | None:
    """`left word right` for + - * /; None where one is no number, or nothing is divided by."""
    one, two = number_of(left), number_of(right)
    if one is None or two is None or (word == "/" and two == 0):
        return None
    return finite(_ARITHMETIC[word](one, two))


def related(word: str, left: Value, right: Value) -> bool:
    """Whether the comparison holds: as numbers if both are, else as texts; never with what is missing."""
    if left in (None, "", []) or right in (None, "", []):
        return False
    if isinstance(left, list) or isinstance(right, list):
        return _among(word, left, right)
    one, two = number_of(left), number_of(right)
    if one is None or two is None:
        return bool(RELATIONS[word](text_of(left), text_of(right)))
    return bool(RELATIONS[word](one, two))


def text_of(value: Value) -> str:
    """A value as text: a whole number without a point, of a list its entries with blanks between."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, str):
        return value
    return str(int(value)) if value == int(value) else repr(float(value))


def _among(word: str, left: Value, right: Value) -> bool:
    """A choice of several is equal to each code that was chosen; it has no order."""
    one, two = (set(side) if isinstance(side, list) else {text_of(side)} for side in (left, right))
    return word in ("==", "!=") and bool(one & two) == (word == "==")


def _numbers(values: tuple[Value, ...]) -> list[float]:
    return [number for number in map(number_of, values) if number is not None]


def _count(*values: Value) -> float:
    return float(sum(len(one) if isinstance(one, list) else one is not None and one != "" for one in values))


def _over(summary: Callable[[list[float]], float]) -> Callable[..., float | None]:
    """A summary of the numbers among the values and in their lists; None when there is none."""

    def compute(*values: Value) -> float | None:
        every = (part for one in values for part in (one if isinstance(one, list) else [one]))
        numbers = _numbers(tuple(every))
        return finite(summary(numbers)) if numbers else None

    return compute


def _of_number(compute: Callable[..., float]) -> Callable[..., float | None]:
    """A function of numbers; None where it is not defined."""

    def safe(*values: Value) -> float | None:
        numbers = _numbers(values)
        if len(numbers) < len(values):
            return None
        try:
            return finite(compute(*numbers))
        except (ArithmeticError, ValueError):
            return None

    return safe


def _round(number: float, digits: float = 0) -> float:
    """Half away from zero, as people round."""
    scale = 10.0 ** min(max(int(digits), -9), 9)
    return math.copysign(math.floor(abs(number) * scale + 0.5) / scale, number)


def _remainder(number: float, divisor: float) -> float:
    return math.fmod(number, divisor)


def _entry(values: Value, place: Value, between: Value = " ") -> str | None:
    """The chosen code (or the part of a text) at `place`, the first is 1; None where there are fewer."""
    listed = values if isinstance(values, list) else text_of(values).split(text_of(between))
    at = number_of(place)
    return (listed[int(at) - 1] or None) if at is not None and 1 <= at < len(listed) + 1 else None


def _first(*values: Value) -> Value:
    return next((one for one in values if one not in (None, "", [])), None)


def _joined(*values: Value) -> str | None:
    return "".join(map(text_of, values))[:LONGEST_TEXT] or None


def _part(text: Value, start: Value, count: Value = None) -> str | None:
    """`count` characters from the place `start` (the first is 1); to the end without `count`."""
    begin, many = number_of(start), number_of(count)
    if begin is None:
        return None
    whole, begin = text_of(text), max(int(begin) - 1, 0)
    return whole[int(begin) :][: None if many is None else max(int(many), 0)] or None


def _text(test: Callable[[str, str], bool]) -> Callable[[Value, Value], bool]:
    return lambda one, other: test(text_of(one), text_of(other))


def _matches(text: Value, pattern: Value) -> bool:
    """Whether the whole text has the form of the pattern (a regular expression that the reader checked)."""
    form, whole = text_of(pattern), text_of(text)[:LONGEST_MATCH]
    if safe_pattern(form):
        return re.fullmatch(form, whole, re.ASCII) is not None
    return automaton(form).matches(whole)


def linear_pattern(pattern: str) -> bool:
    """Whether `pattern` is short and can be matched in linear time, though not by the respondent's script."""
    return len(pattern) <= LONGEST_PATTERN and linear(pattern)


@lru_cache(maxsize=256)
def safe_pattern(pattern: str) -> bool:
    """Whether `pattern` is a regular expression that cannot take long: short, and nothing that repeats
    without end stands inside a group that repeats, nor does a choice."""
    if len(pattern) > LONGEST_PATTERN or _BACKWARD.search(pattern):
        return False
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return False
    plain = _CLASS.sub("x", pattern.removesuffix(REST))
    return not _REPEATED_GROUP.search(plain) and len(_ENDLESS.findall(plain)) <= MOST_ENDLESS


def day_of(value: Value) -> date | None:
    """The day that a text such as 2026-11-22 says, or None."""
    try:
        return date.fromisoformat(text_of(value)[:10])
    except ValueError:
        return None


def _of_day(compute: Callable[[date], int]) -> Callable[[Value], float | None]:
    def safe(value: Value) -> float | None:
        day = day_of(value)
        return None if day is None else float(compute(day))

    return safe


_ARITHMETIC: Mapping[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}

_ANGLES = (math.sin, math.cos, math.tan, math.asin, math.acos, math.atan)

FUNCTIONS: Mapping[str, Function] = {
    # over several values: what is missing is left out
    "count": Function(_count, most=None, of_missing=True),
    "sum": Function(_over(math.fsum), most=None, of_missing=True),
    "mean": Function(_over(lambda n: math.fsum(n) / len(n)), most=None, of_missing=True),
    "min": Function(_over(min), most=None, of_missing=True),
    "max": Function(_over(max), most=None, of_missing=True),
    "first": Function(_first, most=None, of_missing=True),
    # of numbers
    "abs": Function(_of_number(abs)),
    "round": Function(_of_number(_round), most=2),
    "floor": Function(_of_number(math.floor)),
    "ceiling": Function(_of_number(math.ceil)),
    "whole": Function(_of_number(math.trunc)),
    "remainder": Function(_of_number(_remainder), least=2, most=2),
    "power": Function(_of_number(math.pow), least=2, most=2),
    "root": Function(_of_number(math.sqrt)),
    "exp": Function(_of_number(math.exp)),
    "log": Function(_of_number(math.log)),
    "number": Function(number_of),
    **{one.__name__: Function(_of_number(one)) for one in _ANGLES},
    # of texts
    "text": Function(text_of),
    "length": Function(lambda text: float(len(text_of(text)))),
    "join": Function(_joined, most=None, of_missing=True),
    "part": Function(_part, least=2, most=3),
    "entry": Function(_entry, least=2, most=3),
    "lower": Function(lambda text: text_of(text).lower()),
    "upper": Function(lambda text: text_of(text).upper()),
    "contains": Function(_text(lambda a, b: b in a), least=2, most=2, decides=True),
    "starts": Function(_text(str.startswith), least=2, most=2, decides=True),
    "ends": Function(_text(str.endswith), least=2, most=2, decides=True),
    "matches": Function(_matches, least=2, most=2, decides=True),
    # of tables: `lookups` says what stands in them
    "look_up": Function(lambda *values: None, least=2, most=4),
    # of days written as 2026-11-22
    "year": Function(_of_day(lambda day: day.year)),
    "month": Function(_of_day(lambda day: day.month)),
    "day": Function(_of_day(lambda day: day.day)),
    "days": Function(_of_day(lambda day: day.toordinal() - _EPOCH)),
    "today": Function(lambda: date.today().isoformat(), least=0, most=0),
    # a choice between values, by conditions: the first that holds
    "if": Function(
        lambda holds, one, other: one if holds else other, least=3, most=MOST_OF_IF, of_missing=True
    ),
}
"""Every function by name. `today` can be used in checks only: a day beside an answer tells who gave it."""
