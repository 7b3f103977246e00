"""The head of a report: whose it is, which release it speaks from, and the people behind it."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.reports.document import Block, paragraph
from analysis.reports.registry import part
from analysis.reports.source import Group, Source
from analysis.reports.words import joined, say


@part("title", 0)
def title(source: Source) -> Iterator[Block]:
    """What it is, in a line; the survey and its release; the note that stands on every page about it."""
    language = source.language
    yield paragraph(say("report", language), style="subtitle")
    release = say("release", language, address=source.address, release=source.publication.release)
    yield paragraph(release, style="quiet")
    if source.note:
        yield paragraph(source.note, style="quiet")
    if source.group is not None:
        yield from _group(source.group, language)


def _group(group: Group, language: str) -> Iterator[Block]:
    """Whom the report is about, and with whom a small group is taken together."""
    yield paragraph(say("about group", language, group=group.name), style="lead")
    if group.others:
        yield paragraph(say("merged", language, group=group.name, others=joined(group.others, language)))
    if not group.code:
        yield paragraph(say("no class", language, group=group.name))
