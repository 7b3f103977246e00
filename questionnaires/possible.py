"""The answers that an item can get, as few as tell apart what conditions can tell apart.

`Domain.complete`: no condition could tell an answer that is left out from one that is there; else `why` says
what is too much to try. Numbers that are computed with stand as one range, which the search divides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, combinations, pairwise, permutations, product
from random import Random
from typing import Any

from questionnaires.functions import number_of, text_of
from questionnaires.questionnaire import Item
from questionnaires.ranges import Between
from questionnaires.types import Answer, type_of
from questionnaires.uses import Uses

MOST_ANSWERS = 600
"""More different answers than these are not tried one by one."""

FARTHEST = 999_999_999_999_999.0
_DRAWS = 40


@dataclass(frozen=True, slots=True)
class Domain:
    """The answers of an item that are tried (`ranges` of numbers beside them), without leaving it out."""

    answers: tuple[Answer, ...] = ()
    ranges: tuple[Between, ...] = ()
    complete: bool = True
    why: str = ""


def domain(item: Item, uses: Uses) -> Domain:
    """The answers of an item that conditions can tell apart."""
    question_type = type_of(item)
    if question_type.computed or not question_type.variables(item):
        return Domain()
    if any(option.awaited for option in item.options):
        why = f"the codes of “{item.name}” are still to come"
        return Domain((_sample(item),), complete=False, why=why)
    sample = _sample(item)
    kinds = {one.kind for one in question_type.sets(item)}
    if isinstance(sample, list) and "ranking" in kinds:
        found = _few(item, chain(*(permutations(_codes(item), n) for n in range(1, len(sample) + 1))))
    elif isinstance(sample, list):
        found = _multiple(item, uses)
    elif isinstance(sample, dict):
        found = _rows(item, uses)
    elif any(not option.missing for option in item.options) or not question_type.asks:
        found = _few(item, _codes(item) if question_type.asks else [sample])
    elif isinstance(sample, str):
        found = _texts(item, uses)
    else:
        found = _numbers(item, uses)
    return found


def acceptable(item: Item, answer: Answer) -> bool:
    """Whether the type itself takes the answer."""
    question_type = type_of(item)
    parsed = question_type.parse(item, question_type.fill(item, answer, {}))
    return not parsed.problems and parsed.answer == answer


def left_out(item: Item) -> tuple[Answer, ...]:
    """The answers that say nothing: leaving it out, or of a required item that it is refused or not known."""
    if not item.required:
        return (None,)
    missing = [option.value for option in item.options if option.missing]
    sample = _sample(item)
    for kind in missing:
        for answer in (kind, [kind], {"missing": kind}):
            alike = type(answer) is type(sample) or isinstance(answer, dict)
            if alike and not isinstance(sample, dict) and acceptable(item, answer):
                return (answer,)
    return ()


def _sample(item: Item) -> Answer:
    """An answer of the item, the same every time: it shows what answers look like."""
    return type_of(item).draw(item, Random(1))[0]  # noqa: S311 - nothing is secret


def _codes(item: Item) -> list[str]:
    return [option.value for option in item.options if not option.missing]


def _few(item: Item, answers: Iterable[Any]) -> Domain:
    """All of them where they are not too many, else some that are drawn."""
    found = []
    for one in answers:
        answer = list(one) if isinstance(one, tuple) else one
        if acceptable(item, answer):
            found.append(answer)
        if len(found) > MOST_ANSWERS:
            return _drawn(item)
    return Domain(tuple(found))


def _drawn(item: Item) -> Domain:
    random = Random(2026)  # noqa: S311 - the same draws every time, nothing is secret
    drawn = {repr(one): one for one in (type_of(item).draw(item, random)[0] for _ in range(_DRAWS))}
    answers = tuple(one for one in drawn.values() if one is not None)
    return Domain(
        answers, complete=False, why=f"“{item.name}” can be answered in too many ways to try them all"
    )


def _multiple(item: Item, uses: Uses) -> Domain:
    """Every choice among the codes that conditions name, with and without another one."""
    codes = _codes(item)
    named = [code for code in codes if code in {text_of(one) for one in uses.constants.get(item.name, ())}]
    others = [code for code in codes if code not in named and not _exclusive(item, code)]
    if item.name in uses.computed:
        named, others = codes, []
    told = [*named, *others[:1], *(code for code in codes if _exclusive(item, code) and code not in named)]
    ordered = [code for code in codes if code in told]
    if 2 ** len(ordered) > 4 * MOST_ANSWERS:
        return _drawn(item)
    return _few(item, chain(*(combinations(ordered, n) for n in range(1, len(ordered) + 1))))


def _exclusive(item: Item, code: str) -> bool:
    option = item.option(code)
    return option is not None and option.exclusive


def _rows(item: Item, uses: Uses) -> Domain:
    """For each row that conditions name every answer, or none; the others are left out where possible."""
    sample = _sample(item)
    first = next(iter(sample.values()))
    if isinstance(first, (int, float)):
        return _drawn(item)
    choices: list[Any] = _codes(item)
    if isinstance(first, list):
        choices = [
            list(some) for n in (1, 2, len(choices)) for some in combinations(choices, min(n, len(choices)))
        ]
    named = [row.name for row in item.rows if _used(item, row.name, uses)]
    each = [[choice for choice in choices if acceptable(item, {row: choice})] for row in named]
    if item.required:
        rest = {row: one for row, one in sample.items() if row not in named}
        sides = each
    else:
        rest, sides = {}, [[None, *some] for some in each]
    size = 1
    for some in sides:
        size *= len(some)
    if size > MOST_ANSWERS:
        return _drawn(item)
    filled = (
        {row: one for row, one in zip(named, some, strict=True) if one is not None} | rest
        for some in product(*sides)
    )
    ordered = ({row.name: one[row.name] for row in item.rows if row.name in one} for one in filled if one)
    return _few(item, ordered)


def _used(item: Item, row: str, uses: Uses) -> bool:
    names = uses.constants.keys() | uses.computed
    return any(name == f"{item.name}_{row}" or name.startswith(f"{item.name}_{row}_") for name in names)


def _numbers(item: Item, uses: Uses) -> Domain:
    """Numbers between and at the constants; one range where the number is computed with."""
    low = -FARTHEST if item.low is None else item.low
    high = FARTHEST if item.high is None else item.high
    whole = not any(acceptable(item, end + step) for end in (low, high, 0.0) for step in (0.5, -0.5))
    known = sorted(
        {n for n in map(_number, uses.constants.get(item.name, ())) if n is not None and low <= n <= high}
    )
    ends = [one for one in (item.low, item.high) if one is not None] or [0.0]
    near = sorted(
        {*ends, *known, *(n + step for n in known for step in (-1, -0.5, 0.5, 1)), *_middles([*ends, *known])}
    )
    answers = tuple(_simple(n) for n in near if low <= n <= high and acceptable(item, _simple(n)))
    if item.name in uses.computed:
        return Domain(answers, (Between(low, high, whole),))
    steps = item.settings.get("digits", 1)
    fine = whole or all(abs(one - other) > 10.0**-steps for one, other in combinations(known, 2))
    return Domain(
        answers, complete=fine, why="" if fine else f"the limits of “{item.name}” lie too close together"
    )


def _middles(numbers: list[float]) -> Iterator[float]:
    ordered = sorted(set(numbers))
    for one, other in pairwise(ordered):
        yield round((one + other) / 2, 1)
        yield float(int((one + other) / 2))


def _number(constant: Any) -> float | None:
    return None if isinstance(constant, list) else number_of(constant)


def _simple(number: float) -> int | float:
    return int(number) if number == int(number) else number


def _texts(item: Item, uses: Uses) -> Domain:
    """The texts that conditions name, days around them, and another text."""
    named = [one for one in uses.constants.get(item.name, ()) if isinstance(one, str)]
    ends = [str(one) for one in (item.settings.get("from"), item.settings.get("to")) if one]
    known = {day for text in [*named, *ends] for day in _days_around(text)}
    drawn = _drawn(item).answers
    answers = tuple(one for one in [*sorted({*named, *ends, *known}), *drawn] if acceptable(item, one))
    days = all(len(list(_days_around(text))) > 1 for text in named)
    open_ = item.name in uses.looked_into | uses.computed or (item.name in uses.ordered and not days)
    why = f"the text of “{item.name}” is computed with" if open_ else ""
    return Domain(tuple(dict.fromkeys(answers)), complete=not open_, why=why)


def _days_around(text: str) -> Iterator[str]:
    """A day or time of day and its neighbours."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        yield text
        return
    for step in (-1, 0, 1):
        yield (day + timedelta(days=step)).isoformat()
