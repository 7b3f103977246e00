"""Laws of every registered part and format of reports."""

import re
from collections import Counter
from copy import deepcopy
from itertools import pairwise
from pathlib import Path

import pytest

import analysis.reports
from analysis.reports import forms, parts, report, write
from analysis.reports.document import Document, Figure, Heading, Link, Note, Paragraph, Table
from analysis.reports.element_words import ASKED, ELEMENTS
from analysis.reports.refusal_words import REASONS
from analysis.reports.registry import _PARTS
from analysis.reports.words import LANGUAGES, WORDS
from survey.reporting import by_groups
from tests.reports import examples

DOCUMENTS = {language: report(examples.source(language, planted=True)) for language in LANGUAGES}

every_part = pytest.mark.parametrize("part", parts(), ids=lambda one: one.name)
every_form = pytest.mark.parametrize("form", forms())
every_language = pytest.mark.parametrize("language", LANGUAGES)


@every_language
@every_part
def test_a_part_says_something_and_the_same_again(part, language):
    source = examples.source(language, planted=True)
    before = deepcopy(source)
    made = tuple(part.make(source))
    assert made
    assert made == tuple(part.make(source))
    assert source == before


@every_part
def test_a_part_stands_in_the_place_that_it_claims(part):
    places = [one.place for one in parts()]
    assert places == sorted(places)
    assert Counter(places)[part.place] == 1


@every_language
def test_every_anchor_stands_once_and_every_mention_leads_to_one(language):
    document = DOCUMENTS[language]
    anchors = [one.anchor for one in document.blocks if isinstance(one, Heading | Table | Figure)]
    mentions = {
        one.to for text in document.paragraphs() for one in text.parts if isinstance(one, Note | Link)
    }
    assert len(anchors) == len(set(anchors))
    assert mentions <= set(anchors)


@every_language
def test_headings_skip_no_level_and_none_is_empty(language):
    levels = [one.level for one in DOCUMENTS[language].blocks if isinstance(one, Heading)]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


@every_language
def test_every_table_is_rectangular_with_words_in_its_heads(language):
    for one in DOCUMENTS[language].blocks:
        if isinstance(one, Table):
            sheet = one.sheet
            assert sheet.caption
            assert sheet.corner
            assert all(sheet.heads)
            assert sheet.lines
            assert {len(line.cells) for line in sheet.lines} == {len(sheet.heads)}
            assert all(line.head for line in sheet.lines)


@every_language
@pytest.mark.parametrize("group", [False, True], ids=["whole", "of a group"])
def test_no_caption_is_said_twice(language, group):
    source = examples.source(language, planted=True, views=())
    if group:
        source = by_groups(source, examples.questionnaire(), "system")["abay"]
    blocks = report(source).blocks
    captions = [
        one.sheet.caption if isinstance(one, Table) else one.caption
        for one in blocks
        if isinstance(one, Table | Figure)
    ]
    assert [one for one, times in Counter(captions).items() if times > 1] == []


@every_language
def test_no_sentence_is_empty_or_has_an_open_place(language):
    for one in DOCUMENTS[language].paragraphs():
        assert isinstance(one, Paragraph)
        assert one.text.strip()
        assert not re.search(r"\{\w*\}|\bnan\b", one.text)


@every_language
@every_form
def test_equal_documents_give_equal_bytes(form, language):
    assert write(DOCUMENTS[language], form) == write(report(examples.source(language, planted=True)), form)


@every_form
def test_a_format_writes_a_document_without_blocks(form):
    assert write(Document("Атауы", "kk", ()), form)


@every_form
def test_what_cannot_be_printed_breaks_no_format(form):
    odd = Document("a\0b\x1b\u2028\ufeff\ud800<&>\"'", "kk", (Paragraph((Note("t"), Link("t"))), *_odd()))
    assert write(odd, form)


def _odd():
    from analysis.reports.document import Items, paragraph
    from analysis.show.sheet import Line, Sheet

    said = "#[x] $y$ *z* \\ `q` _w_ <b>&amp;\0\x07"
    yield Heading(1, said, "h")
    yield Items((paragraph(said), paragraph(said)), ordered=True)
    yield Table("t", Sheet(said, said, (said,), (Line(said, (said,)),), (said,)))


@pytest.mark.parametrize(
    "table", [ELEMENTS, ASKED, REASONS, WORDS], ids=["elements", "asked", "reasons", "words"]
)
def test_every_word_of_reports_stands_in_every_language_with_the_same_places(table):
    for key, texts in table.items():
        assert tuple(texts) == LANGUAGES, key
        assert all(texts.values()), key
        places = [set(re.findall(r"\{(\w+)", text)) for text in texts.values()]
        assert places[0] == places[1] == places[2], key


def test_no_word_of_reports_is_left_over():
    sources = " ".join(
        path.read_text("utf-8")
        for path in Path(analysis.reports.__file__).parent.rglob("*.py")
        if not path.name.endswith("_words.py")
    )
    composed = re.compile(
        "leads? (single|merged|multiple|ranking)|grid (means|shares) alike|in (kk|ru|en)|table|figure"
    )
    said = [key for key in WORDS if f'"{key}"' in sources or f"'{key}'" in sources or composed.fullmatch(key)]
    assert sorted(set(WORDS) - set(said)) == []


def test_a_new_part_is_one_file():
    """The part of the guide, read from the page as a module beside the others."""
    guide = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text("utf-8")
    (example,) = (
        one for one in re.findall(r"```python\n(.*?)```", guide, re.DOTALL) if '@part("bases"' in one
    )
    try:
        exec(compile(example, "bases.py", "exec", dont_inherit=True), {"__name__": "bases"})
        document = report(examples.source("kk"))
    finally:
        _PARTS.pop("bases", None)
    (made,) = (one for one in document.blocks if isinstance(one, Table) and one.anchor == "bases-of-all")
    assert len(made.sheet.lines) == len(examples.publication().questions)
    assert write(document, "html")
