"""Sheets as plain text and as HTML."""

from __future__ import annotations

from html import escape
from itertools import zip_longest

from analysis.entrance import guard
from analysis.show.registry import face_of
from analysis.show.sheet import Line
from analysis.shown import Shown


def as_text(result: Shown, language: str = "en") -> str:
    """A table in plain text, its columns aligned, notes beneath."""
    sheet = face_of(result).sheet(result, language)
    heads = (sheet.corner, *sheet.heads)
    rows = [(line.head, *line.cells) for line in sheet.lines]
    widths = [max(map(len, column)) for column in zip_longest(heads, *rows, fillvalue="")]
    lines = [_aligned(row, widths) for row in (heads, *rows)]
    rule = "-" * len(lines[0])
    return "\n".join([sheet.caption, "", lines[0], rule, *lines[1:], "", *sheet.notes])


def as_html(result: Shown, language: str = "en") -> str:
    """A `<table>` with caption and scoped heads, its notes in paragraphs beneath, all in a `<div lang>`.

    Every text is escaped. Classes: `table`, lines `row`, `net`, `total`, `statistic`, notes `notes`.
    """
    sheet = face_of(result).sheet(result, language)
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in (sheet.corner, *sheet.heads))
    body = "\n".join(_html_line(line) for line in sheet.lines)
    notes = "\n".join(f"<p>{escape(note)}</p>" for note in sheet.notes)
    return (
        f'<div class="table" lang="{escape(language)}">\n'
        f"<table>\n<caption>{escape(sheet.caption)}</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n"
        f'<div class="notes">\n{notes}\n</div>\n</div>\n'
    )


def _html_line(line: Line) -> str:
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in line.cells)
    return f'<tr class="{line.kind}"><th scope="row">{escape(line.head)}</th>{cells}</tr>'


def _aligned(row: tuple[str, ...], widths: list[int]) -> str:
    """The first cell to the left, numbers to the right."""
    cells = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=False)]
    return "  ".join([row[0].ljust(widths[0]), *cells]).rstrip()


guard(__name__)
