"""Reports: one document made of the registered parts, written in any of the registered formats.

A report speaks from a frozen publication, so that it holds nothing that the public may not see. A part is one
file in `parts`, a format one file in `formats`; both register themselves and nothing else is edited.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from analysis.doors import guard
from analysis.reports import formats as _formats
from analysis.reports import parts as _parts
from analysis.reports.document import Document
from analysis.reports.methods import MethodsError, NotDisclosed, Statement
from analysis.reports.registry import Form, Part, forms, parts
from analysis.reports.source import Asked, Group, Section, Source, View
from analysis.reports.typography import typeset
from analysis.reports.words import LANGUAGES

__all__ = [
    "Asked",
    "Document",
    "Form",
    "Group",
    "MethodsError",
    "NotDisclosed",
    "Part",
    "Section",
    "Source",
    "Statement",
    "View",
    "forms",
    "parts",
    "report",
    "write",
]

for _package in (_parts, _formats):
    for _module in iter_modules(_package.__path__):
        import_module(f"{_package.__name__}.{_module.name}")


def report(source: Source) -> Document:
    """The report as a document: the blocks of every part, in order.

    NotDisclosed, with all that is missing, until the methods are filled in the language of the report;
    MethodsError for a language that is none of ours.
    """
    if source.language not in LANGUAGES:
        raise MethodsError("no reports in", language=source.language, known=", ".join(LANGUAGES))
    source.methods.require(source.language)
    blocks = tuple(block for part in parts() for block in part.make(source))
    title = source.title if source.group is None else f"{source.title}: {source.group.name}"
    return Document(title, source.language, blocks)


def write(document: Document, format: str) -> bytes:
    """The document as a file of a registered format; equal documents give equal bytes.

    MethodsError for a format that is not registered.
    """
    if format not in forms():
        raise MethodsError("no format", format=format, known=", ".join(forms()))
    return forms()[format].render(typeset(document))


guard(__name__)
