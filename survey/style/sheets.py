"""Results as tables in words, as analysis shows them, on a page."""

from __future__ import annotations

from dataclasses import replace

from analysis.show.registry import face_of
from analysis.show.sheet import Sheet, interval_head
from analysis.shown import Shown
from survey.style.links import margins
from survey.style.pages import language, words
from survey.style.words import OPEN_MODE


def sheet_of(result: Shown) -> Sheet:
    """The table of a result in the reader's language, without margins of error where none may be given."""
    face = face_of(result)
    sheet, content = face.sheet(result, language()), face.json(result, language())
    if margins() or "level" not in content:
        return sheet
    hidden = {interval_head(content["level"], language()), "p"}
    keep = [place for place, head in enumerate(sheet.heads) if head not in hidden]
    return replace(
        sheet,
        heads=tuple(sheet.heads[place] for place in keep),
        lines=tuple(replace(one, cells=tuple(one.cells[place] for place in keep)) for one in sheet.lines),
        notes=(*(note for note in sheet.notes if note != content["method"]), words().say(OPEN_MODE)),
    )
