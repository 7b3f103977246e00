"""What must add up: the shares of one answer a person, the parts of a total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

from analysis.audits.checks import Place, Report, check
from analysis.audits.fitting import Fit, parts_span, spans, total_span, union
from analysis.audits.table import Answers, Column, Figure, Finding
from analysis.rounding import Rule, limits
from analysis.table_audit_words import (
    COUNTS_ADD,
    LEFT_OVER,
    NO_COUNTS_ADD,
    NOT_TOGETHER,
    OVER_UNSAID,
    SEVERAL_ANSWERS,
    SHARES_ADD,
    TOTAL_ADDS,
)


@check
def sums(report: Report) -> Iterator[Finding]:
    """Shares of a single answer with all answers listed: 100 must lie within the sums of the limits of a
    rule, sum (2 P_i - 1) / 2u <= 100 <= sum (2 P_i + 1) / 2u, and for the base N whole counts in those limits
    must add to N. Not all listed: to at most N. Several answers may add to more; it is said how many."""
    for fit in report.fits.values():
        yield from _sums(fit)


def _sums(fit: Fit) -> Iterator[Finding]:
    place, shares = Place("sums", fit.column), _shares(fit.column)
    if len(shares) == len(fit.column.shares) and len(shares) > 1:
        yield from _percents(place, fit, shares)
    elif fit.column.shares and all(one.count is not None for one in fit.column.shares):
        yield from _counts(place, fit)


@check
def totals(report: Report) -> Iterator[Finding]:
    """A total against its parts: for some rule and base the counts that the total can stand for meet the sums
    of the counts of its parts. Of several answers a total of named parts is their union: at least the
    largest part, at most their sum; a total of all rows is the sum of answers."""
    for fit in report.whole:
        yield from _totals(fit)


def _totals(fit: Fit) -> Iterator[Finding]:
    for total in (one for one in fit.column.figures if one.parts):
        yield from _total(Place("totals", fit.column, total), fit, total)


@check
def together(report: Report) -> Iterator[Finding]:
    """Sums and totals at once: each holds by some rule, but no one rule makes all of them hold."""
    for fit in report.whole:
        apart = fit.complete and not fit.rules and union(fit.by_rows).size
        if apart and all(one.severity == "note" for one in (*_sums(fit), *_totals(fit))):
            yield Place("together", fit.column).finds("inconsistent", NOT_TOGETHER)


def _shares(column: Column) -> list[Figure]:
    return [one for one in column.shares if one.percent is not None]


def _percents(place: Place, fit: Fit, shares: list[Figure]) -> Iterator[Finding]:
    total = sum((one.percent.decimal for one in shares if one.percent), Decimal(0))
    answers = fit.column.answers
    if answers in ("one", "part"):
        yield from _single(place, fit, shares, total)
    elif total > 100 and not _explained(fit.column, shares, "part"):
        if answers == "several":
            mean = (total / 100).quantize(Decimal("0.01"))
            yield place.finds("note", SEVERAL_ANSWERS, sum=total, mean=mean)
        else:
            yield place.finds("doubtful", OVER_UNSAID, sum=total)
    elif not answers and not _explained(fit.column, shares, "one"):
        yield place.finds("note", LEFT_OVER, sum=total, left=100 - total)


def _single(place: Place, fit: Fit, shares: list[Figure], total: Decimal) -> Iterator[Finding]:
    if not _explained(fit.column, shares, fit.column.answers):
        low, high = _printable(fit.column, shares)
        values = {"sum": total, "shares": len(shares), "low": low, "high": high}
        yield place.finds("inconsistent", SHARES_ADD, **values)
    elif not fit.column.weighted and fit.complete and not _adds(fit) and union(fit.by_rows).size:
        base = int(union(fit.by_rows)[0])
        least, most = _between(fit, base)
        yield place.finds("inconsistent", NO_COUNTS_ADD, sum=total, base=base, low=least, high=most)


def _adds(fit: Fit) -> bool:
    """Whether what is left over after the rows are explained is explained too, totals aside."""
    plain = Column(
        fit.column.shares, answers=fit.column.answers, base=fit.column.base, rules=fit.column.rules
    )
    return bool(Fit(plain).rules)


def _between(fit: Fit, base: int) -> tuple[int, int]:
    found = []
    for rule in fit.column.rules:
        known = spans(fit.column, base, rule)
        rows = [known[one] for one in fit.column.shares if one in known]
        if all(low <= high for low, high in rows):
            found.append(total_span(rows, base))
    return min(low for low, _ in found), max(high for _, high in found)


def _explained(column: Column, shares: list[Figure], answers: str) -> bool:
    """Whether by some rule the exact shares can come to 100, or of "part" to at most 100."""
    return any(_reaches(shares, rule, answers) for rule in column.rules)


def _reaches(shares: list[Figure], rule: Rule, answers: str) -> bool:
    low, high, low_closed, high_closed = Fraction(0), Fraction(0), True, True
    for one in shares:
        if one.percent is None:
            continue
        found, unit = limits(one.percent, rule), 2 * 10**one.percent.places
        # no share is below 0 or above 100
        low += Fraction(max(found.low, 0), unit)
        high += Fraction(min(found.high, 100 * unit), unit)
        low_closed &= found.closed[0] or found.low < 0
        high_closed &= found.closed[1] or found.high > 100 * unit
    under = low < 100 or (low == 100 and low_closed)
    return under and (answers == "part" or high > 100 or (high == 100 and high_closed))


def _printable(column: Column, shares: list[Figure]) -> tuple[Decimal, Decimal]:
    """The least and the greatest sum that shares of exactly 100 together can be printed with, in whole units
    of the finest decimals."""
    low = high = Fraction(0)
    for rule in column.rules:
        below = above = Fraction(0)
        for one in shares:
            if one.percent is not None:
                found, unit = limits(one.percent, rule), 2 * 10**one.percent.places
                below += Fraction(found.high - 2 * one.percent.units, unit)
                above += Fraction(2 * one.percent.units - found.low, unit)
        low, high = max(low, below), max(high, above)
    finest = Decimal(1).scaleb(-max(one.percent.places for one in shares if one.percent))
    return _grid(100 - low, finest, ROUND_CEILING), _grid(100 + high, finest, ROUND_FLOOR)


def _grid(value: Fraction, unit: Decimal, rule: str) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(unit, rule)


def _counts(place: Place, fit: Fit) -> Iterator[Finding]:
    base, total = fit.column.base, sum(one.count or 0 for one in fit.column.shares)
    wrong = base is not None and (
        (fit.column.answers == "one" and total != base) or (fit.column.answers == "part" and total > base)
    )
    if wrong:
        yield place.finds("inconsistent", COUNTS_ADD, sum=total, base=base)


def _total(place: Place, fit: Fit, total: Figure) -> Iterator[Finding]:
    parts = fit.column.parts_of(total)
    column = Column(
        (*parts, total), answers=_of_parts(fit.column), base=fit.column.base, rules=fit.column.rules
    )
    alone = Fit(column)
    explained = [rule for rule, found in alone.by_rows.items() if found.size]
    if not parts or not explained or alone.rules or not alone.complete:
        return
    rule = explained[0]
    base = int(alone.by_rows[rule][0])
    known = spans(column, base, rule)
    low, high = parts_span(column, total, known, base)
    shown = total.percent.decimal if total.percent is not None else total.count
    values = {"total": shown, "low": low, "high": high, "least": known[total][0], "most": known[total][1]}
    yield place.finds("inconsistent", TOTAL_ADDS, base=base, **values)


def _of_parts(column: Column) -> Answers:
    """Parts need not be everybody, but exclude each other as the answers of the column do."""
    return "part" if column.answers in ("one", "part") else column.answers
