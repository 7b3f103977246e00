"""Groups against everybody: what holds for all lies among its groups and is made of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from analysis.audits.checks import Place, Report, check
from analysis.audits.fitting import Span, span, total_span
from analysis.audits.table import Column, Figure, Finding, Severity
from analysis.letters import skeleton
from analysis.rounding import RULES, Printed, Rule, limits
from analysis.table_audit_words import (
    GROUPS_LEAVE,
    GROUPS_MAKE,
    GROUPS_OVER,
    GROUPS_OVER_COUNT,
    OUTSIDE_GROUPS,
)


@check
def groups(report: Report) -> Iterator[Finding]:
    """A figure of everybody against the same figure of groups that share nobody. With all bases: the amount
    of everybody is the sum of the groups' amounts and something from the N - sum N_g people who are in no
    group. Without: a share or mean of all lies between the least and the greatest of its groups, if
    everybody is in one."""
    for _, columns in report.table.questions():
        whole = next((one for one in columns if not one.group), None)
        for by in dict.fromkeys(one.by for one in columns if one.group):
            parts = tuple(one for one in columns if one.group and one.by == by)
            if whole is not None and len(parts) > 1:
                yield from _against(report, whole, parts)


def _against(report: Report, whole: Column, parts: tuple[Column, ...]) -> Iterator[Finding]:
    place = Place("groups", whole)
    bases = {one: report.fits[one].base if not one.weighted else None for one in (whole, *parts)}
    known = all(base is not None for base in bases.values()) and not any(one.weighted for one in bases)
    rest = (bases[whole] or 0) - sum(bases[one] or 0 for one in parts)
    if known and rest < 0:
        values = {"sum": (bases[whole] or 0) - rest, "base": bases[whole]}
        yield place.finds(_overlap(parts[0].by), GROUPS_OVER, **values)
        return
    if known and rest:
        values = {"sum": (bases[whole] or 0) - rest, "base": bases[whole], "left": rest}
        yield place.finds("note", GROUPS_LEAVE, **values)
    for figure in whole.figures:
        same = {one: row for one in parts if (row := _same(one, figure)) is not None}
        if len(same) == len(parts) and figure.base is None:
            at = Place("groups", whole, figure)
            yield from _made(at, same, bases) if known else _between(at, same)


def _overlap(by: str) -> Severity:
    """How grave it is that groups overlap: what tells them apart was said, or not."""
    return "inconsistent" if by else "doubtful"


def _same(column: Column, figure: Figure) -> Figure | None:
    wanted = skeleton(figure.label)
    return next((one for one in column.figures if skeleton(one.label) == wanted and one.base is None), None)


def _made(
    place: Place, same: Mapping[Column, Figure], bases: Mapping[Column, int | None]
) -> Iterator[Finding]:
    """With bases: some rule for all columns has the amounts meet."""
    whole, figure = place.column, place.figure
    if figure is None:
        return
    rules = [rule for rule in RULES if all(rule in one.rules for one in (whole, *same))]
    found = []
    for rule in rules:
        all_of = span(figure, bases[whole], rule)
        parts = [span(row, bases[one], rule) for one, row in same.items()]
        if all(low <= high for low, high in (all_of, *parts)):
            found.append((all_of, _with_rest(figure, total_span(parts, 0), _rest(whole, same, bases))))
    if found and not any(mine[0] <= high and low <= mine[1] for mine, (low, high) in found):
        (least, most), (low, high) = found[0]
        values = {"low": low, "high": high, "least": least, "most": most}
        yield place.finds("inconsistent", GROUPS_MAKE, **values)


def _rest(whole: Column, same: Mapping[Column, Figure], bases: Mapping[Column, int | None]) -> int:
    return (bases[whole] or 0) - sum(bases[one] or 0 for one in same)


def _with_rest(figure: Figure, made: Span, rest: int) -> Span:
    """The amounts with those of people in no group: from none to all, or scores at their limits."""
    if figure.mean is None or figure.is_share:
        return made[0], made[1] + rest
    unbounded = 2**62 if rest else 0
    low = -unbounded if figure.low is None else figure.low * figure.items * rest
    high = unbounded if figure.high is None else figure.high * figure.items * rest
    return made[0] + low, made[1] + high


def _between(place: Place, same: Mapping[Column, Figure]) -> Iterator[Finding]:
    """Without bases: the figure of all lies between those of its groups, and no less than their counts."""
    figure = place.figure
    if figure is None:
        return
    printed = figure.percent or figure.mean
    others = [one for row in same.values() if (one := row.percent or row.mean) is not None]
    if printed is not None and len(others) == len(same) and not _among(place, printed, others, tuple(same)):
        ordered = sorted(others, key=lambda one: one.exact)
        values = {"figure": printed.decimal, "low": ordered[0].decimal, "high": ordered[-1].decimal}
        yield place.finds("doubtful", OUTSIDE_GROUPS, **values)
    counts = [row.count for row in same.values() if row.count is not None]
    if figure.count is not None and len(counts) == len(same):
        yield from _counted(place, figure.count, sum(counts), next(iter(same)).by)


def _among(place: Place, printed: Printed, others: list[Printed], columns: tuple[Column, ...]) -> bool:
    rules = [rule for rule in RULES if all(rule in one.rules for one in (place.column, *columns))]
    return any(_reaches(printed, others, rule) for rule in rules) or not rules


def _reaches(printed: Printed, others: list[Printed], rule: Rule) -> bool:
    low, high = _limits(printed, rule)
    return low <= max(_limits(one, rule)[1] for one in others) and high >= min(
        _limits(one, rule)[0] for one in others
    )


def _limits(printed: Printed, rule: Rule) -> tuple[Fraction, Fraction]:
    found, unit = limits(printed, rule), 2 * 10**printed.places
    return Fraction(found.low, unit), Fraction(found.high, unit)


def _counted(place: Place, count: int, total: int, by: str) -> Iterator[Finding]:
    if total > count:
        yield place.finds(_overlap(by), GROUPS_OVER_COUNT, sum=total, count=count)
    elif total < count:
        yield place.finds("note", GROUPS_LEAVE, sum=total, base=count, left=count - total)
