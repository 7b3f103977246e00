"""The one door for XML: no document type, no entities, bounded depth, bounded size. Names lose their prefix.

`walk` hands elements over as they end, so that a large file never stands in memory; `tree` keeps them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from questionnaires.formats import NotReadable

DEEPEST = 60
MOST_ELEMENTS = 1_000_000
"""In a file whose elements are let go again."""

MOST_KEPT = 150_000
"""In a tree: about 60 MB."""

LONGEST_TEXT = 2_000_000

_PIECE = 1 << 16

Begin = Callable[[str, Mapping[str, str]], None]
"""Called as begin(name, attributes)."""

End = Callable[[str, str], None]
"""Called as end(name, text): the text that stood directly in the element."""


@dataclass(slots=True)
class Element:
    """An element: its name without prefix, its `space` (the address of its namespace), what is in it."""

    name: str
    attributes: Mapping[str, str]
    space: str = ""
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def each(self, name: str) -> Iterator[Element]:
        """The children of that name."""
        return (child for child in self.children if child.name == name)

    def first(self, *path: str) -> Element | None:
        """The first element at the end of a path of names, or None."""
        found: Element | None = self
        for name in path:
            found = next(found.each(name), None) if found else None
        return found

    def all(self, name: str) -> Iterator[Element]:
        """Every element of that name, at any depth, in the order of the file."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.all(name)

    def told(self, *path: str) -> str:
        """The text at the end of a path, trimmed; "" where there is none."""
        found = self.first(*path)
        return found.text.strip() if found else ""


def tree(content: bytes) -> Element:
    """The root element. NotReadable for anything that is no plain XML, or too much of it."""
    open_elements: list[Element] = [Element("", {})]
    kept = 0

    def begin(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal kept
        kept += 1
        if kept > MOST_KEPT:
            raise NotReadable(f"the file has more than {MOST_KEPT} elements")
        space, _, plain = name.rpartition(" ")
        element = Element(plain, attributes, space)
        open_elements[-1].children.append(element)
        open_elements.append(element)

    def end(name: str, text: str) -> None:
        open_elements.pop().text = text

    walk(content, begin, end)
    return open_elements[0].children[0]


def walk(content: bytes, begin: Begin, end: End, *, most: int = MOST_ELEMENTS) -> None:
    """Hand every element to `begin` and `end`, its namespace and a blank before its name.

    NotReadable for a document type or entities, for what is too deep or too much, and for what is no XML.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.EntityDeclHandler = _refuse_doctype
    _Walk(parser, begin, end, most)
    try:
        for start in range(0, len(content), _PIECE):
            parser.Parse(content[start : start + _PIECE], False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise NotReadable(f"it is no well-formed XML: {reason}", row=error.lineno) from None
    except (LookupError, ValueError) as error:
        if isinstance(error, NotReadable):
            raise
        raise NotReadable("its characters are in an encoding that is not known") from None


def _refuse_doctype(*_: object) -> None:
    raise NotReadable("it has a document type or entities of its own, which are never read")


class _Walk:
    """Keeps the texts of the open elements and counts."""

    def __init__(self, parser: expat.XMLParserType, begin: Begin, end: End, most: int) -> None:
        self._begin, self._end, self._left = begin, end, most
        self._texts: list[list[str]] = [[]]
        self._most = most
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._stop
        parser.CharacterDataHandler = self._text

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._left -= 1
        if self._left < 0:
            raise NotReadable(f"the file has more than {self._most} elements")
        if len(self._texts) > DEEPEST:
            raise NotReadable(f"its elements are nested deeper than {DEEPEST}")
        self._texts.append([])
        self._begin(name, attributes)

    def _stop(self, name: str) -> None:
        self._end(name, "".join(self._texts.pop()))

    def _text(self, text: str) -> None:
        if len(text) > LONGEST_TEXT:
            raise NotReadable(f"a text in it is longer than {LONGEST_TEXT} characters")
        self._texts[-1].append(text)
