"""Every number of a sentence stands in the table that it names, and no claim goes beyond a verdict."""

import re

import pytest

from analysis.publications import Question
from analysis.reports import Asked, Source, Statement, report
from analysis.reports.document import Heading, Items, Link, Note, Paragraph, Table
from analysis.reports.numbers import count, p_value, share
from analysis.reports.sentences import findings_of
from analysis.reports.verdicts import judged
from analysis.reports.words import LANGUAGES
from analysis.tables import Tally, TallyRow
from tests.reports import examples

NUMBER = re.compile(r"[<>]?\d[\d\u00a0,.]*\d|[<>]?\d")
SIGNED = re.compile(rf"({NUMBER.pattern})\u00a0?%")
QUOTED = re.compile("«([^»]*)»|“([^”]*)”")
DIFFERENCE = {
    "kk": re.compile("айырма|байланыс|тәуелді|ерекше|басым"),
    "ru": re.compile("различ|отлича|завис|связ|больше, чем|меньше, чем"),
    "en": re.compile("differ|depend|more than|less than|higher than|lower than"),
}
DOCUMENTS = {
    (language, planted): report(examples.source(language, planted=planted))
    for language in LANGUAGES
    for planted in (False, True)
}
every_document = pytest.mark.parametrize(("language", "planted"), DOCUMENTS)


def tables(document):
    """Anchor -> table."""
    return {one.anchor: one.sheet for one in document.blocks if isinstance(one, Table)}


def cells(sheet):
    """Every number in the lines of a table, with its sign where it is a per cent; those of its notes too."""
    texts = [cell for line in sheet.lines for cell in (line.head, *line.cells)] + list(sheet.notes)
    return {one for text in texts for one in numbers(text)}


def numbers(text):
    """Every number of a text; a per cent with its sign."""
    shares = {f"{one} %" for one in SIGNED.findall(text)}
    return shares | set(NUMBER.findall(SIGNED.sub(" ", text)))


def told(document):
    """(sentence without what it quotes, the sentence, the table that it names) of all that names one."""
    known = tables(document)
    for one in document.paragraphs():
        for part in one.parts:
            if isinstance(part, Note | Link) and part.to in known and one.style != "quiet":
                yield QUOTED.sub(" ", one.text), one.text, known[part.to]


@every_document
def test_every_number_of_a_sentence_stands_in_the_table_that_it_names(language, planted):
    found = list(told(DOCUMENTS[language, planted]))
    assert len(found) > 40
    for plain, said, sheet in found:
        assert numbers(plain.replace("RR2", "")) <= cells(sheet), said


@every_document
def test_no_sentence_names_more_than_a_few_answers(language, planted):
    for plain, said, _ in told(DOCUMENTS[language, planted]):
        assert plain.count(" ; ") + len(QUOTED.findall(said)) < 8, said


@every_document
def test_the_numbers_after_an_answer_are_those_of_its_line(language, planted):
    checked = 0
    for _, said, sheet in told(DOCUMENTS[language, planted]):
        lines = {line.head.rstrip("."): line for line in sheet.lines}
        total = [cell for line in sheet.lines if line.kind == "total" for cell in line.cells]
        total += sheet.notes
        if "%" not in said or len(sheet.heads) > 4:
            continue
        pieces = list(QUOTED.finditer(said))
        for one, after in zip(pieces, [*pieces[1:], None][: len(pieces)], strict=True):
            label = one[1] or one[2]
            rest = said[one.end() : after.start() if after else None]
            rest = re.sub(r"\([^()\d]*\)", "", rest)
            if label in lines and numbers(rest):
                line = lines[label]
                assert numbers(rest) <= {n for cell in (*line.cells, *total) for n in numbers(cell)}, said
                checked += 1
    assert checked > 60


@every_document
def test_the_answer_that_is_named_first_has_the_most_people(language, planted):
    source, document = examples.source(language, planted=planted), DOCUMENTS[language, planted]
    body = [one for one in document.paragraphs() if one.style == "body"]
    said = {part.to: one.text for one in reversed(body) for part in one.parts if isinstance(part, Link)}
    checked = 0
    for question in source.publication.questions:
        rows, text = question.total.rows, said.get(question.name, "")
        if rows and "%" in text:
            first = max(rows, key=lambda row: row.count)
            assert str(count(first.count, language)) in text
            assert str(share(first.percent, language)) in text
            checked += 1
    assert checked > 15


@every_document
def test_the_tables_hold_the_numbers_of_the_publication(language, planted):
    source, known = examples.source(language, planted=planted), tables(DOCUMENTS[language, planted])
    for question in source.publication.questions:
        for row in (*question.total.rows, *question.total.nets):
            line = next(one for one in known[question.name].lines if one.head == row.label[language])
            assert line.cells[0] == str(row.count)
            written = str(int(100 * row.count / question.total.base + 0.5))
            assert line.cells[1].rstrip("\u00a0%") == written


