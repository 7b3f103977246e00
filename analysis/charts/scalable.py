"""A sheet as SVG: a picture with title and description, no style attributes, unique ids.

Words are outlines, so that what was measured is what is seen on every device; the text alternative stands
in `<desc>`. Colours stand in presentation attributes, because a strict content security policy blocks
inline styles; ids get a prefix from the content, so that several charts can stand in one page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from xml.sax.saxutils import escape

from analysis.charts.hatching import HATCH, hatching
from analysis.charts.sheet import Box, Curve, Dot, Mark, Sheet, Stroke, Words
from analysis.charts.typeface import UNITS, typeface

_PREFIX = "\0"
"""Stands for the prefix of ids until the content is known."""


def svg(sheet: Sheet, title: str, description: str) -> str:
    """The sheet as an accessible, self-contained picture that may stand inside HTML.

    `title` and `description` are plain text; markup in them is escaped.
    """
    wide, high = _short(sheet.width), _short(sheet.height)
    body = (
        f'<title id="{_PREFIX}title">{escape(title)}</title>'
        f'<desc id="{_PREFIX}desc">{escape(description)}</desc>'
        f"<defs>{_outlines(sheet.marks)}</defs>"
        f'<rect width="{wide}" height="{high}" fill="{sheet.colours.paper}"/>'
        + "".join(_element(mark) for mark in sheet.marks)
    )
    name = f"c{hashlib.sha256(body.encode()).hexdigest()[:8]}-"
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" role="img"'
        f' aria-labelledby="{name}title {name}desc">'
    )
    return head + body.replace(_PREFIX, name) + "</svg>\n"


def _outlines(marks: Sequence[Mark]) -> str:
    """Each letter that is written, once."""
    letters = sorted({(mark.bold, one) for mark in marks if isinstance(mark, Words) for one in mark.words})
    faces = [(typeface(bold), bold, letter) for bold, letter in letters]
    return "".join(
        f'<path id="{_name(letter, bold)}" d="{face.outline(letter)}"/>' for face, bold, letter in faces
    )


def _element(mark: Mark) -> str:
    if isinstance(mark, Words):
        return _words(mark)
    if isinstance(mark, Dot):
        place = f'cx="{_short(mark.x)}" cy="{_short(mark.y)}" r="{_short(mark.radius)}"'
        return f'<circle {place} fill="{mark.fill}" stroke="{mark.edge}" stroke-width="1.5"/>'
    if isinstance(mark, Stroke):
        return _line([(mark.x0, mark.y0), (mark.x1, mark.y1)], mark)
    return _line(mark.points, mark) if isinstance(mark, Curve) else _box(mark)


def _words(mark: Words) -> str:
    face, scale = typeface(mark.bold), mark.size / UNITS
    place = f"translate({_short(mark.start)} {_short(mark.y)}) scale({scale:.6f} {-scale:.6f})"
    letters = zip(mark.words, face.places(mark.words), strict=False)
    used = "".join(
        f'<use xlink:href="#{_name(letter, mark.bold)}" x="{x}"/>' for letter, x in letters if letter.strip()
    )
    return f'<g transform="{place}" fill="{mark.colour}">{used}</g>'


def _name(letter: str, bold: bool) -> str:
    return f"{_PREFIX}{'b' if bold else 'r'}{ord(letter):x}"


def _line(points: Sequence[tuple[float, float]], mark: Stroke | Curve) -> str:
    path = "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in points)
    fill = mark.fill if isinstance(mark, Curve) and mark.fill else "none"
    if not mark.width:
        return f'<path d="{path}Z" fill="{fill}"/>'
    dashes = ' stroke-dasharray="3 3"' if mark.dashed else ""
    return f'<path d="{path}" fill="{fill}" stroke="{mark.colour}" stroke-width="{mark.width:g}"{dashes}/>'


def _box(mark: Box) -> str:
    edge = f' stroke="{mark.edge}" stroke-width="0.8"' if mark.edge else ""
    place = f'x="{_short(mark.x)}" y="{_short(mark.y)}" width="{_short(mark.width)}"'
    box = f'<rect {place} height="{_short(mark.height)}" fill="{mark.fill}"{edge}/>'
    lines = "".join(
        f"M{_short(x0)} {_short(y0)}L{_short(x1)} {_short(y1)}" for x0, y0, x1, y1 in hatching(mark)
    )
    if not lines:
        return box
    return f'{box}<path d="{lines}" stroke="{mark.hatch_colour}" stroke-width="{HATCH:g}"/>'


def _short(number: float) -> str:
    """A length with two decimals at most."""
    return f"{number:.2f}".rstrip("0").rstrip(".").replace("-0", "0" if abs(number) < 0.005 else "-0")
