"""Reports of a survey: its newest publication, its methods, and its questionnaire as it was asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from analysis.codebook import Text, text
from analysis.publications import FilterVariable, Publication
from analysis.reports import Asked, Group, MethodsError, Section, Source, Statement, View
from questionnaires.questionnaire import Item, Questionnaire
from questionnaires.types import type_of
from survey.paper.content import content
from survey.storage import Store, Survey


def statement(store: Store, survey: Survey) -> Statement:
    """The methods of a survey as they were told; empty before."""
    return Statement.read(store.methods(survey), survey.questionnaire.languages)


def source(store: Store, survey: Survey, language: str) -> Source:
    """What a report of a survey in a language speaks from.

    MethodsError where nothing has been published, or the survey was not asked in that language.
    """
    published = store.publication(survey)
    if published is None:
        raise MethodsError("not published", address=survey.address)
    if language not in survey.questionnaire.languages:
        known = ", ".join(survey.questionnaire.languages)
        raise MethodsError("not asked in", address=survey.address, language=language, known=known)
    publication = Publication.of(published.content, published.release)
    return Source(
        publication,
        statement(store, survey),
        tuple(outline(survey.questionnaire, language)),
        language,
        survey.address,
        survey.mode,
        text(json.loads(survey.note), language) if survey.note.startswith("{") else survey.note,
        views=tuple(view_of(publication, *one) for one in store.views(survey)),
    )


def view_of(publication: Publication, title: str, address: str) -> View:
    """A kept view (its name and address, see `survey.researcher.kept`) as a report shows it."""
    path, _, query = address.partition("?")
    asked = dict(parse_qsl(query))
    question = path.partition("/")[2].partition("/")[0] or asked.get("row", "")
    by = asked.get("column", "") or asked.get("by", "")
    for one in publication.questions:
        if question in (line.variable for line in one.total.items):
            return View(title, one.name, by, question)
    return View(title, question, by)


def by_groups(source: Source, questionnaire: Questionnaire, by: str) -> dict[str, Source]:
    """Code -> the same for each group that a filter variable told apart when it was asked, in order.

    All speak from one publication, so that together they tell no more than it does. MethodsError for a
    variable that it is not broken down by.
    """
    known = {one.name: one for one in source.publication.variables}
    if by not in known:
        raise MethodsError("not broken down", name=by, known=", ".join(known) or "–")
    labels = _labels(known[by], questionnaire)
    return {code: replace(source, group=_group(known[by], code, labels, source.language)) for code in labels}


def outline(questionnaire: Questionnaire, language: str) -> Iterator[Section]:
    """The sections of a questionnaire with what was asked in them, in one language."""
    items = {item.name: item for item in questionnaire.items()}
    for part in content(questionnaire, language, large=False)["sections"]:
        asked = tuple(_asked(items[one["name"]], one, language) for one in part["items"])
        yield Section(part["title"], asked)


def _asked(item: Item, said: dict[str, Any], language: str) -> Asked:
    labels = {one["code"]: one["label"] for one in said["options"]}
    return Asked(
        name=item.name,
        number=said["number"],
        question=_plain(said["told"]),
        hint=text(item.hint, language) if item.hint else "",
        only=said["only"],
        options=tuple(labels.items()),
        rows=tuple(one["label"] for one in said["rows"]),
        variables=tuple(_variables(item)),
        scale=_scale(item, labels),
        nets={net.name: tuple(labels[code] for code in net.codes if code in labels) for net in item.nets},
        fact=item.background,
    )


def _scale(item: Item, labels: dict[str, str]) -> tuple[tuple[float, str], ...]:
    """The lowest and the highest score of a rating with their labels; nothing where codes have none."""
    scored = [(one.score, labels[one.value]) for one in item.options if one.score is not None]
    return (min(scored), max(scored)) if len(scored) > 1 else ()


def _plain(told: list[dict[str, Any]]) -> str:
    """An author's paragraphs in one line, without emphasis."""
    return " ".join("".join(run["text"] for run in one["runs"]) for one in told)


def _variables(item: Item) -> Iterator[str]:
    """The questions of a publication that an item can yield."""
    yield from (one.name for one in type_of(item).sets(item))
    yield from (one.name for one in type_of(item).variables(item))
    if item.bands:
        yield item.bands.name


def _labels(variable: FilterVariable, questionnaire: Questionnaire) -> dict[str, Text]:
    """Code -> label as it was asked; of a variable that is no item's (bands), those of its classes."""
    options = [one for item in questionnaire.items() if item.name == variable.name for one in item.options]
    asked = {one.value: one.label for one in options if not one.missing}
    return asked or {one.code: one.label for one in variable.classes}


def _group(variable: FilterVariable, code: str, labels: dict[str, Text], language: str) -> Group:
    """The published group that holds a code and whom it was merged with; or its name only."""
    name, found = text(labels[code], language), variable.class_of(code)
    if found is None:
        return Group(variable.name, name)
    others = tuple(text(labels[one], language) for one in found.codes if one != code and one in labels)
    label, asked = text(found.label, language), text(variable.label, language)
    return Group(variable.name, name, found.code, label, others, asked)
