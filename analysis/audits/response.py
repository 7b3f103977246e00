"""Who was asked against who answered."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.audit_words import UNANSWERED
from analysis.audits.checks import Place, Report, check
from analysis.audits.table import Finding
from analysis.rounding import Printed, percent, rounded
from analysis.table_audit_words import ABOVE_FRAME


@check
def response(report: Report) -> Iterator[Finding]:
    """The base against the people of the frame: never more; where fewer, how many are silent. Between what
    each share of the frame then lies stands beside it: c / F to (c + F - N) / F (Manski 1989)."""
    for column, fit in report.fits.items():
        base, frame = column.base if column.weighted else fit.base, column.frame
        if base is None or frame is None:
            continue
        place = Place("response", column)
        if base > frame:
            yield place.finds("inconsistent", ABOVE_FRAME, base=base, frame=frame)
        elif base < frame:
            share = Printed.of(rounded(percent(frame - base, frame), 1)).decimal
            values = {"people": base, "whole": frame, "left": frame - base, "share": share}
            yield place.finds("note", UNANSWERED, **values)
