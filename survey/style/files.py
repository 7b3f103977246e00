"""Results as files to keep: CSV, SVG, PNG. Always attachments with safe names, which nothing can run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Hashable

from flask import Response, g

from analysis import show
from analysis.charts.refusals import ChartRefusal
from analysis.charts.registry import Result
from analysis.shown import Shown
from survey.style import FILE_POLICY
from survey.style.drawing import MIMETYPES, Drawings
from survey.style.links import look
from survey.style.pages import Refused, language

MARGINS = ("low", "high", "change_low", "change_high", "standard_error", "statistic", "p")
"""The columns of a table that tell of margins of error."""


def table_file(result: Shown, name: str) -> Response:
    """The table as CSV, with the mark by which spreadsheets know UTF-8; without limits where no margin of
    error may be given."""
    text = show.as_csv(result, language(), bom=True)
    if not g.get("margins", True):
        text = _without(text, MARGINS)
    return file(text.encode(), "text/csv; charset=utf-8", f"{name}.csv")


def chart_file(drawings: Drawings, key: Hashable, result: Result, format: str, name: str) -> Response:
    """A chart as the address wishes it; Refused, in the reader's language, when there is no such chart."""
    try:
        drawn = drawings.draw(key, result, look(format, result))
    except ChartRefusal as refusal:
        raise Refused("{reason}", reason=str(refusal)) from refusal
    return file(drawn, MIMETYPES[format], f"{name}.{format}")


def _without(text: str, names: tuple[str, ...]) -> str:
    """CSV without the columns of these names."""
    rows = list(csv.reader(io.StringIO(text)))
    kept = [place for place, head in enumerate(rows[0]) if head not in names]
    out = io.StringIO()
    csv.writer(out).writerows([row[place] for place in kept] for row in rows)
    return out.getvalue()


def safe_name(name: str) -> str:
    """A file name of letters, digits, dots, hyphens and underscores only."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip(".-") or "table"


def file(content: bytes, mimetype: str, name: str) -> Response:
    """Any bytes as an attachment that nothing can run."""
    answer = Response(content, content_type=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{safe_name(name)}"'
    answer.headers["Content-Security-Policy"] = FILE_POLICY
    return answer
