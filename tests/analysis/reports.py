"""Reports made up for audits: true ones from random people, and one error planted at a random place.

Nothing here is taken from the audit: figures are printed by the decimal module, and whether an error can be
found at all is decided by trying every count of every rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import (
    ROUND_DOWN,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
    localcontext,
)
from functools import cache
from itertools import combinations_with_replacement
from random import Random
from typing import Any

Row = dict[str, Any]
MODES = {
    "half up": (ROUND_HALF_UP,),
    "half even": (ROUND_HALF_EVEN,),
    "truncated": (ROUND_DOWN,),
    "rounded up": (ROUND_UP,),
    "nearest": (ROUND_HALF_UP, ROUND_HALF_DOWN),
}
WORDS = ("boring", "hectic", "creative", "prestigious", "quiet", "useful", "poor", "modern")
BANDS = ("under 1 year", "1–3 years", "4–9 years", "10–15 years", "16 years and more")


def shown(amount: int, base: int, mode: str, places: int, scale: int = 100) -> str:
    """scale * amount / base as a rule prints it; "float" as Python formats the binary number."""
    if mode == "float":
        return f"{scale * amount / base:.{places}f}"
    with localcontext(prec=40):
        return f"{(Decimal(scale * amount) / base).quantize(Decimal(1).scaleb(-places), mode):f}"


def spread(scores: tuple[int, ...], mode: str, places: int, less: int = 1) -> str:
    """The standard deviation of whole scores as a rule prints it."""
    people = len(scores)
    with localcontext(prec=40):
        squares = Decimal(people * sum(one * one for one in scores) - sum(scores) ** 2)
        exact = (squares / (people * (people - less))).sqrt()
        return f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP if mode == 'float' else mode):f}"


@dataclass
class Made:
    """A report with how it was printed: the rows of the table, the rule's mode, and the decimals."""

    rows: list[Row]
    mode: str
    places: int

    def column(self, question: str, group: str = "") -> list[Row]:
        """The rows of a question among a group."""
        return [row for row in self.rows if (row["question"], row["group"]) == (question, group)]


def made(draw: Random, **fixed: Any) -> Made:
    """A true report of one to three questions put to random people, perhaps by groups; `fixed` settles
    what is else drawn: answers, states (base), counts, groups, largest (base), kind."""
    mode = fixed.get("mode") or draw.choice([ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN, ROUND_UP, "float"])
    report = Made([], mode, fixed.get("places", draw.choice([0, 1, 1, 2])))
    for number in range(fixed.get("questions", draw.randint(1, 3))):
        kind = fixed.get("kind") or draw.choice(["shares", "shares", "bands", "ratings"])
        base = draw.randint(5, fixed.get("largest", draw.choice([40, 300, 1500])))
        groups = _groups(draw, base, fixed.get("grouped", draw.random() < 0.4))
        make = _ratings if kind == "ratings" else _shares
        make(report, draw, f"q{number}", {"kind": kind, "groups": groups, "base": base, **fixed})
    return report


def _groups(draw: Random, base: int, wanted: bool) -> list[int]:
    """For each person a group from 1 up, 0 for none."""
    many = draw.randint(2, 3) if wanted and base > 12 else 0
    some_in_none = draw.random() < 0.3
    return [draw.randint(0 if some_in_none else 1, many) if many else 0 for _ in range(base)]


def _shares(report: Made, draw: Random, question: str, how: Row) -> None:
    answers = how.get("answers", draw.choice(["one", "one", "part", "several", ""]))
    labels = list(BANDS) if how["kind"] == "bands" else draw.sample(WORDS, draw.randint(3, 7))
    weights = [draw.random() + 0.05 for _ in labels]
    several = answers == "several" or (answers == "" and draw.random() < 0.5)
    people = [_chosen(draw, weights, several=several) for _ in how["groups"]]
    hidden = {len(labels) - 1} if answers == "part" else set()
    total = how.get("total", draw.random() < 0.3) and len(labels) > 3
    states, counts = how.get("states", draw.random() < 0.6), how.get("counts", draw.random() < 0.4)
    for group in sorted(set(how["groups"]) | {0}):
        mine = [chosen for chosen, one in zip(people, how["groups"], strict=True) if group in (0, one)]
        if not mine:
            continue
        cells = [
            (label, sum(place in chosen for chosen in mine))
            for place, label in enumerate(labels)
            if place not in hidden
        ]
        rows = [_row(report, question, group, label, count, len(mine)) for label, count in cells]
        if total:
            net = sum(bool({0, 1} & chosen) for chosen in mine)
            rows.append(
                _row(report, question, group, "net of two", net, len(mine))
                | {"total of": f"{labels[0]}; {labels[1]}"}
            )
        _state(rows, answers, len(mine) if states else None, counts)
        report.rows += rows
    if how.get("frame", draw.random() < 0.3) and states:
        report.column(question)[0]["frame"] = how["base"] + draw.randint(0, 30)


