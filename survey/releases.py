"""When a wave may be published again, and by which groups.

From two tables of nearly the same people the answers of those who came between them can be told. So a release
in the field holds at least 30 answers that the one before did not, and comes at least a day after it. What a
wave holds when it closes is its last snapshot, under the same rule; the same snapshot can be published again
and again, because its noise is the same. The groups that a release tells apart stay for good. Questions that
1 to 9 people have answered since are left out, because totals are exact.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from analysis.disclosure import PUBLIC_K
from survey.languages import N_

LEAST_NEW = 30
LEAST_HOURS = 24

TOO_FEW = N_(
    "A release needs at least {least} new answers and 24 hours since the last one, so that nobody who came "
    "between them can be told from the difference. New answers still to come: {answers}."
)
TOO_SOON = N_(
    "A release needs at least {least} new answers and 24 hours since the last one, so that nobody who came "
    "between them can be told from the difference. The answers are enough; hours left: {hours}."
)
TOO_FEW_AND_SOON = N_(
    "A release needs at least {least} new answers and 24 hours since the last one, so that nobody who came "
    "between them can be told from the difference. New answers still to come: {answers}; hours left: {hours}."
)
AFTER_CLOSING = N_(
    "The wave closed with only {answers} answers more than its last release holds. Whoever they are from "
    "could be told from the difference, so the last release stands for good."
)
OVERTAKEN = N_(
    "Somebody else has published this wave in the meantime. Please look again at what is published."
)
OTHER_GROUPS = N_(
    "This wave has been published with groups by {old}. Other groups beside them would let people be told "
    "apart, so they stay for good."
)

FEW_NEW = N_(
    "Fewer than 10 people have answered these questions since the release before, and the difference would "
    "tell what they said: {questions}. Please publish the others without them."
)


class PublicationRefused(ValueError):
    """A publication that would break a rule; `message` is an English sentence with {places}."""

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message.format(**values))
        self.message, self.values = message, values


class ReleaseRefused(PublicationRefused):
    """A release that would come too early; `answers` and `hours` are missing yet."""

    def __init__(self, message: str, answers: int = 0, hours: int = 0) -> None:
        super().__init__(message, answers=answers, hours=hours, least=LEAST_NEW)
        self.answers, self.hours = answers, hours


class Made(NamedTuple):
    """A release that was made: its snapshot, how many answers that holds, when (seconds since 1970)."""

    snapshot: int
    answers: int
    released: int


def next_in_the_field(last: Made | None, answers: int, now: float) -> int:
    """The number of the next snapshot of a wave in the field; ReleaseRefused while it is too early."""
    missing = max(0, LEAST_NEW - (answers - (last.answers if last else 0)))
    hours = max(0, math.ceil(LEAST_HOURS - (now - last.released) / 3600)) if last else 0
    if missing or hours:
        message = TOO_SOON if not missing else TOO_FEW_AND_SOON if hours else TOO_FEW
        raise ReleaseRefused(message, missing, hours)
    return last.snapshot + 1 if last else 1


def next_of_closed(last: Made | None, answers: int) -> int:
    """The number of the snapshot of a closed wave; ReleaseRefused where the last release stands for good."""
    if last and 0 < answers - last.answers < LEAST_NEW:
        raise ReleaseRefused(AFTER_CLOSING, answers - last.answers)
    return closing_snapshot(last, answers)


def closing_snapshot(last: Made | None, answers: int) -> int:
    """The number of the snapshot that a wave closes with: the last one, if nobody has answered since."""
    if last is None:
        return 1
    return last.snapshot if answers == last.answers else last.snapshot + 1


def groups_for_good(contents: Iterable[Mapping[str, Any]]) -> dict[str, list[tuple[str, ...]]]:
    """The groups of codes that the releases of a wave (oldest first) have, by filter variable: those of the
    newest that has any, since each keeps the groups of the one before or unites them."""
    found = [groups for groups in map(published_groups, contents) if groups]
    return found[-1] if found else {}


def published_groups(content: Mapping[str, Any]) -> dict[str, list[tuple[str, ...]]]:
    """The codes that a publication has merged, by filter variable: they stay so for good."""
    return {
        one["name"]: [tuple(known["code"].split("+")) for known in one["classes"]]
        for one in content.get("variables", ())
    }


def check_groups(earlier: Sequence[Mapping[str, Any]], content: Mapping[str, Any]) -> None:
    """PublicationRefused when `content` tells other groups apart than an earlier publication of the wave.

    Of the same snapshot the groups are the same, of a later one they may be coarser; tables of everybody
    alone have no groups and are always allowed.
    """
    new = published_groups(content)
    for one in earlier:
        old = published_groups(one)
        same = old == new or (one.get("snapshot") != content.get("snapshot") and _coarser(old, new))
        if old and new and not same:
            raise PublicationRefused(OTHER_GROUPS, old=", ".join(old))


def check_newcomers(earlier: Sequence[Mapping[str, Any]], content: Mapping[str, Any]) -> None:
    """PublicationRefused when `content` holds questions that `few_new` names."""
    if found := few_new(earlier, content):
        raise PublicationRefused(FEW_NEW, questions=", ".join(found))


def few_new(earlier: Iterable[Mapping[str, Any]], content: Mapping[str, Any]) -> list[str]:
    """The questions of `content` that an earlier release of the wave shows with 1 to 9 answers fewer (or
    more): totals are exact, so that of a question asked of few the newcomers' answers would be told."""
    new = _bases(content)
    few = {
        question
        for old in map(_bases, earlier)
        for question, line in new.keys() & old.keys()
        if 0 < abs(new[question, line] - old[question, line]) < PUBLIC_K
    }
    return sorted(few)


def _bases(content: Mapping[str, Any]) -> dict[tuple[str, str], int]:
    """(question, its variable or that of a line) -> how many people answered it, as a release says."""
    totals = [(one["name"], one["total"]) for one in content.get("questions", ()) if "total" in one]
    return {(name, line["variable"]): line["base"] for name, one in totals for line in (one, *one["items"])}


def _coarser(old: Mapping[str, Sequence[Sequence[str]]], new: Mapping[str, Sequence[Sequence[str]]]) -> bool:
    """Whether each new group unites old ones of the same variable."""
    return all(
        name in old and all(set(group) <= set(union) or not set(group) & set(union) for group in old[name])
        for name, groups in new.items()
        for union in groups
    )
