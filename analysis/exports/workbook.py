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

MOST_ROWS = 1_048_575
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
    if data.n > MOST_ROWS:
        raise UnwritableFile(f"a sheet of Excel has {MOST_ROWS} rows, not {data.n}; export CSV or Parquet")
    with Workbook(path, _OPTIONS) as book:
        book.set_properties({"created": datetime(1980, 1, 1)})
        formats = (book.add_format({"quote_prefix": True}), book.add_format({"bold": True, "bottom": 1}))
        names = [text(column.variable.label, language) for column in data.columns.values()]
        _sheet(book, formats, say("Data", language), ([*data.columns], _codes(data)))
        _sheet(book, formats, say("Labels", language), (names, _labels(data, language)))
        _sheet(
            book, formats, say("Codebook", language), (_heads(language), _codebook(data.codebook, language))
        )
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
        return written(float(self))


def _sheet(
    book: Any, formats: Sequence[Any], name: str, content: tuple[Sequence[str], Iterator[Sequence[Any]]]
) -> None:
    """A sheet with its header frozen."""
    plain, bold = formats
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    heads, rows = content
    sheet.set_column(0, max(len(heads) - 1, 0), 18)
    for place, head in enumerate(heads):
        sheet.write_string(0, place, _fitting(head), bold)
    for row, cells in enumerate(rows, start=1):
        for place, cell in enumerate(cells):
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(row, place, _fitting(cell), plain)
            else:
                sheet.write_number(row, place, _Exact(cell))


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
