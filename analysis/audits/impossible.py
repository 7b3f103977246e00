"""Rows that no people can give, each taken alone."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from analysis.audit_words import MAKES
from analysis.audits.checks import Place, Report, check, rules_said
from analysis.audits.fitting import span
from analysis.audits.table import Column, Figure, Finding
from analysis.rounding import Printed, bases_of, percent, rounded
from analysis.table_audit_words import (
    ABOVE_BASE,
    ABOVE_EVERYBODY,
    COUNT_OF_NO_BASE,
    NO_WHOLE_COUNT,
    NO_WHOLE_SUM,
    OUTSIDE_SCORES,
)


@check
def impossible_rows(report: Report) -> Iterator[Finding]:
    """Per cents, counts and means that no whole numbers give: p % is printed of a base N only if some whole
    c has 100 c / N within the limits of a rule; a mean of k ratings a person only if some whole sum S has
    S / (k N) there, and low k N <= S <= high k N. (GRIM: Brown and Heathers 2017.)"""
    for fit in report.whole:
        for figure in fit.column.figures:
            yield from _row(Place("impossible_rows", fit.column, figure), figure)


def _row(place: Place, figure: Figure) -> Iterator[Finding]:
    column, base = place.column, figure.base or place.column.base
    capped = not (figure.of_answers and column.answers != "one")
    if capped and figure.percent is not None and figure.percent.exact > 100:
        yield place.finds("impossible", ABOVE_EVERYBODY, percent=figure.percent.decimal)
    elif capped and base is not None and figure.count is not None and figure.count > base:
        yield place.finds("impossible", ABOVE_BASE, count=figure.count, base=base)
    elif figure.mean is not None and _outside(figure):
        values = {"mean": figure.mean.decimal, "low": figure.low, "high": figure.high}
        yield place.finds("impossible", OUTSIDE_SCORES, **values)
    elif base is not None and not _fits(figure, base, column):
        yield _of_base(place, figure, base)
    elif base is None and not _some_base(figure, column):
        yield from _of_no_base(place, figure)


def _outside(figure: Figure) -> bool:
    """Whether the mean is outside its scores; whole limits stay what they are under every rule."""
    mean = figure.mean.exact if figure.mean else None
    if mean is None:
        return False
    return (figure.low is not None and mean < figure.low) or (figure.high is not None and mean > figure.high)


def _fits(figure: Figure, base: int, column: Column) -> bool:
    capped = not (figure.of_answers and column.answers != "one")
    spans = (span(figure, base, rule, capped=capped) for rule in column.rules)
    return not (figure.is_share or figure.mean) or any(low <= high for low, high in spans)


def _of_base(place: Place, figure: Figure, base: int) -> Finding:
    column = place.column
    if figure.percent is None:
        return _mean(place, figure, base)
    alone = Figure(figure.label, percent=figure.percent)
    places = figure.percent.places
    if figure.count is not None and _fits(alone, base, column):
        computed = _shown(percent(figure.count, base), places)
        published = figure.percent.decimal
        values = {"published": published, "count": figure.count, "base": base, "computed": computed}
        return place.finds("inconsistent", MAKES, **values)
    below, above = _around(figure.percent, base, 100)
    return place.finds(
        "impossible",
        NO_WHOLE_COUNT,
        percent=figure.percent.decimal,
        base=base,
        rule=rules_said(column.rules),
        below=_shown(percent(below, base), places),
        below_count=below,
        above=_shown(percent(above, base), places),
        above_count=above,
    )


def _mean(place: Place, figure: Figure, base: int) -> Finding:
    mean = figure.mean or Printed(0, 0)
    ratings = base * figure.items
    below, above = _around(mean, ratings, 1)
    return place.finds(
        "impossible",
        NO_WHOLE_SUM,
        mean=mean.decimal,
        ratings=ratings,
        rule=rules_said(place.column.rules),
        below=_shown(Fraction(below, ratings), mean.places),
        above=_shown(Fraction(above, ratings), mean.places),
    )


def _around(printed: Printed, base: int, scale: int) -> tuple[int, int]:
    """The whole amounts just below and above the printed value."""
    below = printed.exact * base // scale
    return int(below), int(below) + 1


def _shown(value: Fraction, places: int) -> object:
    if value < 0:
        return Printed.of("-" + rounded(-value, places)).decimal
    return Printed.of(rounded(value, places)).decimal


def _some_base(figure: Figure, column: Column) -> bool:
    """Whether some base prints a count as this per cent; nobody is 0 % of every base and nothing else."""
    if figure.percent is None or figure.count is None:
        return True
    if not figure.count:
        return not figure.percent.units
    found = (bases_of(figure.percent, rule, figure.count) for rule in column.rules)
    return any(greatest is None or least <= greatest for least, greatest in found)


def _of_no_base(place: Place, figure: Figure) -> Iterator[Finding]:
    if figure.percent is None or figure.count is None:
        return
    exact = 100 * figure.count / figure.percent.exact if figure.percent.units else Fraction(1)
    nearest = max(round(exact), figure.count, 1)
    yield place.finds(
        "impossible",
        COUNT_OF_NO_BASE,
        count=figure.count,
        percent=figure.percent.decimal,
        rule=rules_said(place.column.rules),
        base=nearest,
        computed=_shown(percent(figure.count, nearest), figure.percent.places),
    )
