"""Open answers as a report: those that hold some words, in alphabetical order or counted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from analysis.codebook import Text
from analysis.entrance import guard
from analysis.letters import skeleton
from analysis.microdata import Microdata
from analysis.shown import Shown
from analysis.text import Frequency, frequencies, ordered, search, texts

Counted = Literal["", "texts", "words"]


@dataclass(frozen=True, slots=True)
class OpenAnswers(Shown):
    """What was typed to a variable and holds the words of `search` ("" all of it): `texts` in alphabetical
    order, or `rows` of equal texts or words by frequency where they are `counted`. Of n people `base`
    typed something, `missing` (by kind) did not; per cents are of the texts found. `content`: only words of
    content are counted, function words are left out."""

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
    content: bool = False


def open_answers(
    microdata: Microdata,
    variable: str,
    *,
    search_for: str = "",
    counted: Counted = "",
    content: bool = False,
) -> OpenAnswers:
    """The texts typed to a variable, blind to capitals and look-alike letters (see `analysis.letters`); per
    cents are of the texts found.

    `search_for`: only texts that hold all these words; `counted`: "texts" or "words" by frequency instead of
    the texts themselves; `content`: without the function words of Kazakh, Russian and English.
    NotTabulable for a variable that is no text, CodebookError for an unknown name.
    """
    typed, column = texts(microdata, variable), microdata.tallied(variable)
    found = search(typed, search_for)
    rows = frequencies(found, words=counted == "words") if counted and found else ()
    return OpenAnswers(
        variable=variable,
        label=column.variable.label,
        n=len(column.missing),
        base=len(typed),
        missing=column.kinds(),
        search=search_for,
        found=len(found),
        texts=() if counted else ordered(found),
        rows=tuple(row for row in rows if skeleton(row.text) not in function_words()) if content else rows,
        counted=counted,
        content=content,
    )


@cache
def function_words() -> frozenset[str]:
    """The skeletons of words that carry no content of their own (and, for, this) in Kazakh, Russian and
    English."""
    words = json.loads(Path(__file__).with_name("function_words.json").read_text("utf-8"))
    return frozenset(skeleton(one) for several in words.values() for one in several)


guard(__name__)
