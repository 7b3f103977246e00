"""Sheets of rows from .xlsx, .xls, .csv and Markdown tables, with row numbers, bounded in every way.

What could cost much memory or time is looked at before it is opened: sizes inside the archive, entities, the
place of the farthest cell. Formulas are never computed; what a program last wrote as their value is read.
"""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from types import MappingProxyType
from typing import Any

from questionnaires.formats import NotReadable
from questionnaires.formats.archives import MOST_ROWS, guarded_old, guarded_zip

MOST_SHEETS = 500
MOST_LINES = 4 * MOST_ROWS
MOST_CELLS = 1_000_000
LONGEST_CELL = 100_000
ROWS_APART = 60
"""After so many empty rows a sheet ends."""
COLUMNS_APART = 20

EVERY: Mapping[str, int] = MappingProxyType({})
"""No sheet is wanted more than another."""

_BLANKS = re.compile(r" +")


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its number in the sheet, and header -> text of the cells that are not empty."""

    number: int
    cells: dict[str, str]


@dataclass(slots=True)
class Sheet:
    """A table whose first line are headers."""

    name: str
    headers: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Workbook:
    """Sheets by their name in small letters; `names` as written."""

    sheets: dict[str, Sheet]
    names: tuple[str, ...]

    def get(self, name: str) -> Sheet:
        """The sheet of that name; an empty one when there is none."""
        return self.sheets.get(name) or Sheet(name)


Table = list[tuple[int, Sequence[Any]]]
"""Rows with their numbers, cells as they are."""


def read(content: bytes, file: str, wanted: Mapping[str, int] = EVERY) -> Workbook:
    """The workbook of a file, told by its content; NotReadable when it is none or too large. `wanted`: sheet
    -> how many rows it may have; of others in a file of an office program only the names are read, unless
    there is but one sheet."""
    if content.startswith(b"PK\x03\x04"):
        return _workbook(_office(content, "xlsx", wanted), wanted)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return _workbook(_office(content, "xls", wanted), wanted)
    text = _text(content)
    if file.lower().endswith(".md") or (not file.lower().endswith(".csv") and text.count("|") > 4):
        return _workbook(_markdown(text))
    return _workbook(_comma_separated(text))


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        reason = "the text is not in UTF-8. Save it again as UTF-8 (in a spreadsheet: “CSV UTF-8”)."
        raise NotReadable(reason, row=row) from None
    if "\0" in text:
        raise NotReadable("this is no table: it holds bytes that no text has")
    if text.count("\n") > MOST_LINES:
        raise NotReadable(f"more than {MOST_LINES} lines")
    return text


def _office(content: bytes, kind: str, wanted: Mapping[str, int]) -> Iterator[tuple[str, Table]]:
    """The sheets of a workbook of an office program."""
    try:
        import python_calamine as calamine
    except ImportError:
        reason = "reading workbooks needs python-calamine: pip install 'saualnama[office]'"
        raise NotReadable(reason) from None
    guarded = guarded_zip if kind == "xlsx" else guarded_old
    content = guarded(content, MOST_CELLS, ROWS_APART)
    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        for name in book.sheet_names:
            if wanted and name.lower() not in wanted and len(book.sheet_names) > 1:
                yield name, []
                continue
            cells = book.get_sheet_by_name(name)
            rows = cells.to_python(skip_empty_area=False, nrows=wanted.get(name.lower(), MOST_ROWS) + 1)
            yield name, list(enumerate(rows, 1))
    except calamine.WorksheetNotFound as error:
        raise NotReadable(f"the workbook names a sheet that it does not hold: {error}") from None
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise NotReadable(f"the workbook cannot be opened: {error}") from None


def _comma_separated(text: str) -> Iterator[tuple[str, Table]]:
    """Sheets below one another: a name in the first column begins one, its rows begin in the second."""
    if text[:5000].count(",") < 4:
        raise NotReadable("this is no form: a table with sheets “survey”, “choices” is needed")
    name, table = "", list[tuple[int, Sequence[Any]]]()
    try:
        for row in csv.reader(StringIO(text, newline="")):
            first = row[0].strip() if row else ""
            if first:
                if name:
                    yield name, table
                name, table = first, []
            if name and any(cell.strip() for cell in row[1:]):
                table.append((len(table) + 1, row[1:]))
                _few(name, table)
    except csv.Error as error:
        raise NotReadable(f"the table cannot be read: {error}") from None
    if name:
        yield name, table


def _markdown(text: str) -> Iterator[tuple[str, Table]]:
    """As in comma-separated text; | divides, \\| is a | in a cell, # begins a remark."""
    if text[:5000].count("|") < 5:
        raise NotReadable("this is no form: a table with sheets “survey”, “choices” is needed")
    sheets: dict[str, Table] = {}
    name = ""
    for line in text.split("\n"):
        cells = _markdown_cells(line)
        if not cells:
            continue
        if cells[0]:
            name = cells[0]
            sheets[name] = []
        if name and any(cells[1:]):
            sheets[name].append((len(sheets[name]) + 1, cells[1:]))
            _few(name, sheets[name])
    yield from sheets.items()


def _markdown_cells(line: str) -> list[str]:
    if line.lstrip().startswith("#"):
        return []
    remark = re.match(r"(.*)#[^|]+\Z", line)
    line = (remark[1] if remark else line).strip()
    inside = re.match(r"\|(.*)\|", line)
    if not inside or re.fullmatch(r"[|-]+", inside[1]):
        return []
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inside[1])]


def _workbook(tables: Iterable[tuple[str, Table]], wanted: Mapping[str, int] = EVERY) -> Workbook:
    sheets, names = {}, []
    for name, table in tables:
        names.append(name)
        if len(names) > MOST_SHEETS:
            raise NotReadable(f"more than {MOST_SHEETS} sheets", sheet=name)
        sheets[name.lower()] = _sheet(name, table, wanted.get(name.lower(), MOST_ROWS))
    return Workbook(sheets, tuple(names))


def _few(name: str, table: Table) -> None:
    if len(table) > MOST_ROWS:
        raise NotReadable(f"more than {MOST_ROWS} rows", sheet=name, row=MOST_ROWS + 1)


def _sheet(name: str, table: Table, most: int) -> Sheet:
    if not table:
        return Sheet(name)
    columns = _columns(name, table[0][1])
    rows: list[Row] = []
    last = table[0][0]
    for number, cells in table[1:]:
        found = {header: text for place, header in columns if (text := _cell(cells, place))}
        if any(len(text) > LONGEST_CELL for text in found.values()):
            raise NotReadable(f"a cell has more than {LONGEST_CELL} characters", sheet=name, row=number)
        if found and number > most:
            raise NotReadable(f"more than {most} rows", sheet=name, row=number)
        if found:
            last = number
            rows.append(Row(number, found))
        elif number - last > ROWS_APART:
            break
    return Sheet(name, [header for _, header in columns], rows)


def _columns(sheet: str, first: Sequence[Any]) -> list[tuple[int, str]]:
    found: dict[str, int] = {}
    last = -1
    for place, value in enumerate(first):
        header = _BLANKS.sub(" ", _plain(value).strip())
        if not header and place - last > COLUMNS_APART:
            break
        if header in found:
            raise NotReadable(f"the column “{header}” stands there twice", sheet=sheet, row=1)
        if header:
            last = place
            found[header] = place
    return [(place, header) for header, place in found.items()]


def _cell(cells: Sequence[Any], place: int) -> str:
    return _plain(cells[place]).strip() if place < len(cells) else ""


def _plain(value: Any) -> str:
    """A cell as a spreadsheet's user reads it: whole numbers without a point, TRUE and FALSE."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return f"{value} 00:00:00"
    return str(value).replace("\N{NO-BREAK SPACE}", " ")
