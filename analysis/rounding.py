"""Published numbers against exact ones, in whole numbers and fractions: which rule of rounding prints what.

A rule prints x as the number P / 10^d exactly where 2 x 10^d lies in an interval around 2 P (`limits`), so
that "which counts of a base are printed so" is a division of whole numbers (`amounts`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Literal

from analysis.doors import guard
from analysis.errors import TooMuchWork, WrongArgument, WrongNumber
from analysis.kinds import hold, shown

Agreement = Literal["both", "rounded", "truncated", "no", "cannot"]
Rule = Literal["half up", "half even", "truncated", "rounded up", "nearest", "any"]

RULES: tuple[Rule, ...] = ("half up", "half even", "truncated", "rounded up", "nearest")
"""The rules by which a whole table may be printed. "nearest" lets halves fall either way, as the binary
fractions of a computer do. "any", which is not among them, lets each figure have a rule of its own."""

MOST_PLACES, MOST_FITTING = 100, 10**6
"""The most decimals of a number, and the most counts or bases that are listed."""
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)")


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as it stands on paper: `units` of its last decimal, and how many decimals it shows.

    >>> Printed.of("24.0"), str(Printed.of("-0.50"))
    (Printed(units=240, places=1), '-0.50')
    """

    units: int
    places: int

    def __post_init__(self) -> None:
        hold(self)
        _check_places(self.places)

    @classmethod
    def of(cls, text: str) -> Printed:
        """The number that a text with a decimal point shows; WrongNumber where it shows none."""
        if not isinstance(text, str) or not _NUMBER.fullmatch(text) or len(text) > 2 * MOST_PLACES:
            raise WrongNumber(f"a number as it is printed is needed, such as '24.0', not {shown(text)}")
        places = decimals(text)
        return cls(int(Decimal(text).scaleb(places)), places)

    @property
    def exact(self) -> Fraction:
        """Its value."""
        return Fraction(self.units, 10**self.places)

    @property
    def decimal(self) -> Decimal:
        """Its value with its decimals."""
        return Decimal(self.units).scaleb(-self.places)

    def __str__(self) -> str:
        return f"{self.decimal:f}"


@dataclass(frozen=True, slots=True)
class Limits:
    """The interval of 2 x 10^d for the x that are printed as one number; `closed` says which ends belong."""

    low: int
    high: int
    closed: tuple[bool, bool]


def limits(printed: Printed, rule: Rule) -> Limits:
    """What a rule prints as this number; below zero every rule is the mirror of itself above.

    >>> limits(Printed.of("0.5"), "half up"), limits(Printed.of("0.5"), "truncated")
    (Limits(low=9, high=11, closed=(True, False)), Limits(low=10, high=12, closed=(True, False)))
    """
    twice = 2 * abs(printed.units)
    even = printed.units % 2 == 0
    reach: dict[Rule, tuple[int, int, tuple[bool, bool]]] = {
        "half up": (-1, 1, (True, False)),
        "half even": (-1, 1, (even, even)),
        "truncated": (0, 2, (True, False)),
        "rounded up": (-2, 0, (False, True)),
        "nearest": (-1, 1, (True, True)),
        "any": (-2, 2, (False, False)),
    }
    below, above, closed = reach[rule]
    if not printed.units:
        return Limits(-above, above, (closed[1], closed[1]))
    if printed.units < 0:
        return Limits(-twice - above, -twice - below, (closed[1], closed[0]))
    return Limits(twice + below, twice + above, closed)


