"""The sheet entities: records that a form makes or changes."""

from __future__ import annotations

from questionnaires.formats.sheets import Sheet
from questionnaires.formats.xlsform.headers import Line, lines, tokens_of
from questionnaires.formats.xlsform.words import ENTITY_COLUMNS, ENTITY_NAMES


def check(sheet: Sheet, rows: list[Line], survey: str) -> frozenset[str]:
    """The lists of entities."""
    tokens = tokens_of(sheet.headers, sheet.name, ENTITY_NAMES, ENTITY_COLUMNS)
    return frozenset(line.get("dataset") for line in lines(sheet, tokens, "default"))
