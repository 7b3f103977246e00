"""Words, numbers and dates in the reader's language. The catalogues are the .po files beside this module."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from analysis.kazakh import spoken, suffix, with_suffix
from analysis.letters import repair

LANGUAGES = ("kk", "ru", "en")
"""The languages of the house, Kazakh first. English is the language of the message keys."""

NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
"""What each of them calls itself."""

FOLDER = Path(__file__).parent
"""Where the catalogues lie. One more file there is one more language for respondents."""

__all__ = [
    "LANGUAGES",
    "NAMES",
    "N_",
    "choose",
    "date",
    "direction",
    "gettext",
    "known",
    "name",
    "number",
    "percent",
    "repair",
    "spoken",
    "suffix",
    "with_suffix",
]


def N_(message: str) -> str:  # noqa: N802 - the name that message extractors look for
    """Mark a message for translation where it stands; `gettext` translates it where it is shown."""
    return message


def gettext(language: str, message: str, **values: Any) -> str:
    """`message` (an English sentence with {places}) in `language`, its places filled from `values`.

    A message that the catalogue does not hold stays English; a test keeps the catalogues complete.
    """
    words = catalogue(language).get(message, message)
    return words.format(**values) if values else words


@lru_cache
def catalogue(language: str) -> dict[str, str]:
    """The translated messages of one language; empty where there is no catalogue (English)."""
    path = FOLDER / f"{language}.po"
    if language not in known() or not path.exists():
        return {}
    return {str(m.id): str(m.string) for m in read(path) if m.id and m.string and not m.fuzzy}


@lru_cache
def known() -> tuple[str, ...]:
    """The languages of the house, then those that only have a catalogue."""
    more = sorted(path.stem for path in FOLDER.glob("*.po") if path.stem not in LANGUAGES)
    return (*LANGUAGES, *more)


@lru_cache
def name(language: str) -> str:
    """What a language calls itself: in the head of its catalogue (`X-Name`), or by CLDR; else its code."""
    if language in NAMES:
        return NAMES[language]
    path = FOLDER / f"{language}.po"
    head = re.search(r'^"X-Name: (.+)\\n"$', path.read_text("utf-8"), re.MULTILINE) if path.exists() else None
    locale = _locale(language)
    return head[1] if head else (locale and locale.get_display_name(locale)) or language


@lru_cache
def direction(language: str) -> str:
    """ "rtl" for a language that is written from right to left, else "ltr"."""
    locale = _locale(language)
    return str(locale.text_direction) if locale else "ltr"


def _locale(language: str) -> Any:
    """What CLDR knows of a language; None for one that it does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def read(path: Path) -> Iterable[Any]:
    """The entries of a .po file; PoFileError names the line that cannot be read."""
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        return list(read_po(file, abort_invalid=True))


def choose(header: str, offered: Iterable[str] = LANGUAGES) -> str:
    """The language among `offered` that an Accept-Language `header` likes best; the first by default."""
    from werkzeug.datastructures import LanguageAccept
    from werkzeug.http import parse_accept_header

    offered = {language.lower(): language for language in offered}
    liked = parse_accept_header(header, LanguageAccept)
    tags = (tag.replace("_", "-").lower().split("-") for tag, quality in liked if quality > 0)
    wanted = ("-".join(parts[:length]) for parts in tags for length in range(len(parts), 0, -1))
    return next((offered[tag] for tag in wanted if tag in offered), next(iter(offered.values())))


def number(language: str, value: float, digits: int | None = None) -> str:
    """`value` as CLDR writes numbers: "1 234,5" in Kazakh; exactly `digits` decimals where given."""
    from babel.numbers import format_decimal

    return format_decimal(value, format=None if digits is None else _pattern(digits), locale=language)


def percent(language: str, share: float, digits: int = 0) -> str:
    """A share between 0 and 1 as per cent: 0.224 with one digit is "22,4 %" in Kazakh."""
    from babel import Locale
    from babel.numbers import format_percent

    sign = Locale.parse(language).percent_formats[None].pattern.lstrip("#,0")
    return format_percent(share, format=_pattern(digits) + sign, locale=language)


def date(language: str, day: datetime.date) -> str:
    """A day in words, with the month's name: "2026 ж. 22 қараша"."""
    from babel.dates import format_date

    return format_date(day, format="long", locale=language)


def _pattern(digits: int) -> str:
    return "#,##0." + "0" * digits if digits else "#,##0"