def amounts(printed: Printed, rule: Rule, base: Any, scale: int = 100) -> tuple[Any, Any]:
    """The least and the greatest whole a for which scale a / base is printed so; none where least > greatest.

    `base` is a whole number above 0 or an int64 array of them; so are the results. `scale` is 100 for per
    cents and 1 for means. With L, H the limits and D = 2 scale 10^d: a from ceil(L base / D) to
    floor(H base / D), an open end moved inwards.

    >>> amounts(Printed.of("24.0"), "truncated", 237), amounts(Printed.of("24.0"), "half up", 237)
    ((57, 57), (57, 56))
    """
    if not (isinstance(base, int) or getattr(base, "dtype", None) == "int64") or scale < 1:
        raise WrongArgument(f"a base is a whole number, or an array of them, not {shown(base)}")
    found, whole = limits(printed, rule), 2 * scale * 10**printed.places
    low, high = found.low * base, found.high * base
    return (
        -(-low // whole) if found.closed[0] else low // whole + 1,
        high // whole if found.closed[1] else -(-high // whole) - 1,
    )


def bases_of(printed: Printed, rule: Rule, count: int) -> tuple[int, int | None]:
    """The least and the greatest base of which a count above 0 is printed as this per cent, None where
    there is no greatest; none where least > greatest. With 200 count 10^d = W: from W / H to W / L.

    >>> bases_of(Printed.of("42.0"), "half up", 28), bases_of(Printed.of("42"), "half up", 28)
    ((67, 66), (66, 67))
    """
    found, whole = limits(printed, rule), 200 * count * 10**printed.places
    if found.high <= 0:
        return 1, 0
    least = -(-whole // found.high) if found.closed[1] else whole // found.high + 1
    if found.low <= 0:
        return max(least, count), None
    greatest = whole // found.low if found.closed[0] else -(-whole // found.low) - 1
    return max(least, count), greatest


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
    _check_places(places)
    # a Decimal quotient is itself rounded; whole units of the last place are exact
    scaled = share * 10**places
    units = Decimal(scaled.numerator // scaled.denominator)
    rest = scaled - int(units)
    if rule == ROUND_HALF_UP and rest >= Fraction(1, 2):
        units += 1
    return f"{units.scaleb(-places):f}"


def percent(count: int, base: int) -> Fraction:
    """100 count / base, exact; WrongNumber for a base of nobody."""
    if not base:
        raise WrongNumber("nobody is the base: nothing has a per cent of 0 people")
    return Fraction(100 * count, base)


def agreement(published: str, count: int, base: int) -> Agreement:
    """How a published per cent agrees with a count; "cannot" where no count of this base would print it.

    >>> agreement("24.0", 57, 237), agreement("25", 59, 237), agreement("42.0", 28, 67)
    ('truncated', 'rounded', 'cannot')
    """
    half_up, cut = (_prints(published, count, base, rule) for rule in _COMPARED)
    if half_up or cut:
        return "both" if half_up and cut else "rounded" if half_up else "truncated"
    return "no" if fitting_counts(published, base) else "cannot"


def fitting_counts(published: str, base: int) -> list[int]:
    """The counts of a base that a published per cent could be, rounded or truncated."""
    spans = [amounts(Printed.of(published), rule, base) for rule in _COMPARED]
    return _listed([(max(0, low), min(base, high)) for low, high in spans])


def fitting_bases(published: str, count: int) -> list[int]:
    """The bases of which `count` would be printed as this per cent, rounded or truncated; none where they
    have no end."""
    spans = [bases_of(Printed.of(published), rule, count) for rule in _COMPARED] if count else []
    ends = [(low, high) for low, high in spans if high is not None]
    return _listed(ends) if len(ends) == 2 else []


def _listed(spans: list[tuple[int, int]]) -> list[int]:
    if any(high - low > MOST_FITTING for low, high in spans):
        raise TooMuchWork(f"more than {MOST_FITTING} numbers fit what is printed")
    return sorted({number for low, high in spans for number in range(low, high + 1)})


def _check_places(places: int) -> None:
    if not 0 <= places <= MOST_PLACES:
        raise WrongNumber(f"a number is printed with 0 to {MOST_PLACES} decimals, not {places}")


_COMPARED: tuple[Rule, Rule] = ("half up", "truncated")


def _prints(published: str, count: int, base: int, rule: Rule) -> bool:
    low, high = amounts(Printed.of(published), rule, base)
    return bool(low <= count <= high)


guard(__name__)
