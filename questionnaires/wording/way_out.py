"""Answers that are missing: a field for another answer, none of these, do not know."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.wording import QUESTION, Choice, Finding, Wording, rule
from questionnaires.wording.tables import found, pattern, words

_CHOICES = ("single", "multiple", "dropdown")
_SEVERAL = ("multiple",)
_ONE = ("single", "dropdown", "yes_no")
_A_QUESTION = 2
"""Words that a question has at least; a heading has fewer."""


@rule("no-write-in")
def no_write_in(wording: Wording) -> Iterator[Finding]:
    """“Other” without a field to write in; not of background facts, where words would give people away."""
    other = pattern("way_out", wording.language, "other")
    if other is None or wording.type not in _CHOICES or wording.role != QUESTION or wording.background:
        return
    for choice in wording.choices:
        if other.fullmatch(choice.label.strip(" .")) and not choice.write_in:
            yield Finding({"words": choice.label}, choice.place)
            return


@rule("no-none")
def no_none(wording: Wording) -> Iterator[Finding]:
    """A multiple choice without an answer for those whom nothing fits; reasons (why, what for) have one."""
    if wording.type not in _SEVERAL or wording.role != QUESTION or wording.conditional:
        return
    if len(words(wording.text)) < _A_QUESTION or any(_fits_nobody(wording, one) for one in wording.choices):
        return
    if not found("way_out", wording.language, "reasons", wording.text):
        yield Finding()


@rule("no-dont-know")
def no_dont_know(wording: Wording) -> Iterator[Finding]:
    """A choice of one on what many cannot know (an imagined case, facts on the library, what was long ago)
    without an answer for those who do not."""
    if wording.type not in _ONE or wording.role != QUESTION or wording.unsure:
        return
    if any(one.missing or _unsure(wording.language, one) for one in wording.choices):
        return
    if cue := found("way_out", wording.language, "unknown", wording.text):
        yield Finding({"words": cue})


def _fits_nobody(wording: Wording, choice: Choice) -> bool:
    said = found("way_out", wording.language, "nothing", choice.label)
    return choice.exclusive or choice.missing or bool(said)


def _unsure(language: str, choice: Choice) -> bool:
    return bool(found("way_out", language, "unsure", choice.label))
