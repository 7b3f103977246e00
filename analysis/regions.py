"""Which region a library system belongs to on a day: a concordance by dates, to compare like with like."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from analysis.codebook import CodebookError, Text
from analysis.entrance import guard


def region_of(system: str, day: date) -> str:
    """The region of a system on a day; CodebookError for a system that the concordance does not know.

    >>> region_of("satpayev", date(2022, 6, 7)), region_of("satpayev", date(2022, 6, 8))
    ('karaganda_region', 'ulytau_region')
    """
    whole = _concordance()
    regions = [name for name, systems in whole["systems"].items() if system in systems]
    if not regions:
        known = sorted(one for systems in whole["systems"].values() for one in systems)
        raise CodebookError(f"the concordance of regions knows no {system!r}; known: {', '.join(known)}")
    region = regions[0]
    for change in sorted(whole["changes"], key=lambda one: str(one["day"])):
        if date.fromisoformat(change["day"]) <= day and system in change["systems"]:
            region = change["to"]
    return str(region)


def moved(systems: Iterable[str], first: date, second: date) -> dict[str, tuple[str, str]]:
    """Of these systems those that changed their region between two days: system -> (then, now)."""
    places = {system: (region_of(system, first), region_of(system, second)) for system in systems}
    return {system: place for system, place in places.items() if place[0] != place[1]}


def systems() -> frozenset[str]:
    """The codes of all systems that the concordance knows."""
    return frozenset(one for members in _concordance()["systems"].values() for one in members)


def region_label(region: str) -> Text:
    """What a region is called; CodebookError for an unknown one."""
    labels = _concordance()["regions"]
    if region not in labels:
        raise CodebookError(f"there is no region {region!r}; known: {', '.join(labels)}")
    return dict(labels[region])


@cache
def _concordance() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(Path(__file__).with_name("regions.json").read_text("utf-8"))
    return read


guard(__name__)
