"""HTML of foreign questionnaires as plain text or as our small Markdown; pictures and the like are noted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

MEDIA = frozenset(("img", "video", "audio", "iframe", "embed", "object", "svg", "canvas", "source"))
SILENT = frozenset(("script", "style", "head", "template", "noscript"))
BLOCKS = frozenset(
    (
        "address",
        "article",
        "blockquote",
        "br",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    )
)
STRONG, SOFT = frozenset(("b", "strong")), frozenset(("i", "em"))

_TAG = re.compile(r"<[a-zA-Z/!]|&[a-zA-Z#]")
_SPECIAL = re.compile(r"([\\*_])")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its HTML; the `media` that were in it (names of elements), whether a `script` was."""

    text: str
    media: tuple[str, ...] = ()
    script: bool = False


def plain(html: str) -> Marked:
    """The text as a question or a label holds it: no emphasis, paragraphs as lines."""
    return _read(html, marks=False)


def markdown(html: str) -> Marked:
    """The text as a note or an introduction holds it: emphasis, lists and paragraphs in Markdown."""
    return _read(html, marks=True)


def _read(html: str, *, marks: bool) -> Marked:
    if not _TAG.search(html):
        return Marked(_tidy(_SPECIAL.sub(r"\\\1", html) if marks else html, marks))
    reader = _Reader(marks)
    reader.feed(html)
    reader.close()
    return Marked(_tidy("".join(reader.parts), marks), tuple(dict.fromkeys(reader.media)), reader.script)


def _tidy(text: str, marks: bool) -> str:
    lines = [re.sub(r"[^\S\n]+", " ", line).strip() for line in text.replace("\r", "").split("\n")]
    return re.sub(r"\n{3,}" if marks else r"\n{2,}", "\n\n" if marks else "\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    def __init__(self, marks: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.media: list[str] = []
        self.script = False
        self._marks = marks
        self._silent = 0
        self._links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Blocks break lines, emphasis is marked, media are noted."""
        if tag in SILENT:
            self._silent += 1
            self.script |= tag == "script"
        if tag in MEDIA:
            self.media.append(tag)
            self.parts.append(next((value or "" for name, value in attributes if name == "alt"), ""))
        if tag in BLOCKS:
            self.parts.append(self._block(tag))
        elif tag == "a":
            self._links.append((dict(attributes).get("href") or "", len(self.parts)))
        elif self._marks and tag in STRONG | SOFT:
            self.parts.append("**" if tag in STRONG else "*")

    def handle_endtag(self, tag: str) -> None:
        """The other side of what was begun; a link's address stands behind its words."""
        if tag in SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag == "a" and self._links:
            address, start = self._links.pop()
            words = "".join(self.parts[start:])
            if address.startswith(("http://", "https://")) and address not in words:
                self.parts.append(f" ({address})")
        elif tag in BLOCKS and tag not in ("br", "hr", "td", "th", "li"):
            self.parts.append("\n\n" if self._marks and tag in ("p", "div", "ul", "ol", "table") else "\n")
        elif self._marks and tag in STRONG | SOFT:
            self._close("**" if tag in STRONG else "*")

    def handle_data(self, data: str) -> None:
        """Text; signs that Markdown would read are kept as signs."""
        if self._silent:
            return
        text = re.sub(r"\s+", " ", data)
        self.parts.append(_SPECIAL.sub(r"\\\1", text) if self._marks else text)

    def _block(self, tag: str) -> str:
        if tag in ("td", "th"):
            return " "
        return "\n- " if tag == "li" and self._marks else "\n"

    def _close(self, mark: str) -> None:
        """An emphasis ends at a letter: blanks before its end go behind it; nothing is no emphasis."""
        last = self.parts[-1] if self.parts else ""
        if last == mark:
            self.parts.pop()
            return
        bare = last.rstrip()
        if self.parts:
            self.parts[-1] = bare
        self.parts.append(mark + (" " if bare != last else ""))
