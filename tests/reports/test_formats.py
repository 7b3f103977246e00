"""What a reader of each format finds: structure that Word, browsers and readers of screens understand."""

import re
import struct
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from analysis import look
from analysis.reports import report, write
from analysis.reports.document import Document, Figure, Heading, Note, Paragraph, Table
from analysis.reports.typography import typeset
from analysis.reports.widths import fitted, of_words, widths
from analysis.reports.word import styles
from analysis.reports.words import LANGUAGES
from analysis.show.sheet import Line, Sheet
from tests.reports import examples

REPORT = typeset(report(examples.source("kk", planted=True)))
WORD = write(REPORT, "docx")


@pytest.fixture(scope="module")
def word():
    return docx.Document(BytesIO(WORD))


@pytest.fixture(scope="module")
def part():
    package = ZipFile(BytesIO(WORD))
    return lambda name: package.read(f"word/{name}.xml").decode()


def test_headings_are_headings_and_the_title_is_the_title(word):
    found = [(one.style.name, one.text) for one in word.paragraphs if one.style.name.startswith("Heading")]
    assert found == [(f"Heading {one.level}", one.text) for one in REPORT.blocks if isinstance(one, Heading)]
    assert [one.text for one in word.paragraphs if one.style.name == "Title"] == [REPORT.title]


def test_every_table_has_a_head_that_repeats_and_lines_that_stay_whole(word):
    tables = [one for one in REPORT.blocks if isinstance(one, Table)]
    assert len(word.tables) == len(tables)
    for made, one in zip(word.tables, tables, strict=True):
        assert made.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in made.rows)
        heads = [re.sub("[\u00ad\u200b]", "", cell.text) for cell in made.rows[0].cells]
        assert heads == [one.sheet.corner, *one.sheet.heads]
        assert made._tbl.tblPr[-1].get(qn("w:val")) == one.sheet.caption
        width = sum(int(one.get(qn("w:w"))) for one in made._tbl.tblGrid.findall(qn("w:gridCol")))
        assert width / 567 == pytest.approx(16, abs=0.1)


def test_every_picture_has_its_numbers_in_words(word):
    figures = [one for one in REPORT.blocks if isinstance(one, Figure)]
    shapes = word.element.body.xpath(".//wp:docPr")
    assert [one.get("descr") for one in shapes] == [one.alternative for one in figures]


def test_the_contents_lead_to_headings_and_name_no_page_before_it_is_counted(word, part):
    listed = [one for one in REPORT.blocks if isinstance(one, Heading) and one.level < 3]
    lines = [one for one in word.paragraphs if one.style.name in styles.CONTENTS]
    assert [one.style.name for one in lines] == [styles.CONTENTS[one.level - 1] for one in listed]
    for line, one in zip(lines, listed, strict=True):
        said = "".join(line._p.xpath(".//w:t/text()"))
        assert said == one.text
        (mark,) = line._p.xpath("./w:hyperlink/@w:anchor")
        assert line._p.xpath(".//w:instrText/text()") == [rf" PAGEREF {mark} \h "]
        assert f'w:name="{mark}"' in part("document")
        assert line._p.xpath(".//w:fldChar[@w:fldCharType='begin']/@w:dirty") == ["true"]


def test_a_long_table_breaks_with_two_lines_at_either_end_and_never_before_its_notes(word):
    tables = [one for one in REPORT.blocks if isinstance(one, Table)]
    for made, one in zip(word.tables, tables, strict=True):
        kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in made.rows]
        assert kept[:2] == [True, True]
        assert kept[-2] is True
        assert kept[-1] is bool(one.sheet.notes)
        assert all(kept[:-1]) or len(kept) > 14


def test_the_file_tells_nothing_of_another_machine(part):
    names = ZipFile(BytesIO(WORD)).namelist()
    assert not [one for one in names if re.search("thumbnail|app.xml|Effects", one)]
    settings = part("settings")
    assert re.search(r'compatibilityMode"[^>]*w:val="15"', settings)
    assert 'w:decimalSymbol w:val=","' in settings


def test_columns_of_words_stand_at_their_left():
    lines = (Line("2", ("cannot tell", "0.3", "–")), Line("3", ("dependence shown", "0.1", "–")))
    assert of_words(Sheet("x", "y", ("Verdict", "V", "p"), lines, ())) == [True, True, False, False]


def test_captions_count_themselves(part):
    body = part("document")
    tables = sum(isinstance(one, Table) for one in REPORT.blocks)
    assert len(re.findall(r"SEQ table \\\* ARABIC", body)) == tables
    assert len(re.findall(r"SEQ figure \\\* ARABIC", body)) == sum(
        isinstance(o, Figure) for o in REPORT.blocks
    )


