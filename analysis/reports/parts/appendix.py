"""The appendix: which answers go with which groups, how groups were recoded, and how to read the numbers."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.codebook import text
from analysis.publications import FilterVariable
from analysis.reports.document import Block, Heading, Items, Table, paragraph
from analysis.reports.numbers import count, decimal, p_value
from analysis.reports.registry import part
from analysis.reports.sheets import begun
from analysis.reports.source import Source
from analysis.reports.verdicts import INDEPENDENT, SHOWN, UNKNOWN, Judged, counted, judged
from analysis.reports.words import say
from analysis.show.sheet import Line, Sheet
from analysis.words import word

COUNTS = "verdict-counts"
"""The anchor of the table that counts verdicts."""


@part("appendix", 50)
def appendix(source: Source) -> Iterator[Block]:
    """Verdicts with their strength, the groups of the breakdowns, and the rules of rounding."""
    language = source.language
    yield Heading(1, say("appendix", language), "appendix")
    pairs = judged(source.publication) if source.margins else []
    if pairs:
        yield Heading(2, say("dependences", language), "dependences")
        yield paragraph(say("about verdicts", language))
        yield Table(COUNTS, _counts(pairs, language))
        for one in source.publication.variables:
            if lines := [pair for pair in pairs if pair.by == one.name]:
                yield Table(verdicts_by(one.name), _verdicts(lines, one, source))
    if source.publication.variables:
        yield Heading(2, say("groups", language), "of-groups")
        yield paragraph(say("about groups", language, least=source.publication.least))
        for one in source.publication.variables:
            yield Table(f"groups-{one.name}", _groups(one, language))
    yield Heading(2, say("reading", language), "reading")
    yield Items(tuple(paragraph(say(key, language)) for key in ("rounding", "extremes", "traced")))


def verdicts_by(variable: str) -> str:
    """The anchor of the table of verdicts on the groups of a variable."""
    return f"verdicts-{variable}"


def _counts(pairs: list[Judged], language: str) -> Sheet:
    known = counted(pairs)
    claimed = sum(one.claimed for one in pairs)
    lines = [
        Line(begun(word(kind, language)), (str(known.get(kind, 0)),))
        for kind in (SHOWN, INDEPENDENT, UNKNOWN)
    ]
    lines.insert(1, Line(say("of these after Holm", language), (str(claimed),), "net"))
    total = Line(say("pairs", language), (str(len(pairs)),), "total")
    heads = (say("number", language),)
    notes = (_margin(pairs, language),)
    return Sheet(say("verdicts counted", language), say("verdict", language), heads, (*lines, total), notes)


def _margin(pairs: list[Judged], language: str) -> str:
    return say("margin of V", language, margin=decimal(pairs[0].found.margin, language, 1))


def _verdicts(pairs: list[Judged], variable: FilterVariable, source: Source) -> Sheet:
    """A line per question, the strongest dependence first; the margin beneath."""
    language = source.language
    heads = (say("verdict", language), "V", say("interval of V", language), "p")
    ordered = sorted(pairs, key=lambda one: (one.verdict != SHOWN, one.verdict == UNKNOWN, -one.found.value))
    lines = tuple(_verdict(one, source) for one in ordered)
    notes = [_margin(pairs, language), say("about V", language)]
    if any(one.verdict == SHOWN for one in pairs):
        notes.append(say("Holm" if any(one.claimed for one in pairs) else "Holm none", language))
    caption = say("verdicts", language, by=text(variable.label, language))
    return Sheet(caption, say("questions", language), heads, lines, tuple(notes))


def _verdict(one: Judged, source: Source) -> Line:
    found, language = one.found, source.language
    told = word(one.verdict, language) + (" *" if one.claimed else "")
    interval = f"{decimal(found.low, language, 2)}–{decimal(found.high, language, 2)}"
    p = p_value(one.p, language).removeprefix("= ")
    return Line(one.brief(source), (told, decimal(found.value, language, 2), interval, p))


def _groups(variable: FilterVariable, language: str) -> Sheet:
    """The classes of a filter variable with their people, and who stands in none."""
    lines = [Line(text(one.label, language), (str(count(one.n, language)),)) for one in variable.classes]
    if variable.apart:
        lines.append(Line(say("apart", language), (str(count(variable.apart, language)),)))
    heads = (say("to the nearest 5", language),)
    caption = say("groups of", language, by=text(variable.label, language))
    return Sheet(caption, say("group", language), heads, tuple(lines), (say("noise of groups", language),))
