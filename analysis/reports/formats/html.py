"""HTML: one page that needs nothing else, readable on a phone and on paper, its pictures inside it."""

from __future__ import annotations

from base64 import b64encode
from functools import singledispatch
from html import escape
from pathlib import Path

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
    wholes,
)
from analysis.reports.registry import form
from analysis.reports.widths import of_words
from analysis.reports.words import say
from analysis.show.sheet import Line

STYLE = Path(__file__).with_name("html.css")


@form("html", "text/html; charset=utf-8")
def html(document: Document) -> bytes:
    """The document as one page: no script, no request, its style inside."""
    named = document.named()
    blocks = list(document.blocks)
    head = next((place for place, one in enumerate(blocks) if isinstance(one, Heading)), len(blocks))
    body = [_block(one, named) for one in blocks]
    body.insert(head, _contents(document))
    title = _text(document.title)
    return (
        f'<!doctype html>\n<html lang="{document.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{style()}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        + "\n".join(body)
        + "\n</main>\n</body>\n</html>\n"
    ).encode()


def style() -> str:
    """The look of the house: its colours and sizes as properties, then the sheet that uses them."""
    sizes = "".join(f"--{name}:{px / look.SIZES['body']:.4g}rem;" for name, px in look.SIZES.items())
    return f":root{{{look.css()}{sizes}--measure:{look.MEASURE};--fonts:{look.FONTS}}}\n{STYLE.read_text()}"


def _contents(document: Document) -> str:
    listed = [one for one in document.blocks if isinstance(one, Heading) and one.level < 3]
    lines = "".join(
        f'<li class="level-{one.level}"><a href="#{_text(one.anchor)}">{_text(one.text)}</a></li>'
        for one in listed
    )
    name = say("contents", document.language)
    return f'<nav aria-label="{name}"><p class="lead">{name}</p><ul>{lines}</ul></nav>'


@singledispatch
def _block(block: Block, named: dict[str, str]) -> str:
    raise TypeError(f"{type(block).__name__} is no block of a document")


@_block.register
def _heading(block: Heading, named: dict[str, str]) -> str:
    level = block.level + 1
    return f'<h{level} id="{_text(block.anchor)}">{_text(block.text)}</h{level}>'


@_block.register
def _paragraph(block: Paragraph, named: dict[str, str]) -> str:
    kind = "" if block.style == "body" else f' class="{block.style}"'
    return f"<p{kind}>{_inline(block.parts, named)}</p>"


@_block.register
def _items(block: Items, named: dict[str, str]) -> str:
    kind = "ol" if block.ordered else "ul"
    points = "".join(f"<li>{_inline(one.parts, named)}</li>" for one in block.points)
    return f"<{kind}>{points}</{kind}>"


@_block.register
def _table(block: Table, named: dict[str, str]) -> str:
    sheet, caption = block.sheet, f"{named[block.anchor]}. {block.sheet.caption}"
    heads = "".join(
        f'<th scope="col"{_side(at_left)}>{_text(one)}</th>'
        for one, at_left in zip((sheet.corner, *sheet.heads), of_words(sheet), strict=True)
    )
    left = of_words(sheet)
    lines = "\n".join(_line(one, left) for one in sheet.lines)
    notes = "".join(f'<p class="quiet">{_text(one)}</p>' for one in sheet.notes)
    return (
        f'<div class="table" id="{_text(block.anchor)}" role="group" '
        f'aria-label="{_text(caption)}" tabindex="0">\n'
        f"<table>\n<caption>{_text(caption)}</caption>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{lines}\n</tbody>\n</table>\n</div>\n{notes}"
    )


def _side(at_left: bool) -> str:
    return ' class="words"' if at_left else ""


def _line(line: Line, left: list[bool]) -> str:
    cells = "".join(
        f"<td{_side(at_left)}>{_text(cell)}</td>" for cell, at_left in zip(line.cells, left[1:], strict=True)
    )
    return f'<tr class="{line.kind}"><th scope="row">{_text(line.head)}</th>{cells}</tr>'


@_block.register
def _figure(block: Figure, named: dict[str, str]) -> str:
    picture = b64encode(block.drawn("svg")).decode()
    caption = f"{named[block.anchor]}. {block.caption}"
    return (
        f'<figure id="{_text(block.anchor)}"><img src="data:image/svg+xml;base64,{picture}" '
        f'alt="{_text(block.alternative)}"><figcaption>{_text(caption)}</figcaption></figure>'
    )


def _inline(parts: tuple[Inline, ...], named: dict[str, str]) -> str:
    return "".join(_part(one, named) for one in parts)


def _part(one: Inline, named: dict[str, str]) -> str:
    if isinstance(one, Note):
        return f'<sup>[<a href="#{_text(one.to)}">{_text(named[one.to])}</a>]</sup>'
    if isinstance(one, Link):
        return f'<a href="#{_text(one.to)}">{_whole(named[one.to])}</a>'
    said = _whole(one.text).replace("\n", "<br>")
    return f"<strong>{said}</strong>" if one.strong else said


def _whole(words: str) -> str:
    """Words whose numbers stay on one line with their suffixes."""
    pieces = ((_text(piece), whole) for piece, whole in wholes(words))
    return "".join(f'<span class="whole">{piece}</span>' if whole else piece for piece, whole in pieces)


def _text(words: str) -> str:
    return escape(printable(words))
