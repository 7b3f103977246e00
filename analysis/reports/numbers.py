"""Numbers and days as reports write them: whole counts, whole per cents half up, "<5 %" and ">95 %"."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from analysis.charts.speech import Speech
from analysis.reports.words import NBSP, Number


def count(n: float, language: str) -> Number:
    """A number of people, its thousands apart."""
    return Number(Speech(language).number(n), round(n))


def percent(share: float, language: str) -> Number:
    """A share of 0 to 100 as a whole per cent; below 5 and above 95 only that."""
    whole = int(Decimal(repr(float(share))).quantize(Decimal(1), ROUND_HALF_UP))
    sign = "%" if language == "en" else f"{NBSP}%"
    written = "<5" if share < 5 else ">95" if share > 95 else str(whole)
    return Number(written + sign, whole, percent=True)


def decimal(value: float, language: str, decimals: int = 1) -> str:
    """Another number, rounded half up."""
    return Speech(language).number(value, decimals)


def p_value(p: float, language: str) -> str:
    """A p as a publication tells it, to two digits: "= 0,028", "= 0,15", "< 0,001"."""
    if p < 0.0005:
        return f"< {decimal(0.001, language, 3)}"
    return f"= {decimal(p, language, 3 if p < 0.0995 else 2)}"


def day(one: date, language: str) -> str:
    """A day in words, with the month's name, as CLDR writes it."""
    from babel.dates import format_date

    return format_date(one, format="long", locale=language)
