"""The contents: headings that lead to their places, with page numbers that the reader's programme counts.

Only what lays out the pages knows their numbers. So a line holds a field in the place of its number, empty
until Word or LibreOffice fills it: until then it is a list of headings, and never names a wrong page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from docx.oxml import OxmlElement

from analysis.reports.document import Heading, printable
from analysis.reports.word import fields
from analysis.reports.word.styles import CONTENTS, CONTENTS_TITLE


def put_contents(word: Any, title: str, headings: Iterable[Heading], bookmarks: Mapping[str, str]) -> None:
    """A title, and a line for each heading of the first two levels."""
    word.add_paragraph(title, CONTENTS_TITLE)
    for one in headings:
        if one.level <= len(CONTENTS):
            line = word.add_paragraph(style=CONTENTS[one.level - 1])
            line._p.append(_line(printable(one.text), bookmarks[one.anchor]))


def _line(words: str, bookmark: str) -> Any:
    """The words of a heading and the number of its page, both leading there."""
    number = fields.field_runs(rf"PAGEREF {bookmark} \h", "")
    fields.renew(number[0])
    tab = OxmlElement("w:r")
    tab.append(OxmlElement("w:tab"))
    return fields.link(bookmark, *fields.word_runs(words), tab, *number)
