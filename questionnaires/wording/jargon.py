"""Abbreviations that are not explained, and words that only the trade knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from questionnaires.wording import PROSE, Finding, Wording, rule
from questionnaires.wording.tables import found, table

_ABBREVIATION = re.compile(r"\b[^\W\d_a-zа-яёәғқңөұүһі]{2,5}\b")
_ROMAN = re.compile(r"[IVXLC]+\Z")
_EXPLAINED = r"{0}(?:-\w+)?\s*[(«“]\s*\w+[^)]*\s\w+|\w+\s*\([^)]*\b{0}\b[^)]*\)"
"""The abbreviation with its words in parentheses after it, or itself in parentheses after them."""


@rule("jargon")
def jargon(wording: Wording) -> Iterator[Finding]:
    """The first abbreviation or trade word of a text that nothing explains."""
    if wording.role == PROSE:
        return
    known = {word for words in table("jargon")["known"].values() for word in words}
    for short in _ABBREVIATION.findall(wording.text) if not wording.text.isupper() else ():
        if short not in known and not _ROMAN.match(short) and not _explained(short, wording.text):
            yield Finding({"words": short})
            return
    if word := found("jargon", wording.language, "words", wording.text):
        yield Finding({"words": word})


def _explained(short: str, text: str) -> bool:
    return re.search(_EXPLAINED.format(re.escape(short)), text) is not None