def test_every_note_has_its_footnote_that_names_a_table_and_leads_to_it(part):
    body, notes = part("document"), part("footnotes")
    marks = re.findall(r'<w:footnoteReference w:id="(\d+)"/>', body)
    assert marks == [str(place + 1) for place in range(len(marks))]
    wanted = [note for one in REPORT.paragraphs() for note in one.parts if isinstance(note, Note)]
    assert len(marks) == len(wanted)
    said = re.findall(r'w:anchor="(\w+)"[^>]*><w:r><w:t[^>]*>([^<]*)', notes)
    assert [words for _, words in said] == [f"{REPORT.named()[note.to]}." for note in wanted]
    assert all(f'w:name="{mark}"' in body for mark, _ in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_the_document_is_told(language):
    made = write(Document("x", language, ()), "docx")
    styled = ZipFile(BytesIO(made)).read("word/styles.xml").decode()
    assert set(re.findall(r'<w:lang [^>]*w:val="([\w-]+)"', styled)) == {styles.TAGS[language]}
    assert f'<html lang="{language}">' in write(Document("x", language, ()), "html").decode()
    assert PdfReader(BytesIO(write(Document("x", language, ()), "pdf"))).trailer["/Root"]["/Lang"] == language


def test_no_file_of_the_package_tells_when_it_was_made():
    package = ZipFile(BytesIO(WORD))
    assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "1980-01-01T00:00:00Z" in package.read("docProps/core.xml").decode()


def test_the_styles_of_word_are_the_tokens_of_the_house(word):
    for name, size in styles.HEADINGS.items():
        font = word.styles[name].font
        assert f"#{font.color.rgb}" == look.LIGHT.accent
        assert font.size.pt == pytest.approx(look.SIZES[size] * styles.BODY / look.SIZES["body"], abs=0.25)
    assert word.styles["Normal"].font.name in look.FONTS
    assert f"#{word.styles['Normal'].font.color.rgb}" == look.LIGHT.ink


def test_a_number_and_its_suffix_stay_on_one_line(part):
    body = part("document")
    assert re.search(r"<w:t[^>]*>[^<]*237</w:t><w:noBreakHyphen/><w:t[^>]*>сі", body)
    assert re.search(r"<w:hyperlink[^>]*><w:r><w:t[^>]*>2</w:t><w:noBreakHyphen/><w:t[^>]*>кесте", body)
    assert '<span class="whole">237-сі</span>' in write(REPORT, "html").decode()


class Page(HTMLParser):
    """The structure of a page."""

    def __init__(self, source):
        super().__init__()
        self.ids, self.links, self.levels, self.pictures, self.open = [], [], [], [], []
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        if "id" in known:
            self.ids.append(known["id"])
        if tag == "a":
            self.links.append(known["href"].removeprefix("#"))
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "img":
            self.pictures.append(known["alt"])
        if tag not in ("meta", "img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_is_whole_and_needs_nothing_else():
    source = write(REPORT, "html").decode()
    page = Page(source.partition("<html")[1] + source.partition("<html")[2])
    assert not page.open
    assert set(page.links) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    assert page.pictures == [one.alternative for one in REPORT.blocks if isinstance(one, Figure)]
    assert not re.search(r"<script|<link|@import|url\(|src=\"(?!data:)|href=\"(?!#)", source)


def test_the_pdf_is_tagged_titled_and_holds_every_caption():
    made = PdfReader(BytesIO(write(REPORT, "pdf")))
    root = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert made.metadata.title == REPORT.title
    assert b"pdfuaid" in root["/Metadata"].get_data()
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in made.pages))
    for one in REPORT.blocks:
        if isinstance(one, Table):
            assert re.sub(r"\s+", " ", REPORT.named()[one.anchor]) in text


def test_columns_fill_the_width_and_none_is_narrower_than_its_words():
    sheet = Sheet("x", "y", ("Саны", "Үлесі, адамдардың %-ы"), (Line("бас", ("237", "22 %")),), ())
    made = widths(sheet, 16)
    assert sum(made) == pytest.approx(16)
    assert made[0] > 5
    assert min(made) > 1


def test_many_long_columns_leave_room_for_the_heads_of_the_lines():
    heads = tuple("Қанағаттандырылмағандықтан" for _ in range(7))
    made = widths(Sheet("x", "y", heads, (Line("бас", ("1",) * 7),), ()), 16)
    assert sum(made) == pytest.approx(16)
    assert made[0] == pytest.approx(4.16)


def test_a_word_longer_than_its_column_may_break_and_a_shorter_one_not():
    assert fitted("кітапхана", 16) == "кітапхана"
    assert fitted("қанағаттандырылмаған", 2).replace("\u00ad", "-") == "қа-на-ғат-тан-ды-рыл-ма-ған"
    assert fitted("Айналамдағылар", 2).split("\u00ad") == ["Ай", "на", "лам", "да", "ғы", "лар"]
    assert fitted("келіспеймін, Онша", 2).split("\u00ad") == ["ке", "ліс", "пей", "мін, Онша"]
    assert fitted("удовлетворительно", 2).split("\u00ad") == ["удов", "лет", "во", "ри", "тель", "но"]
    assert fitted("12345678901234", 1.5).replace("\u200b", "") == "12345678901234"
    assert "\u200b" in fitted("12345678901234", 1.5)


def test_a_question_of_the_questionnaire_never_stands_alone_at_the_end_of_a_page():
    kept = REPORT.kept()
    asked = [place for place, one in enumerate(REPORT.blocks) if isinstance(one, Paragraph) and one.strong]
    assert len(asked) > 20
    assert set(asked) <= kept
    assert len(kept) < len(REPORT.blocks) / 2


def test_pictures_are_sharp_enough_to_print():
    figure = next(one for one in REPORT.blocks if isinstance(one, Figure))
    width = struct.unpack(">I", figure.drawn("png")[16:20])[0]
    assert width / (16 / 2.54) > 150
