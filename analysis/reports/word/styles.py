"""The styles of a Word document, from the tokens of the house: no formatting stands anywhere else."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from analysis import look

BODY = 10.5
"""The body's size in points; the others keep the proportions of the pages."""

WIDTH = 16.0
"""The width of the type area in centimetres: A4 less its margins."""

FONT = look.FONTS.split('"')[1]
TAGS = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
TABLE, NOTE, FIGURE, QUIET, LEAD = "Report Table", "Table Note", "Report Figure", "Quiet", "Lead"
QUESTION, CONTENTS_TITLE = "Question", "Contents Title"
CONTENTS, FOOTNOTE, REFERENCE = ("toc 1", "toc 2"), "footnote text", "footnote reference"
OF_WORD = {*CONTENTS, FOOTNOTE, REFERENCE}
"""Styles that Word knows by these names."""

HEADINGS = {"Title": "display", "Heading 1": "title", "Heading 2": "lead", "Heading 3": "body"}
PLAIN = {
    # name: (size, colour, before, after, kept with the next)
    NOTE: ("small", "muted", 1, 1, False),
    QUIET: ("small", "muted", 0, 1, False),
    LEAD: ("lead", "ink", 1, 2, False),
    FIGURE: ("body", "ink", 2, 0, True),
    QUESTION: ("body", "ink", 2, 1, True),
    CONTENTS_TITLE: ("lead", "accent", 4, 2, True),
    CONTENTS[0]: ("body", "ink", 1, 0, False),
    CONTENTS[1]: ("body", "muted", 0, 0, False),
    FOOTNOTE: ("small", "ink", 0, 0, False),
}
"""The paragraph styles of our own; spaces are in steps of the house."""


def points(size: str) -> Pt:
    """A type size of the house on paper."""
    return Pt(round(2 * look.SIZES[size] * BODY / look.SIZES["body"]) / 2)


def space(step: int) -> Pt:
    """A step of spacing on paper; step 0 is none."""
    return Pt(look.SPACES[step - 1] * BODY / look.SIZES["body"]) if step else Pt(0)


def colour(name: str) -> RGBColor:
    """A colour of the light theme."""
    return RGBColor.from_string(getattr(look.LIGHT, name)[1:])


def dress(document: Any, language: str) -> None:
    """Give a new document the styles of the house and its language."""
    _speak(document, TAGS[language])
    normal = document.styles["Normal"]
    _set(normal, points("body"), "ink")
    normal.paragraph_format.space_after = space(2)
    normal.paragraph_format.line_spacing = 1.15
    normal.paragraph_format.widow_control = True
    for step, (name, size) in enumerate(HEADINGS.items()):
        _heading(document.styles[name], size, (0, 5, 4, 3)[step])
    _set(document.styles["Subtitle"], points("lead"), "muted")
    _unspaced(document.styles["Subtitle"])
    _caption(document.styles["Caption"])
    for name, how in PLAIN.items():
        _plain(_style(document, name, WD_STYLE_TYPE.PARAGRAPH), how)
    document.styles[CONTENTS_TITLE].font.bold = True
    for step, name in enumerate(CONTENTS):
        _contents(document.styles[name].paragraph_format, step)
    for name in ("List Number", "List Bullet"):
        _list(document, document.styles[name])
    _style(document, REFERENCE, WD_STYLE_TYPE.CHARACTER).font.superscript = True
    _table(_style(document, TABLE, WD_STYLE_TYPE.TABLE))


def _style(document: Any, name: str, kind: Any) -> Any:
    known = {one.name: one for one in document.styles}
    made = known.get(name) or document.styles.add_style(name, kind, builtin=name in OF_WORD)
    if kind != WD_STYLE_TYPE.CHARACTER:
        made.base_style = known["Normal" if kind == WD_STYLE_TYPE.PARAGRAPH else "Normal Table"]
    return made


def _heading(style: Any, size: str, before: int) -> None:
    _set(style, points(size), "accent", bold=True)
    form = style.paragraph_format
    form.space_before, form.space_after = space(before), space(2)
    form.keep_with_next = form.keep_together = True
    borders = style.element.find(f".//{qn('w:pBdr')}")
    if borders is not None:
        borders.getparent().remove(borders)


def _unspaced(style: Any) -> None:
    """Letters as far apart as in all other words."""
    for found in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(found)


def _contents(form: Any, step: int) -> None:
    """A line of the contents: its page number at the right edge of the text."""
    form.left_indent = Cm(0.6 * step)
    form.tab_stops.add_tab_stop(Cm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)


def _list(document: Any, style: Any) -> None:
    """A list whose points stand apart, with room for numbers of two digits."""
    style.paragraph_format.space_after = space(1)
    properties = style.element.pPr
    for found in properties.findall(qn("w:contextualSpacing")):
        properties.remove(found)
    numbering = document.part.numbering_part.element
    (number,) = numbering.xpath(f"w:num[@w:numId='{properties.numPr.numId.val}']/w:abstractNumId/@w:val")
    (level,) = numbering.xpath(f"w:abstractNum[@w:abstractNumId='{number}']/w:lvl[@w:ilvl='0']/w:pPr")
    for found in level.findall(qn("w:tabs")):
        level.remove(found)
    for side in ("left", "hanging"):
        level.find(qn("w:ind")).set(qn(f"w:{side}"), str(Cm(0.9).twips))


def _caption(style: Any) -> None:
    _set(style, points("small"), "ink", bold=True)
    form = style.paragraph_format
    form.space_before, form.space_after = space(3), space(1)
    form.keep_together = True


def _plain(style: Any, how: tuple[str, str, int, int, bool]) -> None:
    size, ink, before, after, kept = how
    _set(style, points(size), ink)
    form = style.paragraph_format
    form.space_before, form.space_after = space(before), space(after)
    form.keep_with_next = kept


def _set(style: Any, size: Pt, ink: str, *, bold: bool = False) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, size, bold, False
    font.color.rgb = colour(ink)
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)


def _speak(document: Any, tag: str) -> None:
    """The language of the whole document, for reading aloud and for spelling."""
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), tag)


def _table(style: Any) -> None:
    """Hairlines between the lines, a strong line above, under the head and beneath."""
    properties = OxmlElement("w:tblPr")
    borders = OxmlElement("w:tblBorders")
    for edge, width, ink in (("top", 8, "ink"), ("bottom", 8, "ink"), ("insideH", 4, "line")):
        borders.append(_edge(edge, width, ink))
    properties.append(borders)
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 40), ("left", 80), ("bottom", 40), ("right", 80)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.append(margins)
    style.element.append(properties)
    style.element.append(_conditional("firstRow"))


def _conditional(place: str) -> Any:
    """Bold letters in a part of the table, a line beneath."""
    part = OxmlElement("w:tblStylePr")
    part.set(qn("w:type"), place)
    letters = OxmlElement("w:rPr")
    letters.append(OxmlElement("w:b"))
    part.append(letters)
    cells = OxmlElement("w:tcPr")
    borders = OxmlElement("w:tcBorders")
    borders.append(_edge("bottom", 8, "ink"))
    cells.append(borders)
    part.append(cells)
    return part


def _edge(side: str, eighths: int, ink: str) -> Any:
    edge = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "0"), ("color", str(colour(ink)))):
        edge.set(qn(f"w:{name}"), value)
    return edge