@every_document
def test_no_sentence_speaks_of_a_difference_without_a_verdict(language, planted):
    document = DOCUMENTS[language, planted]
    for one in document.paragraphs():
        mentions = [part.to for part in one.parts if isinstance(part, Note | Link)]
        if mentions and not any(to.startswith("verdict") for to in mentions):
            assert not DIFFERENCE[language].search(QUOTED.sub(" ", one.text)), one.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_base_and_method_stand_under_every_table_of_a_question(language):
    source, known = examples.source(language), tables(DOCUMENTS[language, False])
    for question in source.publication.questions:
        total, note = question.total, known[question.name].notes[0]
        for one in total.items or (total,):
            assert not total.items or one.base <= max(map(int, NUMBER.findall(note)))
        assert total.items or str(total.base) in note
        if total.rows:
            assert {"95", str(total.population)} <= {*NUMBER.findall(note)}, note


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_drawn_at_random_lead_to_no_claim(language):
    assert claims(DOCUMENTS[language, False]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_planted_dependence_is_the_first_finding_with_its_strength(language):
    source = examples.source(language, planted=True)
    first, *more = claims(DOCUMENTS[language, True])
    question = source.publication.question("satisfaction")
    found = question.verdicts["tenure"][0].association
    assert all(question.total.label[language].rstrip(".") in one for one in (first, *more))
    assert source.publication.variable("tenure").label[language] in first
    assert f"{found.value:.2f}".replace(".", "." if language == "en" else ",") in first


def claims(document):
    """The findings that claim a dependence."""
    start = next(
        i for i, one in enumerate(document.blocks) if isinstance(one, Heading) and one.anchor == "findings"
    )
    listed = next(one for one in document.blocks[start:] if isinstance(one, Items))
    return [
        point.text
        for point in listed.points
        if any(isinstance(one, Note) and one.to.startswith("verdicts-") for one in point.parts)
    ]


@pytest.mark.parametrize(
    ("counts", "named"),
    [
        ((9, 5, 4, 2), ["a", "b", "c"]),
        ((9, 5, 4, 4), ["a", "b"]),
        ((9, 4, 4, 4), ["a"]),
        ((9, 4, 0, 0), ["a", "b"]),
    ],
)
def test_of_answers_given_equally_often_all_are_named_or_none(counts, named):
    n = sum(counts)
    shares = zip("abcd", counts, strict=True)
    rows = tuple(TallyRow(one, {"en": one}, k, float(k), 100 * k / n, 0, 100) for one, k in shares)
    total = Tally("q", {"en": "q"}, "single", n, n, {}, rows)
    source = Source(examples.publication(), Statement(), (), "en", "x@1")
    (found,) = findings_of(source, Asked("q", 1, "q"), Question("q", total))
    assert [one[1] for one in QUOTED.findall(found.said)] == named


TALK = ("system", "education", "motive", "attitude", "self_rating_basis", "dissatisfaction")
"""What the talk at the bottom of the shipped survey speaks of, in its order."""


def test_the_report_of_the_shipped_survey_goes_the_way_of_the_talk():
    heads = [one.anchor for one in DOCUMENTS["kk", False].blocks if isinstance(one, Heading)]
    places = [heads.index(f"question-{name}") for name in TALK]
    assert places == sorted(places)
    assert heads.index("methods") < heads.index("findings") < places[0]


def test_what_cannot_be_told_is_counted_and_claimed_nowhere():
    source = examples.source("en", planted=True)
    pairs = judged(source.publication)
    unknown = sum(one.verdict == "cannot tell" for one in pairs)
    said = [one.text for one in DOCUMENTS["en", True].paragraphs() if "cannot tell:" in one.text]
    assert said == [
        f"For {unknown} of {len(pairs)} pairs compared these data cannot tell: "
        "neither a difference nor its absence is claimed there."
    ]


def test_a_chance_find_among_many_tests_is_no_main_finding():
    pairs = judged(examples.publication())
    shown = [one for one in pairs if one.verdict == "dependence shown"]
    assert shown
    assert not any(one.claimed for one in shown)


def test_people_who_chose_themselves_get_no_interval_and_no_verdict():
    document = report(examples.source("en", planted=True, mode="open"))
    texts = [one.text for one in document.paragraphs()]
    assert not [one for one in texts if "Cramér" in one or "depend" in one]
    for sheet in tables(document).values():
        assert not [head for head in sheet.heads if "interval" in head]
    assert any("no probability sample" in one for one in texts)
    assert all(isinstance(one, Paragraph) for one in document.paragraphs())


def test_a_p_is_told_to_the_two_digits_that_are_published():
    told = [p_value(p, "kk") for p in (0.81, 0.15, 0.0998, 0.028, 0.0043, 0.0004)]
    assert told == ["= 0,81", "= 0,15", "= 0,10", "= 0,028", "= 0,004", "< 0,001"]
