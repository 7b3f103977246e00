"""One share with its interval, said and measured the same way by every chart that draws shares."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.charts.speech import Speech
from analysis.tables import Crosstab, TallyRow


@dataclass(frozen=True, slots=True)
class Reading:
    """A share in per cent (0 to 100) with its interval; `note` says its base where that is its own.

    `base` 0 means that nobody is in this group, so that there is no share.
    """

    label: str
    percent: float
    low: float
    high: float
    count: int
    base: int
    note: str = ""


def of_row(row: TallyRow, base: int, speech: Speech) -> Reading:
    """The reading of one row of a tally."""
    return Reading(speech.label(row.label), row.percent, row.low, row.high, row.count, base)


def of_cell(crosstab: Crosstab, row: int, column: int, speech: Speech) -> Reading:
    """The share of a stub row within a banner column, labelled by the column."""
    base = crosstab.bases[column]
    return Reading(
        label=speech.label(crosstab.column_labels[column]),
        percent=crosstab.column_percents[row][column] if base else 0.0,
        low=crosstab.column_low[row][column] if base else 0.0,
        high=crosstab.column_high[row][column] if base else 0.0,
        count=crosstab.counts[row][column],
        base=base,
        note=f"n = {speech.number(base)}",
    )


def clause(reading: Reading, speech: Speech) -> str:
    """`Prestigious — 52 (21.9%), interval 17.3–27.4%`; a group of nobody is said to have no answers."""
    label = f"{reading.label} ({reading.note})" if reading.note else reading.label
    if not reading.base:
        return f"{label} — {speech.say('nobody')}"
    percent = speech.percent(reading.percent)
    if speech.whole:
        return f"{label} — {percent}"
    count = speech.say("people", count=speech.number(reading.count))
    if not speech.intervals:
        return f"{label} — {count} ({percent})"
    span = speech.say("range", low=speech.bare_percent(reading.low), high=speech.percent(reading.high))
    return f"{label} — {count} ({percent}), {span}"
