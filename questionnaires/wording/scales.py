"""Scales that lean to one side: more good answers than bad ones, a middle that is not in the middle, steps of
different size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from questionnaires.wording import QUESTION, Choice, Finding, Wording, rule
from questionnaires.wording.tables import found, pattern, table

_SHORTEST = 3
_LONGEST = 6
"""Words of a label: longer ones say more than good or bad."""
_GOOD, _BAD, _MIDDLE = "good", "bad", "middle"


@rule("unbalanced-scale")
def unbalanced(wording: Wording) -> Iterator[Finding]:
    """Answers of which every one is good, bad or the middle, but not as many good as bad ones; and scores
    that rise by different steps. From “not at all” upwards (one pole) is no imbalance."""
    answers = [one for one in wording.choices if not (one.missing or one.exclusive or one.write_in)]
    if any(len(one.label.split()) > _LONGEST for one in answers):
        return
    if wording.role != QUESTION or len(answers) < _SHORTEST:
        return
    if what := _uneven(answers) or _leaning(wording.language, answers):
        yield Finding({"what": what}, answers[0].place)


def _uneven(answers: Sequence[Choice]) -> str:
    scores = [one.score for one in answers if one.score is not None]
    steps = {round(abs(b - a), 6) for a, b in pairwise(scores)}
    if len(scores) == len(answers) and len(steps) > 1:
        return "its scores rise by steps of different size: " + ", ".join(f"{one:g}" for one in scores)
    return ""


def _leaning(language: str, answers: Sequence[Choice]) -> str:
    sides = [_side(language, one.label) for one in answers] if language in table("scales") else [""]
    good, bad, middle = (sides.count(side) for side in (_GOOD, _BAD, _MIDDLE))
    if not all(sides) or middle > 1 or not good + bad or _no_scale(language, answers, (good, bad)):
        return ""
    if good != bad:
        return f"it has {good} good and {bad} bad answers"
    if middle and sides.index(_MIDDLE) != len(sides) // 2:
        return f"“{answers[sides.index(_MIDDLE)].label}” does not stand in the middle"
    return ""


def _no_scale(language: str, answers: Sequence[Choice], counts: tuple[int, int]) -> bool:
    """Whether it is yes, no and something else, or how much of one thing."""
    if len(answers) <= _SHORTEST and sum(_plain(language, one.label) for one in answers) == 2:
        return True
    return min(counts) <= 1 < max(counts) and _one_pole(language, answers)


def _side(language: str, label: str) -> str:
    """Which side of a scale a label is on; empty where no word tells it."""
    return next((side for side in (_MIDDLE, _BAD, _GOOD) if found("scales", language, side, label)), "")


def _plain(language: str, label: str) -> bool:
    plain = pattern("scales", language, "plain")
    return bool(plain and plain.fullmatch(label.strip()))


def _one_pole(language: str, answers: Sequence[Choice]) -> bool:
    """Whether one end is “not at all”: then the others say how much, not on which side."""
    return any(found("scales", language, "zero", one.label) for one in (answers[0], answers[-1]))
