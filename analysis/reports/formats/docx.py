"""Word: real styles, headings, captions that number themselves, repeated table heads, alt texts, footnotes.

Equal documents give equal bytes: the properties have fixed dates, and so have the files in the package.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import singledispatchmethod
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

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
from analysis.reports.words import say

EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The date of every file: a report is its data, whenever it is made."""

HIGHEST = 23.0
"""The most centimetres of a picture: a page less its caption."""

STYLES = {"body": "Normal", "lead": "Lead", "quiet": "Quiet", "subtitle": "Subtitle"}
MIMETYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@form("docx", MIMETYPE)
def docx(document: Document) -> bytes:
    """The document as a Word file. MethodsError where python-docx is not installed."""
    try:
        import docx as word
    except ImportError as reason:
        raise MethodsError("no word") from reason
    return _Writing(document, word.Document()).file()


class _Writing:
    """One Word document while it is written."""

    def __init__(self, document: Document, word: Any) -> None:
        from analysis.reports.word import styles
        from analysis.reports.word.footnotes import Footnotes
        from analysis.reports.word.settings import settle

        self.document, self.word = document, word
        self.language, self.named = document.language, document.named()
        self.bookmarks = {anchor: f"saualnama_{place}" for place, anchor in enumerate(self.named, start=1)}
        styles.dress(word, self.language)
        settle(word, self.language)
        self.footnotes = Footnotes(word)

    def file(self) -> bytes:
        """Everything written, as bytes."""
        self._frame()
        self.word.add_paragraph(printable(self.document.title), "Title")
        body = list(self.document.blocks)
        head = next((place for place, one in enumerate(body) if isinstance(one, Heading)), len(body))
        kept = self.document.kept()
        for place, block in enumerate(body):
            if place == head:
                self._contents()
            self._put(block)
            if place in kept:
                self.word.paragraphs[-1].paragraph_format.keep_with_next = True
        self.footnotes.attach(self.word)
        return _fixed(self.word)

    def _frame(self) -> None:
        """The page, its foot, and the properties of the file."""
        from docx.shared import Cm

        from analysis.reports.word.fields import put_field
        from analysis.reports.word.styles import WIDTH

        page = self.word.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm((21 - WIDTH) / 2)
        page.top_margin = page.bottom_margin = Cm(2)
        foot = page.footer.paragraphs[0]
        foot.style = "Quiet"
        before, between, after = say("page", self.language, page="\0", pages="\0").split("\0")
        for words, code in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
            foot.add_run(words)
            if code:
                put_field(foot, code, "1")
        self._describe()

    def _describe(self) -> None:
        properties = self.word.core_properties
        properties.title = printable(self.document.title)
        properties.language = self.language
        properties.author = properties.last_modified_by = "Saualnama"
        properties.comments = properties.subject = properties.keywords = ""
        properties.created = properties.modified = EPOCH
        properties.revision = 1

    def _contents(self) -> None:
        from analysis.reports.word.contents import put_contents

        headings = (one for one in self.document.blocks if isinstance(one, Heading))
        put_contents(self.word, say("contents", self.language), headings, self.bookmarks)

    @singledispatchmethod
    def _put(self, block: Block) -> None:
        raise TypeError(f"{type(block).__name__} is no block of a document")

    @_put.register
    def _(self, block: Heading) -> None:
        self._marked(self.word.add_paragraph(printable(block.text), f"Heading {block.level}"), block.anchor)

    @_put.register
    def _(self, block: Paragraph) -> None:
        style = "Question" if block.strong else STYLES[block.style]
        self._write(self.word.add_paragraph(style=style), block.parts)

    @_put.register
    def _(self, block: Items) -> None:
        style = "List Number" if block.ordered else "List Bullet"
        for point in block.points:
            self._write(self.word.add_paragraph(style=style), point.parts)

    @_put.register
    def _(self, block: Table) -> None:
        from analysis.reports.word.styles import WIDTH
        from analysis.reports.word.tables import put_table

        self._caption(block.anchor, block.sheet.caption, above=True)
        put_table(self.word, block.sheet, WIDTH)
        *first, last = block.sheet.notes or ("",)
        for note in first:
            self.word.add_paragraph(printable(note), "Table Note").paragraph_format.keep_with_next = True
        self.word.add_paragraph(printable(last), "Table Note")

    @_put.register
    def _(self, block: Figure) -> None:
        from docx.shared import Cm

        from analysis.reports.word.styles import WIDTH

        line = self.word.add_paragraph(style="Report Figure")
        picture = line.add_run().add_picture(BytesIO(block.drawn("png")), width=Cm(WIDTH))
        if picture.height > Cm(HIGHEST):
            picture.width, picture.height = Cm(WIDTH * HIGHEST / picture.height.cm), Cm(HIGHEST)
        for side in ("distT", "distB", "distL", "distR"):
            line._p.xpath(".//wp:inline")[0].set(side, "0")
        shape = line._p.xpath(".//wp:docPr")[0]
        shape.set("descr", printable(block.alternative))
        shape.set("title", self.named[block.anchor])
        self._caption(block.anchor, block.caption, above=False)

    def _caption(self, anchor: str, words: str, *, above: bool) -> None:
        """ "Table 7. ..." with a field that counts; above its table it stays with it."""
        from analysis.reports.word.fields import put_field
        from analysis.reports.word.styles import space

        kind = "table" if above else "figure"
        number = "".join(one for one in self.named[anchor] if one.isdecimal())
        before, after = say(kind, self.language, number="\0").split("\0")
        line = self.word.add_paragraph(style="Caption")
        line.paragraph_format.keep_with_next = above
        if not above:
            line.paragraph_format.space_before = space(1)
        line.add_run(before)
        put_field(line, f"SEQ {kind} \\* ARABIC", number)
        line.add_run(after)
        self._marked(line, anchor)
        line.add_run(f". {printable(words)}")

    def _marked(self, paragraph: Any, anchor: str) -> None:
        from analysis.reports.word.fields import put_bookmark

        mark = self.bookmarks[anchor]
        put_bookmark(paragraph, mark, int(mark.rpartition("_")[2]))

    def _write(self, paragraph: Any, parts: tuple[Inline, ...]) -> None:
        from analysis.reports.word.fields import link, word_runs

        for one in parts:
            if isinstance(one, Note):
                words = say("see", self.language, to=self.named[one.to])
                self.footnotes.put(paragraph, self.bookmarks[one.to], words)
            elif isinstance(one, Link):
                paragraph._p.append(link(self.bookmarks[one.to], *word_runs(self.named[one.to])))
            else:
                paragraph._p.extend(word_runs(printable(one.text), bold=one.strong))


def _fixed(word: Any) -> bytes:
    """The package with every file at one date."""
    made, out = BytesIO(), BytesIO()
    word.save(made)
    with ZipFile(made) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = ZipInfo(name, EPOCH.timetuple()[:6])
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()
