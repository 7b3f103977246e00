"""Bases and rules: which whole N, printed by which single rule, explains a whole column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, islice

import numpy as np

from analysis.audits.checks import Place, Report, bases_said, check, figure_said, rules_said
from analysis.audits.fitting import Fit, Found, runs, union
from analysis.audits.table import Finding
from analysis.rounding import RULES, Rule
from analysis.table_audit_words import (
    BASE_FOUND,
    BASE_IMPOSSIBLE,
    COMMON_BASE,
    NO_BASE,
    NO_BASE_BUT,
    NO_COMMON_RULE,
    NO_RULE,
    NO_RULE_BASE,
    RULE_BREAKS,
    RULE_FOUND,
    RULE_WORDS,
)
from analysis.words import Said


@check
def bases(report: Report) -> Iterator[Finding]:
    """The bases N for which one rule prints every row of a column from whole counts that add up as they
    must. None for any mixture of rules: inconsistent, and without which row there would be one. A stated
    base that some row cannot have: the nearest that all rows can have."""
    for fit in report.whole:
        place = Place("bases", fit.column)
        if fit.column.base is None:
            yield from _implied(place, fit)
        elif not _mixed(fit).size:
            yield from _nearest(place, fit)


def _mixed(fit: Fit) -> Found:
    """The bases that remain where each row may have a rule of its own."""
    mixed = replace(fit.column, rules=("any",) if fit.column.rules == RULES else fit.column.rules)
    return union(Fit(mixed).by_rows)


def _implied(place: Place, fit: Fit) -> Iterator[Finding]:
    if fit.bases.count and _says_something(fit):
        values = {"smallest": fit.bases.smallest, "bases": bases_said(fit.bases)}
        yield place.finds("note", BASE_FOUND, **values)
    elif not fit.bases.count and not _mixed(fit).size and _each_alone(fit):
        culprits = [said for one in fit.column.figures if (said := _without(fit, one)) is not None]
        if culprits and len(fit.column.figures) > 2:
            yield place.finds("inconsistent", NO_BASE_BUT, without=tuple(culprits))
        else:
            yield place.finds("inconsistent", NO_BASE)


def _says_something(fit: Fit) -> bool:
    return fit.bases.runs[0] != (1, fit.bases.searched)


def _each_alone(fit: Fit) -> bool:
    """Whether every row has some base of its own; else the row itself is impossible and said to be."""
    single = (replace(fit.column, figures=(one,), answers="") for one in fit.column.figures if not one.parts)
    return all(_mixed(Fit(one)).size for one in single)


def _without(fit: Fit, figure: object) -> Said | None:
    rest = tuple(one for one in fit.column.figures if one is not figure)
    left = Fit(replace(fit.column, figures=rest)).bases
    if not left.count:
        return None
    row = next(one for one in fit.column.figures if one is figure)
    return Said("{row}: {bases}", {"row": figure_said(row), "bases": bases_said(left)})


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
    return found if found.size else _mixed(fit)


def _kept(fit: Fit, bases: Found) -> Found:
    """Those of some bases that a column can have."""
    rules: tuple[Rule, ...] = fit.rules or ("any",)
    found = Fit(replace(fit.column, rules=rules)).of(bases) if bases.size else {}
    return union({rule: sums for rule, (_, sums) in found.items()})


@check
def rounding_rules(report: Report) -> Iterator[Finding]:
    """The rules of rounding that alone explain every row of a column, and of all columns together. Where
    each row is possible but no one rule has a base for all: which rows each rule breaks."""
    for fit in report.whole:
        yield from _rule_of(Place("rounding_rules", fit.column), fit)
    yield from _across(report)


def _rule_of(place: Place, fit: Fit) -> Iterator[Finding]:
    explaining = tuple(rule for rule, found in fit.by_rows.items() if found.size)
    if explaining and len(explaining) < len(fit.column.rules) and fit.rules:
        yield place.finds("note", RULE_FOUND, rule=rules_said(fit.rules))
    mixed = _mixed(fit)
    if mixed.size and not explaining:
        base = int(mixed[0])
        broken = tuple(said for rule in fit.column.rules if (said := _breaks(fit, rule, base)) is not None)
        stated = fit.column.base is not None
        yield place.finds("inconsistent", NO_RULE if stated else NO_RULE_BASE, broken=broken, base=base)


def _breaks(fit: Fit, rule: Rule, base: int) -> Said | None:
    """The rows that a rule does not print of a base."""
    known = Fit(replace(fit.column, base=base, rules=(rule,)))
    rows = [one for one in fit.column.figures if not _alone(known, one)]
    if not rows or rule == "nearest":
        return None
    said = tuple(figure_said(one) for one in rows)
    return Said(RULE_BREAKS, {"rule": Said(RULE_WORDS[rule]), "rows": said})


def _alone(fit: Fit, figure: object) -> bool:
    one = replace(fit.column, figures=tuple(row for row in fit.column.figures if row is figure))
    return any(found.size for found in Fit(one).by_rows.values())


def _across(report: Report) -> Iterator[Finding]:
    explained = [fit for fit in report.whole if fit.rules]
    apart = (
        (one, other) for one, other in combinations(explained, 2) if not set(one.rules) & set(other.rules)
    )
    for one, other in islice(apart, 1):
        values = {"first": _named(one), "second": _named(other)}
        place = Place("rounding_rules", one.column)
        yield replace(place.finds("doubtful", NO_COMMON_RULE, **values), question="", group="")


def _named(fit: Fit) -> Said:
    column = fit.column
    name = " · ".join(part for part in (column.question, column.group) if part)
    return Said("{name}: {rules}", {"name": name or Said("everybody"), "rules": rules_said(fit.rules)})
