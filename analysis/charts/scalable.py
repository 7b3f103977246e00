"""SVG as pages need it: a picture with title and description, no style attributes, unique ids.

Words are paths, so that what was measured is what is seen on every device; the text alternative stands
in `<desc>`. Style attributes become presentation attributes, because a strict content security policy
blocks inline styles; ids get a prefix from the content, so that several charts can stand in one page.
"""

from __future__ import annotations

import hashlib
import re
from xml.sax.saxutils import escape, quoteattr

_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_NOISE = re.compile(r"<!--.*?-->|<metadata>.*?</metadata>|<defs>\s*<style.*?</style>\s*</defs>", re.DOTALL)
_STYLE = re.compile(r' style="([^"]*)"')
_ID = re.compile(r'(\bid="|href="#|url\(#)')
_BREAK = re.compile(r"\s*\n\s*")


def accessible(drawn: str, title: str, description: str) -> str:
    """matplotlib's SVG `drawn` as an accessible, self-contained picture that may stand inside HTML.

    `title` and `description` are plain text; markup in them is escaped.
    """
    name = "c" + hashlib.sha256(f"{drawn}\0{title}\0{description}".encode()).hexdigest()[:8]
    body = drawn[drawn.index(">", drawn.index("<svg")) + 1 :]
    body = _STYLE.sub(_attributes, _NOISE.sub("", body))
    body = _ID.sub(rf"\g<1>{name}-", _BREAK.sub(" ", body)).replace("> <", "><").replace(' "', '"')
    return _head(drawn, name, title, description) + body.strip() + "\n"


def _head(drawn: str, name: str, title: str, description: str) -> str:
    size = _SIZE.search(drawn)
    if size is None:
        raise ValueError("the drawing has no viewBox")
    wide, high = size.groups()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" role="img"'
        f' aria-labelledby="{name}-title {name}-desc" stroke-linejoin="round" stroke-linecap="butt">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(description)}</desc>'
    )


def _attributes(style: re.Match[str]) -> str:
    """`style="fill: none; stroke: #000"` as ` fill="none" stroke="#000"`."""
    pairs = (rule.split(": ", 1) for rule in style[1].split("; ") if rule)
    return "".join(f" {name}={quoteattr(value)}" for name, value in pairs)
