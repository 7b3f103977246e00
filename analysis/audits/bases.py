"""Bases and rules: which whole N, printed by which single rule, explains a whole column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from analysis.audits.checks import Place, Report, bases_said, check, figure_said, rules_said
from analysis.audits.fitting import Fit, Found, runs, spans, union
from analysis.audits.table import Figure, Finding
from analysis.rounding import RULES, Rule
from analysis.table_audit_words import (
    BASE_FOUND,
    BASE_IMPOSSIBLE,
    COMMON_BASE,
    NO_BASE,
    NO_BASE_BUT,
    NO_BASE_UP_TO,
    NO_COMMON_RULE,
    NO_RULE,
    NO_RULE_BASE,
    RULE_BREAKS,
    RULE_FOUND,
)
from analysis.words import Said

_MOST_ROWS = 30
"""In a longer column without a base no row is singled out."""


@check
def bases(report: Report) -> Iterator[Finding]:
    """The bases N for which one rule prints every row of a column from whole counts that add up as they
    must. None for any mixture of rules: inconsistent, and without which row there would be one. A stated
    base that some row cannot have: the nearest that all rows can have."""
    for fit in report.whole:
        place = Place("bases", fit.column)
        if fit.column.base is None:
            yield from _implied(place, fit)
        elif not fit.mixed.size:
            yield from _nearest(place, fit)


def _implied(place: Place, fit: Fit) -> Iterator[Finding]:
    if fit.bases.count and _says_something(fit):
        values = {"smallest": fit.bases.smallest, "bases": bases_said(fit.bases)}
        yield place.finds("note", BASE_FOUND, **values)
    elif not fit.bases.count and not fit.complete:
        yield place.finds("doubtful", NO_BASE_UP_TO, last=fit.window[1])
    elif not fit.bases.count and not fit.mixed.size and _each_alone(fit):
        rows = fit.column.figures if 2 < len(fit.column.figures) <= _MOST_ROWS else ()
        culprits = [said for one in rows if (said := _without(fit, one)) is not None]
        if culprits:
            yield place.finds("inconsistent", NO_BASE_BUT, without=tuple(culprits))
        else:
            yield place.finds("inconsistent", NO_BASE)


def _says_something(fit: Fit) -> bool:
    return fit.bases.runs[0] != (1, fit.bases.searched)


def _each_alone(fit: Fit) -> bool:
    """Whether every row has some base of its own; else the row itself is impossible and said to be."""
    single = (replace(fit.column, figures=(one,), answers="") for one in fit.column.figures if not one.parts)
    return all(Fit(one).mixed.size for one in single)


def _without(fit: Fit, figure: Figure) -> Said | None:
    """The bases that are possible without a row, None where there are none either."""
    rest = tuple(one for one in fit.column.figures if one is not figure)
    left = Fit(replace(fit.column, figures=rest)).bases
    values = {"row": figure_said(figure), "bases": bases_said(left)}
    return Said("{row}: {bases}", values) if left.count else None


def _nearest(place: Place, fit: Fit) -> Iterator[Finding]:
    stated = fit.column.base or 0
    free = Fit(replace(fit.column, base=None))
    found = union(free.by_rule)
    below, above = found[found < stated][-1:], found[found > stated][:1]
    nearest = np.concatenate([below, above])
    if nearest.size:
        values = {"base": stated, "nearest": bases_said(runs(nearest, None))}
        yield place.finds("inconsistent", BASE_IMPOSSIBLE, **values)


@check
def common_base(report: Report) -> Iterator[Finding]:
    """The bases that all questions of a group can have at once, each by a rule of its own, or where it has
    none by mixed rules: those of a column whose bases have an end, as far as they fit the others."""
    for group in dict.fromkeys(fit.column.group for fit in report.whole):
        fits = [one for one in report.whole if one.column.group == group and one.column.base is None]
        ended = [one for one in fits if not one.window[2]]
        if len(fits) > 1 and ended:
            common = _of(ended[0])
            for one in fits:
                common = _kept(one, common)
            if common.size:
                values = {"questions": len(fits), "bases": bases_said(runs(common, None))}
                finding = Place("common_base", fits[0].column).finds("note", COMMON_BASE, **values)
                yield replace(finding, question="")


def _of(fit: Fit) -> Found:
    """The bases by any one rule; by mixed rules where there are none."""
    found = union(fit.by_rule)
    return found if found.size else fit.mixed


def _kept(fit: Fit, bases: Found) -> Found:
    """Those of some bases that a column can have."""
    rules: tuple[Rule, ...] = fit.rules or ("any",)
    found = Fit(replace(fit.column, rules=rules)).of(bases) if bases.size else {}
    return union({rule: sums for rule, (_, sums) in found.items()})


@check
def rounding_rules(report: Report) -> Iterator[Finding]:
    """The rules of rounding that alone explain every row of a column, and of all columns together. Where
    each row is possible but no one rule has a base for all: which rows each rule breaks. Where columns
    differ: the rule that explains most of them, and which it does not."""
    for fit in report.whole:
        if fit.complete and fit.mixed.size and not union(fit.by_rows).size:
            yield _no_rule(Place("rounding_rules", fit.column), fit)
    explained = [fit for fit in report.whole if fit.rules]
    if explained:
        yield from _across(explained)


def _no_rule(place: Place, fit: Fit) -> Finding:
    base = int(fit.mixed[0])
    broken: dict[tuple[Figure, ...], list[Rule]] = {}
    for rule in fit.column.rules:
        broken.setdefault(_broken(fit, rule, base), []).append(rule)
    said = tuple(
        Said(RULE_BREAKS, {"rule": rules_said(tuple(rules)), "rows": tuple(map(figure_said, rows))})
        for rows, rules in broken.items()
    )
    sentence = NO_RULE_BASE if fit.column.base is None else NO_RULE
    return place.finds("inconsistent", sentence, broken=said, base=base)


def _broken(fit: Fit, rule: Rule, base: int) -> tuple[Figure, ...]:
    """The rows that a rule does not print of a base."""
    known = spans(fit.column, base, rule)
    return tuple(one for one, (low, high) in known.items() if low > high)


def _across(fits: list[Fit]) -> Iterator[Finding]:
    place = Place("rounding_rules", replace(fits[0].column, question="", group=""))
    common = tuple(rule for rule in RULES if all(rule in fit.rules for fit in fits))
    best = max(RULES, key=lambda rule: sum(rule in fit.rules for fit in fits))
    if not common:
        others = tuple(_named(fit) for fit in fits if best not in fit.rules)
        yield place.finds("doubtful", NO_COMMON_RULE, rule=rules_said((best,)), others=others)
    elif common != RULES:
        yield place.finds("note", RULE_FOUND, rule=rules_said(common))


def _named(fit: Fit) -> Said:
    column = fit.column
    name = " · ".join(part for part in (column.question, column.group) if part)
    return Said("{name}: {rules}", {"name": name or Said("everybody"), "rules": rules_said(fit.rules)})
