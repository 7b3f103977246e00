"""Which bases and which rules of rounding explain a column, by exhaustive search in whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from operator import and_
from typing import Any

import numpy as np

from analysis.audits.table import Bases, Column, Figure
from analysis.rounding import RULES, Rule, amounts, bases_of

LARGEST = 1_000_000
"""No more bases of a column are searched,"""
WORK = 20_000_000
"""nor more bases times rows."""
_RUNS = 8
Span = tuple[Any, Any]
Found = np.ndarray[Any, np.dtype[np.int64]]


def span(figure: Figure, base: Any, rule: Rule, *, capped: bool = True) -> Span:
    """The least and greatest amount (people; of a mean the sum of all scores) that a rule prints as this
    figure, of a base (a whole number, or an int64 array of them); impossible where least > greatest."""
    if figure.mean is not None and not figure.is_share:
        return _scores(figure, base, rule)
    spans = [(0 * base, base)] if capped else [(0 * base, 0 * base + 2**62)]
    if figure.percent is not None:
        spans.append(amounts(figure.percent, rule, base))
    if figure.count is not None:
        spans.append((figure.count, figure.count))
    return reduce(_both, spans)


def _scores(figure: Figure, base: Any, rule: Rule) -> Span:
    ratings = base * figure.items
    found = amounts(figure.mean, rule, ratings, 1) if figure.mean is not None else (ratings, ratings)
    if figure.low is not None:
        found = _both(found, (figure.low * ratings, found[1]))
    if figure.high is not None:
        found = _both(found, (found[0], figure.high * ratings))
    return found


def _both(one: Span, other: Span) -> Span:
    return _larger(one[0], other[0]), -_larger(-one[1], -other[1])


def _larger(one: Any, other: Any) -> Any:
    # whole numbers of Python stay exact beyond 64 bits
    return max(one, other) if isinstance(one, int) and isinstance(other, int) else np.maximum(one, other)


def spans(column: Column, base: Any, rule: Rule) -> dict[Figure, Span]:
    """The spans of all figures of a column; a figure of a base of its own is left out."""
    return {
        one: span(one, base, rule, capped=not (one.of_answers and column.answers != "one"))
        for one in column.figures
        if one.base in (None, column.base) and (one.is_share or one.mean is not None)
    }


def explained(column: Column, base: Any, rule: Rule) -> tuple[Any, Any]:
    """Whether (for an array: of which bases) the rule prints every figure, each taken alone; and whether
    counts in their spans then add up: with one answer a person and all listed to the base, sum of least <= N
    <= sum of greatest; not all listed to at most the base; parts to their total."""
    known = spans(column, base, rule)
    rows = reduce(and_, [low <= high for low, high in known.values()], base > 0)
    return rows, rows & _adds(column, base, known)


def _adds(column: Column, base: Any, known: dict[Figure, Span]) -> Any:
    low, high = total_span([known[one] for one in column.shares if one in known], base)
    fit = base > 0
    if column.answers in ("one", "part"):
        fit = fit & (low <= base)
    if column.answers == "one" and len(column.shares) > 1:
        fit = fit & (high >= base)
    for total in (one for one in known if one.parts):
        least, greatest = parts_span(column, total, known, base)
        fit = fit & (least <= known[total][1]) & (greatest >= known[total][0])
    return fit


def parts_span(column: Column, total: Figure, known: dict[Figure, Span], base: Any) -> Span:
    """Between what the parts of a total add up to; of several answers named parts overlap, and together
    they are at least the largest and at most everybody."""
    parts = [known[one] for one in column.parts_of(total) if one in known]
    low, high = total_span(parts, base)
    if column.answers in ("one", "part") or total.of_answers or not parts:
        return low, high
    return reduce(_larger, (one for one, _ in parts)), -_larger(-high, -base)


def total_span(parts: list[Span], base: Any) -> Span:
    """The sums of the least and of the greatest amounts."""
    zero = 0 * base
    return sum((low for low, _ in parts), zero), sum((high for _, high in parts), zero)


@dataclass(frozen=True)
class Fit:
    """What can explain a column; found when first asked for, then kept."""

    column: Column

    @cached_property
    def window(self) -> tuple[int, int, bool]:
        """From which base to which the search goes, at most LARGEST of them, and whether bases beyond its
        end may fit too.

        No base is below a count, or below the sum of the counts of a single answer; where all of these are
        printed it is their sum. A count with its per cent bounds the base from both sides. Else a per cent
        with d decimals is possible for every base from 100 x 10^d on, and a sum of k shares within what
        rounding explains from 200 k 10^d on: there the search ends.
        """
        column, counts = self.column, [row.count for row in self.column.shares if row.count is not None]
        single = column.answers in ("one", "part")
        first = max(1, sum(counts) if single else max(counts, default=0))
        ends = [first] if column.answers == "one" and counts and len(counts) == len(column.shares) else []
        for row in column.shares:
            if row.percent is not None and row.count:
                least, greatest = bases_of(row.percent, "any", row.count)
                first = max(first, least)
                ends += [] if greatest is None else [greatest]
        return first, min([*(ends or [first + self._enough]), first + self._most - 1]), not ends

    @property
    def complete(self) -> bool:
        """Whether no base outside the window fits if none inside does: the work did not cut it short."""
        first, last, _ = self.window
        return self.column.base is not None or last - first + 1 < self._most

    @property
    def _most(self) -> int:
        return max(1, min(LARGEST, WORK // max(1, len(self.column.figures))))

    @property
    def _enough(self) -> int:
        column = self.column
        places = [one.places for row in column.figures for one in (row.percent, row.mean) if one]
        adds = column.answers in ("one", "part") or any(row.parts for row in column.figures)
        return 200 * (len(column.figures) if adds else 1) * 10 ** max(places, default=0)

    @cached_property
    def candidates(self) -> Found:
        """The bases in question: the stated one, or all of the window."""
        first, last, _ = (
            self.window if self.column.base is None else (self.column.base, self.column.base, None)
        )
        return np.arange(first, last + 1, dtype=np.int64)

    def of(self, bases: Found) -> dict[Rule, tuple[Found, Found]]:
        """By rule, those of some bases of which it prints every figure, and those where they add up too."""
        return {rule: self._of(bases, rule) for rule in self.column.rules}

    def _of(self, bases: Found, rule: Rule) -> tuple[Found, Found]:
        # one base needs no arrays
        base = int(bases[0]) if bases.size == 1 else bases
        rows, sums = explained(self.column, base, rule)
        return bases[np.broadcast_to(rows, bases.shape)], bases[np.broadcast_to(sums, bases.shape)]

    @cached_property
    def _both(self) -> dict[Rule, tuple[Found, Found]]:
        return self.of(self.candidates)

    @property
    def by_rows(self) -> dict[Rule, Found]:
        """The candidates by rule, each figure taken alone."""
        return {rule: rows for rule, (rows, _) in self._both.items()}

    @property
    def by_rule(self) -> dict[Rule, Found]:
        """The candidates by rule where the figures add up too."""
        return {rule: sums for rule, (_, sums) in self._both.items()}

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that explain all figures and what they add up to."""
        return tuple(rule for rule, bases in self.by_rule.items() if bases.size)

    @cached_property
    def bases(self) -> Bases:
        """The bases by any one rule."""
        _, last, open_ended = self.window
        return runs(union(self.by_rule), last if open_ended else None)

    @cached_property
    def mixed(self) -> Found:
        """The bases that remain where each row may have a rule of its own, each taken alone."""
        free: tuple[Rule, ...] = ("any",) if self.column.rules == RULES else self.column.rules
        return union(Fit(replace(self.column, rules=free)).by_rows)

    @property
    def base(self) -> int | None:
        """The base: as stated, or the only possible one, by mixed rules if by no single one."""
        if self.column.base is not None or self.bases.count:
            return self.column.base or self.bases.only
        return int(self.mixed[0]) if self.mixed.size == 1 and not self.window[2] else None


def union(found: Mapping[Rule, Found]) -> Found:
    """The bases by any one rule, in order."""
    arrays = [bases for bases in found.values() if bases.size]
    if not arrays:
        return np.empty(0, dtype=np.int64)
    first = min(int(bases[0]) for bases in arrays)
    inside = np.zeros(max(int(bases[-1]) for bases in arrays) - first + 1, dtype=bool)
    for bases in arrays:
        inside[bases - first] = True
    return np.flatnonzero(inside) + first


def runs(bases: Found, searched: int | None) -> Bases:
    """Sorted bases as runs of neighbours."""
    if not bases.size:
        return Bases(searched, 0, ())
    cuts = np.flatnonzero(np.diff(bases) > 1)
    firsts, lasts = bases[np.r_[0, cuts + 1]], bases[np.r_[cuts, bases.size - 1]]
    pairs = [(int(low), int(high)) for low, high in zip(firsts, lasts, strict=True)]
    kept = pairs if len(pairs) <= _RUNS else [*pairs[: _RUNS - 1], pairs[-1]]
    return Bases(searched, int(bases.size), tuple(kept))
