"""The order of rows: as the questionnaire has them, the largest share first, or by the alphabet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from analysis.codebook import text
from analysis.letters import sort_key
from analysis.tables import Tally, TallyRow
from survey.web import N_

ORDERS = {
    "questionnaire": N_("as in the questionnaire"),
    "size": N_("by size"),
    "label": N_("by the alphabet"),
}


def ordered(found: Tally, order: str, language: str) -> Tally:
    """The tally with its rows, nets and lines in an order of ORDERS; lines by size go by their means."""
    if order == "questionnaire":
        return found
    rows = _by_label(language) if order == "label" else _by_share
    items = _by_label(language) if order == "label" else _by_mean
    return replace(
        found,
        rows=tuple(sorted(found.rows, key=rows)),
        nets=tuple(sorted(found.nets, key=rows)),
        items=tuple(sorted(found.items, key=items)),
    )


def _by_label(language: str) -> Callable[[Any], Any]:
    return lambda one: sort_key(text(one.label, language))


def _by_share(row: TallyRow) -> float:
    return -row.percent


def _by_mean(item: Tally) -> float:
    return -item.statistics.get("mean", float("-inf"))
