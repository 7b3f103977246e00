"""Numbers and days as reports write them: whole counts, whole per cents half up, "<5 %" and ">95 %"."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from analysis.charts.speech import Speech
from analysis.reports.words import NBSP, Number, say


def count(n: float, language: str) -> Number:
    """A number of people, its thousands apart."""
    return Number(Speech(language).number(n), round(n))


def share(of_all: float, language: str) -> Number:
    """A share (0 to 100) of everybody, whose counts are told: a whole per cent."""
    whole = int(Decimal(repr(float(of_all))).quantize(Decimal(1), ROUND_HALF_UP))
    return Number(f"{whole}{_sign(language)}", whole, percent=True)


def percent(of_group: float, language: str) -> Number:
    """A share (0 to 100) of a group as a whole per cent; below 5 and above 95 only that."""
    whole = share(of_group, language)
    if 5 <= of_group <= 95:
        return whole
    written = "<5" if of_group < 5 else ">95"
    return Number(f"{written}{_sign(language)}", whole.whole, percent=True)


def _sign(language: str) -> str:
    return "%" if language == "en" else f"{NBSP}%"


def decimal(value: float, language: str, decimals: int = 1) -> str:
    """Another number, rounded half up."""
    return Speech(language).number(value, decimals)


def p_value(p: float, language: str) -> str:
    """A p as a publication tells it, to two digits: "= 0,028", "= 0,15", "< 0,001"."""
    if p < 0.0005:
        return f"< {decimal(0.001, language, 3)}"
    return f"= {decimal(p, language, 3 if p < 0.0995 else 2)}"


def days(first: date, last: date, language: str) -> str:
    """From the first day to the last: "2026 жылғы 1–31 қазан"; what both share is said once."""
    from babel.dates import format_date

    def written(one: date, form: str) -> str:
        return format_date(one, format=form, locale=language)

    def whole(said: str, year: int) -> str:
        return say("dates", language, days=said, year=year)

    if first.year != last.year:
        return " – ".join(whole(written(one, "d MMMM"), one.year) for one in (first, last))
    end = written(last, "d MMMM")
    if first == last:
        return whole(end, last.year)
    if first.month == last.month:
        return whole(f"{first.day}–{end}", last.year)
    return whole(f"{written(first, 'd MMMM')} – {end}", last.year)
