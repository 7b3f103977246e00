"""What a spreadsheet must not run (OWASP: CSV injection)."""

from __future__ import annotations

from analysis.doors import guard

FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula, the full-width forms included."""


def harmless(text: str) -> str:
    """`text`, with an apostrophe in front where a spreadsheet would run it as a formula."""
    return "'" + text if text.lstrip(" ").startswith(FORMULA) else text


guard(__name__)
