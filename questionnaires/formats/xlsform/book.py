"""Lines as sheets of an .xlsx file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

from questionnaires.formats import NotReadable

_WIDTH = 28


def workbook(sheets: Mapping[str, Sequence[Mapping[str, str]]]) -> bytes:
    """The file: headers in their order, every cell a text (nothing is taken for a formula)."""
    try:
        import xlsxwriter
    except ImportError:
        raise NotReadable("writing workbooks needs XlsxWriter: pip install 'saualnama[office]'") from None
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for name, lines in sheets.items():
            sheet = book.add_worksheet(name)
            headers = list(dict.fromkeys(header for line in lines for header in line))
            sheet.set_column(0, max(len(headers) - 1, 0), _WIDTH, wrapped)
            sheet.freeze_panes(1, 0)
            for column, header in enumerate(headers):
                sheet.write_string(0, column, header, bold)
            for row, line in enumerate(lines, 1):
                for column, header in enumerate(headers):
                    if line.get(header):
                        sheet.write_string(row, column, line[header])
    return target.getvalue()
