"""Fields, bookmarks and links of Word: numbers that Word keeps right when somebody edits the report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from analysis.reports.document import wholes


def put_field(paragraph: Any, code: str, shown: str) -> None:
    """A field with the instruction `code` ("PAGE", "SEQ table") that shows `shown` until it is renewed."""
    for run in field_runs(code, shown):
        paragraph._p.append(run)


def field_runs(code: str, shown: str) -> list[Any]:
    """The runs of a field."""
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    result = [_run(_mark("separate")), _run(_text(shown))] if shown else [_run(_mark("separate"))]
    return [_run(_mark("begin")), _run(instruction), *result, _run(_mark("end"))]


def put_bookmark(paragraph: Any, name: str, number: int) -> None:
    """A bookmark around all that the paragraph holds now."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    first = 1 if paragraph._p.pPr is not None else 0
    paragraph._p.insert(first, start)
    paragraph._p.append(end)


def link(bookmark: str, *inner: Any) -> Any:
    """A link to a bookmark around runs."""
    made = OxmlElement("w:hyperlink")
    made.set(qn("w:anchor"), bookmark)
    made.set(qn("w:history"), "1")
    made.extend(inner)
    return made


def text_run(words: str) -> Any:
    """A run of plain words."""
    return _run(_text(words))


def word_runs(words: str, *, bold: bool = False) -> list[Any]:
    """Runs of words; in a number with its suffix ("22-кесте") the hyphen is one at which no line breaks."""
    runs = []
    for piece, whole in wholes(words):
        first, hyphen, rest = piece.rpartition("-") if whole else ("", "", piece)
        inner = [_text(first), OxmlElement("w:noBreakHyphen")] if hyphen else []
        runs.append(_run(*([_bold()] if bold else []), *inner, *_lines(rest)))
    return runs


def renew(begin: Any) -> None:
    """Let Word renew the field that begins there when the document is opened."""
    begin[0].set(qn("w:dirty"), "true")


def _run(*inner: Any) -> Any:
    run = OxmlElement("w:r")
    run.extend(inner)
    return run


def _text(words: str) -> Any:
    text = OxmlElement("w:t")
    text.set(qn("xml:space"), "preserve")
    text.text = words
    return text


def _lines(words: str) -> Iterator[Any]:
    """The words, a break of the line where they have one."""
    for place, line in enumerate(words.split("\n")):
        if place:
            yield OxmlElement("w:br")
        yield _text(line)


def _bold() -> Any:
    letters = OxmlElement("w:rPr")
    letters.append(OxmlElement("w:b"))
    return letters


def _mark(kind: str) -> Any:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark
