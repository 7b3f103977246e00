"""PDF: set by typst, tagged for readers of screens (PDF/UA-1). Texts reach it as data, never as markup."""

from __future__ import annotations

import json
from functools import singledispatch
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from analysis import look
from analysis.reports.document import (
    Block,
    Document,
    Figure,
    Heading,
    Inline,
    Items,
    Link,
    Note,
    Paragraph,
    Table,
    printable,
)
from analysis.reports.methods import MethodsError
from analysis.reports.registry import form
from analysis.reports.widths import fitted, of_words, widths
from analysis.reports.words import say

TEMPLATE = Path(__file__).with_name("report.typ")
WIDTH = 16.0
"""The width of the type area in centimetres."""

BODY = 10.0
"""The body's size in points; the others keep the proportions of the pages."""


@form("pdf", "application/pdf")
def pdf(document: Document) -> bytes:
    """The document as a tagged PDF on A4. MethodsError where typst is not installed."""
    try:
        import typst
    except ImportError as reason:
        raise MethodsError("no typst") from reason
    named, kept = document.named(), document.kept()
    content = {
        "title": printable(document.title),
        "language": document.language,
        "contents": say("contents", document.language),
        "page": say("page", document.language, page="\0", pages="\0").split("\0"),
        "blocks": [
            {**_block(one, named), "kept": place in kept} for place, one in enumerate(document.blocks)
        ],
        "look": _look(),
    }
    pictures = {f"{one.anchor}.svg": one.drawn("svg") for one in document.blocks if isinstance(one, Figure)}
    told = json.dumps(content, ensure_ascii=False).encode()
    files: Any = {"main": TEMPLATE.read_bytes(), "report.json": told, **pictures}
    return bytes(typst.compile(files, font_paths=[str(_fonts())], format="pdf", pdf_standards="ua-1"))


def _look() -> dict[str, Any]:
    """The tokens of the house in points."""
    scale = BODY / look.SIZES["body"]
    colours = ("ink", "muted", "accent", "line")
    return {
        **{name: getattr(look.LIGHT, name) for name in colours},
        "font": look.FONTS.split('"')[-2],
        "sizes": {name: px * scale for name, px in look.SIZES.items()},
        "spaces": [px * scale for px in look.SPACES],
    }


def _fonts() -> Path:
    """The face that has every Kazakh letter comes with matplotlib to every machine."""
    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        raise MethodsError("no fonts")
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"


@singledispatch
def _block(block: Block, named: dict[str, str]) -> dict[str, Any]:
    raise TypeError(f"{type(block).__name__} is no block of a document")


@_block.register
def _heading(block: Heading, named: dict[str, str]) -> dict[str, Any]:
    return {"kind": "heading", "level": block.level, "text": printable(block.text), "anchor": block.anchor}


@_block.register
def _paragraph(block: Paragraph, named: dict[str, str]) -> dict[str, Any]:
    return {"kind": "paragraph", "style": block.style, "parts": _inline(block.parts, named)}


@_block.register
def _items(block: Items, named: dict[str, str]) -> dict[str, Any]:
    points = [_inline(one.parts, named) for one in block.points]
    return {"kind": "items", "ordered": block.ordered, "points": points}


@_block.register
def _table(block: Table, named: dict[str, str]) -> dict[str, Any]:
    sheet, columns = block.sheet, widths(block.sheet, WIDTH)

    def row(cells: tuple[str, ...]) -> list[str]:
        return [fitted(printable(cell), width) for cell, width in zip(cells, columns, strict=True)]

    return {
        "kind": "table",
        "anchor": block.anchor,
        "caption": f"{named[block.anchor]}. {printable(sheet.caption)}",
        "widths": columns,
        "left": of_words(sheet),
        "heads": row((sheet.corner, *sheet.heads)),
        "lines": [{"kind": line.kind, "cells": row((line.head, *line.cells))} for line in sheet.lines],
        "notes": [printable(one) for one in sheet.notes],
    }


@_block.register
def _figure(block: Figure, named: dict[str, str]) -> dict[str, Any]:
    return {
        "kind": "figure",
        "anchor": block.anchor,
        "caption": f"{named[block.anchor]}. {printable(block.caption)}",
        "alt": printable(block.alternative),
    }


def _inline(parts: tuple[Inline, ...], named: dict[str, str]) -> list[dict[str, Any]]:
    return [_part(one, named) for one in parts]


def _part(one: Inline, named: dict[str, str]) -> dict[str, Any]:
    if isinstance(one, Note | Link):
        return {"kind": type(one).__name__.lower(), "to": one.to, "text": printable(named[one.to])}
    return {"kind": "words", "text": printable(one.text), "strong": one.strong}
