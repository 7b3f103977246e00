"""Workbooks of our own exports: the first sheet under the codebook in the hidden one."""

from __future__ import annotations

from pathlib import Path

from analysis.codebook_files import from_json
from analysis.design import Design
from analysis.errors import UnreadableFile
from analysis.microdata import Microdata

CARRIED = "saualnama.codebook"
"""The name of the hidden sheet."""

CELL = 32_767
"""The most letters of UTF-16 in a cell."""


def read(path: Path) -> Microdata:
    """The microdata of a workbook; UnreadableFile where it is none of our exports."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as reason:
        raise UnreadableFile(
            f"{path}: reading .xlsx needs python-calamine: install saualnama[office]"
        ) from reason
    try:
        book = CalamineWorkbook.from_path(path)
        if CARRIED not in book.sheet_names:
            raise UnreadableFile(f"{path} is no export of ours: save its sheet as CSV")
        carried = book.get_sheet_by_name(CARRIED).to_python()
        rows = book.get_sheet_by_index(0).to_python()
    except (CalamineError, OSError) as reason:
        raise UnreadableFile(f"{path} cannot be read as .xlsx: {reason}") from reason
    heads = [str(one) for one in rows[0]] if rows else []
    records = [dict(zip(heads, map(_plain, row), strict=True)) for row in rows[1:]]
    return Microdata.from_records(from_json("".join(str(row[0]) for row in carried)), records, Design())


def _plain(cell: object) -> str | float:
    return cell if isinstance(cell, str | float) else str(cell)
