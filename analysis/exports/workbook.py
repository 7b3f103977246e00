"""Excel: a sheet of codes, one of labels, one of the codebook. Nothing in it can run as a formula."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from analysis.codebook import SKIPPED, Codebook, Variable, text
from analysis.codebook_files import to_json
from analysis.columns import Column
from analysis.errors import UnreadableFile, UnwritableFile
from analysis.exports.losses import Loss, loss
from analysis.exports.plain import losses as plain_losses
from analysis.exports.plain import plain_words
from analysis.exports.registry import Export, register
from analysis.exports.shared import blocks, holds_texts
from analysis.exports.words import say
from analysis.imports.labelled import written
from analysis.imports.workbook import CARRIED, CELL
from analysis.microdata import Microdata
from analysis.words import word

MOST_ROWS, MOST_COLUMNS = 1_048_575, 16_384
ROWS = 5_000
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(data: Microdata, path: Path, language: str) -> None:
    """The workbook; UnwritableFile for more rows than a sheet has."""
    try:
        from xlsxwriter import Workbook
    except ImportError as reason:
        raise UnreadableFile("Excel needs xlsxwriter: install saualnama[office]") from reason
    for there, most, what in ((data.n, MOST_ROWS, "rows"), (len(data.columns), MOST_COLUMNS, "columns")):
        if there > most:
            raise UnwritableFile(f"a sheet of Excel has {most} {what}, not {there}; export CSV or Parquet")
    with Workbook(path, _OPTIONS) as book:
        book.set_properties({"created": datetime(1980, 1, 1)})
        names = [text(column.variable.label, language) for column in data.columns.values()]
        widths = [min(max(10, len(name) + 2), 30) for name in data.columns]
        _sheet(book, say("Data", language), widths, ([*data.columns], _codes(data)))
        _sheet(book, say("Labels", language), [24] * len(names), (names, _labels(data, language)))
        codes = (_heads(language), _codebook(data.codebook, language))
        _sheet(book, say("Codebook", language), _WIDTHS, codes, wrapped=True)
        _carry(book.add_worksheet(CARRIED), to_json(data.codebook))


def losses(data: Microdata) -> tuple[Loss, ...]:
    """What a workbook does not keep."""
    long = [
        name
        for name, column in data.columns.items()
        if holds_texts(column) and any(_fitting(str(one)) != str(one) for one in column.values)
    ]
    return (
        *plain_losses(data),
        *loss("end of long texts", long, "a cell has at most {} letters", CELL),
    )


def _fitting(said: str) -> str:
    """As much of a text as a cell takes, whose letters are those of UTF-16."""
    if len(said) <= CELL // 2:
        return said
    return said.encode("utf-16-le")[: 2 * CELL].decode("utf-16-le", "ignore")


class _Exact(float):
    """A number with all its digits: xlsxwriter writes 16, as the format .16G has them."""

    def __format__(self, _: str) -> str:
        return written(float(self)) if abs(self) < 1e15 else float.__repr__(self)


_WIDTHS = (30, 46, 16, 28, 16, 42, 22)
"""Of the columns of the codebook, in letters."""
_LINE = 15
"""The height of a line."""


def _sheet(
    book: Any,
    name: str,
    widths: Sequence[int],
    content: tuple[Sequence[str], Iterator[Sequence[Any]]],
    *,
    wrapped: bool = False,
) -> None:
    """A sheet with its header frozen, and repeated on every page that is printed; a `wrapped` one is to be
    read: its lines are as high as their texts."""
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    look = {"text_wrap": True, "valign": "top", "align": "left"} if wrapped else {}
    said, number = book.add_format({"quote_prefix": True, **look}), book.add_format(look)
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    if wrapped:
        sheet.fit_to_pages(1, 0)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    heads, rows = content
    sheet.set_row(0, _LINE * min(_lines(heads, widths), 10))
    for place, head in enumerate(heads):
        sheet.write_string(0, place, _fitting(head), bold)
    for row, cells in enumerate(rows, start=1):
        if wrapped:
            sheet.set_row(row, _LINE * min(_lines(cells, widths), 20))
        for place, cell in enumerate(cells):
            if not isinstance(cell, str):
                sheet.write_number(row, place, _Exact(cell), number)
            elif cell:
                sheet.write_string(row, place, _fitting(cell), said)


def _lines(cells: Sequence[Any], widths: Sequence[int]) -> int:
    """How many lines the longest of some cells takes."""
    parts = ((str(cell).splitlines(), width) for cell, width in zip(cells, widths, strict=True))
    return max((sum(1 + len(line) // width for line in lines) for lines, width in parts), default=1) or 1


def _codes(data: Microdata) -> Iterator[Sequence[Any]]:
    """Codes that are whole numbers as numbers. Who answered nothing is said to have skipped the first: a
    sheet ends where its cells do."""
    for rows in blocks(data, ROWS):
        for row in zip(*map(_numbers, rows), strict=True):
            yield row if any(cell != "" for cell in row) else (SKIPPED, *row[1:])


def _numbers(column: Column) -> list[Any]:
    found = plain_words(column)
    return [_number(one) for one in found] if column.coded else found


def _number(code: str | float) -> str | float:
    whole = (
        isinstance(code, str) and code.lstrip("-").isdecimal() and len(code) < 10 and str(int(code)) == code
    )
    return int(code) if whole else code


def _labels(data: Microdata, language: str) -> Iterator[Sequence[Any]]:
    """The same rows in words."""
    said = [_said(column.variable, language) for column in data.columns.values()]
    for rows in blocks(data, ROWS):
        found = [plain_words(column) for column in rows]
        yield from zip(
            *([words.get(one, one) for one in column] for column, words in zip(found, said, strict=True)),
            strict=True,
        )


def _said(variable: Variable, language: str) -> dict[Any, str]:
    kinds = ("refused", "does_not_know", "not_asked", "withheld")
    codes = {code.value: text(code.label, language) for code in variable.codes}
    return {kind: word(kind, language) for kind in kinds} | codes


def _heads(language: str) -> list[str]:
    names = ("variable", "label", "level", "asked where", "code", "answer", "missing")
    return [say(name, language) for name in names]


def _codebook(book: Codebook, language: str) -> Iterator[Sequence[Any]]:
    """A row for each code; a variable without codes has one."""
    for variable in book.variables:
        head = (
            variable.name,
            text(variable.label, language),
            say(variable.level, language),
            variable.universe,
        )
        for code in variable.codes:
            missing = word(code.missing, language) if code.missing else ""
            yield (*head, _number(code.value), text(code.label, language), missing)
        if not variable.codes:
            yield (*head, "", "", "")


def _carry(sheet: Any, carried: str) -> None:
    """The codebook as JSON in a hidden sheet, where Saualnama finds it again."""
    sheet.hide()
    size = CELL // 2
    for row, start in enumerate(range(0, len(carried), size)):
        sheet.write_string(row, 0, carried[start : start + size])


register(
    Export(
        "xlsx",
        ".xlsx",
        {"kk": "Excel, LibreOffice", "ru": "Excel, LibreOffice", "en": "Excel, LibreOffice"},
        write,
        losses,
    )
)
