"""What stays for good: the groups of people that the releases of a wave tell apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from survey.languages import N_
from survey.releases import PublicationRefused, published_groups

OTHER_GROUPS = N_(
    "This wave has been published with groups by {old}. Other groups beside them would let people be told "
    "apart, so they stay for good."
)


def check_groups(earlier: Sequence[Mapping[str, Any]], content: Mapping[str, Any]) -> None:
    """PublicationRefused when `content` tells other groups apart than an earlier publication of the wave.

    Of the same snapshot the groups are the same, of a later one they may be coarser; tables of everybody
    alone have no groups and are always allowed.
    """
    new = published_groups(dict(content))
    for one in earlier:
        old = published_groups(dict(one))
        same = old == new or (one.get("snapshot") != content.get("snapshot") and _coarser(old, new))
        if old and new and not same:
            raise PublicationRefused(OTHER_GROUPS, old=", ".join(old))


def _coarser(old: Mapping[str, Sequence[Sequence[str]]], new: Mapping[str, Sequence[Sequence[str]]]) -> bool:
    """Whether each new group unites old ones of the same variable."""
    return all(
        name in old and all(set(group) <= set(union) or not set(group) & set(union) for group in old[name])
        for name, groups in new.items()
        for union in groups
    )
