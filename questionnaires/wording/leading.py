"""Leading and loaded questions: they say which answer is wanted."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.wording import QUESTION, Finding, Wording, rule
from questionnaires.wording.tables import found, without


@rule("leading")
def leading(wording: Wording) -> Iterator[Finding]:
    """A tag that wants a yes, “do you agree that”, an authority, or a word that judges, in a question."""
    if wording.role != QUESTION:
        return
    text = without("leading", wording.language, "harmless", wording.text)
    for key in ("tags", "agreement", "authority", "judging"):
        if words := found("leading", wording.language, key, text):
            yield Finding({"words": words})
            return
