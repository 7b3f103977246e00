"""XLSForm (ODK, KoboToolbox, ...): .xlsx, .xls, .csv and Markdown tables."""

from __future__ import annotations

from questionnaires.formats import Format, Imported, register, sheets
from questionnaires.formats.xlsform import build, workbook, write


def read(content: bytes, file: str) -> Imported:
    """The questionnaire of a form, with every loss named; NotReadable with sheet, row and reason."""
    return build.build(workbook.read(sheets.read(content, file), file), file)


def suits(content: bytes) -> bool:
    """Whether the content may be a table."""
    return True


register(
    Format("xlsform", (".xlsx", ".xlsm", ".xls", ".csv", ".md"), read=read, write=write.write, suits=suits)
)
