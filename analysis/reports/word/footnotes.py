"""Footnotes, which python-docx does not know: a part of their own, and marks in the text."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from analysis.reports.word.fields import link, text_run
from analysis.reports.word.styles import FOOTNOTE, REFERENCE

_LINE = '<w:footnote w:type="{0}" w:id="{1}"><w:p><w:r><w:{0}/></w:r></w:p></w:footnote>'
_EMPTY = (
    f"<w:footnotes {nsdecls('w')}>"
    + _LINE.format("separator", -1)
    + _LINE.format("continuationSeparator", 0)
    + "</w:footnotes>"
)


class Footnotes:
    """The footnotes of one document, numbered as they come."""

    def __init__(self, document: Any) -> None:
        self._styles = {name: document.styles[name].style_id for name in (FOOTNOTE, REFERENCE)}
        self._root = parse_xml(_EMPTY)
        self._count = 0

    def put(self, paragraph: Any, bookmark: str, words: str) -> None:
        """A mark at the end of the paragraph so far, and a footnote of `words` that leads to a bookmark."""
        self._count += 1
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self._count))
        paragraph._p.append(self._marked(reference))
        note, inside = OxmlElement("w:footnote"), OxmlElement("w:p")
        note.set(qn("w:id"), str(self._count))
        inside.append(_styled("w:pPr", "w:pStyle", self._styles[FOOTNOTE]))
        inside.append(self._marked(OxmlElement("w:footnoteRef")))
        inside.append(text_run(" "))
        inside.append(link(bookmark, text_run(words)))
        note.append(inside)
        self._root.append(note)

    def attach(self, document: Any) -> None:
        """Make the notes a part of the document's package."""
        blob = serialize_part_xml(self._root)
        package = document.part.package
        made = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, package)
        document.part.relate_to(made, RELATIONSHIP_TYPE.FOOTNOTES)

    def _marked(self, mark: Any) -> Any:
        run = OxmlElement("w:r")
        run.append(_styled("w:rPr", "w:rStyle", self._styles[REFERENCE]))
        run.append(mark)
        return run


def _styled(properties: str, name: str, style: str) -> Any:
    made, inner = OxmlElement(properties), OxmlElement(name)
    inner.set(qn("w:val"), style)
    made.append(inner)
    return made
