"""Workbooks are looked at before they are opened: what would cost memory or time is refused at once."""

import io
import struct
import time
import tracemalloc
import zipfile

import pytest
import xlsxwriter

from questionnaires.formats import NotReadable, sheets
from questionnaires.formats.xlsform import book as books

SHEET = "xl/worksheets/sheet1.xml"


def workbook(*rows: tuple[str, ...]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet("survey")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


def changed(content: bytes, part: str, text: bytes) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, text if name == part else old.read(name))
    return target.getvalue()


SMALL = workbook(("type", "name"), ("text", "a"))
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def far(row: int, column: str) -> bytes:
    cells = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="{column}{row}"><v>1</v></c></row>'
    return HEAD + cells.encode() + b"</sheetData></worksheet>"


def many(rows: int) -> bytes:
    cells = b"".join(
        b'<row r="%d"><c r="A%d"><v>1</v></c><c r="B%d"><v>1</v></c></row>' % (n, n, n)
        for n in range(1, rows)
    )
    return HEAD + cells + b"</sheetData></worksheet>"


def echoing(times: int) -> bytes:
    """One long text that many cells share."""
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(1, times))
    text = b"<sst><si><t>" + b"x" * 90_000 + b"</t></si></sst>"
    shared = changed(SMALL, "xl/sharedStrings.xml", text)
    return changed(shared, SHEET, HEAD + cells + b"</sheetData></worksheet>")


def old_echo() -> bytes:
    """The same as .xls: a compound file with the records of a workbook in one stream."""
    text = struct.pack("<HHIIHB", 0xFC, 11 + 8_000, 1, 1, 8_000, 0) + b"x" * 8_000
    cells = b"".join(struct.pack("<HHHHHI", 0xFD, 10, row, 0, 0, 0) for row in range(60_000))
    stream = struct.pack("<HH", 0x809, 0) + text + cells
    stream += bytes(-len(stream) % 512)
    count = len(stream) // 512
    tables = -(-(count + 200) // 128)
    chain = [0xFFFFFFFD] * tables + [0xFFFFFFFE] + [tables + 2 + n for n in range(count - 1)] + [0xFFFFFFFE]
    chain += [0xFFFFFFFF] * (tables * 128 - len(chain))
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    struct.pack_into("<H", head, 30, 9)
    struct.pack_into("<I", head, 48, tables)
    struct.pack_into("<109I", head, 76, *range(tables), *[0xFFFFFFFF] * (109 - tables))
    entry = "Workbook".encode("utf-16-le").ljust(116, b"\0") + struct.pack("<IQ", tables + 1, len(stream))
    return bytes(head) + struct.pack(f"<{len(chain)}I", *chain) + entry.ljust(512, b"\0") + stream


HOSTILE = {
    "echo": echoing(40_000),
    "old echo": old_echo(),
    "rows of text": b"survey,,,\n,type,name,label\n" + b",text,a,b\n" * 1_000_000,
    "entities": changed(SMALL, SHEET, b'<!DOCTYPE a [<!ENTITY b "c">]>' + HEAD),
    "zip bomb": changed(SMALL, SHEET, b" " * (40 << 20)),
    "far cell": changed(SMALL, SHEET, far(62, "XFD") + b" " * 10),
    "million rows": changed(SMALL, SHEET, many(1_000_000)),
    "not a zip": b"PK\x03\x04" + b"x" * 100,
    "cut": SMALL[: len(SMALL) // 2],
    "old, broken": b"\xd0\xcf\x11\xe0" + b"\xff" * 2_000,
    "other letters": "survey,,,,\n,type,name,label\n,text,a,Жас".encode("cp1251"),
    "bytes": bytes(range(256)) * 20,
}


def refused(name: str) -> str:
    file = "form.csv" if name in ("rows of text", "other letters") else "form.xlsx"
    try:
        sheets.read(HOSTILE[name], file)
    except NotReadable as refusal:
        return refusal.reason
    return ""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_soon_and_cheaply(name: str) -> None:
    begun = time.process_time()
    assert refused(name)
    assert time.process_time() - begun < 2
    tracemalloc.start()
    assert refused(name)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 150 << 20


def test_a_cell_far_below_the_end_is_cut_off() -> None:
    read = sheets.read(changed(SMALL, SHEET, far(1_000_000, "A")), "form.xlsx")
    assert read.get("survey").rows == []


def test_an_odd_size_of_a_sheet_is_no_hindrance() -> None:
    with zipfile.ZipFile(io.BytesIO(SMALL)) as old:
        text = old.read(SHEET).replace(b'ref="A1:B2"', b'ref="1:3"')
    assert sheets.read(changed(SMALL, SHEET, text), "form.xlsx").get("survey").rows[0].cells == {
        "type": "text",
        "name": "a",
    }


def test_formulas_are_never_computed() -> None:
    read = sheets.read(workbook(("type", "name"), ("text", "=1+1")), "form.xlsx")
    assert read.get("survey").rows[0].cells["name"] in ("0", "=1+1")


def test_tables_in_text_give_the_same_rows() -> None:
    comma = sheets.read(b"survey\n,type,name\n,text,a", "form.csv")
    table = sheets.read(b"| survey |\n| | type | name |\n| | text | a |", "form.md")
    assert (
        comma.get("survey").rows[0].cells
        == table.get("survey").rows[0].cells
        == {"type": "text", "name": "a"}
    )


def test_of_sheets_that_are_not_wanted_only_the_names_are_read() -> None:
    content = books.workbook({"survey": [{"type": "text"}], "data": [{"a": "1"}] * 3})
    book = sheets.read(content, "a.xlsx", {"survey": 10})
    assert book.names == ("survey", "data")
    assert (len(book.get("survey").rows), book.get("data").rows) == (1, [])
    assert (
        len(sheets.read(books.workbook({"data": [{"a": "1"}]}), "a.xlsx", {"survey": 10}).get("data").rows)
        == 1
    )


def test_a_sheet_has_no_more_rows_than_it_may() -> None:
    content = books.workbook({"survey": [{"type": "text"}] * 11, "data": [{"a": "1"}]})
    assert len(sheets.read(content, "a.xlsx", {"survey": 12}).get("survey").rows) == 11
    with pytest.raises(NotReadable) as refusal:
        sheets.read(content, "a.xlsx", {"survey": 11})
    assert (refusal.value.sheet, refusal.value.row) == ("survey", 12)
