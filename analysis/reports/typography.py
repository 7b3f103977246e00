"""How words are set: dashes of the language, and spaces at which no line may break.

The parts of a report write plain words. What makes them a printed page of their language is done once, in
all blocks of a document, before a format writes it. Sources: Мильчин and Чельцова, *Справочник издателя и
автора*, for Russian; its rules are those of Kazakh printing too, but for the shorter dash.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial, singledispatch

from analysis.reports.document import Block, Document, Figure, Heading, Items, Paragraph, Table, Words
from analysis.show.sheet import Line, Sheet

DASHES = {"kk": "–", "ru": "—", "en": "–"}
"""The dash between words."""

NBSP = "\u00a0"
EVERYWHERE = (
    (re.compile(r"(?<=\S) ([/·])(?=\s)"), rf"{NBSP}\1"),
    (re.compile(r"\b([NVpn]) ([=<>]) (?=\d)"), rf"\1{NBSP}\2{NBSP}"),
    (re.compile(r"% \((?=\d)"), f"%{NBSP}("),
    (re.compile(r"(?<=\w) V\b"), f"{NBSP}V"),
    (re.compile(r"\bV (?=\w)"), f"V{NBSP}"),
    (re.compile(r"№ (?=\d)"), f"№{NBSP}"),
    (re.compile(r"(?<=\d) %"), f"{NBSP}%"),
)
"""No line begins with a sign that belongs to the word before it."""

OF_LANGUAGE = {
    "kk": ((re.compile(r"(?<=\d) (?=(?:адам|жыл|жас|жұп)\w*)"), NBSP),),
    "ru": (
        (re.compile(r"\bг\. (?=[А-ЯЁ])"), f"г.{NBSP}"),
        (re.compile(r"(?<=\d) (?=(?:чел|лет|год|года)\b)"), NBSP),
        (re.compile(r"(?<![\w-])([авикосуАВИКОСУ]) (?=\S)"), rf"\1{NBSP}"),
    ),
    "en": (
        (re.compile(r"(?<=\w)'(?=\w)"), "’"),
        (re.compile(rf"(?<=\d){NBSP}%"), "%"),
    ),
}
"""What only one language has: numbers with what they count, short words and towns, apostrophes, per cents."""

_DASH = re.compile(r"(?<=\S) [–—] (?=\S)")


def set_words(words: str, language: str) -> str:
    """`words` as they are printed; nothing but spaces, dashes and apostrophes changes.

    >>> set_words("Крамер V — 0,31; N = 257", "kk").replace("\xa0", "_")
    'Крамер_V_– 0,31; N_=_257'
    """
    set_ = _DASH.sub(f"{NBSP}{DASHES[language]} ", words)
    for pattern, instead in (*EVERYWHERE, *OF_LANGUAGE[language]):
        set_ = pattern.sub(instead, set_)
    return set_


def typeset(document: Document) -> Document:
    """The same document with all its words set."""
    put = partial(set_words, language=document.language)
    blocks = tuple(_block(one, put) for one in document.blocks)
    return replace(document, title=put(document.title), blocks=blocks)


@singledispatch
def _block(block: Block, put: partial[str]) -> Block:
    raise TypeError(f"{type(block).__name__} is no block of a document")


@_block.register
def _(block: Heading, put: partial[str]) -> Heading:
    return replace(block, text=put(block.text))


@_block.register
def _paragraph(block: Paragraph, put: partial[str]) -> Paragraph:
    parts = (replace(one, text=put(one.text)) if isinstance(one, Words) else one for one in block.parts)
    return replace(block, parts=tuple(parts))


@_block.register
def _(block: Items, put: partial[str]) -> Items:
    return replace(block, points=tuple(_paragraph(one, put) for one in block.points))


@_block.register
def _(block: Table, put: partial[str]) -> Table:
    return replace(block, sheet=_sheet(block.sheet, put))


@_block.register
def _(block: Figure, put: partial[str]) -> Figure:
    return replace(block, caption=put(block.caption))


def _sheet(sheet: Sheet, put: partial[str]) -> Sheet:
    lines = (Line(put(one.head), tuple(map(put, one.cells)), one.kind) for one in sheet.lines)
    return Sheet(
        put(sheet.caption),
        put(sheet.corner),
        tuple(map(put, sheet.heads)),
        tuple(lines),
        tuple(map(put, sheet.notes)),
    )
