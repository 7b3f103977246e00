"""How the survey was made: the elements that AAPOR's code asks to disclose, each by its name."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.reports.document import Block, Heading, Inline, Link, Note, Paragraph, Table, Words
from analysis.reports.element_words import ELEMENTS
from analysis.reports.numbers import count, days, share
from analysis.reports.registry import part
from analysis.reports.sheets import begun
from analysis.reports.source import Source
from analysis.reports.words import joined, say
from analysis.show.sheet import Line, Sheet
from analysis.words import METHODS, percent_of_level, word

PEOPLE = "people"
"""The anchor of the table of those who took part."""


@part("methods", 10)
def methods(source: Source) -> Iterator[Block]:
    """Every element in the order of the code, then how many took part as a table."""
    yield Heading(1, say("methods", source.language), "methods")
    for name, said in _elements(source):
        if said:
            label = Words(f"{ELEMENTS[name][source.language]}. ", strong=True)
            yield Paragraph((label, *said))
    yield Table(PEOPLE, _people(source))


def _elements(source: Source) -> Iterator[tuple[str, list[Inline]]]:
    """(element, what is said of it): by the system, by people, or by both."""
    yield "strategy", _words(say("census" if source.margins else "open", source.language))
    yield "sponsor", _told(source, "sponsor")
    yield "conductor", _told(source, "conductor")
    yield "population", _told(source, "population")
    yield "frame", _told(source, "frame")
    yield "recruitment", _told(source, "recruitment")
    mode = say("mode invited" if source.margins else "mode open", source.language)
    yield "mode", [*_words(mode), *_told(source, "mode", " ")]
    before, after = say("instrument", source.language, heading="\0").split("\0")
    yield "instrument", [Words(before), Link("questionnaire"), Words(after)]
    yield "languages", _words(_languages(source))
    yield "dates", _words(_dates(source))
    yield "sample", [*_words(_response(source)), Note(PEOPLE)]
    yield "weighting", _words(say("unweighted", source.language))
    yield "precision", _words(_precision(source))
    least = source.publication.least
    yield "protection", _words(say("protected", source.language, least=least))
    yield "quality", _told(source, "quality")
    yield "limitations", [*_told(source, "limitations"), *_silent(source)]
    yield "contact", _told(source, "contact")


def _words(said: str) -> list[Inline]:
    return [Words(said)]


def _told(source: Source, name: str, before: str = "") -> list[Inline]:
    told = source.methods.text(name, source.language)
    return [Words(before + told)] if told else []


def _languages(source: Source) -> str:
    names = [say(f"in {one}", source.language) for one in source.publication.languages]
    return begun(f"{joined(names, source.language)}.")


def _dates(source: Source) -> str:
    first, last = (source.methods.day(name) for name in ("field_start", "field_end"))
    return f"{days(first, last, source.language)}." if first and last else ""


def _invited(source: Source) -> int | None:
    """How many were invited, where people did not choose themselves."""
    return source.publication.population if source.margins else None


def _response(source: Source) -> str:
    n, invited, language = source.publication.n, _invited(source), source.language
    if not invited:
        return say("answers in all", language, n=count(n, language))
    rate = share(100 * n / invited, language)
    places = {"n": count(n, language), "population": count(invited, language)}
    return f"{say('response', language, **places)} {say('response rate', language, percent=rate)}"


def _precision(source: Source) -> str:
    """How intervals were made; none of people who chose themselves."""
    if not source.margins:
        return say("no margins", source.language)
    shares = [one.total for one in source.publication.questions if one.total.method in METHODS]
    method = next((one.method for one in shares if one.method != "count"), "wilson")
    level = percent_of_level(shares[0].level if shares else 0.95)
    return word(METHODS[method], source.language, level=level, population=source.publication.population)


def _silent(source: Source) -> list[Inline]:
    invited = _invited(source)
    if not invited or invited <= source.publication.n:
        return []
    silent = count(invited - source.publication.n, source.language)
    return [Words(f" {say('silent', source.language, silent=silent)}"), Note(PEOPLE)]


def _people(source: Source) -> Sheet:
    """Invited, answered and the share of those who answered."""
    n, invited, language = source.publication.n, _invited(source), source.language
    rows = [("answered", str(count(n, language)))]
    if invited:
        rows.insert(0, ("invited", str(count(invited, language))))
        rows.append(("did not answer", str(count(invited - n, language))))
        rows.append(("rate", str(share(100 * n / invited, language))))
    lines = tuple(Line(say(name, language), (cell,)) for name, cell in rows)
    heads = (say("number", language),)
    return Sheet(say("who took part", language), say("people", language), heads, lines, ())
