"""How words are set: nothing changes but spaces, dashes and apostrophes, and no line begins with a sign."""

import re

import pytest

from analysis.reports import report
from analysis.reports.document import Figure, Heading, Table
from analysis.reports.typography import set_words, typeset
from analysis.reports.words import LANGUAGES
from tests.reports import examples

DOCUMENTS = {language: report(examples.source(language)) for language in LANGUAGES}


def texts(document):
    """Every text of a document that a format writes."""
    yield document.title
    yield from (one.text for one in document.paragraphs())
    for one in document.blocks:
        if isinstance(one, Heading):
            yield one.text
        elif isinstance(one, Figure):
            yield one.caption
        elif isinstance(one, Table):
            sheet = one.sheet
            yield from (sheet.caption, sheet.corner, *sheet.heads, *sheet.notes)
            yield from (cell for line in sheet.lines for cell in (line.head, *line.cells))


def plain(words):
    """Words without what setting changes."""
    return re.sub("[–—]", "-", words.replace("\u00a0", " ").replace("’", "'").replace(" %", "%"))


@pytest.mark.parametrize(
    ("language", "words", "printed"),
    [
        ("kk", "үлес — 22 % (52)", "үлес_– 22_%_(52)"),
        ("kk", "Абай ауданы / Саран қаласы · Басқа", "Абай ауданы_/ Саран қаласы_· Басқа"),
        ("ru", "доля – 22 % (52)", "доля_— 22_%_(52)"),
        ("ru", "V Крамера, интервал V — 2", "V_Крамера, интервал_V_— 2"),
        ("ru", "г. Караганда и в селе", "г._Караганда и_в_селе"),
        ("en", "95 % of “5%”", "95% of “5%”"),
        ("en", "Cramér's V = 0.2, the library's — own", "Cramér’s_V_=_0.2, the library’s_– own"),
        ("kk", "237 адамның 28-і, 10–15 жыл", "237_адамның 28-і, 10–15_жыл"),
        ("ru", "База: 161 чел. из 237, 4–9 лет", "База: 161_чел. из 237, 4–9_лет"),
        ("kk", "2020–2024; 5-ке; –", "2020–2024; 5-ке; –"),
    ],
)
def test_words_are_set_as_their_language_prints_them(language, words, printed):
    assert set_words(words, language).replace("\u00a0", "_") == printed


@pytest.mark.parametrize("language", LANGUAGES)
def test_setting_changes_no_word_and_setting_twice_changes_nothing(language):
    document = DOCUMENTS[language]
    once = typeset(document)
    assert [plain(one) for one in texts(once)] == [plain(one) for one in texts(document)]
    assert typeset(once) == once


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_can_begin_with_a_dash_or_a_stroke(language):
    said = list(texts(typeset(DOCUMENTS[language])))
    assert not [one for one in said if re.search(r"\S [–—/·] ", one)]
    other = "–" if language == "ru" else "—"
    assert not [one for one in said if f" {other} " in one or f"\u00a0{other} " in one]
