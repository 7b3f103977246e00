"""Open answers as a report: those that hold some words, in alphabetical order or counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from analysis.codebook import Text
from analysis.entrance import guard
from analysis.microdata import Microdata
from analysis.shown import Shown
from analysis.text import Frequency, frequencies, ordered, search, texts

Counted = Literal["", "texts", "words"]


@dataclass(frozen=True, slots=True)
class OpenAnswers(Shown):
    """What was typed to a variable and holds the words of `search` ("" all of it): `texts` in alphabetical
    order, or `rows` of equal texts or words by frequency where they are `counted`. Of n people `base`
    typed something, `missing` (by kind) did not; per cents are of the texts found."""

    variable: str
    label: Text
    n: int
    base: int
    missing: Mapping[str, int]
    search: str
    found: int
    texts: tuple[str, ...] = ()
    rows: tuple[Frequency, ...] = ()
    counted: Counted = ""


def open_answers(
    microdata: Microdata, variable: str, *, search_for: str = "", counted: Counted = ""
) -> OpenAnswers:
    """The texts typed to a variable, blind to capitals and look-alike letters (see `analysis.letters`); per
    cents are of the texts found.

    `search_for`: only texts that hold all these words; `counted`: "texts" or "words" by frequency instead of
    the texts themselves. NotTabulable for a variable that is no text, CodebookError for an unknown name.
    """
    typed, column = texts(microdata, variable), microdata.tallied(variable)
    found = search(typed, search_for)
    return OpenAnswers(
        variable=variable,
        label=column.variable.label,
        n=len(column.missing),
        base=len(typed),
        missing=column.kinds(),
        search=search_for,
        found=len(found),
        texts=() if counted else ordered(found),
        rows=frequencies(found, words=counted == "words") if counted and found else (),
        counted=counted,
    )


guard(__name__)
