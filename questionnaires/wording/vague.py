"""Vague quantifiers: “often” is once a day for one and once a month for another."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.wording import QUESTION, Finding, Wording, rule
from questionnaires.wording.tables import found, pattern, without

_FEWEST = 2
"""So many answers without a number make a list vague."""


@rule("vague")
def vague(wording: Wording) -> Iterator[Finding]:
    """A question that asks whether something is often, or answers that are only such words."""
    if wording.role != QUESTION:
        return
    text = without("vague", wording.language, "asked", wording.text)
    if words := found("vague", wording.language, "questions", text):
        yield Finding({"words": words})
        return
    answers = pattern("vague", wording.language, "answers")
    bare = [one for one in wording.choices if answers and answers.fullmatch(one.label.strip())]
    if len(bare) >= _FEWEST:
        yield Finding({"words": ", ".join(one.label for one in bare)}, bare[0].place)
