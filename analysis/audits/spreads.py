"""Standard deviations that no ratings can have."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from analysis.audits.checks import Place, Report, check
from analysis.audits.fitting import span
from analysis.audits.table import Figure, Finding
from analysis.rounding import Rule, limits
from analysis.table_audit_words import NO_SPREAD

_MOST_SUMS = 2_000
"""With more possible sums of scores the check is left out: so loose a mean forbids next to nothing."""
_MOST_PEOPLE, _MOST_STEPS = 1_000, 20
"""With more people, or more steps from the lowest to the highest score, only the least and the greatest sum
of squares and its parity are held against the figures; what is between is nearly all attained."""


@check
def spreads(report: Report) -> Iterator[Finding]:
    """Standard deviations with their mean and base: some whole S and Q (sums of the scores and of their
    squares) must print both, sd^2 = (Q - S^2 / N) / (N - 1) or / N, and N whole scores from `low` to `high`
    must have them. (GRIMMER: Anaya 2016, Allard 2018; here the scores themselves are sought.)"""
    for fit in report.whole:
        for figure in fit.column.figures:
            base = figure.base or fit.base
            if figure.sd is not None and figure.mean is not None and base is not None and base > 1:
                yield from _spread(Place("spreads", fit.column, figure), figure, base)


def _spread(place: Place, figure: Figure, base: int) -> Iterator[Finding]:
    possible = [_possible(figure, base, rule) for rule in place.column.rules if _sums(figure, base, rule)]
    if possible and figure.mean and figure.sd and not any(possible):
        values = {"mean": figure.mean.decimal, "sd": figure.sd.decimal, "base": base}
        yield place.finds("impossible", NO_SPREAD, **values)


def _sums(figure: Figure, base: int, rule: Rule) -> range:
    low, high = span(
        Figure("", mean=figure.mean, items=figure.items, low=figure.low, high=figure.high), base, rule
    )
    return range(low, high + 1)


def _possible(figure: Figure, base: int, rule: Rule) -> bool:
    sums = _sums(figure, base, rule)
    if len(sums) > _MOST_SUMS:
        return True
    return any(_with(figure, base, rule, total, less) for total in sums for less in (1, 0))


def _with(figure: Figure, base: int, rule: Rule, total: int, less: int) -> bool:
    """Whether N scores of this sum have this standard deviation, its denominator N - `less`.

    A person's score is the sum of `items` ratings; it is counted from the lowest, 0 to `top`.
    """
    squares = _squares(figure, base, rule, total, less)
    if figure.low is None or figure.high is None:
        return any((square - total) % 2 == 0 for square in squares)
    lowest, top = figure.low * figure.items, (figure.high - figure.low) * figure.items
    shifted = total - lowest * base
    move = lowest * lowest * base - 2 * lowest * total
    first = max(squares.start + move, _least(base, shifted))
    last = min(squares.stop - 1 + move, _most(base, shifted, top))
    first += (first - shifted) % 2
    if base > _MOST_PEOPLE or top > _MOST_STEPS:
        return first <= last
    return any(attained(base, shifted, square, top) for square in range(first, last + 1, 2))


def _squares(figure: Figure, base: int, rule: Rule, total: int, less: int) -> range:
    """The sums of squares for which the standard deviation is printed so, of scores not divided by items."""
    found = limits(figure.sd, rule) if figure.sd else None
    if found is None or found.high < 0:
        return range(0)
    unit = 2 * 10**figure.sd.places if figure.sd else 1
    scale = Fraction(figure.items**2 * (base - less), unit * unit)
    middle = Fraction(total * total, base)
    low, high = middle + scale * max(found.low, 0) ** 2, middle + scale * found.high**2
    least, most = -(-low.numerator // low.denominator), high.numerator // high.denominator
    least += not found.closed[0] and found.low >= 0 and low == least
    most -= not found.closed[1] and high == most
    return range(least, most + 1)


@lru_cache(maxsize=100_000)
def attained(people: int, total: int, square: int, top: int) -> bool:
    """Whether so many whole numbers from 0 to `top` have this sum and this sum of squares: sought by how
    many are `top`, bounded by the least and the greatest sum of squares that the rest can have.

    >>> attained(2, 3, 9, 3), attained(2, 3, 7, 3)
    (True, False)
    """
    if not 0 <= total <= people * top or not _least(people, total) <= square <= _most(people, total, top):
        return False
    if top <= 1 or people == 0:
        return square == total
    if top == 2:
        return (square - total) % 2 == 0
    most = min(people, total // top, square // (top * top))
    return any(
        attained(people - many, total - many * top, square - many * top * top, top - 1)
        for many in range(most, -1, -1)
    )


def _least(people: int, total: int) -> int:
    """The sum of squares when all are as equal as whole numbers can be."""
    if not people:
        return 0
    each, more = divmod(total, people)
    return people * each * each + more * (2 * each + 1)


def _most(people: int, total: int, top: int) -> int:
    """The sum of squares when all but one are 0 or `top`."""
    if not top:
        return 0
    whole, rest = divmod(total, top)
    return whole * top * top + rest * rest
