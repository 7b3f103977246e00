"""Sheets as plain text and as HTML."""

from __future__ import annotations

from html import escape
from itertools import zip_longest

from analysis.comparisons import Comparison
from analysis.regression.results import Regression
from analysis.scales.report import ScaleReport
from analysis.show.audit_sheet import audit_sheet
from analysis.show.comparison_sheet import comparison_sheet
from analysis.show.contract import Result
from analysis.show.regression_sheet import regression_sheet
from analysis.show.scale_sheet import scale_sheet
from analysis.show.sheets import Line, Sheet, crosstab_sheet, tally_sheet
from analysis.tables import Crosstab, Tally


def as_text(result: Result, language: str = "en") -> str:
    """A table in plain text, its columns aligned, notes beneath."""
    sheet = _sheet(result, language)
    heads = (sheet.corner, *sheet.heads)
    rows = [(line.head, *line.cells) for line in sheet.lines]
    widths = [max(map(len, column)) for column in zip_longest(heads, *rows, fillvalue="")]
    lines = [_aligned(row, widths) for row in (heads, *rows)]
    rule = "-" * len(lines[0])
    return "\n".join([sheet.caption, "", lines[0], rule, *lines[1:], "", *sheet.notes])


def as_html(result: Result, language: str = "en") -> str:
    """A `<table>` with caption and scoped heads, its notes in paragraphs beneath, all in a `<div lang>`.

    Every text is escaped. Classes: `table`, lines `row`, `net`, `total`, `statistic`, notes `notes`.
    """
    sheet = _sheet(result, language)
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in (sheet.corner, *sheet.heads))
    body = "\n".join(_html_line(line) for line in sheet.lines)
    notes = "\n".join(f"<p>{escape(note)}</p>" for note in sheet.notes)
    return (
        f'<div class="table" lang="{escape(language)}">\n'
        f"<table>\n<caption>{escape(sheet.caption)}</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n"
        f'<div class="notes">\n{notes}\n</div>\n</div>\n'
    )


def _sheet(result: Result, language: str) -> Sheet:
    if isinstance(result, Tally):
        return tally_sheet(result, language)
    if isinstance(result, ScaleReport):
        return scale_sheet(result, language)
    if isinstance(result, Comparison):
        return comparison_sheet(result, language)
    if isinstance(result, Regression):
        return regression_sheet(result, language)
    return crosstab_sheet(result, language) if isinstance(result, Crosstab) else audit_sheet(result, language)


def _html_line(line: Line) -> str:
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in line.cells)
    return f'<tr class="{line.kind}"><th scope="row">{escape(line.head)}</th>{cells}</tr>'


def _aligned(row: tuple[str, ...], widths: list[int]) -> str:
    """The first cell to the left, numbers to the right."""
    cells = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=False)]
    return "  ".join([row[0].ljust(widths[0]), *cells]).rstrip()
