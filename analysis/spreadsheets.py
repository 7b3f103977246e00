"""What a spreadsheet must not run (OWASP: CSV injection)."""

from __future__ import annotations

import re

from analysis.doors import guard

FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula, the full-width forms included."""


_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?")
_GUARDED = re.compile(f"' *['{re.escape(''.join(FORMULA))}]")


def harmless(text: str) -> str:
    """`text`, with an apostrophe in front where a spreadsheet would run it as a formula."""
    return "'" + text if text.lstrip(" ").startswith(FORMULA) else text


def guarded_text(text: str) -> str:
    """As `harmless`, but numbers stay, and `bare_text` gives the text back.

    >>> guarded_text("=1+1"), guarded_text("-9"), guarded_text("'=1")
    ("'=1+1", '-9', "''=1")
    """
    if _NUMBER.fullmatch(text):
        return text
    return "'" + text if text.lstrip(" ").startswith(FORMULA) or _GUARDED.match(text) else text


def bare_text(text: str) -> str:
    """The text that `guarded_text` guarded.

    >>> [bare_text(guarded_text(text)) for text in ("=1+1", "''=1", "it's", "'a")]
    ['=1+1', "''=1", "it's", "'a"]
    """
    return text[1:] if _GUARDED.match(text) else text


guard(__name__)
