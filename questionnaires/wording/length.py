"""Texts too long for a phone: what stands there must be seen together with the answers."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.wording import OPTION, QUESTION, STATEMENT, Finding, Wording, rule

LONGEST_QUESTION = 220
"""Characters that stand on a phone's screen together with the answers."""

LONGEST_LABEL = 100
"""Three lines of a phone."""


@rule("long-question")
def long_question(wording: Wording) -> Iterator[Finding]:
    """A question of more than 220 characters."""
    if wording.role == QUESTION and (count := len(wording.text.strip())) > LONGEST_QUESTION:
        yield Finding({"count": count, "limit": LONGEST_QUESTION})


@rule("long-label")
def long_label(wording: Wording) -> Iterator[Finding]:
    """An answer or a statement of more than 100 characters."""
    if wording.role in (OPTION, STATEMENT) and (count := len(wording.text.strip())) > LONGEST_LABEL:
        yield Finding({"count": count, "limit": LONGEST_LABEL})
