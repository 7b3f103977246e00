"""The main findings: sentences written from the numbers, the weightiest first, none beyond the verdicts."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.codebook import text
from analysis.reports.document import Block, Heading, Items, Note, Paragraph, Words, paragraph
from analysis.reports.numbers import count, decimal
from analysis.reports.parts.appendix import COUNTS, verdicts_by
from analysis.reports.registry import part
from analysis.reports.sentences import findings_of, quoted
from analysis.reports.source import Source
from analysis.reports.verdicts import INDEPENDENT, UNKNOWN, Judged, counted, judged
from analysis.reports.words import say

MOST = 12
"""How many findings on answers stand in front; those on each question stand with its table."""


@part("findings", 20)
def findings(source: Source) -> Iterator[Block]:
    """What depends on what, then what was answered."""
    language = source.language
    yield Heading(1, say("findings", language), "findings")
    about = ["about findings", "about claims"] if source.margins else ["about findings"]
    yield paragraph(" ".join(say(key, language) for key in about), style="quiet")
    pairs = judged(source.publication) if source.margins else []
    yield Items((*_dependences(pairs, source), *_answers(source)), ordered=True)
    if pairs:
        yield from _rest(pairs, source)


def _answers(source: Source) -> list[Paragraph]:
    """The weightiest sentences on what people think; facts about them stand in the results."""
    found = [
        (text(question.total.label, source.language).strip(), one)
        for section in source.sections
        for asked in section.asked
        if not asked.fact
        for question in source.published(asked)
        for one in findings_of(source, asked, question)
    ]
    weightiest = sorted(found, key=lambda one: -one[1].weight)[:MOST]
    return [
        Paragraph((Words(asked, strong=True), Words(f" {one.said}"), Note(one.table)))
        for asked, one in weightiest
    ]


def _dependences(pairs: list[Judged], source: Source) -> Iterator[Paragraph]:
    """The dependences that hold over all pairs, the strongest first."""
    for one in sorted(pairs, key=lambda one: -one.found.value):
        if one.claimed:
            said = say("depends", source.language, **_places(one, source))
            yield Paragraph((Words(said), Note(verdicts_by(one.by))))


def _rest(pairs: list[Judged], source: Source) -> Iterator[Block]:
    """How many pairs go without a claim, and how many are independent within the margin."""
    language, known = source.language, counted(pairs)
    if not any(one.claimed for one in pairs):
        yield _counted("none depends", language, pairs=len(pairs))
    if known.get(INDEPENDENT):
        margin = decimal(pairs[0].found.margin, language, 1)
        yield _counted("independent", language, pairs=len(pairs), some=known[INDEPENDENT], margin=margin)
    if known.get(UNKNOWN):
        yield _counted("unknown", language, pairs=len(pairs), some=known[UNKNOWN])


def _counted(key: str, language: str, **places: int | str) -> Paragraph:
    told = {name: count(one, language) if isinstance(one, int) else one for name, one in places.items()}
    return Paragraph((Words(say(key, language, **told)), Note(COUNTS)))


def _places(one: Judged, source: Source) -> dict[str, str]:
    language = source.language
    variable = source.publication.variable(one.by)
    return {
        "name": quoted(one.named(language), language),
        "by": quoted(variable.label, language),
        "value": decimal(one.found.value, language, 2),
        "low": decimal(one.found.low, language, 2),
        "high": decimal(one.found.high, language, 2),
    }
