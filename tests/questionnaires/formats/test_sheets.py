"""Workbooks are looked at before they are opened: what would cost memory or time is refused at once."""

import io
import time
import tracemalloc
import zipfile

import pytest
import xlsxwriter

from questionnaires.formats import NotReadable, sheets

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


HOSTILE = {
    "entities": changed(SMALL, SHEET, b'<!DOCTYPE a [<!ENTITY b "c">]>' + HEAD),
    "zip bomb": changed(SMALL, SHEET, b" " * (40 << 20)),
    "far cell": changed(SMALL, SHEET, far(62, "XFD") + b" " * 10),
    "million rows": changed(SMALL, SHEET, many(1_000_000)),
    "not a zip": b"PK\x03\x04" + b"x" * 100,
    "cut": SMALL[: len(SMALL) // 2],
    "old, broken": b"\xd0\xcf\x11\xe0" + b"\xff" * 2_000,
    "other letters": "survey,,,,\n,type,name,label\n,text,a,Ә".encode("cp1251", "replace"),
    "bytes": bytes(range(256)) * 20,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_soon_and_cheaply(name: str) -> None:
    tracemalloc.start()
    begun = time.perf_counter()
    try:
        if name == "other letters":
            sheets.read(HOSTILE[name] + b"\xff\xfe,", "form.csv")
        sheets.read(HOSTILE[name], "form.xlsx")
        raised = False
    except NotReadable as refusal:
        raised = bool(refusal.reason)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert raised
    assert time.perf_counter() - begun < 2
    assert peak < 100 << 20


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
