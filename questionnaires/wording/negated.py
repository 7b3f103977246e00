"""Negation: a “no” to a negative sentence says yes, and people get lost on the way.

Kazakh negates inside the verb (-ма/-ме before tense and person), by емес and by жоқ; Russian by не, нельзя;
English by not, n't, never. “Without …” and the Kazakh -май/-мей count only beside another negation.
"""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.wording import QUESTION, STATEMENT, Finding, Wording, rule
from questionnaires.wording.tables import found, pattern, sentences, without

_TWO = 2


@rule("negated")
def negated(wording: Wording) -> Iterator[Finding]:
    """A negative statement; a question that wants yes or no and is negative; two negations in a sentence."""
    language = wording.language
    if wording.role not in (QUESTION, STATEMENT):
        return
    for sentence in sentences(without("negated", language, "harmless", wording.text)):
        words = negations(language, sentence)
        several = words + denials(language, sentence)
        if len(several) >= _TWO and words:
            yield Finding({"words": ", ".join(several)})
            return
        if words and (wording.role == STATEMENT or _asks_whether(language, sentence)):
            yield Finding({"words": ", ".join(words)})
            return


def negations(language: str, text: str) -> list[str]:
    """The words of a text that make a sentence negative."""
    compiled = pattern("negated", language, "words")
    return [one.group() for one in compiled.finditer(text)] if compiled else []


def denials(language: str, text: str) -> list[str]:
    """The words of a text that are negative in themselves: against, without, unclear."""
    compiled = pattern("negated", language, "denials")
    return [one.group() for one in compiled.finditer(text)] if compiled else []


def _asks_whether(language: str, sentence: str) -> bool:
    """Whether it is answered by yes or no: no question word, no choice of two."""
    if not sentence.endswith("?") or found("negated", language, "choice", sentence):
        return False
    return not found("negated", language, "asking", sentence)
