"""Results as tables in words, as analysis shows them, on a page."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.charts.speech import MINUS
from analysis.show.registry import face_of
from analysis.show.sheet import Sheet, interval_head
from analysis.shown import Shown
from survey.style.links import margins
from survey.style.pages import language, words
from survey.style.words import OPEN_MODE


def sheet_of(result: Shown) -> Sheet:
    """The table of a result in the reader's language, without margins of error where none may be given."""
    face = face_of(result)
    sheet, content = _printed(face.sheet(result, language())), face.json(result, language())
    if margins() or "level" not in content:
        return sheet
    hidden = {interval_head(content["level"], language()), "p"}
    keep = [place for place, head in enumerate(sheet.heads) if head not in hidden]
    return replace(
        sheet,
        heads=tuple(sheet.heads[place] for place in keep),
        lines=tuple(replace(one, cells=tuple(one.cells[place] for place in keep)) for one in sheet.lines),
        notes=(*(one for one in sheet.notes if one != _sentence(content["method"])), words().say(OPEN_MODE)),
    )


def _printed(sheet: Sheet) -> Sheet:
    """The table as print has it: true minus signs, sentences that begin with a capital."""
    lines = tuple(
        replace(one, cells=tuple(re.sub(r"(?<!\w)-(?=\d)", MINUS, cell) for cell in one.cells))
        for one in sheet.lines
    )
    return replace(sheet, lines=lines, notes=tuple(map(_sentence, sheet.notes)))


def _sentence(note: str) -> str:
    """With a capital, unless it begins with the address of a survey."""
    return note if "@" in note.partition(" ")[0] else note[:1].upper() + note[1:]
