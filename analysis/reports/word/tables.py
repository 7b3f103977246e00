"""Tables of Word: widths by what stands in them, heads that repeat on every page, lines that stay whole."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from analysis.reports.document import printable
from analysis.reports.widths import fitted, of_words, widths
from analysis.reports.word.styles import TABLE, points
from analysis.show.sheet import Sheet

LONG = 14
"""From so many lines on a table may be parted by the end of a page, but for its first two and last two."""


def put_table(word: Any, sheet: Sheet, width: float) -> None:
    """A sheet as a table `width` centimetres wide."""
    columns = widths(sheet, width)
    table = word.add_table(rows=1 + len(sheet.lines), cols=1 + len(sheet.heads), style=TABLE)
    table.autofit = False
    _look(table)
    _name(table, sheet.caption)
    for column, one in zip(table.columns, columns, strict=True):
        column.width = Cm(one)
    left = of_words(sheet)
    rows = [(sheet.corner, *sheet.heads), *((line.head, *line.cells) for line in sheet.lines)]
    kinds = ["head", *(line.kind for line in sheet.lines)]
    for row, cells, kind in zip(table.rows, rows, kinds, strict=True):
        _fill(row, cells, kind, list(zip(columns, left, strict=True)))
    _repeated(table.rows[0])
    last = len(sheet.lines)
    for place, row in enumerate(table.rows):
        kept = place < last if last < LONG else place < 2 or place == last - 1
        _keep(row, kept or (place == last and bool(sheet.notes)))


def _keep(row: Any, kept: bool) -> None:
    """Whether a line stays on one page with what follows it."""
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = kept


def _look(table: Any) -> None:
    """Say which conditional formats of the style hold: that of the first row."""
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        look = OxmlElement("w:tblLook")
        table._tbl.tblPr.append(look)
    for name in ("firstColumn", "lastRow", "lastColumn", "noVBand"):
        look.set(qn(f"w:{name}"), "1" if name == "noVBand" else "0")
    look.set(qn("w:firstRow"), "1")
    look.set(qn("w:noHBand"), "1")
    look.set(qn("w:val"), "0620")


def _name(table: Any, caption: str) -> None:
    """What readers of screens say of the table before they read it."""
    name = OxmlElement("w:tblCaption")
    name.set(qn("w:val"), printable(caption))
    table._tbl.tblPr.append(name)


def _fill(row: Any, cells: tuple[str, ...], kind: str, columns: list[tuple[float, bool]]) -> None:
    """The cells of a line; a column has its width and stands at its left or not."""
    for cell, words, (width, left) in zip(row.cells, cells, columns, strict=True):
        cell.width = Cm(width)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = 0
        paragraph.paragraph_format.line_spacing = 1.0
        if not left:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = paragraph.add_run(fitted(printable(words), width))
        run.font.size = points("small")
        run.bold = True if kind in ("head", "total") else None
        run.italic = True if kind == "net" else None
    whole = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(whole)


def _repeated(row: Any) -> None:
    """The head of a table, said again on every page and told to readers of screens."""
    head = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(head)
