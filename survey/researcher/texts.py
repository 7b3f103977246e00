"""What people wrote in their own words, page by page; tables of words, cut where nobody reads on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import request

from analysis.show.sheet import Sheet
from analysis.tables import Tally
from survey.researcher.access import data
from survey.storage import Survey
from survey.style.pages import words
from survey.web import N_

ON_A_PAGE = 200
"""So many texts, or lines of words, stand on one page; files hold all."""

MORE = N_("The first {shown} of {all} lines; the file holds all of them.")


@dataclass(frozen=True, slots=True)
class Texts:
    """A part of all texts: the `first` of them (counted from 1), and the pages around this one (0: none)."""

    texts: tuple[str, ...]
    first: int
    all: int
    before: int
    after: int

    @property
    def last(self) -> int:
        """The place of the last one here."""
        return self.first + len(self.texts) - 1


def texts_of(survey: Survey, result: Tally) -> Texts | None:
    """The page of texts that the address asks for, sorted, so that no order of arrival is told; None of a
    question of another kind, or where nobody wrote."""
    if result.kind != "text" or not result.base:
        return None
    key = (survey.id, "texts", result.variable)
    typed = data().once(key, lambda: _sorted(survey, result.variable))
    asked, last = request.args.get("texts", ""), -(-len(typed) // ON_A_PAGE)
    whole = asked.isascii() and asked.isdigit() and len(asked) < 9
    number = max(1, min(int(asked), last)) if whole else 1
    start = ON_A_PAGE * (number - 1)
    part = tuple(typed[start : start + ON_A_PAGE])
    return Texts(part, start + 1, len(typed), number - 1, number + 1 if number < last else 0)


def _sorted(survey: Survey, name: str) -> list[str]:
    column = data().microdata(survey).tallied(name)
    return sorted(column.values[column.answered].tolist())


def shortened(sheet: Sheet) -> Sheet:
    """The table with no more lines than anybody reads, and a note that says so."""
    if len(sheet.lines) <= ON_A_PAGE:
        return sheet
    shown, whole = words().number(ON_A_PAGE), words().number(len(sheet.lines))
    note = words().say(MORE, shown=shown, all=whole)
    return replace(sheet, lines=sheet.lines[:ON_A_PAGE], notes=(note, *sheet.notes))