def _chosen(draw: Random, weights: list[float], *, several: bool) -> set[int]:
    if several:
        return {place for place, weight in enumerate(weights) if draw.random() < weight}
    return set(draw.choices(range(len(weights)), weights))


def _row(report: Made, question: str, group: int, label: str, count: int, base: int) -> Row:
    printed = shown(count, base, report.mode, report.places)
    where = {"question": question, "group": f"group {group}" if group else "", "by": "site" if group else ""}
    return {**where, "label": label, "percent": printed, "true": count}


def _state(rows: list[Row], answers: str, base: int | None, counts: bool) -> None:
    rows[0]["answers"] = answers
    rows[0]["base"] = base
    for row in rows:
        row["count"] = row["true"] if counts else None


def _ratings(report: Made, draw: Random, question: str, how: Row) -> None:
    items = draw.choice([1, 1, 4])
    labels = draw.sample(WORDS, 2)
    scores = {label: [[draw.randint(1, 5) for _ in range(items)] for _ in how["groups"]] for label in labels}
    places = max(report.places, 1)
    for group in sorted(set(how["groups"]) | {0}):
        inside = [place for place, one in enumerate(how["groups"]) if group in (0, one)]
        if not inside:
            continue
        for label in labels:
            mine = [sum(scores[label][place]) for place in inside]
            mean = shown(sum(mine), items * len(mine), report.mode, places, 1)
            row: Row = {
                "question": question,
                "group": f"group {group}" if group else "",
                "by": "site" if group else "",
            }
            row |= {"label": label, "mean": mean, "items": items, "low": 1, "high": 5, "base": len(mine)}
            if len(mine) > 1 and items == 1:
                row["sd"] = spread(tuple(mine), report.mode, places)
            report.rows.append(row)


@cache
def printing(text: str, base: int, rule: str, scale: int = 100) -> tuple[int, ...]:
    """Every amount of a base that a rule prints as this text, by trying those around it one by one."""
    places = len(text.partition(".")[2])
    near = int(Decimal(text) * base / scale)
    reach = int(base / (scale * 10**places)) + 2
    found = range(max(0, near - reach), near + reach + 1)
    return tuple(
        one for one in found if text in {shown(one, base, mode, places, scale) for mode in MODES[rule]}
    )


def counts_of(row: Row, base: int, rule: str) -> list[int]:
    """The counts that a row can stand for."""
    text, count = row["percent"], row.get("count")
    if count is None:
        return [one for one in printing(text, base, rule) if one <= base]
    places = len(text.partition(".")[2])
    fits = count <= base and text in {shown(count, base, mode, places) for mode in MODES[rule]}
    return [count] if fits else []


def explained(rows: list[Row], bases: Iterable[int]) -> bool:
    """Whether some rule prints all rows of one of these bases, and they add up as single answers must."""
    answers = rows[0].get("answers") or ""
    return any(_adds(rows, base, rule, answers) for base in bases for rule in MODES)


def _adds(rows: list[Row], base: int, rule: str, answers: str) -> bool:
    known = []
    for row in rows:
        known.append(counts_of(row, base, rule))
        if not known[-1]:
            return False
    by_label = {row["label"]: counts for row, counts in zip(rows, known, strict=True)}
    parts = [counts for row, counts in zip(rows, known, strict=True) if not row.get("total of")]
    low, high = sum(map(min, parts)), sum(map(max, parts))
    if (answers in ("one", "part") and low > base) or (answers == "one" and high < base):
        return False
    return all(_total_adds(row, by_label, answers) for row in rows if row.get("total of"))


def _total_adds(row: Row, known: dict[str, list[int]], answers: str) -> bool:
    parts = [known[label] for label in row["total of"].split("; ")]
    low, high = sum(map(min, parts)), sum(map(max, parts))
    if answers not in ("one", "part"):
        low = max(map(min, parts))
    return any(low <= count <= high for count in known[row["label"]])


def groups_meet(report: Made, question: str, label: str, bases: dict[str, int]) -> bool:
    """Whether by some rule that prints them all the counts of the groups, and of the people in none, can make
    the count of all; nothing is said where no one rule prints them all."""
    rows = {row["group"]: row for row in report.rows if row["question"] == question and row["label"] == label}
    rest = bases[""] - sum(base for group, base in bases.items() if group)
    met = []
    for rule in MODES:
        known = {group: counts_of(row, bases[group], rule) for group, row in rows.items()}
        if all(known.values()):
            parts = [counts for group, counts in known.items() if group]
            low, high = sum(map(min, parts)), sum(map(max, parts)) + rest
            met.append(any(low <= count <= high for count in known[""]))
    return any(met) or not met


def scored(mean: str, sd: str, people: int) -> bool:
    """Whether some people with scores from 1 to 5 have this mean and this standard deviation."""
    places = len(mean.partition(".")[2])
    for scores in combinations_with_replacement(range(1, 6), people):
        for modes in MODES.values():
            means = {shown(sum(scores), people, mode, places, 1) for mode in modes}
            if mean in means and any(
                sd == spread(scores, mode, places, less) for mode in modes for less in (0, 1)
            ):
                return True
    return False
