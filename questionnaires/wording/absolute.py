"""Absolute words: hardly anybody can say that something is so always, everywhere and for all."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.wording import QUESTION, STATEMENT, Finding, Wording, rule
from questionnaires.wording.tables import found, without


@rule("absolute")
def absolute(wording: Wording) -> Iterator[Finding]:
    """Always, never, all, nobody, in a question or a statement; not “all in all”, “every week”."""
    if wording.role not in (QUESTION, STATEMENT):
        return
    text = without("absolute", wording.language, "harmless", wording.text)
    if words := found("absolute", wording.language, "words", text):
        yield Finding({"words": words})
