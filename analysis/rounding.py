"""Published per cents against exact ones, in exact arithmetic: rounded half up, truncated, or neither."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal

Agreement = Literal["both", "rounded", "truncated", "no", "cannot"]


def decimals(published: str) -> int:
    """How many decimals a number is printed with.

    >>> decimals("24.0"), decimals("25")
    (1, 0)
    """
    return len(published.partition(".")[2])


def rounded(share: Fraction, places: int) -> str:
    """A number rounded half up to so many decimals, as it would be printed.

    >>> rounded(Fraction(5700, 237), 1), truncated(Fraction(5700, 237), 1)
    ('24.1', '24.0')
    """
    return _printed(share, places, ROUND_HALF_UP)


def truncated(share: Fraction, places: int) -> str:
    """A number cut off after so many decimals."""
    return _printed(share, places, ROUND_DOWN)


def _printed(share: Fraction, places: int, rule: str) -> str:
    # a Decimal quotient is itself rounded; whole units of the last place are exact
    scaled = share * 10**places
    units = Decimal(scaled.numerator // scaled.denominator)
    rest = scaled - int(units)
    if rule == ROUND_HALF_UP and rest >= Fraction(1, 2):
        units += 1
    return f"{units.scaleb(-places):f}"


def percent(count: int, base: int) -> Fraction:
    """100 count / base, exact."""
    return Fraction(100 * count, base)


def agreement(published: str, count: int, base: int) -> Agreement:
    """How a published per cent agrees with a count; "cannot" where no count of this base would print it.

    >>> agreement("24.0", 57, 237), agreement("25", 59, 237), agreement("42.0", 28, 67)
    ('truncated', 'rounded', 'cannot')
    """
    share, places = percent(count, base), decimals(published)
    half_up, cut = rounded(share, places) == published, truncated(share, places) == published
    if half_up or cut:
        return "both" if half_up and cut else "rounded" if half_up else "truncated"
    return "no" if fitting_counts(published, base) else "cannot"


def fitting_counts(published: str, base: int) -> list[int]:
    """The counts of a base that a published per cent could be, rounded or truncated."""
    wanted, unit = Fraction(published), Fraction(1, 10 ** decimals(published))
    low, high = (wanted - unit) * base / 100, (wanted + unit) * base / 100
    near = range(max(0, int(low)), min(base, int(high) + 1) + 1)
    return [count for count in near if _prints(published, count, base)]


def fitting_bases(published: str, count: int) -> list[int]:
    """The bases of which `count` would be printed as this per cent, rounded or truncated."""
    wanted, unit = Fraction(published), Fraction(1, 10 ** decimals(published))
    if wanted <= unit or not count:
        return []
    low, high = 100 * count / (wanted + unit), 100 * count / (wanted - unit)
    near = range(max(count, int(low)), int(high) + 2)
    return [base for base in near if base and _prints(published, count, base)]


def _prints(published: str, count: int, base: int) -> bool:
    share, places = percent(count, base), decimals(published)
    return published in (rounded(share, places), truncated(share, places))
