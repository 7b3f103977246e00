"""Texts and words that were left in another language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from questionnaires.wording import Finding, Wording, rule
from questionnaires.wording.tables import found, without

_WORDS = re.compile(r"[^\W\d_]{2,}")
_SAME = 3
"""Two languages can share a term of one or two words, hardly a sentence."""


@rule("untranslated")
def untranslated(wording: Wording) -> Iterator[Finding]:
    """The same sentence as in the other language, or words that only another language has."""
    same = wording.text.strip() == wording.beside.strip() and wording.language != wording.beside_language
    if same and len(_WORDS.findall(wording.text)) >= _SAME:
        yield Finding({"words": wording.text.strip()[:60]})
        return
    text = without("untranslated", wording.language, "harmless", wording.text)
    if words := found("untranslated", wording.language, "foreign", text):
        yield Finding({"words": words})
