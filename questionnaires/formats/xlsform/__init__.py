"""XLSForm (ODK, KoboToolbox, ...): .xlsx, .xls, .csv and Markdown tables."""

from __future__ import annotations

from questionnaires.formats import Beside, Format, Imported, register, sheets
from questionnaires.formats.xlsform import build, words, workbook, write

_ROWS = dict.fromkeys(words.SHEETS, sheets.MOST_ROWS) | {"survey": workbook.MOST_QUESTIONS + 1}
"""Sheet -> how many rows it may have: of questions as many as can be asked, and the headers."""


def read(content: bytes, file: str, beside: Beside = lambda file: None) -> Imported:
    """The questionnaire of a form with the lists and tables in the files `beside` it, every loss named;
    NotReadable with sheet, row and reason."""
    return build.build(workbook.read(sheets.read(content, file, _ROWS), file), file, beside)


def suits(content: bytes) -> bool:
    """Whether the content may be a table."""
    return True


register(Format("xlsform", (".xlsx", ".xlsm", ".xls", ".csv", ".md"), read, write.write, suits, read))
